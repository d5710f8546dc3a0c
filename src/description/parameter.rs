//! What goes in: parameters and bodies, whatever the version.

use super::Description;
use super::payload::{Payload, payloads};
use crate::document::Node;
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
}

impl<'d> Parameter<'d> {
    pub(super) fn read(description: &'d Description, written: Node<'d>) -> Self {
        let node = description.follow(written);
        let text = |field| node.and_then(|node| node.get(field)).and_then(Node::as_str);
        Self { written, node, name: text("name"), location: text("in") }
    }

    /// What makes two parameters the same: name and place (OpenAPI 3.1 §4.8.10).
    pub(super) fn identity(&self) -> Option<(&'d str, Option<&'d str>)> {
        Some((self.name?, self.location))
    }

    /// Its schema: `schema`, that of its `content`, or in 2.0 the parameter itself.
    pub fn schema(&self, description: &'d Description) -> Option<Node<'d>> {
        let node = self.node?;
        let schema = node.get("schema").or_else(|| {
            let media = description.get(node, "content")?.children().next()?;
            description.get(media, "schema")
        });
        match schema {
            Some(schema) => description.follow(schema),
            None => (description.version == Version::Oas2).then_some(node),
        }
    }

    /// The texts that may describe it, the most direct first: its own, that beside its `$ref` (OpenAPI 3.1 §4.8.23), then
    /// its schema's description and title, and those beside the schema's `$ref`.
    pub fn descriptions(self, description: &'d Description) -> impl Iterator<Item = &'d str> {
        let own = [self.node, Some(self.written)].into_iter().flatten();
        let followed = std::iter::once_with(move || self.schema(description));
        let written = std::iter::once_with(move || self.node?.get("schema"));
        let schemas = followed.chain(written).flatten();
        let of_schemas = schemas.flat_map(|schema| {
            ["description", "title"].into_iter().filter_map(move |field| schema.get(field))
        });
        own.filter_map(|node| node.get("description")).chain(of_schemas).filter_map(Node::as_str)
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
