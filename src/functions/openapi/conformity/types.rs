//! `type`, and who accepts null.

use crate::diagnostic::Text;
use crate::document::{Kind, Node, Reading};
use crate::spec::Version;

use super::words::{shown, what};

/// The types that a schema asks for.
pub(in crate::functions::openapi) struct Types<'d> {
    /// Where they are written.
    pub(in crate::functions::openapi) written: Node<'d>,
    names: Vec<&'d str>,
    takes_null: bool,
}

impl<'d> Types<'d> {
    /// Nothing where there is no type, or one that is not the specification's.
    pub(in crate::functions::openapi) fn of(version: Version, schema: Node<'d>) -> Option<Self> {
        let written = schema.get("type")?;
        let names: Vec<&str> = if written.is_list() {
            written.children().filter_map(Node::as_str).collect()
        } else {
            vec![written.as_str()?]
        };
        let is_known = |name: &&str| {
            matches!(
                *name,
                "array" | "boolean" | "integer" | "null" | "number" | "object" | "string"
            )
        };
        let takes_null = accepts_null(version, schema);
        (!names.is_empty() && names.iter().all(is_known)).then_some(Self {
            written,
            names,
            takes_null,
        })
    }

    pub(in crate::functions::openapi) fn accept(&self, value: Node<'_>) -> bool {
        let has = |name: &str| self.names.contains(&name);
        match value.kind() {
            Kind::Null => self.takes_null || has("null"),
            Kind::Boolean => has("boolean"),
            Kind::Integer => has("integer") || has("number"),
            // JSON Schema: a number without a fraction is an integer, however it is written.
            Kind::Float => {
                let is_whole = value.as_number().is_some_and(|number| number.fract() == 0.0);
                has("number") || has("integer") && is_whole
            }
            Kind::Text => has("string"),
            Kind::List => has("array"),
            Kind::Map | Kind::Alias => has("object"),
        }
    }

    /// Whether it has something to say of a value: not of a text that lost its quotes, which the reader tells.
    pub(in crate::functions::openapi) fn refuse(&self, value: Node<'_>) -> bool {
        let has_lost_quotes = is_text(self.written) && lost_its_quotes(value);
        !has_lost_quotes && !self.accept(value)
    }

    /// Whether one of them is one of these.
    pub(in crate::functions::openapi) fn names(&self, names: &[&str]) -> bool {
        self.names.iter().any(|name| names.contains(name))
    }

    /// What is said of a value that they do not accept.
    pub(in crate::functions::openapi) fn refusal(&self, value: Node<'_>, end: &Text) -> Text {
        let kind = what(value);
        let types = self.names.join(", ");
        let (subject, sujet) = match shown(value).filter(|_| !value.is_null()) {
            Some(text) => (format!("{text} is {}", kind.en), format!("{text} est {}", kind.fr)),
            None => (format!("The value is {}", kind.en), format!("La valeur est {}", kind.fr)),
        };
        Text::new(
            format!("{subject}{}, and `type` is `{types}`", end.en),
            format!("{sujet}{}, alors que `type` vaut `{types}`", end.fr),
        )
    }
}

/// Whether a `type` asks for a text, or null.
pub(in crate::functions::openapi) fn is_text(written: Node<'_>) -> bool {
    let is_of_text = |node: Node<'_>| matches!(node.as_str(), Some("string" | "null"));
    is_of_text(written) || written.is_list() && written.children().all(is_of_text)
}

/// Whether a value is read as a number that is not written as it is spelt: `01000`.
pub(in crate::functions::openapi) fn lost_its_quotes(value: Node<'_>) -> bool {
    matches!(value.implicit(), Some(Reading::Number(_)))
}

/// `nullable` is of 3.0; before and after, tools read it, and what is wrong with it has its own rule.
pub(super) fn accepts_null(version: Version, schema: Node<'_>) -> bool {
    let says = |name: &str| schema.get(name).and_then(Node::as_bool) == Some(true);
    says("nullable") || version == Version::Oas2 && says("x-nullable")
}
