//! The entries of a document by their keys: criteria look for a few names wherever they stand.

use super::symbols::Symbol;
use super::{Document, NONE, Node, NodeData};

/// The entries of every map, by the ranks of their keys.
#[derive(Debug)]
pub(super) struct ByKey {
    /// Where those of each key start among all, and where the last end.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl ByKey {
    /// Of so many different keys.
    pub(super) fn of(nodes: &[NodeData], keys: usize) -> Self {
        let mut ends = vec![0; keys + 1];
        for node in nodes.iter().filter(|node| node.key != NONE) {
            ends[node.key as usize + 1] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let starts = ends.clone();
        let mut entries = vec![0; sum as usize];
        for (index, node) in (0..).zip(nodes).filter(|(_, node)| node.key != NONE) {
            let next = &mut ends[node.key as usize];
            entries[*next as usize] = index;
            *next += 1;
        }
        Self { starts, entries }
    }

    fn entries(&self, key: Symbol) -> &[u32] {
        let key = key.0 as usize;
        &self.entries[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// The entries that have one of some keys.
pub(crate) struct Named<'d> {
    document: &'d Document,
    /// Those of each key that are left.
    left: Vec<&'d [u32]>,
}

impl Document {
    /// The entries of maps that have one of these keys, wherever they stand, in the order of the text; shadowed ones too.
    pub(crate) fn named(&self, keys: &[&str]) -> Named<'_> {
        let of = |key: &&str| {
            let symbol = self.symbol(key)?;
            let by_key = self.by_key.get_or_init(|| ByKey::of(&self.nodes, self.symbols.len()));
            Some(by_key.entries(symbol))
        };
        Named { document: self, left: keys.iter().filter_map(of).collect() }
    }
}

impl<'d> Iterator for Named<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        self.left.retain(|entries| !entries.is_empty());
        let first = self.left.iter_mut().min_by_key(|entries| entries[0])?;
        let (next, rest) = first.split_first()?;
        *first = rest;
        Some(self.document.node(*next))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::document::{Document, Node, Notation};
    use crate::source::{Source, SourceId, Uri};

    #[test]
    fn entries_come_in_the_order_of_the_text() {
        let text = "{a: {b: 1, c: [{a: 2}, b]}, b: 3, a: 4}";
        let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
        let document = Document::parse_as(Notation::Yaml, SourceId(0), source);
        for (keys, expected) in [
            (&["a"][..], "/a /a/c/0/a /a"),
            (&["b", "a"], "/a /a/b /a/c/0/a /b /a"),
            (&["z", "c"], "/a/c"),
            (&["z"], ""),
        ] {
            let found: Vec<String> = document.named(keys).map(Node::pointer).collect();
            assert_eq!(found.join(" "), expected, "{keys:?}");
        }
    }
}
