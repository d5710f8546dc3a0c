//! The fields that objects have and should not, and those that they lack, by the tables of the specification.

use std::cell::{LazyCell, OnceCell};
use std::collections::HashSet;

use super::walk::may_stray;
use super::{Description, Object};
use crate::document::Node;
use crate::spec::{
    Choice, Condition, Entry, Field, Keys, ObjectName, Required, Value, Version, nearest,
    versions_with,
};

/// Strange names of one object that may be misspelt: where an author has more, guessing would cost too much.
const GUESSES: usize = 200;

/// A field that an object should not have.
#[derive(Clone, Debug)]
pub struct Stray<'d> {
    /// The object.
    pub object: Object<'d>,
    /// What stands under its name.
    pub node: Node<'d>,
    /// The name.
    pub name: &'d str,
    /// Why it has no place there.
    pub reason: StrayReason,
}

/// Why a field has no place in an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StrayReason {
    /// It has a meaning elsewhere only: `scheme` goes with `type: http`.
    OutOfPlace(&'static Field),
    /// The object has no such field.
    Unknown,
    /// Any name may stand there, and this one means something in these other versions.
    OfVersions(Vec<Version>),
}

/// What an object lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A field that the version requires.
    Field(&'static Field),
    /// Any of several, one of which the version requires.
    OneOf(&'static [&'static str]),
}

/// The fields that objects should not have, in the order of the texts.
pub fn strays(description: &Description) -> impl Iterator<Item = Stray<'_>> {
    let version = description.version.table().version;
    // What stands in an object that was cut short may belong elsewhere.
    let whole = |object: &Object<'_>| has_its_place(object) && !object.node.is_cut();
    // What a merge key brings to several objects is told once.
    let mut brought = HashSet::new();
    let mut is_told = move |object: &Object<'_>, child: Node<'_>| {
        let is_own = child.parent() == Some(object.node);
        !is_own && !brought.insert((child.id(), object.kind.name))
    };
    may_stray(description)
        .filter(whole)
        .flat_map(|object| object.node.children().map(move |child| (object, child)))
        .filter_map(move |(object, node)| {
            let name = node.key()?;
            if is_told(&object, node) {
                return None;
            }
            let reason = reason(version, &object, node, name)?;
            Some(Stray { object, node, name, reason })
        })
}

fn reason(
    version: Version,
    object: &Object<'_>,
    node: Node<'_>,
    name: &str,
) -> Option<StrayReason> {
    match object.kind.entry(name) {
        // What is off says no more than what is not there: generators write every flag they know.
        Entry::Field(_) if node.as_bool() == Some(false) => None,
        Entry::Field(field) => {
            is_out_of_place(object, field).then_some(StrayReason::OutOfPlace(field))
        }
        // A `$ref` is the reader's.
        Entry::Unknown => (name != "$ref").then_some(StrayReason::Unknown),
        Entry::Foreign => {
            let versions = other_versions(version, object, name);
            (!versions.is_empty()).then_some(StrayReason::OfVersions(versions))
        }
        Entry::Named { .. } | Entry::Extension | Entry::Ignored => None,
    }
}

/// Whether an object is what its key says: `content: {schema: …}` lacks a media type, and its `schema` is no Media Type
/// Object. That is told of the key.
fn has_its_place(object: &Object<'_>) -> bool {
    let key = object.node.key().unwrap_or_default();
    object.kind.name != ObjectName::MediaType || Keys::MediaType.accept(key) || key.is_empty()
}

/// The versions that give an object a field of this name, where this version does not.
pub fn other_versions(version: Version, object: &Object<'_>, name: &str) -> Vec<Version> {
    let others: Vec<Version> = match object.kind.name {
        // The root changed its name.
        ObjectName::Swagger => versions_with(ObjectName::OpenApi, name).collect(),
        ObjectName::OpenApi => versions_with(ObjectName::Swagger, name)
            .chain(versions_with(ObjectName::OpenApi, name))
            .collect(),
        kind => versions_with(kind, name).collect(),
    };
    if others.contains(&version) { Vec::new() } else { others }
}

