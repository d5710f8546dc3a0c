//! The engine of Spectral: how rulesets are read, refused and merged, and whole runs.

use apilint::Ruleset;
use apilint::diagnostic::{Severity, Text};
use apilint::loader::Memory;
use apilint::ruleset::{Rule, Template, Variables};
use apilint::source::Uri;
use serde_json::Value;

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

const ALL: Compared = Compared { code: true, message: true, severity: true, range: true };

fn of_kind(kind: &'static str) -> Option<impl Iterator<Item = Value>> {
    let cases = lines(&folder("spectral")?.join("core.jsonl")).into_iter();
    Some(cases.filter(move |case| case["kind"] == kind && case["portable"] != false))
}

/// Functions and formats that a test gave by reference, by their names.
fn named(value: &Value) -> Value {
    match value {
        Value::Object(entries) => match entries.get("$function").or_else(|| entries.get("$format"))
        {
            Some(name) => name.clone(),
            None => entries.iter().map(|(key, value)| (key.clone(), named(value))).collect(),
        },
        Value::Array(items) => Value::Array(items.iter().map(named).collect()),
        other => other.clone(),
    }
}

fn text<'c>(case: &'c Value, key: &str, otherwise: &'c str) -> &'c str {
    case[key].as_str().unwrap_or(otherwise)
}

/// The files of a case: its ruleset, its document, and what they name.
fn files(case: &Value) -> (Memory, String) {
    let path = text(case, "ruleset_path", "ruleset.json").trim_start_matches("./").to_owned();
    let ruleset = match case["ruleset_text"].as_str() {
        Some(text) => text.to_owned(),
        None => named(&case["ruleset"]).to_string(),
    };
    let mut files = Memory::one(&path, ruleset);
    for (name, text) in case["assets"].as_object().into_iter().flatten() {
        let name = Uri::new(path.as_str()).join(name);
        files = files.and(name.as_str(), text.as_str().unwrap_or_default());
    }
    (files, path)
}

fn load(case: &Value) -> Result<Ruleset, String> {
    let (files, path) = files(case);
    Ruleset::load(&[path], &files).map_err(|error| error.to_string())
}

/// Rules of the ruleset's own, with what decides whether and where they speak.
fn rules(ruleset: &Ruleset) -> Vec<String> {
    let own = ruleset.rules.iter().filter(|rule| !rule.ruleset.starts_with("apilint:"));
    own.map(described).collect()
}

fn described(rule: &Rule) -> String {
    let mut given: Vec<&str> = rule.given.iter().map(|given| given.path.text.as_str()).collect();
    given.sort_unstable();
    given.dedup();
    let mut places: Vec<String> = rule
        .places
        .iter()
        .map(|place| format!("{} {}", place.pointer, place.severity.map_or(-1, number)))
        .collect();
    places.sort();
    format!("{} severity {} given {given:?} places {places:?}", rule.id, number(rule.severity))
}

fn number(severity: Severity) -> i64 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
        Severity::Hint => 3,
    }
}

