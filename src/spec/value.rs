//! What may stand in a field.

use super::{Keys, ObjectName};
use crate::document::Kind;

/// What may stand in a field, in a list or in a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Any text.
    Text,
    /// Text for people, in CommonMark (GFM in Swagger 2.0).
    Markdown,
    /// A URL, relative or not (a URI reference, RFC 3986).
    Url,
    /// An email address.
    Email,
    /// A regular expression, in the dialect of ECMA-262.
    Regex,
    /// A URI reference to a part of a description: the text of a `$ref`, of an `operationRef`.
    Ref,
    /// The name of a schema among the components, or a URI reference to a schema: a discriminator's mapping.
    SchemaName,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// Anything, taken for what it is: an example, a default, a constant. Nothing in it is OpenAPI, nor is a `$ref`.
    Literal,
    /// A list of these.
    List(&'static Value),
    /// A map to these, by keys that the author chooses.
    Map(Keys, &'static Value),
    /// An object of the specification.
    Object(ObjectName),
    /// An object of the specification, or a Reference Object in its place.
    Referable(ObjectName),
    /// One or the other; no two of them are of one kind of node.
    OneOf(&'static [Value]),
}

impl Value {
    /// What a node of this kind is here: the value itself, or the one alternative that suits it. `None`: it should not be
    /// of this kind.
    #[inline]
    pub fn fitting(&'static self, kind: Kind) -> Option<&'static Self> {
        if let Self::OneOf(alternatives) = self {
            return alternatives.iter().find_map(|alternative| alternative.fitting(kind));
        }
        // An integer is a number, and a literal is anything.
        let fits = self.kind().is_none_or(|expected| {
            expected == kind || (expected, kind) == (Kind::Float, Kind::Integer)
        });
        fits.then_some(self)
    }

    /// The kinds of node it asks for, to say what was expected; none where anything goes.
    pub fn kinds(&self) -> Vec<Kind> {
        match self {
            Self::OneOf(alternatives) => alternatives.iter().flat_map(Self::kinds).collect(),
            _ => self.kind().into_iter().collect(),
        }
    }

    /// The object that stands there, itself or by reference, if any of its alternatives is one.
    pub fn object(&self) -> Option<ObjectName> {
        match self {
            Self::Object(name) | Self::Referable(name) => Some(*name),
            Self::OneOf(alternatives) => alternatives.iter().find_map(Self::object),
            _ => None,
        }
    }

    /// What stands in a list, or in a map whose keys the author chooses; nothing for any other value.
    pub fn item(&self) -> Option<&'static Self> {
        match self {
            Self::List(item) | Self::Map(_, item) => Some(item),
            _ => None,
        }
    }

    /// The one kind of node it asks for.
    fn kind(&self) -> Option<Kind> {
        match self {
            Self::Text
            | Self::Markdown
            | Self::Url
            | Self::Email
            | Self::Regex
            | Self::Ref
            | Self::SchemaName
            | Self::Word(_) => Some(Kind::Text),
            Self::Boolean => Some(Kind::Boolean),
            Self::Integer => Some(Kind::Integer),
            Self::Number => Some(Kind::Float),
            Self::List(_) => Some(Kind::List),
            Self::Map(..) | Self::Object(_) | Self::Referable(_) => Some(Kind::Map),
            Self::Literal | Self::OneOf(_) => None,
        }
    }
}
