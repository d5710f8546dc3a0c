//! Values of the wrong kind and fields left empty, by the tables of the specification: the reader's part of validity.

use std::collections::HashSet;

use super::problem::{Problem, Problems, Told};
use super::walk::places;
use super::{Description, implicit, numbers, ranks};
use crate::diagnostic::Text;
use crate::document::{Document, Kind, Node, NodeId, Notice};
use crate::spec::{ObjectType, Value};

/// What the tables of its version say of a description.
#[derive(Debug)]
pub(super) struct Structure {
    /// What is not right, beside what was met before.
    pub told: Told,
    /// Its objects, for [`objects`](super::objects).
    pub objects: Vec<(NodeId, &'static ObjectType)>,
    /// Those of its objects that have a name of which the tables do not say that it is right, for
    /// [`strays`](super::strays).
    pub may_stray: Vec<(NodeId, &'static ObjectType)>,
    /// Where its references stand, and what should, for [`references`](super::references).
    pub references: Vec<(NodeId, &'static Value)>,
}

impl Structure {
    /// Walks a description, and tells what stands where the tables want something else.
    pub(super) fn read(description: &Description) -> Self {
        let mut problems = Problems::new(description.told);
        // One node in four is an object in most descriptions.
        let nodes: usize = description.documents.iter().map(Document::len).sum();
        let mut objects = Vec::with_capacity(nodes / 3);
        let (mut may_stray, mut references) = (Vec::new(), Vec::new());
        let broken_aliases = broken_aliases(description);
        let mut reading = Reading { broken_aliases, problems: &mut problems };
        for place in places(description) {
            if let Some(object) = place.object {
                objects.push((object.node.id(), object.kind));
                if place.may_stray {
                    may_stray.push((object.node.id(), object.kind));
                }
            }
            if place.fitting.is_none() {
                reading.say(place.written, place.expected);
            } else if place.refers {
                references.push((place.written.id(), place.expected));
            }
        }
        // In the order of the texts, whatever the walk's: rules tell the first, and count the others.
        ranks::sort(&mut objects);
        ranks::sort(&mut may_stray);
        implicit::read(description, &objects, &mut problems);
        numbers::read(description, &mut problems);
        Self { told: problems.told(), objects, may_stray, references }
    }
}

/// Aliases that were read as null: they have their own problem.
fn broken_aliases(description: &Description) -> HashSet<NodeId> {
    let of_document = |document: &Document| {
        let broken = document.notices.iter().filter_map(|notice| match notice {
            Notice::BrokenAlias { node } => Some(document.node(*node).id()),
            _ => None,
        });
        broken.collect::<Vec<_>>()
    };
    description.documents.iter().flat_map(of_document).collect()
}

struct Reading<'p> {
    broken_aliases: HashSet<NodeId>,
    problems: &'p mut Problems,
}

impl Reading<'_> {
    fn say(&mut self, node: Node<'_>, value: &Value) {
        // A `$ref` that is no text has its own problem too.
        let is_reference = *value == Value::Ref && node.key() == Some("$ref");
        if is_reference || node.is_cut() || self.broken_aliases.contains(&node.id()) {
            return;
        }
        let list = node.parent().and_then(Node::key).unwrap_or_default();
        let name = match node.key() {
            Some(key) => Text::same(format!("`{key}`")),
            None => Text::new(format!("An item of `{list}`"), format!("Un élément de `{list}`")),
        };
        if node.is_null() {
            let message =
                Text::new(format!("{} is empty", name.en), format!("{} est vide", name.fr));
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
        if kinds.contains(&Kind::Text) && implicit::is_unquoted(node) {
            self.problems.push(implicit::of_field(node));
            return;
        }
        let mut expected: Vec<(&str, &str)> = kinds.iter().map(|kind| kind_words(*kind)).collect();
        expected.dedup();
        let en = expected.iter().map(|(en, _)| *en).collect::<Vec<_>>().join(" or ");
        let fr = expected.iter().map(|(_, fr)| *fr).collect::<Vec<_>>().join(" ou ");
        let (found_en, found_fr) = kind_words(node.kind());
        let message = Text::new(
            format!("{} must be {en}, and is {found_en}", name.en),
            format!("{} doit être {fr}, et c'est {found_fr}", name.fr),
        );
        self.problems.push(Problem::new("value-type", message, node.label()));
    }
}

pub(super) fn kind_words(kind: Kind) -> (&'static str, &'static str) {
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
