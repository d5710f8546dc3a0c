//! The reference graph: what each `$ref` names, drawn once, cycles included. Nothing is ever copied to dereference.

use std::collections::{HashMap, VecDeque};

use percent_encoding::percent_decode_str;

use super::load::Library;
use crate::diagnostic::Text;
use crate::document::{Document, Node, NodeId, Symbol, unescape};
use crate::source::SourceId;

/// References followed in a row before a chain is called circular.
pub(super) const HOPS: usize = 64;
/// Maps wider than this get an index while references are resolved.
const WIDE: usize = 16;

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// This node.
    Node(NodeId),
    /// Nothing; the rank of the reason in [`RefGraph::dangling`].
    Dangling(usize),
}

/// A reference that names nothing.
#[derive(Clone, Debug)]
pub struct Dangling {
    /// The map that holds the `$ref`.
    pub at: NodeId,
    /// Why.
    pub reason: DanglingReason,
}

/// Why a reference names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DanglingReason {
    /// The document is there, the place in it is not.
    NoSuchPlace,
    /// The part after `#` is neither empty nor starts with `/`.
    NotAPointer,
    /// The file is not there.
    NoSuchFile,
    /// The file is outside the project's root.
    Outside,
    /// The document is on the network.
    Remote,
    /// The file is there and cannot be read.
    Unreadable(Text),
    /// Its target is a reference again, and so on in a circle.
    Circular,
    /// The limit on documents is reached.
    TooManyDocuments(usize),
    /// With its document, the limit on bytes would be passed.
    TooManyBytes(u64),
}

/// The edges from every `$ref` to what it names.
#[derive(Debug, Default)]
pub struct RefGraph {
    targets: HashMap<NodeId, Target, foldhash::fast::RandomState>,
    /// References that name nothing, in the order they were met.
    pub dangling: Vec<Dangling>,
}

impl RefGraph {
    /// What a map with a `$ref` names; nothing for any other node.
    pub fn target(&self, id: NodeId) -> Option<Target> {
        self.targets.get(&id).copied()
    }

    /// Every node that some reference names.
    pub fn target_nodes(&self) -> impl Iterator<Item = NodeId> {
        self.targets.values().filter_map(|target| match target {
            Target::Node(id) => Some(*id),
            Target::Dangling(_) => None,
        })
    }

    /// How many references there are.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there is no reference.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Resolves the references of the entry document and of every document they reach.
    pub(super) fn build(library: &mut Library<'_>) -> Self {
        let mut graph = Self::default();
        let mut indexes = Indexes::default();
        let mut order = Vec::new();
        let mut to_read = VecDeque::from([SourceId(0)]);
        while let Some(id) = to_read.pop_front() {
            let references = references(&library.documents[id.0 as usize]);
            let mut memo: HashMap<String, Result<NodeId, DanglingReason>> = HashMap::new();
            for (index, reference) in references {
                let at = NodeId { document: id, index };
                let known = library.documents.len();
                let found = memo.get(&reference).cloned().unwrap_or_else(|| {
                    let found = resolve(library, &mut indexes, id, &reference);
                    memo.insert(reference, found.clone());
                    found
                });
                to_read.extend((known..library.documents.len()).map(|new| SourceId(new as u32)));
                let target = match found {
                    Ok(target) => Target::Node(target),
                    Err(reason) => {
                        graph.dangling.push(Dangling { at, reason });
                        Target::Dangling(graph.dangling.len() - 1)
                    }
                };
                graph.targets.insert(at, target);
                order.push(at);
            }
        }
        graph.break_circles(&order);
        graph
    }

    /// References that only lead to references name nothing.
    fn break_circles(&mut self, order: &[NodeId]) {
        for at in order {
            let mut here = *at;
            let mut hops = 0;
            while let Some(Target::Node(next)) = self.targets.get(&here).copied() {
                here = next;
                hops += 1;
                if hops == HOPS {
                    self.dangling.push(Dangling { at: *at, reason: DanglingReason::Circular });
                    self.targets.insert(*at, Target::Dangling(self.dangling.len() - 1));
                    break;
                }
            }
        }
    }
}

