//! The dialects of JSON Schema, and in which order Ajv looks at their keywords: that decides which fault is told first.

use super::instance::Type;
use super::keywords::{Keywords, mask_of};
use crate::functions::json::Json;

/// A version of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::functions) enum Dialect {
    /// Draft 4, where `exclusiveMaximum` is a boolean.
    Draft4,
    /// Draft 6.
    Draft6,
    /// Draft 7.
    Draft7,
    /// Draft 2019-09.
    Draft201909,
    /// Draft 2020-12.
    Draft202012,
}

/// Keywords that are looked at together, as a mask; those of a type, only on values of that type.
pub(super) type Group = (Option<Type>, u64);

const ANY: u64 = mask_of(&["$ref", "const", "enum", "not", "anyOf", "oneOf", "allOf", "if"]);
const ANY_SINCE_2019: u64 = ANY | mask_of(&["$dynamicRef", "$recursiveRef"]);
const NUMBER: u64 = mask_of(&[
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "multipleOf",
    "format",
]);
const TEXT: u64 = mask_of(&["maxLength", "minLength", "pattern", "format"]);
const LIST: u64 =
    mask_of(&["maxItems", "minItems", "additionalItems", "items", "contains", "uniqueItems"]);
const LIST_2019: u64 = LIST | mask_of(&["unevaluatedItems"]);
const LIST_2020: u64 = LIST_2019 & !mask_of(&["additionalItems"]) | mask_of(&["prefixItems"]);
const MAP: u64 = mask_of(&[
    "maxProperties",
    "minProperties",
    "required",
    "propertyNames",
    "additionalProperties",
    "dependencies",
    "properties",
    "patternProperties",
]);
const MAP_SINCE_2019: u64 =
    MAP | mask_of(&["dependentRequired", "dependentSchemas", "unevaluatedProperties"]);
/// Keywords with a meaning that stand in no group.
const APART: u64 = mask_of(&[
    "type",
    "nullable",
    "then",
    "else",
    "$comment",
    "minContains",
    "maxContains",
    "errorMessage",
]);

impl Dialect {
    /// The dialect of this name in rulesets; `auto` is none.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "draft4" => Self::Draft4,
            "draft6" => Self::Draft6,
            "draft7" => Self::Draft7,
            "draft2019-09" => Self::Draft201909,
            "draft2020-12" => Self::Draft202012,
            _ => return None,
        })
    }

    /// The dialect of this URI, in `$schema` or `jsonSchemaDialect`.
    pub(in crate::functions) fn of_uri(uri: &str) -> Option<Self> {
        let path = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://"))?;
        let path = path.strip_prefix("json-schema.org/")?;
        let path = path.strip_suffix('#').unwrap_or(path);
        let draft = path.strip_suffix("/schema").or_else(|| path.strip_suffix("/hyper-schema"))?;
        Some(match draft {
            "draft-04" => Self::Draft4,
            "draft-06" => Self::Draft6,
            "draft-07" => Self::Draft7,
            "draft/2019-09" => Self::Draft201909,
            "draft/2020-12" => Self::Draft202012,
            _ => return None,
        })
    }

    /// The dialect that a schema declares.
    pub(super) fn of(schema: &Json) -> Option<Self> {
        Self::of_uri(schema.get("$schema")?.as_str()?)
    }

    /// The keyword that names a schema.
    pub(super) fn id(self) -> &'static str {
        if self == Self::Draft4 { "id" } else { "$id" }
    }

    /// Whether it knows what was evaluated (`unevaluatedProperties`).
    pub(super) fn is_recent(self) -> bool {
        matches!(self, Self::Draft201909 | Self::Draft202012)
    }

    /// Its keywords; each group in the order of Ajv 8, which is that of [`Keywords::of`].
    pub(super) fn groups(self) -> &'static [Group; 5] {
        const FIRST: [Group; 5] = groups(ANY, LIST, MAP);
        const SINCE_2019: [Group; 5] = groups(ANY_SINCE_2019, LIST_2019, MAP_SINCE_2019);
        const SINCE_2020: [Group; 5] = groups(ANY_SINCE_2019, LIST_2020, MAP_SINCE_2019);
        match self {
            Self::Draft4 | Self::Draft6 | Self::Draft7 => &FIRST,
            Self::Draft201909 => &SINCE_2019,
            Self::Draft202012 => &SINCE_2020,
        }
    }

    /// The keywords that do something.
    pub(super) fn known(self) -> u64 {
        self.groups().iter().fold(APART, |all, (_, group)| all | group)
    }

    /// The keywords of a schema that do something.
    pub(super) fn keywords(self, schema: &Json) -> Keywords {
        Keywords::of(schema, self.known())
    }
}

const fn groups(any: u64, list: u64, map: u64) -> [Group; 5] {
    [
        (None, any),
        (Some(Type::Number), NUMBER),
        (Some(Type::Text), TEXT),
        (Some(Type::List), list),
        (Some(Type::Map), map),
    ]
}
