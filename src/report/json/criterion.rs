//! One criterion of the guide in the report for machines: its verdict and what it rests on.

use serde::Serialize;

use super::extracted::Value;
use crate::guide::{Assessment, Evidence as Piece, Origin, Strength, Title, Verdict};
use crate::report::Run;
use crate::report::place::Places;

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
    pub fn of(run: &Run<'r>, places: &mut Places<'r>, judged: &'r Assessment) -> Self {
        let criterion = judged.criterion;
        Self {
            id: criterion.id,
            strength: match criterion.strength {
                Strength::Prerequisite => "prerequisite",
                Strength::Standard => "standard",
                Strength::Recommendation => "recommendation",
            },
            guide: criterion.guide,
            title: Heading::of(criterion.title),
            verdict: match judged.verdict {
                Verdict::Met => "met",
                Verdict::Partial => "partial",
                Verdict::Missing => "missing",
                Verdict::Declared => "declared",
                Verdict::ToDeclare => "to-declare",
                Verdict::ToProbe => "to-probe",
                Verdict::NotApplicable => "not-applicable",
                Verdict::Unknown => "unknown",
            },
            rules: run.rules_of(criterion).map(|rule| rule.id.as_str()).collect(),
            evidence: judged.evidence.iter().map(|piece| Evidence::of(places, piece)).collect(),
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
struct Evidence<'r> {
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    excerpt: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    extracted: Option<Value>,
}

impl<'r> Evidence<'r> {
    fn of(places: &mut Places<'r>, piece: &'r Piece) -> Self {
        let place = piece.at.as_ref().map(|label| {
            let (uri, positions) = places.of_source(label.span.source);
            (uri, positions.of(label.span.start))
        });
        Self {
            source: match piece.origin {
                Origin::Document => "document",
                Origin::Declaration => "declaration",
                Origin::Probe => "probe",
            },
            uri: place.map(|(uri, _)| uri),
            pointer: piece.at.as_ref().map(|label| label.pointer.as_str()),
            line: place.map(|(_, position)| position.line),
            column: place.map(|(_, position)| position.column),
            excerpt: &piece.excerpt,
            extracted: piece.extracted.as_ref().and_then(Value::of),
        }
    }
}
