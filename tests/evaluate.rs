//! The command beside `evaluation.rs`: prints the figures for a folder.

#[path = "evaluation.rs"]
mod evaluation;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: evaluate FOLDER\nFOLDER holds descriptions and LABELS.tsv");
        return ExitCode::from(2);
    };
    match evaluation::evaluate(Path::new(&folder)) {
        Ok(tallies) => {
            print!("{}", evaluation::print(&tallies));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}
