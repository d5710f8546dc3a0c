//! A schema at work on a value, in the order and with the short cuts of Ajv 8: which fault is told first, and what is told
//! of the alternatives of `anyOf` and `oneOf`, follow from them.

use std::collections::HashSet;

use super::compile::{Schema, identity};
use super::compiler::is_only_reference;
use super::fault::{Fault, plain_message, type_message};
use super::instance::{Instance, Type, type_named};
use crate::functions::Budget;
use crate::functions::json::Json;

/// Parts of a schema inside one another on one value. What lies deeper is accepted.
const DEPTH: usize = 100;

/// Faults of one judgement, ten times what is told of a description: a stranger's file may have a million.
const MOST_FAULTS: usize = 100_000;

/// One judgement.
pub(super) struct Evaluation<'s> {
    pub(super) schema: &'s Schema,
    pub(super) faults: Vec<Fault<'s>>,
    /// The way to the value that is looked at.
    pub(super) path: Vec<String>,
    /// Whether the function that Ajv would be in has returned: the first fault is enough.
    pub(super) has_returned: bool,
    /// Parts that were found to accept a value, so that what is shared is judged once.
    accepted: HashSet<(usize, usize), foldhash::fast::RandomState>,
    depth: usize,
    /// Parts of a schema that may still be asked. When there are none left, nothing more is told.
    left: usize,
}

/// Where a part of a schema stands.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four questions that have nothing to do with one another"
)]
pub(super) struct Around {
    /// In `anyOf` and the like: a fault does not end the judgement.
    pub(super) is_composite: bool,
    /// Whether every fault is told.
    pub(super) tells_all: bool,
    /// Whether the way to it goes through a list, such as `allOf`.
    pub(super) is_in_list: bool,
    /// Whether it stands below a `not`.
    pub(super) is_negated: bool,
}

impl Around {
    pub(super) fn composite(self) -> Self {
        Self { is_composite: true, ..self }
    }

    /// A question whose faults are not told: of `not`, of `if`.
    pub(super) fn silent(self) -> Self {
        Self { is_composite: true, tells_all: false, ..self }
    }

    pub(super) fn in_list(self) -> Self {
        Self { is_in_list: true, ..self }
    }
}

/// What of an object or array was looked at: `unevaluatedProperties` asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Evaluated {
    pub(super) has_all_properties: bool,
    pub(super) properties: HashSet<String>,
    pub(super) has_all_items: bool,
    pub(super) items: usize,
}

impl Evaluated {
    pub(super) fn merge(&mut self, other: Self) {
        self.has_all_properties |= other.has_all_properties;
        self.properties.extend(other.properties);
        self.has_all_items |= other.has_all_items;
        self.items = self.items.max(other.items);
    }
}

