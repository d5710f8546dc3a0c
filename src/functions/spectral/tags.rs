//! `oasTagDefined` and `uniquenessTags`: tags are declared, and once.

use std::collections::HashSet;

use super::operations::operations;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On the root: the tags of operations are among those of the root, even where it has none.
pub(in crate::functions) fn defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::each(|target, findings| {
        let Some(root) = target.node().filter(|node| node.is_map()) else { return };
        let list = |node, name| target.get(node, name).filter(|node| node.is_list());
        let declared: HashSet<&str> = list(root, "tags")
            .map(Node::children)
            .into_iter()
            .flatten()
            .filter_map(|tag| target.get(target.seen(tag)?, "name")?.as_str())
            .collect();
        for operation in operations(target, target.get(root, "paths")) {
            for tag in list(operation, "tags").map(Node::children).into_iter().flatten() {
                let is_declared = tag.as_str().is_some_and(|name| declared.contains(name));
                let seen = target.seen(tag).unwrap_or(tag);
                if !is_declared && findings.wants(seen.place()) {
                    let message = Text::new(
                        "Operation tags must be defined in global tags.",
                        "Les tags d'une opération doivent être déclarés dans les tags de la racine.",
                    );
                    findings.push(Finding::on(seen, message));
                }
            }
        }
    }))
}

/// On a list of tags that all have a name: no name stands twice.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| {
        let Some(tags) = target.node().filter(|node| node.is_list()) else { return Vec::new() };
        let names: Option<Vec<Node<'_>>> = tags
            .children()
            .map(|tag| target.seen(tag)?.get("name").filter(|name| name.as_str().is_some()))
            .collect();
        let names = names.unwrap_or_default();
        let mut known = HashSet::new();
        let again = names.into_iter().filter(|name| !known.insert(name.as_str()));
        again.map(on_duplicate).collect()
    }))
}

fn on_duplicate(name: Node<'_>) -> Finding {
    let text = name.as_str().unwrap_or_default();
    let message = Text::new(
        format!("\"tags\" object contains duplicate tag name \"{text}\"."),
        format!("«\u{a0}tags\u{a0}» contient deux fois le tag «\u{a0}{text}\u{a0}»."),
    );
    Finding::on(name, message)
}
