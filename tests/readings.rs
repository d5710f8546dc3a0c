//! A text is read as the full parser reads it, place by place, whether the reader of common block YAML takes it or gives up.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apilint::document::Readings;
use apilint::source::{Source, Uri};

/// Reads a text twice; says whether the quick reader took it.
fn is_taken(text: &str, faults: &mut Vec<String>, name: &str) -> bool {
    let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
    let readings = Readings::of(&source);
    if let Some(difference) = readings.difference() {
        faults.push(format!("{name}:\n{difference}"));
    }
    readings.is_quick
}

/// Files below a folder whose names end so.
fn files(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    for entry in entries {
        let is_wanted = entry.extension().is_some_and(|end| ends.iter().any(|it| end == *it));
        if entry.is_dir() {
            files(&entry, ends, found);
        } else if is_wanted {
            found.push(entry);
        }
    }
}

/// Holds the quick reader to the full parser on every file of a folder; gives the share of bytes that it takes.
fn share_of(folder: &str) -> Option<f64> {
    let mut found = Vec::new();
    files(Path::new(folder), &["yaml", "yml"], &mut found);
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

/// The quick reader would be of no use if it left these.
#[test]
fn what_is_common_is_taken() {
    let mut faults = Vec::new();
    for text in [
        "a: 1\nb:\n  c: é # comment\n  'd': \"e\"\n",
        "---\n# comment\na:\n- b\n-   c: d\n    e:\n    -\n    - f\ng:\n",
        "a: one\n  two\n\n  three\nb:\n  one\n  two # comment\n",
        "a: |\n  one\n\n   two\n\nb: >-\n  one\n  two\n\n    three\nc: |2+\n    one\n\nd: e\n",
        "a: \"one\n  two\\n\\\n  three\"\nb: 'l''un\n\n  et l''autre'\n",
        "a: [b, \"c\", {d: e, 'f': [1]}]\ng: {\n  h: i, # comment\n  \"j\":k,\n}\nl: []\n",
        "a: &x\n  b: c\nd: *x\ne:\n  <<: *x\nf:\n- &y g\n- *y\n",
        "? a long key\n: b: c\n  d: e\n? \"f\"\n: - g\n  - h\n",
        "a: 1\r\nb: |\r\n  one\r\n  two\r\nc: one\r\n  two\r\n",
        "a: 1\nb: 2\na: 3\n200: x\n",
        "a: http://b/c#d\ne: f:g\n-h: i -j\n",
        "\u{feff}a: 1",
        "# comment\n",
    ] {
        if !is_taken(text, &mut faults, text) {
            faults.push(format!("{text}: is left to the full parser"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What it leaves, a fault first of all, and what it does not know.
#[test]
fn what_is_not_is_left() {
    let mut faults = Vec::new();
    for text in [
        "---\n",
        "one\ntwo\n",
        "a: b: c\n",
        "a: b # comment\n  c\n",
        "a:\n    b: 1\n  c: 2\n",
        "a: 1\n- b\n",
        "a: \"b\n",
        "a: \"b\" c\n",
        "a: \"\\q\"\n",
        "a: [b\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a:\n\tb: 1\n",
        "a: b\tc\n",
        "a: *x\n",
        "&x a: b\n",
        "a: !t b\n",
        "a: |\nb: c\n",
        "a: 1\n---\nb: 2\n",
        "a:\n  b: 1\nc: !!str 2\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: @b\n",
        "a: 1\rb: 2\n",
        "a: \u{1}\n",
        "a: b\u{85}c\n",
    ] {
        if is_taken(text, &mut faults, text) {
            faults.push(format!("{text}: is taken"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
