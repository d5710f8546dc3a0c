//! Swagger 2.0, whole.

use std::sync::LazyLock;

use super::Condition::Sibling;
use super::ObjectName::*;
use super::Value::*;
use super::field::{optional, required, required_when};
use super::object::{fields, object};
use super::{Additional, Condition, Field, Keys, ObjectType, Value, Version, VersionTable};

pub(super) static TABLE: VersionTable = VersionTable {
    version: Version::Oas2,
    name: "Swagger 2.0",
    field: "swagger",
    number: (2, 0),
    root: Object(Swagger),
    methods: &["get", "put", "post", "delete", "options", "head", "patch"],
    dialect: None,
    spec_url: "https://spec.openapis.org/oas/v2.0.html",
    objects: LazyLock::new(|| {
        [description(), operations(), responses(), schemas(), security()].concat().into()
    }),
};

const TEXTS: Value = List(&Text);
const SCHEMES: Value = List(&Word(&["http", "https", "ws", "wss"]));
const SCHEMA: Value = Referable(Schema);
/// Draft 4's types, and `file` for the body of a response.
const TYPE: Value =
    Word(&["array", "boolean", "integer", "null", "number", "object", "string", "file"]);
/// Where a parameter has a type, and no schema.
const NOT_IN_BODY: Condition = Sibling("in", &["query", "header", "path", "formData"]);

fn description() -> Vec<ObjectType> {
    vec![
        object(
            Swagger,
            fields![
                required("swagger", Text),
                required("info", Object(Info)),
                optional("host", Text),
                optional("basePath", Text),
                optional("schemes", SCHEMES),
                optional("consumes", TEXTS),
                optional("produces", TEXTS),
                required("paths", Object(Paths)),
                optional("definitions", Object(Definitions)),
                optional("parameters", Object(ParametersDefinitions)),
                optional("responses", Object(ResponsesDefinitions)),
                optional("securityDefinitions", Object(SecurityDefinitions)),
                optional("security", List(&Object(SecurityRequirement))),
                optional("tags", List(&Object(Tag))),
                optional("externalDocs", Object(ExternalDocumentation)),
            ],
        ),
        object(
            Info,
            fields![
                required("title", Text),
                optional("description", Markdown),
                optional("termsOfService", Text),
                optional("contact", Object(Contact)),
                optional("license", Object(License)),
                required("version", Text),
            ],
        ),
        object(
            Contact,
            fields![optional("name", Text), optional("url", Url), optional("email", Email)],
        ),
        object(License, fields![required("name", Text), optional("url", Url)]),
    ]
}

fn operations() -> Vec<ObjectType> {
    let mut parameter = vec![
        required("name", Text),
        required("in", Word(&["query", "header", "path", "formData", "body"])),
        optional("description", Markdown),
        required_when("required", Boolean, Sibling("in", &["path"])),
        required("schema", SCHEMA).when(Sibling("in", &["body"])),
        required("type", Word(&["string", "number", "integer", "boolean", "array", "file"]))
            .when(NOT_IN_BODY),
        optional("allowEmptyValue", Boolean).when(Sibling("in", &["query", "formData"])),
    ];
    parameter.extend(
        limits(&["csv", "ssv", "tsv", "pipes", "multi"])
            .into_iter()
            // `items` depends on the type, which a parameter in the body has not.
            .map(|field| if field.name == "items" { field } else { field.when(NOT_IN_BODY) }),
    );
    vec![
        object(Paths, fields![]).named(Keys::Path, Object(PathItem)),
        object(
            PathItem,
            fields![
                optional("$ref", Ref),
                optional("get", Object(Operation)),
                optional("put", Object(Operation)),
                optional("post", Object(Operation)),
                optional("delete", Object(Operation)),
                optional("options", Object(Operation)),
                optional("head", Object(Operation)),
                optional("patch", Object(Operation)),
                optional("parameters", List(&Referable(Parameter))),
            ],
        ),
        object(
            Operation,
            fields![
                optional("tags", TEXTS),
                optional("summary", Text),
                optional("description", Markdown),
                optional("externalDocs", Object(ExternalDocumentation)),
                optional("operationId", Text),
                optional("consumes", TEXTS),
                optional("produces", TEXTS),
                optional("parameters", List(&Referable(Parameter))),
                required("responses", Object(Responses)),
                optional("schemes", SCHEMES),
                optional("deprecated", Boolean),
                optional("security", List(&Object(SecurityRequirement))),
            ],
        ),
        object(
            ExternalDocumentation,
            fields![optional("description", Markdown), required("url", Url)],
        ),
        object(Parameter, parameter),
        object(Items, typed(Vec::new())),
    ]
}

