//! OpenAPI 3.2: what it changes in 3.1. QUERY and other methods, streams, nested tags, media types by reference.

use std::sync::LazyLock;

use super::Choice::AtMostOne;
use super::Condition::{Key, Sibling};
use super::ObjectName::*;
use super::Value::*;
use super::field::{optional, required, required_when};
use super::oas3_1::{self, SCHEMA};
use super::object::change;
use super::{Condition, Keys, ObjectType, Value, Version, VersionTable};

pub(super) static TABLE: VersionTable = VersionTable {
    version: Version::Oas3_2,
    name: "OpenAPI 3.2",
    field: "openapi",
    number: (3, 2),
    root: Object(OpenApi),
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"],
    // 3.2.0 names the dialect of 3.1: its vocabulary is the same.
    dialect: oas3_1::TABLE.dialect,
    spec_url: "https://spec.openapis.org/oas/v3.2.0.html",
    objects: LazyLock::new(|| objects().into()),
};

const CONTENT: Value = Map(Keys::MediaType, &Referable(MediaType));
/// A parameter that is the whole query string has a content, and nothing that goes with a schema.
const NOT_QUERYSTRING: Condition = Sibling("in", &["query", "header", "path", "cookie"]);

fn objects() -> Vec<ObjectType> {
    let mut objects = oas3_1::TABLE.objects().to_vec();
    description(&mut objects);
    operations(&mut objects);
    contents(&mut objects);
    security(&mut objects);
    objects
}

fn description(objects: &mut [ObjectType]) {
    change(objects, OpenApi).set([optional("$self", Url)]);
    change(objects, Server).set([optional("name", Text)]);
    change(objects, Components)
        .set([optional("mediaTypes", Map(Keys::Component, &Referable(MediaType)))]);
    change(objects, Tag).set([
        optional("summary", Text),
        optional("parent", Text),
        optional("kind", Text),
    ]);
}

fn operations(objects: &mut [ObjectType]) {
    change(objects, PathItem).set([
        optional("query", Object(Operation)),
        optional("additionalOperations", Map(Keys::Method, &Object(Operation))),
    ]);
    change(objects, Parameter).set([
        required("in", Word(&["query", "querystring", "header", "path", "cookie"])),
        optional("allowEmptyValue", Boolean).when(Sibling("in", &["query"])).deprecated(),
        optional(
            "style",
            Word(&[
                "matrix",
                "label",
                "simple",
                "form",
                "spaceDelimited",
                "pipeDelimited",
                "deepObject",
                "cookie",
            ]),
        )
        .when(NOT_QUERYSTRING),
        optional("explode", Boolean).when(NOT_QUERYSTRING),
        optional("allowReserved", Boolean).when(NOT_QUERYSTRING),
        optional("schema", SCHEMA).when(NOT_QUERYSTRING),
        required_when("content", CONTENT, Sibling("in", &["querystring"])),
    ]);
    change(objects, RequestBody).set([required("content", CONTENT)]);
    change(objects, Header).set([optional("content", CONTENT)]);
    change(objects, Response).set([
        optional("summary", Text),
        optional("description", Markdown),
        optional("content", CONTENT),
    ]);
}

fn contents(objects: &mut [ObjectType]) {
    let by_position = [
        optional("prefixEncoding", List(&Object(Encoding))),
        optional("itemEncoding", Object(Encoding)),
    ];
    let name_or_position =
        [AtMostOne(&["encoding", "prefixEncoding"]), AtMostOne(&["encoding", "itemEncoding"])];

    let media_type = change(objects, MediaType);
    media_type.set([optional("itemSchema", SCHEMA)]);
    media_type.set(by_position);
    media_type.choices.extend(name_or_position);

    let encoding = change(objects, Encoding);
    encoding.set([optional("encoding", Map(Keys::Free, &Object(Encoding)))]);
    encoding.set(by_position);
    encoding.choices.extend(name_or_position);

    let example = change(objects, Example);
    example.set([optional("dataValue", Literal), optional("serializedValue", Text)]);
    example.choices.extend([
        AtMostOne(&["value", "dataValue"]),
        AtMostOne(&["value", "serializedValue"]),
        AtMostOne(&["externalValue", "serializedValue"]),
    ]);

    change(objects, Discriminator).set([optional("defaultMapping", SchemaName)]);

    let xml = change(objects, Xml);
    xml.set([
        optional("nodeType", Word(&["element", "attribute", "text", "cdata", "none"])),
        optional("attribute", Boolean).deprecated(),
        optional("wrapped", Boolean).deprecated(),
    ]);
    xml.choices
        .extend([AtMostOne(&["nodeType", "attribute"]), AtMostOne(&["nodeType", "wrapped"])]);
}

fn security(objects: &mut [ObjectType]) {
    change(objects, SecurityScheme).set([
        optional("oauth2MetadataUrl", Url).when(Sibling("type", &["oauth2"])),
        optional("deprecated", Boolean),
    ]);
    change(objects, OAuthFlows).set([optional("deviceAuthorization", Object(OAuthFlow))]);
    change(objects, OAuthFlow).set([
        required("deviceAuthorizationUrl", Url).when(Key(&["deviceAuthorization"])),
        required("tokenUrl", Url).when(Key(&[
            "password",
            "clientCredentials",
            "authorizationCode",
            "deviceAuthorization",
        ])),
    ]);
}
