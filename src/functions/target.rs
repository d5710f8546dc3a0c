//! What a function is asked about.

use std::fmt::Write as _;

use super::json::{number, quoted};
use super::{Budget, Finding, Schemas};
use crate::description::{Description, View};
use crate::diagnostic::{Label, Text};
use crate::document::{Kind, Node};
use crate::guide::Dossier;
use crate::source::Span;

/// A part of a match, and what surrounds it.
pub struct Target<'d> {
    /// The description it belongs to.
    pub description: &'d Description,
    /// The criteria of the guide, already judged.
    pub dossier: &'d Dossier,
    /// The part itself.
    pub value: Value<'d>,
    /// The entry or item by which it was reached: a `$ref` where the rule sees through references. The holder of what is
    /// missing.
    pub written: Node<'d>,
    /// How the rule sees references.
    pub view: View,
    /// What the rule may still ask of the description, where that is counted.
    pub budget: &'d Budget,
    /// The schemas of the description that were made ready.
    pub schemas: &'d Schemas,
}

/// The part of a match that is checked.
#[derive(Clone, Copy, Debug)]
pub enum Value<'d> {
    /// A node.
    Node(Node<'d>),
    /// The key of a node.
    Key(Node<'d>),
    /// A member that is not there.
    Missing {
        /// The last thing on the way to it that is there.
        holder: Node<'d>,
        /// The names from there on; none where nothing was selected in it.
        members: &'d [String],
    },
}

impl<'d> Target<'d> {
    /// The node, if the target is one.
    pub fn node(&self) -> Option<Node<'d>> {
        match self.value {
            Value::Node(node) => Some(node),
            Value::Key(_) | Value::Missing { .. } => None,
        }
    }

    /// The text of a text or of a key.
    pub fn text(&self) -> Option<&'d str> {
        match self.value {
            Value::Node(node) => node.as_str(),
            Value::Key(node) => node.key(),
            Value::Missing { .. } => None,
        }
    }

    /// The text of any scalar or of a key.
    pub fn scalar(&self) -> Option<&'d str> {
        match self.value {
            Value::Node(node) => node.scalar(),
            Value::Key(node) => node.key(),
            Value::Missing { .. } => None,
        }
    }

    /// What messages call it: the key or rank of the node, empty for the root. Of what is missing, the way to it from the
    /// last thing that is there, its name included (`contact.url`); from the root, the last name alone.
    pub fn property(&self) -> String {
        match self.value {
            Value::Node(node) | Value::Key(node) => name_of(node),
            // Behind a reference that stands alone, what holds it is named alone; beside other keys, by its own name.
            Value::Missing { holder, .. } if self.is_reached_by_reference(holder) => {
                name_of(holder)
            }
            Value::Missing { members, .. } => {
                let holder = name_of(self.written);
                if holder.is_empty() {
                    return members.last().cloned().unwrap_or_default();
                }
                dotted(std::iter::once(holder.as_str()).chain(members.iter().map(String::as_str)))
            }
        }
    }

    fn is_reached_by_reference(&self, holder: Node<'d>) -> bool {
        self.written.target() != holder.target() && self.written.len() == 1
    }

    /// The last segment of the way by which it was reached; nothing at the root.
    pub fn segment(&self) -> Option<String> {
        match self.value {
            Value::Missing { members, .. } => members.last().cloned(),
            Value::Node(_) | Value::Key(_) => {
                Some(name_of(self.written)).filter(|name| !name.is_empty())
            }
        }
    }

    /// A node as the rule sees it: what its `$ref` names, where references are followed. Nothing where that is unknown.
    pub fn seen(&self, node: Node<'d>) -> Option<Node<'d>> {
        match self.view {
            View::AsWritten => Some(node),
            View::ThroughRefs => self.description.follow(node),
        }
    }

    /// A finding on an entry or item: where references are followed, on what it names.
    pub fn on(&self, node: Node<'d>, message: Text) -> Finding {
        Finding::on(self.seen(node).unwrap_or(node), message)
    }

    /// An entry or item as the rule sees it.
    pub fn get(&self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        self.seen(node.get(name)?)
    }

    /// Where it stands, or should.
    pub fn label(&self) -> Label {
        match self.value {
            Value::Node(node) => node.label(),
            Value::Key(node) => node.key_label(),
            Value::Missing { holder, .. } => holder.key_label(),
        }
    }

    /// The bytes of [`Target::label`].
    pub fn place(&self) -> Span {
        match self.value {
            Value::Node(node) => node.place(),
            Value::Key(node) => node.key_place(),
            Value::Missing { holder, .. } => holder.key_place(),
        }
    }

    /// Whether JavaScript would call it true: there, and neither false, 0, empty nor null.
    pub fn is_truthy(&self) -> bool {
        match self.value {
            Value::Missing { .. } => false,
            Value::Key(node) => node.key().is_some_and(|key| !key.is_empty()),
            Value::Node(node) => match node.kind() {
                Kind::Null => false,
                Kind::Boolean => node.as_bool() == Some(true),
                Kind::Integer | Kind::Float => {
                    node.as_number().is_some_and(|number| number != 0.0 && !number.is_nan())
                }
                Kind::Text => node.as_str().is_some_and(|text| !text.is_empty()),
                Kind::List | Kind::Map | Kind::Alias => true,
            },
        }
    }

    /// The value as JavaScript makes a text of it: items of a list between commas, `[object Object]` for a map.
    pub fn as_javascript_text(&self) -> String {
        match self.value {
            Value::Missing { .. } => "undefined".to_owned(),
            Value::Key(node) => node.key().unwrap_or_default().to_owned(),
            Value::Node(node) if node.is_null() => "null".to_owned(),
            Value::Node(node) => javascript_text(node, 0),
        }
    }

    /// The value as messages print it. Of a key, what stands under it: that is what Spectral shows.
    pub fn printed(&self) -> String {
        match self.value {
            Value::Missing { .. } => "undefined".to_owned(),
            Value::Key(node) | Value::Node(node) => printed(node),
        }
    }
}

