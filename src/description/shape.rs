//! Values of the wrong kind and fields left empty, by the tables of the specification: the reader's part of validity.

use std::collections::HashSet;

use super::problem::Problem;
use super::{Description, Target};
use crate::diagnostic::Text;
use crate::document::{Kind, Node, NodeId, Notice};
use crate::spec::{ObjectName, Value};

/// Walks the description with the tables of its version, through references, each object once.
pub(super) fn problems(description: &Description) -> Vec<Problem> {
    let table = description.version.table();
    let mut walk = Walk {
        description,
        seen: HashSet::new(),
        broken_aliases: broken_aliases(description),
        problems: Vec::new(),
    };
    let mut to_visit = vec![(description.root(), &table.root)];
    while let Some((node, value)) = to_visit.pop() {
        let Some((node, value)) = walk.check(node, value) else { continue };
        for child in node.children() {
            let below = match child.key() {
                Some(key) => table.step(value, key),
                None => table.step(value, "0"),
            };
            if let Some(below) = below {
                to_visit.push((child, below));
            }
        }
    }
    walk.problems
}

/// Aliases that were read as null: they have their own problem.
fn broken_aliases(description: &Description) -> HashSet<NodeId> {
    let of_document = |document: &crate::document::Document| {
        let broken = document.notices.iter().filter_map(|notice| match notice {
            Notice::BrokenAlias { node } => Some(document.node(*node).id()),
            _ => None,
        });
        broken.collect::<Vec<_>>()
    };
    description.documents.iter().flat_map(of_document).collect()
}

struct Walk<'d> {
    description: &'d Description,
    seen: HashSet<(NodeId, Option<ObjectName>)>,
    broken_aliases: HashSet<NodeId>,
    problems: Vec<Problem>,
}

impl<'d> Walk<'d> {
    /// Judges a node by what should stand there; gives what to go on with below it.
    fn check(
        &mut self,
        written: Node<'d>,
        value: &'static Value,
    ) -> Option<(Node<'d>, &'static Value)> {
        let Some(fitting) = value.fitting(written.kind()) else {
            self.say(written, value);
            return None;
        };
        let node = match fitting {
            Value::Literal => return None,
            Value::Object(_) | Value::Referable(_) if self.is_reference(written) => {
                self.description.follow(written)?
            }
            _ => written,
        };
        let shared = node != written || node.is_alias();
        if shared || node.is_map() {
            let identity = (node.target().id(), fitting.object());
            if !self.seen.insert(identity) {
                return None;
            }
        }
        Some((node, fitting))
    }

    fn is_reference(&self, node: Node<'_>) -> bool {
        matches!(
            self.description.refs.target(node.target().id()),
            Some(Target::Node(_) | Target::Dangling(_))
        )
    }

    fn say(&mut self, node: Node<'_>, value: &Value) {
        if self.broken_aliases.contains(&node.id()) {
            return;
        }
        let name = match node.key() {
            Some(key) => format!("`{key}`"),
            None => node
                .parent()
                .and_then(Node::key)
                .map_or_else(String::new, |list| format!("An item of `{list}`")),
        };
        if node.is_null() {
            let message = Text::new(format!("{name} is empty"), format!("{name} est vide"));
            let at = if node.key_span().is_some() { node.key_label() } else { node.label() };
            self.problems.push(Problem::new("empty-value", message, at));
            return;
        }
        let kinds = value.kinds();
        // JSON Schema: `10.0` is an integer.
        let is_whole = node.as_number().is_some_and(|number| number.fract() == 0.0);
        if is_whole && kinds.contains(&Kind::Integer) {
            return;
        }
        // The version of the specification is understood as a number too: `swagger: 2.0`.
        let is_version = node.parent().is_some_and(|parent| parent.parent().is_none())
            && matches!(node.key(), Some("swagger" | "openapi"));
        if kinds.is_empty() || is_version {
            return;
        }
        let mut expected: Vec<(&str, &str)> = kinds.iter().map(|kind| kind_words(*kind)).collect();
        expected.dedup();
        let en = expected.iter().map(|(en, _)| *en).collect::<Vec<_>>().join(" or ");
        let fr = expected.iter().map(|(_, fr)| *fr).collect::<Vec<_>>().join(" ou ");
        let (found_en, found_fr) = kind_words(node.kind());
        let message = Text::new(
            format!("{name} must be {en}, and is {found_en}"),
            format!("{name} doit être {fr}, et c'est {found_fr}"),
        );
        self.problems.push(Problem::new("value-type", message, node.label()));
    }
}

fn kind_words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Null => ("empty", "vide"),
        Kind::Boolean => ("true or false", "vrai ou faux"),
        Kind::Integer => ("a whole number", "un nombre entier"),
        Kind::Float => ("a number", "un nombre"),
        Kind::Text => ("a text", "un texte"),
        Kind::List => ("a list", "une liste"),
        Kind::Map | Kind::Alias => ("an object", "un objet"),
    }
}
