//! The keywords of a schema, against its own type and against each other.

use super::conformity::Types;
use super::ecmascript::{Pattern, delimited, escaped_twice};
use super::words::{code, listed};
use crate::description::{Object, objects};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::Value;

/// Keywords that speak of some types only.
const SUBJECTS: &[(&[&str], &[&str])] = &[
    (&["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"], &["array"]),
    (
        &[
            "properties",
            "patternProperties",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "required",
        ],
        &["object"],
    ),
    (&["minLength", "maxLength", "pattern"], &["string"]),
    (
        &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        &["integer", "number"],
    ),
];

/// Limits that go in pairs.
const PAIRS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// The objects that have the keywords of a schema.
fn is_schema(object: &Object<'_>) -> bool {
    ["type", "enum", "pattern"].iter().all(|name| object.kind.field(name).is_some())
}

/// On the root: a keyword of a schema speaks of the type that the schema has.
pub(in crate::functions) fn of_type(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let find = |object: Object<'_>| {
            let types = Types::of(description.version, object.node)?;
            let stray: Vec<(Node<'_>, &[&str])> = object
                .node
                .children()
                .filter_map(|node| {
                    let name = node.key()?;
                    let (_, subjects) = SUBJECTS.iter().find(|(names, _)| names.contains(&name))?;
                    // `required` is of the parameter in 2.0, and a `false` or an empty map limits nothing.
                    let is_empty = (node.is_map() || node.is_list()) && node.is_empty();
                    let says = node.as_bool().is_none() && !node.is_null() && !is_empty;
                    (says && !types.names(subjects)).then_some((node, *subjects))
                })
                .collect();
            let (first, subjects) = *stray.first()?;
            let names = code(stray.iter().filter_map(|(node, _)| node.key()));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let written = types.written.as_str().map_or_else(
                || types.written.children().filter_map(Node::as_str).collect::<Vec<_>>().join(", "),
                str::to_owned,
            );
            let message = if stray.len() == 1 {
                let subjects = code(subjects.iter().copied());
                let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
                let subjects = listed(&subjects, "or", "ou");
                Text::new(
                    format!(
                        "`type` is `{written}`: {} is for {} and has no effect",
                        names[0], subjects.en
                    ),
                    format!(
                        "`type` vaut `{written}`\u{a0}: {} concerne {} et reste sans effet",
                        names[0], subjects.fr
                    ),
                )
            } else {
                let names = listed(&names, "and", "et");
                Text::new(
                    format!("`type` is `{written}`: {} have no effect", names.en),
                    format!("`type` vaut `{written}`\u{a0}: {} restent sans effet", names.fr),
                )
            };
            Some(Finding { at: Some(first.key_label()), ..Finding::new(message) })
        };
        objects(description).filter(is_schema).filter_map(find).collect()
    }))
}

/// On the root: some value is within the limits of each schema.
pub(in crate::functions) fn bounds(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        objects(target.description)
            .filter(is_schema)
            .flat_map(|object| {
                let node = object.node;
                let crossed = PAIRS.iter().filter_map(move |(low, high)| crossed(node, low, high));
                crossed.chain(negative(node)).collect::<Vec<_>>()
            })
            .collect()
    }))
}

fn crossed(node: Node<'_>, low_name: &str, high_name: &str) -> Option<Finding> {
    let (low, high) = (node.get(low_name)?, node.get(high_name)?);
    let (least, most) = (low.as_number()?, high.as_number()?);
    let is_set = |name: &str| node.get(name).and_then(Node::as_bool) == Some(true);
    let is_strict = low_name.starts_with("ex")
        || high_name.starts_with("ex")
        || low_name == "minimum" && (is_set("exclusiveMinimum") || is_set("exclusiveMaximum"));
    if if is_strict { least < most } else { least <= most } {
        return None;
    }
    let (low_text, high_text) = (low.scalar()?, high.scalar()?);
    let text = Text::new("the other limit", "l'autre limite");
    Some(Finding {
        at: Some(high.label()),
        related: vec![Label { text: Some(text), ..low.label() }],
        ..Finding::new(Text::new(
            format!("No value is within `{low_name}`, {low_text}, and `{high_name}`, {high_text}"),
            format!(
                "Aucune valeur n'est entre `{low_name}`, {low_text}, et `{high_name}`, {high_text}"
            ),
        ))
    })
}

/// Sizes below zero, and a step that is not above it.
fn negative(node: Node<'_>) -> Option<Finding> {
    node.children().find_map(|limit| {
        let name = limit.key()?;
        let number = limit.as_number()?;
        let is_size = ["Length", "Items", "Properties"].iter().any(|end| name.ends_with(end))
            && (name.starts_with("min") || name.starts_with("max"));
        let text = limit.scalar()?;
        let message = if is_size && number < 0.0 {
            Text::new(
                format!("`{name}` is {text}: it cannot be below 0"),
                format!("`{name}` vaut {text}\u{a0}: il ne peut pas être inférieur à 0"),
            )
        } else if name == "multipleOf" && number <= 0.0 {
            Text::new(
                format!("`multipleOf` is {text}: it must be above 0"),
                format!("`multipleOf` vaut {text}\u{a0}: il doit être supérieur à 0"),
            )
        } else {
            return None;
        };
        Some(Finding { at: Some(limit.label()), ..Finding::new(message) })
    })
}

/// On the root: every `pattern` is a regular expression of ECMA-262.
pub(in crate::functions) fn patterns(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let patterns = objects(target.description).filter_map(|object| {
            let field = object.kind.field("pattern").filter(|field| field.value == Value::Regex)?;
            object.node.get(field.name)
        });
        patterns
            .filter_map(|node| {
                let text = node.as_str()?;
                let message = match Pattern::read(text) {
                    Err(fault) => Text::new(
                        format!("In this `pattern`, {}", fault.en),
                        format!("Dans ce `pattern`, {}", fault.fr),
                    ),
                    Ok(_) => delimited(text).or_else(|| escaped_twice(text))?,
                };
                Some(Finding { at: Some(node.label()), ..Finding::new(message) })
            })
            .collect()
    }))
}
