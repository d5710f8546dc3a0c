//! Core functions, each called on one value with its options.

use apilint::loader::Memory;
use serde_json::{Value, json};

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

#[test]
fn core_functions_say_what_spectrals_say() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("functions");
    for case in lines(&folder.join("functions.jsonl")) {
        if case["kind"] != "function" {
            continue;
        }
        let id = case["id"].as_str().expect("a case has an id");
        let expected = case["expected"].as_array().cloned().unwrap_or_default();
        let compared = Compared { code: false, message: true, severity: false, range: false };
        let found = match run(&case).results() {
            Ok(results) => {
                let own = results.iter().filter(|result| result["code"] == "my-rule");
                compared.lines(&own.cloned().collect::<Vec<_>>())
            }
            Err(refusal) => vec![refusal],
        };
        let name = format!("{id} {}", case["function"].as_str().unwrap_or_default());
        suite.compare(&name, &compared.lines(&expected), &found);
    }
    suite.close(0.0);
}

/// `given: $`, the function with its options, on the input as it is.
fn run(case: &Value) -> Run {
    let mut then = json!({ "function": case["function"] });
    if !case["options"].is_null() {
        then["functionOptions"] = case["options"].clone();
    }
    if !case["field"].is_null() {
        then["field"] = case["field"].clone();
    }
    let given = if case["given"].is_null() { json!("$") } else { case["given"].clone() };
    let mut rule = json!({ "given": given, "then": then });
    if let Some(more) = case["rule"].as_object() {
        for (key, value) in more {
            rule[key] = value.clone();
        }
    }
    let ruleset = json!({ "rules": { "my-rule": rule } });
    let files = Memory::default()
        .and("ruleset.json", ruleset.to_string())
        .and("document.json", case["input"].to_string());
    Run { files, ruleset: "ruleset.json".to_owned(), document: "document.json".to_owned() }
}
