//! What a part of a schema asks, worked out once: most are asked of many values.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::compile::{Leniency, identity};
use super::dialect::Dialect;
use super::instance::{Instance, Type, type_named};
use super::keywords::Keywords;
use crate::functions::json::Json;

/// Properties from which they are looked for in a table.
const MANY: usize = 8;

/// What one part asks.
pub(super) struct Part {
    pub(super) keywords: Keywords,
    types: Types,
    /// The one type that it names and has keywords for: it is checked with them.
    pub(super) waits_for: Option<Type>,
    /// Where each of `properties` stands, if there are many.
    properties: Option<Table>,
}

impl Part {
    pub(super) fn of(part: &Json, dialect: Dialect, leniency: Leniency) -> Self {
        let keywords = dialect.keywords(part);
        let names = types(part, leniency);
        let alone = match names.as_slice() {
            [name] if *name != "integer" => type_named(name),
            _ => None,
        };
        let has_keywords = |it: Type| {
            let mut of_it = dialect.groups().iter().filter(|(kind, _)| *kind == Some(it));
            of_it.any(|(_, group)| keywords.has_any(*group))
        };
        let waits_for = alone.filter(|it| has_keywords(*it));
        let properties = part.get("properties").map(|it| it.entries()).unwrap_or_default();
        let properties = (properties.len() > MANY).then(|| Table::of(properties));
        Self { keywords, types: Types::of(&names), waits_for, properties }
    }

    /// The parts of a schema that is asked often, by their places in memory.
    pub(super) fn all(root: &Json, dialect: Dialect) -> HashMap<usize, Self, RandomState> {
        let mut parts = HashMap::default();
        let mut left = vec![root];
        while let Some(part) = left.pop() {
            left.extend(part.entries().iter().map(|(_, inner)| &**inner));
            left.extend(part.items().iter().map(|inner| &**inner));
            if matches!(part, Json::Map(_)) {
                parts.insert(identity(part), Self::of(part, dialect, Leniency::default()));
            }
        }
        parts
    }

    /// Whether a value is of a type that it does not name.
    pub(super) fn refuses_type<I: Instance>(&self, value: I, kind: Type) -> bool {
        self.types.is_any && !self.types.hold(value, kind)
    }

    /// Whether it names types, none of which holds anything.
    pub(super) fn names_scalars_only(&self) -> bool {
        let holders = 1 << Type::List as u8 | 1 << Type::Map as u8;
        self.types.is_any && self.types.mask & holders == 0
    }

    /// The rank of a property among those that it names, which are `entries`.
    pub(super) fn property(&self, entries: &[(String, Arc<Json>)], name: &str) -> Option<usize> {
        match &self.properties {
            Some(table) => table.rank(entries, name),
            None => entries.iter().position(|(own, _)| own == name),
        }
    }
}

/// A part that the schema keeps, or that one judgement does.
pub(super) enum Made<'s> {
    Kept(&'s Part),
    Own(Rc<Part>),
}

impl Deref for Made<'_> {
    type Target = Part;

    fn deref(&self) -> &Part {
        match self {
            Self::Kept(part) => part,
            Self::Own(part) => part,
        }
    }
}

/// The types that a part names.
struct Types {
    is_any: bool,
    /// Each at its rank.
    mask: u8,
    has_integer: bool,
}

impl Types {
    fn of(names: &[&str]) -> Self {
        let mut types = Self { is_any: !names.is_empty(), mask: 0, has_integer: false };
        for name in names {
            match type_named(name) {
                _ if *name == "integer" => types.has_integer = true,
                Some(kind) => types.mask |= 1 << kind as u8,
                None => {}
            }
        }
        types
    }

    fn hold<I: Instance>(&self, value: I, kind: Type) -> bool {
        let is_integer = || value.number().is_some_and(|number| number % 1.0 == 0.0);
        self.mask & (1 << kind as u8) != 0 || (self.has_integer && is_integer())
    }
}

/// The types that a schema names, `null` among them where it is nullable.
pub(super) fn types(part: &Json, leniency: Leniency) -> Vec<&str> {
    let mut types: Vec<&str> = match part.get("type").map(|written| &**written) {
        Some(Json::Text(name)) => vec![name],
        Some(Json::List(names)) => names.iter().filter_map(|name| name.as_str()).collect(),
        _ => return Vec::new(),
    };
    let is_true = |name| part.get(name).is_some_and(|flag| flag.is_true());
    let is_nullable = is_true("nullable") || (leniency.knows_x_nullable && is_true("x-nullable"));
    if is_nullable && !types.is_empty() && !types.contains(&"null") {
        types.push("null");
    }
    types
}

/// Ranks by names.
struct Table {
    ranks: HashTable<u32>,
    hasher: RandomState,
}

impl Table {
    fn of(entries: &[(String, Arc<Json>)]) -> Self {
        let hasher = RandomState::default();
        let hash = |rank: &u32| hasher.hash_one(entries[*rank as usize].0.as_str());
        let mut ranks = HashTable::with_capacity(entries.len());
        for rank in 0..entries.len() as u32 {
            ranks.insert_unique(hash(&rank), rank, hash);
        }
        Self { ranks, hasher }
    }

    fn rank(&self, entries: &[(String, Arc<Json>)], name: &str) -> Option<usize> {
        let is_it = |rank: &u32| entries[*rank as usize].0 == name;
        self.ranks.find(self.hasher.hash_one(name), is_it).map(|rank| *rank as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: Vec<(&str, Json)>) -> Json {
        Json::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect())
    }

    fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    #[test]
    fn types_are_those_that_are_named() {
        let nullable = || ("nullable", Json::Bool(true));
        let list = Json::List(vec![text("string").into(), text("null").into()]);
        for (schema, refuses) in [
            (map(vec![]), [false, false, false, false]),
            (map(vec![("type", text("string"))]), [false, true, true, true]),
            (map(vec![("type", text("integer"))]), [true, false, true, true]),
            (map(vec![("type", text("number")), nullable()]), [true, false, false, false]),
            (map(vec![("type", list)]), [false, true, true, false]),
            (map(vec![("type", text("text"))]), [true, true, true, true]),
            (map(vec![nullable()]), [false, false, false, false]),
        ] {
            let part = Part::of(&schema, Dialect::Draft7, Leniency::default());
            let values = [&text("a"), &Json::Number(2.0), &Json::Number(0.5), &Json::Null];
            let found = values.map(|value| part.refuses_type(value, value.kind()));
            assert_eq!(found, refuses, "{schema:?}");
        }
    }

    #[test]
    fn properties_are_found_among_few_and_many() {
        for count in [MANY, 40] {
            let names: Vec<String> = (0..count).map(|rank| format!("p{rank}")).collect();
            let properties = map(names.iter().map(|name| (name.as_str(), Json::Null)).collect());
            let schema = map(vec![("properties", properties)]);
            let part = Part::of(&schema, Dialect::Draft7, Leniency::default());
            assert_eq!(part.properties.is_some(), count > MANY);
            let entries = schema.get("properties").expect("it has").entries();
            for (rank, name) in names.iter().enumerate() {
                assert_eq!(part.property(entries, name), Some(rank));
            }
            assert_eq!(part.property(entries, "p"), None);
        }
    }
}
