//! Real descriptions, read from beside the repository: every one gives a report that holds the promises made of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apilint::diagnostic::Language;
use apilint::loader::{Disk, Memory};
use apilint::report::{Ending, Format, Outcome, Run, Style, schema::REPORT_SCHEMA};
use apilint::source::Uri;
use apilint::{Description, Ruleset, guide, lint};

/// The descriptions of the corpus; none where it is not beside the repository, which CI does not accept.
pub(crate) fn corpus() -> Vec<PathBuf> {
    let folder = Path::new("../shared/corpus/french");
    if !folder.exists() {
        assert!(std::env::var_os("CI").is_none(), "CI needs {}", folder.display());
        eprintln!("skipped: {} is not on this machine", folder.display());
        return Vec::new();
    }
    let entries = fs::read_dir(folder).expect("the corpus can be read").filter_map(Result::ok);
    let is_description =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "json" || end == "yaml");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(is_description).collect();
    paths.sort();
    paths
}

pub(crate) fn all_rules() -> Ruleset {
    let names = ["apilint:all".to_owned()];
    Ruleset::load(&names, &Memory::default()).expect("the built-in rules are right")
}

fn outcome(path: &Path, ruleset: &Ruleset) -> Outcome {
    let disk = Disk::below(&Disk::project_root(path)).expect("the folder is there");
    let description = Description::load(&disk, &Uri::new(path.to_string_lossy()));
    let description = description.unwrap_or_else(|error| panic!("{error}"));
    let dossier = guide::assess(&description);
    let diagnostics = lint::lint_with(&description, ruleset, &dossier);
    Outcome { description, diagnostics, left_out: Vec::new(), ignored: Vec::new(), dossier }
}

fn json(outcome: &Outcome, ruleset: &Ruleset) -> Vec<u8> {
    let run = Run { language: Language::Fr, ruleset, fails_on: None, style: Style::default() };
    let mut bytes = Vec::new();
    let json = Format::named("json").expect("it exists");
    json.write(&run, [outcome], &Ending::of([outcome], Vec::new()), &mut bytes)
        .expect("memory takes everything");
    bytes
}

#[test]
fn every_description_gives_a_valid_report_twice_the_same() {
    let schema = serde_json::from_str(REPORT_SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    let ruleset = all_rules();
    for path in corpus() {
        let bytes = json(&outcome(&path, &ruleset), &ruleset);
        assert!(bytes == json(&outcome(&path, &ruleset), &ruleset), "{}", path.display());
        let report = serde_json::from_slice(&bytes).expect("the report is JSON");
        let faults: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {}", path.display(), faults.join("\n"));
    }
}

/// Every place is in its file, and what an excerpt quotes stands there.
#[test]
fn every_place_is_exact() {
    let ruleset = all_rules();
    for path in corpus() {
        let outcome = outcome(&path, &ruleset);
        let description = &outcome.description;
        for diagnostic in &outcome.diagnostics {
            let span = diagnostic.at.span;
            let text = &description.source(span.source).text;
            let place = text.get(span.start as usize..span.end as usize);
            assert!(place.is_some_and(|place| !place.is_empty()), "{diagnostic:?}");
        }
        for evidence in outcome.dossier.iter().flat_map(|assessment| &assessment.evidence) {
            let Some(at) = &evidence.at else { continue };
            let text = description.source(at.span.source).slice(at.span);
            let found = evidence.excerpt.split_whitespace().next().is_none_or(|first| {
                let escaped = first.replace('"', "\\\"");
                text.contains(first)
                    || text.contains(&escaped)
                    || evidence.excerpt.len() > text.len()
            });
            assert!(found, "{}: “{}” is not in “{text}”", path.display(), evidence.excerpt);
        }
    }
}

/// Quiet is a feature: a producer can read what the default rules say of one description.
#[test]
fn the_default_rules_are_quiet() {
    let names = ["apilint:api-gouv-fr".to_owned()];
    let ruleset = Ruleset::load(&names, &Memory::default()).expect("the built-in rules are right");
    let mut counts: Vec<usize> = corpus()
        .iter()
        .map(|path| {
            let diagnostics = outcome(path, &ruleset).diagnostics;
            diagnostics
                .iter()
                .map(|diagnostic| diagnostic.rule.as_str())
                .collect::<BTreeSet<_>>()
                .len()
        })
        .collect();
    counts.sort_unstable();
    let median = counts.get(counts.len() / 2).copied().unwrap_or_default();
    assert!(median <= 12, "the median description meets {median} rules: {counts:?}");
}

/// The guide's own example lacks three things, and the report says which.
#[test]
fn the_example_of_the_guide_is_not_ready() {
    let Some(path) =
        corpus().into_iter().find(|path| path.ends_with("datagouv__api-geo__api-geo.yaml"))
    else {
        return;
    };
    let outcome = outcome(&path, &all_rules());
    let missing: Vec<&str> = outcome
        .dossier
        .iter()
        .filter(|assessment| assessment.verdict == guide::Verdict::Missing)
        .filter(|assessment| assessment.criterion.strength == guide::Strength::Prerequisite)
        .map(|assessment| assessment.criterion.id)
        .collect();
    assert_eq!(missing, ["contact", "who-may-consume", "purpose"]);
    assert_eq!(outcome.readiness(), Some(guide::Readiness::NotReady));
}
