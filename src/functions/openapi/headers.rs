//! Headers that the specification reads elsewhere.

use crate::description::{Description, objects};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{ObjectName, Version};

/// On the root: no header is described where the specification ignores it.
pub(in crate::functions) fn ignored(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        if description.version == Version::Oas2 {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for object in objects(description) {
            match object.kind.name {
                // OpenAPI 3.0, Parameter Object: such a definition shall be ignored.
                ObjectName::Parameter if text(object.node, "in") == Some("header") => {
                    let Some(name) = object.node.get("name") else { continue };
                    let message = name.as_str().and_then(|text| parameter(description, text));
                    findings.extend(message.map(|message| finding(name.label(), message)));
                }
                // OpenAPI 3.0, Response Object.
                ObjectName::Response => {
                    let headers = object.node.get("headers").map(Node::children);
                    let is_type = |header: &Node<'_>| {
                        header.key().is_some_and(|key| key.eq_ignore_ascii_case("content-type"))
                    };
                    let header = headers.into_iter().flatten().find(is_type);
                    findings.extend(header.map(|header| {
                        let message = Text::new(
                            "The header `Content-Type` is ignored here: the keys of `content` say it",
                            "L'en-tête `Content-Type` est ignoré ici\u{a0}: les clés de `content` le disent",
                        );
                        finding(header.key_label(), message)
                    }));
                }
                _ => {}
            }
        }
        findings
    }))
}

fn parameter(description: &Description, name: &str) -> Option<Text> {
    let version = description.version.table().name;
    let (en, fr) = match name.to_ascii_lowercase().as_str() {
        "accept" => {
            ("the media types of the responses say it", "les types de média des réponses le disent")
        }
        "content-type" => (
            "the media types of the request body say it",
            "les types de média du corps de la requête le disent",
        ),
        "authorization" => {
            ("describe it in `securitySchemes`", "décrivez-le dans `securitySchemes`")
        }
        _ => return None,
    };
    Some(Text::new(
        format!("{version} ignores the header parameter `{name}`: {en}"),
        format!("{version} ignore le paramètre d'en-tête `{name}`\u{a0}: {fr}"),
    ))
}

fn finding(at: Label, message: Text) -> Finding {
    Finding { at: Some(at), ..Finding::new(message) }
}

fn text<'d>(node: Node<'d>, field: &str) -> Option<&'d str> {
    node.get(field).and_then(Node::as_str)
}
