//! How the command ends: exit codes with names, and what is said when it cannot go on.

use std::fmt::Display;
use std::process::ExitCode;

use apilint::description::Unreadable;
use apilint::diagnostic::Text;

/// An exit code. They are promised: scripts and pipelines read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// At least one diagnostic at or above it, or more warnings than `--max-warnings` allows.
    Findings = 1,
    /// A wrong flag, ruleset or rule; no input, or none that matched; a report that cannot be written.
    Usage = 2,
    /// An input could not be read; the others are still reported.
    Unreadable = 3,
}

impl Exit {
    /// Of two things that happened, the one to tell: wrong usage, then what could not be read, then findings.
    #[must_use]
    pub fn heaviest(self, other: Self) -> Self {
        let weight = |exit| match exit {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Unreadable => 2,
            Self::Usage => 3,
        };
        if weight(other) > weight(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why the command cannot go on.
#[derive(Debug)]
pub struct Failure {
    /// The code to end with.
    pub exit: Exit,
    /// What happened, to what, and the next step.
    pub message: Text,
}

impl Failure {
    /// What was asked cannot be done.
    pub fn usage(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: Text::new(en, fr) }
    }

    /// A description that a command is about was not read.
    pub fn not_read(unreadable: &Unreadable) -> Self {
        let place = unreadable.at.map(|(at, _)| format!(":{}:{}", at.line, at.column));
        let name = format!("{}{}", unreadable.uri, place.unwrap_or_default());
        let message = Text::new(
            format!("`{name}` is not read: {}", unreadable.reason.en),
            format!("`{name}` n'est pas lu : {}", unreadable.reason.fr),
        );
        Self { exit: Exit::Unreadable, message }
    }

    /// The world refused: a disk that is full, a folder without rights.
    pub fn world(exit: Exit, what: &Text, error: &dyn Display) -> Self {
        Self {
            exit,
            message: Text::new(format!("{}: {error}", what.en), format!("{} : {error}", what.fr)),
        }
    }
}