/// The node that a reference names, its document read if need be.
fn resolve(
    library: &mut Library<'_>,
    indexes: &mut Indexes,
    from: SourceId,
    reference: &str,
) -> Result<NodeId, DanglingReason> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let document = if file.is_empty() {
        from
    } else {
        if file.starts_with("file:") {
            return Err(DanglingReason::Outside);
        }
        let base = library.documents[from.0 as usize].source.uri.clone();
        match library.document(&base.join(file)) {
            // A reference is a URI: `a%20b.yaml` is the file `a b.yaml`.
            Err(DanglingReason::NoSuchFile) if file.contains('%') => {
                let file = percent_decode_str(file).decode_utf8_lossy();
                library.document(&base.join(&file))?
            }
            found => found?,
        }
    };
    let fragment = percent_decode_str(fragment).decode_utf8_lossy();
    if fragment.is_empty() {
        return Ok(library.documents[document.0 as usize].root().id());
    }
    let Some(path) = fragment.strip_prefix('/') else { return Err(DanglingReason::NotAPointer) };
    let document = &library.documents[document.0 as usize];
    let mut here = document.root();
    for segment in path.split('/') {
        here = indexes.get(here, &unescape(segment)).ok_or(DanglingReason::NoSuchPlace)?;
    }
    Ok(here.target().id())
}

/// Indexes of wide maps, made when a reference goes through them.
#[derive(Default)]
struct Indexes {
    entries: HashMap<NodeId, HashMap<Symbol, u32>>,
}

impl Indexes {
    fn get<'d>(&mut self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        if !node.is_map() || (node.len() <= WIDE && !node.merges()) {
            return node.get(name);
        }
        let document = node.document();
        let symbol = document.symbol(name)?;
        let index = self.entries.entry(node.target().id()).or_insert_with(|| {
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

/// What a map is to the specification, as far as references go.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Its keys are fields.
    Object,
    /// Its keys are names that the author chose: a property may be called `$ref` or `example`.
    Names,
    /// It is a literal value: an example is free to look like a reference.
    Literal,
}

/// The maps of a document that are references, each with the text of its `$ref`. One loop, parents first.
fn references(document: &Document) -> Vec<(u32, String)> {
    let Some(dollar_ref) = document.symbol("$ref") else { return Vec::new() };
    let role_of_name: Vec<Role> =
        (0..document.symbol_count() as u32).map(|rank| document.role_of(Symbol(rank))).collect();
    let example_lists = document.symbol("examples");
    let value = document.symbol("value");
    let mut roles: Vec<Role> = Vec::with_capacity(document.len());
    let mut found = Vec::new();
    for node in document.nodes() {
        let parent = node.parent();
        let role = match parent.map(|parent| (parent, roles[parent.id().index as usize])) {
            None | Some((_, Role::Names)) => Role::Object,
            Some((_, Role::Literal)) => Role::Literal,
            Some((parent, Role::Object)) => match node.symbol() {
                // An item of a list is what the list is.
                None => Role::Object,
                Some(name) if Some(name) == example_lists && node.is_list() => Role::Literal,
                Some(name) if Some(name) == value && is_example(parent, example_lists) => {
                    Role::Literal
                }
                Some(name) => role_of_name[name.0 as usize],
            },
        };
        roles.push(role);
        let is_reference = node.symbol() == Some(dollar_ref)
            && parent.is_some_and(|p| roles[p.id().index as usize] == Role::Object);
        if let (true, Some(parent), Some(text)) = (is_reference, parent, node.as_str()) {
            found.push((parent.id().index, text.to_owned()));
        }
    }
    found
}

/// Whether a map is an Example Object: an entry of `examples`.
fn is_example(node: Node<'_>, examples: Option<Symbol>) -> bool {
    examples.is_some() && node.parent().is_some_and(|parent| parent.symbol() == examples)
}

impl Document {
    /// What the specification makes of a field of this name.
    fn role_of(&self, symbol: Symbol) -> Role {
        match self.name_of(symbol) {
            "example" | "default" | "const" | "enum" | "dataValue" | "serializedValue" => {
                Role::Literal
            }
            "properties"
            | "patternProperties"
            | "$defs"
            | "definitions"
            | "dependentSchemas"
            | "schemas"
            | "responses"
            | "parameters"
            | "examples"
            | "requestBodies"
            | "headers"
            | "securitySchemes"
            | "securityDefinitions"
            | "links"
            | "callbacks"
            | "pathItems"
            | "paths"
            | "webhooks"
            | "variables"
            | "mapping"
            | "scopes"
            | "content"
            | "encoding"
            | "mediaTypes"
            | "additionalOperations" => Role::Names,
            name if name.starts_with("x-") => Role::Literal,
            _ => Role::Object,
        }
    }
}
