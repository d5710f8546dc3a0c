//! The reader of common block YAML gives the tree that the full parser gives, place by place, or leaves it to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apilint::document::Readings;
use apilint::source::{Source, Uri};

/// Reads a text both ways; says whether the quick reader took it.
fn is_taken(text: &str, faults: &mut Vec<String>, name: &str) -> bool {
    let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
    let readings = Readings::of(&source);
    if let Some(difference) = readings.difference() {
        faults.push(format!("{name}:\n{difference}"));
    }
    readings.quick.is_some()
}

/// YAML files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    for entry in entries {
        let is_yaml = entry.extension().is_some_and(|end| end == "yaml" || end == "yml");
        if entry.is_dir() {
            files(&entry, found);
        } else if is_yaml {
            found.push(entry);
        }
    }
}

/// Holds the quick reader to the full parser on every file of a folder; gives the share of bytes that it takes.
fn share_of(folder: &str) -> Option<f64> {
    let mut found = Vec::new();
    files(Path::new(folder), &mut found);
    let mut faults = Vec::new();
    let (mut taken, mut all) = (0, 0);
    for path in &found {
        let Ok(text) = fs::read_to_string(path) else { continue };
        all += text.len();
        let name = path.to_string_lossy();
        if is_taken(&text, &mut faults, &name) {
            taken += text.len();
        } else {
            println!("left: {name}");
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    (all > 0).then(|| taken as f64 / all as f64)
}

#[test]
fn files_are_read_as_the_full_parser_reads_them() {
    // What stands under fixtures/broken is not YAML for the most part.
    for (folder, least) in [
        ("rules", 0.95),
        ("fixtures/descriptions", 0.95),
        ("fixtures", 0.0),
        ("../shared/corpus", 0.95),
        ("../shared/conformance/yaml-test-suite", 0.0),
    ] {
        if let Some(share) = share_of(folder) {
            println!("{folder}: {:.1} % of bytes taken", share * 100.0);
            assert!(share >= least, "{folder}: {share}");
        }
    }
}
