//! The arena while it is filled. Both readers speak to it in the order of the text.

use super::naming::{Names, Naming};
use super::nodes::{CUT, DECODED, MERGES, NONE, NodeData, NodePlace, Nodes, REFERS, SHADOWED};
use super::symbols::{Symbol, Symbols};
use super::wide::FEW;
use super::{Kind, Notice, SAFE_FIGURES, Style};
use crate::source::{Source, SourceId, Span};

/// What a builder leaves.
pub(super) struct Built {
    pub nodes: Nodes,
    pub decoded: String,
    pub symbols: Symbols,
    pub notices: Vec<Notice>,
    /// The entries that may name something, in order.
    pub namings: Vec<Naming>,
    /// The maps that have more than a [`FEW`] entries.
    pub wide_maps: Vec<u32>,
    /// The numbers that are long, in order.
    pub long_numbers: Vec<u32>,
    /// Whether there is an alias.
    pub has_aliases: bool,
}

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
    nodes: Nodes,
    decoded: String,
    symbols: Symbols,
    notices: Vec<Notice>,
    namings: Vec<Naming>,
    /// The maps that were closed with more than a [`FEW`] entries.
    wide_maps: Vec<u32>,
    long_numbers: Vec<u32>,
    /// The texts of references, each once.
    said: Symbols,
    /// Whether there is an alias.
    has_aliases: bool,
    open: Vec<u32>,
    depth_limit: usize,
    /// Key read, whose value comes next.
    key: Option<Key>,
    /// For each symbol, the map in which it was last seen, and the entry there.
    seen: Vec<(u32, u32)>,
    /// Where the last value read ends.
    last_end: u32,
    /// Whether the root lacks what stood before it.
    starts_cut: bool,
}

/// Names for which there is room from the start, at the most: a text of half a megabyte has a thousand.
const MANY: usize = 4096;

/// A key.
#[derive(Clone, Copy)]
struct Key {
    symbol: u32,
    start: u32,
    end: u32,
    names: Names,
}

impl<'s> Builder<'s> {
    pub(super) fn new(id: SourceId, source: &'s Source, depth_limit: usize) -> Self {
        // Room that is not written to costs nothing; one that grows is copied, or moved by the system. Large descriptions have a
        // node every 27 to 55 bytes, and most of some texts has escapes.
        let nodes = Nodes::with_capacity(source.text.len() / 24 + 8);
        let decoded = String::with_capacity(source.text.len() / 2);
        Self { nodes, decoded, ..Self::empty(id, &source.text, depth_limit) }
    }

    fn empty(id: SourceId, text: &'s str, depth_limit: usize) -> Self {
        Self {
            id,
            text,
            nodes: Nodes::default(),
            decoded: String::new(),
            symbols: Symbols::with_capacity((text.len() / 512).min(MANY)),
            notices: Vec::new(),
            namings: Vec::new(),
            wide_maps: Vec::new(),
            long_numbers: Vec::new(),
            said: Symbols::default(),
            has_aliases: false,
            open: Vec::new(),
            depth_limit,
            key: None,
            seen: Vec::new(),
            last_end: 0,
            starts_cut: false,
        }
    }

    pub(super) fn id(&self) -> SourceId {
        self.id
    }

    /// The whole text that is read.
    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    /// A builder for another document of the same text.
    pub(super) fn fresh(&self) -> Self {
        Self { last_end: self.last_end, ..Self::empty(self.id, self.text, self.depth_limit) }
    }

    /// Forgets all that was read, of the first document.
    pub(super) fn start_again(&mut self) {
        let mut nodes = std::mem::take(&mut self.nodes);
        nodes.clear();
        *self = Self { nodes, last_end: 0, ..self.fresh() };
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
        let node = &self.nodes[index];
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
        self.key.map_or(self.last_end, |key| key.end)
    }

    /// Whether a key was given and its value has not come.
    pub(super) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    pub(super) fn in_map(&self) -> bool {
        self.open.last().is_some_and(|index| self.nodes[*index].kind == Kind::Map)
    }

    /// The innermost open container; the root where there is none.
    pub(super) fn holder(&self) -> u32 {
        self.open.last().copied().unwrap_or_default()
    }

    /// Depth of the innermost open container of a kind.
    pub(super) fn innermost(&self, kind: Kind) -> Option<usize> {
        self.open.iter().rposition(|index| self.nodes[*index].kind == kind)
    }

    /// Whether the root is a map with one of these keys.
    pub(super) fn has_entry(&self, names: &[&str]) -> bool {
        let symbols: Vec<u32> =
            names.iter().filter_map(|name| self.symbols.find(name)).map(|it| it.0).collect();
        let is_entry = |(node, place): (&NodeData, &NodePlace)| {
            place.parent == 0 && symbols.contains(&node.key)
        };
        !symbols.is_empty() && self.nodes.placed().skip(1).any(is_entry)
    }

