//! Spectral's own rules, each on the documents that Spectral tests it with.

use std::collections::BTreeMap;

use apilint::Ruleset;
use apilint::loader::Memory;
use serde_json::{Value, json};

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

#[test]
fn rules_of_spectral_oas_say_what_spectrals_say() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("rules");
    let mut rulesets: BTreeMap<String, Result<Ruleset, String>> = BTreeMap::new();
    let cases = lines(&folder.join("rules.jsonl"));
    for case in cases.iter().filter(|case| case["suite"] == "spectral/oas") {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let rule = text("rule");
        let compared = Compared { code: true, message: true, severity: true, range: true };
        let targets = ["expected_cli", "expected_latest", "expected"];
        let target = targets.iter().find_map(|target| case[*target].as_array());
        let expected = target.cloned().unwrap_or_default();
        let ruleset = rulesets.entry(rule.to_owned()).or_insert_with(|| alone(rule));
        let found = match ruleset {
            Ok(ruleset) => run(case).results_with(ruleset),
            Err(refusal) => Err(refusal.clone()),
        };
        let found = match found {
            Ok(results) => {
                let own: Vec<_> =
                    results.into_iter().filter(|result| result["code"] == rule).collect();
                compared.lines(&own)
            }
            Err(refusal) => vec![refusal],
        };
        suite.compare(text("id"), &compared.lines(&expected), &found);
    }
    suite.close(0.995);
}

/// The ruleset with one rule of `spectral:oas` and no other.
fn alone(rule: &str) -> Result<Ruleset, String> {
    let ruleset = json!({ "extends": [["spectral:oas", "off"]], "rules": { rule: true } });
    let files = Memory::one("ruleset.json", ruleset.to_string());
    Ruleset::load(&["ruleset.json".to_owned()], &files).map_err(|error| error.to_string())
}

/// The document of a case, with the files it refers to.
fn run(case: &Value) -> Run {
    let document = case["document_path"].as_str().unwrap_or("document.yaml");
    let text = case["document"].as_str().unwrap_or_default();
    let mut files = Memory::default();
    for (path, text) in case["assets"].as_object().into_iter().flatten() {
        files = files.and(path.as_str(), text.as_str().unwrap_or_default());
    }
    // The document may be among the files too, spaced otherwise.
    let files = files.and(document, text);
    Run { files, ruleset: String::new(), document: document.to_owned() }
}
