//! Real descriptions under real rulesets, as Spectral judged them.

use std::collections::BTreeMap;
use std::fs;

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
        let text = fs::read(folder.join(document)).expect("a document can be read");
        let found = match loaded {
            Ok(ruleset) => {
                let files = Memory::one(document, text);
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
