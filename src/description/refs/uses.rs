//! Who uses a place: the way back from any document to the entry one.

use std::collections::{HashMap, HashSet};

use super::HOPS;
use crate::description::Description;
use crate::document::{Document, Node, NodeId};
use crate::source::{SourceId, Span};

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

    /// The reference of the entry document that leads to a place of another: as directly as may be, else the one by which
    /// that document was met.
    pub fn in_entry(&self, span: Span) -> Option<Node<'d>> {
        let document = self.description.documents.get(span.source.0 as usize)?;
        self.directly(node_at(document, span.start)).or_else(|| self.by_document(document.id))
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

/// The last node that starts at or before a byte: they stand in the order of the text.
fn node_at(document: &Document, byte: u32) -> Node<'_> {
    let (mut low, mut high) = (0, document.len() as u32);
    while low + 1 < high {
        let middle = low.midpoint(high);
        let node = document.node(middle);
        let start = node.key_span().unwrap_or_else(|| node.span()).start;
        if start <= byte { low = middle } else { high = middle }
    }
    document.node(low)
}
