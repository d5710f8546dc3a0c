//! The objects of a version of `OpenAPI`, in a short notation, and the JSON Schema it stands for.
//!
//! An object is its fields: a name, `!` where it is required, and what it holds in words: `text`, `flag`, `uri`, another
//! object, `list of …`, `unique list of …`, `filled list of …`, `map of …`, `one map of …` (of one entry), `names of …` (whose
//! keys are names of components), `one of a, b`, `text of a, b`, `only a`, `text like …` (a regular expression), and
//! `… or reference`. A field `like …` is of any name that looks so; `with` brings in the fields of another object. `also` is
//! JSON Schema as it is; alone, it is the whole object. Objects are closed but for `x-`, unless `open`; `extensions: false`
//! closes them to these too, and `typed: false` accepts what is no object.

use std::sync::Arc;

use crate::document::{Document, Node, Notation};
use crate::functions::json::Json;
use crate::source::{Source, SourceId, Uri};

const COMPONENT_NAME: &str = r"^[a-zA-Z0-9\.\-_]+$";

/// The schema that a notation stands for. `closing` is the keyword that closes objects, `more` are definitions that it names.
pub(super) fn read(text: &str, closing: &'static str, more: Vec<(String, Arc<Json>)>) -> Json {
    let source = Arc::new(Source::new(Uri::new("objects.yaml"), text.to_owned()));
    let document = Document::parse_as(Notation::Yaml, SourceId(0), source);
    let objects = Objects { root: document.root(), closing };
    let definitions = document
        .root()
        .children()
        .filter_map(|object| Some((object.key()?.to_owned(), Arc::new(objects.object(object)))));
    Json::Map(vec![
        ("$ref".to_owned(), text_of("#/$defs/Document")),
        ("$defs".to_owned(), Arc::new(Json::Map(definitions.chain(more).collect()))),
    ])
}

struct Objects<'d> {
    root: Node<'d>,
    closing: &'static str,
}

/// The parts of an object that its fields fill.
#[derive(Default)]
struct Fields {
    required: Vec<Arc<Json>>,
    properties: Vec<(String, Arc<Json>)>,
    patterns: Vec<(String, Arc<Json>)>,
}

impl Objects<'_> {
    fn object(&self, object: Node<'_>) -> Json {
        let also = object.get("also").map(Json::of);
        let mut entries = also.as_ref().map(|also| also.entries().to_vec()).unwrap_or_default();
        if also.is_some() && object.len() == 1 {
            return Json::Map(entries);
        }
        let mut fields = Fields::default();
        self.fields(object, &mut fields);
        let is = |name: &str| object.get(name).and_then(Node::as_bool);
        if is("typed") != Some(false) {
            entries.push(("type".to_owned(), text_of("object")));
        }
        let is_open = is("open") == Some(true);
        if !is_open && is("extensions") != Some(false) {
            fields.patterns.push(("^x-".to_owned(), Arc::new(Json::Bool(true))));
        }
        if !fields.required.is_empty() {
            entries.push(("required".to_owned(), Arc::new(Json::List(fields.required))));
        }
        if !fields.properties.is_empty() {
            entries.push(("properties".to_owned(), Arc::new(Json::Map(fields.properties))));
        }
        if !fields.patterns.is_empty() {
            entries.push(("patternProperties".to_owned(), Arc::new(Json::Map(fields.patterns))));
        }
        if !is_open {
            entries.push((self.closing.to_owned(), Arc::new(Json::Bool(false))));
        }
        Json::Map(entries)
    }

    fn fields(&self, object: Node<'_>, fields: &mut Fields) {
        for field in object.children() {
            let (Some(key), Some(words)) = (field.key(), field.scalar()) else { continue };
            let shape = || Arc::new(shape(words));
            match key {
                "open" | "extensions" | "typed" => {}
                "with" => {
                    if let Some(other) = self.root.get(words) {
                        self.fields(other, fields);
                    }
                }
                key => {
                    if let Some(pattern) = key.strip_prefix("like ") {
                        fields.patterns.push((pattern.to_owned(), shape()));
                        continue;
                    }
                    let name = key.strip_suffix('!').unwrap_or(key);
                    if name != key {
                        fields.required.push(text_of(name));
                    }
                    fields.properties.retain(|(known, _)| known != name);
                    fields.properties.push((name.to_owned(), shape()));
                }
            }
        }
    }
}

