//! Where reports go: each format to standard output or to a file.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use apilint::diagnostic::Text;
use apilint::report::{REPORTERS, Report, Reporter, Style, WITH_DOSSIER};

use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::terminal::{self, Terminal};

/// A report to write.
pub struct Output {
    reporter: Reporter,
    /// Whether it holds the dossier whatever the rules are.
    pub has_dossier: bool,
    /// The file; standard output when there is none.
    file: Option<PathBuf>,
}

/// Reads what `--format` was given; `text` when nothing was. Two reports never go to the same place.
pub fn read(written: &[String]) -> Result<Vec<Output>, Failure> {
    let mut outputs: Vec<Output> = Vec::new();
    let default = ["text".to_owned()];
    for written in if written.is_empty() { &default } else { written } {
        let (format, file) = match written.split_once('=') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (written.as_str(), None),
        };
        let Some((_, reporter)) = REPORTERS.iter().find(|(name, _)| *name == format) else {
            let known: Vec<&str> = REPORTERS.iter().map(|(name, _)| *name).collect();
            return Err(unknown(
                Kind { en: "format", unknown_fr: "format inconnu" },
                format,
                &known,
            ));
        };
        if outputs.iter().any(|output| output.file == file) {
            return Err(clash(format, file.as_deref()));
        }
        let has_dossier = WITH_DOSSIER.contains(&format);
        outputs.push(Output { reporter: *reporter, has_dossier, file });
    }
    Ok(outputs)
}

fn clash(format: &str, file: Option<&Path>) -> Failure {
    let (en, fr) = match file {
        Some(file) => (format!("`{}`", file.display()), format!("`{}`", file.display())),
        None => ("standard output".to_owned(), "la sortie standard".to_owned()),
    };
    Failure::usage(
        format!(
            "two reports cannot go to {en}: write one to a file of its own, as in `--format {format}=FILE`"
        ),
        format!(
            "deux rapports ne peuvent aller vers {fr} : écrivez-en un dans son propre fichier, avec \
             `--format {format}=FICHIER`"
        ),
    )
}

/// Writes the report to each place; gives it back.
pub fn write<'r>(
    mut report: Report<'r>,
    outputs: &[Output],
    terminal: Terminal,
) -> Result<Report<'r>, Failure> {
    for output in outputs {
        if let Some(file) = &output.file {
            report.style = Style::default();
            replace(file, |out| (output.reporter)(&report, out)).map_err(|error| {
                let file = file.display();
                let what = Text::new(
                    format!("`{file}` cannot be written"),
                    format!("`{file}` ne peut pas être écrit"),
                );
                Failure::world(Exit::Usage, &what, &error)
            })?;
        } else {
            report.style = terminal.style();
            terminal::write(|out| (output.reporter)(&report, out))?;
        }
    }
    Ok(report)
}

/// Writes a file whole or not at all: beside it first, then in its place.
pub fn replace(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // A link is followed; what is no file (`/dev/null`, a pipe) cannot be replaced.
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    if fs::metadata(&real).is_ok_and(|metadata| !metadata.is_file()) {
        return filled(&real, write);
    }
    let mut name = OsString::from(".");
    name.push(real.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = real.with_file_name(name);
    let done = filled(&beside, write).and_then(|()| fs::rename(&beside, &real));
    if done.is_err() {
        // Best effort: the error that is told is the first one.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn filled(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(fs::File::create(file)?);
    write(&mut out)?;
    out.flush()
}
