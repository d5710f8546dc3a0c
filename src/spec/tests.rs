//! What holds for every table, and facts of each that a slip would change.

use std::collections::BTreeSet;

use super::*;
use crate::document::Kind;
use Value::{
    Boolean, Email, Literal, Markdown, Number, Object, OneOf, Ref, Referable, SchemaName, Text,
    Url, Word,
};
use Version::{Oas2, Oas3_0, Oas3_1, Oas3_2};

/// A value and all that it is made of.
fn parts(value: &Value) -> Vec<Value> {
    let inner = match value {
        Value::List(item) | Value::Map(_, item) => parts(item),
        OneOf(alternatives) => alternatives.iter().flat_map(parts).collect(),
        _ => Vec::new(),
    };
    [vec![*value], inner].concat()
}

/// All values of an object, with what they are made of.
fn values(object: &ObjectType) -> Vec<Value> {
    let named = match object.additional {
        Additional::Named(_, value) => Some(value),
        Additional::None | Additional::Ignored | Additional::Any => None,
    };
    object
        .fields
        .iter()
        .map(|field| field.value)
        .chain(named)
        .flat_map(|value| parts(&value))
        .collect()
}

fn at(version: Version, way: &str) -> Option<Value> {
    version.table().value_at(way.split('/').skip(1)).copied()
}

#[test]
fn every_object_can_be_reached_and_none_is_missing() {
    for table in VERSIONS {
        let mut reached = BTreeSet::from([ObjectName::Reference]);
        let mut ahead = vec![table.root.object().expect("the root is an object")];
        while let Some(name) = ahead.pop() {
            let object =
                table.object(name).unwrap_or_else(|| panic!("{} has no {name} Object", table.name));
            if reached.insert(name) {
                ahead.extend(values(object).iter().filter_map(Value::object));
            }
        }
        let names: Vec<_> = table.objects().iter().map(|object| object.name).collect();
        assert_eq!(names.len(), reached.len(), "{}: {names:?}", table.name);
        assert_eq!(BTreeSet::from_iter(names), reached, "{}", table.name);
    }
}

#[test]
fn names_of_fields_are_unique() {
    for object in VERSIONS.iter().flat_map(|table| table.objects()) {
        let names: BTreeSet<_> = object.fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), object.fields.len(), "{}", object.name);
        assert!(!names.iter().any(|name| is_extension(name)), "{}", object.name);
    }
}

#[test]
fn conditions_and_choices_speak_of_fields_that_are_there() {
    for object in VERSIONS.iter().flat_map(|table| table.objects()) {
        for field in object.fields.iter() {
            let required = match field.required {
                Required::When(condition) => Some(condition),
                Required::Never | Required::Always => None,
            };
            for condition in field.applies.into_iter().chain(required) {
                let Condition::Sibling(name, words) = condition else { continue };
                let sibling =
                    object.field(name).unwrap_or_else(|| panic!("{}: {name}", object.name));
                let Word(known) = sibling.value else {
                    panic!("{}: {name} is not a word", object.name)
                };
                assert!(
                    words.iter().all(|word| known.contains(word)),
                    "{}: {name}: {words:?}",
                    object.name
                );
            }
        }
        for choice in &object.choices {
            assert!(
                choice.fields().iter().all(|name| object.field(name).is_some()),
                "{}: {choice:?}",
                object.name
            );
        }
    }
}

#[test]
fn a_kind_of_node_tells_alternatives_apart() {
    for value in VERSIONS.iter().flat_map(|table| table.objects()).flat_map(values) {
        let kinds = value.kinds();
        assert!(
            kinds.iter().enumerate().all(|(rank, kind)| !kinds[..rank].contains(kind)),
            "{value:?}"
        );
    }
}

#[test]
fn methods_are_the_operations_of_a_path_item() {
    for table in VERSIONS {
        let path_item = table.object(ObjectName::PathItem).expect("every version has paths");
        let operations =
            path_item.fields.iter().filter(|field| field.value == Object(ObjectName::Operation));
        assert!(
            operations.map(|field| field.name).eq(table.methods.iter().copied()),
            "{}",
            table.name
        );
    }
}

#[test]
fn a_version_keeps_nearly_all_of_the_one_before() {
    for [older, newer] in [[Oas3_0, Oas3_1], [Oas3_1, Oas3_2]] {
        for object in older.table().objects() {
            let successor = newer.table().object(object.name).expect("no object is gone");
            let gone: Vec<_> = object
                .fields
                .iter()
                .filter(|field| successor.field(field.name).is_none())
                .collect();
            assert!(gone.iter().all(|field| field.name == "nullable"), "{}: {gone:?}", object.name);
        }
    }
}

