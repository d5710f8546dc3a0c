//! A description: the entry document and all it reaches, read once, its references drawn as a graph.

mod fields;
mod implicit;
mod known;
mod load;
#[cfg(feature = "http")]
mod network;
mod numbers;
mod operation;
mod parameter;
mod partial;
mod payload;
mod problem;
mod ranks;
mod refs;
mod schema;
mod security;
mod server;
mod shape;
mod unreadable;
mod walk;

use std::sync::{Arc, OnceLock};

use problem::Told;
use shape::Structure;

use crate::document::{Document, Node, NodeId};
use crate::loader::Fetched;
use crate::source::{Source, SourceId};
use crate::spec::{Format, Version};

pub use fields::{
    Lack, Stray, StrayReason, is_out_of_place, lacks, other_versions, strays, text_of,
};
pub use load::{Entry, Limits};
pub(crate) use operation::each_operation;
pub use operation::{Operation, distinct, operations};
pub use parameter::{Body, Parameter};
pub use payload::{Payload, Response};
pub use problem::{PROBLEM_KINDS, Problem};
pub use refs::{Dangling, DanglingReason, Oddity, Purpose, RefGraph, Target, Uses, shown};
pub use schema::{Properties, Property, properties_of, properties_within};
pub use security::{
    SecurityScheme, is_security_required, requires_security, security_of, security_schemes,
};
pub use server::{Server, servers};
pub use unreadable::Unreadable;
pub use walk::{Object, Place, Places, declared, objects, places, references};

/// How a selector sees references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// `$ref` is a key like another (Spectral's `resolved: false`).
    AsWritten,
    /// A map with a `$ref` is what it names (Spectral's `resolved: true`).
    ThroughRefs,
}

/// An OpenAPI Description as it was read.
#[derive(Debug)]
pub struct Description {
    /// The version it is judged by.
    pub version: Version,
    /// The formats of Spectral that the entry document is of.
    pub formats: Vec<Format>,
    /// The version as it is written: `3.0.1`; empty where there is none.
    pub version_text: String,
    /// The entry document first, then those it refers to, in the order they were met.
    pub documents: Vec<Document>,
    /// What each `$ref` names.
    pub refs: RefGraph,
    /// The file beside them that is no part of the description, whose places are told too: its declaration. Its id is
    /// [`SourceId::BESIDE`].
    pub beside: Option<Arc<Document>>,
    /// How the entry document was answered, where it was fetched as others would fetch it.
    pub fetched: Option<Fetched>,
    /// The limit on what is described of one sort: [`Limits::told`].
    pub(crate) told: usize,
    met: OnceLock<Told>,
    /// Read when it is first asked for, by the thread that asks: others judge meanwhile.
    structure: OnceLock<Structure>,
}

impl Description {
    /// Bytes of its documents.
    pub fn size(&self) -> usize {
        self.documents.iter().map(|document| document.source.text.len()).sum()
    }

    /// The entry document.
    pub fn entry(&self) -> &Document {
        &self.documents[0]
    }

    /// What the reader met that is not right, by place. None of it stopped the reading.
    pub fn problems(&self) -> Vec<&Problem> {
        let of_walk = &self.structure().told.problems;
        let mut problems: Vec<_> = self.met().problems.iter().chain(of_walk).collect();
        problems.sort_by_key(|problem| problem.place());
        problems
    }

    /// The kinds of which there are more, past the limit.
    pub fn kinds_left_out(&self) -> impl Iterator<Item = &'static str> {
        let of_walk = &self.structure().told.left_out;
        self.met().left_out.keys().chain(of_walk.keys()).copied()
    }

    /// What it met of one kind, by place, and how many more there are, past the limit.
    pub fn problems_of(&self, kind: &str) -> (impl Iterator<Item = &Problem>, usize) {
        let told = if problem::is_met(kind) { self.met() } else { &self.structure().told };
        let problems = told.problems.iter().filter(move |problem| problem.kind == kind);
        (problems, told.left_out.get(kind).copied().unwrap_or_default())
    }

    fn met(&self) -> &Told {
        self.met.get_or_init(|| Told::met(self))
    }

    fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::read(self))
    }

    /// The root of the entry document.
    pub fn root(&self) -> Node<'_> {
        self.entry().root()
    }

    /// The field that tells the version: `openapi` or `swagger`; the root where there is none.
    pub fn version_field(&self) -> Node<'_> {
        let root = self.root();
        root.get("openapi").or_else(|| root.get("swagger")).unwrap_or(root)
    }

    /// A node by its ranks.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.documents[id.document.0 as usize].node(id.index)
    }

    /// The document that a span lies in: one of its own, or the one beside them.
    pub fn document(&self, id: SourceId) -> &Document {
        let beside = || self.beside.as_deref().expect("only what stands beside has another id");
        self.documents.get(id.0 as usize).unwrap_or_else(beside)
    }

    /// The text that a span lies in.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.document(id).source
    }

    /// The node, or what its `$ref` names, through as many references as there are. A dangling or circular reference
    /// gives nothing: what it means is unknown, not missing.
    #[inline]
    pub fn follow<'d>(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        match self.target(node) {
            None => Some(node),
            Some(_) => self.refs.end(node.target().id()).map(|end| self.node(end)),
        }
    }

    /// What the `$ref` of a map names; nothing for any other node.
    #[inline]
    pub fn target(&self, node: Node<'_>) -> Option<Target> {
        let target = || self.refs.target(node.target().id());
        if node.may_refer() {
            return target();
        }
        debug_assert!(target().is_none(), "{node:?} is a reference");
        None
    }

    /// An entry of a map, references followed on the map and on the entry.
    pub fn get<'d>(&'d self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        self.follow(self.follow(node)?.get(name)?)
    }

    /// A text in a map, references followed.
    pub fn text<'d>(&'d self, node: Node<'d>, name: &str) -> Option<&'d str> {
        self.get(node, name)?.as_str()
    }
}

/// What is kept for a document, among those of a description.
fn of_document<T: Default>(kept: &mut Vec<T>, document: SourceId) -> &mut T {
    let rank = document.0 as usize;
    if rank >= kept.len() {
        kept.resize_with(rank + 1, T::default);
    }
    &mut kept[rank]
}