/// The same of what Spectral made of a ruleset.
fn expected_rules(case: &Value) -> Vec<String> {
    let mut described = Vec::new();
    for (id, rule) in case["expected"]["rules"].as_object().into_iter().flatten() {
        let severity = rule["severity"].as_i64().unwrap_or(1);
        let mut places: Vec<String> = Vec::new();
        for of_glob in case["expected"]["pointer_overrides"][id].as_object().into_iter().flatten() {
            for (pointer, severity) in of_glob.1.as_object().into_iter().flatten() {
                places.push(format!("{} {severity}", pointer.trim_start_matches('#')));
            }
        }
        places.sort();
        if rule["enabled"] != true || (severity < 0 && places.is_empty()) {
            continue;
        }
        let mut given: Vec<&str> =
            rule["given"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        given.sort_unstable();
        given.dedup();
        described.push(format!("{id} severity {severity} given {given:?} places {places:?}"));
    }
    described
}

fn id(case: &Value) -> String {
    let name = case["test_name"].as_str().unwrap_or_default();
    format!("{} {name}", case["id"].as_str().unwrap_or_default())
}

#[test]
fn rulesets_are_accepted_and_refused() {
    let Some(cases) = of_kind("ruleset-validation") else { return };
    let mut suite = Suite::new("core rulesets refused");
    for case in cases {
        let expected = if case["valid"] == true { "accepted" } else { "refused" };
        let found = match load(&case) {
            Ok(_) => "accepted".to_owned(),
            Err(_) if expected == "refused" => "refused".to_owned(),
            Err(error) => error,
        };
        suite.compare(&id(&case), &[expected.to_owned()], &[found]);
    }
    suite.close(0.83);
}

#[test]
fn rulesets_are_merged() {
    let Some(cases) = of_kind("ruleset") else { return };
    let mut suite = Suite::new("core rulesets merged");
    for case in cases {
        let found = load(&case).map_or_else(|error| vec![error], |ruleset| rules(&ruleset));
        suite.compare(&id(&case), &expected_rules(&case), &found);
    }
    suite.close(1.0);
}

#[test]
fn overrides_apply() {
    let Some(cases) = of_kind("overrides") else { return };
    let mut suite = Suite::new("core overrides");
    for case in cases {
        let document = Uri::new(text(&case, "document_path", "document.json"));
        let found = match load(&case) {
            Ok(ruleset) => {
                let varied = ruleset.for_document(&document);
                rules(varied.as_deref().unwrap_or(&ruleset))
            }
            Err(error) => vec![error],
        };
        suite.compare(&id(&case), &expected_rules(&case), &found);
    }
    suite.close(1.0);
}

#[test]
fn messages_are_filled() {
    let Some(cases) = of_kind("message") else { return };
    let mut suite = Suite::new("core messages");
    for case in cases {
        let template = {
            let text = text(&case, "template", "");
            Template::new(text, text)
        };
        let vars = &case["vars"];
        let value = match &vars["value"] {
            Value::String(text) => text.clone(),
            Value::Object(kept) if kept.contains_key("$undefined") => "undefined".to_owned(),
            other => other.to_string(),
        };
        let filled = template.fill(&Variables {
            error: &Text::same(text(vars, "error", "")),
            description: &Text::same(text(vars, "description", "")),
            property: text(vars, "property", ""),
            path: text(vars, "path", ""),
            value: &value,
            printed: &value,
        });
        suite.compare(&id(&case), &[text(&case, "expected", "").to_owned()], &[filled.en]);
    }
    suite.close(0.68);
}

#[test]
fn whole_runs_agree() {
    let Some(cases) = of_kind("lint") else { return };
    let mut suite = Suite::new("core runs");
    for case in cases {
        let (files, ruleset) = files(&case);
        let document = text(&case, "document_path", "document.yaml").trim_start_matches("./");
        let files = files.and(document, text(&case, "document", ""));
        let found = Run { files, ruleset, document: document.to_owned() }.results();
        let is_refused = !case["expected_error"].is_null();
        let expected = ["expected_cli", "expected_latest", "expected"]
            .iter()
            .find_map(|key| case[*key].as_array())
            .map(|results| (results, case["parser"] != "json"))
            .map(|(results, range)| Compared { range, ..ALL }.lines(results));
        // Ranges of Spectral's JSON parser are not those of its command, which reads everything as YAML.
        let compared = Compared { range: case["parser"] != "json", ..ALL };
        let (expected, found) = match (expected, found) {
            (_, Err(_)) if is_refused => (Vec::new(), Vec::new()),
            (expected, Err(refusal)) => (expected.unwrap_or_default(), vec![refusal]),
            (expected, Ok(results)) => {
                (expected.unwrap_or_else(|| vec!["refused".to_owned()]), compared.lines(&results))
            }
        };
        suite.compare(&id(&case), &expected, &found);
    }
    suite.close(0.8);
}
