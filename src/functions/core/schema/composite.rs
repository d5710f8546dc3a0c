//! Keywords of objects, and keywords that put schemas together.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::evaluate::{Around, Evaluated, Evaluation};
use super::fault::{Fault, plain_message};
use super::instance::Instance;
use crate::diagnostic::Text;
use crate::functions::json::Json;

/// Properties for which there is room at once: most values have fewer.
const SOME: usize = 8;

impl<'s> Evaluation<'s> {
    /// `not`, `anyOf`, `oneOf`, `allOf`, `if`.
    pub(super) fn combine<I: Instance>(
        &mut self,
        part: &'s Json,
        (keyword, asked): (&'static str, &'s Arc<Json>),
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        match (keyword, &**asked) {
            ("not", inner) => {
                let before = self.faults.len();
                let inside = Around { is_negated: true, ..around.silent() };
                let (is_valid, _) = self.evaluate(inner, value, inside);
                self.faults.truncate(before);
                if is_valid {
                    self.report(Fault::new(keyword, part, plain_message(keyword)), around);
                }
            }
            ("anyOf", Json::List(parts)) => self.any(part, parts, value, around, evaluated),
            ("oneOf", Json::List(parts)) => self.one(part, parts, value, around, evaluated),
            ("allOf", Json::List(parts)) => {
                for inner in parts {
                    let (is_valid, found) = self.evaluate(inner, value, around.in_list());
                    if self.has_returned || (!is_valid && !around.tells_all) {
                        return;
                    }
                    evaluated.merge(&found);
                }
            }
            ("if", condition) => {
                if part.get("then").is_none() && part.get("else").is_none() {
                    return;
                }
                let before = self.faults.len();
                let (is_met, found) = self.evaluate(condition, value, around.silent());
                self.faults.truncate(before);
                if is_met {
                    evaluated.merge(&found);
                }
                let branch = if is_met { "then" } else { "else" };
                let Some(inner) = part.get(branch) else { return };
                let (is_valid, found) = self.evaluate(inner, value, around);
                if self.has_returned {
                    return;
                }
                if is_valid {
                    evaluated.merge(&found);
                } else {
                    self.report(Fault::new("if", part, plain_message(branch)), around);
                }
            }
            _ => {}
        }
    }

    fn any<I: Instance>(
        &mut self,
        part: &'s Json,
        parts: &'s [Arc<Json>],
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let before = self.faults.len();
        let mut is_any_valid = false;
        for inner in parts {
            let (is_valid, found) = self.evaluate(inner, value, around.composite().in_list());
            if is_valid {
                is_any_valid = true;
                evaluated.merge(&found);
                if !self.schema.dialect.is_recent() {
                    break;
                }
            }
        }
        if is_any_valid || self.has_given_up() {
            self.faults.truncate(before);
        } else {
            self.report(Fault::new("anyOf", part, plain_message("anyOf")), around);
        }
    }

    fn one<I: Instance>(
        &mut self,
        part: &'s Json,
        parts: &'s [Arc<Json>],
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let before = self.faults.len();
        let mut valid = 0;
        for inner in parts {
            let (is_valid, found) = self.evaluate(inner, value, around.composite().in_list());
            if is_valid {
                valid += 1;
                evaluated.merge(&found);
            }
            if valid > 1 || self.has_given_up() {
                break;
            }
        }
        if valid == 1 || self.has_given_up() {
            self.faults.truncate(before);
        } else {
            let mut fault = Fault::new("oneOf", part, plain_message("oneOf"));
            fault.has_several = valid > 1;
            self.report(fault, around);
        }
    }

