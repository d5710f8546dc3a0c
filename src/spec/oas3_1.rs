//! OpenAPI 3.1: what it changes in 3.0. Schema Objects become JSON Schema 2020-12, webhooks come, paths may go.

use std::sync::LazyLock;

use super::Choice::{AtLeastOne, AtMostOne};
use super::ObjectName::*;
use super::Value::*;
use super::field::{optional, required};
use super::object::change;
use super::{Additional, Field, Keys, ObjectType, Value, Version, VersionTable, oas3_0};

pub(super) static TABLE: VersionTable = VersionTable {
    version: Version::Oas3_1,
    name: "OpenAPI 3.1",
    field: "openapi",
    number: (3, 1),
    root: Object(OpenApi),
    methods: oas3_0::TABLE.methods,
    dialect: Some("https://spec.openapis.org/oas/3.1/dialect/base"),
    spec_url: "https://spec.openapis.org/oas/v3.1.2.html",
    objects: LazyLock::new(|| objects().into()),
};

/// A schema is no longer replaced by a Reference Object: `$ref` is a keyword, beside which the others count.
pub(super) const SCHEMA: Value = OneOf(&[Object(Schema), Boolean]);
const SCHEMAS: Value = Map(Keys::Free, &SCHEMA);
const TEXTS: Value = List(&Text);
const TYPE: Value = Word(&["array", "boolean", "integer", "null", "number", "object", "string"]);

fn objects() -> Vec<ObjectType> {
    let mut objects = oas3_0::TABLE.objects().to_vec();

    let root = change(&mut objects, OpenApi);
    root.set([
        optional("jsonSchemaDialect", Url),
        optional("paths", Object(Paths)),
        // A Path Item Object has a `$ref` of its own.
        optional("webhooks", Map(Keys::Free, &Object(PathItem))),
    ]);
    root.choices.push(AtLeastOne(&["paths", "components", "webhooks"]));

    change(&mut objects, Info).set([optional("summary", Text)]);

    let license = change(&mut objects, License);
    license.set([optional("identifier", Text)]);
    license.choices.push(AtMostOne(&["identifier", "url"]));

    change(&mut objects, Components).set([
        optional("schemas", Map(Keys::Component, &SCHEMA)),
        optional("pathItems", Map(Keys::Component, &Object(PathItem))),
    ]);
    change(&mut objects, Operation).set([optional("responses", Object(Responses))]);
    for holder in [Parameter, MediaType, Header] {
        change(&mut objects, holder).set([optional("schema", SCHEMA)]);
    }
    change(&mut objects, Reference)
        .set([optional("summary", Text), optional("description", Markdown)]);

    let schema = change(&mut objects, Schema);
    schema.fields.to_mut().retain(|field| field.name != "nullable");
    schema.set([optional("example", Literal).deprecated()]);
    schema.set(JSON_SCHEMA.into_iter().flatten().copied());
    schema.additional = Additional::Any;

    change(&mut objects, Discriminator).extensible = true;
    change(&mut objects, SecurityScheme)
        .set([required("type", Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]))]);
    objects
}

/// What JSON Schema 2020-12 has and 3.0 had not, or had otherwise; one vocabulary after the other.
const JSON_SCHEMA: [&[Field]; 5] = [CORE, APPLICATOR, VALIDATION, ANNOTATION, LEGACY];

const CORE: &[Field] = &[
    optional("$schema", Url),
    optional("$vocabulary", Map(Keys::Free, &Boolean)),
    optional("$id", Url),
    optional("$anchor", Text),
    optional("$dynamicAnchor", Text),
    optional("$ref", Ref),
    optional("$dynamicRef", Ref),
    optional("$defs", SCHEMAS),
    optional("$comment", Text),
];

const APPLICATOR: &[Field] = &[
    optional("allOf", List(&SCHEMA)),
    optional("anyOf", List(&SCHEMA)),
    optional("oneOf", List(&SCHEMA)),
    optional("not", SCHEMA),
    optional("if", SCHEMA),
    optional("then", SCHEMA),
    optional("else", SCHEMA),
    optional("dependentSchemas", SCHEMAS),
    optional("prefixItems", List(&SCHEMA)),
    optional("items", SCHEMA),
    optional("contains", SCHEMA),
    optional("properties", SCHEMAS),
    optional("patternProperties", SCHEMAS),
    optional("additionalProperties", SCHEMA),
    optional("propertyNames", SCHEMA),
    optional("unevaluatedItems", SCHEMA),
    optional("unevaluatedProperties", SCHEMA),
];

const VALIDATION: &[Field] = &[
    optional("type", OneOf(&[TYPE, List(&TYPE)])),
    optional("const", Literal),
    optional("exclusiveMaximum", Number),
    optional("exclusiveMinimum", Number),
    optional("maxContains", Integer),
    optional("minContains", Integer),
    optional("dependentRequired", Map(Keys::Free, &TEXTS)),
];

const ANNOTATION: &[Field] = &[
    optional("examples", List(&Literal)),
    optional("contentEncoding", Text),
    optional("contentMediaType", Text),
    optional("contentSchema", SCHEMA),
];

/// Of earlier drafts, kept by the meta-schema of 2020-12 so that nobody gives them another meaning.
const LEGACY: &[Field] = &[
    optional("definitions", SCHEMAS).deprecated(),
    optional("dependencies", Map(Keys::Free, &OneOf(&[SCHEMA, TEXTS]))).deprecated(),
    optional("$recursiveAnchor", Text).deprecated(),
    optional("$recursiveRef", Ref).deprecated(),
];
