//! Which keywords a schema has, found in one pass over its keys: there are more keywords than a schema has keys. With the
//! values behind references judged once, `oas3-schema` on a description of 3 MB went from 1.02 to 0.40 thousand million
//! instructions; on one of `OpenAPI` 3.1, the whole of `spectral:oas` from 1.2 s to 0.35 s.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use foldhash::fast::RandomState;

use crate::functions::json::Json;

/// Every keyword that does something, in an order that is Ajv's in each dialect.
const KEYWORDS: [&str; 46] = [
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "const",
    "enum",
    "not",
    "anyOf",
    "oneOf",
    "allOf",
    "if",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "multipleOf",
    "maxLength",
    "minLength",
    "pattern",
    "format",
    "maxItems",
    "minItems",
    "additionalItems",
    "prefixItems",
    "items",
    "contains",
    "uniqueItems",
    "unevaluatedItems",
    "maxProperties",
    "minProperties",
    "required",
    "propertyNames",
    "additionalProperties",
    "dependencies",
    "properties",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "type",
    "nullable",
    "then",
    "else",
    "$comment",
    "minContains",
    "maxContains",
    "errorMessage",
];

static RANKS: LazyLock<HashMap<&'static str, usize, RandomState>> =
    LazyLock::new(|| KEYWORDS.iter().enumerate().map(|(rank, name)| (*name, rank)).collect());

/// Keywords as bits.
pub(super) const fn mask_of(names: &[&str]) -> u64 {
    let (mut mask, mut at) = (0, 0);
    while at < names.len() {
        mask |= 1 << rank_of(names[at]);
        at += 1;
    }
    mask
}

/// The rank of a keyword; what is not one does not compile.
const fn rank_of(name: &str) -> usize {
    let mut rank = 0;
    while !is_same(KEYWORDS[rank].as_bytes(), name.as_bytes()) {
        rank += 1;
    }
    rank
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const REFERENCE: usize = rank_of("$ref");

/// A keyword that does something, by its rank.
#[derive(Clone, Copy)]
pub(super) struct Keyword(u8);

impl Keyword {
    /// As it is written.
    pub(super) fn name(self) -> &'static str {
        KEYWORDS[usize::from(self.0)]
    }

    /// Whether it is one of a group.
    pub(super) fn is_of(self, group: u64) -> bool {
        group & (1 << self.0) != 0
    }
}

/// The keywords of one schema.
pub(super) struct Keywords {
    mask: u64,
    /// The rank of each among the entries of the schema, or [`FAR`].
    places: [u8; KEYWORDS.len()],
}

/// A rank that is too high to be kept.
const FAR: u8 = u8::MAX;

impl Keywords {
    /// Those of a schema that are known.
    pub(super) fn of(schema: &Json, known: u64) -> Self {
        let mut keywords = Self { mask: 0, places: [FAR; KEYWORDS.len()] };
        for (place, (key, _)) in schema.entries().iter().enumerate() {
            if let Some(rank) = RANKS.get(key.as_str())
                && known & (1 << rank) != 0
            {
                keywords.mask |= 1 << rank;
                keywords.places[*rank] = u8::try_from(place).unwrap_or(FAR);
            }
        }
        keywords
    }

    fn value<'s>(&self, schema: &'s Json, rank: usize) -> Option<&'s Arc<Json>> {
        match self.places[rank] {
            FAR => schema.get(KEYWORDS[rank]),
            place => schema.entries().get(usize::from(place)).map(|(_, value)| value),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.mask == 0
    }

    /// Whether there is a `$ref`, and nothing else that judges.
    pub(super) fn is_reference(&self) -> bool {
        self.mask == 1 << REFERENCE
    }

    /// Whether one of a group is there.
    pub(super) fn has_any(&self, group: u64) -> bool {
        self.mask & group != 0
    }

    /// Those of a group, in order, with their values in the schema.
    pub(super) fn among<'s>(
        &self,
        schema: &'s Json,
        group: u64,
    ) -> impl Iterator<Item = (Keyword, &'s Arc<Json>)> + use<'_, 's> {
        let mut left = self.mask & group;
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let rank = left.trailing_zeros() as usize;
            left &= left - 1;
            Some((Keyword(rank as u8), self.value(schema, rank)?))
        })
    }
}
