//! One tree for YAML and JSON, in one arena, where every key and value knows its place.
//!
//! Nodes stand in pre-order and name each other by index: a parent comes before its children, and a subtree is a range.
//! Texts are slices of the source, or of one side buffer where an escape or a fold changed them. Aliases stay aliases and
//! merge keys stay merge keys: nothing is copied, a [`Node`] looks through them.

mod build;
mod children;
mod comments;
mod expansion;
mod implicit;
mod json;
mod merge;
mod named;
mod naming;
mod node;
mod nodes;
mod place;
mod pointer;
mod readings;
mod scan;
mod symbols;
#[cfg(test)]
mod tests;
mod wide;
mod yaml;

use std::sync::{Arc, OnceLock};

pub use children::Children;
pub use comments::{Comment, Comments};
pub use implicit::Reading;
pub use node::{Node, NodeId};
pub use place::Places;
pub use pointer::{escape, unescape};
#[doc(hidden)]
pub use readings::Readings;
pub(crate) use symbols::Keys;
pub use symbols::Symbol;

use crate::diagnostic::Text;
use crate::source::{Source, SourceId, Span};
use build::{Builder, Built};
use named::ByKey;
use naming::Naming;
use nodes::{CUT, DECODED, MERGES, NONE, NodeData, Nodes, SHADOWED};
use symbols::Symbols;
use wide::Wide;

/// What a node is, as YAML 1.2's core schema and JSON name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true`, `false`.
    Boolean,
    /// A number without fraction or exponent.
    Integer,
    /// Any other number.
    Float,
    /// Text.
    Text,
    /// A sequence, an array.
    List,
    /// A mapping, an object.
    Map,
    /// A YAML alias (`*name`): never seen through [`Node::kind`], which looks at what it names.
    Alias,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// YAML without quotes, or a JSON literal.
    Plain,
    /// Between single or double quotes.
    Quoted,
    /// A YAML block scalar: `|` or `>`.
    Block,
    /// A YAML collection by indentation.
    Indented,
    /// A collection between brackets.
    Flow,
}

/// The notation of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
}

/// Something the reader noticed that does not stop the reading.
#[derive(Clone, Debug)]
pub enum Notice {
    /// A key stands twice in a map; the last one wins, as in every reader.
    DuplicateKey {
        /// The later entry.
        node: u32,
        /// The key of the earlier one.
        first: Span,
    },
    /// A key that is not a text: `200:`, `true:`, `null:`.
    KeyNotText {
        /// The entry.
        node: u32,
        /// What the key is.
        kind: Kind,
    },
    /// A YAML alias names an anchor that is not there, or the very node that holds it.
    BrokenAlias {
        /// The alias, read as null.
        node: u32,
    },
    /// The file holds several YAML documents, of which one is read: the first that is an OpenAPI description, or else the
    /// first that is not empty.
    SeveralDocuments {
        /// Where the one that is read starts, or where the one after it does when it is the first.
        at: Span,
        /// Whether the one that is read starts there.
        is_read: bool,
    },
    /// Half of a character: `\ud800` without its other half. It is read as U+FFFD.
    LoneSurrogate {
        /// The node whose value or key holds it.
        node: u32,
        /// The escape.
        at: Span,
    },
}

impl Notice {
    /// The node it is about.
    fn node(&self) -> Option<u32> {
        match self {
            Self::DuplicateKey { node, .. }
            | Self::KeyNotText { node, .. }
            | Self::BrokenAlias { node }
            | Self::LoneSurrogate { node, .. } => Some(*node),
            Self::SeveralDocuments { .. } => None,
        }
    }
}

/// A fault of syntax, and what it hides.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// What is wrong and what to do, in both languages.
    pub message: Text,
    /// The place.
    pub at: Span,
    /// The notation it was read as.
    pub notation: Notation,
    /// Rank of the innermost node that was open there.
    pub holder: u32,
    /// What could not be read because of it.
    pub loss: Loss,
    /// Where the reading goes on, when it is not at once.
    pub resumed: Option<Span>,
}

/// What a fault hides of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Nothing: what was meant is plain.
    Nothing,
    /// Some of the text around it.
    Part,
    /// All that follows.
    Rest,
}

