//! The operations that links lead to.

use std::collections::BTreeSet;

use super::references;
use super::words::{an_object, did_you_mean};
use crate::description::{Description, Purpose, Target, declared, objects, shown};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::ObjectName;

/// On the root: the operation that a link names, by its id or by a reference, is there.
pub(in crate::functions) fn operation_exists(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let mut findings = references::dangling(description, Purpose::Operation);
        let links = || of_kind(description, ObjectName::Link);
        findings.extend(links().filter_map(|link| not_an_operation(description, link)));
        // A file of components alone is used by another, which has the operations.
        let has_operations = of_kind(description, ObjectName::Operation).next().is_some();
        if !has_operations || may_lack_operations(description) {
            return findings;
        }
        let ids: BTreeSet<&str> = of_kind(description, ObjectName::Operation)
            .filter_map(|operation| operation.get("operationId")?.as_str())
            .collect();
        for id in links().filter_map(|link| link.get("operationId")) {
            let Some(text) = id.as_str().filter(|text| !ids.contains(text)) else { continue };
            let guess = if findings.len() < GUESSES {
                did_you_mean(text, ids.iter().copied())
            } else {
                Text::default()
            };
            findings.push(Finding {
                at: Some(id.label()),
                ..Finding::new(Text::new(
                    format!("No operation has the `operationId` `{text}`{}", guess.en),
                    format!("Aucune opération n'a l'`operationId` `{text}`{}", guess.fr),
                ))
            });
        }
        findings
    }))
}

/// Findings that say what may be meant: each looks at every operation.
const GUESSES: usize = 100;

/// An `operationRef` that leads to something else.
fn not_an_operation(description: &Description, link: Node<'_>) -> Option<Finding> {
    let reference = link.get("operationRef")?;
    let Some(Target::Node(id)) = description.refs.named(reference.id()) else { return None };
    let named = declared(description, description.node(id))?;
    let (written, named_as) = (shown(reference.as_str()?), an_object(named));
    (named != ObjectName::Operation).then(|| Finding {
        at: Some(reference.label()),
        ..Finding::new(Text::new(
            format!("`{written}` is {}, not an operation: end it with a method", named_as.en),
            format!(
                "`{written}` est {}, pas une opération\u{a0}: finissez par une méthode",
                named_as.fr
            ),
        ))
    })
}

fn of_kind(description: &Description, kind: ObjectName) -> impl Iterator<Item = Node<'_>> {
    objects(description).filter(move |object| object.kind.name == kind).map(|object| object.node)
}

/// Whether some paths stand behind references that lead nowhere: their operations are unknown.
fn may_lack_operations(description: &Description) -> bool {
    let holds_paths = |node: Option<Node<'_>>| {
        let key = node.and_then(Node::key).unwrap_or_default();
        key.starts_with('/') || matches!(key, "paths" | "webhooks" | "pathItems" | "callbacks")
    };
    description.refs.dangling.iter().filter(|dangling| dangling.purpose == Purpose::Place).any(
        |dangling| {
            let node = description.node(dangling.at);
            holds_paths(Some(node)) || holds_paths(node.parent())
        },
    )
}
