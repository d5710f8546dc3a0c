//! Fields that one version of the specification has and another has not: what is said of them, and what to write instead.

use super::words::{join, versions};
use crate::description::Stray;
use crate::diagnostic::Text;
use crate::spec::{ObjectName, Version, VersionTable};

/// What is said of a field that the object has in other versions of the specification.
pub(super) fn mismatch(table: &VersionTable, stray: &Stray<'_>, others: &[Version]) -> Text {
    let (name, kind) = (stray.name, stray.object.kind.name);
    let (others, this) = (versions(others), table.name);
    let (holder, porteur) = match kind {
        ObjectName::Swagger | ObjectName::OpenApi => ("root".to_owned(), "La racine".to_owned()),
        kind => (format!("{kind} Object"), format!("L'objet {kind}")),
    };
    let message = Text::new(
        format!("The {holder} has `{name}` in {}, not in {this}", others.en),
        format!("{porteur} a `{name}` dans {}, pas dans {this}", others.fr),
    );
    match instead(table.version, kind, name) {
        Some((en, fr)) => join(&message, &Text::new(format!(": {en}"), format!("\u{a0}: {fr}"))),
        None => message,
    }
}

/// What the version has in place of a field of another one, in English and in French.
fn instead(version: Version, kind: ObjectName, name: &str) -> Option<(&'static str, &'static str)> {
    use ObjectName::{Components, OpenApi, Operation, Parameter, Response, Schema, Swagger};
    Some(match (version, kind, name) {
        (Version::Oas3_1 | Version::Oas3_2, Schema, "nullable") => (
            "write `type: [string, \"null\"]`, with the type that it has",
            "écrivez `type: [string, \"null\"]`, avec le type qu'il a",
        ),
        (Version::Oas3_0, Schema, "const") => {
            ("write `enum` with this one value", "écrivez `enum` avec cette seule valeur")
        }
        (Version::Oas3_0, Schema, "examples") => ("write `example`", "écrivez `example`"),
        (Version::Oas3_0, Schema, "$defs") => (
            "put these schemas under `components.schemas`",
            "mettez ces schémas sous `components.schemas`",
        ),
        (Version::Oas3_0, OpenApi, "webhooks") | (Version::Oas3_0, Components, "pathItems") => (
            "write `openapi: 3.1.0` if the tools that read it follow",
            "écrivez `openapi: 3.1.0` si les outils qui lisent le fichier suivent",
        ),
        (Version::Oas2, Schema, "nullable") => ("write `x-nullable`", "écrivez `x-nullable`"),
        (Version::Oas2, Swagger, "components") => (
            "move what it holds under `definitions`, `parameters`, `responses` and `securityDefinitions`",
            "déplacez ce qu'il contient sous `definitions`, `parameters`, `responses` et `securityDefinitions`",
        ),
        (Version::Oas2, Swagger, "servers") => {
            ("write `host`, `basePath` and `schemes`", "écrivez `host`, `basePath` et `schemes`")
        }
        (Version::Oas2, Operation, "requestBody") => (
            "write a parameter with `in: body` and a `schema`",
            "écrivez un paramètre avec `in: body` et un `schema`",
        ),
        (Version::Oas2, Response, "content") => (
            "write `schema`, and the media type in `produces`",
            "écrivez `schema`, et le type de média dans `produces`",
        ),
        (Version::Oas2, _, _) => return None,
        (_, OpenApi, "host" | "basePath" | "schemes") => ("write `servers`", "écrivez `servers`"),
        (_, OpenApi, "definitions") => {
            ("move them under `components.schemas`", "déplacez-les sous `components.schemas`")
        }
        (_, OpenApi, "parameters" | "responses") => {
            ("move them under `components`", "déplacez-les sous `components`")
        }
        (_, OpenApi, "securityDefinitions") => (
            "move them under `components.securitySchemes`",
            "déplacez-les sous `components.securitySchemes`",
        ),
        (_, OpenApi | Operation, "consumes" | "produces") => (
            "the media types are the keys of `content`",
            "les types de média sont les clés de `content`",
        ),
        (_, Response, "schema" | "examples") => (
            "put it under `content`, in a media type",
            "mettez-le sous `content`, dans un type de média",
        ),
        (_, Parameter, "collectionFormat") => {
            ("write `style` and `explode`", "écrivez `style` et `explode`")
        }
        _ => return None,
    })
}
