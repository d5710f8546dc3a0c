//! Public rulesets load, or say what they need that is not here.

use std::fs;
use std::path::Path;

use apilint::Ruleset;
use apilint::loader::Disk;

use super::suite::{Suite, folder};

/// What came of a ruleset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Loads,
    /// Some of it, or all of it, is not run, which is said.
    InPart,
    Refused,
}

fn answer(below: &Path, path: &Path) -> (Answer, Vec<String>) {
    let disk = Disk::below(below).expect("the folder is there");
    match Ruleset::load(&[path.to_string_lossy().into_owned()], &disk) {
        Ok(ruleset) if ruleset.not_run.is_empty() => (Answer::Loads, Vec::new()),
        Ok(ruleset) => {
            let reason = |not_run: &apilint::ruleset::NotRun| {
                format!("`{}`: {}", not_run.rule, not_run.reason.message.en)
            };
            (Answer::InPart, ruleset.not_run.iter().map(reason).collect())
        }
        Err(error) => (Answer::Refused, error.to_string().lines().map(str::to_owned).collect()),
    }
}

#[test]
fn public_rulesets_load_where_spectral_loads_them() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("rulesets");
    let index = fs::read_to_string(folder.join("rulesets/INDEX.tsv")).expect("the index is there");
    let mut answers = Vec::new();
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (file, spectral) = (fields[0], fields[11]);
        let (answer, reasons) = answer(&folder, &folder.join("rulesets").join(file));
        // One crashes when it is run, and not before.
        let is_loaded = spectral == "ok" || spectral.starts_with("Cannot read properties");
        let said =
            |is_loaded: bool| vec![if is_loaded { "loads" } else { "is refused" }.to_owned()];
        let mut found = said(answer != Answer::Refused);
        let expected = said(is_loaded);
        if found != expected {
            found.extend(reasons);
        }
        suite.compare(file, &expected, &found);
        answers.push(answer);
    }
    let count = |wanted| answers.iter().filter(|answer| **answer == wanted).count();
    println!(
        "{:28} {} load, {} load in part, {} are refused",
        "",
        count(Answer::Loads),
        count(Answer::InPart),
        count(Answer::Refused)
    );
    assert_eq!(count(Answer::Refused), 7, "as many as Spectral refuses");
    suite.close(1.0);
}

/// Those of `corpus/rulesets` that are run in part, and why.
const IN_PART: [&str; 4] = [
    // A function in JavaScript.
    "it-security-security.yml",
    "uk-ukhsa-zalando.oas.rules.yml",
    // They extend an npm package that is not installed.
    "uk-ruleset-high.yaml",
    "uk-ruleset-medium.yaml",
];
/// Those that are rightly refused, and why.
const REFUSED: [&str; 5] = [
    // It is empty.
    "it-pagination.yml",
    // Lists of rules to skip, for a program of their own.
    "it-spectral-generic-override.yml",
    "it-spectral-modi-override.yml",
    // What they extend was not kept beside them.
    "uk-ukhsa-spectral.yaml",
    "uk-ukhsa.oas.rules.yml",
];

#[test]
fn rulesets_of_public_administrations_load() {
    let folder = Path::new("../shared/corpus/rulesets");
    if !folder.exists() {
        assert!(std::env::var_os("CI").is_none(), "CI needs {}", folder.display());
        return;
    }
    let mut suite = Suite::new("rulesets of administrations");
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let expected = match extension.as_str() {
            _ if IN_PART.contains(&name.as_str()) => Answer::InPart,
            _ if REFUSED.contains(&name.as_str()) => Answer::Refused,
            "yaml" | "yml" => Answer::Loads,
            "ts" => Answer::InPart,
            _ => continue,
        };
        let (answer, reasons) = answer(folder, &path);
        let mut found = vec![format!("{answer:?}")];
        if answer != expected {
            found.extend(reasons);
        }
        suite.compare(&name, &[format!("{expected:?}")], &found);
    }
    suite.close(1.0);
}
