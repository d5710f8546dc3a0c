//! The entries of a document by their keys: criteria look for a few names wherever they stand.

use std::mem;

use super::nodes::{NONE, Nodes};
use super::{Document, Node};

/// The entries of every map, by the ranks of their keys: each leads to the next that has the same.
#[derive(Debug)]
pub(super) struct ByKey {
    /// Of each key, its first entry, or [`NONE`].
    first: Vec<u32>,
    /// Of each node, the next that has its key, or [`NONE`].
    next: Vec<u32>,
}

impl ByKey {
    /// Of so many different keys.
    pub(super) fn of(nodes: &Nodes, keys: usize) -> Self {
        let (mut first, mut next) = (vec![NONE; keys], vec![NONE; nodes.len()]);
        for (index, (node, next)) in nodes.iter().zip(&mut next).enumerate().rev() {
            if node.key != NONE {
                *next = mem::replace(&mut first[node.key as usize], index as u32);
            }
        }
        Self { first, next }
    }
}

/// The entries that have one of some keys.
pub(crate) struct Named<'d> {
    document: &'d Document,
    /// The next of each key.
    next: Vec<u32>,
}

impl Document {
    /// The entries of maps that have one of these keys, wherever they stand, in the order of the text; shadowed ones too.
    pub(crate) fn named(&self, keys: &[&str]) -> Named<'_> {
        let of = |key: &&str| {
            let symbol = self.symbol(key)?;
            Some(self.by_key().first[symbol.0 as usize])
        };
        Named { document: self, next: keys.iter().filter_map(of).collect() }
    }

    fn by_key(&self) -> &ByKey {
        self.by_key.get_or_init(|| ByKey::of(&self.nodes, self.symbols.len()))
    }
}

impl<'d> Iterator for Named<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        // Nothing comes after [`NONE`].
        let next = self.next.iter_mut().min().filter(|next| **next != NONE)?;
        let index = *next;
        *next = self.document.by_key().next[index as usize];
        Some(self.document.node(index))
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
