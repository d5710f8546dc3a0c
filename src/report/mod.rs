//! Reports: what a run gave, and one file for each way to show it.
//!
//! A reporter turns what each description gave into bytes, as it comes. It sorts nothing, filters nothing, decides nothing.

#[cfg(feature = "terminal")]
mod advice;
mod catalogue;
mod checkstyle;
mod compact;
#[cfg(feature = "terminal")]
mod excerpt;
pub mod fiche;
mod github;
mod gitlab;
#[cfg(any(feature = "html", feature = "terminal"))]
mod groups;
#[cfg(feature = "html")]
mod html;
mod json;
mod junit;
mod markdown;
mod ndjson;
mod notice;
pub mod order;
pub mod overview;
#[cfg(feature = "terminal")]
mod page;
mod place;
mod sarif;
pub mod schema;
#[cfg(feature = "html")]
pub mod site;
mod spectral;
mod teamcity;
#[cfg(feature = "terminal")]
mod text;
mod trials;
mod way;
#[cfg(feature = "terminal")]
mod why;
#[cfg(any(feature = "html", feature = "terminal"))]
mod window;
pub mod wording;
#[cfg(feature = "terminal")]
mod wrap;
mod xml;

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
pub use trials::{TRIAL_REPORTERS, TrialReporter};
#[cfg(feature = "terminal")]
pub use why::{Why, why};

/// What is known of a run before its first description is read.
#[derive(Clone, Copy, Debug)]
pub struct Run<'r> {
    /// The language of the words around.
    pub language: Language,
    /// The rules that run.
    pub ruleset: &'r Ruleset,
    /// The least severity that fails the run; nothing where none does.
    pub fails_on: Option<Severity>,
    /// How to show what they say.
    pub style: Style,
}

impl<'r> Run<'r> {
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

/// What is left to say when every description was judged.
#[derive(Debug, Default)]
pub struct Ending {
    /// Inputs that could not be read, whole or in part, in the order of their names.
    pub unreadable: Vec<Unreadable>,
    /// What is wrong in the files that stand beside them: settings and declarations.
    pub faults: Vec<Fault>,
    /// What the descriptions gave together.
    pub total: Total,
}

impl Ending {
    /// What follows these descriptions.
    pub fn of<'o>(
        outcomes: impl IntoIterator<Item = &'o Outcome>,
        unreadable: Vec<Unreadable>,
    ) -> Self {
        let mut ending = Self { unreadable, ..Self::default() };
        outcomes.into_iter().for_each(|outcome| ending.total.add(outcome));
        ending
    }
}

/// Counts over a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Total {
    /// Descriptions that were judged.
    pub documents: usize,
    readiness: [usize; 3],
    diagnostics: [usize; 4],
    /// Diagnostics that somebody asked not to be told.
    pub ignored: usize,
}

impl Total {
    /// Counts what one more description gave.
    pub fn add(&mut self, outcome: &Outcome) {
        self.documents += 1;
        if let Some(readiness) = outcome.readiness() {
            self.readiness[readiness as usize] += 1;
        }
        for severity in Severity::ALL {
            self.diagnostics[severity as usize] += outcome.count(severity);
        }
        self.ignored += outcome.ignored.len();
    }

    /// How many documents are ready, incomplete or not ready.
    pub fn are(&self, readiness: Readiness) -> usize {
        self.readiness[readiness as usize]
    }

    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics[severity as usize]
    }
}

/// Writes a report as its descriptions come, in the order of their names: however many there are, it holds one.
pub trait Reporter {
    /// Writes what comes before the first description.
    fn start(&mut self, _run: &Run<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what one description gave.
    fn document(&mut self, run: &Run<'_>, outcome: &Outcome, out: &mut dyn Write)
    -> io::Result<()>;

    /// Writes what comes after the last description.
    fn end(&mut self, _run: &Run<'_>, _ending: &Ending, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A way to show a report.
pub struct Format {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// Whether it holds the dossier whatever the rules are.
    pub has_dossier: bool,
    /// Whether it tells which inputs could not be read; else who writes it says so elsewhere.
    pub has_unreadable: bool,
    /// How it may write `#`, where it has another way that means the same.
    pub hash: Option<&'static str>,
    /// Makes the reporter of one run.
    pub reporter: fn() -> Box<dyn Reporter>,
}

impl Format {
    const fn new(name: &'static str, reporter: fn() -> Box<dyn Reporter>) -> Self {
        Self { name, has_dossier: false, has_unreadable: true, hash: None, reporter }
    }

    const fn json(name: &'static str, reporter: fn() -> Box<dyn Reporter>) -> Self {
        Self { hash: Some("\\u0023"), ..Self::new(name, reporter) }
    }

    const fn markup(name: &'static str, reporter: fn() -> Box<dyn Reporter>) -> Self {
        Self { hash: Some("&#35;"), ..Self::new(name, reporter) }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes a whole report at once.
    pub fn write<'o>(
        &self,
        run: &Run<'_>,
        outcomes: impl IntoIterator<Item = &'o Outcome>,
        ending: &Ending,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut reporter = (self.reporter)();
        reporter.start(run, out)?;
        for outcome in outcomes {
            reporter.document(run, outcome, out)?;
        }
        reporter.end(run, ending, out)
    }
}

/// Every format.
pub static FORMATS: &[Format] = &[
    #[cfg(feature = "terminal")]
    Format::new("text", || Box::new(text::Text::default())),
    Format::new("compact", || Box::new(compact::Compact)),
    Format { has_dossier: true, ..Format::json("json", || Box::new(json::Json::default())) },
    Format {
        has_dossier: true,
        has_unreadable: false,
        ..Format::json("ndjson", || Box::new(ndjson::Ndjson))
    },
    Format::json("sarif", || Box::new(sarif::Sarif::default())),
    Format::markup("junit", || Box::new(junit::JUnit)),
    Format::new("github", || Box::new(github::GitHub::default())),
    Format::json("gitlab", || Box::new(gitlab::GitLab::default())),
    Format::markup("checkstyle", || Box::new(checkstyle::Checkstyle)),
    Format::new("teamcity", || Box::new(teamcity::TeamCity::default())),
    Format::new("markdown", || Box::new(markdown::Markdown::default())),
    #[cfg(feature = "html")]
    Format::markup("html", || Box::new(html::Html::default())),
    #[cfg(feature = "html")]
    Format {
        has_dossier: true,
        ..Format::markup("catalogue", || Box::new(overview::Catalogue::default()))
    },
    Format {
        has_unreadable: false,
        ..Format::json("spectral-json", || Box::new(spectral::SpectralJson::default()))
    },
];

/// What goes to the page of a run in GitHub Actions beside the format `github`: it is no format to ask for.
pub static STEP_SUMMARY: Format =
    Format::new("step-summary", || Box::new(github::summary::Summary::default()));