/// Whether a field has no meaning beside what the object holds.
pub fn is_out_of_place(object: &Object<'_>, field: &Field) -> bool {
    if !field.is_out_of_place(object.node.key().unwrap_or_default(), text_of(object)) {
        return false;
    }
    match field.applies {
        // A word that is not one of the specification's is told elsewhere, and proves nothing.
        Some(Condition::Sibling(sibling, _)) => text_of(object)(sibling).is_some_and(|value| {
            object.kind.field(sibling).is_some_and(
                |field| matches!(field.value, Value::Word(words) if words.contains(&value)),
            )
        }),
        Some(Condition::Key(_)) => object.node.key().is_some(),
        None => false,
    }
}

/// The texts of an object, by the name of the field.
pub fn text_of<'d>(object: &Object<'d>) -> impl Fn(&str) -> Option<&'d str> + use<'d> {
    let node = object.node;
    move |name| node.get(name).and_then(Node::as_str)
}

/// What an object lacks. Paths and responses, whose absence the guide's criteria tell, are left to them.
pub fn lacks(object: &Object<'_>) -> Vec<Lack> {
    let (node, kind) = (object.node, object.kind);
    let is_wanted = |choice: &Choice| !matches!(choice, Choice::AtMostOne(_));
    if kind.required().next().is_none() && !kind.choices.iter().any(is_wanted) {
        return Vec::new();
    }
    // A name that is not a field and looks like one is that one, misspelt: it has its own finding.
    // They are looked for only where something is missing: an object may have many.
    let strangers = LazyCell::new(|| {
        let names = node.children().filter_map(Node::key);
        let strange = |name: &&str| matches!(kind.entry(name), Entry::Unknown | Entry::Foreign);
        names.filter(strange).collect::<Vec<&str>>()
    });
    let names = || kind.fields.iter().map(|field| field.name);
    let meant = OnceCell::new();
    let is_misspelt = |field: &str| {
        let few = strangers.iter().take(GUESSES);
        let nearest = || few.filter_map(|name| nearest(name, names())).collect();
        let meant: &HashSet<&str> = meant.get_or_init(nearest);
        meant.contains(field)
    };
    let is_absent = |field: &str| node.get(field).is_none() && !is_misspelt(field);
    let is_misplaced =
        |field: &Field| node.get(field.name).is_some() && is_out_of_place(object, field);
    // In 2.0 `schema` and `type` exclude each other: the one that is there is the fault.
    let excludes = LazyCell::new(|| {
        kind.name == ObjectName::Parameter
            && !node.is_empty()
            && kind.fields.iter().any(is_misplaced)
    });
    let mut lacks: Vec<Lack> = kind
        .required()
        .filter(|field| !is_told_elsewhere(kind.name, field))
        .filter(|field| field.is_required(node.key().unwrap_or_default(), text_of(object)))
        // Last, what costs most: nearly all objects have what they must.
        .filter(|field| is_absent(field.name) && !*excludes)
        .map(Lack::Field)
        .collect();
    let holds_another_version = LazyCell::new(|| {
        strangers.iter().any(|name| versions_with(kind.name, name).next().is_some())
    });
    for choice in &kind.choices {
        let (Choice::ExactlyOne(fields) | Choice::AtLeastOne(fields)) = choice else { continue };
        let is_met = fields.iter().any(|field| !is_absent(field));
        if is_met || !lacks.is_empty() || kind.name == ObjectName::OpenApi {
            continue;
        }
        if !*holds_another_version {
            lacks.push(Lack::OneOf(fields));
        }
    }
    lacks
}

/// Whether another rule says that the field is not there.
fn is_told_elsewhere(kind: ObjectName, field: &Field) -> bool {
    match kind {
        ObjectName::Swagger | ObjectName::OpenApi => field.name == "paths",
        ObjectName::Operation => field.name == "responses",
        ObjectName::Parameter => {
            field.name == "required" && matches!(field.required, Required::When(_))
        }
        _ => false,
    }
}
