//! What comes out: responses and what they carry, whatever the version.

use super::{Description, Operation};
use crate::document::Node;
use crate::spec::Version;

/// A response of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Response<'d> {
    description: &'d Description,
    /// The Operation Object.
    operation: Node<'d>,
    /// Its status: `200`, `2XX`, `default`, as it is written.
    pub status: &'d str,
    /// Where it is written.
    pub written: Node<'d>,
    /// The Response Object; nothing if its `$ref` is dangling.
    pub node: Option<Node<'d>>,
}

/// What a body carries in one media type.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'d> {
    /// `application/json`; nothing in 2.0, where it is said once for all.
    pub media_type: Option<&'d str>,
    /// Its schema as it is written, `itemSchema` of 3.2 counted.
    pub schema: Option<Node<'d>>,
    /// Whether an example shows it.
    pub has_example: bool,
}

impl<'d> Response<'d> {
    pub(super) fn read(operation: &Operation<'d>, written: Node<'d>) -> Option<Self> {
        let status = written.key().filter(|key| !key.starts_with("x-"))?;
        let Operation { description, node: operation, .. } = *operation;
        Some(Self { description, operation, status, written, node: description.follow(written) })
    }

    /// What it may carry, by media type.
    pub fn payloads(&self) -> Vec<Payload<'d>> {
        let description = self.description;
        match self.node {
            Some(node) if description.version > Version::Oas2 => payloads(description, node),
            Some(node) => swagger_payloads(description, self.operation, node),
            None => Vec::new(),
        }
    }

    /// Whether it says that all went well: 2xx.
    pub fn is_success(&self) -> bool {
        self.status.starts_with('2') && self.status.len() == 3
    }
}

/// The entries of `content`.
pub(super) fn payloads<'d>(description: &'d Description, node: Node<'d>) -> Vec<Payload<'d>> {
    let content = description.get(node, "content");
    let entries = content.map(Node::children).into_iter().flatten();
    entries
        .filter_map(|written| {
            let media = description.follow(written)?;
            Some(Payload {
                media_type: written.key(),
                schema: media.get("schema").or_else(|| media.get("itemSchema")),
                has_example: ["example", "examples"]
                    .iter()
                    .any(|name| media.get(name).is_some_and(|e| !e.is_null())),
            })
        })
        .collect()
}

/// 2.0: one schema for all media types that the operation or the document produces.
fn swagger_payloads<'d>(
    description: &'d Description,
    operation: Node<'d>,
    node: Node<'d>,
) -> Vec<Payload<'d>> {
    let schema = node.get("schema");
    let examples = node.get("examples").filter(|examples| !examples.is_empty());
    let root = description.root();
    let produces = operation.get("produces").or_else(|| root.get("produces"));
    let media_type = produces.and_then(|list| list.children().next()).and_then(Node::as_str);
    if schema.is_none() && examples.is_none() {
        return Vec::new();
    }
    vec![Payload { media_type, schema, has_example: examples.is_some() }]
}
