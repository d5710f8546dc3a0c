//! What each reference names, by its node: asked at every map that may be a reference, by all who judge.

use super::Target;
use crate::description::ranks::Ranks;
use crate::document::NodeId;

/// What references name.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// In the order of the nodes.
    all: Vec<(NodeId, Target)>,
    ranks: Ranks,
}

impl Targets {
    /// Of these references; the last counts where a node is told of twice.
    pub fn of(told: &[(NodeId, Target)]) -> Self {
        let ranks = Ranks::of(told.iter().map(|(id, _)| *id));
        Self { all: ranks.in_order(told), ranks }
    }

    /// What a node names, if it is a reference.
    pub fn get(&self, id: NodeId) -> Option<Target> {
        Some(self.all[self.ranks.get(id)?].1)
    }

    /// Notes that a reference names something else.
    pub fn set(&mut self, id: NodeId, target: Target) {
        if let Some(rank) = self.ranks.get(id) {
            self.all[rank].1 = target;
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
        let mut targets = Targets::of(&all);
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
        assert_eq!(targets.len(), ids.len());
        assert_eq!(Targets::default().get(node(0, 0)), None);
    }
}
