//! One text read by two builders: what the second read of it is put behind what the first did.

use std::iter::Peekable;
use std::vec;

use super::super::nodes::IntoNodes;
use super::{
    Builder, DECODED, Kind, NONE, Names, Naming, NodeData, NodePlace, Nodes, Notice, REFERS,
    Symbol, Symbols,
};

/// Maps open around the entries that a second builder reads, at the most.
const AROUND: usize = 16;

impl Builder<'_> {
    /// A builder for entries that stand further in the same text, in maps it knows nothing of.
    pub(in crate::document) fn for_the_rest(&self) -> Self {
        let nodes = Nodes::with_capacity(self.nodes.capacity() / 2);
        let decoded = String::with_capacity(self.decoded.capacity() / 2);
        // Whatever is around them, they are not too deep.
        let depth_limit = self.depth_limit.saturating_sub(AROUND);
        Self { nodes, decoded, depth_limit, ..self.fresh() }
    }

    /// Whether what a builder read that knew nothing of the maps around may be entries of those that are open.
    pub(in crate::document) fn may_join(&self) -> bool {
        let is_map = |index: &u32| self.nodes[*index].kind == Kind::Map;
        let depth = self.open.len();
        (1..=AROUND).contains(&depth) && !self.has_key() && self.open.iter().all(is_map)
    }

    /// Takes over what such a builder read: its entries are to be put where they belong.
    pub(in crate::document) fn join(&mut self, rest: Self) -> Joined {
        self.nodes.reserve_exact(rest.nodes.len());
        let symbols = merge(&mut self.symbols, &rest.symbols);
        let said = merge(&mut self.said, &rest.said);
        let before = self.next_index();
        self.namings.extend(rest.namings.into_iter().map(|naming| Naming {
            node: naming.node + before,
            said: said.get(naming.said as usize).copied().unwrap_or(NONE),
        }));
        self.wide_maps.extend(rest.wide_maps.iter().map(|map| map + before));
        self.long_numbers.extend(rest.long_numbers.iter().map(|number| number + before));
        let decoded = self.decoded.len() as u32;
        self.decoded.push_str(&rest.decoded);
        self.has_aliases |= rest.has_aliases;
        Joined {
            nodes: rest.nodes.into_iter(),
            notices: rest.notices.into_iter().peekable(),
            before: (before, decoded),
            symbols,
        }
    }

    /// Puts the next entries in the innermost open map, up to the node of this rank among those of the other builder.
    pub(in crate::document) fn put(&mut self, joined: &mut Joined, until: u32) {
        let before = joined.before.0;
        let after = before + until;
        let more = (after - self.next_index()) as usize;
        self.push_entries(joined.nodes.by_ref().take(more), joined.before, &joined.symbols);
        let is_here = |notice: &Notice| notice.node().is_none_or(|node| before + node < after);
        while let Some(mut notice) = joined.notices.next_if(is_here) {
            notice.move_by(before);
            self.notices.push(notice);
        }
    }

    /// Puts nodes in the innermost open map. `before`: how many nodes, and bytes of decoded texts, there were; `symbols`: the names,
    /// at the ranks that they have in these nodes.
    fn push_entries(
        &mut self,
        nodes: impl Iterator<Item = (NodeData, NodePlace)>,
        before: (u32, u32),
        symbols: &[u32],
    ) {
        let Some(map) = self.open.last().copied() else { return };
        let (mut count, mut flags) = (0, 0);
        for (mut node, mut place) in nodes {
            if node.key != NONE {
                node.key = symbols[node.key as usize];
            }
            if place.parent == NONE {
                place.parent = map;
                count += 1;
                self.last_end = place.end;
                if Names::of(self.symbols.name(Symbol(node.key))) == Names::Reference {
                    flags |= REFERS;
                }
            } else {
                place.parent += before.0;
            }
            match node.kind {
                Kind::List | Kind::Map | Kind::Alias => node.a += before.0,
                _ if node.flags & DECODED != 0 => node.a += before.1,
                _ => {}
            }
            self.nodes.push(node, place);
        }
        let map = &mut self.nodes[map];
        map.b += count;
        map.flags |= flags;
    }
}

/// What another builder read, some of which is not put yet.
pub(in crate::document) struct Joined {
    nodes: IntoNodes,
    notices: Peekable<vec::IntoIter<Notice>>,
    /// How many nodes, and bytes of decoded texts, there were before.
    before: (u32, u32),
    /// The names, at the ranks that they have in its nodes.
    symbols: Vec<u32>,
}

/// Puts the words of a table in another. The ranks that they have there.
fn merge(into: &mut Symbols, from: &Symbols) -> Vec<u32> {
    let words = (0..from.len() as u32).map(|rank| from.name(Symbol(rank)));
    words.map(|word| into.intern(word).0).collect()
}

impl Notice {
    /// The node it is about stands further by so many.
    fn move_by(&mut self, nodes: u32) {
        match self {
            Self::DuplicateKey { node, .. }
            | Self::KeyNotText { node, .. }
            | Self::BrokenAlias { node }
            | Self::LoneSurrogate { node, .. } => *node += nodes,
            Self::SeveralDocuments { .. } => {}
        }
    }
}
