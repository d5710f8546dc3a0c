//! Questions about OpenAPI that a selector cannot ask.

use std::collections::HashMap;

use super::{Check, Finding, Options, OptionsError};
use crate::description::operations;
use crate::diagnostic::{Label, Text};
use crate::document::Node;

/// On a Responses Object: a success or a redirection is described, or `default` stands for all.
pub(super) fn success_response(options: &Options<'_>) -> Result<Check, OptionsError> {
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
pub(super) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["field"])?;
    let field = options.required_text("field")?.to_owned();
    Ok(Check::new(move |target| {
        let mut first: HashMap<&str, Node<'_>> = HashMap::new();
        let mut findings = Vec::new();
        for operation in operations(target.description) {
            let Some(node) = operation.node.get(&field) else { continue };
            let Some(text) = node.as_str() else { continue };
            let Some(known) = first.get(text).copied() else {
                first.insert(text, node);
                continue;
            };
            // The same Path Item reached by two paths is not two operations.
            if known == node {
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
        findings
    }))
}
