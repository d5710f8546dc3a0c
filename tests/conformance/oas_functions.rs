//! The functions of `spectral:oas`, each as the rule that uses it: Spectral's own tests of these rules, and its direct calls.

use apilint::Description;
use apilint::description::{Limits, View};
use apilint::document::{Document, Notation};
use apilint::functions::{self, Budget, Schemas, Target};
use apilint::loader::Memory;
use apilint::source::{Source, SourceId, Uri};
use apilint::spec::Format;
use serde_json::{Value, json};

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

const OPERATION: &str = "$.paths[*][get,put,post,delete,options,head,patch,trace]";

/// The rules that need a function: what they are given, and what they ask of it. `undefined` stands for `void 0`, which
/// selectors do not know yet.
fn rule(name: &str) -> Option<Value> {
    let operation = |then: Value| json!({ "given": OPERATION, "then": then });
    let given = |given: &str, then: Value| json!({ "given": given, "then": then });
    let as_written =
        |given: &str, then: Value| json!({ "given": given, "then": then, "resolved": false });
    let security = |version: u8| {
        json!({
            "given": ["$.security[*]", format!("{OPERATION}.security[*]")],
            "then": { "function": "oasSecurityDefined", "functionOptions": { "oasVersion": version } },
        })
    };
    let example = |given: &[&str], field: &str, version: u8, kind: &str| {
        let options = json!({ "schemaField": field, "oasVersion": version, "type": kind });
        json!({ "given": given, "then": { "function": "oasExample", "functionOptions": options } })
    };
    let has_schema = |example: &str| {
        format!(
            "[?(@property !== 'properties' && @ && ({example}@.default !== undefined) && (@.enum || @.type || @.format || @.$ref || @.properties || @.items))]"
        )
    };
    let old = has_schema("@.example !== undefined || @['x-example'] !== undefined || ");
    let new = has_schema("@ && @.example !== undefined || ");
    let media = "[?(@ && @.schema && (@.example !== undefined || @.examples))]";
    Some(match name {
        "operation-success-response" => {
            operation(json!({ "field": "responses", "function": "oasOpSuccessResponse" }))
        }
        "oas2-operation-formData-consume-check" => {
            operation(json!({ "function": "oasOpFormDataConsumeCheck" }))
        }
        "operation-operationId-unique" => given("$.paths", json!({ "function": "oasOpIdUnique" })),
        "operation-parameters" => {
            given(&format!("{OPERATION}.parameters"), json!({ "function": "oasOpParams" }))
        }
        "operation-tag-defined" => given("$", json!({ "function": "oasTagDefined" })),
        "path-params" => given("$.paths", json!({ "function": "oasPathParam" })),
        "openapi-tags-uniqueness" => given("$.tags", json!({ "function": "uniquenessTags" })),
        "no-$ref-siblings" => {
            as_written("$..[?(@property === '$ref')]", json!({ "function": "oasRefSiblings" }))
        }
        "typed-enum" => given("$..[?(@ && @.enum && @.type)]", json!({ "function": "typedEnum" })),
        "oas2-discriminator" => given(
            "$.definitions[?(@ && @.discriminator)]",
            json!({ "function": "oasDiscriminator" }),
        ),
        "oas2-operation-security-defined" => security(2),
        "oas3-operation-security-defined" => security(3),
        "oas3-unused-component" => as_written("$", json!({ "function": "oasUnusedComponent" })),
        "oas2-unused-definition" => as_written(
            "$.definitions",
            json!({ "function": "unreferencedReusableObject", "functionOptions": { "reusableObjectsLocation": "#/definitions" } }),
        ),
        "oas3-server-variables" => json!({
            "given": ["$.servers[*]", "$.paths[*].servers[*]", format!("{OPERATION}.servers[*]"), "$.components.links[*].server"],
            "then": { "function": "oasServerVariables", "functionOptions": { "checkSubstitutions": true, "requireDefault": true } },
        }),
        "duplicated-entry-in-enum" => given(
            "$..[?(@property !== 'properties' && @ != null && @.enum && @.enum.constructor.name === 'Array')]",
            json!({ "field": "enum", "function": "oasSchema", "functionOptions": { "schema": { "type": "array", "uniqueItems": true } } }),
        ),
        "oas2-valid-schema-example" => example(
            &[
                &format!("$..definitions..{old}"),
                &format!("$..parameters..{old}"),
                &format!("$..responses..{old}"),
            ],
            "$",
            2,
            "schema",
        ),
        "oas2-valid-media-example" => {
            example(&["$..responses..[?(@ && @.schema && @.examples)]"], "schema", 2, "media")
        }
        "oas3-valid-media-example" => example(
            &[
                &format!("$..content..{media}"),
                &format!("$..headers..{media}"),
                &format!("$..parameters..{media}"),
            ],
            "schema",
            3,
            "media",
        ),
        "oas3-valid-schema-example" => example(
            &[
                &format!("$.components.schemas..{new}"),
                &format!("$..content..{new}"),
                &format!("$..headers..{new}"),
                &format!("$..parameters..{new}"),
            ],
            "$",
            3,
            "schema",
        ),
        "oas2-schema" | "oas3-schema" => {
            as_written("$", json!({ "function": "oasDocumentSchema" }))
        }
        _ => return None,
    })
}

