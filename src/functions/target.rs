//! What a function is asked about.

use crate::description::Description;
use crate::diagnostic::Label;
use crate::document::{Kind, Node};
use crate::guide::Assessment;
use crate::source::Span;

/// A part of a match, and what surrounds it.
pub struct Target<'d> {
    /// The description it belongs to.
    pub description: &'d Description,
    /// The criteria of the guide, already judged.
    pub dossier: &'d [Assessment],
    /// The part itself.
    pub value: Value<'d>,
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
        /// The map that should hold it.
        holder: Node<'d>,
        /// Its name, dots between members of members.
        member: &'d str,
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

    /// What messages call it: the name of the member, the key or rank of the node, empty for the root.
    pub fn property(&self) -> String {
        match self.value {
            Value::Node(node) | Value::Key(node) => match (node.key(), node.rank()) {
                (Some(key), _) => key.to_owned(),
                (None, Some(rank)) => rank.to_string(),
                (None, None) => String::new(),
            },
            Value::Missing { member, .. } => member.to_owned(),
        }
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
                Kind::Integer | Kind::Float => node.as_number().is_some_and(|number| number != 0.0),
                Kind::Text => node.as_str().is_some_and(|text| !text.is_empty()),
                Kind::List | Kind::Map | Kind::Alias => true,
            },
        }
    }

    /// The value as messages print it: JSON for scalars, `Array[]` and `Object{}` for the rest.
    pub fn printed(&self) -> String {
        match self.value {
            Value::Missing { .. } => "undefined".to_owned(),
            Value::Key(node) => format!("\"{}\"", node.key().unwrap_or_default()),
            Value::Node(node) => match node.kind() {
                Kind::Null => "null".to_owned(),
                Kind::Boolean | Kind::Integer | Kind::Float => {
                    node.scalar().unwrap_or_default().to_owned()
                }
                Kind::Text => format!("\"{}\"", node.as_str().unwrap_or_default()),
                Kind::List => "Array[]".to_owned(),
                Kind::Map | Kind::Alias => "Object{}".to_owned(),
            },
        }
    }
}