/// A value as messages print it: JSON for scalars, `Array[]` and `Object{}` for the rest.
pub(super) fn printed(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Boolean => (node.as_bool() == Some(true)).to_string(),
        Kind::Integer | Kind::Float => number(node.as_number().unwrap_or(f64::NAN)),
        Kind::Text => quoted(node.as_str().unwrap_or_default()),
        Kind::List => "Array[]".to_owned(),
        Kind::Map | Kind::Alias => "Object{}".to_owned(),
    }
}

/// Lists inside one another that are printed.
const DEPTH: usize = 16;

fn javascript_text(node: Node<'_>, depth: usize) -> String {
    match node.kind() {
        Kind::Boolean => (node.as_bool() == Some(true)).to_string(),
        Kind::Integer | Kind::Float => number(node.as_number().unwrap_or(f64::NAN)),
        Kind::Text => node.as_str().unwrap_or_default().to_owned(),
        Kind::List if depth < DEPTH => {
            let items = node.children().map(|item| javascript_text(item, depth + 1));
            items.collect::<Vec<_>>().join(",")
        }
        Kind::Null | Kind::List => String::new(),
        Kind::Map | Kind::Alias => "[object Object]".to_owned(),
    }
}

/// The key or rank of a node; empty for the root.
fn name_of(node: Node<'_>) -> String {
    match (node.key(), node.rank()) {
        (Some(key), _) => key.to_owned(),
        (None, Some(rank)) => rank.to_string(),
        (None, None) => String::new(),
    }
}

/// A way as Spectral prints it: `a.b[0]['c d']`.
fn dotted<'s>(segments: impl Iterator<Item = &'s str>) -> String {
    let mut way = String::new();
    for segment in segments {
        if segment.is_empty() || segment.contains(char::is_whitespace) {
            let _ = write!(way, "['{segment}']");
        } else if segment.parse::<f64>().is_ok_and(f64::is_finite) {
            let _ = write!(way, "[{segment}]");
        } else {
            if !way.is_empty() {
                way.push('.');
            }
            way.push_str(segment);
        }
    }
    way
}
