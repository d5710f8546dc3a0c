//! `inputs-described`: parameters and bodies are described (G02: « décrit en détail les données en entrée »).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::prose::placeholder::is_placeholder;
use super::{Assessment, Coverage, Criterion, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Body, Description, Operation, Parameter, Property, properties_of};
use crate::diagnostic::{Label, Text};
use crate::document::{Node, NodeId};

pub(super) static CRITERION: Criterion = Criterion {
    id: "inputs-described",
    guide: &["G02", "G07"],
    strength: Strength::Prerequisite,
    title: Title { en: "Inputs are described", fr: "Les données en entrée sont décrites" },
    assess,
};

/// Which schemas and properties were found to be described, by their nodes: many bodies hold the same ones.
#[derive(Default)]
struct Known {
    schemas: HashMap<NodeId, bool, RandomState>,
    properties: HashMap<NodeId, bool, RandomState>,
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let mut known = Known::default();
    assess_inputs(
        &CRITERION,
        inspection,
        judge_parameter,
        |description, operation, body, coverage| {
            judge_body(description, operation, body, &mut known, coverage);
        },
    )
}

/// Counts what goes into each operation: its parameters, but for the headers that HTTP defines, and its body.
pub(super) fn assess_inputs<'d>(
    criterion: &'static Criterion,
    inspection: &Inspection<'d>,
    judge_parameter: impl Fn(&'d Description, &Operation<'d>, &Parameter<'d>, &mut Coverage),
    mut judge_body: impl FnMut(&'d Description, &Operation<'d>, &Body<'d>, &mut Coverage),
) -> Assessment {
    let description = inspection.description;
    let mut coverage = Coverage::new(description);
    for operation in inspection.operations() {
        for parameter in
            inspection.parameters(operation).iter().filter(|parameter| !is_of_http(parameter))
        {
            judge_parameter(description, operation, parameter, &mut coverage);
        }
        if let Some(body) = operation.body() {
            judge_body(description, operation, &body, &mut coverage);
        }
    }
    if coverage.of == 0 {
        return criterion.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    // One gap among few inputs is not a fault of the whole.
    coverage.assess_leniently(criterion)
}

/// Where a reader would change a body: its name in 2.0, else where it is written.
pub(super) fn place_of_body(node: Node<'_>, body: &Body<'_>) -> Label {
    node.get("name").map_or_else(|| body.written.key_label(), Node::label)
}

fn judge_parameter(
    description: &Description,
    operation: &Operation<'_>,
    parameter: &Parameter<'_>,
    coverage: &mut Coverage,
) {
    // A dangling reference: what it says is unknown, not missing.
    let Some(node) = parameter.node else { return };
    let name = parameter.name.unwrap_or_default();
    if parameter.descriptions(description).any(|text| describes(text, &[name])) {
        coverage.met();
        return;
    }
    let at = parameter.get("name").unwrap_or(node);
    coverage.missed(at.id(), || {
        let operation = operation.name();
        let message = if name.is_empty() {
            Text::new(
                format!("A parameter of {operation} has neither name nor description"),
                format!("Un paramètre de {operation} n'a ni nom ni description"),
            )
        } else {
            Text::new(
                format!("The parameter `{name}` of {operation} is not described"),
                format!("Le paramètre `{name}` de {operation} n'est pas décrit"),
            )
        };
        Gap::missing(message, at.label())
    });
}

/// Whether it is a header that HTTP defines: it means the same everywhere.
pub(super) fn is_of_http(parameter: &Parameter<'_>) -> bool {
    let name = parameter.name.unwrap_or_default();
    parameter.location == Some("header")
        && ["accept", "content-type", "authorization"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
}

fn judge_body(
    description: &Description,
    operation: &Operation<'_>,
    body: &Body<'_>,
    known: &mut Known,
    coverage: &mut Coverage,
) {
    let Some(node) = body.node else { return };
    if is_body_described(description, node, body, known) {
        coverage.met();
        return;
    }
    coverage.missed(node.id(), || {
        let operation = operation.name();
        let message = Text::new(
            format!("The body of {operation} is not described"),
            format!("Le corps de la requête {operation} n'est pas décrit"),
        );
        Gap::missing(message, place_of_body(node, body))
    });
}

fn says(node: Option<Node<'_>>, names: &[&str]) -> bool {
    node.and_then(Node::as_str).is_some_and(|text| describes(text, names))
}

/// Whether a text says something of an input: more than its name again, to the letter. « Code postal » for `codePostal`
/// is poor, and is a description.
pub(super) fn describes(text: &str, names: &[&str]) -> bool {
    let text = text.trim();
    !text.is_empty() && !names.contains(&text) && !is_placeholder(text)
}

/// Its own description, or that of one of its schemas.
fn is_body_described(
    description: &Description,
    node: Node<'_>,
    body: &Body<'_>,
    known: &mut Known,
) -> bool {
    let name = node.get("name").and_then(Node::as_str).unwrap_or_default();
    let Known { schemas, properties } = known;
    let mut written = body.payloads.iter().filter_map(|payload| payload.schema);
    says(node.get("description"), &[name, "body", "input", "request"])
        || written.any(|written| match description.follow(written) {
            // Unknown, not missing.
            None => true,
            Some(schema) => *schemas
                .entry(schema.id())
                .or_insert_with(|| is_schema_described(description, schema, properties)),
        })
}

/// Its description, or those of at least half of its properties.
fn is_schema_described(
    description: &Description,
    schema: Node<'_>,
    properties: &mut HashMap<NodeId, bool, RandomState>,
) -> bool {
    if says(schema.get("description"), &[]) {
        return true;
    }
    let (mut described, mut all) = (0, 0);
    for property in properties_of(description, schema) {
        let is_described = properties
            .entry(property.written.id())
            .or_insert_with(|| is_property_described(&property));
        described += usize::from(*is_described);
        all += 1;
    }
    all > 0 && described * 2 >= all
}

/// Its description, or its title; one that dangles is unknown, not missing.
fn is_property_described(property: &Property<'_>) -> bool {
    let names = [property.name];
    property.node.is_none_or(|node| {
        says(node.get("description"), &names)
            || says(property.written.get("description"), &names)
            || says(node.get("title"), &names)
    })
}
