//! Templated paths and the parameters that they are made of.

use std::collections::{HashMap, HashSet};

use super::words::{CANDIDATES, code, listed, meant};
use crate::description::{Operation, Parameter, operations};
use crate::diagnostic::{Label, Text};
use crate::document::{Node, NodeId};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::nearest;

/// On the root: each `{name}` of a path is a parameter `in: path` of its operations, and each of these is in the path.
pub(in crate::functions) fn declared(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let all = operations(target.description);
        let mut findings = Vec::new();
        // The operations of one path stand together.
        for operations in all.chunk_by(|a, b| a.path_node == b.path_node) {
            Path::of(operations).check(&mut findings);
        }
        findings
    }))
}

/// On a path: no two of its `{name}` are the same.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::one(|target| {
        let mut seen = HashSet::new();
        let twice = templates(target.text()?).find(|name| !seen.insert(*name))?;
        Some(Text::new(
            format!("`{{{twice}}}` stands twice in the path"),
            format!("`{{{twice}}}` figure deux fois dans le chemin"),
        ))
    }))
}

/// On the Paths Object: no two paths differ by the names in braces only.
pub(in crate::functions) fn ambiguous(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let paths = target.node().map(Node::children).into_iter().flatten();
        let mut first: HashMap<String, Node<'_>> = HashMap::new();
        let mut findings = Vec::new();
        for node in paths {
            let Some(path) = node.key().filter(|key| key.starts_with('/')) else { continue };
            let Some(known) = first.get(&shape(path)).copied() else {
                first.insert(shape(path), node);
                continue;
            };
            let other = known.key().unwrap_or_default();
            // A key written twice is the reader's.
            if other == path {
                continue;
            }
            let text = Text::new("the same path", "le même chemin");
            findings.push(Finding {
                at: Some(node.key_label()),
                related: vec![Label { text: Some(text), ..known.key_label() }],
                ..Finding::new(Text::new(
                    format!("{path} and {other} are the same path: they differ by a name only"),
                    format!(
                        "{path} et {other} sont le même chemin\u{a0}: seul un nom les distingue"
                    ),
                ))
            });
        }
        findings
    }))
}

/// The names in braces of a path. `{?page}` and the like are no part of it, and what follows `:` is a pattern of the server.
fn templates(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        let name = name.split(':').next().unwrap_or_default().trim_end_matches('*');
        (!name.is_empty() && !name.starts_with(['?', '&', '#'])).then_some(name)
    })
}

/// A path without the names in braces.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.extend([before, "{"]);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shape + rest
}

/// A path and its operations.
struct Path<'o, 'd> {
    operations: &'o [Operation<'d>],
    node: Node<'d>,
    text: &'d str,
    names: Vec<&'d str>,
}

/// What the parameters of one operation say of the path.
struct Declared<'d> {
    /// Names in braces without a parameter.
    missing: Vec<&'d str>,
    /// Parameters `in: path` that have no braces.
    extra: Vec<(Parameter<'d>, &'d str)>,
}

