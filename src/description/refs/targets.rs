//! What each reference names, by its node: asked at every map that may be a reference, by all who judge.

use super::Target;
use crate::description::of_document;
use crate::document::NodeId;

/// What references name.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// In the order of the nodes.
    all: Vec<(NodeId, Target)>,
    /// Of each document, by 64 nodes: which of them are references, and how many references stand before.
    places: Vec<Vec<(u64, u32)>>,
}

impl Targets {
    /// Of these references; the last counts where a node is told of twice.
    pub fn of(mut all: Vec<(NodeId, Target)>) -> Self {
        all.reverse();
        all.sort_by_key(|(id, _)| *id);
        all.dedup_by_key(|(id, _)| *id);
        let mut places: Vec<Vec<(u64, u32)>> = Vec::new();
        for (count, (id, _)) in (0..).zip(&all) {
            let (rank, bit) = place(*id);
            let places = of_document(&mut places, id.document);
            places.resize(places.len().max(rank + 1), (0, count));
            places[rank].0 |= bit;
        }
        Self { all, places }
    }

    fn find(&self, id: NodeId) -> Option<usize> {
        let (rank, bit) = place(id);
        let (nodes, before) = *self.places.get(id.document.0 as usize)?.get(rank)?;
        let is_one = nodes & bit != 0;
        is_one.then(|| before as usize + (nodes & (bit - 1)).count_ones() as usize)
    }

    /// What a node names, if it is a reference.
    pub fn get(&self, id: NodeId) -> Option<Target> {
        Some(self.all[self.find(id)?].1)
    }

    /// Notes that a reference names something else.
    pub fn set(&mut self, id: NodeId, target: Target) {
        if let Some(place) = self.find(id) {
            self.all[place].1 = target;
        }
    }

    /// How many references there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Each reference, with what it names, in the order of the nodes.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, Target)> {
        self.all.iter().copied()
    }
}

/// Some nodes, by a bit for each of their documents.
#[derive(Debug, Default)]
pub(super) struct Nodes(Vec<Vec<u64>>);

impl Nodes {
    /// Whether a node is one of them.
    pub fn have(&self, id: NodeId) -> bool {
        let (rank, bit) = place(id);
        let of_document = self.0.get(id.document.0 as usize);
        of_document.and_then(|bits| bits.get(rank)).is_some_and(|bits| bits & bit != 0)
    }
}

impl FromIterator<NodeId> for Nodes {
    fn from_iter<I: IntoIterator<Item = NodeId>>(ids: I) -> Self {
        let mut nodes: Vec<Vec<u64>> = Vec::new();
        for id in ids {
            let (rank, bit) = place(id);
            let bits = of_document(&mut nodes, id.document);
            bits.resize(bits.len().max(rank + 1), 0);
            bits[rank] |= bit;
        }
        Self(nodes)
    }
}

/// Where the bit of a node stands.
fn place(id: NodeId) -> (usize, u64) {
    ((id.index / 64) as usize, 1 << (id.index % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn each_reference_has_its_target() {
        let node = |document, index| NodeId { document: SourceId(document), index };
        let ids = [(0, 3), (0, 63), (0, 64), (0, 700), (2, 0), (2, 65)];
        let target = |id: NodeId| Target::Node(node(id.document.0, id.index + 1));
        let all = ids.iter().rev().map(|&(document, index)| node(document, index));
        let mut all: Vec<_> = all.map(|id| (id, target(id))).collect();
        all.push((node(0, 64), Target::Dangling(1)));
        let mut targets = Targets::of(all);
        targets.set(node(2, 0), Target::Dangling(2));
        targets.set(node(2, 1), Target::Dangling(3));
        for document in 0..4 {
            for index in 0..1000 {
                let id = node(document, index);
                let expected = match (document, index) {
                    (0, 64) => Some(Target::Dangling(1)),
                    (2, 0) => Some(Target::Dangling(2)),
                    it => ids.contains(&it).then(|| target(id)),
                };
                assert_eq!(targets.get(id), expected, "{id:?}");
            }
        }
        let named: Nodes = ids.iter().map(|&(document, index)| node(document, index)).collect();
        for (document, index) in (0..4).flat_map(|document| (0..1000).map(move |it| (document, it)))
        {
            assert_eq!(named.have(node(document, index)), ids.contains(&(document, index)));
        }
        assert_eq!(targets.len(), ids.len());
        assert_eq!(Targets::default().get(node(0, 0)), None);
    }
}
