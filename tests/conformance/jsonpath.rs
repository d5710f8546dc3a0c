//! What expressions select: as Spectral answers, and as RFC 9535 says.
//!
//! An expression that we refuse, saying why, counts as one that selects nothing: Spectral stops on it or silently selects
//! nothing.

use std::collections::BTreeSet;
use std::fs;

use apilint::Description;
use apilint::description::{Limits, View};
use apilint::jsonpath::{Match, Part, Path, Plan};
use apilint::loader::Memory;
use apilint::source::Uri;
use serde_json::Value;

use super::suite::{Suite, folder, lines};

/// Paths that a recorded case lists at the most.
const LISTED: usize = 60;

#[test]
fn nimma_tests_give_what_spectral_gives() {
    inline("jsonpath nimma", "nimma", 1.0);
}

#[test]
fn rfc9535_tests_give_what_spectral_gives() {
    inline("jsonpath rfc9535 as spectral", "rfc9535-cts", 1.0);
}

/// Cases that carry their document.
fn inline(name: &'static str, suite_name: &str, floor: f64) {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new(name);
    for case in lines(&folder.join("jsonpath.jsonl")) {
        if case["suite"] != suite_name {
            continue;
        }
        let id = case["id"].as_str().unwrap_or_default();
        let expression = case["expr"].as_str().unwrap_or_default();
        let expected = case["matches"].as_array().cloned().unwrap_or_default();
        let expected: Vec<_> = expected.iter().map(|found| path(&found[0])).collect();
        let description = read("document.json", case["input"].to_string());
        suite.compare(
            &format!("{id} {expression}"),
            &unique(expected),
            &select(expression, &description),
        );
    }
    suite.close(floor);
}

#[test]
fn real_expressions_select_what_spectral_selects() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("jsonpath real");
    let mut read_last: Option<(String, Description)> = None;
    let mut cases = lines(&folder.join("jsonpath.jsonl"));
    cases.retain(|case| case["suite"] == "real");
    cases.sort_by_key(|case| case["document"].as_str().map(str::to_owned));
    for case in cases {
        let name = case["document"].as_str().unwrap_or_default();
        if read_last.as_ref().is_none_or(|(last, _)| last != name) {
            let text = fs::read_to_string(folder.join(name)).expect("a document can be read");
            read_last = Some((name.to_owned(), read(name, text)));
        }
        let Some((_, description)) = &read_last else { continue };
        let expression = case["expr"].as_str().unwrap_or_default();
        let expected = case["matches"].as_array().cloned().unwrap_or_default();
        let listed = expected.len();
        let expected = unique(expected.iter().map(path).collect());
        let mut found = select(expression, description);
        // Where not all are listed, those that are must be among ours.
        if listed == LISTED && found.len() > expected.len() {
            found.retain(|path| expected.contains(path));
        }
        let id = case["id"].as_str().unwrap_or_default();
        suite.compare(&format!("{id} {expression}"), &expected, &found);
    }
    suite.close(0.995);
}

