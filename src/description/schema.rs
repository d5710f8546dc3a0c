//! Schemas, as far as the guide reads them: their properties, through compositions and references.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::Description;
use crate::document::{Node, NodeId};

/// A property of a schema.
#[derive(Clone, Copy, Debug)]
pub struct Property<'d> {
    /// Its name.
    pub name: &'d str,
    /// Where it is written in `properties`.
    pub written: Node<'d>,
    /// Its schema; nothing if its `$ref` is dangling.
    pub node: Option<Node<'d>>,
}

/// Properties looked at for one schema: enough for the largest real one, a bound for a hostile one.
const BUDGET: usize = 20_000;

/// The properties that a value of this schema may have at any depth, each once: through `allOf`, `oneOf`, `anyOf`,
/// `items` and references. Cycles end where they close.
pub fn properties_of<'d>(description: &'d Description, schema: Node<'d>) -> Vec<Property<'d>> {
    properties_within(description, vec![schema])
}

/// The same for several schemas together: what they share counts once.
pub fn properties_within<'d>(
    description: &'d Description,
    schemas: Vec<Node<'d>>,
) -> Vec<Property<'d>> {
    let mut seen: HashSet<NodeId, RandomState> = HashSet::default();
    let mut to_visit = schemas;
    let mut found = Vec::new();
    while let Some(written) = to_visit.pop() {
        let Some(node) = description.follow(written) else { continue };
        if found.len() >= BUDGET || !seen.insert(node.target().id()) {
            continue;
        }
        for name in ["allOf", "oneOf", "anyOf", "prefixItems"] {
            to_visit.extend(node.get(name).map(Node::children).into_iter().flatten());
        }
        for name in ["items", "additionalProperties"] {
            to_visit.extend(node.get(name).filter(|child| child.is_map()));
        }
        for written in node.get("properties").map(Node::children).into_iter().flatten() {
            let Some(name) = written.key() else { continue };
            found.push(Property { name, written, node: description.follow(written) });
            to_visit.push(written);
        }
    }
    found
}
