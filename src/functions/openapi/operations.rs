//! What operations have, and what no two of them share.

use std::collections::{HashMap, HashSet};

use super::words::did_you_mean;
use crate::description::{objects, operations};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::ObjectName;

/// On a Responses Object: a success or a redirection is described, or `default` stands for all.
pub(in crate::functions) fn success_response(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::one(|target| {
        let responses = target.node().filter(|node| node.is_map())?;
        let is_success = |status: &str| status == "default" || status.starts_with(['2', '3']);
        let has_success = responses.children().filter_map(Node::key).any(is_success);
        (!has_success).then(|| {
            Text::new(
                "No success response (2xx, 3xx or default) is described",
                "Aucune réponse de succès (2xx, 3xx ou default) n'est décrite",
            )
        })
    }))
}

/// On the root: the texts of a field of the operations are all different. Option `field`.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["field"])?;
    let field = options.required_text("field")?.to_owned();
    Ok(Check::each(move |target, findings| {
        let mut first: HashMap<&str, Node<'_>> = HashMap::new();
        // Those of webhooks and callbacks too, in the order of the texts.
        let mut all: Vec<Node<'_>> = objects(target.description)
            .filter(|object| object.kind.name == ObjectName::Operation)
            .filter_map(|object| object.node.get(&field))
            .collect();
        all.sort_by_key(|node| node.id());
        for node in all {
            let Some(text) = node.as_str() else { continue };
            let Some(known) = first.get(text).copied() else {
                first.insert(text, node);
                continue;
            };
            // The same Path Item reached by two paths is not two operations.
            if known == node || !findings.wants(node.place()) {
                continue;
            }
            let related = Text::new("first used here", "déjà utilisé ici");
            findings.push(Finding {
                at: Some(node.label()),
                related: vec![Label { text: Some(related), ..known.label() }],
                ..Finding::new(Text::new(
                    format!("\"{text}\" is already the {field} of another operation"),
                    format!("«\u{a0}{text}\u{a0}» est déjà l'{field} d'une autre opération"),
                ))
            });
        }
    }))
}

/// On the root: where tags are declared, those that operations use are among them.
pub(in crate::functions) fn tags_declared(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let description = target.description;
        let is_known = |tags: &Node<'_>| !tags.is_empty() && !tags.holds_cut();
        let Some(tags) = tags_of(description.root()).filter(is_known) else {
            return;
        };
        let declared: Vec<&str> =
            tags.children().filter_map(|tag| description.text(tag, "name")).collect();
        let known: HashSet<&str> = declared.iter().copied().collect();
        let mut told: HashSet<&str> = HashSet::new();
        for operation in operations(description) {
            for tag in tags_of(operation.node).map(Node::children).into_iter().flatten() {
                let Some(name) = tag.as_str() else { continue };
                // To declare it once settles all its uses.
                if known.contains(name) || !told.insert(name) || !findings.wants(tag.place()) {
                    continue;
                }
                let guess = did_you_mean(name, declared.iter().copied());
                findings.push(Finding {
                    at: Some(tag.label()),
                    ..Finding::new(Text::new(
                        format!("The tag `{name}` is not among the `tags` of the root{}", guess.en),
                        format!(
                            "Le tag `{name}` n'est pas parmi les `tags` de la racine{}",
                            guess.fr
                        ),
                    ))
                });
            }
        }
    }))
}

fn tags_of(node: Node<'_>) -> Option<Node<'_>> {
    node.get("tags").filter(|tags| tags.is_list())
}
