//! What error responses carry.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::habit::{ERRORS, Habit};
use crate::description::{Description, Operation, Payload, Response, operations, properties_of};
use crate::diagnostic::{Label, Text};
use crate::document::{Node, NodeId};
use crate::functions::{Check, Options, OptionsError};
use crate::spec::Version;

/// Shapes of errors that a message names.
const NAMED: usize = 3;

/// Properties of a shape that a message names.
const PROPERTIES: usize = 4;

/// The error responses that could be read, with the operation that has each.
fn each_error<'d>(
    description: &'d Description,
    mut told: impl FnMut(&Operation<'d>, &Response<'d>, Node<'d>),
) {
    for operation in operations(description) {
        if operation.method == "head" {
            continue;
        }
        for response in operation.responses() {
            let Some(node) = response.node.filter(|node| !node.holds_cut()) else { continue };
            let is_error = response.status.starts_with(['4', '5']);
            if is_error {
                told(&operation, &response, node);
            }
        }
    }
}

fn named(operation: &Operation<'_>, response: &Response<'_>) -> (String, Label) {
    (format!("{}, {}", operation.name(), response.status), response.written.key_label())
}

/// On the root: an error response says what came wrong in a body.
pub(in crate::functions) fn have_body(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut habit = Habit::of(ERRORS, target.description);
        each_error(target.description, |operation, response, node| {
            // What stands for a body in a version that this one does not have: the author thought of it.
            let is_written =
                ["content", "schema", "examples"].iter().any(|name| node.get(name).is_some());
            habit.count(!is_written, || named(operation, response));
        });
        habit.finding().into_iter().collect()
    }))
}

/// On the root: errors are in the format of RFC 9457, `application/problem+json` or `+xml`.
pub(in crate::functions) fn are_problems(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let mut habit = Habit::of(ERRORS, target.description);
        each_error(description, |operation, response, _| {
            let types = media_types(description, operation, response);
            let is_problem = |name: &&str| name.starts_with("application/problem+");
            if !types.is_empty() {
                habit.count(!types.iter().any(is_problem), || named(operation, response));
            }
        });
        habit.finding().into_iter().collect()
    }))
}

fn media_types<'d>(
    description: &'d Description,
    operation: &Operation<'d>,
    response: &Response<'d>,
) -> Vec<&'d str> {
    if description.version > Version::Oas2 {
        return response.payloads().iter().filter_map(|payload| payload.media_type).collect();
    }
    if response.payloads().is_empty() {
        return Vec::new();
    }
    let produces = operation.get("produces").or_else(|| description.root().get("produces"));
    produces.map(Node::children).into_iter().flatten().filter_map(Node::as_str).collect()
}

/// On the root: the errors in JSON all have the same properties.
pub(in crate::functions) fn share_format(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let mut shapes: BTreeMap<Vec<&str>, Vec<(String, Label)>> = BTreeMap::new();
        // Most errors are of a few schemas.
        let mut known: HashMap<NodeId, Vec<&str>> = HashMap::new();
        each_error(description, |operation, response, _| {
            let mut schema = response.payloads().into_iter().filter(is_json);
            let schema = schema.find_map(|payload| description.follow(payload.schema?));
            let Some(schema) = schema else { return };
            let shape =
                known.entry(schema.target().id()).or_insert_with(|| shape(description, schema));
            if !shape.is_empty() {
                shapes.entry(shape.clone()).or_default().push(named(operation, response));
            }
        });
        // What most errors have is the format; of two that are as frequent, the first in the alphabet.
        let usual =
            shapes.iter().max_by_key(|(shape, places)| (places.len(), std::cmp::Reverse(*shape)));
        let Some(usual) = usual.map(|(shape, _)| shape.clone()).filter(|_| shapes.len() > 1) else {
            return Vec::new();
        };
        let message = message(&shapes);
        let mut habit = Habit::of(ERRORS, target.description);
        let mut others: Vec<(String, Label)> = shapes
            .into_iter()
            .filter(|(shape, _)| *shape != usual)
            .flat_map(|(_, places)| places)
            .collect();
        others.sort_by_key(|(_, label)| (label.span.source, label.span.start));
        for place in others {
            habit.count(true, || place);
        }
        habit.saying(message).into_iter().collect()
    }))
}

fn is_json(payload: &Payload<'_>) -> bool {
    payload.media_type.is_none_or(|name| name.contains("json") || name == "*/*")
}

/// The properties of an error, at its first level and below; none where they are not known.
fn shape<'d>(description: &'d Description, schema: Node<'d>) -> Vec<&'d str> {
    let properties = properties_of(description, schema);
    let names: BTreeSet<&str> = properties.map(|property| property.name).collect();
    names.into_iter().collect()
}

fn message(shapes: &BTreeMap<Vec<&str>, Vec<(String, Label)>>) -> Text {
    let mut sorted: Vec<_> = shapes.iter().map(|(shape, places)| (places.len(), shape)).collect();
    sorted.sort_by_key(|(count, shape)| (std::cmp::Reverse(*count), *shape));
    let of_shape = |(count, shape): &(usize, &Vec<&str>)| {
        let mut names: Vec<String> =
            shape.iter().take(PROPERTIES).map(|name| format!("`{name}`")).collect();
        if shape.len() > PROPERTIES {
            names.push("…".to_owned());
        }
        format!("{} ({count})", names.join(", "))
    };
    let mut named: Vec<String> = sorted.iter().take(NAMED).map(of_shape).collect();
    if sorted.len() > NAMED {
        named.push("…".to_owned());
    }
    let (count, named) = (sorted.len(), named.join(" ; "));
    Text::new(
        format!("Errors come in {count} formats: {}", named.replace(" ; ", "; ")),
        format!("Les erreurs ont {count} formats\u{a0}: {}", named.replace(" ; ", "\u{202f}; ")),
    )
}
