//! The nodes of a document: what walks read of them, and, apart, where they stand. A walk over a large description waits for
//! its memory more than for anything else, and passes half as much of it.

use std::iter::Zip;
use std::ops::{Index, IndexMut};
use std::slice;

use super::{Kind, Style};

/// What walks read of a node: 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeData {
    /// Symbol of the key in a map, [`NONE`] elsewhere.
    pub key: u32,
    /// Scalar: start of its text. Container: index after its last descendant. Alias: index of what it names.
    pub a: u32,
    /// Scalar: length of its text. Container: number of children.
    pub b: u32,
    pub kind: Kind,
    pub style: Style,
    pub flags: u8,
}

/// Where a node stands: 20 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodePlace {
    pub key_start: u32,
    /// Byte after the key; of a list item, its rank.
    pub key_end: u32,
    pub start: u32,
    pub end: u32,
    pub parent: u32,
}

pub(super) const NONE: u32 = u32::MAX;
/// The text stands in `Document::decoded`, not in the source.
pub(super) const DECODED: u8 = 1;
/// A later entry of the same map has the same key: this one does not count.
pub(super) const SHADOWED: u8 = 4;
/// The map has a `<<` entry that merges others in.
pub(super) const MERGES: u8 = 2;
/// Some of what the container holds could not be read.
pub(super) const CUT: u8 = 8;
/// The map has an entry `$ref` or `$dynamicRef`.
pub(super) const REFERS: u8 = 16;

impl NodeData {
    /// Index of the node that follows this one, which has this index, and all it holds.
    #[inline]
    pub fn after(&self, index: u32) -> u32 {
        if self.is_container() { self.a } else { index + 1 }
    }

    /// Whether it is a map or a list.
    #[inline]
    pub fn is_container(&self) -> bool {
        matches!(self.kind, Kind::List | Kind::Map)
    }
}

/// The nodes of a document, in pre-order.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    data: Vec<NodeData>,
    places: Vec<NodePlace>,
}

impl Nodes {
    /// With room for so many.
    pub fn with_capacity(nodes: usize) -> Self {
        Self { data: Vec::with_capacity(nodes), places: Vec::with_capacity(nodes) }
    }

    /// The root of a document of which nothing is kept.
    pub fn nothing() -> Self {
        let mut nodes = Self::with_capacity(1);
        let (kind, style) = (Kind::Null, Style::Plain);
        let data = NodeData { key: NONE, a: 0, b: 0, kind, style, flags: 0 };
        let place = NodePlace { key_start: 0, key_end: 0, start: 0, end: 0, parent: NONE };
        nodes.push(data, place);
        nodes
    }

    pub fn len(&self) -> usize {
        self.data.len()
    }

    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    pub fn clear(&mut self) {
        self.data.clear();
        self.places.clear();
    }

    #[inline]
    pub fn push(&mut self, data: NodeData, place: NodePlace) {
        self.data.push(data);
        self.places.push(place);
    }

    /// Where a node stands.
    #[inline]
    pub fn place(&self, index: u32) -> &NodePlace {
        &self.places[index as usize]
    }

    /// The same, if there is such a node.
    pub fn place_of(&self, index: u32) -> Option<&NodePlace> {
        self.places.get(index as usize)
    }

    #[inline]
    pub fn place_mut(&mut self, index: u32) -> &mut NodePlace {
        &mut self.places[index as usize]
    }

    /// Each, without its place.
    pub fn iter(&self) -> slice::Iter<'_, NodeData> {
        self.data.iter()
    }

    pub fn iter_mut(&mut self) -> slice::IterMut<'_, NodeData> {
        self.data.iter_mut()
    }

    pub fn last_mut(&mut self) -> Option<&mut NodeData> {
        self.data.last_mut()
    }

    /// Each with its place.
    pub fn placed(&self) -> Zip<slice::Iter<'_, NodeData>, slice::Iter<'_, NodePlace>> {
        self.data.iter().zip(&self.places)
    }

    /// Keeps so many, and gives the places of the others.
    pub fn cut_off(&mut self, kept: u32) -> Vec<NodePlace> {
        self.data.truncate(kept as usize);
        self.places.split_off(kept as usize)
    }

    /// Index of the node that follows a node and all it holds.
    #[inline]
    pub fn after(&self, index: u32) -> u32 {
        self[index].after(index)
    }
}

impl Index<u32> for Nodes {
    type Output = NodeData;

    #[inline]
    fn index(&self, index: u32) -> &NodeData {
        &self.data[index as usize]
    }
}

impl IndexMut<u32> for Nodes {
    #[inline]
    fn index_mut(&mut self, index: u32) -> &mut NodeData {
        &mut self.data[index as usize]
    }
}
