//! Real descriptions under real rulesets, as Spectral judged them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use apilint::Ruleset;
use apilint::loader::{Disk, Memory};

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

#[test]
fn real_descriptions_get_what_spectral_gives() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("golden");
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut rulesets: BTreeMap<String, Result<Ruleset, String>> = BTreeMap::new();
    let mut recorded: Vec<_> = fs::read_dir(folder.join("golden/expected"))
        .expect("the recorded results can be read")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    recorded.sort();
    let compared = Compared { code: true, message: true, severity: true, range: true };
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
                match run.results_with(ruleset) {
                    Ok(results) => compared.lines(&results),
                    Err(refusal) => vec![refusal],
                }
            }
            Err(refusal) => vec![refusal.clone()],
        };
        suite.compare(&case, &compared.lines(expected), &found);
    }
    suite.close(0.0);
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
