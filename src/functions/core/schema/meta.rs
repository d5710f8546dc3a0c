//! What each dialect asks of a schema: its metaschema, as a table. Ajv judges a schema by it before anything else.

use std::sync::{Arc, LazyLock};

use super::dialect::Dialect;
use crate::document::{Document, Notation};
use crate::functions::json::Json;
use crate::source::{Source, SourceId, Uri};

/// What a keyword may hold, as a schema.
const SHAPES: [(&str, &str); 13] = [
    ("any", "true"),
    ("boolean", r#"{"type":"boolean"}"#),
    ("count", r##"{"$ref":"#/$defs/count"}"##),
    ("enum", r#"{"type":"array","minItems":1,"uniqueItems":true}"#),
    ("list", r#"{"type":"array"}"#),
    ("map", r##"{"type":"object","additionalProperties":{"$ref":"#"}}"##),
    ("number", r#"{"type":"number"}"#),
    ("schema", r##"{"$ref":"#"}"##),
    ("schemas", r##"{"$ref":"#/$defs/schemas"}"##),
    ("text", r#"{"type":"string"}"#),
    ("texts", r##"{"$ref":"#/$defs/texts"}"##),
    ("regex", r#"{"type":"string","format":"regex"}"#),
    (
        "types",
        r##"{"anyOf":[{"$ref":"#/$defs/type"},{"type":"array","items":{"$ref":"#/$defs/type"},"minItems":1,"uniqueItems":true}]}"##,
    ),
];

/// Shapes that are more than a word.
const DEPENDENCIES: &str = r##"{"type":"object","additionalProperties":{"anyOf":[{"$ref":"#"},{"$ref":"#/$defs/texts"}]}}"##;
const ITEMS: &str = r##"{"anyOf":[{"$ref":"#"},{"$ref":"#/$defs/schemas"}]}"##;
const REQUIRED_BY: &str = r##"{"type":"object","additionalProperties":{"$ref":"#/$defs/texts"}}"##;
const POSITIVE: &str = r#"{"type":"number","exclusiveMinimum":0}"#;
const POSITIVE_4: &str = r#"{"type":"number","minimum":0,"exclusiveMinimum":true}"#;
const FLAG_OR_SCHEMA: &str = r##"{"anyOf":[{"type":"boolean"},{"$ref":"#"}]}"##;
const SHARED: &str = r##""count":{"type":"integer","minimum":0},"schemas":{"type":"array","minItems":1,"items":{"$ref":"#"}},"type":{"enum":["array","boolean","integer","null","number","object","string"]}"##;

/// Keywords of Draft 4, then of 6 and 7, in the order of their metaschemas: a name and a shape.
const DRAFT_4: &str = "id text $schema text title text description text multipleOf POSITIVE_4 maximum number exclusiveMaximum boolean minimum number exclusiveMinimum boolean maxLength count minLength count pattern regex additionalItems FLAG_OR_SCHEMA items ITEMS maxItems count minItems count uniqueItems boolean maxProperties count minProperties count required texts additionalProperties FLAG_OR_SCHEMA definitions map properties map patternProperties map dependencies DEPENDENCIES enum enum type types allOf schemas anyOf schemas oneOf schemas not schema";
const DRAFT_7: &str = "$id text $schema text $ref text $comment text title text description text readOnly boolean examples list multipleOf POSITIVE maximum number exclusiveMaximum number minimum number exclusiveMinimum number maxLength count minLength count pattern regex additionalItems schema items ITEMS maxItems count minItems count uniqueItems boolean contains schema maxProperties count minProperties count required texts additionalProperties schema definitions map properties map patternProperties map dependencies DEPENDENCIES propertyNames schema enum enum type types format text contentMediaType text contentEncoding text if schema then schema else schema allOf schemas anyOf schemas oneOf schemas not schema";

/// The vocabularies since 2019-09, in the order they are looked at.
const VOCABULARIES_2019: [&str; 6] = [
    "$id text $schema text $anchor text $ref text $recursiveRef text $recursiveAnchor boolean $comment text $defs map",
    "additionalItems schema unevaluatedItems schema items ITEMS contains schema additionalProperties schema unevaluatedProperties schema properties map patternProperties map dependentSchemas map propertyNames schema if schema then schema else schema allOf schemas anyOf schemas oneOf schemas not schema",
    "multipleOf POSITIVE maximum number exclusiveMaximum number minimum number exclusiveMinimum number maxLength count minLength count pattern regex maxItems count minItems count uniqueItems boolean maxContains count minContains count maxProperties count minProperties count required texts dependentRequired REQUIRED_BY enum list type types",
    "title text description text deprecated boolean readOnly boolean writeOnly boolean examples list",
    "format text",
    "contentMediaType text contentEncoding text contentSchema schema",
];
const VOCABULARIES_2020: [&str; 7] = [
    "$id text $schema text $ref text $anchor text $dynamicRef text $dynamicAnchor text $comment text $defs map",
    "prefixItems schemas items schema contains schema additionalProperties schema properties map patternProperties map dependentSchemas map propertyNames schema if schema then schema else schema allOf schemas anyOf schemas oneOf schemas not schema",
    "unevaluatedItems schema unevaluatedProperties schema",
    "type types enum list multipleOf POSITIVE maximum number exclusiveMaximum number minimum number exclusiveMinimum number maxLength count minLength count pattern regex maxItems count minItems count uniqueItems boolean maxContains count minContains count maxProperties count minProperties count required texts dependentRequired REQUIRED_BY",
    "title text description text deprecated boolean readOnly boolean writeOnly boolean examples list",
    "format text",
    "contentEncoding text contentMediaType text contentSchema schema",
];

static METASCHEMAS: LazyLock<[Arc<Json>; 4]> = LazyLock::new(|| {
    let texts = |few: &str| {
        format!(r#""texts":{{"type":"array","items":{{"type":"string"}},{few}"uniqueItems":true}}"#)
    };
    [
        format!(
            r#"{{"type":"object","dependencies":{{"exclusiveMaximum":["maximum"],"exclusiveMinimum":["minimum"]}},"properties":{},"$defs":{{{SHARED},{}}}}}"#,
            properties(DRAFT_4),
            texts(r#""minItems":1,"#)
        ),
        format!(
            r#"{{"type":["object","boolean"],"properties":{},"$defs":{{{SHARED},{}}}}}"#,
            properties(DRAFT_7),
            texts("")
        ),
        of_vocabularies(&VOCABULARIES_2019, &texts("")),
        of_vocabularies(&VOCABULARIES_2020, &texts("")),
    ]
    .map(|text| Arc::new(read(text)))
});

/// The metaschema of a dialect.
pub(super) fn metaschema(dialect: Dialect) -> &'static Arc<Json> {
    let rank = match dialect {
        Dialect::Draft4 => 0,
        Dialect::Draft6 | Dialect::Draft7 => 1,
        Dialect::Draft201909 => 2,
        Dialect::Draft202012 => 3,
    };
    &METASCHEMAS[rank]
}

/// The vocabularies of 2020-12 as definitions of another schema, where `JsonSchema` is what a subschema must be, and
/// `Vocabularies` all of them.
pub(in crate::functions) fn vocabularies() -> Vec<(String, Arc<Json>)> {
    const TYPE: &str = r##"{"if":{"type":"string"},"then":{"$ref":"#/$defs/type"},"else":{"if":{"type":"array"},"then":{"type":"array","items":{"$ref":"#/$defs/type"},"minItems":1,"uniqueItems":true},"else":{"not":true,"errorMessage":"\"type\" property must be either a string or an array of strings"}}}"##;
    let texts = r#""texts":{"type":"array","items":{"type":"string"},"uniqueItems":true}"#;
    let text = of_vocabularies(&VOCABULARIES_2020, texts)
        .replace(r##""$ref":"#"}"##, r##""$ref":"#/$defs/JsonSchema"}"##)
        .replace(&format!(r#""type":{}"#, shape("types")), &format!(r#""type":{TYPE}"#));
    let all = read(text);
    let mut definitions = all.get("$defs").map(|it| it.entries().to_vec()).unwrap_or_default();
    let own = ["allOf", "properties"];
    let own = all.entries().iter().filter(|(key, _)| own.contains(&key.as_str())).cloned();
    definitions.push(("Vocabularies".to_owned(), Arc::new(Json::Map(own.collect()))));
    definitions
}

fn of_vocabularies(vocabularies: &[&str], texts: &str) -> String {
    let names: Vec<String> =
        (0..vocabularies.len()).map(|rank| format!(r##"{{"$ref":"#/$defs/{rank}"}}"##)).collect();
    let parts: Vec<String> = vocabularies
        .iter()
        .enumerate()
        .map(|(rank, list)| {
            format!(r#""{rank}":{{"type":["object","boolean"],"properties":{}}}"#, properties(list))
        })
        .collect();
    let rest = properties("definitions map dependencies DEPENDENCIES");
    format!(
        r#"{{"type":["object","boolean"],"allOf":[{}],"properties":{rest},"$defs":{{{SHARED},{texts},{}}}}}"#,
        names.join(","),
        parts.join(",")
    )
}

fn properties(list: &str) -> String {
    let words: Vec<&str> = list.split(' ').collect();
    let entries: Vec<String> =
        words.chunks_exact(2).map(|pair| format!(r#""{}":{}"#, pair[0], shape(pair[1]))).collect();
    format!("{{{}}}", entries.join(","))
}

fn shape(name: &str) -> &'static str {
    match name {
        "DEPENDENCIES" => DEPENDENCIES,
        "ITEMS" => ITEMS,
        "REQUIRED_BY" => REQUIRED_BY,
        "POSITIVE" => POSITIVE,
        "POSITIVE_4" => POSITIVE_4,
        "FLAG_OR_SCHEMA" => FLAG_OR_SCHEMA,
        name => SHAPES.iter().find(|(known, _)| *known == name).map_or("true", |(_, shape)| shape),
    }
}

/// Reads JSON that is ours.
fn read(text: String) -> Json {
    let source = Arc::new(Source::new(Uri::new("metaschema.json"), text));
    Json::of(Document::parse_as(Notation::Json, SourceId(0), source).root())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metaschema_is_json_and_names_known_shapes() {
        for metaschema in METASCHEMAS.iter() {
            assert!(!metaschema.entries().is_empty());
        }
        let lists =
            [DRAFT_4, DRAFT_7].into_iter().chain(VOCABULARIES_2019).chain(VOCABULARIES_2020);
        for pair in lists.flat_map(|list| {
            let words: Vec<&str> = list.split(' ').collect();
            words.chunks(2).map(<[&str]>::to_vec).collect::<Vec<_>>()
        }) {
            assert_eq!(pair.len(), 2);
            assert!(pair[1] == "any" || shape(pair[1]) != "true", "{pair:?}");
        }
    }
}
