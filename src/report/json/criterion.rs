//! One criterion of the guide in the report for machines: its verdict and what it rests on.

use std::borrow::Cow;

use serde::Serialize;

use super::extracted::Value;
use crate::description::Description;
use crate::guide::{Assessment, Evidence as Piece, Origin, Title};
use crate::report::Run;

#[derive(Serialize)]
pub(super) struct Criterion<'r> {
    #[serde(rename = "criterion")]
    id: &'static str,
    strength: &'static str,
    guide: &'static [&'static str],
    title: Heading,
    verdict: &'static str,
    rules: Vec<&'r str>,
    evidence: Vec<Evidence<'r>>,
}

impl<'r> Criterion<'r> {
    pub fn of(run: &Run<'r>, description: &'r Description, judged: &'r Assessment) -> Self {
        let criterion = judged.criterion;
        Self {
            id: criterion.id,
            strength: criterion.strength.name(),
            guide: criterion.guide,
            title: Heading::of(criterion.title),
            verdict: judged.verdict.name(),
            rules: run.rules_of(criterion).map(|rule| rule.id.as_str()).collect(),
            evidence: judged
                .evidence
                .iter()
                .map(|piece| Evidence::of(description, piece))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Heading {
    fr: &'static str,
    en: &'static str,
}

impl Heading {
    fn of(title: Title) -> Self {
        Self { fr: title.fr, en: title.en }
    }
}

#[derive(Serialize)]
pub(super) struct Evidence<'r> {
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<Cow<'r, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    excerpt: Cow<'r, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extracted: Option<Value>,
}

impl<'r> Evidence<'r> {
    fn of(description: &'r Description, piece: &'r Piece) -> Self {
        let pointer = piece.at.as_ref().map(|label| Cow::Borrowed(label.pointer.as_str()));
        Self {
            pointer,
            excerpt: Cow::Borrowed(&piece.excerpt),
            ..Self::unquoted(description, piece)
        }
    }

    /// The same, of a piece that is not kept.
    pub fn of_passing(description: &'r Description, piece: Piece) -> Self {
        let bare = Self::unquoted(description, &piece);
        let pointer = piece.at.map(|label| Cow::Owned(label.pointer));
        Self { pointer, excerpt: Cow::Owned(piece.excerpt), ..bare }
    }

    fn unquoted(description: &'r Description, piece: &Piece) -> Self {
        let place = piece.at.as_ref().map(|label| {
            let source = description.source(label.span.source);
            (source.uri.as_str(), source.position(label.span.start))
        });
        Self {
            source: match piece.origin {
                Origin::Document => "document",
                Origin::Declaration => "declaration",
                Origin::Probe => "probe",
            },
            uri: place.map(|(uri, _)| uri),
            pointer: None,
            line: place.map(|(_, position)| position.line),
            column: place.map(|(_, position)| position.column),
            excerpt: Cow::Borrowed(""),
            extracted: piece.extracted.as_ref().and_then(Value::of),
        }
    }
}
