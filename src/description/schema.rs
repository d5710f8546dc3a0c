//! Schemas, as far as the guide reads them: their properties, through compositions and references.

use std::collections::HashSet;
use std::num::NonZero;

use foldhash::fast::RandomState;

use super::Description;
use crate::document::{Children, Keys, Node, NodeId};

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

/// The fields that hold properties, or schemas that do.
static FIELDS: Keys<7> = Keys::of([
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
    "items",
    "additionalProperties",
    "properties",
]);

/// Properties looked at for one schema: enough for the largest real one, a bound for a hostile one.
const BUDGET: usize = 20_000;

/// The properties that a value of this schema may have at any depth, each once: through `allOf`, `oneOf`, `anyOf`,
/// `items` and references. Cycles end where they close.
pub fn properties_of<'d>(description: &'d Description, schema: Node<'d>) -> Properties<'d> {
    properties_within(description, vec![schema])
}

/// The same for several schemas together: what they share counts once.
pub fn properties_within<'d>(
    description: &'d Description,
    schemas: Vec<Node<'d>>,
) -> Properties<'d> {
    Properties {
        description,
        seen: HashSet::default(),
        to_visit: schemas,
        siblings: None,
        budget: BUDGET,
    }
}

/// Properties as they are met, so that who seeks one need not read all.
pub struct Properties<'d> {
    description: &'d Description,
    seen: HashSet<NodeId, RandomState>,
    to_visit: Vec<Node<'d>>,
    /// The properties that follow, in the schema that is being read.
    siblings: Option<Children<'d>>,
    /// How many may still be met; a schema is read whole.
    budget: usize,
}

impl<'d> Properties<'d> {
    /// Goes on to the next schema.
    fn read(&mut self, written: Node<'d>) {
        let Some(node) = self.description.follow(written) else { return };
        if self.budget == 0 || !self.seen.insert(node.target().id()) {
            return;
        }
        let fields = node.entries(&FIELDS);
        if fields.iter().all(Option::is_none) {
            return;
        }
        let document = node.document();
        let field = |field: Option<NonZero<u32>>| Some(document.node(field?.get()));
        let [all, one, any, prefix, items, additional, properties] = fields.map(field);
        for list in [all, one, any, prefix].into_iter().flatten() {
            self.to_visit.extend(list.children());
        }
        self.to_visit.extend([items, additional].into_iter().flatten().filter(|it| it.is_map()));
        self.siblings = properties.map(Node::children);
    }
}

impl<'d> Iterator for Properties<'d> {
    type Item = Property<'d>;

    fn next(&mut self) -> Option<Property<'d>> {
        loop {
            let named = self
                .siblings
                .as_mut()
                .and_then(|siblings| siblings.find_map(|written| Some((written, written.key()?))));
            if let Some((written, name)) = named {
                self.budget = self.budget.saturating_sub(1);
                let node = self.description.follow(written);
                // Most have a type and a description, and nothing below.
                if node.is_some_and(|node| !node.is_flat()) {
                    self.to_visit.push(written);
                }
                return Some(Property { name, written, node });
            }
            let next = self.to_visit.pop()?;
            self.read(next);
        }
    }
}
