//! Entries of wide maps by their keys: a map of ten thousand schemas is not read through for each reference to one of them.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::nodes::{NONE, Nodes, SHADOWED};
use super::symbols::Symbol;

/// The entries of a map that are looked at one by one: past them, a table costs less.
pub(super) const FEW: u32 = 16;

/// Ranks of the entries of every map that has more than a [`FEW`], by their map and key.
#[derive(Debug)]
pub(super) struct Wide {
    entries: HashTable<u32>,
    hasher: RandomState,
}

impl Wide {
    /// Of these maps.
    pub(super) fn of(nodes: &Nodes, maps: &[u32]) -> Self {
        let hasher = RandomState::default();
        let count = maps.iter().map(|map| nodes[*map].b as usize).sum();
        let mut entries = HashTable::with_capacity(count);
        let hash = |index: &u32| hasher.hash_one(place(nodes, *index));
        for &map in maps {
            let (mut index, end) = (map + 1, nodes[map].a);
            while index < end {
                let node = &nodes[index];
                if node.key != NONE && node.flags & SHADOWED == 0 {
                    let is_same = |other: &u32| place(nodes, *other) == place(nodes, index);
                    entries.entry(hash(&index), is_same, hash).or_insert(index);
                }
                index = node.after(index);
            }
        }
        Self { entries, hasher }
    }

    /// The first entry of a map that has this key and counts.
    pub(super) fn find(&self, nodes: &Nodes, map: u32, key: Symbol) -> Option<u32> {
        let sought = (map, key.0);
        let is_it = |index: &u32| place(nodes, *index) == sought;
        self.entries.find(self.hasher.hash_one(sought), is_it).copied()
    }
}

fn place(nodes: &Nodes, index: u32) -> (u32, u32) {
    (nodes.place(index).parent, nodes[index].key)
}
