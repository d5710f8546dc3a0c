//! The command `apilint`: reads its arguments, runs one command, and ends with a named exit code.

mod args;
mod check;
mod checking;
mod completions;
mod dashboard;
mod exit;
mod explain;
mod fiche;
mod files;
mod folder;
mod gate;
mod in_order;
mod init;
mod input;
mod language;
mod limits;
mod nearest;
mod network;
mod opening;
mod output;
mod progress;
mod query;
mod replacement;
mod rules;
mod rulesets;
mod schema;
mod settings;
mod terminal;
mod test;
mod timings;
mod why;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use exit::Failure;
use terminal::Terminal;

/// That of musl makes a check slower by half.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut terminal = Terminal::new(arguments.language(), arguments.color, arguments.quiet);
    let done = match &arguments.command {
        Command::Check(arguments) => check::run(arguments, &mut terminal),
        Command::Query(arguments) => query::run(arguments, terminal),
        Command::Init(arguments) => init::run(arguments, terminal),
        Command::Fiche(arguments) => fiche::run(arguments, &mut terminal),
        Command::Dashboard(arguments) => dashboard::run(arguments, terminal),
        Command::Rules(arguments) => rules::run(arguments, &mut terminal),
        Command::Explain(arguments) => explain::run(arguments, &mut terminal),
        Command::Test(arguments) => test::run(arguments, &mut terminal),
        Command::Why(arguments) => why::run(arguments, &mut terminal),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::completions(arguments),
        Command::Man(arguments) => completions::man(arguments),
    };
    let exit = done.unwrap_or_else(|failure: Failure| {
        terminal.failure(&failure.message);
        failure.exit
    });
    exit.into()
}
