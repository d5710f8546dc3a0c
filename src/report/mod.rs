//! Reports: everything a run gave, and one file for each way to show it.
//!
//! A reporter is a function from a report to bytes. It sorts nothing, filters nothing, decides nothing.

#[cfg(feature = "terminal")]
mod advice;
mod catalogue;
#[cfg(feature = "terminal")]
mod excerpt;
mod json;
#[cfg(feature = "terminal")]
mod page;
mod place;
pub mod schema;
mod spectral;
#[cfg(feature = "terminal")]
mod text;
pub mod wording;

use std::io::{self, Write};

use crate::description::{Description, Unreadable};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::guide::{Assessment, Criterion, Readiness};
use crate::ruleset::{Rule, Ruleset};

#[cfg(feature = "terminal")]
pub use catalogue::explain;
pub use catalogue::{Entry, LISTINGS, Listing, entries};
pub use place::Positions;

/// Everything a run gave.
#[derive(Debug)]
pub struct Report<'r> {
    /// The language of the words around.
    pub language: Language,
    /// The rules that ran.
    pub ruleset: &'r Ruleset,
    /// What each description gave, in the order of their names.
    pub outcomes: Vec<Outcome>,
    /// Inputs that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How to show it.
    pub style: Style,
}

impl<'r> Report<'r> {
    /// Whether the rules ask what the referencing guide asks: people are shown the dossier then.
    pub fn judges(&self) -> bool {
        self.ruleset.rules.iter().any(|rule| rule.docs.criterion.is_some())
    }

    /// The enabled rules that report a criterion.
    pub fn rules_of(&self, criterion: &Criterion) -> impl Iterator<Item = &'r Rule> {
        let id = criterion.id;
        self.ruleset.rules.iter().filter(move |rule| rule.docs.criterion.as_deref() == Some(id))
    }
}

/// What one description gave.
#[derive(Debug)]
pub struct Outcome {
    /// The description.
    pub description: Description,
    /// What the rules said, by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The criteria of the guide, judged.
    pub dossier: Vec<Assessment>,
}

impl Outcome {
    /// Whether the API may be referenced.
    pub fn readiness(&self) -> Readiness {
        Readiness::of(&self.dossier)
    }

    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns to keep within.
    pub width: usize,
    /// Whether colours may be used.
    pub is_coloured: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, is_coloured: false }
    }
}

/// Writes a report.
pub type Reporter = fn(&Report<'_>, &mut dyn Write) -> io::Result<()>;

/// Every format, by the name that `--format` takes.
pub static REPORTERS: &[(&str, Reporter)] = &[
    #[cfg(feature = "terminal")]
    ("text", text::write),
    ("json", json::write),
    ("spectral-json", spectral::write),
];