#[test]
fn every_object_has_its_place_in_the_specification() {
    let url = |version: Version, name| version.table().url_of(name);
    assert_eq!(
        url(Oas2, ObjectName::Swagger),
        "https://spec.openapis.org/oas/v2.0.html#swagger-object"
    );
    assert_eq!(
        url(Oas3_1, ObjectName::OAuthFlows),
        "https://spec.openapis.org/oas/v3.1.2.html#oauth-flows-object"
    );
    assert_eq!(
        url(Oas3_2, ObjectName::Xml),
        "https://spec.openapis.org/oas/v3.2.0.html#xml-object"
    );
}

#[test]
fn what_stands_where() {
    use ObjectName::*;
    let schema = Some(OneOf(&[Object(Schema), Boolean]));
    for (version, way, expected) in [
        (Oas2, "/host", Some(Text)),
        (Oas2, "/info/contact/email", Some(Email)),
        (Oas2, "/paths/~1pets/get/parameters/0", Some(Referable(Parameter))),
        (Oas2, "/parameters/limit", Some(Object(Parameter))),
        (Oas2, "/definitions/Pet/allOf/0", Some(Referable(Schema))),
        (Oas2, "/paths/~1pets/get/responses/200/headers/X-Rate/items/items", Some(Object(Items))),
        (Oas2, "/components", None),
        (Oas3_0, "/components/schemas/Pet/properties/$ref", Some(Referable(Schema))),
        (Oas3_0, "/components/schemas/Pet/exclusiveMinimum", Some(Boolean)),
        (Oas3_0, "/components/schemas/Pet/discriminator/mapping/cat", Some(SchemaName)),
        (
            Oas3_0,
            "/paths/~1pets/post/callbacks/done/{$url}/post/requestBody",
            Some(Referable(RequestBody)),
        ),
        (Oas3_0, "/paths/~1pets/get/responses/2XX/content/text~1csv", Some(Object(MediaType))),
        (Oas3_0, "/webhooks", None),
        (Oas3_1, "/webhooks/new/post/responses/default", Some(Referable(Response))),
        (Oas3_1, "/info/summary", Some(Text)),
        (Oas3_1, "/components/pathItems/pets/$ref", Some(Ref)),
        (Oas3_1, "/components/schemas/Pet/exclusiveMinimum", Some(Number)),
        (Oas3_1, "/components/schemas/Pet/items/$ref", Some(Ref)),
        (Oas3_1, "/components/schemas/Pet/$defs/x/if", schema),
        (Oas3_1, "/components/schemas/Pet/nullable", None),
        (Oas3_1, "/paths/~1pets/get/responses/200/content/a~1b", Some(Object(MediaType))),
        (Oas3_1, "/paths/~1pets/get/responses/200/content/a~1b/schema", schema),
        (Oas3_2, "/$self", Some(Url)),
        (Oas3_2, "/paths/~1pets/query", Some(Object(Operation))),
        (Oas3_2, "/paths/~1pets/additionalOperations/COPY/description", Some(Markdown)),
        (Oas3_2, "/paths/~1pets/get/responses/200/content/a~1b", Some(Referable(MediaType))),
        (Oas3_2, "/components/mediaTypes/Rows/itemSchema", schema),
        (
            Oas3_2,
            "/components/mediaTypes/Rows/prefixEncoding/0/encoding/a/itemEncoding",
            Some(Object(Encoding)),
        ),
        (Oas3_2, "/components/schemas/Pet/discriminator/defaultMapping", Some(SchemaName)),
    ] {
        assert_eq!(at(version, way), expected, "{version:?}: {way}");
    }
}

#[test]
fn no_reference_is_looked_for_in_a_literal() {
    for (version, way) in [
        (Oas2, "/definitions/Pet/default"),
        (Oas2, "/paths/~1pets/get/responses/200/examples/text~1csv"),
        (Oas3_0, "/components/schemas/Pet/enum/0"),
        (Oas3_0, "/components/examples/pet/value"),
        (Oas3_0, "/components/links/next/parameters/page"),
        (Oas3_1, "/components/schemas/Pet/const"),
        (Oas3_1, "/components/schemas/Pet/examples/0"),
        (Oas3_2, "/components/examples/pet/dataValue"),
    ] {
        assert_eq!(at(version, way), Some(Literal), "{version:?}: {way}");
        assert_eq!(at(version, &format!("{way}/$ref")), None, "{version:?}: {way}");
    }
}

