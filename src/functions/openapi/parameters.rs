//! Lists of parameters, and what each parameter owes to its place.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::description::{Description, objects};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Listener, Options, OptionsError};
use crate::spec::ObjectName;

/// On the root: a parameter of the path is required.
pub(in crate::functions) fn path_required(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let parameters =
            objects(target.description).filter(|it| it.kind.name == ObjectName::Parameter);
        let in_path = parameters
            .filter(|it| it.node.get("in").and_then(Node::as_str) == Some("path"))
            .map(|it| it.node);
        in_path
            .filter_map(|node| {
                let required = node.get("required");
                // A value of another kind is the reader's.
                let is_at_fault = required.is_none_or(|value| value.as_bool() == Some(false));
                let name = node.get("name").and_then(Node::as_str)?;
                is_at_fault.then(|| Finding {
                    at: Some(required.map_or_else(|| node.key_label(), Node::label)),
                    ..Finding::new(Text::new(
                        format!("The path parameter `{name}` must have `required: true`"),
                        format!("Le paramètre de chemin `{name}` doit avoir `required: true`"),
                    ))
                })
            })
            .collect()
    }))
}

/// On the root: no two parameters of one list have the same name and place.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let holders = objects(target.description)
            .filter(|it| matches!(it.kind.name, ObjectName::Operation | ObjectName::PathItem));
        let lists = holders.filter_map(|it| it.node.get("parameters")).filter(|it| it.is_list());
        lists.for_each(|list| twice(target.description, list, findings));
    }))
}

/// The parameters of a list that repeat an earlier one.
fn twice(description: &Description, list: Node<'_>, findings: &mut dyn Listener) {
    let mut known: HashMap<(&str, Cow<'_, str>), Node<'_>> = HashMap::new();
    for written in list.children() {
        let text = |field| description.text(written, field);
        let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
        let folded = match location {
            // RFC 9110, section 5.1.
            "header" => Cow::Owned(name.to_ascii_lowercase()),
            _ => Cow::Borrowed(name),
        };
        let first = match known.entry((location, folded)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                new.insert(written);
                continue;
            }
        };
        let place = |node: Node<'_>| node.get("name").or(node.get("$ref")).unwrap_or(node).label();
        let shown = format!("`{name}`");
        let text = Text::new("first defined here", "déjà défini ici");
        findings.push(Finding {
            at: Some(place(written)),
            related: vec![Label { text: Some(text), ..place(first) }],
            ..Finding::new(Text::new(
                format!("The parameter {shown} `in: {location}` is defined twice in this list"),
                format!(
                    "Le paramètre {shown} `in: {location}` est défini deux fois dans cette liste"
                ),
            ))
        });
    }
}
