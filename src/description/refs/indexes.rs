//! Indexes of wide maps and lists, made when a reference goes through them: no reference costs the width of a document.

use std::collections::HashMap;

use crate::document::{Node, NodeId, Symbol};

/// Maps and lists wider than this get an index.
const WIDE: usize = 16;

#[derive(Default)]
pub(super) struct Indexes {
    entries: HashMap<NodeId, HashMap<Symbol, u32>>,
    items: HashMap<NodeId, Vec<u32>>,
}

impl Indexes {
    /// The entry of a map, or the item of a list by its rank in figures.
    pub fn get<'d>(&mut self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        if node.len() <= WIDE {
            return node.get(name);
        }
        let id = node.target().id();
        let document = node.document();
        if node.is_list() {
            let items = self
                .items
                .entry(id)
                .or_insert_with(|| node.children().map(|child| child.id().index).collect());
            let is_rank = name.bytes().all(|byte| byte.is_ascii_digit())
                && (name == "0" || !name.starts_with('0'));
            let rank: usize = name.parse().ok().filter(|_| is_rank)?;
            return items.get(rank).map(|index| document.node(*index));
        }
        let symbol = document.symbol(name)?;
        let index = self.entries.entry(id).or_insert_with(|| {
            let mut index = HashMap::with_capacity(node.len());
            for child in node.children() {
                if let Some(symbol) = child.symbol() {
                    index.insert(symbol, child.id().index);
                }
            }
            index
        });
        index.get(&symbol).map(|index| document.node(*index))
    }
}
