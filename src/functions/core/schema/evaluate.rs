//! A schema at work on a value, in the order and with the short cuts of Ajv 8: which fault is told first, and what is told
//! of the alternatives of `anyOf` and `oneOf`, follow from them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::compile::{Schema, identity};
use super::fault::{Fault, plain_message, type_message};
use super::instance::{Instance, Type};
use super::listed::Listed;
use super::part::{Made, Part, types};
use super::path::Way;
use crate::diagnostic::Text;
use crate::functions::Budget;
use crate::functions::json::Json;

/// Parts of a schema inside one another on one value. What lies deeper is accepted.
const DEPTH: usize = 100;

/// Faults of one judgement, ten times what is told of a description: a stranger's file may have a million.
const MOST_FAULTS: usize = 100_000;

/// Parts of a schema, and values.
pub(super) type Accepted = HashSet<(usize, usize), RandomState>;

/// One judgement.
pub(super) struct Evaluation<'s> {
    pub(super) schema: &'s Schema,
    pub(super) faults: Vec<Fault<'s>>,
    /// The way to the value that is looked at.
    pub(super) path: Way,
    /// Whether the function that Ajv would be in has returned: the first fault is enough.
    pub(super) has_returned: bool,
    /// Parts that were found to accept a value, so that what is shared is judged once.
    accepted: Accepted,
    /// The same, of other judgements.
    known: Option<&'s Accepted>,
    /// What was looked at of values that a part accepts, where the schema asks for it.
    judged: HashMap<(usize, usize), Evaluated, RandomState>,
    /// The long `enum`s that were asked about a value, and about several: those are tables.
    pub(super) listed: HashMap<usize, Option<Listed<'s>>, RandomState>,
    /// What the parts ask that the schema does not keep.
    parts: HashMap<usize, Rc<Part>, RandomState>,
    /// Pairs that are being judged: a value that holds itself is not judged again inside.
    under_way: Accepted,
    depth: usize,
    /// How many values were accepted because they lie too deep: what holds them is not known to be right.
    cuts: usize,
    /// Parts of a schema that may still be asked. When there are none left, nothing more is told.
    left: usize,
}

/// Where a part of a schema stands.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five questions that have nothing to do with one another"
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
    /// Whether faults are only counted: nothing of them is put into words.
    pub(super) is_silent: bool,
}

impl Around {
    pub(super) fn composite(self) -> Self {
        Self { is_composite: true, ..self }
    }

    /// A question whose faults are not told: of `not`, of `if`.
    pub(super) fn silent(self) -> Self {
        Self { is_composite: true, tells_all: false, is_silent: true, ..self }
    }

    pub(super) fn in_list(self) -> Self {
        Self { is_in_list: true, ..self }
    }
}

/// What of an object or array was looked at: `unevaluatedProperties` asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Evaluated {
    pub(super) has_all_properties: bool,
    pub(super) properties: Ranks,
    pub(super) has_all_items: bool,
    pub(super) items: usize,
}

/// Properties by their ranks in their object, as bits: of most values nothing is noted, and nothing is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks(Vec<u64>);

impl Ranks {
    pub(super) fn insert(&mut self, rank: usize) {
        if self.0.len() <= rank / 64 {
            self.0.resize(rank / 64 + 1, 0);
        }
        self.0[rank / 64] |= 1 << (rank % 64);
    }

    pub(super) fn contains(&self, rank: usize) -> bool {
        self.0.get(rank / 64).is_some_and(|bits| bits & (1 << (rank % 64)) != 0)
    }

    fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(own, bits)| *own |= bits);
    }
}

impl Evaluated {
    /// Of a value that is being judged already: whoever judges it tells what was not looked at.
    fn everything() -> Self {
        Self { has_all_properties: true, has_all_items: true, ..Self::default() }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.has_all_properties |= other.has_all_properties;
        self.properties.merge(&other.properties);
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
        Self::run(schema, value, budget, None).faults
    }

    /// The pairs that were found to be accepted, if the whole value is, without a doubt. Those that are known are not judged
    /// again.
    pub(super) fn accepts<I: Instance>(
        schema: &'s Schema,
        value: I,
        budget: &Budget,
        known: &'s Accepted,
    ) -> Option<Accepted> {
        let ended = Self::run(schema, value, budget, Some(known));
        let is_sure = ended.faults.is_empty() && ended.cuts == 0 && !ended.has_given_up();
        is_sure.then_some(ended.accepted)
    }

    fn run<I: Instance>(
        schema: &'s Schema,
        value: I,
        budget: &Budget,
        known: Option<&'s Accepted>,
    ) -> Self {
        let mut evaluation = Self {
            schema,
            faults: Vec::new(),
            path: Way::default(),
            has_returned: false,
            accepted: HashSet::default(),
            known,
            judged: HashMap::default(),
            listed: HashMap::default(),
            parts: HashMap::default(),
            under_way: HashSet::default(),
            depth: 0,
            cuts: 0,
            left: budget.left(),
        };
        let around = Around {
            is_composite: false,
            tells_all: schema.tells_all,
            is_in_list: false,
            is_negated: false,
            is_silent: false,
        };
        evaluation.evaluate(&schema.root, value, around);
        budget.spend(budget.left() - evaluation.left);
        evaluation
    }

