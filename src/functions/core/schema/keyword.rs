//! What each keyword asks of a value.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::compile::identity;
use super::evaluate::{Around, Evaluated, Evaluation};
use super::fault::{Fault, bound_message, plain_message, size_message};
use super::format::{is_number_of, is_text_of};
use super::instance::{Instance, Type};
use super::keywords::{Keyword, mask_of};
use super::listed::Listed;
use crate::diagnostic::Text;
use crate::functions::core::schema::dialect::Dialect;
use crate::functions::json::{Json, number};

/// Levels of a value that are copied to be compared.
pub(super) const COPIED: usize = 32;
/// Values of an `enum` that are compared one by one, always.
const FEW: usize = 16;

const REFERENCES: u64 = mask_of(&["$ref", "$dynamicRef", "$recursiveRef"]);
const TOGETHER: u64 = mask_of(&["not", "anyOf", "oneOf", "allOf", "if"]);
const VALUES: u64 = mask_of(&["const", "enum"]);
const NUMBERS: u64 =
    mask_of(&["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"]);
const SIZES: u64 =
    mask_of(&["maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"]);
const ITEMS: u64 = mask_of(&[
    "uniqueItems",
    "additionalItems",
    "items",
    "prefixItems",
    "contains",
    "unevaluatedItems",
]);
const OF_OBJECTS: u64 = mask_of(&[
    "required",
    "propertyNames",
    "additionalProperties",
    "unevaluatedProperties",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "properties",
    "patternProperties",
]);

impl<'s> Evaluation<'s> {
    /// Asks one keyword.
    pub(super) fn keyword<I: Instance>(
        &mut self,
        part: &'s Json,
        (keyword, asked): (Keyword, &'s Arc<Json>),
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let name = keyword.name();
        match keyword {
            _ if keyword.is_of(OF_OBJECTS) => {
                self.map(part, (name, asked), value, around, evaluated);
            }
            _ if keyword.is_of(REFERENCES) => self.reference(part, value, around, evaluated),
            _ if keyword.is_of(TOGETHER) => {
                self.combine(part, (name, asked), value, around, evaluated);
            }
            _ if keyword.is_of(VALUES) => self.value(part, name, asked, value, around),
            _ if keyword.is_of(NUMBERS) => self.number(part, name, asked, value, around),
            _ if keyword.is_of(SIZES) => self.size(part, name, asked, value, around),
            _ if keyword.is_of(ITEMS) => self.list(part, (name, asked), value, around, evaluated),
            _ if name == "pattern" => self.pattern(part, asked, value, around),
            _ => self.format(part, asked, value, around),
        }
    }

    pub(super) fn reference<I: Instance>(
        &mut self,
        part: &'s Json,
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let schema = self.schema;
        let Some((target, is_inline)) = schema.target(part) else { return };
        if is_inline {
            evaluated.merge(&self.evaluate(target, value, around).1);
            return;
        }
        // Ajv calls another function: its first fault ends that function, and the caller goes on.
        let inner = Around { is_composite: false, ..around };
        let (is_valid, found) = self.evaluate(target, value, inner);
        self.has_returned = false;
        if is_valid {
            evaluated.merge(&found);
        }
    }

    fn value<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        asked: &'s Arc<Json>,
        value: I,
        around: Around,
    ) {
        let is_accepted = match keyword {
            "const" => is_equal(value, asked),
            _ => self.is_listed(asked, value),
        };
        if !is_accepted {
            let mut fault = Fault::new(keyword, part, plain_message(keyword));
            fault.allowed = (keyword == "enum").then(|| asked.items());
            self.report(fault, around);
        }
    }

    /// Whether an `enum` has a value. A long one is made a table of when it is asked again.
    fn is_listed<I: Instance>(&mut self, asked: &'s Json, value: I) -> bool {
        let wanted = asked.items();
        if wanted.len() > FEW {
            if let Some(listed) = self.listed.get_mut(&identity(asked)) {
                let table = || Listed::of(wanted.iter().map(|wanted| &**wanted));
                return listed.get_or_insert_with(table).contains(value);
            }
            self.listed.insert(identity(asked), None);
            self.compare(4 * wanted.len());
        }
        wanted.iter().any(|wanted| is_equal(value, wanted))
    }

