//! What a schema finds wrong, before it is put into a sentence: Ajv's errors.

use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::Text;
use crate::document::escape;
use crate::functions::json::{Json, number};

/// One keyword that fails on one value.
#[derive(Clone, Debug)]
pub(in crate::functions) struct Fault<'s> {
    /// The keyword.
    pub keyword: &'s str,
    /// The way to the value, from the one that the whole schema judges.
    pub path: Vec<Rc<str>>,
    /// What it asks: `must be string`.
    pub message: Text,
    /// Of `additionalProperties`: the property.
    pub property: Option<String>,
    /// Of `enum`: the values.
    pub allowed: Option<&'s [Arc<Json>]>,
    /// Of `oneOf`: whether it matched several.
    pub has_several: bool,
    /// The schema that holds the keyword.
    pub schema: &'s Json,
    /// Whether that schema stands in a list, such as `allOf`.
    pub is_in_list: bool,
}

impl<'s> Fault<'s> {
    pub(super) fn new(keyword: &'s str, schema: &'s Json, message: Text) -> Self {
        Self {
            keyword,
            path: Vec::new(),
            message,
            property: None,
            allowed: None,
            has_several: false,
            schema,
            is_in_list: false,
        }
    }
}

impl Fault<'_> {
    /// Whether it says what another says: `unevaluatedProperties` fails once for each property, and names none.
    pub(in crate::functions) fn says_the_same(&self, other: &Self) -> bool {
        let names_none = self.keyword != "additionalProperties";
        std::ptr::eq(self.schema, other.schema)
            && self.keyword == other.keyword
            && (names_none || self.property == other.property)
            && self.message == other.message
            && self.path == other.path
    }

    /// The way to the value as a JSON Pointer.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.path {
            pointer.push('/');
            pointer.push_str(&escape(segment));
        }
        pointer
    }
}

/// `must be string,null`.
pub(super) fn type_message(types: &str) -> Text {
    Text::new(format!("must be {types}"), format!("doit être de type {types}"))
}

/// `must NOT have more than 3 items`.
pub(super) fn size_message(more: bool, limit: f64, what: [&str; 2]) -> Text {
    let limit = number(limit);
    let [en, fr] = what;
    let (than, que) = if more { ("more", "plus") } else { ("fewer", "moins") };
    Text::new(
        format!("must NOT have {than} than {limit} {en}"),
        format!("ne doit pas avoir {que} de {limit} {fr}"),
    )
}

/// `must be <= 3`.
pub(super) fn bound_message(sign: &str, limit: f64) -> Text {
    let limit = number(limit);
    Text::new(format!("must be {sign} {limit}"), format!("doit être {sign} {limit}"))
}

/// What is said of keywords that have no more to say.
pub(super) fn plain_message(keyword: &str) -> Text {
    let (en, fr) = match keyword {
        "const" => ("must be equal to constant", "doit avoir la valeur fixée"),
        "enum" => {
            ("must be equal to one of the allowed values", "doit être l'une des valeurs admises")
        }
        "not" => ("must NOT be valid", "ne doit pas suivre le schéma de `not`"),
        "anyOf" => ("must match a schema in anyOf", "doit suivre l'un des schémas de `anyOf`"),
        "oneOf" => (
            "must match exactly one schema in oneOf",
            "doit suivre un des schémas de `oneOf`, et un seul",
        ),
        "then" => ("must match \"then\" schema", "doit suivre le schéma de `then`"),
        "else" => ("must match \"else\" schema", "doit suivre le schéma de `else`"),
        "propertyNames" => {
            ("property name must be valid", "doit avoir des propriétés bien nommées")
        }
        "additionalProperties" => {
            ("must NOT have additional properties", "ne doit pas avoir d'autre propriété")
        }
        "unevaluatedProperties" => {
            ("must NOT have unevaluated properties", "ne doit pas avoir d'autre propriété")
        }
        _ => ("boolean schema is false", "ne doit pas être là"),
    };
    Text::new(en, fr)
}
