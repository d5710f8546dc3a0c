//! Schemas of a description, copied with their references in place; what stands in several is copied once and shared.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::compiler::{Holding, REFERENCES};
use crate::document::{Kind, Node, NodeId};
use crate::functions::Target;
use crate::functions::json::Json;

/// Schemas inside one another, references included; a hostile description has more.
const DEPTH: usize = 400;

/// Copies that are the same wherever they stand, by the node they are of.
pub(super) type Copies = HashMap<NodeId, Copied, RandomState>;

/// A copy, and what there is to know of it.
#[derive(Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five things to know that have nothing to do with one another"
)]
pub(super) struct Copied {
    pub(super) json: Arc<Json>,
    /// Levels below it.
    height: usize,
    /// Whether it is the same wherever it stands: no reference in it leads back to where it was copied from.
    is_whole: bool,
    /// Whether a reference is left in it.
    pub(super) holds_reference: bool,
    /// Whether it would name itself, as a schema.
    names_itself: bool,
    /// Whether a schema in it names itself.
    pub(super) names_inside: bool,
    /// Whether one of its entries or items names itself, or holds what does, each taken for a schema.
    names_below: bool,
}

impl Copied {
    /// A copy as it is written, its references left as they are.
    fn as_written(node: Node<'_>, is_whole: bool) -> Self {
        Self { is_whole, holds_reference: true, ..Self::scalar(Json::of(node)) }
    }

    fn scalar(json: Json) -> Self {
        Self {
            json: Arc::new(json),
            height: 0,
            is_whole: true,
            holds_reference: false,
            names_itself: false,
            names_inside: false,
            names_below: false,
        }
    }

    fn has_names(&self) -> bool {
        self.names_itself || self.names_inside
    }

    /// Learns of an entry or item.
    fn hold(&mut self, part: &Self) {
        self.height = self.height.max(part.height + 1);
        self.is_whole &= part.is_whole;
        self.holds_reference |= part.holds_reference;
        self.names_below |= part.has_names();
    }

    /// Learns of an entry: the same as [`super::compiler::Compiler::index`] makes of it.
    fn hold_entry(&mut self, key: &str, part: &Self) {
        self.hold(part);
        let is_text = matches!(*part.json, Json::Text(_));
        self.holds_reference |= key.starts_with('$') && REFERENCES.contains(&key);
        self.names_itself |= is_text && matches!(key, "id" | "$id" | "$anchor" | "$dynamicAnchor");
        self.names_inside |= match Holding::of(key, &part.json) {
            Holding::Schemas => part.names_below,
            Holding::Schema => part.has_names(),
            Holding::Values => false,
            Holding::Foreign => part.names_inside,
        };
    }
}

pub(super) struct Copier<'t, 'd> {
    target: &'t Target<'d>,
    /// Those that are the same wherever they stand.
    copies: &'t mut Copies,
    /// Those that are not.
    made: Copies,
    under_way: HashSet<NodeId, RandomState>,
    count: usize,
}

impl<'t, 'd> Copier<'t, 'd> {
    pub(super) fn new(target: &'t Target<'d>, copies: &'t mut Copies) -> Self {
        Self { target, copies, made: Copies::default(), under_way: HashSet::default(), count: 0 }
    }

    /// How many nodes were copied.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn copy(&mut self, written: Node<'_>) -> Copied {
        let id = written.target().id();
        let written = self.target.description.node(id);
        let Some(node) = self.target.seen(written) else {
            return Copied::as_written(written, true);
        };
        let id = node.target().id();
        let depth = self.under_way.len();
        let known = self.copies.get(&id).filter(|copied| depth + copied.height <= DEPTH);
        if let Some(copied) = known.or_else(|| self.made.get(&id)) {
            return copied.clone();
        }
        if depth > DEPTH {
            return Copied::as_written(written, false);
        }
        if !matches!(node.kind(), Kind::List | Kind::Map) {
            self.count += 1;
            return Copied::scalar(Json::of(node));
        }
        if !self.under_way.insert(id) {
            return Copied::as_written(written, false);
        }
        self.count += 1;
        let copied = self.container(node);
        self.under_way.remove(&id);
        if copied.is_whole {
            self.copies.insert(id, copied.clone());
        } else {
            self.made.insert(id, copied.clone());
        }
        copied
    }

    fn container(&mut self, node: Node<'_>) -> Copied {
        let mut copied = Copied::scalar(Json::Null);
        let json = if node.is_list() {
            let mut items = Vec::with_capacity(node.len());
            for item in node.children() {
                let part = self.copy(item);
                copied.hold(&part);
                items.push(part.json);
            }
            Json::List(items)
        } else {
            let mut entries = Vec::with_capacity(node.len());
            for entry in node.children() {
                let Some(key) = entry.key() else { continue };
                let part = self.copy(entry);
                copied.hold_entry(key, &part);
                entries.push((key.to_owned(), part.json));
            }
            Json::Map(entries)
        };
        copied.json = Arc::new(json);
        copied
    }
}