impl<'s> Evaluation<'s> {
    /// What a schema finds wrong with a value, as far as the budget goes.
    pub(super) fn judge<I: Instance>(
        schema: &'s Schema,
        value: I,
        budget: &Budget,
    ) -> Vec<Fault<'s>> {
        let mut evaluation = Self {
            schema,
            faults: Vec::new(),
            path: Vec::new(),
            has_returned: false,
            accepted: HashSet::default(),
            depth: 0,
            left: budget.left(),
        };
        let around = Around {
            is_composite: false,
            tells_all: schema.tells_all,
            is_in_list: false,
            is_negated: false,
        };
        evaluation.evaluate(&schema.root, value, around);
        budget.spend(budget.left() - evaluation.left);
        evaluation.faults
    }

    /// Judges a value by a part of the schema. Whether it is accepted, and what of it was looked at.
    pub(super) fn evaluate<I: Instance>(
        &mut self,
        part: &'s Json,
        value: I,
        around: Around,
    ) -> (bool, Evaluated) {
        self.left = self.left.saturating_sub(1);
        if self.depth >= DEPTH || self.has_given_up() || value.kind() == Type::Unknown {
            return (true, Evaluated::default());
        }
        match part {
            Json::Bool(false) => {
                let fault = Fault::new("false schema", part, plain_message("false schema"));
                self.report(fault, around);
                (false, Evaluated::default())
            }
            Json::Map(_) => {
                let pair = value.identity().map(|value| (identity(part), value));
                if pair.is_some_and(|pair| self.accepted.contains(&pair)) {
                    return (true, Evaluated::default());
                }
                self.depth += 1;
                let mut evaluated = Evaluated::default();
                let before = self.faults.len();
                self.groups(part, value, around, &mut evaluated);
                if around.tells_all && self.faults.len() > before {
                    self.reword(part, before, around);
                }
                self.depth -= 1;
                let is_valid = self.faults.len() == before && !self.has_returned;
                self.accepted.extend(pair.filter(|_| is_valid));
                (is_valid, evaluated)
            }
            _ => (true, Evaluated::default()),
        }
    }

    /// Judges an entry or item.
    pub(super) fn evaluate_at<I: Instance>(
        &mut self,
        part: &'s Json,
        segment: &str,
        value: I,
        around: Around,
    ) -> bool {
        self.path.push(segment.to_owned());
        let (is_valid, _) = self.evaluate(part, value, around);
        self.path.pop();
        is_valid
    }

    /// Whether all that may be asked was asked, or enough was found.
    pub(super) fn has_given_up(&self) -> bool {
        self.left == 0 || self.faults.len() >= MOST_FAULTS
    }

    /// Tells a fault; it ends the judgement where one is enough.
    pub(super) fn report(&mut self, mut fault: Fault<'s>, around: Around) {
        if self.has_given_up() {
            return;
        }
        fault.path.clone_from(&self.path);
        fault.is_in_list = around.is_in_list;
        self.faults.push(fault);
        self.has_returned |= !around.is_composite && !around.tells_all;
    }

    fn groups<I: Instance>(
        &mut self,
        part: &'s Json,
        value: I,
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let before = self.faults.len();
        let dialect = self.schema.dialect;
        if is_only_reference(part, dialect) {
            self.keyword(part, "$ref", value, around, evaluated);
            return;
        }
        let types = self.types(part);
        let groups = dialect.groups();
        // The one type of a schema that has keywords for it is checked with them.
        let waits = types.len() == 1
            && types[0] != "integer"
            && groups.iter().any(|(kind, keywords)| {
                kind.is_some()
                    && *kind == type_named(types[0])
                    && keywords.iter().any(|keyword| part.get(keyword).is_some())
            });
        if !types.is_empty() && !waits && !is_of_types(value, &types) {
            self.report_type(part, around);
            if self.has_returned {
                return;
            }
        }
        for (kind, keywords) in groups {
            let mut present =
                keywords.iter().filter(|keyword| part.get(keyword).is_some()).peekable();
            // `type` itself is a keyword of the first group: after it, a wrong type ends the judgement.
            if present.peek().is_none() && kind.is_some() {
                continue;
            }
            if kind.is_none_or(|kind| kind == value.kind()) {
                for keyword in present {
                    let count = self.faults.len();
                    self.keyword(part, keyword, value, around, evaluated);
                    if self.has_returned {
                        return;
                    }
                    if !around.tells_all && self.faults.len() > count {
                        break;
                    }
                }
            } else if waits && kind == type_named(types[0]) {
                self.report_type(part, around);
                if self.has_returned {
                    return;
                }
            }
            if !around.tells_all && self.faults.len() > before {
                return;
            }
        }
    }

    /// The types that a schema names, `null` among them where it is nullable.
    pub(super) fn types(&self, part: &'s Json) -> Vec<&'s str> {
        let mut types: Vec<&str> = match part.get("type").map(|written| &**written) {
            Some(Json::Text(name)) => vec![name],
            Some(Json::List(names)) => names.iter().filter_map(|name| name.as_str()).collect(),
            _ => Vec::new(),
        };
        if self.is_nullable(part) && !types.is_empty() && !types.contains(&"null") {
            types.push("null");
        }
        types
    }

    fn is_nullable(&self, part: &Json) -> bool {
        let is_true = |name| part.get(name).is_some_and(|flag| flag.is_true());
        is_true("nullable") || (self.schema.leniency.knows_x_nullable && is_true("x-nullable"))
    }

    fn report_type(&mut self, part: &'s Json, around: Around) {
        let names = match part.get("type").map(|written| &**written) {
            Some(Json::Text(name)) => name.clone(),
            // A list is told with the `null` that `nullable` brings in.
            Some(Json::List(_)) => self.types(part).join(","),
            _ => String::new(),
        };
        self.report(Fault::new("type", part, type_message(&names)), around);
    }
}

/// Whether a value is of one of these types.
pub(super) fn is_of_types<I: Instance>(value: I, types: &[&str]) -> bool {
    types.iter().any(|name| match *name {
        "integer" => value.number().is_some_and(|number| number % 1.0 == 0.0),
        name => type_named(name) == Some(value.kind()),
    })
}
