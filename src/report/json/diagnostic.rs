//! One diagnostic in the report for machines.

use serde::Serialize;

use super::Words;
use crate::description::Description;
use crate::diagnostic::{Diagnostic as Said, Edit, Fingerprint, Fix, Label, Safety};
use crate::report::Run;
use crate::report::place::Range;
use crate::source::Span;

#[derive(Serialize)]
pub(super) struct Diagnostic<'r> {
    rule: &'r str,
    ruleset: &'r str,
    severity: &'static str,
    message: Words<'r>,
    pointer: &'r str,
    #[serde(flatten)]
    place: Place<'r>,
    related: Vec<Related<'r>>,
    fixes: Vec<Mending<'r>>,
    guide: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    docs: Option<&'r str>,
    fingerprint: Fingerprint,
}

impl<'r> Diagnostic<'r> {
    pub fn of(run: &Run<'r>, description: &'r Description, said: &'r Said) -> Self {
        let rule = run.ruleset.rule(&said.rule);
        Self {
            rule: &said.rule,
            ruleset: rule.map_or("", |rule| &rule.ruleset),
            severity: said.severity.name(),
            message: Words::of(&said.message),
            pointer: &said.at.pointer,
            place: Place::of(description, said.at.span),
            related: said.related.iter().map(|label| Related::of(description, label)).collect(),
            fixes: said.fixes.iter().map(|fix| Mending::of(description, fix)).collect(),
            guide: rule.map_or(&[], |rule| &rule.docs.words().guide),
            docs: rule.and_then(|rule| rule.docs.url.as_deref()),
            fingerprint: said.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct Place<'r> {
    uri: &'r str,
    range: Range,
    span: Bytes,
}

impl<'r> Place<'r> {
    fn of(description: &'r Description, span: Span) -> Self {
        let source = description.source(span.source);
        let range = Range::of(source, span);
        Self { uri: source.uri.as_str(), range, span: Bytes { start: span.start, end: span.end } }
    }
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Words<'r>>,
    pointer: &'r str,
    #[serde(flatten)]
    place: Place<'r>,
}

impl<'r> Related<'r> {
    fn of(description: &'r Description, label: &'r Label) -> Self {
        let message = label.text.as_ref().map(Words::of);
        Self { message, pointer: &label.pointer, place: Place::of(description, label.span) }
    }
}

#[derive(Serialize)]
struct Mending<'r> {
    title: Words<'r>,
    safety: &'static str,
    edits: Vec<Replacement<'r>>,
}

impl<'r> Mending<'r> {
    fn of(description: &'r Description, fix: &'r Fix) -> Self {
        Self {
            title: Words::of(&fix.title),
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            edits: fix.edits.iter().map(|edit| Replacement::of(description, edit)).collect(),
        }
    }
}

#[derive(Serialize)]
struct Replacement<'r> {
    #[serde(flatten)]
    place: Place<'r>,
    text: &'r str,
}

impl<'r> Replacement<'r> {
    fn of(description: &'r Description, edit: &'r Edit) -> Self {
        Self { place: Place::of(description, edit.span), text: &edit.text }
    }
}
