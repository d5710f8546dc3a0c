//! Where reports go: each format to standard output or to a file.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use apilint::diagnostic::Text;
use apilint::report::order::Disarming;
use apilint::report::{Ending, FORMATS, Format, Outcome, Reporter, Run, STEP_SUMMARY, Style};

use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::replacement::Replacement;
use crate::terminal;

/// The variable that names the file where GitHub Actions expects the summary of a step.
pub const STEP_SUMMARY_FILE: &str = "GITHUB_STEP_SUMMARY";

/// A report to write.
pub struct Output {
    /// How to show it.
    pub format: &'static Format,
    /// The file; standard output when there is none.
    file: Option<PathBuf>,
    /// Whether it goes after what the file holds: other steps write to the summary of a job.
    is_appended: bool,
}

/// Reads what `--format` was given; `text` when nothing was. Two reports never go to the same place. With `github` goes
/// the summary of the step, in the file that GitHub names.
pub fn read(written: &[String], step_summary: Option<OsString>) -> Result<Vec<Output>, Failure> {
    let mut outputs: Vec<Output> = Vec::new();
    let default = ["text".to_owned()];
    for written in if written.is_empty() { &default } else { written } {
        let (format, file) = match written.split_once('=') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (written.as_str(), None),
        };
        let Some(shown) = Format::named(format) else {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            let kind = Kind { en: "format", unknown_fr: "format inconnu" };
            return Err(unknown(kind, format, &known));
        };
        if outputs.iter().any(|output| output.file == file) {
            return Err(clash(format, file.as_deref()));
        }
        outputs.push(Output { format: shown, file, is_appended: false });
    }
    let step_summary = step_summary.filter(|file| !file.is_empty());
    if let Some(file) = step_summary.filter(|_| outputs.iter().any(|it| it.format.name == "github"))
    {
        outputs.push(Output { format: &STEP_SUMMARY, file: Some(file.into()), is_appended: true });
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

impl Output {
    /// Gets ready to write.
    pub fn open<'r>(&self, run: Run<'r>) -> Result<Writing<'r>, Failure> {
        let (place, style) = match &self.file {
            Some(file) => {
                let replacement = if self.is_appended {
                    Replacement::append(file)
                } else {
                    Replacement::open(file)
                };
                let replacement = replacement.map_err(|error| not_written(file, &error))?;
                (Place::File(file.clone(), replacement), Style::default())
            }
            None => {
                let out = BufWriter::new(io::stdout().lock());
                let out: Box<dyn Write> = match self.format.hash {
                    Some(spelling) => Box::new(Disarming::new(out, spelling)),
                    None => Box::new(out),
                };
                (Place::Standard { out, is_gone: false }, run.style)
            }
        };
        let run = Run { style, ..run };
        Ok(Writing { run, reporter: (self.format.reporter)(), place, is_begun: false })
    }
}

/// A report being written.
pub struct Writing<'r> {
    run: Run<'r>,
    reporter: Box<dyn Reporter>,
    place: Place,
    /// Where nothing was read, nothing is written.
    is_begun: bool,
}

enum Place {
    /// Standard output; gone once its reader went away (`| head`): it has read enough.
    Standard {
        out: Box<dyn Write>,
        is_gone: bool,
    },
    File(PathBuf, Replacement),
}

impl Writing<'_> {
    /// Writes what one description gave.
    pub fn document(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        self.write(|reporter, run, out| reporter.document(run, outcome, out))
    }

    /// Writes the rest. Only now is a file in its place.
    pub fn end(mut self, ending: &Ending) -> Result<(), Failure> {
        self.write(|reporter, run, out| reporter.end(run, ending, out))?;
        match self.place {
            Place::Standard { .. } => Ok(()),
            Place::File(file, replacement) => {
                replacement.commit().map_err(|error| not_written(&file, &error))
            }
        }
    }

    fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Reporter, &Run<'_>, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Self { run, reporter, place, is_begun } = self;
        let starts = !std::mem::replace(is_begun, true);
        let write = |out: &mut dyn Write| {
            if starts {
                reporter.start(run, out)?;
            }
            write(&mut **reporter, run, out)
        };
        match place {
            Place::Standard { is_gone: true, .. } => Ok(()),
            Place::Standard { out, is_gone } => match write(out).and_then(|()| out.flush()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    *is_gone = true;
                    Ok(())
                }
                done => done.map_err(|error| terminal::not_written(&error)),
            },
            Place::File(file, replacement) => {
                write(replacement.out()).map_err(|error| not_written(file, &error))
            }
        }
    }
}

/// A file refuses what is written.
pub fn not_written(file: &Path, error: &io::Error) -> Failure {
    let file = file.display();
    let what = Text::new(
        format!("`{file}` cannot be written"),
        format!("`{file}` ne peut pas être écrit"),
    );
    Failure::world(Exit::Usage, &what, error)
}