#[test]
fn what_must_be_there() {
    let required = |version: Version, name| -> Vec<&str> {
        let object = version.table().object(name).expect("it is there");
        object
            .fields
            .iter()
            .filter(|field| field.required == Required::Always)
            .map(|field| field.name)
            .collect()
    };
    assert_eq!(required(Oas2, ObjectName::Swagger), ["swagger", "info", "paths"]);
    assert_eq!(required(Oas3_0, ObjectName::OpenApi), ["openapi", "info", "paths"]);
    assert_eq!(required(Oas3_1, ObjectName::OpenApi), ["openapi", "info"]);
    assert_eq!(required(Oas3_0, ObjectName::Operation), ["responses"]);
    assert!(required(Oas3_1, ObjectName::Operation).is_empty());
    assert_eq!(required(Oas3_1, ObjectName::Response), ["description"]);
    assert!(required(Oas3_2, ObjectName::Response).is_empty());
    for version in [Oas2, Oas3_0, Oas3_1, Oas3_2] {
        assert_eq!(required(version, ObjectName::Info), ["title", "version"]);
        assert_eq!(required(version, ObjectName::Parameter), ["name", "in"]);
    }
}

#[test]
fn what_a_name_is() {
    let entry = |version: Version, object, name| version.table().entry(object, name);
    let accepted = |entry| matches!(entry, Entry::Named { accepted: true, .. });
    let refused = |entry| matches!(entry, Entry::Named { accepted: false, .. });
    assert_eq!(entry(Oas3_0, ObjectName::Info, "descripton"), Entry::Unknown);
    assert_eq!(entry(Oas3_0, ObjectName::Info, "x-logo"), Entry::Extension);
    assert_eq!(entry(Oas3_0, ObjectName::Reference, "description"), Entry::Ignored);
    assert!(matches!(entry(Oas3_1, ObjectName::Reference, "description"), Entry::Field(_)));
    assert_eq!(entry(Oas3_0, ObjectName::Schema, "const"), Entry::Unknown);
    assert_eq!(entry(Oas3_1, ObjectName::Schema, "nullable"), Entry::Foreign);
    assert_eq!(entry(Oas3_1, ObjectName::Paths, "x-pets"), Entry::Extension);
    assert!(
        accepted(entry(Oas3_1, ObjectName::Paths, "/pets"))
            && refused(entry(Oas3_1, ObjectName::Paths, "pets"))
    );
    assert!(
        accepted(entry(Oas3_0, ObjectName::Responses, "4XX"))
            && refused(entry(Oas2, ObjectName::Responses, "4XX"))
    );
    assert!(accepted(entry(Oas3_0, ObjectName::SecurityRequirement, "x-key")));
    assert_eq!(entry(Oas3_0, ObjectName::Discriminator, "x-a"), Entry::Unknown);
    assert_eq!(entry(Oas3_1, ObjectName::Discriminator, "x-a"), Entry::Extension);
}

#[test]
fn a_node_chooses_among_alternatives() {
    use ObjectName::Schema;
    let way = ["components", "schemas", "Pet", "additionalProperties"];
    let in_3_0 = Oas3_0.table().value_at(way).expect("a field");
    assert_eq!(in_3_0.fitting(Kind::Boolean), Some(&Boolean));
    assert_eq!(in_3_0.fitting(Kind::Map), Some(&Referable(Schema)));
    assert_eq!(in_3_0.fitting(Kind::Text), None);
    assert_eq!(in_3_0.kinds(), [Kind::Boolean, Kind::Map]);
    let in_3_1 = Oas3_1.table().value_at(way).expect("a field");
    assert_eq!(in_3_1.fitting(Kind::Map), Some(&Object(Schema)));
    assert_eq!(Number.fitting(Kind::Integer), Some(&Number));
    assert_eq!(Value::Integer.fitting(Kind::Float), None);
    assert_eq!(Literal.fitting(Kind::Null), Some(&Literal));
    assert_eq!(Text.fitting(Kind::Integer), None);
}

#[test]
fn a_field_tells_its_versions() {
    let versions = |object, field| versions_with(object, field).collect::<Vec<_>>();
    assert_eq!(versions(ObjectName::OpenApi, "webhooks"), [Oas3_1, Oas3_2]);
    assert_eq!(versions(ObjectName::Schema, "nullable"), [Oas3_0]);
    assert_eq!(versions(ObjectName::Operation, "consumes"), [Oas2]);
    assert_eq!(versions(ObjectName::Info, "title"), [Oas2, Oas3_0, Oas3_1, Oas3_2]);
    assert!(versions(ObjectName::Info, "titel").is_empty());
}