    /// Judges a value by a part of the schema. Whether it is accepted, and what of it was looked at.
    pub(super) fn evaluate<I: Instance>(
        &mut self,
        part: &'s Json,
        value: I,
        around: Around,
    ) -> (bool, Evaluated) {
        self.left = self.left.saturating_sub(1);
        if self.depth >= DEPTH || self.has_given_up() {
            self.cuts += 1;
            return (true, Evaluated::default());
        }
        let kind = value.kind();
        if kind == Type::Unknown {
            return (true, Evaluated::default());
        }
        match part {
            Json::Bool(false) => {
                let fault = Fault::new("false schema", part, plain_message("false schema"));
                self.report(fault, around);
                (false, Evaluated::default())
            }
            Json::Map(_) => {
                let pair = self.pair(part, value);
                if let Some(pair) = pair {
                    if let Some(found) = self.judged.get(&pair) {
                        return (true, found.clone());
                    }
                    if self.accepted.contains(&pair)
                        || self.known.is_some_and(|known| known.contains(&pair))
                    {
                        return (true, Evaluated::default());
                    }
                    if !self.under_way.insert(pair) {
                        return (true, Evaluated::everything());
                    }
                }
                self.depth += 1;
                let cuts = self.cuts;
                let mut evaluated = Evaluated::default();
                let before = self.faults.len();
                self.groups(part, (value, kind), around, &mut evaluated);
                if around.tells_all && self.faults.len() > before {
                    self.reword(part, before, around);
                }
                self.depth -= 1;
                let is_valid = self.faults.len() == before && !self.has_returned;
                if let Some(pair) = pair {
                    self.under_way.remove(&pair);
                    if is_valid && self.cuts == cuts {
                        if self.schema.asks_what_is_judged {
                            self.judged.insert(pair, evaluated.clone());
                        } else {
                            self.accepted.insert(pair);
                        }
                    }
                }
                (is_valid, evaluated)
            }
            _ => (true, Evaluated::default()),
        }
    }

    /// What tells this question from any other, where the answer is always the same.
    fn pair<I: Instance>(&self, part: &Json, value: I) -> Option<(usize, usize)> {
        let is_alike = self.schema.leniency.left_out.is_none();
        let value = value.identity().filter(|_| is_alike)?;
        Some((identity(part), value))
    }

    /// Judges an item of a list.
    pub(super) fn evaluate_in<I: Instance>(
        &mut self,
        part: &'s Json,
        rank: usize,
        value: I,
        around: Around,
    ) -> bool {
        self.path.push_rank(rank);
        let (is_valid, _) = self.evaluate(part, value, around);
        self.path.pop();
        is_valid
    }

    /// Judges an entry.
    pub(super) fn evaluate_at<I: Instance>(
        &mut self,
        part: &'s Json,
        segment: &str,
        value: I,
        around: Around,
    ) -> bool {
        self.path.push(segment);
        let (is_valid, _) = self.evaluate(part, value, around);
        self.path.pop();
        is_valid
    }

    /// Counts names or values that are compared one by one: so many are as much work as one part of a schema.
    pub(super) fn compare(&mut self, count: usize) {
        const AS_A_PART: usize = 64;
        self.left = self.left.saturating_sub(count / AS_A_PART);
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
        if !around.is_silent {
            fault.path = self.path.segments();
        }
        fault.is_in_list = around.is_in_list;
        self.faults.push(fault);
        self.has_returned |= !around.is_composite && !around.tells_all;
    }

    fn groups<I: Instance>(
        &mut self,
        part: &'s Json,
        (value, own): (I, Type),
        around: Around,
        evaluated: &mut Evaluated,
    ) {
        let before = self.faults.len();
        if let [(key, _)] = part.entries()
            && key == "$ref"
        {
            return self.reference(part, value, around, evaluated);
        }
        let made = self.made(part);
        if made.keywords.is_reference() {
            return self.reference(part, value, around, evaluated);
        }
        if made.waits_for.is_none() && made.refuses_type(value, own) {
            self.report_type(part, around);
            if self.has_returned {
                return;
            }
        }
        for (kind, group) in self.schema.dialect.groups() {
            // `type` itself is a keyword of the first group: after it, a wrong type ends the judgement.
            if kind.is_some() && !made.keywords.has_any(*group) {
                continue;
            }
            if kind.is_none_or(|kind| kind == own) {
                for keyword in made.keywords.among(part, *group) {
                    let count = self.faults.len();
                    self.keyword(part, keyword, value, around, evaluated);
                    if self.has_returned {
                        return;
                    }
                    if !around.tells_all && self.faults.len() > count {
                        break;
                    }
                }
            } else if *kind == made.waits_for {
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

    /// What a part asks.
    pub(super) fn made(&mut self, part: &'s Json) -> Made<'s> {
        let (schema, place) = (self.schema, identity(part));
        if let Some(kept) = schema.parts.get(&place) {
            return Made::Kept(kept);
        }
        let make = || Rc::new(Part::of(part, schema.dialect, schema.leniency));
        Made::Own(Rc::clone(self.parts.entry(place).or_insert_with(make)))
    }

    fn report_type(&mut self, part: &'s Json, around: Around) {
        if around.is_silent {
            return self.report(Fault::new("type", part, Text::default()), around);
        }
        let names = match part.get("type").map(|written| &**written) {
            Some(Json::Text(name)) => name.clone(),
            // A list is told with the `null` that `nullable` brings in.
            Some(Json::List(_)) => types(part, self.schema.leniency).join(","),
            _ => String::new(),
        };
        self.report(Fault::new("type", part, type_message(&names)), around);
    }
}