/// A text read into its tree.
#[derive(Debug)]
pub struct Document {
    /// Rank among the documents of a description; its own source has the same rank.
    pub id: SourceId,
    /// The text.
    pub source: Arc<Source>,
    /// How it is written.
    pub notation: Notation,
    /// What the reader noticed, in the order of the text.
    pub notices: Vec<Notice>,
    /// Where its syntax is broken, in the order of the text. The tree holds what could be read all the same.
    pub faults: Vec<SyntaxError>,
    /// Ranks of the containers of which something is not read, in order.
    cuts: Vec<u32>,
    /// From this byte on, what is read may stand elsewhere: a bracket is missing or one too many. `u32::MAX`: nowhere.
    misplaced: u32,
    has_aliases: bool,
    comments: OnceLock<Comments>,
    /// The maps that have more than a few entries, inner ones first.
    wide_maps: Vec<u32>,
    /// The numbers that a double may not hold, in order.
    long_numbers: Vec<u32>,
    wide: OnceLock<Wide>,
    by_key: OnceLock<ByKey>,
    namings: Vec<Naming>,
    nodes: Nodes,
    decoded: String,
    symbols: Symbols,
}

/// Figures that every double holds.
pub(crate) const SAFE_FIGURES: usize = 15;

/// Faults that are told of one text; the reading ends there.
const FAULT_LIMIT: usize = 20;

/// How much of a text is read: a stranger's file may be made to exhaust who reads it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Maps and lists inside one another.
    pub depth: usize,
    /// Nodes that aliases and merge keys stand for, each time they do: a billion laughs are a billion. Eight bytes of a text
    /// count as one more.
    pub aliases: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 512, aliases: 1_000_000 }
    }
}

impl Document {
    /// Reads a text as its name and first character say: JSON where the name ends in `.json` or the text opens with a
    /// bracket and is JSON, YAML otherwise (of which JSON is nearly a subset). Broken syntax is read past:
    /// [`Document::faults`] tells it.
    pub fn parse(id: SourceId, source: Arc<Source>) -> Self {
        Self::parse_within(id, source, Limits::default())
    }

    /// The same, with other limits.
    pub fn parse_within(id: SourceId, source: Arc<Source>, limits: Limits) -> Self {
        let body = source.text[source.mark_length()..].trim_start();
        if !body.starts_with(['{', '[']) {
            return Self::read_as(Notation::Yaml, id, source, limits);
        }
        let json = Self::read_as(Notation::Json, id, Arc::clone(&source), limits);
        let Some(fault) = json.faults.first().filter(|_| source.uri.extension() != "json") else {
            return json;
        };
        // YAML's brackets allow comments, single quotes and keys without quotes: it reads further where that is meant.
        let at = fault.at.start;
        let yaml = Self::read_as(Notation::Yaml, id, source, limits);
        if yaml.faults.first().is_none_or(|fault| fault.at.start > at) { yaml } else { json }
    }

    /// Reads a text in a given notation.
    pub fn parse_as(notation: Notation, id: SourceId, source: Arc<Source>) -> Self {
        Self::read_as(notation, id, source, Limits::default())
    }

    fn read_as(notation: Notation, id: SourceId, source: Arc<Source>, limits: Limits) -> Self {
        let text = Arc::clone(&source);
        let mut builder = Builder::new(id, &text, limits.depth);
        let faults = match notation {
            Notation::Json => json::read(&text, &mut builder),
            Notation::Yaml => yaml::read(&text, &mut builder),
        };
        Self::of(notation, source, builder, faults, limits)
    }

