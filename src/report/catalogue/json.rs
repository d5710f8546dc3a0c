//! The list of rules for machines: all that is known of each, those switched off included.

use serde::Serialize;

use super::{Entry, entries};
use crate::diagnostic::{Language, Severity};
use crate::report::Style;
use crate::report::json::{Words, pretty};
use crate::ruleset::{Example, RuleSource, Ruleset};

/// The list.
pub(super) fn list(ruleset: &Ruleset, _: Language, _: Style) -> String {
    let list = List {
        format: "apilint-rules",
        version: 1,
        rulesets: &ruleset.names,
        rules: entries(ruleset).into_iter().map(RuleEntry::of).collect(),
    };
    pretty(&list)
}

#[derive(Serialize)]
struct List<'r> {
    format: &'static str,
    version: u32,
    rulesets: &'r [String],
    rules: Vec<RuleEntry<'r>>,
}

#[derive(Serialize)]
struct RuleEntry<'r> {
    id: &'r str,
    ruleset: Option<&'r str>,
    /// `off` for a rule that is switched off.
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial: Option<&'static str>,
    description: Words<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Words<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Words<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<&'r str>,
    guide: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Passage<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs: Option<&'r str>,
    examples: Vec<Sample<'r>>,
}

impl<'r> RuleEntry<'r> {
    fn of(entry: Entry<'r>) -> Self {
        let (docs, words) = (entry.docs, entry.docs.words());
        Self {
            id: entry.id,
            ruleset: entry.ruleset,
            severity: entry.severity.map_or("off", Severity::name),
            partial: entry.partial.map(Severity::name),
            description: Words::of(&words.description),
            why: words.why.as_ref().map(Words::of),
            fix: words.fix.as_ref().map(Words::of),
            snippet: words.snippet.as_deref(),
            guide: &words.guide,
            criterion: docs.criterion.as_deref(),
            source: words.source.as_ref().map(Passage::of),
            since: words.since.as_deref(),
            docs: docs.url.as_deref(),
            examples: docs.examples.iter().map(Sample::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Passage<'r> {
    document: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'r str>,
}

impl<'r> Passage<'r> {
    fn of(source: &'r RuleSource) -> Self {
        Self {
            document: &source.document,
            section: source.section.as_deref(),
            quote: source.quote.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Sample<'r> {
    bad: bool,
    text: &'r str,
    /// Left out where nothing is declared beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    declaration: Option<&'r str>,
}

impl<'r> Sample<'r> {
    fn of(example: &'r Example) -> Self {
        Self {
            bad: example.is_bad,
            text: &example.text,
            declaration: example.declaration.as_deref(),
        }
    }
}
