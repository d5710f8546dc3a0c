//! The same description in YAML and in JSON is the same description: its diagnostics are the same, places aside.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use apilint::document::{Kind, Node, Notation};
use apilint::loader::{Disk, LoadError, Loaded, Loader};
use apilint::source::Uri;
use apilint::{Description, Ruleset, lint};

use crate::corpus::{all_rules, corpus};

/// Rules about what only one of the two notations can write.
pub(crate) const OF_ONE_NOTATION: &[&str] = &[
    // Of two entries with one key, the tree hands over the last.
    "duplicate-key",
    // Keys that YAML reads as numbers are texts in JSON.
    "integer-status-code",
    "non-string-key",
    // A text that lost its quotes, `08`: what JSON has in its place is a number, of which other rules speak.
    "default-matches-schema",
    "enum-matches-type",
    "example-matches-schema",
    "yaml-1-1-value",
    "yaml-implicit-typing",
    // Only YAML has several documents in a file, and aliases.
    "several-documents",
    "yaml-anchor-cycle",
];

/// Rules that say a number of things, and so another one where the copies of what an alias names are written out.
const THAT_COUNT: &[&str] = &["output-described"];

/// One text under a name, and the disk for what it refers to.
pub(crate) struct Rewritten {
    pub(crate) uri: Uri,
    pub(crate) text: String,
    pub(crate) disk: Disk,
}

impl Loader for Rewritten {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        if *uri != self.uri {
            return self.disk.load(uri);
        }
        Ok(Loaded { bytes: self.text.clone().into_bytes(), uri: uri.clone(), fetched: None })
    }
}

#[test]
fn yaml_and_json_give_the_same_diagnostics() {
    let ruleset = all_rules();
    let mut faults = String::new();
    for path in corpus() {
        let disk = Disk::below(&Disk::project_root(&path)).expect("the folder is there");
        let uri = Uri::new(path.to_string_lossy());
        let written = Description::load(&disk, &uri).unwrap_or_else(|error| panic!("{error}"));
        let (end, text) = match written.entry().notation {
            Notation::Yaml => ("json", json(written.root())),
            Notation::Json => ("yaml", yaml(written.root())),
        };
        let uri = Uri::new(path.with_extension(end).to_string_lossy());
        let loader = Rewritten { uri, text, disk };
        let rewritten = Description::load(&loader, &loader.uri);
        let rewritten = rewritten.unwrap_or_else(|error| panic!("rewritten: {error}"));
        let has_aliases = written.entry().nodes().any(Node::is_alias);
        let (written, rewritten) = (said(&written, &ruleset), said(&rewritten, &ruleset));
        compare(&path, &written, &rewritten, has_aliases, &mut faults);
    }
    assert!(faults.is_empty(), "{faults}");
}

/// What is said, and how often.
fn said(description: &Description, ruleset: &Ruleset) -> BTreeMap<String, i32> {
    let mut said = BTreeMap::new();
    for told in lint(description, ruleset) {
        if !OF_ONE_NOTATION.contains(&told.rule.as_str()) {
            // `08` is a number of YAML that JSON writes `8`.
            let message = told.message.en.replace("`08`", "`8`");
            let line = format!("{} {}: {message} at {}", told.severity, told.rule, told.at.pointer);
            *said.entry(line).or_default() += 1;
        }
    }
    said
}

fn compare(
    path: &Path,
    written: &BTreeMap<String, i32>,
    rewritten: &BTreeMap<String, i32>,
    has_aliases: bool,
    faults: &mut String,
) {
    // What an alias names is judged once; written out, each copy is.
    let is_copy = |line: &str| has_aliases && !written.contains_key(line);

    let is_counted = |line: &str| {
        has_aliases && THAT_COUNT.iter().any(|rule| line.contains(&format!(" {rule}: ")))
    };
    let missing = written
        .iter()
        .filter(|(line, count)| rewritten.get(*line) != Some(count) && !is_counted(line));
    let new = rewritten
        .iter()
        .filter(|(line, count)| written.get(*line) != Some(count) && !is_copy(line));
    let lines: Vec<String> = missing
        .map(|(line, count)| format!("  as written, {count} times: {line}"))
        .chain(new.map(|(line, count)| format!("  rewritten, {count} times: {line}")))
        .take(6)
        .collect();
    if !lines.is_empty() {
        let _ = writeln!(faults, "{}\n{}", path.display(), lines.join("\n"));
    }
}

/// A tree in JSON, aliases and merge keys written out.
pub(crate) fn json(node: Node<'_>) -> String {
    let entries = |open: char, close: char| {
        let items: Vec<String> = node
            .children()
            .map(|child| match child.key() {
                Some(key) => format!("{}:{}", quoted(key), json(child)),
                None => json(child),
            })
            .collect();
        format!("{open}{}{close}", items.join(","))
    };
    match node.kind() {
        Kind::Map => entries('{', '}'),
        Kind::List => entries('[', ']'),
        _ => scalar(node),
    }
}

/// A tree in YAML by indentation, every text between quotes.
pub(crate) fn yaml(root: Node<'_>) -> String {
    let mut text = String::new();
    write_yaml(root, 0, &mut text);
    text
}

fn write_yaml(node: Node<'_>, depth: usize, text: &mut String) {
    if !(node.is_map() || node.is_list()) {
        let _ = writeln!(text, " {}", scalar(node));
    } else if node.is_empty() {
        text.push_str(if node.is_map() { " {}\n" } else { " []\n" });
    } else {
        if depth > 0 {
            text.push('\n');
        }
        for child in node.children() {
            let lead = child.key().map_or("-".to_owned(), |key| format!("{}:", quoted(key)));
            let _ = write!(text, "{}{lead}", "  ".repeat(depth));
            write_yaml(child, depth + 1, text);
        }
    }
}

/// A scalar that both notations read alike: numbers as they are written where JSON can.
fn scalar(node: Node<'_>) -> String {
    let text = node.scalar().unwrap_or_default();
    match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Boolean => text.to_ascii_lowercase(),
        Kind::Integer | Kind::Float if serde_json::from_str::<serde_json::Number>(text).is_ok() => {
            text.to_owned()
        }
        Kind::Integer | Kind::Float => node.as_number().unwrap_or_default().to_string(),
        _ => quoted(text),
    }
}

/// A text between double quotes. What JSON lets pass and YAML does not is escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for character in serde_json::Value::from(text).to_string().chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted
}
