//! What the parts of a document are to the specification, as far as references go: an example is free to look like one.

use std::collections::BTreeSet;

use super::weight::Whole;
use crate::document::{Document, Node, Symbol};
use crate::spec::{Version, is_extension};

/// What a map is to the specification, as far as references go.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Its keys are fields.
    Object,
    /// Its keys are names that the author chose: a property may be called `$ref` or `example`.
    Names,
    /// It is a literal value: an example is free to look like a reference.
    Literal,
}

/// The keys that matter, in one document.
pub(super) struct Words {
    pub reference: Option<Symbol>,
    pub dynamic_reference: Option<Symbol>,
    pub id: Option<Symbol>,
    pub anchor: Option<Symbol>,
    pub dynamic_anchor: Option<Symbol>,
    examples: Option<Symbol>,
    value: Option<Symbol>,
    pub mapping: Option<Symbol>,
    pub default_mapping: Option<Symbol>,
    pub discriminator: Option<Symbol>,
    pub operation_ref: Option<Symbol>,
    pub security: Option<Symbol>,
    merge: Option<Symbol>,
    /// What each name is, by its symbol.
    names: Vec<Name>,
}

impl Words {
    /// Nothing of a document in which nothing can refer to anything.
    pub fn of(document: &Document, version: Version) -> Option<Self> {
        let since = |first: Version, word: &str| document.symbol(word).filter(|_| version >= first);
        let mut words = Self {
            reference: document.symbol("$ref"),
            dynamic_reference: since(Version::Oas3_1, "$dynamicRef"),
            id: since(Version::Oas3_1, "$id"),
            anchor: since(Version::Oas3_1, "$anchor"),
            dynamic_anchor: since(Version::Oas3_1, "$dynamicAnchor"),
            examples: document.symbol("examples"),
            value: document.symbol("value"),
            mapping: since(Version::Oas3_0, "mapping"),
            default_mapping: since(Version::Oas3_2, "defaultMapping"),
            discriminator: since(Version::Oas3_0, "discriminator"),
            operation_ref: since(Version::Oas3_0, "operationRef"),
            security: since(Version::Oas3_2, "security"),
            merge: document.symbol("<<"),
            names: Vec::new(),
        };
        if words.are_all_absent() {
            return None;
        }
        words.names = words.names_in(document);
        Some(words)
    }

    /// What each name of a document is: the words that mean something are looked for, most names mean nothing.
    fn names_in(&self, document: &Document) -> Vec<Name> {
        let mut names: Vec<Name> = document.names().map(Name::of_author).collect();
        let mut learn = |symbol: Option<Symbol>, what: &dyn Fn(&mut Name)| {
            if let Some(symbol) = symbol {
                what(&mut names[symbol.0 as usize]);
            }
        };
        for word in LITERALS {
            learn(document.symbol(word), &|name| name.role = Role::Literal);
        }
        for word in HOLD_NAMES {
            learn(document.symbol(word), &|name| name.role = Role::Names);
        }
        for (word, whole) in Whole::words() {
            learn(document.symbol(word), &|name| name.whole = whole);
        }
        for symbol in self.referring() {
            learn(symbol, &|name| name.refers = true);
        }
        names
    }

    fn referring(&self) -> [Option<Symbol>; 6] {
        let Self { reference, dynamic_reference, anchor, dynamic_anchor, .. } = *self;
        let Self { default_mapping, operation_ref, .. } = *self;
        [reference, dynamic_reference, anchor, dynamic_anchor, default_mapping, operation_ref]
    }

    /// Whether what a node holds may refer to something, whatever its names.
    pub fn let_refer(&self, node: Node<'_>) -> bool {
        self.security.is_some() || (self.mapping.is_some() && self.is_mapping(node))
    }

    /// Whether a node may refer to something, as far as its name and that of what it stands in tell.
    pub fn may_refer(&self, node: Node<'_>) -> bool {
        self.name_of(node).is_some_and(|name| name.refers)
            || node.parent().is_some_and(|parent| self.let_refer(parent))
    }

    /// What the name of a node is.
    fn name_of(&self, node: Node<'_>) -> Option<Name> {
        Some(self.names[node.symbol()?.0 as usize])
    }

    /// Whether a reference in this map stands for a whole: see [`Whole`].
    pub fn is_whole(&self, map: Node<'_>) -> bool {
        let whole = |node| self.name_of(node).map_or(Whole::Not, |name| name.whole);
        whole(map).is_one_in(map.parent().map_or(Whole::Not, whole))
    }

    /// Whether a node is a `mapping`, as far as its name tells: of its texts, all name something.
    pub fn is_mapping(&self, node: Node<'_>) -> bool {
        node.symbol().is_some() && node.symbol() == self.mapping
    }

    fn are_all_absent(&self) -> bool {
        let others = [self.id, self.mapping, self.security];
        self.referring().iter().chain(&others).all(Option::is_none)
    }
}

/// What a name is wherever it stands.
#[derive(Clone, Copy)]
struct Name {
    /// Of a field of this name.
    role: Role,
    is_extension: bool,
    /// Whether it is one of those by which something is referred to.
    refers: bool,
    whole: Whole,
}