    /// Keywords of objects.
    pub(super) fn map<I: Instance>(
        &mut self,
        part: &'s Json,
        (keyword, asked): (&'static str, &'s Arc<Json>),
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        match (keyword, &**asked) {
            ("required", Json::List(names)) => {
                self.compare(8 * names.len());
                let mut left_out = None;
                for name in names.iter().filter_map(|name| name.as_str()) {
                    if value.get(name).is_some() {
                        continue;
                    }
                    if !left_out.get_or_insert_with(|| self.left_out(part, around)).contains(name) {
                        let message =
                            if around.is_silent { Text::default() } else { missing_message(name) };
                        self.report(Fault::new(keyword, part, message), around);
                        if !around.tells_all {
                            return;
                        }
                    }
                }
            }
            ("propertyNames", inner) => {
                for (name, _) in value.entries() {
                    let name = Json::Text((*name).to_owned());
                    let (is_valid, _) = self.evaluate(inner, &name, around.composite());
                    if !is_valid {
                        self.report(Fault::new(keyword, part, plain_message(keyword)), around);
                        if !around.tells_all {
                            return;
                        }
                    }
                }
            }
            ("additionalProperties" | "unevaluatedProperties", inner) => {
                self.others(part, keyword, inner, value, around, evaluated);
            }
            ("dependencies" | "dependentRequired" | "dependentSchemas", Json::Map(entries)) => {
                self.dependencies(part, keyword, entries, value, around, evaluated);
            }
            ("properties", Json::Map(entries)) => {
                let made = self.made(part);
                let mut met: Vec<(usize, I)> = Vec::with_capacity(SOME);
                let mut count = 0;
                for (name, child) in value.entries() {
                    if let Some(rank) = made.property(entries, &name) {
                        met.push((rank, child));
                        if self.schema.asks_what_is_judged {
                            evaluated.properties.insert(count);
                        }
                    }
                    count += 1;
                }
                self.compare(entries.len() * count.max(1));
                // In the order of the schema; the first of two of a name.
                met.sort_by_key(|(rank, _)| *rank);
                met.dedup_by_key(|(rank, _)| *rank);
                for (rank, child) in met {
                    let (name, inner) = &entries[rank];
                    let is_valid = self.evaluate_at(inner, name, child, around);
                    if self.has_returned || (!is_valid && !around.tells_all) {
                        return;
                    }
                }
            }
            ("patternProperties", Json::Map(entries)) => {
                for (pattern, inner) in entries {
                    let pattern = self.schema.pattern(pattern);
                    let is_named = |name: &str| pattern.as_ref().is_none_or(|it| it.matches(name));
                    for (rank, (name, child)) in value.entries().enumerate() {
                        if !is_named(&name) {
                            continue;
                        }
                        if self.schema.asks_what_is_judged {
                            evaluated.properties.insert(rank);
                        }
                        let is_valid = self.evaluate_at(inner, &name, child, around);
                        if self.has_returned || (!is_valid && !around.tells_all) {
                            return;
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// What a request lacks because only responses hold it, or the other way round.
    fn left_out(&mut self, part: &'s Json, around: Around) -> HashSet<&'s str, RandomState> {
        let mut names = HashSet::default();
        let flag = self.schema.leniency.left_out.filter(|_| !around.is_negated);
        if let (Some(flag), Some(properties)) = (flag, part.get("properties")) {
            let properties = properties.entries();
            self.compare(4 * properties.len());
            let is_flagged = |it: &Json| it.get(flag).is_some_and(|flag| flag.is_true());
            let flagged = properties.iter().filter(|(_, property)| is_flagged(property));
            names.extend(flagged.map(|(name, _)| name.as_str()));
        }
        names
    }

    /// The properties that no other keyword judges.
    fn others<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        inner: &'s Json,
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let is_additional = keyword == "additionalProperties";
        let made = self.made(part);
        let known = part.get("properties").map(|it| it.entries()).unwrap_or_default();
        let schema = self.schema;
        // Most values have no property but those that are named.
        let patterns = LazyCell::new(|| {
            let patterns = part.get("patternProperties").map(|it| it.entries()).unwrap_or_default();
            patterns.iter().map(|(pattern, _)| schema.pattern(pattern)).collect::<Vec<_>>()
        });
        let is_judged = |rank: usize, name: &str| {
            if is_additional {
                made.property(known, name).is_some()
                    || patterns.iter().any(|it| it.as_ref().is_none_or(|it| it.matches(name)))
            } else {
                evaluated.has_all_properties || evaluated.properties.contains(rank)
            }
        };
        let others = value.entries().enumerate();
        let others = others.filter(|(rank, (name, _))| !is_judged(*rank, name));
        let others: Vec<_> = others.map(|(_, other)| other).collect();
        evaluated.has_all_properties = true;
        for (name, child) in others {
            let is_valid = if matches!(inner, Json::Bool(false)) {
                let mut fault = Fault::new(keyword, part, plain_message(keyword));
                fault.property = Some((*name).to_owned());
                self.report(fault, around);
                false
            } else {
                self.evaluate_at(inner, &name, child, around)
            };
            if self.has_returned || (!is_valid && !around.tells_all) {
                return;
            }
        }
    }

    fn dependencies<I: Instance>(
        &mut self,
        part: &'s Json,
        keyword: &'static str,
        entries: &'s [(String, Arc<Json>)],
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        // Those that name properties come first.
        let present = |name: &String| value.get(name).is_some();
        for (name, needs) in entries.iter().filter(|(name, _)| present(name)) {
            let names: Vec<&str> = needs.items().iter().filter_map(|it| it.as_str()).collect();
            let missing = names.iter().filter(|needed| value.get(needed).is_none()).count();
            let told = if around.tells_all { missing } else { missing.min(1) };
            for _ in 0..told {
                let (list, is_one) = (names.join(", "), names.len() == 1);
                let (property_ies, proprietes) = if is_one {
                    ("property", "la propriété")
                } else {
                    ("properties", "les propriétés")
                };
                let message = Text::new(
                    format!("must have {property_ies} {list} when property {name} is present"),
                    format!("doit avoir {proprietes} {list} quand {name} est là"),
                );
                self.report(Fault::new(keyword, part, message), around);
            }
            if self.has_returned || (missing > 0 && !around.tells_all) {
                return;
            }
        }
        for (_, inner) in
            entries.iter().filter(|(name, inner)| present(name) && inner.items().is_empty())
        {
            let (is_valid, found) = self.evaluate(inner, value, around);
            if self.has_returned || (!is_valid && !around.tells_all) {
                return;
            }
            if is_valid {
                evaluated.merge(&found);
            }
        }
    }
}

fn missing_message(name: &str) -> Text {
    Text::new(
        format!("must have required property '{name}'"),
        format!("doit avoir la propriété obligatoire «\u{a0}{name}\u{a0}»"),
    )
}