fn responses() -> Vec<ObjectType> {
    vec![
        object(Responses, fields![optional("default", Referable(Response))])
            .named(Keys::Status, Referable(Response)),
        object(
            Response,
            fields![
                required("description", Markdown),
                optional("schema", SCHEMA),
                optional("headers", Object(Headers)),
                optional("examples", Object(Example)),
            ],
        ),
        object(Headers, fields![]).named(Keys::Header, Object(Header)).closed(),
        object(Example, fields![]).named(Keys::MediaType, Literal).closed(),
        object(Header, typed(vec![optional("description", Text)])),
        object(
            Tag,
            fields![
                required("name", Text),
                optional("description", Markdown),
                optional("externalDocs", Object(ExternalDocumentation)),
            ],
        ),
    ]
}

fn schemas() -> Vec<ObjectType> {
    vec![
        // JSON Reference, draft 3: what stands beside `$ref` is ignored; that holds for a Schema Object too.
        object(Reference, fields![required("$ref", Ref)]).additional(Additional::Ignored).closed(),
        object(
            Schema,
            fields![
                optional("format", Text),
                optional("title", Text),
                optional("description", Markdown),
                optional("default", Literal),
                optional("multipleOf", Number),
                optional("maximum", Number),
                optional("exclusiveMaximum", Boolean),
                optional("minimum", Number),
                optional("exclusiveMinimum", Boolean),
                optional("maxLength", Integer),
                optional("minLength", Integer),
                optional("pattern", Regex),
                optional("maxItems", Integer),
                optional("minItems", Integer),
                optional("uniqueItems", Boolean),
                optional("maxProperties", Integer),
                optional("minProperties", Integer),
                optional("required", TEXTS),
                optional("enum", List(&Literal)),
                optional("type", OneOf(&[TYPE, List(&TYPE)])),
                optional("items", OneOf(&[SCHEMA, List(&SCHEMA)])),
                optional("allOf", List(&SCHEMA)),
                optional("properties", Map(Keys::Free, &SCHEMA)),
                optional("additionalProperties", OneOf(&[Boolean, SCHEMA])),
                optional("discriminator", Text),
                optional("readOnly", Boolean),
                optional("xml", Object(Xml)),
                optional("externalDocs", Object(ExternalDocumentation)),
                optional("example", Literal),
            ],
        ),
        object(
            Xml,
            fields![
                optional("name", Text),
                optional("namespace", Url),
                optional("prefix", Text),
                optional("attribute", Boolean),
                optional("wrapped", Boolean),
            ],
        ),
        object(Definitions, fields![]).named(Keys::Free, SCHEMA).closed(),
        // Unlike the places that refer to them, definitions of parameters and responses may not be references.
        object(ParametersDefinitions, fields![]).named(Keys::Free, Object(Parameter)).closed(),
        object(ResponsesDefinitions, fields![]).named(Keys::Free, Object(Response)).closed(),
    ]
}

fn security() -> Vec<ObjectType> {
    const API_KEY: Condition = Sibling("type", &["apiKey"]);
    const OAUTH: Condition = Sibling("type", &["oauth2"]);
    vec![
        object(SecurityDefinitions, fields![]).named(Keys::Free, Object(SecurityScheme)).closed(),
        object(
            SecurityScheme,
            fields![
                required("type", Word(&["basic", "apiKey", "oauth2"])),
                optional("description", Text),
                required("name", Text).when(API_KEY),
                required("in", Word(&["query", "header"])).when(API_KEY),
                required("flow", Word(&["implicit", "password", "application", "accessCode"]))
                    .when(OAUTH),
                required("authorizationUrl", Url)
                    .when(Sibling("flow", &["implicit", "accessCode"])),
                required("tokenUrl", Url)
                    .when(Sibling("flow", &["password", "application", "accessCode"])),
                required("scopes", Object(Scopes)).when(OAUTH),
            ],
        ),
        object(Scopes, fields![]).named(Keys::Free, Text),
        object(SecurityRequirement, fields![]).named(Keys::Free, TEXTS).closed(),
    ]
}

/// The fields of an Items Object, which a Header Object has too.
fn typed(mut fields: Vec<Field>) -> Vec<Field> {
    fields.push(required("type", Word(&["string", "number", "integer", "boolean", "array"])));
    fields.extend(limits(&["csv", "ssv", "tsv", "pipes"]));
    fields
}

/// What says more of a `type` that is not a schema: for a Parameter, an Items, a Header Object.
fn limits(collections: &'static [&'static str]) -> [Field; 16] {
    [
        optional("format", Text),
        required_when("items", Object(Items), Sibling("type", &["array"])),
        optional("collectionFormat", Word(collections)),
        optional("default", Literal),
        optional("maximum", Number),
        optional("exclusiveMaximum", Boolean),
        optional("minimum", Number),
        optional("exclusiveMinimum", Boolean),
        optional("maxLength", Integer),
        optional("minLength", Integer),
        optional("pattern", Regex),
        optional("maxItems", Integer),
        optional("minItems", Integer),
        optional("uniqueItems", Boolean),
        optional("enum", List(&Literal)),
        optional("multipleOf", Number),
    ]
}
