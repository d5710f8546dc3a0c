//! The tags of the root.

use std::collections::HashMap;

use super::words::did_you_mean;
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On the root: no two tags have the same name.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut first: HashMap<&str, Node<'_>> = HashMap::new();
        let mut findings = Vec::new();
        for (name, node) in names(target.description.root()) {
            let Some(known) = first.get(name) else {
                first.insert(name, node);
                continue;
            };
            let text = Text::new("first declared here", "déjà déclaré ici");
            findings.push(Finding {
                at: Some(node.label()),
                related: vec![Label { text: Some(text), ..known.label() }],
                ..Finding::new(Text::new(
                    format!("The tag `{name}` is declared twice"),
                    format!("Le tag `{name}` est déclaré deux fois"),
                ))
            });
        }
        findings
    }))
}

/// On the root, since 3.2: the parent of a tag is another tag, and no tag is its own ancestor.
pub(in crate::functions) fn parents(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let tags: Vec<(&str, Node<'_>)> = names(target.description.root()).collect();
        let parents: HashMap<&str, Option<Node<'_>>> = tags
            .iter()
            .map(|(name, node)| {
                let parent = node.parent().and_then(|tag| tag.get("parent"));
                (*name, parent.filter(|parent| parent.as_str().is_some()))
            })
            .collect();
        let parent_of = |name: &str| parents.get(name).copied().flatten();
        let find = |(name, _): &(&str, Node<'_>)| {
            let parent = parent_of(name)?;
            let text = parent.as_str()?;
            let message = if parents.contains_key(text) {
                let mut here = text;
                // A circle has no more tags than there are.
                let is_circle = tags.iter().any(|_| {
                    let is_back = here == *name;
                    here = parent_of(here).and_then(Node::as_str).unwrap_or(here);
                    is_back
                });
                is_circle.then(|| {
                    Text::new(
                        format!("The tag `{name}` is among its own parents"),
                        format!("Le tag `{name}` est parmi ses propres parents"),
                    )
                })?
            } else {
                let guess = did_you_mean(text, tags.iter().map(|(known, _)| *known));
                Text::new(
                    format!("The parent `{text}` is not one of the `tags`{}", guess.en),
                    format!("Le parent `{text}` n'est pas un des `tags`{}", guess.fr),
                )
            };
            Some(Finding { at: Some(parent.label()), ..Finding::new(message) })
        };
        tags.iter().filter_map(find).collect()
    }))
}

/// The names of the tags, each with the node that holds it.
fn names(root: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    let tags = root.get("tags").filter(|tags| tags.is_list());
    tags.map(Node::children).into_iter().flatten().filter_map(|tag| {
        let node = tag.get("name")?;
        Some((node.as_str()?, node))
    })
}
