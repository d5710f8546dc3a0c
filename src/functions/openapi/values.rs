//! Words that the specification chooses, and the author does not.

use super::words::{code, listed, meant, versions};
use crate::description::objects;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Entry, ObjectName, VERSIONS, Value, Version, nearest};

/// On the root: where the specification gives a list of words, the value is one of them.
pub(in crate::functions) fn known_word(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let version = target.description.version;
        for object in objects(target.description) {
            for child in object.node.children() {
                let Some(name) = child.key() else { continue };
                let Entry::Field(field) = object.kind.entry(name) else { continue };
                for (node, words) in words(child, &field.value) {
                    let Some(text) = node.as_str() else { continue };
                    let kind = object.kind.name;
                    let message = if words.contains(&text) {
                        is_stray_file(version, kind, object.node, name, text).then(stray_file)
                    } else {
                        Some(unknown_word(version, kind, name, text, words))
                    };
                    if let Some(message) = message {
                        let at = Some(node.label());
                        findings.push(Finding { at, ..Finding::new(message) });
                    }
                }
            }
        }
    }))
}

/// The texts of a field that must be words, each with the words it may be.
fn words<'d>(node: Node<'d>, value: &'static Value) -> Vec<(Node<'d>, &'static [&'static str])> {
    match value.fitting(node.kind()) {
        Some(Value::Word(words)) => vec![(node, words)],
        Some(Value::List(item)) => {
            node.children().filter_map(|child| words_of_item(child, item)).collect()
        }
        _ => Vec::new(),
    }
}

fn words_of_item<'d>(
    node: Node<'d>,
    value: &'static Value,
) -> Option<(Node<'d>, &'static [&'static str])> {
    match value.fitting(node.kind()) {
        Some(Value::Word(words)) => Some((node, words)),
        _ => None,
    }
}

fn unknown_word(
    version: Version,
    kind: ObjectName,
    field: &str,
    text: &str,
    words: &[&str],
) -> Text {
    let others: Vec<Version> = VERSIONS
        .iter()
        .filter(|table| table.version != version && accepts(table.version, kind, field, text))
        .map(|table| table.version)
        .collect();
    if !others.is_empty() {
        let (others, this) = (versions(&others), version.table().name);
        let (en, fr) = match text {
            "null" => (": write `nullable: true`", "\u{a0}: écrivez `nullable: true`"),
            "file" if field == "type" => (
                ": write `type: string` and `format: binary`",
                "\u{a0}: écrivez `type: string` et `format: binary`",
            ),
            _ => ("", ""),
        };
        return Text::new(
            format!("`{text}` is a value of `{field}` in {}, not in {this}{en}", others.en),
            format!("`{text}` est une valeur de `{field}` dans {}, pas dans {this}{fr}", others.fr),
        );
    }
    let guess = nearest(text, words.iter().copied()).map(meant);
    let guess = guess.or_else(|| if field == "type" { type_meant(text) } else { None });
    let end = guess.unwrap_or_else(|| {
        let words = code(words.iter().copied());
        let words = listed(&words.iter().map(String::as_str).collect::<Vec<_>>(), "or", "ou");
        Text::new(format!(": write {}", words.en), format!("\u{a0}: écrivez {}", words.fr))
    });
    Text::new(
        format!("`{text}` is not a value of `{field}`{}", end.en),
        format!("`{text}` n'est pas une valeur de `{field}`{}", end.fr),
    )
}

fn accepts(version: Version, kind: ObjectName, field: &str, text: &str) -> bool {
    let Some(field) = version.table().object(kind).and_then(|object| object.field(field)) else {
        return false;
    };
    has_word(&field.value, text)
}

fn has_word(value: &Value, text: &str) -> bool {
    match value {
        Value::Word(words) => words.contains(&text),
        Value::OneOf(alternatives) => alternatives.iter().any(|value| has_word(value, text)),
        _ => false,
    }
}

/// Types of programming languages and databases, with the type and format of OpenAPI that say the same.
const TYPES: &[(&[&str], &str)] = &[
    (
        &["datetime", "date-time", "timestamp", "instant", "offsetdatetime"],
        "type: string, format: date-time",
    ),
    (&["date", "localdate"], "type: string, format: date"),
    (&["uuid", "guid"], "type: string, format: uuid"),
    (&["uri", "url"], "type: string, format: uri"),
    (&["email"], "type: string, format: email"),
    (&["binary", "file", "blob"], "type: string, format: binary"),
    (&["int", "int32", "short"], "type: integer, format: int32"),
    (&["long", "int64", "bigint"], "type: integer, format: int64"),
    (&["float", "real"], "type: number, format: float"),
    (&["double"], "type: number, format: double"),
    (&["decimal", "numeric", "bigdecimal"], "type: number"),
    (&["bool"], "type: boolean"),
    (&["text", "varchar", "char", "str", "enum"], "type: string"),
    (&["list", "set"], "type: array"),
    (&["map", "dict", "json"], "type: object"),
];

fn type_meant(text: &str) -> Option<Text> {
    let text = text.to_ascii_lowercase();
    TYPES.iter().find(|(names, _)| names.contains(&text.as_str())).map(|(_, guess)| meant(guess))
}

/// Swagger 2.0, Response Object: its `schema` may have the type `file`, and no other schema.
fn is_stray_file(
    version: Version,
    kind: ObjectName,
    holder: Node<'_>,
    field: &str,
    text: &str,
) -> bool {
    let is_of_response = holder.key() == Some("schema")
        && holder.parent().is_some_and(|parent| parent.get("in").is_none());
    version == Version::Oas2
        && kind == ObjectName::Schema
        && (field, text) == ("type", "file")
        && !is_of_response
}

fn stray_file() -> Text {
    Text::new(
        "In Swagger 2.0 `type: file` is for a `formData` parameter, or for the whole body of a response",
        "Dans Swagger 2.0, `type: file` est réservé à un paramètre `formData` ou au corps entier d'une réponse",
    )
}
