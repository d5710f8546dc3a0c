//! What goes in: parameters and bodies, whatever the version.

use super::Description;
use super::known::{Fields, field};
use super::payload::{Payload, payloads};
use crate::document::{Keys, Node};
use crate::spec::Version;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'d> {
    /// Where it is written in the list: itself or a `$ref`.
    pub written: Node<'d>,
    /// The Parameter Object; nothing if its `$ref` is dangling.
    pub node: Option<Node<'d>>,
    /// Its `name`.
    pub name: Option<&'d str>,
    /// Its `in`.
    pub location: Option<&'d str>,
    fields: Fields<6>,
}

/// The fields of a parameter that are asked for again and again.
static FIELDS: Keys<6> = Keys::of(["name", "in", "required", "description", "schema", "content"]);

impl<'d> Parameter<'d> {
    pub(super) fn read(description: &'d Description, written: Node<'d>) -> Self {
        let node = description.follow(written);
        let fields = node.map_or_else(Fields::default, |node| node.entries(&FIELDS));
        let read = Self { written, node, name: None, location: None, fields };
        let text = |field| read.get(field).and_then(Node::as_str);
        Self { name: text("name"), location: text("in"), ..read }
    }

    /// A field of its Parameter Object, as [`Node::get`] gives it.
    pub fn get(&self, name: &str) -> Option<Node<'d>> {
        field(self.node?, (&FIELDS, &self.fields), name)
    }

    /// Whether it says that it is required.
    pub fn is_required(&self) -> bool {
        self.get("required").and_then(Node::as_bool) == Some(true)
    }

    /// Whether no call goes without it: it says so, or is a part of the path.
    pub fn must_be_given(&self) -> bool {
        self.location == Some("path") || self.is_required()
    }

    /// What makes two parameters the same: name and place (OpenAPI 3.1 §4.8.10).
    pub(super) fn identity(&self) -> Option<(&'d str, Option<&'d str>)> {
        Some((self.name?, self.location))
    }

    /// Its schema: `schema`, that of its `content`, or in 2.0 the parameter itself.
    pub fn schema(&self, description: &'d Description) -> Option<Node<'d>> {
        let schema = self.get("schema").or_else(|| {
            let media = description.follow(self.get("content")?)?.children().next()?;
            description.get(media, "schema")
        });
        match schema {
            Some(schema) => description.follow(schema),
            None => self.node.filter(|_| description.version == Version::Oas2),
        }
    }

    /// The texts that may describe it, the most direct first: its own, that beside its `$ref` (OpenAPI 3.1 §4.8.23), then
    /// its schema's description and title, and those beside the schema's `$ref`.
    pub fn descriptions(self, description: &'d Description) -> impl Iterator<Item = &'d str> {
        let beside = Some(self.written).filter(|written| Some(*written) != self.node);
        let own = self.get("description");
        let own = own.into_iter().chain(beside.and_then(|written| written.get("description")));
        let schemas = std::iter::once_with(move || {
            let (written, followed) = (self.get("schema"), self.schema(description));
            let written = written.filter(|written| Some(*written) != followed);
            followed.into_iter().chain(written)
        });
        let of_schemas = schemas.flatten().flat_map(|schema| {
            ["description", "title"].into_iter().filter_map(move |field| schema.get(field))
        });
        own.chain(of_schemas).filter_map(Node::as_str)
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body<'d> {
    /// Where it is written: `requestBody`, or the item of 2.0's list.
    pub written: Node<'d>,
    /// The Request Body Object or body parameter; nothing if its `$ref` is dangling.
    pub node: Option<Node<'d>>,
    /// What it may carry, by media type.
    pub payloads: Vec<Payload<'d>>,
}

impl<'d> Body<'d> {
    pub(super) fn read(description: &'d Description, written: Node<'d>) -> Self {
        let node = description.follow(written);
        let payloads = match node {
            Some(node) if description.version > Version::Oas2 => payloads(description, node),
            Some(node) => {
                vec![Payload { media_type: None, schema: node.get("schema"), has_example: false }]
            }
            None => Vec::new(),
        };
        Self { written, node, payloads }
    }
}
