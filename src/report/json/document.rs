//! One description in the report for machines.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::criterion::Criterion;
use super::diagnostic::Diagnostic;
use super::extracted::Facts;
use super::{Summary, Words};
use crate::description::Description;
use crate::document::Node;
use crate::guide::Readiness;
use crate::lint;
use crate::report::{Outcome, Run};
use crate::spec::Version;

#[derive(Serialize)]
pub(in crate::report) struct Document<'r> {
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
    extracted: Facts<'r>,
    diagnostics: Vec<Diagnostic<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'r>>,
    ignored: Vec<Ignored<'r>>,
    summary: Summary,
}

impl<'r> Document<'r> {
    pub fn of(run: &Run<'r>, outcome: &'r Outcome) -> Self {
        let description = &outcome.description;
        let source = &description.entry().source;
        let info = description.root().get("info");
        let text =
            |field| info.and_then(|info| description.get(info, field)).and_then(Node::scalar);
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
            verdict: outcome.readiness().map_or("not-applicable", Readiness::name),
            dossier: outcome
                .dossier
                .iter()
                .map(|judged| Criterion::of(run, description, judged))
                .collect(),
            extracted: Facts::of(outcome),
            diagnostics: outcome
                .diagnostics
                .iter()
                .map(|said| Diagnostic::of(run, description, said))
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
            ignored: outcome.ignored.iter().map(|it| Ignored::of(description, it)).collect(),
            summary: Summary::of(|severity| outcome.count(severity), outcome.ignored.len()),
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

/// A diagnostic that was asked to be silent.
#[derive(Serialize)]
struct Ignored<'r> {
    rule: &'r str,
    severity: &'static str,
    message: Words<'r>,
    pointer: &'r str,
    uri: &'r str,
    line: u32,
    column: u32,
    reason: &'r str,
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl<'r> Ignored<'r> {
    fn of(description: &'r Description, ignored: &'r lint::Ignored) -> Self {
        let said = &ignored.diagnostic;
        let source = description.source(said.at.span.source);
        let position = source.position(said.at.span.start);
        Self {
            rule: &said.rule,
            severity: said.severity.name(),
            message: Words::of(&said.message),
            pointer: &said.at.pointer,
            uri: source.uri.as_str(),
            line: position.line,
            column: position.column,
            reason: &ignored.reason,
            by: ignored.by.name(),
            until: ignored.until.map(|day| day.to_string()),
        }
    }
}

/// Bytes in lower case hexadecimal.
pub(in crate::report) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xF])
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
