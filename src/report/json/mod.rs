//! The report for machines, version 1: the structs of the wire, so that the model may change and the wire may not.
//!
//! Described by `schema.json`. Everything is in the order of the run, nothing depends on the clock or the machine: two
//! runs on the same input are the same bytes. Fields that do not apply are left out.

mod criterion;
mod diagnostic;
mod document;
mod extracted;
mod list;

use std::io::{self, Write};

use serde::Serialize;

use super::{Ending, Outcome, Reporter, Run, Total};
use crate::declaration;
use crate::description::Unreadable as Unread;
use crate::diagnostic::{Severity, Text};
use crate::guide::{self, Readiness};
use crate::ruleset::{self, Ruleset};
pub(super) use document::{Document, hexadecimal};
pub(super) use list::List;

/// The version of the report's form.
const VERSION: u32 = 1;

/// The report, written as its descriptions come.
pub(super) struct Json {
    documents: List,
}

impl Default for Json {
    fn default() -> Self {
        Self { documents: List::within(1) }
    }
}

impl Reporter for Json {
    fn start(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let head = serde_json::to_string_pretty(&Head::of(run))?;
        out.write_all(head.trim_end_matches("\n}").as_bytes())?;
        out.write_all(b",\n  \"documents\": ")
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.documents.item(&Document::of(run, outcome), out)
    }

    fn end(&mut self, _: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        self.documents.end(out)?;
        let foot = serde_json::to_string_pretty(&Foot::of(ending))?;
        writeln!(out, ",{}", foot.trim_start_matches('{'))
    }
}

/// A value as the other commands print it: indented, a line feed at its end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text =
        serde_json::to_string_pretty(value).expect("strings and numbers always have a JSON form");
    text.push('\n');
    text
}

/// What comes before the documents.
#[derive(Serialize)]
struct Head<'r> {
    format: &'static str,
    version: u32,
    tool: Tool,
    rulesets: Vec<RulesetEntry<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_run: Vec<NotRun<'r>>,
}

impl<'r> Head<'r> {
    fn of(run: &Run<'r>) -> Self {
        Self {
            format: "apilint-report",
            version: VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            rulesets: rulesets(run.ruleset),
            not_run: run.ruleset.not_run.iter().map(NotRun::of).collect(),
        }
    }
}

/// What comes after them.
#[derive(Serialize)]
struct Foot<'r> {
    unreadable: Vec<Unreadable<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Fault<'r>>,
    summary: Sum,
}

impl<'r> Foot<'r> {
    fn of(ending: &'r Ending) -> Self {
        Self {
            unreadable: ending.unreadable.iter().map(Unreadable::of).collect(),
            faults: ending.faults.iter().map(Fault::of).collect(),
            summary: Sum::of(&ending.total),
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
struct Sum {
    documents: usize,
    ready: usize,
    incomplete: usize,
    not_ready: usize,
    #[serde(flatten)]
    diagnostics: Summary,
}

impl Sum {
    fn of(total: &Total) -> Self {
        Self {
            documents: total.documents,
            ready: total.are(Readiness::Ready),
            incomplete: total.are(Readiness::Incomplete),
            not_ready: total.are(Readiness::NotReady),
            diagnostics: Summary::of(|severity| total.count(severity), total.ignored),
        }
    }
}
