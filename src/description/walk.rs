//! A walk of a description with the tables of its version: every place that OpenAPI speaks of, through references, each
//! object once.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::{Description, of_document};
use crate::document::{Document, Kind, Node, NodeId};
use crate::spec::{FieldName, ObjectName, ObjectType, Ranked, Value};

/// A place that OpenAPI speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Place<'d> {
    /// What is written there: it may be a reference or an alias.
    pub written: Node<'d>,
    /// What should stand there.
    pub expected: &'static Value,
    /// What it is of that; nothing when it is of another kind.
    pub fitting: Option<&'static Value>,
    /// The object that stands there, the first time that the walk comes to it.
    pub object: Option<Object<'d>>,
    /// Whether a name of that object is not one of which the table says that it is right.
    pub may_stray: bool,
    /// Whether what is written there is a reference.
    pub refers: bool,
}

/// An object of the specification, where a description has one.
#[derive(Clone, Copy, Debug)]
pub struct Object<'d> {
    /// The map that holds its fields.
    pub node: Node<'d>,
    /// What the version says of it.
    pub kind: &'static ObjectType,
}

/// The places of a description, but for those of scalars that are what they should be, in no order that matters.
pub fn places(description: &Description) -> Places<'_> {
    let table = description.version.table();
    let ranked = table.ranked();
    Places {
        description,
        ranked,
        reference: ranked.field_name("$ref"),
        seen: Seen::default(),
        names: Names::default(),
        holder: None,
        to_visit: vec![(description.root(), &table.root)],
    }
}

/// The objects of a description, each once, as the walk at its reading met them. Reference Objects are not among them:
/// what they name is.
pub fn objects(description: &Description) -> impl Iterator<Item = Object<'_>> {
    found(description, &description.structure().objects)
}

/// Those that may have a field that they should not.
pub(super) fn may_stray(description: &Description) -> impl Iterator<Item = Object<'_>> {
    found(description, &description.structure().may_stray)
}

fn found<'d>(
    description: &'d Description,
    objects: &'d [(NodeId, &'static ObjectType)],
) -> impl Iterator<Item = Object<'d>> {
    objects.iter().map(|&(id, kind)| Object { node: description.node(id), kind })
}

/// The places where references stand that OpenAPI speaks of, as the walk at the reading met them.
pub fn references(description: &Description) -> impl Iterator<Item = Place<'_>> {
    description.structure().references.iter().map(|&(id, expected)| {
        let written = description.node(id);
        let fitting = expected.fitting(written.kind());
        Place { written, expected, fitting, object: None, may_stray: false, refers: true }
    })
}

/// The walk.
pub struct Places<'d> {
    description: &'d Description,
    ranked: Ranked,
    /// `$ref`, where some object has it as a field beside others.
    reference: Option<FieldName>,
    seen: Seen,
    names: Names,
    /// What holds the last thing that a reference named, and what stands there: most name entries of the same few maps.
    holder: Option<(NodeId, Option<&'static Value>)>,
    /// The last comes first.
    to_visit: Vec<(Node<'d>, &'static Value)>,
}

impl<'d> Iterator for Places<'d> {
    type Item = Place<'d>;

    fn next(&mut self) -> Option<Place<'d>> {
        let (written, expected) = self.to_visit.pop()?;
        let kind = written.kind();
        let fitting = expected.fitting(kind);
        let refers = kind == Kind::Map && self.description.target(written).is_some();
        let entered = fitting.and_then(|fitting| self.enter((written, refers), expected, fitting));
        let (object, may_stray) = entered.unzip();
        let may_stray = may_stray == Some(true);
        Some(Place { written, expected, fitting, object, may_stray, refers })
    }
}