#[test]
fn rfc9535_mode_passes_the_compliance_suite() {
    let Some(folder) = folder("jsonpath-compliance") else { return };
    let text = fs::read_to_string(folder.join("cts.json")).expect("the suite can be read");
    let cases: Value = serde_json::from_str(&text).expect("the suite is JSON");
    let mut suite = Suite::new("jsonpath rfc9535");
    for case in cases["tests"].as_array().into_iter().flatten() {
        let name = case["name"].as_str().unwrap_or_default();
        let expression = case["selector"].as_str().unwrap_or_default();
        let parsed = Path::parse_rfc9535(expression);
        if case["invalid_selector"] == true {
            let found = if parsed.is_err() { "refused" } else { "accepted" };
            suite.compare(name, &["refused".to_owned()], &[found.to_owned()]);
            continue;
        }
        let description = read("document.json", case["document"].to_string());
        let found = match &parsed {
            Ok(path) => {
                let nodes = path.nodelist(&description);
                let pointers: Vec<_> = nodes.iter().map(|node| node.pointer()).collect();
                let walked = Plan::new(vec![path], View::AsWritten).select(&description);
                let walked: BTreeSet<_> = walked[0].iter().map(Match::pointer).collect();
                let listed: BTreeSet<_> = pointers.iter().cloned().collect();
                assert_eq!(walked, listed, "the walk and the nodelist differ: {expression}");
                pointers.join(" ")
            }
            Err(error) => error.to_string(),
        };
        let expected = [&case["result_paths"], &case["results_paths"]];
        let lists = match expected {
            [Value::Array(paths), _] => vec![pointers(paths)],
            [_, Value::Array(any)] => {
                any.iter().map(|paths| pointers(paths.as_array().expect("a list"))).collect()
            }
            _ => panic!("no result: {name}"),
        };
        let expected = lists.iter().find(|list| **list == found).unwrap_or(&lists[0]);
        suite.compare(name, std::slice::from_ref(expected), &[found]);
    }
    suite.close(1.0);
}

/// `$['a'][0]` as JSON Pointers, on a line.
fn pointers(paths: &[Value]) -> String {
    let pointer = |path: &Value| {
        let path = path.as_str().expect("a path is a text");
        let mut pointer = String::new();
        let mut rest = &path[1..];
        while let Some(inner) = rest.strip_prefix('[') {
            if let Some(name) = inner.strip_prefix('\'') {
                let mut read = String::new();
                let mut characters = name.char_indices();
                loop {
                    match characters.next().expect("a quote is closed") {
                        (at, '\'') => {
                            rest = &name[at + 2..];
                            break;
                        }
                        (_, '\\') => match characters.next().expect("an escape is whole").1 {
                            'n' => read.push('\n'),
                            't' => read.push('\t'),
                            'r' => read.push('\r'),
                            'b' => read.push('\u{8}'),
                            'f' => read.push('\u{c}'),
                            'u' => {
                                let digits: String = (0..4)
                                    .filter_map(|_| characters.next())
                                    .map(|(_, c)| c)
                                    .collect();
                                let code = u32::from_str_radix(&digits, 16).expect("hexadecimal");
                                read.push(char::from_u32(code).expect("a character"));
                            }
                            other => read.push(other),
                        },
                        (_, other) => read.push(other),
                    }
                }
                pointer.push('/');
                pointer.push_str(&read.replace('~', "~0").replace('/', "~1"));
            } else {
                let (rank, after) = inner.split_once(']').expect("a bracket is closed");
                pointer.push('/');
                pointer.push_str(rank);
                rest = after;
            }
        }
        pointer
    };
    paths.iter().map(pointer).collect::<Vec<_>>().join(" ")
}

fn read(name: &str, text: String) -> Description {
    let files = Memory::one(name, text);
    Description::load_any(&files, &Uri::new(name), Limits::default()).expect("a document is read")
}

/// The paths of what an expression selects, as written.
fn select(expression: &str, description: &Description) -> Vec<String> {
    let Ok(path) = Path::parse(expression) else { return Vec::new() };
    let found = Plan::new(vec![&path], View::AsWritten).select(description);
    unique(found[0].iter().map(line).collect())
}

fn line(found: &Match<'_>) -> String {
    let length = if found.part == Part::Length { "/length" } else { "" };
    found.pointer() + length
}

fn path(segments: &Value) -> String {
    let segments = segments.as_array().map(Vec::as_slice).unwrap_or_default();
    let text =
        |segment: &Value| segment.as_str().map_or_else(|| segment.to_string(), str::to_owned);
    let escaped = |segment: &Value| text(segment).replace('~', "~0").replace('/', "~1");
    segments.iter().flat_map(|segment| ["/".to_owned(), escaped(segment)]).collect()
}

fn unique(mut paths: Vec<String>) -> Vec<String> {
    paths.sort();
    paths.dedup();
    paths
}
