//! `inputs-typed`: parameters and bodies have a type (G02: « décrit en détail les données en entrée »).

use super::inputs::{assess_inputs, place_of_body};
use super::outputs::is_file_type;
use super::{Assessment, Coverage, Criterion, Gap, Inspection, Strength, Title};
use crate::description::{Body, Description, Operation, Parameter, Payload};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::spec::Version;

pub(super) static CRITERION: Criterion = Criterion {
    id: "inputs-typed",
    guide: &["G02", "G07"],
    strength: Strength::Prerequisite,
    title: Title { en: "Inputs have a type", fr: "Les données en entrée ont un type" },
    assess,
};

/// Keywords from which a reader knows what to write. An example or a default shows it too.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "type", "enum", "const", "format", "pattern", "items", "prefixItems", "properties",
    "additionalProperties", "patternProperties", "allOf", "oneOf", "anyOf", "not", "if", "$ref",
    "$dynamicRef", "contentMediaType", "contentEncoding", "minimum", "maximum", "minLength",
    "maxLength", "minItems", "maxItems", "example", "examples", "x-example", "default",
    "nullable",
];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    assess_inputs(&CRITERION, inspection, judge_parameter, judge_body)
}

fn judge_parameter(
    description: &Description,
    operation: &Operation<'_>,
    parameter: &Parameter<'_>,
    coverage: &mut Coverage,
) {
    // A dangling reference: what it says is unknown, not missing.
    let Some(node) = parameter.node.filter(|node| node.is_map()) else { return };
    if is_parameter_typed(description, parameter) {
        coverage.met();
        return;
    }
    let at = parameter.get("name").unwrap_or(node);
    coverage.missed(at.id(), || {
        let name = parameter.name.unwrap_or_default();
        let operation = operation.name();
        // The habit of Swagger 2.0, kept in OpenAPI 3.
        let stray = description.version > Version::Oas2
            && ["type", "enum", "format", "items"].iter().any(|field| node.get(field).is_some());
        let message = if stray {
            Text::new(
                format!(
                    "The type of the parameter `{name}` of {operation} is not under `schema`: tools do not see it"
                ),
                format!(
                    "Le type du paramètre `{name}` de {operation} n'est pas sous `schema`\u{a0}: les outils ne le voient pas"
                ),
            )
        } else {
            Text::new(
                format!("The parameter `{name}` of {operation} has no type"),
                format!("Le paramètre `{name}` de {operation} n'a pas de type"),
            )
        };
        Gap::missing(message, at.label())
    });
}

fn is_parameter_typed(description: &Description, parameter: &Parameter<'_>) -> bool {
    if let Some(schema) = parameter.get("schema") {
        return is_telling(description, schema);
    }
    if description.version == Version::Oas2 {
        return TELLING.iter().any(|keyword| parameter.get(keyword).is_some_and(|v| !v.is_null()));
    }
    // The media type is part of the answer.
    parameter.get("content").is_some_and(|content| !content.is_empty())
        || ["example", "examples"].iter().any(|field| parameter.get(field).is_some())
}

fn judge_body(
    description: &Description,
    operation: &Operation<'_>,
    body: &Body<'_>,
    coverage: &mut Coverage,
) {
    let Some(node) = body.node.filter(|node| node.is_map()) else { return };
    let is_file = |payload: &Payload<'_>| {
        payload.media_type.is_some_and(|name| is_file_type(name) || name.contains("xml"))
    };
    let is_typed = |payload: &Payload<'_>| {
        payload.has_example || payload.schema.is_some_and(|it| is_telling(description, it))
    };
    if body.payloads.iter().any(is_typed) {
        coverage.met();
        return;
    }
    // Files have no schema, and media types behind dangling references are unknown.
    let is_unknown =
        body.payloads.is_empty() && node.get("content").is_some_and(|content| !content.is_empty());
    if is_unknown || (!body.payloads.is_empty() && body.payloads.iter().all(is_file)) {
        return;
    }
    coverage.missed(node.id(), || {
        let operation = operation.name();
        let message = Text::new(
            format!("The body of {operation} has no schema"),
            format!("Le corps de la requête {operation} n'a pas de schéma"),
        );
        Gap::missing(message, place_of_body(node, body))
    });
}

/// Whether a schema says what may be written. What is dangling is unknown, `true` is deliberate, and a value of the wrong
/// kind has its own problem.
fn is_telling(description: &Description, written: Node<'_>) -> bool {
    let Some(schema) = description.follow(written) else { return true };
    if schema.is_map() {
        return TELLING.iter().any(|keyword| schema.get(keyword).is_some_and(|v| !v.is_null()));
    }
    !schema.is_null()
}
