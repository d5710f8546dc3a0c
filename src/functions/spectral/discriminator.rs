//! `oasDiscriminator`: the discriminator of Swagger 2.0 is a required property.

use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On a schema whose `discriminator` is a text.
pub(in crate::functions) fn declared(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| {
        let Some(schema) = target.node().filter(|node| node.is_map()) else { return Vec::new() };
        let Some(name) = target.get(schema, "discriminator").and_then(Node::as_str) else {
            return Vec::new();
        };
        let properties = target.get(schema, "properties").filter(|it| it.is_map());
        let required = target.get(schema, "required").filter(|it| it.is_list());
        let mut findings = Vec::new();
        let mut say = |field: &str, message| {
            findings.push(match schema.get(field) {
                Some(node) => Finding::on(node, message),
                None => Finding::under(schema, message),
            });
        };
        if properties.is_none_or(|it| it.get(name).is_none()) {
            say(
                "properties",
                Text::new(
                    "The discriminator property must be defined in this schema.",
                    "La propriété qui sert de discriminant doit être définie dans ce schéma.",
                ),
            );
        }
        if !required.is_some_and(|it| it.children().any(|item| item.as_str() == Some(name))) {
            say(
                "required",
                Text::new(
                    "The discriminator property must be in the required property list.",
                    "La propriété qui sert de discriminant doit être dans la liste des propriétés obligatoires.",
                ),
            );
        }
        findings
    }))
}
