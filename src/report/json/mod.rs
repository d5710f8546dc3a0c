//! The report for machines, version 1: the structs of the wire, so that the model may change and the wire may not.
//!
//! Described by `schema.json`. Everything is in the order of the run, nothing depends on the clock or the machine: two
//! runs on the same input are the same bytes. Fields that do not apply are left out.

mod criterion;
mod diagnostic;
mod document;
mod extracted;

use std::io::{self, Write};

use serde::Serialize;

use super::Report as Run;
use crate::declaration;
use crate::description::Unreadable as Unread;
use crate::diagnostic::{Severity, Text};
use crate::guide::{self, Readiness};
use crate::ruleset::{self, Ruleset};
use document::Document;

/// The version of the report's form.
const VERSION: u32 = 1;

/// Writes the report.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Report::of(run))?;
    out.write_all(b"\n")
}

/// A value as the other commands print it: indented, a line feed at its end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text =
        serde_json::to_string_pretty(value).expect("strings and numbers always have a JSON form");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'r> {
    format: &'static str,
    version: u32,
    tool: Tool,
    rulesets: Vec<RulesetEntry<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_run: Vec<NotRun<'r>>,
    documents: Vec<Document<'r>>,
    unreadable: Vec<Unreadable<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Fault<'r>>,
    summary: Total,
}

impl<'r> Report<'r> {
    fn of(run: &'r Run<'_>) -> Self {
        Self {
            format: "apilint-report",
            version: VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            rulesets: rulesets(run.ruleset),
            not_run: run.ruleset.not_run.iter().map(NotRun::of).collect(),
            documents: run.outcomes.iter().map(|outcome| Document::of(run, outcome)).collect(),
            unreadable: run.unreadable.iter().map(Unreadable::of).collect(),
            faults: run.faults.iter().map(Fault::of).collect(),
            summary: Total::of(run),
        }
    }
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct RulesetEntry<'r> {
    id: &'r str,
    rules: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    guide: Option<&'static str>,
}

/// The rulesets asked for, then those that they extend and that define an enabled rule.
fn rulesets(ruleset: &Ruleset) -> Vec<RulesetEntry<'_>> {
    let mut ids: Vec<&str> = Vec::new();
    for id in ruleset.names.iter().chain(ruleset.rules.iter().map(|rule| &rule.ruleset)) {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    // After the names asked for, in the order of their own names: rules come in the order of their ids.
    let asked = ruleset.names.len().min(ids.len());
    ids[asked..].sort_unstable();
    let entry = |id| {
        let rules = || ruleset.rules.iter().filter(move |rule| rule.ruleset == id);
        let judges = rules().any(|rule| rule.docs.criterion.is_some());
        RulesetEntry { id, rules: rules().count(), guide: judges.then_some(guide::EDITION) }
    };
    ids.into_iter().map(entry).collect()
}

/// A rule that did not run.
#[derive(Serialize)]
struct NotRun<'r> {
    rule: &'r str,
    reason: Words<'r>,
    uri: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl<'r> NotRun<'r> {
    fn of(left_out: &'r ruleset::NotRun) -> Self {
        let reason = &left_out.reason;
        let position = reason.at.map(|(position, _)| position);
        Self {
            rule: &left_out.rule,
            reason: Words::of(&reason.message),
            uri: reason.uri.as_str(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
        }
    }
}

#[derive(Serialize)]
struct Unreadable<'r> {
    uri: &'r str,
    reason: Words<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl<'r> Unreadable<'r> {
    fn of(unread: &'r Unread) -> Self {
        let position = unread.at.map(|(position, _)| position);
        Self {
            uri: unread.uri.as_str(),
            reason: Words::of(&unread.reason),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
        }
    }
}

/// What is wrong in a file beside the descriptions.
#[derive(Serialize)]
struct Fault<'r> {
    uri: &'r str,
    pointer: &'r str,
    message: Words<'r>,
    line: u32,
    column: u32,
}

impl<'r> Fault<'r> {
    fn of(fault: &'r declaration::Fault) -> Self {
        Self {
            uri: fault.uri.as_str(),
            pointer: &fault.at.pointer,
            message: Words::of(&fault.message),
            line: fault.position.line,
            column: fault.position.column,
        }
    }
}

/// A text in both languages.
#[derive(Serialize)]
pub(super) struct Words<'r> {
    fr: &'r str,
    en: &'r str,
}

impl<'r> Words<'r> {
    pub(super) fn of(text: &'r Text) -> Self {
        Self { fr: &text.fr, en: &text.en }
    }
}

/// Counts of diagnostics by severity.
#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    info: usize,
    hint: usize,
    ignored: usize,
}

impl Summary {
    fn of(count: impl Fn(Severity) -> usize, ignored: usize) -> Self {
        Self {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
            hint: count(Severity::Hint),
            ignored,
        }
    }
}

/// Counts over the run.
#[derive(Serialize)]
struct Total {
    documents: usize,
    ready: usize,
    incomplete: usize,
    not_ready: usize,
    #[serde(flatten)]
    diagnostics: Summary,
}

impl Total {
    fn of(run: &Run<'_>) -> Self {
        let outcomes = &run.outcomes;
        let are = |readiness| {
            outcomes.iter().filter(|outcome| outcome.readiness() == Some(readiness)).count()
        };
        Self {
            documents: outcomes.len(),
            ready: are(Readiness::Ready),
            incomplete: are(Readiness::Incomplete),
            not_ready: are(Readiness::NotReady),
            diagnostics: Summary::of(
                |severity| outcomes.iter().map(|outcome| outcome.count(severity)).sum(),
                outcomes.iter().map(|outcome| outcome.ignored.len()).sum(),
            ),
        }
    }
}