/// Whether the rule says what its function says, and not its own description.
fn says_its_own(name: &str) -> bool {
    matches!(
        name,
        "operation-success-response"
            | "oas2-operation-formData-consume-check"
            | "operation-operationId-unique"
            | "operation-tag-defined"
            | "oas3-unused-component"
            | "oas2-unused-definition"
    )
}

#[test]
fn oas_functions_say_what_spectrals_say() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("oas-functions");
    let only = std::env::var("ONLY").unwrap_or_default();
    for case in lines(&folder.join("rules.jsonl")) {
        let name = case["rule"].as_str().unwrap_or_default();
        let Some(mut rule) = rule(name).filter(|_| name.contains(&only)) else { continue };
        if case["portable"] == false {
            continue;
        }
        if name == "oas2-schema" || name == "oas3-schema" {
            rule["message"] = json!("{{error}}.");
        }
        let compared =
            Compared { code: false, message: !says_its_own(name), severity: false, range: false };
        let newest = ["expected_cli", "expected_latest", "expected"];
        let expected = newest.iter().map(|key| &case[*key]).find(|it| !it.is_null());
        let expected = expected.and_then(Value::as_array).cloned().unwrap_or_default();
        let path = case["document_path"].as_str().unwrap_or("document.yaml");
        let mut files = Memory::default()
            .and("ruleset.json", json!({ "rules": { "my-rule": rule } }).to_string())
            .and(path, case["document"].as_str().unwrap_or_default());
        for (asset, text) in case["assets"].as_object().into_iter().flatten() {
            files = files.and(asset.trim_start_matches("./"), text.as_str().unwrap_or_default());
        }
        let run = Run { files, ruleset: "ruleset.json".to_owned(), document: path.to_owned() };
        let found = match run.results() {
            Ok(results) => {
                let own = results.into_iter().filter(|result| result["code"] == "my-rule");
                compared.lines(&own.collect::<Vec<_>>())
            }
            Err(refusal) => vec![refusal],
        };
        let id = case["id"].as_str().unwrap_or("?");
        suite.compare(&format!("{id} {name}"), &compared.lines(&expected), &found);
    }
    suite.close(1.0);
}

/// Functions called on one value, at a way, in a document of some formats.
#[test]
fn oas_functions_answer_as_spectrals_do() {
    let Some(folder) = folder("spectral") else { return };
    let mut suite = Suite::new("function-calls");
    for case in lines(&folder.join("functions.jsonl")) {
        let name = case["function"].as_str().unwrap_or_default();
        let Some(function) = functions::function(name).filter(|_| case["kind"] == "call") else {
            continue;
        };
        let expected: Vec<String> =
            case["expected"].as_array().into_iter().flatten().map(result).collect();
        let id = case["id"].as_str().unwrap_or("?");
        suite.compare(&format!("{id} {name}"), &expected, &answers(&case, function));
    }
    suite.close(1.0);
}

/// A result on one line.
fn result(result: &Value) -> String {
    let path = result["path"].as_array().map(Vec::as_slice).unwrap_or_default();
    let segment = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
    let way: Vec<String> = path.iter().map(segment).collect();
    format!("{} {}", pointer(&way), result["message"].as_str().unwrap_or("?"))
}

/// A way as a JSON Pointer.
fn pointer(way: &[impl AsRef<str>]) -> String {
    way.iter().fold(String::new(), |pointer, name| pointer + "/" + name.as_ref())
}

fn answers(case: &Value, function: &functions::Function) -> Vec<String> {
    let way: Vec<&str> =
        case["context_path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let wrap = |inner: Value, name: &&str| json!({ (*name): inner });
    let text = way.iter().rev().fold(case["input"].clone(), wrap).to_string();
    let uri = Uri::new("document.json");
    let mut description =
        Description::load_any(&Memory::one("document.json", text), &uri, Limits::default())
            .expect("an input can be read");
    let formats = case["formats"].as_array().into_iter().flatten().filter_map(Value::as_str);
    description.formats = formats.filter_map(Format::named).collect();
    let options = Source::new(Uri::new("options.json"), case["options"].to_string());
    let options = Document::parse_as(Notation::Json, SourceId(0), options.into());
    let check = functions::compile(function, Some(options.root())).expect("options are right");
    let node = description.entry().at_pointer(&pointer(&way)).expect("the input is there");
    let (budget, schemas) = (Budget::default(), Schemas::default());
    let target = Target {
        description: &description,
        dossier: &apilint::guide::Dossier::default(),
        value: functions::Value::Node(node),
        written: node,
        view: View::ThroughRefs,
        budget: &budget,
        schemas: &schemas,
    };
    let own = target.label();
    let mut heard = Heard::default();
    check.run(&target, &mut heard);
    heard
        .0
        .into_iter()
        .map(|finding| {
            format!("{} {}", finding.at.unwrap_or_else(|| own.clone()).pointer, finding.message.en)
        })
        .collect()
}

/// Findings, all of them.
#[derive(Default)]
struct Heard(Vec<functions::Finding>);

impl functions::Listener for Heard {
    fn wants(&mut self, _: apilint::source::Span) -> bool {
        true
    }

    fn push(&mut self, finding: functions::Finding) {
        self.0.push(finding);
    }

    fn push_more(&mut self, _: usize) {}
}
