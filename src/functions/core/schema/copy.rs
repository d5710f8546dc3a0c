//! Schemas of a description, copied with their references in place; what stands twice is shared.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::document::{Kind, Node, NodeId};
use crate::functions::Target;
use crate::functions::json::Json;

/// Schemas inside one another, references included; a hostile description has more.
const DEPTH: usize = 400;

pub(super) struct Copier<'t, 'd> {
    target: &'t Target<'d>,
    made: HashMap<NodeId, Arc<Json>>,
    under_way: HashSet<NodeId>,
}

impl<'t, 'd> Copier<'t, 'd> {
    pub(super) fn new(target: &'t Target<'d>) -> Self {
        Self { target, made: HashMap::new(), under_way: HashSet::new() }
    }

    /// How many nodes were copied.
    pub(super) fn count(&self) -> usize {
        self.made.len()
    }

    pub(super) fn copy(&mut self, written: Node<'_>) -> Arc<Json> {
        let id = written.target().id();
        let written = self.target.description.node(id);
        let Some(node) = self.target.seen(written) else { return Arc::new(Json::of(written)) };
        let id = node.target().id();
        if let Some(made) = self.made.get(&id) {
            return Arc::clone(made);
        }
        if self.under_way.len() > DEPTH || !self.under_way.insert(id) {
            return Arc::new(Json::of(written));
        }
        let made = Arc::new(match node.kind() {
            Kind::List => Json::List(node.children().map(|item| self.copy(item)).collect()),
            Kind::Map => Json::Map(
                node.children()
                    .filter_map(|entry| Some((entry.key()?.to_owned(), self.copy(entry))))
                    .collect(),
            ),
            _ => Json::of(node),
        });
        self.under_way.remove(&id);
        self.made.insert(id, Arc::clone(&made));
        made
    }
}
