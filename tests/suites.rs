//! Suites that others wrote, read from beside the repository: YAML and JSON as the world tests them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apilint::document::{Document, Kind, Node, Notation, SyntaxError};
use apilint::source::{Source, SourceId, Uri};
use serde_json::Value;

/// The folder of a suite, if this machine has it; CI must.
fn suite(name: &str) -> Option<PathBuf> {
    let folder = Path::new("../shared/conformance").join(name);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "CI needs {}", folder.display());
    eprintln!("skipped: {} is not on this machine", folder.display());
    None
}

/// A text without a fault, or its first.
fn parse(notation: Notation, text: String) -> Result<Document, SyntaxError> {
    let document =
        Document::parse_as(notation, SourceId(0), Arc::new(Source::new(Uri::new("case"), text)));
    match document.faults.first() {
        Some(fault) => Err(fault.clone()),
        None => Ok(document),
    }
}

/// The tree as a value: what any other reader would give.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Bool(node.as_bool().unwrap_or_default()),
        Kind::Integer | Kind::Float => {
            let number = node.as_number().unwrap_or_default();
            serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
        }
        Kind::Text | Kind::Alias => Value::String(node.as_str().unwrap_or_default().to_owned()),
        Kind::List => Value::Array(node.children().map(value).collect()),
        Kind::Map => node
            .children()
            .map(|entry| (entry.key().unwrap_or_default().to_owned(), value(entry)))
            .collect(),
    }
}

/// Numbers as one kind: `1` and `1.0` are the same value.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => number
            .as_f64()
            .and_then(serde_json::Number::from_f64)
            .map_or(Value::Null, Value::Number),
        Value::Array(items) => Value::Array(items.into_iter().map(normal).collect()),
        Value::Object(entries) => {
            entries.into_iter().map(|(key, value)| (key, normal(value))).collect()
        }
        other => other,
    }
}

/// Folders that hold an `in.yaml`.
fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the suite can be read");
    let mut entries: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    for entry in entries {
        if entry.join("in.yaml").exists() {
            found.push(entry);
        } else if entry.is_dir() {
            cases(&entry, found);
        }
    }
}

/// Cases of the YAML test suite that are read otherwise, and why. At most 2 % of 402.
const YAML_EXCEPTIONS: &[(&str, &str)] = &[(
    "9C9N",
    "a bracket closed at the left margin is read, as most readers do and real files need",
)];

#[test]
fn yaml_is_read_as_its_suite_says() {
    let Some(folder) = suite("yaml-test-suite") else { return };
    let mut folders = Vec::new();
    cases(&folder, &mut folders);
    assert_eq!(folders.len(), 402, "the suite has changed");
    let exceptions: BTreeMap<&str, &str> = YAML_EXCEPTIONS.iter().copied().collect();
    let mut faults = Vec::new();
    for case in &folders {
        let name = case.strip_prefix(&folder).unwrap_or(case).to_string_lossy().into_owned();
        if let Some(fault) = yaml_fault(case).filter(|_| !exceptions.contains_key(name.as_str())) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {} cases:\n{}",
        faults.len(),
        folders.len(),
        faults.join("\n")
    );
}

fn yaml_fault(case: &Path) -> Option<String> {
    let text = fs::read_to_string(case.join("in.yaml")).expect("the case can be read");
    let read = parse(Notation::Yaml, text);
    if case.join("error").exists() {
        return read.ok().map(|_| "is read, and is not YAML".to_owned());
    }
    let document = match read {
        Ok(document) => document,
        Err(error) => return Some(format!("is refused: {}", error.message.en)),
    };
    let expected = fs::read_to_string(case.join("in.json")).ok()?;
    // A stream of several documents has several values; the first is the one that is read.
    let expected = serde_json::Deserializer::from_str(&expected)
        .into_iter::<Value>()
        .next()?
        .expect("the case is JSON");
    let (expected, given) = (normal(expected), value(document.root()));
    (expected != given).then(|| format!("expected {expected}, read {given}"))
}

#[test]
fn json_is_read_as_its_suite_says() {
    let Some(folder) = suite("json-test-suite/test_parsing") else { return };
    let mut faults = Vec::new();
    for entry in fs::read_dir(folder).expect("the suite can be read").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).expect("the case can be read");
        let read = String::from_utf8(bytes).ok().map(|text| {
            (text.trim_matches(['\u{feff}', '\n', ' ']).is_empty(), parse(Notation::Json, text))
        });
        // What is not UTF-8, or empty, is refused before any parsing.
        let is_accepted = matches!(&read, Some((false, Ok(_))));
        match name.get(..2) {
            Some("y_") if !is_accepted => faults.push(format!("{name}: {read:?}")),
            Some("n_") if is_accepted => faults.push(format!("{name} is read, and is not JSON")),
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The tree of a JSON text is the same whichever reader made it: YAML 1.2 holds JSON.
#[test]
fn json_is_yaml() {
    let text = r#"{"a": [1, -2.5e3, true, null, "é\n\u00e9\ud83d\ude00"], "b": {"c": {}}, "": "", "d/e~f": []}"#;
    let json = parse(Notation::Json, text.to_owned()).expect("it is JSON");
    let yaml = parse(Notation::Yaml, text.to_owned()).expect("it is YAML");
    assert_eq!(value(json.root()), value(yaml.root()));
    let places = |document: &Document| {
        document.nodes().map(|node| (node.pointer(), node.place())).collect::<Vec<_>>()
    };
    assert_eq!(places(&json), places(&yaml));
}
