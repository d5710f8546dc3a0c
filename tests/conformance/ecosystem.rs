//! Tests of public rulesets, with what Spectral answers to them.

use std::collections::BTreeMap;

use apilint::Ruleset;
use apilint::loader::{Disk, Memory};

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

#[test]
fn public_rulesets_say_what_they_say_in_spectral() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("ecosystem");
    let mut rulesets: BTreeMap<String, Result<Ruleset, String>> = BTreeMap::new();
    let compared = Compared { code: true, message: true, severity: true, range: true };
    for case in lines(&folder.join("ecosystem.jsonl")) {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let expected = ["expected_cli", "expected"].iter().find_map(|key| case[*key].as_array());
        let expected = compared.lines(expected.map_or(&[], Vec::as_slice));
        let ruleset = rulesets.entry(text("ruleset").to_owned()).or_insert_with(|| {
            let disk = Disk::below(&folder).expect("the folder is there");
            let path = folder.join(text("ruleset")).to_string_lossy().into_owned();
            Ruleset::load(&[path], &disk).map_err(|error| error.to_string())
        });
        let found = match ruleset {
            Ok(ruleset) => {
                let document = case["document_path"].as_str().unwrap_or("document.yaml");
                let files = Memory::one(document, text("document"));
                let run = Run { files, ruleset: String::new(), document: document.to_owned() };
                run.results_with(ruleset)
            }
            Err(refusal) => Err(refusal.clone()),
        };
        let found = found.map_or_else(|refusal| vec![refusal], |results| compared.lines(&results));
        suite.compare(&format!("{} {}", text("id"), text("test_name")), &expected, &found);
    }
    suite.close(0.99);
}
