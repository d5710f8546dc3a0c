//! Some nodes by their ranks in the order of the texts. What is found in another order is put where it belongs, which takes a
//! third of what a sort does.

use super::of_document;
use crate::document::NodeId;

/// Some nodes of a description.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// Of each document, by 64 nodes: which of them are among these, and how many of these stand before.
    places: Vec<Vec<(u64, u32)>>,
    count: u32,
}

impl Ranks {
    /// Of these nodes, in any order.
    pub fn of(nodes: impl Iterator<Item = NodeId>) -> Self {
        let mut ranks = Self::default();
        for id in nodes {
            let (block, bit) = place(id);
            let places = of_document(&mut ranks.places, id.document);
            if block >= places.len() {
                places.resize(block + 1, (0, 0));
            }
            places[block].0 |= bit;
        }
        for (nodes, before) in ranks.places.iter_mut().flatten() {
            *before = ranks.count;
            ranks.count += nodes.count_ones();
        }
        ranks
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// How many of these nodes stand before one of them; nothing for another.
    pub fn get(&self, id: NodeId) -> Option<usize> {
        let (block, bit) = place(id);
        let (nodes, before) = *self.places.get(id.document.0 as usize)?.get(block)?;
        let is_one = nodes & bit != 0;
        is_one.then(|| before as usize + (nodes & (bit - 1)).count_ones() as usize)
    }

    /// What is known of these nodes in their order; of what is told of one node, the last.
    pub fn in_order<T: Copy>(&self, told: &[(NodeId, T)]) -> Vec<(NodeId, T)> {
        let Some(any) = told.first() else { return Vec::new() };
        let mut sorted = vec![*any; self.len()];
        for one in told {
            if let Some(rank) = self.get(one.0) {
                sorted[rank] = *one;
            }
        }
        sorted
    }
}

/// Which block of 64 a node stands in, and its bit there.
fn place(id: NodeId) -> (usize, u64) {
    ((id.index / 64) as usize, 1 << (id.index % 64))
}

/// Puts what is told of nodes in the order of the texts; what is told of one node keeps its own.
pub(super) fn sort<T: Copy>(told: &mut Vec<(NodeId, T)>) {
    let ranks = Ranks::of(told.iter().map(|(id, _)| *id));
    if ranks.len() == told.len() {
        *told = ranks.in_order(told);
    } else {
        told.sort_by_key(|(id, _)| *id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn each_node_has_its_rank() {
        let node = |document, index| NodeId { document: SourceId(document), index };
        let all = [(0, 3), (0, 63), (0, 64), (0, 700), (2, 0), (2, 65)];
        let all = all.map(|(document, index)| node(document, index));
        let ranks = Ranks::of(all.iter().rev().copied().chain([all[1]]));
        assert_eq!(ranks.len(), all.len());
        for id in (0..4).flat_map(|document| (0..1000).map(move |index| node(document, index))) {
            assert_eq!(ranks.get(id), all.iter().position(|known| *known == id), "{id:?}");
        }
        assert_eq!(Ranks::default().get(all[0]), None);
        let mut told: Vec<_> = all.iter().rev().map(|id| (*id, id.index)).collect();
        sort(&mut told);
        assert_eq!(told, all.map(|id| (id, id.index)));
        told.extend([(all[2], 7), (all[0], 8)]);
        assert_eq!(ranks.in_order(&told)[..3], [(all[0], 8), (all[1], 63), (all[2], 7)]);
        sort(&mut told);
        assert_eq!(told[..3], [(all[0], 3), (all[0], 8), (all[1], 63)]);
        sort::<u32>(&mut Vec::new());
    }
}