impl Name {
    /// Of a name that the specification says nothing of.
    fn of_author(name: &str) -> Self {
        let is_extension = is_extension(name);
        Self { role: Role::Object, is_extension, refers: false, whole: Whole::Not }
    }
}

/// What the nodes of a document are to the specification, read where it is asked for.
pub(super) struct Roles<'d> {
    pub words: &'d Words,
    /// One for each node that was read, and for all that it stands in.
    of_nodes: Vec<Known>,
    /// The extensions that are in no other, of which something was read.
    extensions: BTreeSet<u32>,
    /// Nodes that are not read yet, from one of them up: kept for its room.
    way: Vec<u32>,
}

/// What is known of a node.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Nothing,
    /// What it is, outside of extensions.
    Outside(Role),
    /// What it is, in one.
    Extension(Role),
}

impl<'d> Roles<'d> {
    pub fn of(document: &Document, words: &'d Words) -> Self {
        let of_nodes = vec![Known::Nothing; document.len()];
        Self { words, of_nodes, extensions: BTreeSet::new(), way: Vec::new() }
    }

    fn known(&self, node: Node<'_>) -> Known {
        self.of_nodes[node.id().index as usize]
    }

    /// What a node is that was read.
    pub fn of_node(&self, node: Node<'_>) -> Role {
        match self.known(node) {
            Known::Outside(role) | Known::Extension(role) => role,
            Known::Nothing => unreachable!("what a node stands in is read before it"),
        }
    }

    /// What a node is, and the extension that it stands in.
    pub fn read(&mut self, node: Node<'_>) -> (Role, Option<u32>) {
        let document = node.document();
        let mut here = node;
        while self.known(here) == Known::Nothing {
            self.way.push(here.id().index);
            let Some(parent) = here.parent() else { break };
            here = parent;
        }
        while let Some(index) = self.way.pop() {
            self.of_nodes[index as usize] = self.told(document.node(index));
        }
        // What stands in it follows it in the text, and it is in no other.
        let in_one = matches!(self.known(node), Known::Extension(_));
        let before = || self.extensions.range(..=node.id().index).next_back().copied();
        (self.of_node(node), if in_one { before() } else { None })
    }

    /// What there is to know of a node, its parent being known.
    fn told(&mut self, node: Node<'_>) -> Known {
        let role = self.role(node);
        let is_extension = || self.words.name_of(node).is_some_and(|name| name.is_extension);
        match node.parent().map(|parent| self.known(parent)) {
            Some(Known::Extension(_)) => Known::Extension(role),
            Some(Known::Outside(Role::Object)) if is_extension() => {
                self.extensions.insert(node.id().index);
                Known::Extension(role)
            }
            _ => Known::Outside(role),
        }
    }

    /// Reads a part of the document again, as something else than what its place makes of it.
    pub fn read_as(&mut self, part: Node<'_>, role: Role) {
        let again = |known, role| match known {
            Known::Extension(_) => Known::Extension(role),
            Known::Nothing | Known::Outside(_) => Known::Outside(role),
        };
        self.of_nodes[part.id().index as usize] = again(self.known(part), role);
        for node in part.subtree().skip(1) {
            self.of_nodes[node.id().index as usize] = again(self.known(node), self.role(node));
        }
    }

    /// What a node is, its parent being known.
    fn role(&self, node: Node<'_>) -> Role {
        let Some(parent) = node.parent() else { return Role::Object };
        let around = self.of_node(parent);
        let is_merge =
            |node: Node<'_>| node.symbol() == self.words.merge && node.symbol().is_some();
        // What a merge key brings stands in the map itself.
        if self.words.merge.is_some()
            && (is_merge(node) || (node.symbol().is_none() && is_merge(parent)))
        {
            return around;
        }
        match (around, node.symbol()) {
            (Role::Literal, _) => Role::Literal,
            // An item of a list is what the list is.
            (Role::Names, _) | (Role::Object, None) => Role::Object,
            (Role::Object, Some(name)) => {
                let is = |word: Option<Symbol>| word == Some(name);
                if (is(self.words.examples) && node.is_list())
                    || (is(self.words.value) && is_example(parent, self.words.examples))
                {
                    return Role::Literal;
                }
                self.words.names[name.0 as usize].role
            }
        }
    }
}

/// Whether a map is an Example Object: an entry of `examples`.
fn is_example(node: Node<'_>, examples: Option<Symbol>) -> bool {
    examples.is_some() && node.parent().is_some_and(|parent| parent.symbol() == examples)
}

/// Fields that hold a literal value.
const LITERALS: [&str; 6] = ["example", "default", "const", "enum", "dataValue", "serializedValue"];

/// Fields whose keys are names that the author chose.
const HOLD_NAMES: [&str; 25] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "securityDefinitions",
    "links",
    "callbacks",
    "pathItems",
    "paths",
    "webhooks",
    "variables",
    "mapping",
    "scopes",
    "content",
    "encoding",
    "mediaTypes",
    "additionalOperations",
];
