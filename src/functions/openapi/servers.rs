//! The variables of server URLs.

use super::words::did_you_mean;
use crate::description::{Object, objects};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::ObjectName;

/// On the root: each `{name}` of a server's URL is one of its variables, and each of these is in the URL.
pub(in crate::functions) fn variables_defined(
    options: &Options<'_>,
) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let servers =
            objects(target.description).filter(|object| object.kind.name == ObjectName::Server);
        servers.flat_map(|server| check(server.node)).collect()
    }))
}

/// On the root: the default of a server variable is one of its values.
pub(in crate::functions) fn variable_values(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let variables =
            objects(target.description).filter(|it| it.kind.name == ObjectName::ServerVariable);
        let find = |variable: Object<'_>| {
            let values = variable.node.get("enum").filter(|values| values.is_list())?;
            let name = variable.node.key().unwrap_or_default();
            if values.is_empty() {
                let message = Text::new(
                    format!("The `enum` of the variable `{name}` is empty: no value is possible"),
                    format!(
                        "L'`enum` de la variable `{name}` est vide\u{a0}: aucune valeur n'est possible"
                    ),
                );
                return Some(Finding { at: Some(values.key_label()), ..Finding::new(message) });
            }
            let default = variable.node.get("default")?;
            let text = default.scalar()?;
            let words: Vec<&str> = values.children().filter_map(Node::scalar).collect();
            if words.contains(&text) {
                return None;
            }
            let guess = did_you_mean(text, words.into_iter());
            let message = Text::new(
                format!(
                    "The default `{text}` of the variable `{name}` is not in its `enum`{}",
                    guess.en
                ),
                format!(
                    "La valeur par défaut `{text}` de la variable `{name}` n'est pas dans son `enum`{}",
                    guess.fr
                ),
            );
            Some(Finding { at: Some(default.label()), ..Finding::new(message) })
        };
        variables.filter_map(find).collect()
    }))
}

fn check(server: Node<'_>) -> Vec<Finding> {
    if server.holds_cut() {
        return Vec::new();
    }
    let Some(url) = server.get("url") else { return Vec::new() };
    let Some(text) = url.as_str() else { return Vec::new() };
    let used: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    let variables = server.get("variables");
    let defined: Vec<Node<'_>> = variables.map(Node::children).into_iter().flatten().collect();
    let defined_names = || defined.iter().filter_map(|node| node.key());
    let mut findings = Vec::new();
    for (rank, name) in used.iter().enumerate() {
        if defined_names().any(|known| known == *name) || used[..rank].contains(name) {
            continue;
        }
        let unused = defined_names().filter(|known| !used.contains(known));
        let guess = did_you_mean(name, unused);
        findings.push(Finding {
            at: Some(url.label()),
            ..Finding::new(Text::new(
                format!(
                    "The variable `{name}` of the URL is not defined in `variables`{}",
                    guess.en
                ),
                format!(
                    "La variable `{name}` de l'URL n'est pas définie dans `variables`{}",
                    guess.fr
                ),
            ))
        });
    }
    for node in &defined {
        let Some(name) = node.key() else { continue };
        let unset = used.iter().copied().filter(|used| !defined_names().any(|it| it == *used));
        // A misspelt name is told once, at the URL.
        if used.contains(&name) || !did_you_mean(name, unset).en.is_empty() {
            continue;
        }
        findings.push(Finding {
            at: Some(node.key_label()),
            ..Finding::new(Text::new(
                format!("The variable `{name}` is not in the URL {text}"),
                format!("La variable `{name}` n'est pas dans l'URL {text}"),
            ))
        });
    }
    findings
}