impl<'o, 'd> Path<'o, 'd> {
    fn of(operations: &'o [Operation<'d>]) -> Self {
        let first = &operations[0];
        let mut names: Vec<&str> = templates(first.path).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        Self { operations, node: first.path_node, text: first.path, names }
    }

    fn check(&self, findings: &mut Vec<Finding>) {
        let declared: Vec<_> =
            self.operations.iter().map(|operation| self.declared(operation)).collect();
        let mut told: HashSet<NodeId> = HashSet::new();
        let mut renamed: HashSet<&str> = HashSet::new();
        for Declared { missing, extra } in &declared {
            for (parameter, name) in extra {
                let guess = Self::guess(name, missing, extra.len());
                renamed.extend(guess);
                if told.insert(parameter.written.id()) {
                    findings.push(self.extra(parameter, name, guess));
                }
            }
        }
        let missing: Vec<HashSet<&str>> =
            declared.iter().map(|declared| declared.missing.iter().copied().collect()).collect();
        let is_missing =
            |name: &str, missing: &HashSet<&str>| missing.contains(name) && !renamed.contains(name);
        let mut everywhere = Vec::new();
        for name in &self.names {
            let without: Vec<&Operation<'_>> = self
                .operations
                .iter()
                .zip(&missing)
                .filter(|(_, missing)| is_missing(name, missing))
                .map(|(operation, _)| operation)
                .collect();
            if without.len() == self.operations.len() {
                everywhere.push(*name);
                continue;
            }
            findings.extend(without.into_iter().map(|operation| Finding {
                at: Some(operation.node.key_label()),
                ..Finding::new(self.missing(&[name]))
            }));
        }
        if !everywhere.is_empty() {
            findings.push(Finding {
                at: Some(self.node.key_label()),
                ..Finding::new(self.missing(&everywhere))
            });
        }
    }

    fn declared(&self, operation: &Operation<'d>) -> Declared<'d> {
        let parameters = operation.parameters();
        // What a reference that names nothing declares is unknown, and so is what has no name or no place.
        let is_cut = operation.item.is_cut()
            || operation.item.get("parameters").is_some_and(Node::holds_cut)
            || operation.node.holds_cut();
        let is_known = !is_cut
            && parameters.iter().all(|it| {
                it.node.is_some() && it.name.is_some() && it.location.is_some_and(is_location)
            });
        let of_path = |parameter: &Parameter<'d>| {
            (parameter.location == Some("path")).then_some(parameter.name).flatten()
        };
        let given: HashSet<&str> = parameters.iter().filter_map(of_path).collect();
        let wanted: HashSet<&str> = self.names.iter().copied().collect();
        let missing = |name: &&&str| !given.contains(**name);
        let extra = |parameter: Parameter<'d>| {
            let name = of_path(&parameter)?;
            (!wanted.contains(name)).then_some((parameter, name))
        };
        Declared {
            missing: if is_known {
                self.names.iter().filter(missing).copied().collect()
            } else {
                Vec::new()
            },
            extra: parameters.iter().copied().filter_map(extra).collect(),
        }
    }

    /// The name in braces that an unused parameter was meant for: the nearest, or the only one.
    fn guess(name: &str, missing: &[&'d str], extra: usize) -> Option<&'d str> {
        let only = missing.first().copied().filter(|_| missing.len() == 1 && extra == 1);
        nearest(name, missing.iter().copied().take(CANDIDATES)).or(only)
    }

    fn extra(&self, parameter: &Parameter<'_>, name: &str, guess: Option<&str>) -> Finding {
        let is_inline = parameter.node == Some(parameter.written);
        let node = parameter
            .written
            .get("name")
            .filter(|_| is_inline)
            .unwrap_or_else(|| parameter.written.get("$ref").unwrap_or(parameter.written));
        let (path, guess) = (self.text, guess.map_or_else(Text::default, meant));
        Finding {
            at: Some(node.label()),
            ..Finding::new(Text::new(
                format!("The path {path} has no `{{{name}}}`{}", guess.en),
                format!("Le chemin {path} n'a pas de `{{{name}}}`{}", guess.fr),
            ))
        }
    }

    fn missing(&self, names: &[&str]) -> Text {
        let path = self.text;
        let braced: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
        let braced = code(braced.iter().map(String::as_str));
        let names = listed(&braced.iter().map(String::as_str).collect::<Vec<_>>(), "and", "et");
        let (verb, verbe) = if braced.len() > 1 {
            ("have no parameter `in: path`", "n'ont pas de paramètre `in: path`")
        } else {
            ("has no parameter `in: path`", "n'a pas de paramètre `in: path`")
        };
        Text::new(
            format!("{} of the path {path} {verb}", names.en),
            format!("Dans le chemin {path}, {} {verbe}", names.fr),
        )
    }
}

fn is_location(word: &str) -> bool {
    matches!(word, "path" | "query" | "querystring" | "header" | "cookie" | "body" | "formData")
}
