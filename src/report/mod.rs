//! Reports: everything a run gave, and one file for each way to show it.
//!
//! A reporter is a function from a report to bytes. It sorts nothing, filters nothing, decides nothing.

#[cfg(feature = "terminal")]
mod advice;
mod catalogue;
#[cfg(feature = "terminal")]
mod excerpt;
pub mod fiche;
#[cfg(feature = "html")]
mod html;
mod json;
mod markdown;
#[cfg(feature = "terminal")]
mod page;
mod place;
pub mod schema;
mod spectral;
#[cfg(feature = "terminal")]
mod text;
mod trials;
mod way;
#[cfg(feature = "terminal")]
mod why;
#[cfg(any(feature = "html", feature = "terminal"))]
mod window;
pub mod wording;

use std::io::{self, Write};

use crate::declaration::Fault;
use crate::description::{Description, Unreadable};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::guide::{Criterion, Dossier, Readiness};
use crate::lint::{Ignored, LeftOut};
use crate::ruleset::{Rule, Ruleset};
use crate::spec::Version;

#[cfg(feature = "terminal")]
pub use catalogue::explain;
pub use catalogue::{Entry, LISTINGS, Listing, entries};
pub use place::Positions;
pub use trials::{TRIAL_REPORTERS, TrialReporter};
#[cfg(feature = "terminal")]
pub use why::{Why, why};

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
    /// What is wrong in the files that stand beside them: settings and declarations.
    pub faults: Vec<Fault>,
    /// How to show it.
    pub style: Style,
}

impl<'r> Report<'r> {
    /// Whether the rules ask what the referencing guide asks: people are shown the dossier then.
    pub fn judges(&self) -> bool {
        self.ruleset.judges()
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
    /// What they said past the limit: counted, not told.
    pub left_out: Vec<LeftOut>,
    /// What somebody asked not to be told.
    pub ignored: Vec<Ignored>,
    /// The criteria of the guide, judged; none where neither the rules nor a format ask for them.
    pub dossier: Dossier,
}

impl Outcome {
    /// Whether the API may be referenced; nothing of a document that is not an OpenAPI description.
    pub fn readiness(&self) -> Option<Readiness> {
        (self.description.version != Version::Foreign).then(|| Readiness::of(&self.dossier))
    }

    /// How many diagnostics have this severity, those left out counted.
    pub fn count(&self, severity: Severity) -> usize {
        let told = self.diagnostics.iter().filter(|said| said.severity == severity).count();
        let left_out = self.left_out.iter().filter(|left| left.severity == severity);
        told + left_out.map(|left| left.count).sum::<usize>()
    }

    /// How many diagnostics were left out, of one rule or of all.
    pub fn left_out(&self, rule: Option<&str>) -> usize {
        let left_out = self.left_out.iter();
        let of_rule = left_out.filter(|left| rule.is_none_or(|rule| left.rule == rule));
        of_rule.map(|left| left.count).sum()
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

/// The formats that hold the dossier whatever the rules are.
pub const WITH_DOSSIER: &[&str] = &["json"];

/// Every format, by the name that `--format` takes.
pub static REPORTERS: &[(&str, Reporter)] = &[
    #[cfg(feature = "terminal")]
    ("text", text::write),
    ("json", json::write),
    ("markdown", markdown::write),
    #[cfg(feature = "html")]
    ("html", html::write),
    ("spectral-json", spectral::write),
];
