//! The arena while it is filled. Both readers speak to it in the order of the text.

use super::symbols::{Symbol, Symbols};
use super::{DECODED, Kind, MERGES, NONE, NodeData, Notice, SHADOWED, Style};
use crate::source::{Source, SourceId, Span};

/// The text of a scalar or key: a piece of the source, or a decoded one.
#[derive(Clone, Copy)]
pub(super) enum Words<'t> {
    /// These bytes of the source.
    Source(u32, u32),
    /// Another text: the source has escapes or folds.
    Decoded(&'t str),
}

pub(super) struct Builder<'s> {
    id: SourceId,
    text: &'s str,
    nodes: Vec<NodeData>,
    decoded: String,
    symbols: Symbols,
    notices: Vec<Notice>,
    open: Vec<u32>,
    depth_limit: usize,
    /// Key read, whose value comes next: symbol and place.
    key: Option<(u32, u32, u32)>,
    /// For each symbol, the map in which it was last seen, and the entry there.
    seen: Vec<(u32, u32)>,
    /// Where the last value read ends.
    last_end: u32,
}

impl<'s> Builder<'s> {
    pub(super) fn new(id: SourceId, source: &'s Source, depth_limit: usize) -> Self {
        // About one node every 50 bytes in real descriptions.
        let nodes = Vec::with_capacity(source.text.len() / 48 + 8);
        Self {
            id,
            text: &source.text,
            nodes,
            decoded: String::new(),
            symbols: Symbols::default(),
            notices: Vec::new(),
            open: Vec::new(),
            depth_limit,
            key: None,
            seen: Vec::new(),
            last_end: 0,
        }
    }

    pub(super) fn id(&self) -> SourceId {
        self.id
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The most containers that may be open.
    pub(super) fn depth_limit(&self) -> usize {
        self.depth_limit
    }

    /// Index that the next node will have.
    pub(super) fn next_index(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// The text and kind of a scalar already read.
    pub(super) fn scalar_at(&self, index: u32) -> Option<(String, Kind)> {
        let node = &self.nodes[index as usize];
        let text = if node.flags & DECODED == 0 { self.text } else { &self.decoded };
        let is_scalar = !matches!(node.kind, Kind::List | Kind::Map | Kind::Alias);
        let words = text.get(node.a as usize..(node.a + node.b) as usize).filter(|_| is_scalar)?;
        Some((words.to_owned(), node.kind))
    }

    pub(super) fn is_open(&self, index: u32) -> bool {
        self.open.contains(&index)
    }

    /// Where the key ends whose value comes next, or the last value read.
    pub(super) fn last_end(&self) -> u32 {
        self.key.map_or(self.last_end, |(_, _, end)| end)
    }

    /// Whether a key was given and its value has not come.
    pub(super) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    pub(super) fn in_map(&self) -> bool {
        self.open.last().is_some_and(|index| self.nodes[*index as usize].kind == Kind::Map)
    }

    pub(super) fn notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    pub(super) fn key(&mut self, words: Words<'_>, start: u32, end: u32, kind: Kind) {
        let Symbol(symbol) = match words {
            Words::Source(from, to) => self.symbols.intern(&self.text[from as usize..to as usize]),
            Words::Decoded(text) => self.symbols.intern(text),
        };
        if kind != Kind::Text {
            self.notices.push(Notice::KeyNotText { node: self.next_index(), kind });
        }
        self.key = Some((symbol, start, end));
    }

    pub(super) fn scalar(
        &mut self,
        kind: Kind,
        words: Words<'_>,
        start: u32,
        end: u32,
        style: Style,
    ) {
        let (a, b, flags) = match words {
            Words::Source(from, to) => (from, to - from, 0),
            Words::Decoded(text) => {
                let from = self.decoded.len() as u32;
                self.decoded.push_str(text);
                (from, text.len() as u32, DECODED)
            }
        };
        self.push(kind, style, start, end, a, b, flags);
    }

    pub(super) fn alias(&mut self, target: u32, start: u32, end: u32) {
        self.push(Kind::Alias, Style::Plain, start, end, target, 0, 0);
    }

    pub(super) fn open(&mut self, kind: Kind, style: Style, start: u32) {
        let index = self.push(kind, style, start, start, 0, 0, 0);
        self.open.push(index);
    }

    /// Closes the innermost container. `end` where the text shows it (a bracket), else its last descendant's.
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some(index) = self.open.pop() else { return };
        let after = self.next_index();
        let node = &mut self.nodes[index as usize];
        node.a = after;
        node.end = node.end.max(end.unwrap_or(self.last_end));
        self.last_end = node.end;
        if node.kind == Kind::Map {
            self.find_duplicates(index, after);
        }
    }

    pub(super) fn mark_merge(&mut self) {
        if let Some(index) = self.open.last() {
            self.nodes[*index as usize].flags |= MERGES;
        }
    }

    #[allow(clippy::too_many_arguments)] // The fields of a node, in their order.
    fn push(
        &mut self,
        kind: Kind,
        style: Style,
        start: u32,
        end: u32,
        a: u32,
        b: u32,
        flags: u8,
    ) -> u32 {
        let index = self.next_index();
        let parent = self.open.last().copied();
        let rank = parent.map_or(0, |parent| {
            let children = &mut self.nodes[parent as usize].b;
            *children += 1;
            *children - 1
        });
        let parent = parent.unwrap_or(NONE);
        let (key, key_start, key_end) = self.key.take().unwrap_or((NONE, start, rank));
        self.last_end = self.last_end.max(end);
        self.nodes.push(NodeData {
            key,
            key_start,
            key_end,
            start,
            end,
            a,
            b,
            parent,
            kind,
            style,
            flags,
        });
        index
    }

    /// One pass over the entries of a closed map; a stamp by symbol tells a key that was already seen in it.
    fn find_duplicates(&mut self, map: u32, end: u32) {
        self.seen.resize(self.symbols.len(), (NONE, NONE));
        let mut index = map + 1;
        while index < end {
            let node = self.nodes[index as usize];
            let stamp = &mut self.seen[node.key as usize];
            if stamp.0 == map {
                let first = &self.nodes[stamp.1 as usize];
                let first = Span { source: self.id, start: first.key_start, end: first.key_end };
                self.notices.push(Notice::DuplicateKey { node: index, first });
                let shadowed = std::mem::replace(&mut stamp.1, index);
                self.nodes[shadowed as usize].flags |= SHADOWED;
            } else {
                *stamp = (map, index);
            }
            index = after(&self.nodes, index);
        }
    }

    pub(super) fn finish(mut self) -> (Vec<NodeData>, String, Symbols, Vec<Notice>) {
        if self.nodes.is_empty() {
            let end = self.text.len() as u32;
            self.scalar(Kind::Null, Words::Source(end, end), end, end, Style::Plain);
        }
        self.nodes.shrink_to_fit();
        (self.nodes, self.decoded, self.symbols, self.notices)
    }
}

/// Index of the node that follows a node and all it holds.
pub(super) fn after(nodes: &[NodeData], index: u32) -> u32 {
    let node = &nodes[index as usize];
    match node.kind {
        Kind::List | Kind::Map => node.a,
        Kind::Null | Kind::Boolean | Kind::Integer | Kind::Float | Kind::Text | Kind::Alias => {
            index + 1
        }
    }
}
