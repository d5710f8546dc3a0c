//! Many APIs at a glance: what a run over a catalogue says, or what earlier reports said, one after the other.

#[cfg(feature = "html")]
mod page;
mod read;
#[cfg(feature = "html")]
mod trend;

use std::collections::BTreeMap;

use super::Outcome;
use crate::diagnostic::{Severity, Text};
use crate::document::Node;
use crate::guide::{CRITERIA, Readiness, Strength, Verdict};
use crate::spec::Version;

#[cfg(feature = "html")]
pub(super) use page::Catalogue;
#[cfg(feature = "html")]
pub use page::dashboard;
pub use read::{NoReport, read};
#[cfg(feature = "html")]
pub use trend::Snapshot;

/// The APIs of one run.
#[derive(Debug, Default)]
pub struct Overview {
    /// In the order of the run.
    pub apis: Vec<Api>,
    /// Every criterion that one of them was judged by, in the order of the guide.
    pub criteria: Vec<Criterion>,
    /// Inputs that could not be read.
    pub unreadable: usize,
}

/// One API.
#[derive(Debug)]
pub struct Api {
    /// Its description.
    pub uri: String,
    /// Its title.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// The version of the specification, as in `OpenAPI 3.0.3`.
    pub spec: String,
    /// Whether it may be referenced; nothing of a document that is not an OpenAPI description.
    pub readiness: Option<Readiness>,
    /// The verdict of each criterion, by its id.
    pub verdicts: BTreeMap<String, Verdict>,
    /// How many diagnostics each rule gave, and their severity.
    pub rules: BTreeMap<String, (Severity, usize)>,
    /// How many diagnostics of each severity, the heaviest first.
    pub counts: [usize; 4],
}

/// A criterion of the guide, as a report tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// How much it weighs.
    pub strength: Strength,
    /// What it asks.
    pub title: Text,
}

impl Overview {
    /// Adds what a description gave.
    pub fn add(&mut self, outcome: &Outcome) {
        let description = &outcome.description;
        let info = description.root().get("info");
        let text = |field| {
            let text = info.and_then(|info| description.get(info, field)).and_then(Node::scalar);
            text.map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
        };
        let mut rules: BTreeMap<String, (Severity, usize)> = BTreeMap::new();
        let told = outcome.diagnostics.iter().map(|said| (&said.rule, said.severity, 1));
        let left_out = outcome.left_out.iter().map(|left| (&left.rule, left.severity, left.count));
        for (rule, severity, count) in told.chain(left_out) {
            rules.entry(rule.clone()).or_insert((severity, 0)).1 += count;
        }
        for judged in &outcome.dossier {
            self.know(Criterion {
                id: judged.criterion.id.to_owned(),
                strength: judged.criterion.strength,
                title: Text::new(judged.criterion.title.en, judged.criterion.title.fr),
            });
        }
        let verdicts = outcome.dossier.iter();
        self.apis.push(Api {
            uri: description.entry().source.uri.as_str().to_owned(),
            title: text("title"),
            version: text("version"),
            spec: match description.version {
                Version::Foreign => String::new(),
                _ => {
                    let kind = description.version_field().key().unwrap_or("openapi");
                    spec(kind, &description.version_text)
                }
            },
            readiness: outcome.readiness(),
            verdicts: verdicts
                .map(|judged| (judged.criterion.id.to_owned(), judged.verdict))
                .collect(),
            rules,
            counts: Severity::ALL.map(|severity| outcome.count(severity)),
        });
    }

    /// How many APIs have this verdict.
    pub fn are(&self, readiness: Readiness) -> usize {
        self.apis.iter().filter(|api| api.readiness == Some(readiness)).count()
    }

    /// How many diagnostics of this severity, over all APIs.
    pub fn count(&self, severity: Severity) -> usize {
        let rank = Severity::ALL.iter().position(|it| *it == severity).unwrap_or_default();
        self.apis.iter().map(|api| api.counts[rank]).sum()
    }

    /// How many APIs have each verdict of a criterion.
    pub fn verdicts(&self, criterion: &str) -> BTreeMap<Verdict, usize> {
        let mut counts = BTreeMap::new();
        for verdict in self.apis.iter().filter_map(|api| api.verdicts.get(criterion)) {
            *counts.entry(*verdict).or_default() += 1;
        }
        counts
    }

    /// The share of the APIs to which a criterion applies that meet it, from 0 to 1; none where it applies to none.
    pub fn share_met(&self, criterion: &str) -> Option<f64> {
        let counts = self.verdicts(criterion);
        let count = |verdict| counts.get(&verdict).copied().unwrap_or_default();
        let aside =
            count(Verdict::NotApplicable) + count(Verdict::ToProbe) + count(Verdict::Unknown);
        let applies = counts.values().sum::<usize>() - aside;
        let met = count(Verdict::Met) + count(Verdict::Declared);
        (applies > 0).then(|| met as f64 / applies as f64)
    }

    /// Each rule that spoke, with its severity, the APIs it spoke of and how often: those of most APIs first.
    pub fn rules(&self) -> Vec<RuleCount<'_>> {
        let mut counts: BTreeMap<&str, RuleCount<'_>> = BTreeMap::new();
        for api in &self.apis {
            for (rule, (severity, count)) in &api.rules {
                let entry = counts.entry(rule).or_insert(RuleCount {
                    rule,
                    severity: *severity,
                    apis: 0,
                    findings: 0,
                });
                entry.severity = entry.severity.max(*severity);
                entry.apis += 1;
                entry.findings += count;
            }
        }
        let mut counts: Vec<_> = counts.into_values().collect();
        counts.sort_by_key(|count| (std::cmp::Reverse((count.apis, count.findings)), count.rule));
        counts
    }

    /// How many APIs are written in each version of the specification, by its name.
    pub fn specs(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for api in self.apis.iter().filter(|api| !api.spec.is_empty()) {
            *counts.entry(api.spec.as_str()).or_default() += 1;
        }
        counts
    }

    /// Remembers a criterion, in the order of the guide; those that this edition does not know come last.
    fn know(&mut self, criterion: Criterion) {
        let rank =
            |id: &str| CRITERIA.iter().position(|known| known.id == id).unwrap_or(usize::MAX);
        if self.criteria.iter().any(|known| known.id == criterion.id) {
            return;
        }
        let own = rank(&criterion.id);
        let at = self.criteria.partition_point(|known| rank(&known.id) <= own);
        self.criteria.insert(at, criterion);
    }
}

impl Api {
    /// The prerequisites that are missing, or met in part only.
    pub fn lacks<'a>(&'a self, criteria: &'a [Criterion]) -> impl Iterator<Item = &'a Criterion> {
        criteria.iter().filter(|criterion| {
            criterion.strength == Strength::Prerequisite
                && matches!(
                    self.verdicts.get(&criterion.id),
                    Some(Verdict::Missing | Verdict::Partial)
                )
        })
    }
}

/// How much a rule spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCount<'o> {
    /// Its id.
    pub rule: &'o str,
    /// The heaviest severity it spoke with.
    pub severity: Severity,
    /// The APIs it spoke of.
    pub apis: usize,
    /// Its diagnostics.
    pub findings: usize,
}

/// The name of a version of the specification.
fn spec(kind: &str, version: &str) -> String {
    let name = if kind == "swagger" { "Swagger" } else { "OpenAPI" };
    format!("{name} {version}")
}