/// What a field holds.
fn shape(words: &str) -> Json {
    if let Some((before, of)) = words.split_once("list of ") {
        let mut entries =
            vec![entry("type", text_of("array")), entry("items", Arc::new(shape(of)))];
        if before.contains("filled") {
            entries.push(entry("minItems", Arc::new(Json::Number(1.0))));
        }
        if before.contains("unique") {
            entries.push(entry("uniqueItems", Arc::new(Json::Bool(true))));
        }
        return Json::Map(entries);
    }
    if let Some((before, of)) = words.split_once("map of ") {
        let of = Arc::new(shape(of));
        let mut entries = vec![entry("type", text_of("object")), entry("additionalProperties", of)];
        if before.contains("one") {
            entries.push(entry("minProperties", Arc::new(Json::Number(1.0))));
            entries.push(entry("maxProperties", Arc::new(Json::Number(1.0))));
        }
        return Json::Map(entries);
    }
    if let Some(of) = words.strip_prefix("names of ") {
        let named = Json::Map(vec![entry(COMPONENT_NAME, Arc::new(shape(of)))]);
        return Json::Map(vec![
            entry("type", text_of("object")),
            entry("patternProperties", Arc::new(named)),
        ]);
    }
    if let Some(names) = words.strip_prefix("one of ") {
        return Json::Map(vec![entry("enum", list(names))]);
    }
    if let Some(names) = words.strip_prefix("text of ") {
        return Json::Map(vec![entry("type", text_of("string")), entry("enum", list(names))]);
    }
    if let Some(value) = words.strip_prefix("only ") {
        return Json::Map(vec![entry("const", text_of(value))]);
    }
    if let Some(pattern) = words.strip_prefix("text like ") {
        return Json::Map(vec![
            entry("type", text_of("string")),
            entry("pattern", text_of(pattern)),
        ]);
    }
    if let Some(name) = words.strip_suffix(" or reference") {
        let is_reference = Json::Map(vec![
            entry("type", text_of("object")),
            entry("required", Arc::new(Json::List(vec![text_of("$ref")]))),
        ]);
        return Json::Map(vec![
            entry("if", Arc::new(is_reference)),
            entry("then", Arc::new(shape("Reference"))),
            entry("else", Arc::new(shape(name))),
        ]);
    }
    let bounded = |kind: &str, bound: &str| {
        Json::Map(vec![entry("type", text_of(kind)), entry(bound, Arc::new(Json::Number(0.0)))])
    };
    let formatted = |format: &str| {
        Json::Map(vec![entry("type", text_of("string")), entry("format", text_of(format))])
    };
    match words {
        "any" => Json::Bool(true),
        "text" => Json::Map(vec![entry("type", text_of("string"))]),
        "flag" => Json::Map(vec![entry("type", text_of("boolean"))]),
        "number" => Json::Map(vec![entry("type", text_of("number"))]),
        "count" => bounded("integer", "minimum"),
        "positive" => bounded("number", "exclusiveMinimum"),
        "uri" | "uri-reference" | "email" | "regex" => formatted(words),
        name => Json::Map(vec![entry("$ref", text_of(&format!("#/$defs/{name}")))]),
    }
}

fn entry(key: &str, value: Arc<Json>) -> (String, Arc<Json>) {
    (key.to_owned(), value)
}

fn text_of(text: &str) -> Arc<Json> {
    Arc::new(Json::Text(text.to_owned()))
}

fn list(names: &str) -> Arc<Json> {
    Arc::new(Json::List(names.split(", ").map(text_of).collect()))
}
