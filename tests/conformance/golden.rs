//! Real descriptions under real rulesets, as Spectral judged them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use apilint::Ruleset;
use apilint::loader::{Disk, Memory};
use serde_json::Value;

use super::spectral::{Compared, Run};
use super::suite::{Results, folder, lines};

#[test]
fn real_descriptions_get_what_spectral_gives() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Results::new("golden");
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut rulesets: BTreeMap<String, Result<Ruleset, String>> = BTreeMap::new();
    let mut recorded: Vec<_> = fs::read_dir(folder.join("golden/expected"))
        .expect("the recorded results can be read")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    recorded.sort();
    for run in recorded.iter().flat_map(|path| lines(path)) {
        let (ruleset, document) = (run["ruleset"].as_str(), run["document"].as_str());
        let (Some(ruleset), Some(document)) = (ruleset, document) else { continue };
        let case = format!("{ruleset} {document}");
        let Some(expected) = run["results"].as_array().filter(|_| case.contains(&only)) else {
            continue;
        };
        let loaded = rulesets.entry(ruleset.to_owned()).or_insert_with(|| {
            let disk = Disk::below(&folder).expect("the folder is there");
            let path = folder.join(ruleset).to_string_lossy().into_owned();
            Ruleset::load(&[path], &disk).map_err(|error| error.to_string())
        });
        let found = match loaded {
            Ok(ruleset) => {
                let files = files(&folder, document);
                let run = Run { files, ruleset: String::new(), document: document.to_owned() };
                run.results_with(ruleset).unwrap_or_else(|refusal| panic!("{case}: {refusal}"))
            }
            Err(refusal) => panic!("{case}: {refusal}"),
        };
        suite.compare(&case, &parts(expected), &parts(&found));
    }
    suite.close(0.995, 0.99);
}

/// What Spectral's YAML parser says of the tabs of a JSON document, which its command reads as YAML: JSON allows tabs.
const TABS: &str = "Using tabs can lead to unpredictable results";

/// Results as they are compared.
fn parts(results: &[Value]) -> Vec<(String, String, String)> {
    let places = Compared { code: false, message: false, severity: true, range: true };
    let text = |result: &Value, key: &str| result[key].as_str().unwrap_or_default().to_owned();
    let told = results.iter().filter(|result| result["message"] != TABS);
    told.map(|result| (text(result, "code"), places.line(result), text(result, "message")))
        .collect()
}

/// A document, with the files beside it where it has some: those it may refer to.
fn files(folder: &Path, document: &str) -> Memory {
    let mut files = Memory::default();
    let mut add = |path: &Path| {
        let name = path.strip_prefix(folder).expect("it stands in the folder").to_string_lossy();
        let bytes = fs::read(path).expect("a document can be read");
        files = std::mem::take(&mut files).and(&name, bytes);
    };
    match document.strip_prefix("golden/multi/").and_then(|rest| rest.split_once('/')) {
        None => add(&folder.join(document)),
        Some((name, _)) => {
            let mut folders = vec![folder.join("golden/multi").join(name)];
            while let Some(next) = folders.pop() {
                for entry in fs::read_dir(next).expect("a folder can be read").flatten() {
                    let path = entry.path();
                    if path.is_dir() { folders.push(path) } else { add(&path) }
                }
            }
        }
    }
    files
}
