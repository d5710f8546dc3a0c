//! OpenAPI 3.0, whole.

use std::sync::LazyLock;

use super::Choice::{AtMostOne, ExactlyOne};
use super::Condition::{Key, Sibling};
use super::ObjectName::*;
use super::Value::*;
use super::field::{optional, required, required_when};
use super::object::{fields, object};
use super::{Additional, Choice, Condition, Keys, ObjectType, Value, Version, VersionTable};

pub(super) static TABLE: VersionTable = VersionTable {
    version: Version::Oas3_0,
    name: "OpenAPI 3.0",
    field: "openapi",
    number: (3, 0),
    root: Object(OpenApi),
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace"],
    dialect: None,
    spec_url: "https://spec.openapis.org/oas/v3.0.4.html",
    objects: LazyLock::new(|| {
        [description(), operations(), bodies(), responses(), schemas(), security()].concat().into()
    }),
};

const TEXTS: Value = List(&Text);
const SCHEMA: Value = Referable(Schema);
const SERVERS: Value = List(&Object(Server));
const HEADERS: Value = Map(Keys::Header, &Referable(Header));
const EXAMPLES: Value = Map(Keys::Free, &Referable(Example));
const CONTENT: Value = Map(Keys::MediaType, &Object(MediaType));

/// Of a parameter, of a header.
const SCHEMA_OR_CONTENT: [Choice; 2] = [ExactlyOne(&["schema", "content"]), ONE_EXAMPLE];
const ONE_EXAMPLE: Choice = AtMostOne(&["example", "examples"]);

fn description() -> Vec<ObjectType> {
    vec![
        object(
            OpenApi,
            fields![
                required("openapi", Text),
                required("info", Object(Info)),
                optional("servers", SERVERS),
                required("paths", Object(Paths)),
                optional("components", Object(Components)),
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
                optional("termsOfService", Url),
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
        object(
            Server,
            fields![
                // A template, with variables between braces.
                required("url", Text),
                optional("description", Markdown),
                optional("variables", Map(Keys::Free, &Object(ServerVariable))),
            ],
        ),
        object(
            ServerVariable,
            fields![
                optional("enum", TEXTS),
                required("default", Text),
                optional("description", Markdown)
            ],
        ),
        object(
            Components,
            fields![
                optional("schemas", Map(Keys::Component, &SCHEMA)),
                optional("responses", Map(Keys::Component, &Referable(Response))),
                optional("parameters", Map(Keys::Component, &Referable(Parameter))),
                optional("examples", Map(Keys::Component, &Referable(Example))),
                optional("requestBodies", Map(Keys::Component, &Referable(RequestBody))),
                optional("headers", Map(Keys::Component, &Referable(Header))),
                optional("securitySchemes", Map(Keys::Component, &Referable(SecurityScheme))),
                optional("links", Map(Keys::Component, &Referable(Link))),
                optional("callbacks", Map(Keys::Component, &Referable(Callback))),
            ],
        ),
    ]
}

fn operations() -> Vec<ObjectType> {
    vec![
        object(Paths, fields![]).named(Keys::Path, Object(PathItem)),
        object(
            PathItem,
            fields![
                optional("$ref", Ref),
                optional("summary", Text),
                optional("description", Markdown),
                optional("get", Object(Operation)),
                optional("put", Object(Operation)),
                optional("post", Object(Operation)),
                optional("delete", Object(Operation)),
                optional("options", Object(Operation)),
                optional("head", Object(Operation)),
                optional("patch", Object(Operation)),
                optional("trace", Object(Operation)),
                optional("servers", SERVERS),
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
                optional("parameters", List(&Referable(Parameter))),
                optional("requestBody", Referable(RequestBody)),
                required("responses", Object(Responses)),
                optional("callbacks", Map(Keys::Free, &Referable(Callback))),
                optional("deprecated", Boolean),
                optional("security", List(&Object(SecurityRequirement))),
                optional("servers", SERVERS),
            ],
        ),
        object(
            ExternalDocumentation,
            fields![optional("description", Markdown), required("url", Url)],
        ),
        object(
            Parameter,
            fields![
                required("name", Text),
                required("in", Word(&["query", "header", "path", "cookie"])),
                optional("description", Markdown),
                required_when("required", Boolean, Sibling("in", &["path"])),
                optional("deprecated", Boolean),
                optional("allowEmptyValue", Boolean).when(Sibling("in", &["query"])),
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
                    ]),
                ),
                optional("explode", Boolean),
                optional("allowReserved", Boolean).when(Sibling("in", &["query"])),
                optional("schema", SCHEMA),
                optional("example", Literal),
                optional("examples", EXAMPLES),
                optional("content", CONTENT),
            ],
        )
        .choices(SCHEMA_OR_CONTENT),
    ]
}