    fn number<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        asked: &Json,
        value: I,
        around: Around,
    ) {
        let (Some(it), Some(limit)) = (value.number(), asked.as_number()) else { return };
        if keyword == "multipleOf" {
            let times = it / limit;
            // As `times !== parseInt(times)`: what is printed with an exponent is never whole.
            let is_multiple = limit != 0.0 && times.fract() == 0.0 && times.abs() < 1e21;
            if !is_multiple {
                let limit = number(limit);
                let message = Text::new(
                    format!("must be multiple of {limit}"),
                    format!("doit être un multiple de {limit}"),
                );
                self.report(Fault::new(keyword, part, message), around);
            }
            return;
        }
        let is_exclusive = |name| {
            self.schema.dialect == Dialect::Draft4 && part.get(name).is_some_and(|it| it.is_true())
        };
        let (sign, is_accepted) = match keyword {
            "maximum" if is_exclusive("exclusiveMaximum") => ("<", it < limit),
            "minimum" if is_exclusive("exclusiveMinimum") => (">", it > limit),
            "maximum" => ("<=", it <= limit),
            "minimum" => (">=", it >= limit),
            "exclusiveMaximum" => ("<", it < limit),
            _ => (">", it > limit),
        };
        if !is_accepted {
            self.report(Fault::new(keyword, part, bound_message(sign, limit)), around);
        }
    }

    /// The characters of a text, the items of a list, the properties of an object.
    fn size<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        asked: &Json,
        value: I,
        around: Around,
    ) {
        let Some(limit) = asked.as_number() else { return };
        let (size, what) = match value.text() {
            Some(text) => (text.chars().count(), ["characters", "caractères"]),
            None if keyword.ends_with("Items") => (value.count(), ["items", "éléments"]),
            None => (value.count(), ["properties", "propriétés"]),
        };
        let (size, is_most) = (size as f64, keyword.starts_with("max"));
        if if is_most { size > limit } else { size < limit } {
            let message = size_message(is_most, limit, what);
            self.report(Fault::new(keyword, part, message), around);
        }
    }

    fn pattern<I: Instance>(&mut self, part: &'s Json, asked: &Json, value: I, around: Around) {
        let (Some(text), Some(pattern)) = (value.text(), asked.as_str()) else { return };
        if self.schema.pattern(pattern).is_some_and(|pattern| !pattern.matches(text)) {
            let message = Text::new(
                format!("must match pattern \"{pattern}\""),
                format!("doit suivre le motif `{pattern}`"),
            );
            self.report(Fault::new("pattern", part, message), around);
        }
    }

    fn format<I: Instance>(&mut self, part: &'s Json, asked: &Json, value: I, around: Around) {
        let Some(format) = asked.as_str().filter(|_| self.schema.checks_formats) else { return };
        let is_accepted = match (value.text(), value.number()) {
            (Some(text), _) => is_text_of(format, text),
            (None, Some(number)) => is_number_of(format, number),
            (None, None) => None,
        };
        if is_accepted == Some(false) {
            let message = Text::new(
                format!("must match format \"{format}\""),
                format!("doit être au format {format}"),
            );
            self.report(Fault::new("format", part, message), around);
        }
    }

    fn list<I: Instance>(
        &mut self,
        part: &'s Json,
        (keyword, asked): (&'static str, &'s Arc<Json>),
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let items: Vec<I> = value.items().collect();
        match (keyword, &**asked) {
            ("uniqueItems", Json::Bool(true)) => self.unique(part, &items, around),
            ("prefixItems" | "items", Json::List(parts)) => {
                evaluated.items = evaluated.items.max(parts.len());
                for (rank, (inner, item)) in parts.iter().zip(&items).enumerate() {
                    let is_valid = self.evaluate_in(inner, rank, *item, around.in_list());
                    if self.has_returned || (!is_valid && !around.tells_all) {
                        return;
                    }
                }
            }
            ("items", rest) => {
                evaluated.has_all_items = true;
                let before = part.get("prefixItems").map_or(0, |parts| parts.items().len());
                self.rest(part, keyword, rest, &items, before, around);
            }
            ("additionalItems", rest) => {
                let Some(before) = part.get("items").map(|parts| parts.items().len()) else {
                    return;
                };
                if part.get("items").is_some_and(|parts| matches!(**parts, Json::List(_))) {
                    evaluated.has_all_items = true;
                    self.rest(part, keyword, rest, &items, before, around);
                }
            }
            ("unevaluatedItems", rest) if !evaluated.has_all_items => {
                let before = evaluated.items;
                evaluated.has_all_items = true;
                self.rest(part, keyword, rest, &items, before, around);
            }
            ("contains", inner) => {
                evaluated.has_all_items = true;
                self.contains(part, inner, &items, around);
            }
            _ => {}
        }
    }

    /// The items after those that others judge.
    fn rest<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        inner: &'s Json,
        items: &[I],
        before: usize,
        around: Around,
    ) {
        let is_alone = keyword == "items" && part.get("prefixItems").is_none();
        if matches!(inner, Json::Bool(false)) && !is_alone {
            if items.len() > before {
                let message = size_message(true, before as f64, ["items", "éléments"]);
                self.report(Fault::new(keyword, part, message), around);
            }
            return;
        }
        for (rank, item) in items.iter().enumerate().skip(before) {
            let is_valid = self.evaluate_in(inner, rank, *item, around);
            if self.has_returned || (!is_valid && !around.tells_all) {
                return;
            }
        }
    }

    fn contains<I: Instance>(
        &mut self,
        part: &'s Json,
        inner: &'s Json,
        items: &[I],
        around: Around,
    ) {
        let bound = |name| {
            let limit = part.get(name).filter(|_| self.schema.dialect.is_recent());
            limit.and_then(|limit| limit.as_number())
        };
        let (min, max) = (bound("minContains").unwrap_or(1.0), bound("maxContains"));
        if max.is_none() && min == 0.0 {
            return;
        }
        let before = self.faults.len();
        let mut count = 0.0;
        for (rank, item) in items.iter().enumerate() {
            let is_valid = self.evaluate_in(inner, rank, *item, around.composite());
            count += f64::from(u8::from(is_valid));
            if count >= min && max.is_none() {
                break;
            }
        }
        if count >= min && max.is_none_or(|max| count <= max) {
            self.faults.truncate(before);
            return;
        }
        if !around.is_composite && !around.tells_all {
            self.faults.truncate(before);
        }
        let min = number(min);
        let message = match max {
            None => Text::new(
                format!("must contain at least {min} valid item(s)"),
                format!("doit contenir au moins {min} élément(s) qui conviennent"),
            ),
            Some(max) => {
                let max = number(max);
                Text::new(
                    format!("must contain at least {min} and no more than {max} valid item(s)"),
                    format!("doit contenir de {min} à {max} éléments qui conviennent"),
                )
            }
        };
        self.report(Fault::new("contains", part, message), around);
    }

    /// No two items are the same. The pair that is told is the one that Ajv meets first, from the end.
    fn unique<I: Instance>(&mut self, part: &'s Json, items: &[I], around: Around) {
        let made = part.get("items").map(|inner| self.made(inner));
        let plain = made.filter(|made| made.names_scalars_only());
        let are_texts = items.iter().all(|item| item.kind() == Type::Text);
        if !are_texts && look_apart(items) {
            return;
        }
        let keys: Vec<Option<Cow<'_, str>>> = items
            .iter()
            .map(|item| match item.text() {
                _ if plain.as_ref().is_some_and(|it| it.refuses_type(*item, item.kind())) => None,
                // Texts alone need not be told from other values.
                Some(text) if are_texts => Some(Cow::Borrowed(text)),
                _ => Some(Cow::Owned(canonical(&item.copy(COPIED)))),
            })
            .collect();
        let mut pair = None;
        if plain.is_some() {
            let mut seen: HashMap<&str, usize, RandomState> = HashMap::default();
            for (rank, key) in keys.iter().enumerate().rev() {
                let Some(key) = key else { continue };
                if let Some(other) = seen.insert(key, rank) {
                    pair = Some((rank, other));
                    break;
                }
            }
        } else {
            let mut ranks: HashMap<&str, Vec<usize>, RandomState> = HashMap::default();
            for (rank, key) in keys.iter().enumerate() {
                ranks.entry(key.as_deref().unwrap_or_default()).or_default().push(rank);
            }
            let pairs = ranks.values().filter_map(|ranks| match ranks.as_slice() {
                [.., before, last] => Some((*last, *before)),
                _ => None,
            });
            pair = pairs.max();
        }
        if let Some((one, other)) = pair {
            let message = Text::new(
                format!("must NOT have duplicate items (items ## {other} and {one} are identical)"),
                format!(
                    "ne doit pas avoir deux fois le même élément (les éléments {other} et {one})"
                ),
            );
            self.report(Fault::new("uniqueItems", part, message), around);
        }
    }
}

