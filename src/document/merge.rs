//! YAML merge keys (`<<`): a map looks as if it held what is merged into it.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::symbols::Symbol;
use super::{Kind, MERGES, Node};

/// Merge keys nested deeper than this are not looked through: only a bomb does that.
const MERGE_DEPTH: usize = 16;

/// Maps looked through for one entry.
const MERGED_MAPS: usize = 256;

/// What merge keys bring together.
#[derive(Default)]
struct Merged<'d> {
    entries: Vec<Node<'d>>,
    keys: HashSet<Option<Symbol>, RandomState>,
    maps: HashSet<u32, RandomState>,
}

impl<'d> Node<'d> {
    /// The entries of a map, those that merge keys bring last.
    pub(super) fn merged(self) -> Vec<Node<'d>> {
        let mut merged = Merged::default();
        self.merge_into(&mut merged, 0);
        merged.entries
    }

    /// The entry of a map: its own, else that of the first map merged in that has it. The same as among [`Self::merged`],
    /// without bringing them together.
    pub(super) fn entry(self, name: Symbol) -> Option<Node<'d>> {
        self.entry_past(name, &mut Vec::new())
    }

    /// YAML merge key: an own entry wins over a merged one, an earlier merged map over a later. A map that was merged has
    /// nothing more to bring, which also ends bombs.
    fn merge_into(self, merged: &mut Merged<'d>, depth: usize) {
        let node = self.real();
        let data = node.data();
        if data.kind != Kind::Map || depth > MERGE_DEPTH || !merged.maps.insert(node.index) {
            return;
        }
        let is_merge = |entry: &Node<'d>| data.flags & MERGES != 0 && entry.key() == Some("<<");
        merged.keys.reserve(data.b as usize);
        merged.entries.reserve(data.b as usize);
        for entry in node.written().filter(|entry| !is_merge(entry)) {
            if merged.keys.insert(entry.symbol()) {
                merged.entries.push(entry);
            }
        }
        for merge in node.written().filter(is_merge) {
            if merge.is_list() {
                merge.children().for_each(|item| item.merge_into(merged, depth + 1));
            } else {
                merge.merge_into(merged, depth + 1);
            }
        }
    }

    /// The same, when these maps were passed.
    fn entry_past(self, name: Symbol, passed: &mut Vec<u32>) -> Option<Node<'d>> {
        let node = self.real();
        let data = node.data();
        if data.kind != Kind::Map {
            return None;
        }
        let merges = data.flags & MERGES != 0;
        let is_merge = |entry: &Node<'d>| merges && entry.key() == Some("<<");
        let own = node.own(name).filter(|entry| !is_merge(entry));
        if own.is_some() || !merges {
            return own;
        }
        if passed.contains(&node.index) || passed.len() > MERGED_MAPS {
            return None;
        }
        passed.push(node.index);
        node.written().filter(is_merge).find_map(|merge| {
            if merge.is_list() {
                merge.children().find_map(|item| item.entry_past(name, passed))
            } else {
                merge.entry_past(name, passed)
            }
        })
    }
}