    /// What a builder holds, as a document.
    fn of(
        notation: Notation,
        source: Arc<Source>,
        builder: Builder<'_>,
        faults: Vec<SyntaxError>,
        limits: Limits,
    ) -> Self {
        let id = builder.id();
        let mut faults = faults;
        let Built {
            mut nodes,
            decoded,
            symbols,
            mut notices,
            mut namings,
            mut wide_maps,
            mut long_numbers,
            has_aliases,
        } = builder.finish();
        if has_aliases && let Err(fault) = expansion::check(&nodes, id, limits.aliases) {
            // Nothing of it is kept: whoever walks it would walk for ever.
            nodes = Nodes::nothing();
            notices.clear();
            namings.clear();
            wide_maps.clear();
            long_numbers.clear();
            faults = vec![fault];
        }
        let is_cut = |(_, node): &(u32, &NodeData)| node.flags & CUT != 0;
        let cuts = if faults.is_empty() {
            Vec::new()
        } else {
            (0..).zip(nodes.iter()).filter(is_cut).map(|(index, _)| index).collect()
        };
        let mut document = Self {
            id,
            source,
            notation,
            notices,
            faults,
            cuts,
            misplaced: NONE,
            has_aliases,
            comments: OnceLock::new(),
            wide_maps,
            long_numbers,
            wide: OnceLock::new(),
            by_key: OnceLock::new(),
            namings,
            nodes,
            decoded,
            symbols,
        };
        if notation == Notation::Json && document.is_partial() {
            document.misplaced = json::misplaced(&document);
            let end = document.nodes.place(0).end;
            if !document.may_be_misplaced() {
                // Only what follows the end is wrong.
                let is_after =
                    |fault: &&mut SyntaxError| fault.at.start >= end && fault.loss == Loss::Part;
                let after = document.faults.iter_mut().filter(is_after);
                after.for_each(|fault| fault.loss = Loss::Nothing);
            }
        }
        document
    }

    /// Whether some of the text could not be read: what is not in the tree may be there.
    pub fn is_partial(&self) -> bool {
        !self.cuts.is_empty() || self.faults.iter().any(|fault| fault.loss != Loss::Nothing)
    }

    /// The text of a scalar.
    fn words(&self, scalar: &NodeData) -> Option<&str> {
        let text = if scalar.flags & DECODED == 0 { &self.source.text } else { &self.decoded };
        text.get(scalar.a as usize..(scalar.a + scalar.b) as usize)
    }

    /// Whether it has a YAML alias: a node may then stand in several places.
    pub fn has_aliases(&self) -> bool {
        self.has_aliases
    }

    /// Whether what is read at a byte may stand elsewhere in the document.
    pub fn is_misplaced(&self, byte: u32) -> bool {
        byte >= self.misplaced
    }

    /// Whether anything in it may stand elsewhere.
    pub fn may_be_misplaced(&self) -> bool {
        self.misplaced != NONE
    }

    /// The node that holds all the others.
    pub fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// A node by its index.
    pub fn node(&self, index: u32) -> Node<'_> {
        Node { document: self, index }
    }

    /// Every node, parents before children, in the order of the text.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|index| self.node(index))
    }

    /// The numbers that are long enough for a double not to hold all their figures, or have an exponent, in order.
    pub(crate) fn long_numbers(&self) -> impl Iterator<Item = Node<'_>> {
        self.long_numbers.iter().map(|index| self.node(*index))
    }

    /// The entries whose keys say that their values may name something, in order.
    pub(crate) fn namings(&self) -> &[Naming] {
        &self.namings
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: even an empty text has a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The symbol of a name, if any key has it.
    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.symbols.find(name)
    }

    /// The name of a symbol.
    pub fn name_of(&self, symbol: Symbol) -> &str {
        self.symbols.name(symbol)
    }

    /// The different keys, each once.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.symbols.len()).map(|rank| self.symbols.name(Symbol(rank as u32)))
    }

    /// How many different keys there are; symbols are below it.
    pub fn symbol_count(&self) -> usize {
        self.symbols.len()
    }

    /// The node that a JSON Pointer names (RFC 6901): nothing is the root, `/paths/~1a` a path.
    pub fn at_pointer(&self, pointer: &str) -> Option<Node<'_>> {
        pointer::find(self.root(), pointer)
    }

    /// The entries of its wide maps, brought together the first time that one is looked for.
    fn wide(&self) -> &Wide {
        self.wide.get_or_init(|| Wide::of(&self.nodes, &self.wide_maps))
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.id, start, end }
    }
}

/// What is said of the container that is one too many.
fn too_deep(limit: usize) -> Text {
    Text::new(
        format!("more than {limit} levels inside one another (--limit depth=N reads deeper)"),
        format!("plus de {limit} niveaux d'imbrication (--limit depth=N en lit davantage)"),
    )
}
