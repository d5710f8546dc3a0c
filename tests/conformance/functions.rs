//! Core functions, each called on one value with its options.

use apilint::Ruleset;
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
        let expected = newest(&case).as_array().cloned().unwrap_or_default();
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
    suite.close(0.99);
}

/// Refused or accepted as Spectral does; each thing it says of a refused option starts one that we say.
#[test]
fn core_functions_refuse_what_spectrals_refuse() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("function-options");
    for case in lines(&folder.join("functions.jsonl")) {
        if case["kind"] != "options" {
            continue;
        }
        let name = format!("{} {}", case["id"].as_str().unwrap_or("?"), case["function"]);
        let faults = faults(&case);
        let in_file = &case["file_format_errors"];
        let expected = if in_file.is_null() { &case["errors"] } else { in_file };
        let expected: Vec<String> = expected
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| error["message"].as_str().unwrap_or("?").to_owned())
            .collect();
        // What we add after Spectral's words (a guess, the way out) is not compared.
        let told = |fault: &String| {
            expected.iter().find(|words| fault.starts_with(*words)).unwrap_or(fault).clone()
        };
        let found: Vec<String> = faults.iter().map(told).collect();
        suite.compare(&name, &expected, &found);
    }
    suite.close(0.99);
}

/// What is said of a ruleset with the options of a case.
fn faults(case: &Value) -> Vec<String> {
    let run = run(case);
    match Ruleset::load(std::slice::from_ref(&run.ruleset), &run.files) {
        Ok(_) => Vec::new(),
        Err(error) => error.faults.iter().map(|fault| fault.message.en.clone()).collect(),
    }
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
        .and("document.yaml", case["input"].as_str().unwrap_or_default());
    Run { files, ruleset: "ruleset.json".to_owned(), document: "document.yaml".to_owned() }
}

/// What the newest Spectral gives.
fn newest(case: &Value) -> &Value {
    if case["expected_latest"].is_null() { &case["expected"] } else { &case["expected_latest"] }
}
