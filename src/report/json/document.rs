//! One description in the report for machines.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Summary;
use super::criterion::Criterion;
use super::diagnostic::Diagnostic;
use super::extracted::Facts;
use crate::description::Description;
use crate::document::Node;
use crate::guide::Readiness;
use crate::report::place::Positions;
use crate::report::{Outcome, Report as Run};
use crate::spec::Version;

#[derive(Serialize)]
pub(super) struct Document<'r> {
    uri: &'r str,
    sha256: String,
    spec: Spec<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_version: Option<&'r str>,
    /// Left out where it is false.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    verdict: &'static str,
    dossier: Vec<Criterion<'r>>,
    extracted: Facts,
    diagnostics: Vec<Diagnostic<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'r>>,
    ignored: [Ignored; 0],
    summary: Summary,
}

impl<'r> Document<'r> {
    pub fn of(run: &'r Run<'_>, outcome: &'r Outcome) -> Self {
        let description = &outcome.description;
        let source = &description.entry().source;
        let info = description.root().get("info");
        let text =
            |field| info.and_then(|info| description.get(info, field)).and_then(Node::scalar);
        let mut places = Places::of(description);
        Self {
            uri: source.uri.as_str(),
            sha256: hexadecimal(&Sha256::digest(source.text.as_bytes())),
            spec: Spec {
                kind: match description.version {
                    Version::Foreign => "other",
                    _ => description.version_field().key().unwrap_or("openapi"),
                },
                version: &description.version_text,
            },
            title: text("title"),
            api_version: text("version"),
            partial: description.is_partial(),
            verdict: match outcome.readiness() {
                None => "not-applicable",
                Some(Readiness::Ready) => "ready",
                Some(Readiness::Incomplete) => "incomplete",
                Some(Readiness::NotReady) => "not-ready",
            },
            dossier: outcome
                .dossier
                .iter()
                .map(|judged| Criterion::of(run, &mut places, judged))
                .collect(),
            extracted: Facts::of(outcome),
            diagnostics: outcome
                .diagnostics
                .iter()
                .map(|said| Diagnostic::of(run, &mut places, said))
                .collect(),
            left_out: outcome
                .left_out
                .iter()
                .map(|left| LeftOut {
                    rule: &left.rule,
                    severity: left.severity.name(),
                    count: left.count,
                })
                .collect(),
            ignored: [],
            summary: Summary::of(|severity| outcome.count(severity)),
        }
    }
}

#[derive(Serialize)]
struct Spec<'r> {
    kind: &'r str,
    version: &'r str,
}

/// Diagnostics that were counted and not told.
#[derive(Serialize)]
struct LeftOut<'r> {
    rule: &'r str,
    severity: &'static str,
    count: usize,
}

/// A diagnostic that was asked to be silent: none can be, yet.
#[derive(Serialize)]
struct Ignored {}

/// The texts of a description, each with a cursor.
pub(super) struct Places<'r> {
    description: &'r Description,
    positions: Vec<Positions<'r>>,
    beside: Option<Positions<'r>>,
}

impl<'r> Places<'r> {
    fn of(description: &'r Description) -> Self {
        let positions =
            description.documents.iter().map(|document| Positions::new(&document.source)).collect();
        let beside = description.beside.as_ref().map(|beside| Positions::new(&beside.source));
        Self { description, positions, beside }
    }

    /// The name of the text a span lies in, and a cursor on it.
    pub fn of_source(&mut self, id: crate::source::SourceId) -> (&'r str, &mut Positions<'r>) {
        let own = self.positions.get_mut(id.0 as usize);
        let positions = own.or(self.beside.as_mut()).expect("a place lies in a text that was read");
        (self.description.source(id).uri.as_str(), positions)
    }
}

/// Bytes in lower case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xF])
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
