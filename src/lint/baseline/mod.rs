//! What is known already: diagnostics that a project had when it set its gate, set apart so that only new ones count.
//!
//! A baseline goes down: what no longer occurs is taken out of it, and nothing comes in unless somebody asks. Each document
//! has its own part, by its path from the baseline; one that was moved is known again by its title and by what is found in it.

mod compare;
mod moved;
mod read;
mod schema;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::declaration::Date;
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::source::SourceId;

pub use compare::{Compared, Terms, compare};
pub use moved::{Newcomer, old_name};
pub use schema::baseline_schema;

/// What tells the file from other JSON.
const FORMAT: &str = "apilint-baseline";

/// The version of its form.
const VERSION: u32 = 1;

/// What is known of some documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By their paths from the folder of the baseline, or by their URLs.
    pub documents: BTreeMap<String, Part>,
}

/// What is known of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The title of the API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// In the order of their places, as they are written.
    pub diagnostics: Vec<Entry>,
}

/// A diagnostic that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// The file where it stands, relative to the document, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// JSON Pointer of the place when it was last seen: for people.
    pub pointer: String,
    /// Id of the rule.
    pub rule: String,
    /// What it is recognised by.
    pub fingerprint: Fingerprint,
    /// Of how many places it speaks, where it speaks of several: with more of them, it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// Why it is left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day that it is left so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Entry {
    /// What is to be known of a diagnostic.
    pub fn of(description: &Description, diagnostic: &Diagnostic) -> Self {
        let source = diagnostic.at.span.source;
        let is_elsewhere = source != description.entry().id && source != SourceId::BESIDE;
        let file = is_elsewhere.then(|| from(description, source));
        Self {
            file,
            pointer: diagnostic.at.pointer.clone(),
            rule: diagnostic.rule.clone(),
            fingerprint: diagnostic.fingerprint,
            count: diagnostic.count.filter(|count| *count > 1),
            reason: None,
            until: None,
        }
    }

    /// Whether a diagnostic with its fingerprint is what is known: it speaks of no more places.
    fn holds(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.count.unwrap_or(1) <= self.count.unwrap_or(1)
    }

    /// Whether its last day has passed.
    fn has_expired(&self, today: Option<Date>) -> bool {
        self.until.is_some_and(|until| today.is_some_and(|today| today > until))
    }
}

/// A file as the entry document would name it, where both are below one folder.
fn from(description: &Description, source: SourceId) -> String {
    let entry = description.entry().source.uri.folded();
    let file = description.source(source).uri.folded();
    let folder = entry.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let below = file.as_str().strip_prefix(folder).filter(|_| !folder.is_empty());
    below.and_then(|below| below.strip_prefix('/')).unwrap_or(file.as_str()).to_owned()
}

impl Baseline {
    /// The file: JSON, sorted, one field a line, the same bytes for the same content.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct File<'b> {
            format: &'static str,
            version: u32,
            documents: &'b BTreeMap<String, Part>,
        }
        let file = File { format: FORMAT, version: VERSION, documents: &self.documents };
        let mut text = serde_json::to_string_pretty(&file).expect("it is made of texts and maps");
        text.push('\n');
        text
    }

    /// How many diagnostics it holds.
    pub fn len(&self) -> usize {
        self.documents.values().map(|part| part.diagnostics.len()).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
