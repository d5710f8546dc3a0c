//! Who uses a place: the way back from any document to the entry one.

use std::collections::{HashMap, HashSet};

use super::HOPS;
use crate::description::Description;
use crate::document::{Node, NodeId};
use crate::source::SourceId;

/// The first reference to each place and to each document.
pub struct Uses<'d> {
    description: &'d Description,
    of_node: HashMap<NodeId, NodeId>,
    of_document: HashMap<SourceId, NodeId>,
}

impl<'d> Uses<'d> {
    /// Turns the edges of a description about.
    pub fn of(description: &'d Description) -> Self {
        let (mut of_node, mut of_document) = (HashMap::new(), HashMap::new());
        for (name, target) in &description.refs.edges {
            of_node.entry(*target).or_insert(*name);
            if name.document != target.document {
                of_document.entry(target.document).or_insert(*name);
            }
        }
        Self { description, of_node, of_document }
    }

    /// The reference of the entry document that leads to a node of another: as directly as may be, else the one by which
    /// that document was met.
    pub fn in_entry(&self, node: Node<'d>) -> Option<Node<'d>> {
        self.directly(node).or_else(|| self.by_document(node.id().document))
    }

    fn directly(&self, node: Node<'d>) -> Option<Node<'d>> {
        let mut seen: HashSet<NodeId> = HashSet::new();
        let mut here = node;
        for _ in 0..HOPS {
            let mut ancestors = std::iter::successors(Some(here), |node| node.parent());
            let name = *ancestors.find_map(|node| self.of_node.get(&node.id()))?;
            if !seen.insert(name) {
                return None;
            }
            here = self.description.node(name);
            if name.document == self.description.entry().id {
                return Some(here);
            }
        }
        None
    }

    /// A document was met by one that was read before it: this ends.
    fn by_document(&self, document: SourceId) -> Option<Node<'d>> {
        let mut document = document;
        loop {
            let name = *self.of_document.get(&document)?;
            if name.document >= document {
                return None;
            }
            if name.document == self.description.entry().id {
                return Some(self.description.node(name));
            }
            document = name.document;
        }
    }
}
