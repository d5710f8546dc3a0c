//! What each reference names, by its node: asked at every map that may be a reference, by all who judge.

use super::Target;
use crate::document::{Document, NodeId};

/// What references name.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// For each document that has references, at the index of each of its nodes, one more than the place of its target; zero
    /// where the node is no reference.
    places: Vec<Vec<u32>>,
    /// In the order they were met, with the nodes that they are the targets of.
    all: Vec<(NodeId, Target)>,
}

impl Targets {
    /// What a node names, if it is a reference.
    pub fn get(&self, id: NodeId) -> Option<Target> {
        let place = *self.places.get(id.document.0 as usize)?.get(id.index as usize)?;
        Some(self.all[place.checked_sub(1)? as usize].1)
    }

    /// Notes what a node of these documents names, instead of what was noted before.
    pub fn insert(&mut self, documents: &[Document], id: NodeId, target: Target) {
        let rank = id.document.0 as usize;
        self.places.resize_with(documents.len(), Vec::new);
        let places = &mut self.places[rank];
        if places.is_empty() {
            places.resize(documents[rank].len(), 0);
        }
        let place = &mut places[id.index as usize];
        match place.checked_sub(1) {
            Some(known) => self.all[known as usize].1 = target,
            None => {
                self.all.push((id, target));
                *place = self.all.len() as u32;
            }
        }
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, count: usize) {
        self.all.reserve(count);
    }

    /// How many references there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Each reference, with what it names.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, Target)> {
        self.all.iter().copied()
    }
}