impl<'d> Places<'d> {
    /// Goes below a node, if it has not been there; it may be a reference. The object that it is, and whether that may have a field
    /// that it should not.
    fn enter(
        &mut self,
        (written, refers): (Node<'d>, bool),
        expected: &'static Value,
        fitting: &'static Value,
    ) -> Option<(Object<'d>, bool)> {
        let fields = match fitting {
            Value::Literal => return None,
            Value::Object(name) | Value::Referable(name) => self.ranked.object(*name),
            _ => None,
        };
        let mut node = written;
        match fields.filter(|_| refers) {
            Some(fields) => {
                let target = self.target(written, expected, fields.object.name);
                if self.reference.is_some_and(|reference| fields.have(reference)) {
                    // The other fields count beside this one.
                    self.to_visit.extend(target.map(|target| (target, expected)));
                } else {
                    node = target?;
                }
            }
            None if refers => {
                // Not one that the specification allows, and meant all the same.
                let target = self.description.follow(written);
                node = target.filter(|target| expected.fitting(target.kind()) == Some(fitting))?;
            }
            None => {}
        }
        let is_shared = node != written || node.is_alias();
        if (is_shared || node.is_map()) && !self.seen.insert(node.target(), fitting.object()) {
            return None;
        }
        let first = self.to_visit.len();
        let mut may_stray = false;
        if let Some(fields) = fields {
            let names = self.names.of(node.document(), self.ranked);
            for child in node.children() {
                let name = child.symbol().and_then(|symbol| names[symbol.0 as usize]);
                let entry = fields.entry(name, || key_of(child));
                may_stray |= entry.may_stray();
                if let Some(below) = entry.value().filter(|below| !is_plain(child, below)) {
                    self.to_visit.push((child, below));
                }
            }
        } else if let Some(below) = fitting.item() {
            let children = node.children().filter(|child| !is_plain(*child, below));
            self.to_visit.extend(children.map(|child| (child, below)));
        }
        self.to_visit[first..].reverse();
        fields.map(|fields| (Object { node, kind: fields.object }, may_stray))
    }

    /// What a reference names, if it can stand here: a response that names a schema is not judged as a response.
    fn target(
        &mut self,
        written: Node<'d>,
        expected: &'static Value,
        name: ObjectName,
    ) -> Option<Node<'d>> {
        let target = self.description.follow(written)?;
        expected.fitting(target.kind())?;
        let is_new = !self.seen.contains(target.target(), Some(name));
        (is_new && self.declared(target).is_none_or(|declared| declared == name)).then_some(target)
    }

    /// What [`declared`] says.
    fn declared(&mut self, node: Node<'d>) -> Option<ObjectName> {
        let Some(holder) = node.parent() else { return declared(self.description, node) };
        let value = match self.holder {
            Some((known, value)) if known == holder.id() => value,
            _ => value_at(self.description, holder),
        };
        self.holder = Some((holder.id(), value));
        self.description.version.table().step(value?, key_of(node))?.object()
    }
}

/// Whether a node is a scalar that is what it should be: there is nothing to say of it.
#[inline(always)]
fn is_plain(node: Node<'_>, expected: &'static Value) -> bool {
    let kind = node.kind();
    let is_scalar = !matches!(kind, Kind::Map | Kind::List) && !node.is_alias();
    is_scalar && expected.fitting(kind).is_some()
}

/// The maps where the walk has been, and as what.
#[derive(Default)]
struct Seen {
    /// For each document and node, as what the walk came first, by [`Seen::rank`]; zero where it did not.
    first: Vec<Vec<u8>>,
    /// Where it came again, as something else.
    again: HashSet<(NodeId, u8), RandomState>,
}

impl Seen {
    fn rank(kind: Option<ObjectName>) -> u8 {
        kind.map_or(1, |name| name as u8 + 2)
    }

    /// Notes a map. Whether the walk has not been there as this.
    fn insert(&mut self, node: Node<'_>, kind: Option<ObjectName>) -> bool {
        let (id, rank) = (node.id(), Self::rank(kind));
        let nodes = of_document(&mut self.first, id.document);
        if nodes.is_empty() {
            nodes.resize(node.document().len(), 0);
        }
        let first = &mut nodes[id.index as usize];
        if *first == 0 {
            *first = rank;
            return true;
        }
        *first != rank && self.again.insert((id, rank))
    }

    fn contains(&self, node: Node<'_>, kind: Option<ObjectName>) -> bool {
        let (id, rank) = (node.id(), Self::rank(kind));
        let nodes = self.first.get(id.document.0 as usize);
        let first = nodes.and_then(|nodes| nodes.get(id.index as usize));
        first == Some(&rank) || self.again.contains(&(id, rank))
    }
}

/// For each document, which of its keys are names of fields.
#[derive(Default)]
struct Names(Vec<Vec<Option<FieldName>>>);

impl Names {
    fn of(&mut self, document: &Document, ranked: Ranked) -> &[Option<FieldName>] {
        let names = of_document(&mut self.0, document.id);
        if names.is_empty() {
            names.extend(document.names().map(|name| ranked.field_name(name)));
        }
        names
    }
}

/// The object that stands at a node by its way from the root of its document, where that is a description whole.
pub fn declared(description: &Description, node: Node<'_>) -> Option<ObjectName> {
    value_at(description, node)?.object()
}

/// What stands at a node by its way from the root.
fn value_at(description: &Description, node: Node<'_>) -> Option<&'static Value> {
    let document = node.document();
    let root = document.root();
    let is_whole = || root.get("openapi").or_else(|| root.get("swagger")).is_some();
    if document.id != description.entry().id && !is_whole() {
        return None;
    }
    let ancestors = std::iter::successors(Some(node), |node| node.parent());
    let mut way: Vec<&str> = ancestors.map(key_of).collect();
    // The root stands under no key.
    way.pop();
    way.reverse();
    description.version.table().value_at(way)
}

/// The key of a node; of an item, any rank: all stand for the same.
fn key_of(node: Node<'_>) -> &str {
    node.key().unwrap_or("0")
}