    /// Whether nothing was read, or nothing but an empty value.
    pub(super) fn is_blank(&self) -> bool {
        self.nodes.is_empty() || self.nodes[0].kind == Kind::Null
    }

    /// Whether the innermost open container is an item of a list.
    pub(super) fn is_in_list(&self) -> bool {
        let around = self.open.len().checked_sub(2).map(|rank| self.open[rank]);
        around.is_some_and(|index| self.nodes[index].kind == Kind::List)
    }

    pub(super) fn notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    #[inline(always)]
    pub(super) fn key(&mut self, words: Words<'_>, start: u32, end: u32, kind: Kind) {
        let name = match words {
            Words::Source(from, to) => &self.text[from as usize..to as usize],
            Words::Decoded(text) => text,
        };
        let Symbol(symbol) = self.symbols.intern(name);
        let names = Names::of(name);
        if names == Names::Reference {
            self.mark(REFERS);
        }
        if kind != Kind::Text {
            self.notices.push(Notice::KeyNotText { node: self.next_index(), kind });
        }
        self.key = Some(Key { symbol, start, end, names });
    }

    #[inline(always)]
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
        let index = self.push(kind, style, start, end, a, b, flags);
        let is_number = matches!(kind, Kind::Integer | Kind::Float);
        if is_number && self.text.get(start as usize..end as usize).is_some_and(is_long) {
            self.long_numbers.push(index);
        }
    }

    pub(super) fn alias(&mut self, target: u32, start: u32, end: u32) {
        self.has_aliases = true;
        self.push(Kind::Alias, Style::Plain, start, end, target, 0, 0);
    }

    #[inline(always)]
    pub(super) fn open(&mut self, kind: Kind, style: Style, start: u32) {
        let index = self.push(kind, style, start, start, 0, 0, 0);
        self.open.push(index);
    }

    /// Closes the innermost container. `end` where the text shows it (a bracket), else its last descendant's.
    #[inline(always)]
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some(index) = self.open.pop() else { return };
        let after = self.next_index();
        let place = self.nodes.place_mut(index);
        place.end = place.end.max(end.unwrap_or(self.last_end));
        self.last_end = place.end;
        let node = &mut self.nodes[index];
        node.a = after;
        if node.kind == Kind::Map {
            let entries = node.b;
            if entries > FEW {
                self.wide_maps.push(index);
            }
            if entries > 1 {
                self.find_duplicates(index, after);
            }
        }
    }

    /// Some of what the innermost open container holds is not read.
    pub(super) fn cut_innermost(&mut self) {
        if let Some(index) = self.open.last() {
            self.nodes[*index].flags |= CUT;
        }
    }

    /// What the scalar read last means is not known, nor what its map would have.
    pub(super) fn cut_scalar(&mut self) {
        self.cut_innermost();
        if let Some(node) = self.nodes.last_mut() {
            node.flags |= CUT;
        }
    }

    /// Some of what every open container holds is not read, from this depth down: they are closed.
    pub(super) fn close_cut(&mut self, depth: usize) {
        if self.depth() > depth {
            self.drop_key();
        }
        while self.depth() > depth {
            self.cut_innermost();
            self.close(None);
        }
    }

    /// Forgets what was read just before a fault, which may have spoilt it: a key without its value, or a scalar.
    pub(super) fn forget_last(&mut self) {
        if self.drop_key() || self.nodes.len() < 2 {
            return;
        }
        let last = self.next_index() - 1;
        if !self.nodes[last].is_container() {
            self.keep(last);
        }
    }

    /// What was closed last may have been closed too early: the last child of each last child, from the innermost open
    /// container down.
    pub(super) fn cut_last(&mut self) {
        let Some(innermost) = self.open.last().copied() else { return };
        let mut index = self.next_index() - 1;
        while index > innermost {
            let node = &mut self.nodes[index];
            if node.is_container() {
                node.flags |= CUT;
            }
            index = self.nodes.place(index).parent;
        }
    }

    /// The root will lack what stood before it.
    pub(super) fn start_cut(&mut self) {
        self.starts_cut = true;
    }

    /// The name of the YAML anchor that stands before a node.
    pub(super) fn anchor_before(&self, index: u32) -> Option<&'s str> {
        let start = self.nodes.place_of(index)?.start;
        let before = self.text.get(..start as usize)?;
        // `&name !!map` or `!!map &name`, and nothing else between the key and the value.
        let words = before.split_whitespace().rev().take(2);
        words
            .take_while(|word| word.starts_with(['&', '!']))
            .find_map(|word| word.strip_prefix('&'))
    }

    /// Forgets the key whose value cannot be read: its map is cut. Says whether there was one.
    pub(super) fn drop_key(&mut self) -> bool {
        let had_key = self.key.take().is_some();
        if had_key {
            self.cut_innermost();
            let next = self.next_index();
            self.notices.retain(|notice| notice.node() != Some(next));
        }
        had_key
    }

    /// Forgets the nodes that start at or after a byte: they are read again. Containers among them are closed.
    pub(super) fn forget_from(&mut self, byte: u32) {
        let is_before = |(node, place): (&NodeData, &NodePlace)| {
            place.start < byte || (node.is_container() && place.key_start < byte)
        };
        let kept = self.nodes.placed().rposition(is_before);
        let kept = kept.map_or(0, |last| last as u32 + 1);
        if kept == self.next_index() {
            return;
        }
        self.keep(kept);
        for index in 0..kept {
            if self.nodes[index].is_container() {
                // One whose key alone stands before the byte starts there, and so is within what holds it.
                let place = self.nodes.place_mut(index);
                place.start = place.start.min(byte);
                place.end = place.end.min(byte);
            }
        }
        self.last_end = self.last_end.min(byte);
    }

    /// Keeps so many nodes.
    fn keep(&mut self, kept: u32) {
        for place in self.nodes.cut_off(kept) {
            if place.parent < kept {
                let parent = &mut self.nodes[place.parent];
                parent.b -= 1;
                parent.flags |= CUT;
            }
        }
        for node in self.nodes.iter_mut().filter(|node| node.is_container()) {
            node.a = node.a.min(kept);
        }
        self.open.retain(|index| *index < kept);
        self.notices.retain(|notice| notice.node().is_none_or(|node| node < kept));
        self.namings.retain(|naming| naming.node < kept);
        self.wide_maps.retain(|map| *map < kept);
        self.long_numbers.retain(|number| *number < kept);
    }

    pub(super) fn mark_merge(&mut self) {
        self.mark(MERGES);
    }

    /// Sets a flag of the innermost open container.
    fn mark(&mut self, flag: u8) {
        if let Some(index) = self.open.last() {
            self.nodes[*index].flags |= flag;
        }
    }

    #[inline(always)]
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
            let children = &mut self.nodes[parent].b;
            *children += 1;
            *children - 1
        });
        let parent = parent.unwrap_or(NONE);
        let key = self.key.take();
        let none = Key { symbol: NONE, start, end: rank, names: Names::Nothing };
        let Key { symbol, start: key_start, end: key_end, names } = key.unwrap_or(none);
        if names != Names::Nothing {
            let said = self.said_by(names, (kind, a, b, flags));
            self.namings.push(Naming { node: index, said });
        }
        self.last_end = self.last_end.max(end);
        let data = NodeData { key: symbol, a, b, kind, style, flags };
        self.nodes.push(data, NodePlace { key_start, key_end, start, end, parent });
        index
    }

    /// The rank of the text of a reference, among all of them; [`NONE`] for anything else.
    fn said_by(&mut self, names: Names, (kind, a, b, flags): (Kind, u32, u32, u8)) -> u32 {
        if names != Names::Reference || kind != Kind::Text {
            return NONE;
        }
        let text = if flags & DECODED == 0 { self.text } else { &self.decoded };
        self.said.intern(&text[a as usize..(a + b) as usize]).0
    }

    /// One pass over the entries of a closed map; a stamp by symbol tells a key that was already seen in it.
    fn find_duplicates(&mut self, map: u32, end: u32) {
        self.seen.resize(self.symbols.len(), (NONE, NONE));
        let mut index = map + 1;
        while index < end {
            let node = &self.nodes[index];
            let next = node.after(index);
            let stamp = &mut self.seen[node.key as usize];
            if stamp.0 == map {
                let first = self.nodes.place(stamp.1);
                let first = Span { source: self.id, start: first.key_start, end: first.key_end };
                self.notices.push(Notice::DuplicateKey { node: index, first });
                let shadowed = std::mem::replace(&mut stamp.1, index);
                self.nodes[shadowed].flags |= SHADOWED;
            } else {
                *stamp = (map, index);
            }
            index = next;
        }
    }

    pub(super) fn finish(mut self) -> Built {
        if self.nodes.is_empty() {
            let end = self.text.len() as u32;
            self.scalar(Kind::Null, Words::Source(end, end), end, end, Style::Plain);
        }
        if self.starts_cut {
            self.nodes[0].flags |= CUT;
        }
        let Self { nodes, decoded, symbols, notices, namings, has_aliases, .. } = self;
        let (wide_maps, long_numbers) = (self.wide_maps, self.long_numbers);
        Built { nodes, decoded, symbols, notices, namings, wide_maps, long_numbers, has_aliases }
    }
}

/// Whether a number is one that a double may not hold: `1e400` is the shortest.
fn is_long(number: &str) -> bool {
    number.len() > SAFE_FIGURES || (number.len() >= 5 && number.contains(['e', 'E']))
}
