//! One diagnostic in SARIF: a result (§3.27), and a suppressed one where somebody asked not to be told.

use std::collections::BTreeMap;

use serde::Serialize;

use super::place::{Artifacts, Location, Place, Region, Regions};
use super::{Message, level};
use crate::diagnostic::{Diagnostic, Fix, Label, Safety, Severity};
use crate::lint::{By, Ignored};
use crate::report::Run;
use crate::report::notice::sentence;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding<'r> {
    rule_id: &'r str,
    /// Absent where `overrides` of the ruleset bring a rule for this document alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending>,
    partial_fingerprints: Fingerprints,
    /// Empty where nobody asks to ignore it; §3.27.23 wants it on every result or on none.
    suppressions: Vec<Suppression<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

/// §3.27.18: the rule, the pointer and the English message, without any line.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "apilint/v1")]
    apilint: String,
}

/// Where `level` does not tell the severity.
#[derive(Serialize)]
struct Properties {
    severity: &'static str,
}

impl<'r> Finding<'r> {
    pub fn of(
        run: &Run<'_>,
        artifacts: &mut Artifacts,
        regions: &Regions<'_>,
        said: &'r Diagnostic,
        ignored: Option<&'r Ignored>,
    ) -> Self {
        let mut location = |label: &Label| {
            let (name, region) = regions.region(label.span);
            Location::of(artifacts.location(name), region, &label.pointer)
        };
        let locations = [location(&said.at)];
        let related = said.related.iter().enumerate().map(|(rank, label)| {
            let text = label.text.as_ref();
            let text = text.map(|text| Message::of(&sentence(run, text.in_language(run.language))));
            location(label).related(rank + 1, text)
        });
        let related_locations = related.collect();
        let fixes = said.fixes.iter().map(|fix| Mending::of(run, artifacts, regions, fix));
        let rules = &run.ruleset.rules;
        let is_vague = matches!(said.severity, Severity::Info | Severity::Hint);
        Self {
            rule_id: &said.rule,
            rule_index: rules.binary_search_by(|rule| rule.id.cmp(&said.rule)).ok(),
            kind: "fail",
            level: level(said.severity),
            message: Message::of(&sentence(run, said.message.in_language(run.language))),
            locations,
            related_locations,
            fixes: fixes.collect(),
            partial_fingerprints: Fingerprints { apilint: said.fingerprint.to_string() },
            suppressions: ignored.map(Suppression::of).into_iter().collect(),
            properties: is_vague.then(|| Properties { severity: said.severity.name() }),
        }
    }
}

/// A request not to be told (§3.35).
#[derive(Serialize)]
struct Suppression<'r> {
    kind: &'static str,
    status: &'static str,
    justification: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Until>,
}

#[derive(Serialize)]
struct Until {
    until: String,
}

impl<'r> Suppression<'r> {
    fn of(ignored: &'r Ignored) -> Self {
        Self {
            kind: match ignored.by {
                By::Document | By::Comment => "inSource",
                By::Config | By::Baseline => "external",
            },
            status: "accepted",
            justification: &ignored.reason,
            properties: ignored.until.map(|day| Until { until: day.to_string() }),
        }
    }
}

/// A fix (§3.55).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    description: Message,
    artifact_changes: Vec<Change>,
    properties: Safe,
}

#[derive(Serialize)]
struct Safe {
    safety: &'static str,
}

/// The replacements in one file (§3.56).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Place,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

impl Mending {
    fn of(run: &Run<'_>, artifacts: &mut Artifacts, regions: &Regions<'_>, fix: &Fix) -> Self {
        let mut of_files: BTreeMap<_, (Place, Vec<Replacement>)> = BTreeMap::new();
        for edit in &fix.edits {
            let (name, deleted_region) = regions.region(edit.span);
            let entry = of_files.entry(edit.span.source);
            let (_, replacements) = entry.or_insert_with(|| (artifacts.location(name), Vec::new()));
            let inserted_content = Content { text: edit.text.clone() };
            replacements.push(Replacement { deleted_region, inserted_content });
        }
        let changes = of_files.into_values();
        Self {
            description: Message::of(&sentence(run, fix.title.in_language(run.language))),
            artifact_changes: changes
                .map(|(artifact_location, replacements)| Change { artifact_location, replacements })
                .collect(),
            properties: Safe {
                safety: match fix.safety {
                    Safety::Safe => "safe",
                    Safety::Unsafe => "unsafe",
                },
            },
        }
    }
}