fn bodies() -> Vec<ObjectType> {
    vec![
        object(
            RequestBody,
            fields![
                optional("description", Markdown),
                required("content", CONTENT),
                optional("required", Boolean),
            ],
        ),
        object(
            MediaType,
            fields![
                optional("schema", SCHEMA),
                optional("example", Literal),
                optional("examples", EXAMPLES),
                optional("encoding", Map(Keys::Free, &Object(Encoding))),
            ],
        )
        .choices([ONE_EXAMPLE]),
        object(
            Encoding,
            fields![
                optional("contentType", Text),
                optional("headers", HEADERS),
                optional("style", Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
                optional("explode", Boolean),
                optional("allowReserved", Boolean),
            ],
        ),
    ]
}

fn responses() -> Vec<ObjectType> {
    vec![
        object(Responses, fields![optional("default", Referable(Response))])
            .named(Keys::StatusOrRange, Referable(Response)),
        object(
            Response,
            fields![
                required("description", Markdown),
                optional("headers", HEADERS),
                optional("content", CONTENT),
                optional("links", Map(Keys::Component, &Referable(Link))),
            ],
        ),
        object(Callback, fields![]).named(Keys::Free, Object(PathItem)),
        object(
            Example,
            fields![
                optional("summary", Text),
                optional("description", Markdown),
                optional("value", Literal),
                optional("externalValue", Url),
            ],
        )
        .choices([AtMostOne(&["value", "externalValue"])]),
        object(
            Link,
            fields![
                optional("operationRef", Ref),
                optional("operationId", Text),
                optional("parameters", Map(Keys::Free, &Literal)),
                optional("requestBody", Literal),
                optional("description", Markdown),
                optional("server", Object(Server)),
            ],
        )
        .choices([ExactlyOne(&["operationRef", "operationId"])]),
        object(
            Header,
            fields![
                optional("description", Markdown),
                optional("required", Boolean),
                optional("deprecated", Boolean),
                optional("style", Word(&["simple"])),
                optional("explode", Boolean),
                optional("schema", SCHEMA),
                optional("example", Literal),
                optional("examples", EXAMPLES),
                optional("content", CONTENT),
            ],
        )
        .choices(SCHEMA_OR_CONTENT),
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
        object(Reference, fields![required("$ref", Ref)]).additional(Additional::Ignored).closed(),
        object(
            Schema,
            fields![
                optional("title", Text),
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
                optional(
                    "type",
                    Word(&["array", "boolean", "integer", "number", "object", "string"]),
                ),
                optional("allOf", List(&SCHEMA)),
                optional("oneOf", List(&SCHEMA)),
                optional("anyOf", List(&SCHEMA)),
                optional("not", SCHEMA),
                required_when("items", SCHEMA, Sibling("type", &["array"])),
                optional("properties", Map(Keys::Free, &SCHEMA)),
                optional("additionalProperties", OneOf(&[Boolean, SCHEMA])),
                optional("description", Markdown),
                optional("format", Text),
                optional("default", Literal),
                optional("nullable", Boolean),
                optional("discriminator", Object(Discriminator)),
                optional("readOnly", Boolean),
                optional("writeOnly", Boolean),
                optional("xml", Object(Xml)),
                optional("externalDocs", Object(ExternalDocumentation)),
                optional("example", Literal),
                optional("deprecated", Boolean),
            ],
        ),
        // The one object that the text of 3.0 does not open to extensions.
        object(
            Discriminator,
            fields![
                required("propertyName", Text),
                optional("mapping", Map(Keys::Free, &SchemaName))
            ],
        )
        .closed(),
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
    ]
}

fn security() -> Vec<ObjectType> {
    const API_KEY: Condition = Sibling("type", &["apiKey"]);
    const HTTP: Condition = Sibling("type", &["http"]);
    const OAUTH: Condition = Sibling("type", &["oauth2"]);
    const OPEN_ID: Condition = Sibling("type", &["openIdConnect"]);
    vec![
        object(
            SecurityScheme,
            fields![
                required("type", Word(&["apiKey", "http", "oauth2", "openIdConnect"])),
                optional("description", Markdown),
                required("name", Text).when(API_KEY),
                required("in", Word(&["query", "header", "cookie"])).when(API_KEY),
                required("scheme", Text).when(HTTP),
                optional("bearerFormat", Text).when(HTTP),
                required("flows", Object(OAuthFlows)).when(OAUTH),
                required("openIdConnectUrl", Url).when(OPEN_ID),
            ],
        ),
        object(
            OAuthFlows,
            fields![
                optional("implicit", Object(OAuthFlow)),
                optional("password", Object(OAuthFlow)),
                optional("clientCredentials", Object(OAuthFlow)),
                optional("authorizationCode", Object(OAuthFlow)),
            ],
        ),
        object(
            OAuthFlow,
            fields![
                required("authorizationUrl", Url).when(Key(&["implicit", "authorizationCode"])),
                required("tokenUrl", Url).when(Key(&[
                    "password",
                    "clientCredentials",
                    "authorizationCode",
                ])),
                optional("refreshUrl", Url),
                required("scopes", Map(Keys::Free, &Text)),
            ],
        ),
        object(SecurityRequirement, fields![]).named(Keys::Free, TEXTS).closed(),
    ]
}