/// Whether no two values are the same, as far as their first level tells: most lists of objects are never written out.
fn look_apart<I: Instance>(items: &[I]) -> bool {
    let state = RandomState::default();
    let scalar = |value: I| match (value.text(), value.number()) {
        (Some(text), _) => state.hash_one(text),
        // Zeros are the same, and what is not finite is null.
        (None, Some(number)) if number.is_finite() => state.hash_one((number + 0.0).to_bits()),
        _ => 0,
    };
    let look = |item: &I| match item.kind() {
        Type::Map => item.entries().fold(1_u64, |look, (name, value)| {
            look.wrapping_add(state.hash_one((&*name, scalar(value))))
        }),
        _ => scalar(*item),
    };
    let mut looks: Vec<u64> = items.iter().map(look).collect();
    looks.sort_unstable();
    looks.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether a value is the same as one of a schema.
fn is_equal<I: Instance>(value: I, wanted: &Json) -> bool {
    match wanted {
        Json::Text(wanted) => value.text() == Some(wanted),
        Json::Number(wanted) => value.number() == Some(*wanted),
        _ => value.copy(COPIED) == *wanted,
    }
}

/// A value as a text that is the same for equal values.
pub(super) fn canonical(value: &Json) -> String {
    match value {
        Json::List(items) => {
            let items: Vec<String> = items.iter().map(|item| canonical(item)).collect();
            format!("[{}]", items.join(","))
        }
        Json::Map(entries) => {
            let mut entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| {
                    format!("{}:{}", crate::functions::json::quoted(key), canonical(value))
                })
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(","))
        }
        scalar => scalar.written(),
    }
}
