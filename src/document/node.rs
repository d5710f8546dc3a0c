//! A cursor on one node. It looks through aliases and merge keys, so that nobody else has to know of them.

use std::cmp::Ordering;
use std::num::NonZero;

use super::children::Children;
use super::nodes::{CUT, MERGES, NONE, NodeData, NodePlace, REFERS, SHADOWED};
use super::symbols::{Keys, Symbol, Tag};
use super::wide::FEW;
use super::{Document, Kind, Style, pointer};
use crate::diagnostic::Label;
use crate::source::{SourceId, Span};

/// A node of a document. Copy it freely.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) index: u32,
}

/// A node by its ranks: what tables are keyed by. They are ordered by document, then by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId {
    /// Its document.
    pub document: SourceId,
    /// Its rank there.
    pub index: u32,
}

impl NodeId {
    /// Both ranks in one: lists of many nodes are put in order.
    fn key(self) -> u64 {
        u64::from(self.document.0) << 32 | u64::from(self.index)
    }
}

impl Ord for NodeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for NodeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The entries of a map above which each of several is looked for by its name.
const MANY: u32 = 24;

impl<'d> Node<'d> {
    pub(super) fn data(self) -> &'d NodeData {
        &self.document.nodes[self.index]
    }

    /// Where it is written.
    pub(super) fn written_at(self) -> &'d NodePlace {
        self.document.nodes.place(self.index)
    }

    /// The node itself, or what it names if it is an alias. An alias never names an alias.
    pub(super) fn real(self) -> Self {
        match self.data().kind {
            Kind::Alias => self.document.node(self.data().a),
            _ => self,
        }
    }

    /// The document it belongs to.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// Its ranks.
    pub fn id(self) -> NodeId {
        NodeId { document: self.document.id, index: self.index }
    }

    /// What it is; an alias is what it names.
    pub fn kind(self) -> Kind {
        self.real().data().kind
    }

    /// Whether it is a YAML alias.
    pub fn is_alias(self) -> bool {
        self.data().kind == Kind::Alias
    }

    /// What an alias names; any other node is itself.
    #[must_use]
    pub fn target(self) -> Self {
        self.real()
    }

    /// How it is written.
    pub fn style(self) -> Style {
        self.data().style
    }

    /// Whether it is a map.
    pub fn is_map(self) -> bool {
        self.kind() == Kind::Map
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        self.kind() == Kind::List
    }

    /// Whether it is null or empty.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Its key, when it is an entry of a map.
    pub fn key(self) -> Option<&'d str> {
        self.symbol().map(|symbol| self.document.symbols.name(symbol))
    }

    /// Its key as a number.
    pub fn symbol(self) -> Option<Symbol> {
        let key = self.data().key;
        (key != NONE).then_some(Symbol(key))
    }

    /// The text of a scalar as it means, escapes and folds undone; numbers and booleans as they are written.
    pub fn scalar(self) -> Option<&'d str> {
        let data = self.real().data();
        match data.kind {
            Kind::List | Kind::Map | Kind::Alias => None,
            Kind::Null | Kind::Boolean | Kind::Integer | Kind::Float | Kind::Text => {
                self.document.words(data)
            }
        }
    }

    /// Its text, when it is a text.
    pub fn as_str(self) -> Option<&'d str> {
        let data = self.real().data();
        if data.kind == Kind::Text { self.document.words(data) } else { None }
    }

    /// Its value, when it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match (self.kind(), self.scalar()) {
            (Kind::Boolean, Some(text)) => Some(text.eq_ignore_ascii_case("true")),
            _ => None,
        }
    }

    /// Its value, when it is a number.
    pub fn as_number(self) -> Option<f64> {
        match self.kind() {
            Kind::Integer | Kind::Float => number(self.scalar()?),
            _ => None,
        }
    }

    /// How many children are written in it, merges not counted.
    pub fn len(self) -> usize {
        match self.kind() {
            Kind::List | Kind::Map => self.real().data().b as usize,
            _ => 0,
        }
    }

    /// Whether nothing is written in it.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Its children in the order of the text; of duplicates, the last. Entries that merge keys bring come last, at their
    /// own place.
    #[inline(always)]
    pub fn children(self) -> Children<'d> {
        let node = self.real();
        let data = node.data();
        match data.kind {
            Kind::Map if data.flags & MERGES != 0 => Children::Merged(node.merged().into_iter()),
            Kind::List | Kind::Map => {
                Children::Written { document: self.document, next: node.index + 1, end: data.a }
            }
            _ => Children::Written { document: self.document, next: 0, end: 0 },
        }
    }

    /// The entry of a map, or the item of a list by its rank in figures.
    #[inline(always)]
    pub fn get(self, name: &str) -> Option<Node<'d>> {
        self.named(name, Tag::of(name))
    }

    /// The same, by the tag of the name: that of a name we wrote is known when this is compiled.
    fn named(self, name: &str, tag: Tag) -> Option<Node<'d>> {
        let data = self.real().data();
        match data.kind {
            Kind::Map if data.b == 0 => None,
            Kind::Map if data.flags & MERGES != 0 => self.entry(self.document.symbol(name)?),
            Kind::Map if data.b > FEW => self.own(self.document.symbol(name)?),
            Kind::Map => self.one_of_few(name, tag),
            Kind::List => pointer::rank(name).and_then(|rank| self.item(rank)),
            _ => None,
        }
    }

    /// An entry of a map without merge keys: what is asked most of all.
    fn one_of_few(self, name: &str, tag: Tag) -> Option<Node<'d>> {
        let symbols = &self.document.symbols;
        let nodes = &self.document.nodes;
        let node = self.real();
        let (mut index, end) = (node.index + 1, node.data().a);
        while index < end {
            let entry = &nodes[index];
            if entry.flags & SHADOWED == 0
                && entry.key != NONE
                && symbols.is(Symbol(entry.key), name, tag)
            {
                return Some(self.document.node(index));
            }
            index = entry.after(index);
        }
        None
    }

    /// The entries of a map that have these names, by their ranks, as [`Node::get`] gives each.
    pub(crate) fn entries<const N: usize>(self, keys: &Keys<N>) -> [Option<NonZero<u32>>; N] {
        let node = self.real();
        let data = node.data();
        if data.kind != Kind::Map || data.flags & MERGES != 0 || data.b > MANY {
            return keys.texts().map(|name| NonZero::new(self.get(name)?.index));
        }
        // Small maps: one pass costs a tenth of one for each name.
        let (nodes, symbols, mut found) = (&self.document.nodes, &self.document.symbols, [None; N]);
        let mut index = node.index + 1;
        while index < data.a {
            let entry = &nodes[index];
            if entry.flags & SHADOWED == 0
                && entry.key != NONE
                && let Some(rank) = symbols.position(Symbol(entry.key), keys)
            {
                found[rank] = NonZero::new(index);
            }
            index = entry.after(index);
        }
        found
    }

    /// The entries of a map that have one of these names.
    pub(crate) fn each_of<const N: usize>(
        self,
        keys: &Keys<N>,
    ) -> impl Iterator<Item = Node<'d>> + use<'d, N> {
        let entries = self.entries(keys).into_iter().flatten();
        entries.map(move |index| self.document.node(index.get()))
    }

    /// Whether it is a map that may be a reference: no other does, and most do not.
    pub(crate) fn may_refer(self) -> bool {
        self.real().data().flags & (REFERS | MERGES) != 0
    }

    /// Whether it is known that nothing in it holds anything: one look, however much there is.
    pub(crate) fn is_flat(self) -> bool {
        let node = self.real();
        let data = node.data();
        let is_aliased = || self.document.has_aliases || data.flags & MERGES != 0;
        data.is_container() && data.a - node.index - 1 == data.b && !is_aliased()
    }

    /// Whether some of what is written directly in it could not be read: what it does not hold is unknown, not missing.
    pub fn is_cut(self) -> bool {
        let node = self.real();
        node.data().flags & CUT != 0 || node.written_at().end > self.document.misplaced
    }

    /// The items of a list; what is no list, alone: for what may be written as one thing or as several.
    pub fn one_or_several(self) -> impl Iterator<Item = Node<'d>> {
        let (alone, items) =
            if self.is_list() { (None, Some(self.children())) } else { (Some(self), None) };
        alone.into_iter().chain(items.into_iter().flatten())
    }

    /// It and all that is written in it, in the order of the text; what aliases name is not gone into.
    pub fn subtree(self) -> impl Iterator<Item = Node<'d>> {
        let end = self.document.nodes.after(self.index);
        (self.index..end).map(move |index| self.document.node(index))
    }

    /// Whether something in it, at any depth, could not be read.
    pub fn holds_cut(self) -> bool {
        let node = self.real();
        if node.written_at().end > self.document.misplaced {
            return true;
        }
        let end = self.document.nodes.after(node.index);
        let cuts = &self.document.cuts;
        let first = cuts.partition_point(|cut| *cut < node.index);
        cuts.get(first).is_some_and(|cut| *cut < end)
    }

    /// What is written directly in a map, merge keys among it.
    pub(super) fn written(self) -> Children<'d> {
        let node = self.real();
        Children::Written { document: self.document, next: node.index + 1, end: node.data().a }
    }

    /// The entry of a map that is written in it.
    pub(super) fn own(self, name: Symbol) -> Option<Node<'d>> {
        let map = self.real();
        if map.data().b <= FEW {
            return self.written().find(|entry| entry.symbol() == Some(name));
        }
        let found = self.document.wide().find(&self.document.nodes, map.index, name)?;
        Some(self.document.node(found))
    }

    /// The item of a list that has this rank: what stands halfway tells which half holds it.
    fn item(self, rank: usize) -> Option<Node<'d>> {
        let list = self.real();
        let (mut first, mut end) = (list.index + 1, list.data().a);
        while first < end {
            let mut here = self.document.node(first + (end - first) / 2);
            while here.written_at().parent != list.index {
                here = here.parent()?;
            }
            match here.rank()?.cmp(&rank) {
                Ordering::Equal => return Some(here),
                Ordering::Less => first = self.document.nodes.after(here.index),
                Ordering::Greater => end = here.index,
            }
        }
        None
    }

    /// The node it stands in.
    pub fn parent(self) -> Option<Node<'d>> {
        let parent = self.written_at().parent;
        (parent != NONE).then(|| self.document.node(parent))
    }

    /// Its rank in a list.
    pub fn rank(self) -> Option<usize> {
        let is_item = self.symbol().is_none() && self.written_at().parent != NONE;
        is_item.then_some(self.written_at().key_end as usize)
    }

    /// Its JSON Pointer (RFC 6901) in its own document.
    pub fn pointer(self) -> String {
        pointer::of(self)
    }

    /// The bytes of its value. A map or list by indentation starts at its first key or item.
    pub fn span(self) -> Span {
        let place = self.written_at();
        self.document.span(place.start, place.end)
    }

    /// The bytes of its key, quotes included.
    pub fn key_span(self) -> Option<Span> {
        let place = self.written_at();
        self.symbol().map(|_| self.document.span(place.key_start, place.key_end))
    }

    /// The smallest thing that shows the node: the value of a scalar, the key of a map, list or empty value; of a list
    /// item or of the root, its first key, or its first character.
    pub fn place(self) -> Span {
        let (data, place) = (self.data(), self.written_at());
        match data.kind {
            Kind::Boolean | Kind::Integer | Kind::Float | Kind::Text | Kind::Alias => self.span(),
            Kind::Null if place.end > place.start => self.span(),
            Kind::Null | Kind::List | Kind::Map => {
                self.key_span().unwrap_or_else(|| match self.children().next() {
                    Some(first) if data.style == Style::Indented => {
                        first.key_span().unwrap_or_else(|| first.place())
                    }
                    _ if data.kind == Kind::Null => self.dash(),
                    _ => self
                        .document
                        .span(place.start, place.end.min(place.start + self.first_length())),
                })
            }
        }
    }

    /// Bytes of its first character: a bracket, unless YAML leaves it out.
    fn first_length(self) -> u32 {
        let rest =
            self.document.source.text.get(self.written_at().start as usize..).unwrap_or_default();
        rest.chars().next().map_or(0, char::len_utf8) as u32
    }

    /// The sign that announces an empty item of a list: the last one before it.
    fn dash(self) -> Span {
        let start = self.written_at().start as usize;
        let before = self.document.source.text.get(..start).unwrap_or_default().trim_end();
        let sign = before.chars().next_back().map_or(0, char::len_utf8);
        self.document.span((before.len() - sign) as u32, before.len() as u32)
    }

    /// Its key if it has one, else its place: where something is missing under it.
    pub fn key_place(self) -> Span {
        self.key_span().unwrap_or_else(|| self.place())
    }

    /// A label on [`Node::place`].
    pub fn label(self) -> Label {
        Label { span: self.place(), pointer: self.pointer(), text: None }
    }

    /// A label on [`Node::key_place`].
    pub fn key_label(self) -> Label {
        Label { span: self.key_place(), pointer: self.pointer(), text: None }
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} at {}#{}", self.kind(), self.document.source.uri, self.pointer())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Node<'_> {}

/// The value of a number as the core schema writes it.
fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let radix =
        |digits: &str, radix| i64::from_str_radix(digits, radix).ok().map(|value| value as f64);
    let value = match digits.get(..2) {
        Some("0x") => radix(&digits[2..], 16)?,
        Some("0o") => radix(&digits[2..], 8)?,
        _ => match digits.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "inf" => f64::INFINITY,
            "nan" => f64::NAN,
            _ => digits.parse().ok()?,
        },
    };
    Some(sign * value)
}
