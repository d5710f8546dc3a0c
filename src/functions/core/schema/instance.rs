//! What is validated: a node of a description, references followed in place, or a schema that is itself judged.

use std::ops::Deref;

use crate::document::{Kind, Node};
use crate::functions::Target;
use crate::functions::json::Json;

/// The types of JSON, as `type` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Map,
    /// Behind a reference that names nothing: nothing is said of it.
    Unknown,
}

/// The type of this name; `integer` is a sort of number.
pub(super) fn type_named(name: &str) -> Option<Type> {
    Some(match name {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "number" | "integer" => Type::Number,
        "string" => Type::Text,
        "array" => Type::List,
        "object" => Type::Map,
        _ => return None,
    })
}

/// A value that a schema judges.
pub(in crate::functions) trait Instance: Copy {
    /// The name of an entry, borrowed from the value.
    type Name: Copy + Deref<Target = str>;

    /// Its type.
    fn kind(self) -> Type;
    /// Its text, when it is one.
    fn text(&self) -> Option<&str>;
    /// Its value, when it is a number.
    fn number(self) -> Option<f64>;
    /// An entry of an object.
    fn get(self, name: &str) -> Option<Self>;
    /// The entries of an object, in order.
    fn entries(self) -> impl Iterator<Item = (Self::Name, Self)>;
    /// The items of an array, in order.
    fn items(self) -> impl Iterator<Item = Self>;
    /// How many entries or items there are.
    fn count(self) -> usize;
    /// A copy, `depth` levels deep.
    fn copy(self, depth: usize) -> Json;
    /// What tells it from any other while it is judged, where it may be met by several ways.
    fn identity(self) -> Option<usize>;
}

/// A node as a rule sees it.
#[derive(Clone, Copy)]
pub(in crate::functions) struct Seen<'t, 'd> {
    target: &'t Target<'d>,
    node: Option<Node<'d>>,
    /// Whether a reference or an alias leads there.
    is_referred: bool,
}

impl<'t, 'd> Seen<'t, 'd> {
    pub(in crate::functions) fn new(target: &'t Target<'d>, node: Node<'d>) -> Self {
        let seen = target.seen(node);
        let is_referred = seen.is_some_and(|seen| seen.target() != node);
        Self { target, node: seen, is_referred }
    }
}

impl<'d> Instance for Seen<'_, 'd> {
    type Name = &'d str;

    fn kind(self) -> Type {
        match self.node.map(Node::kind) {
            None => Type::Unknown,
            Some(Kind::Null | Kind::Alias) => Type::Null,
            Some(Kind::Boolean) => Type::Boolean,
            Some(Kind::Integer | Kind::Float) => Type::Number,
            Some(Kind::Text) => Type::Text,
            Some(Kind::List) => Type::List,
            Some(Kind::Map) => Type::Map,
        }
    }

    fn text(&self) -> Option<&str> {
        self.node.and_then(Node::as_str)
    }

    fn number(self) -> Option<f64> {
        self.node.and_then(Node::as_number)
    }

    fn get(self, name: &str) -> Option<Self> {
        self.node?.get(name).map(|child| Self::new(self.target, child))
    }

    fn entries(self) -> impl Iterator<Item = (&'d str, Self)> {
        let children = self.node.map(Node::children).into_iter().flatten();
        children.filter_map(move |child| Some((child.key()?, Self::new(self.target, child))))
    }

    fn items(self) -> impl Iterator<Item = Self> {
        let children = self.node.map(Node::children).into_iter().flatten();
        children.map(move |child| Self::new(self.target, child))
    }

    fn count(self) -> usize {
        self.node.map(Node::children).into_iter().flatten().count()
    }

    fn copy(self, depth: usize) -> Json {
        match self.node {
            Some(node) if depth > 0 && self.kind() == Type::List => {
                let items = node.children().map(|it| Self::new(self.target, it).copy(depth - 1));
                Json::List(items.map(Into::into).collect())
            }
            Some(node) if depth > 0 && self.kind() == Type::Map => {
                let entry = |it: Node<'_>| {
                    let value = Seen::new(self.target, it).copy(depth - 1);
                    Some((it.key()?.to_owned(), value.into()))
                };
                Json::Map(node.children().filter_map(entry).collect())
            }
            Some(node) if !node.is_list() && !node.is_map() => Json::of(node),
            _ => Json::Null,
        }
    }

    fn identity(self) -> Option<usize> {
        let id = self.node.filter(|node| self.is_referred && node.is_map())?.target().id();
        Some((id.document.0 as usize) << 32 | id.index as usize)
    }
}

impl<'j> Instance for &'j Json {
    type Name = &'j str;

    fn kind(self) -> Type {
        match self {
            Json::Null => Type::Null,
            Json::Bool(_) => Type::Boolean,
            Json::Number(_) => Type::Number,
            Json::Text(_) => Type::Text,
            Json::List(_) => Type::List,
            Json::Map(_) => Type::Map,
        }
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn number(self) -> Option<f64> {
        self.as_number()
    }

    fn get(self, name: &str) -> Option<Self> {
        if let Json::List(items) = self {
            return name.parse::<usize>().ok().and_then(|rank| items.get(rank)).map(|it| &**it);
        }
        Json::get(self, name).map(|value| &**value)
    }

    fn entries(self) -> impl Iterator<Item = (&'j str, Self)> {
        Json::entries(self).iter().map(|(key, value)| (key.as_str(), &**value))
    }

    fn items(self) -> impl Iterator<Item = Self> {
        Json::items(self).iter().map(|item| &**item)
    }

    fn count(self) -> usize {
        Json::entries(self).len() + Json::items(self).len()
    }

    fn copy(self, _: usize) -> Json {
        self.clone()
    }

    fn identity(self) -> Option<usize> {
        matches!(self, Json::Map(_)).then(|| std::ptr::from_ref(self) as usize)
    }
}
