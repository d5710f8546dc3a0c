//! One text read by two builders: what the second read of it is put behind what the first did.

use super::{
    Builder, DECODED, Kind, NONE, Names, Naming, NodeData, Notice, REFERS, Symbol, Symbols, names,
};

/// Where a map ends that was open where the second builder began.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct End {
    /// How many nodes the second builder had read by then.
    pub nodes: u32,
    /// Byte after its bracket.
    pub byte: u32,
}

/// Maps open around the entries that a second builder reads, at the most.
const AROUND: usize = 16;

impl Builder<'_> {
    /// A builder for entries that stand further in the same text, in maps it knows nothing of.
    pub(in crate::document) fn for_the_rest(&self) -> Self {
        let nodes = Vec::with_capacity(self.nodes.capacity() / 2);
        // Whatever is around them, they are not too deep.
        let depth_limit = self.depth_limit.saturating_sub(AROUND);
        Self { nodes, depth_limit, ..self.fresh() }
    }

    /// Puts the entries that such a builder read behind those of the maps that are open, and closes these: their ends are given,
    /// the innermost first. Refuses, and says so, what cannot be the rest of the text.
    pub(in crate::document) fn join(&mut self, rest: Self, ends: &[End]) -> bool {
        let is_map = |index: &u32| self.nodes[*index as usize].kind == Kind::Map;
        let fits = self.open.len() == ends.len() && ends.len() <= AROUND;
        if !fits || self.has_key() || !self.open.iter().all(is_map) {
            return false;
        }
        let symbols = merge(&mut self.symbols, &rest.symbols);
        let said = merge(&mut self.said, &rest.said);
        let before = self.next_index();
        self.namings.extend(rest.namings.into_iter().map(|naming| Naming {
            node: naming.node + before,
            said: said.get(naming.said as usize).copied().unwrap_or(NONE),
        }));
        let decoded = self.decoded.len() as u32;
        self.decoded.push_str(&rest.decoded);
        let mut nodes = rest.nodes.into_iter();
        let mut notices = rest.notices.into_iter().peekable();
        for end in ends {
            let after = before + end.nodes;
            let more = (after - self.next_index()) as usize;
            self.push_entries(nodes.by_ref().take(more), (before, decoded), &symbols);
            let is_here = |notice: &Notice| notice.node().is_none_or(|node| before + node < after);
            while let Some(mut notice) = notices.next_if(is_here) {
                notice.move_by(before);
                self.notices.push(notice);
            }
            self.close(Some(end.byte));
        }
        true
    }

    /// Puts nodes in the innermost open map. `before`: how many nodes, and bytes of decoded texts, there were; `symbols`: the names,
    /// at the ranks that they have in these nodes.
    fn push_entries(
        &mut self,
        nodes: impl Iterator<Item = NodeData>,
        before: (u32, u32),
        symbols: &[u32],
    ) {
        let Some(map) = self.open.last().copied() else { return };
        let (mut count, mut flags) = (0, 0);
        for mut node in nodes {
            if node.key != NONE {
                node.key = symbols[node.key as usize];
            }
            if node.parent == NONE {
                node.parent = map;
                count += 1;
                if names(self.symbols.name(Symbol(node.key))) == Names::Reference {
                    flags |= REFERS;
                }
            } else {
                node.parent += before.0;
            }
            match node.kind {
                Kind::List | Kind::Map => node.a += before.0,
                _ if node.flags & DECODED != 0 => node.a += before.1,
                _ => {}
            }
            self.nodes.push(node);
        }
        let map = &mut self.nodes[map as usize];
        map.b += count;
        map.flags |= flags;
    }
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
