//! Whether a value is what a schema asks for, on the trees as they are written: Schema Objects of 2.0 and 3.0, and JSON
//! Schema 2020-12 since 3.1, with references through the description's own graph.
//!
//! Three things make it another than a general validator. What the schema does not say for sure (a dangling reference, a
//! type that does not exist, a pattern that cannot be compiled) accepts everything. Faults are told at the smallest value,
//! of the one alternative that was meant. And what authors mean is taken for what they wrote where tools agree on it:
//! `nullable` accepts null beside `allOf` too, `additionalProperties: false` knows the properties that `allOf` brings in,
//! and two alternatives of `oneOf` may both accept a value.

mod composition;
mod list;
mod object;
mod scalar;
mod types;
mod words;

use std::collections::HashMap;
use std::rc::Rc;

use regex::Regex;

use super::ecmascript::Pattern;
use crate::description::{Description, Target};
use crate::diagnostic::{Label, Text};
use crate::document::{Kind, Node, NodeId};
use crate::source::Span;
use crate::spec::Version;

use object::Properties;
pub(super) use types::{Types, is_text, lost_its_quotes};

/// Work for one value (schemas asked, names compared), more than any real one needs: a hostile one is left alone.
const STEPS: usize = 50_000;
/// And for all values of a description: twenty times what a description of 3 MB needs, and half a second at most.
const ALL_STEPS: usize = 400_000;
/// Maps wider than this get an index.
const WIDE: usize = 16;
/// Schemas inside one another for one value.
const DEPTH: usize = 100;

/// Which way a value goes: it decides what `readOnly` and `writeOnly` leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the API.
    Request,
    /// From the API.
    Response,
    /// Unknown: in a schema of its own.
    Either,
}

/// Something of a value that the schema does not accept.
pub(super) struct Fault<'d> {
    /// The part of the value.
    pub(super) at: Node<'d>,
    /// Whether it is told of its key.
    is_of_key: bool,
    /// What asks otherwise: a keyword of the schema.
    pub(super) keyword: Node<'d>,
    /// What is wrong; of members that are not there, see `missing`.
    message: Message<'d>,
    /// The members that an object lacks.
    pub(super) missing: Vec<&'d str>,
    /// How far it is from what was meant, to choose among alternatives.
    weight: usize,
}

/// What is wrong. Of most faults nothing is told: those of alternatives, those after the first of a keyword.
enum Message<'d> {
    Said(Text),
    /// To be put into words where it is told.
    Later(Box<dyn Fn() -> Text + 'd>),
}

impl Fault<'_> {
    /// What is wrong.
    pub(super) fn message(&self) -> Text {
        match &self.message {
            _ if !self.missing.is_empty() => words::lacking(&self.missing),
            Message::Said(text) => text.clone(),
            Message::Later(tell) => tell(),
        }
    }

    /// The place in the value.
    pub(super) fn label(&self) -> Label {
        if self.is_of_key { self.at.key_label() } else { self.at.label() }
    }

    /// The bytes of that place.
    pub(super) fn place(&self) -> Span {
        if self.is_of_key { self.at.key_place() } else { self.at.place() }
    }
}

/// What a schema says of a value.
#[derive(Default)]
pub(super) struct Verdict<'d> {
    /// What it refuses.
    faults: Vec<Fault<'d>>,
    /// Whether something in it was not understood: no fault is not approval then.
    is_unsure: bool,
}

impl<'d> Verdict<'d> {
    fn unsure() -> Self {
        Self { faults: Vec::new(), is_unsure: true }
    }

    fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.is_unsure |= other.is_unsure;
    }

    fn is_accepted(&self) -> bool {
        self.faults.is_empty()
    }

    /// Refuses the value itself.
    fn refuse(&mut self, value: Node<'d>, keyword: Node<'d>, message: Text) {
        self.push((value, false), keyword, Message::Said(message));
    }

    /// Refuses the value itself, in words that are found where they are told.
    fn refuse_later(
        &mut self,
        value: Node<'d>,
        keyword: Node<'d>,
        message: impl Fn() -> Text + 'd,
    ) {
        self.push((value, false), keyword, Message::Later(Box::new(message)));
    }

    /// Refuses a member for its name, or a value for what it lacks.
    fn refuse_key(&mut self, member: Node<'d>, keyword: Node<'d>, message: Text) {
        self.push((member, true), keyword, Message::Said(message));
    }

    fn push(&mut self, (at, is_of_key): (Node<'d>, bool), keyword: Node<'d>, message: Message<'d>) {
        let missing = Vec::new();
        self.faults.push(Fault { at, is_of_key, keyword, message, missing, weight: 1 });
    }

    fn weight(&self) -> usize {
        self.faults.iter().map(|fault| fault.weight).sum()
    }

    /// Makes the last fault count as a sign that another alternative was meant.
    fn weigh(&mut self, weight: usize) {
        if let Some(fault) = self.faults.last_mut() {
            fault.weight = weight;
        }
    }
}

/// What surrounds a schema that is asked about a value.
#[derive(Clone, Copy)]
struct Around<'d> {
    /// The outermost schema asked about the same value, composition seen through.
    whole: Node<'d>,
    /// Whether an alternative was chosen on the way from it.
    in_choice: bool,
}

/// Judges values, one after the other.
pub(super) struct Judge<'d> {
    description: &'d Description,
    patterns: HashMap<&'d str, Option<Regex>>,
    indexes: HashMap<NodeId, HashMap<&'d str, Node<'d>>>,
    /// The alternatives of `oneOf` and `anyOf`, by the names that discriminators give them.
    named: HashMap<NodeId, HashMap<&'d str, Node<'d>>>,
    direction: Direction,
    /// Schemas that are being asked, each with the value: a circle closes here.
    asked: Vec<(NodeId, NodeId)>,
    /// The properties of the whole that was last asked for them, its alternatives counted or not.
    properties: Option<((NodeId, bool), Rc<Properties<'d>>)>,
    steps: usize,
    all_steps: usize,
}

impl<'d> Judge<'d> {
    pub(super) fn new(description: &'d Description) -> Self {
        Self {
            description,
            patterns: HashMap::new(),
            indexes: HashMap::new(),
            named: HashMap::new(),
            direction: Direction::Either,
            asked: Vec::new(),
            properties: None,
            steps: 0,
            all_steps: ALL_STEPS,
        }
    }

    /// What a schema refuses of a value.
    pub(super) fn faults(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        direction: Direction,
    ) -> Vec<Fault<'d>> {
        self.direction = direction;
        self.steps = STEPS.min(self.all_steps);
        let given = self.steps;
        let verdict = self.judge(schema, value, None);
        self.all_steps -= given - self.steps;
        // Beyond the bound nothing is known.
        if self.steps == 0 { Vec::new() } else { verdict.faults }
    }

    fn judge(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        around: Option<Around<'d>>,
    ) -> Verdict<'d> {
        let pair = (schema.target().id(), value.target().id());
        if self.steps == 0 || self.asked.len() >= DEPTH || self.asked.contains(&pair) {
            return Verdict::unsure();
        }
        self.spend(1);
        self.asked.push(pair);
        let verdict = self.judge_once(schema, value, around);
        self.asked.pop();
        verdict
    }

    fn judge_once(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        around: Option<Around<'d>>,
    ) -> Verdict<'d> {
        match schema.kind() {
            Kind::Map => {}
            Kind::Boolean if schema.as_bool() == Some(false) => {
                let mut verdict = Verdict::default();
                let text = Text::new(
                    "Its schema is `false`: nothing may stand here",
                    "Son schéma est `false`\u{a0}: rien ne peut figurer ici",
                );
                verdict.refuse(value, schema, text);
                return verdict;
            }
            Kind::Boolean => return Verdict::default(),
            _ => return Verdict::unsure(),
        }
        let around = around.unwrap_or(Around { whole: schema, in_choice: false });
        let mut verdict = Verdict::default();
        match self.description.target(schema) {
            Some(Target::Dangling(_)) => return Verdict::unsure(),
            Some(Target::Node(id)) => {
                verdict.add(self.judge(self.description.node(id), value, Some(around)));
                // Before 3.1 nothing beside a reference counts.
                if self.description.version < Version::Oas3_1 || !verdict.is_accepted() {
                    return verdict;
                }
            }
            None => {}
        }
        if value.is_null() && types::accepts_null(self.description.version, schema) {
            return verdict;
        }
        // A value that is a reference in the eyes of some tools.
        if value.is_map() && value.get("$ref").is_some_and(|it| it.as_str().is_some()) {
            return Verdict::unsure();
        }
        self.scalar(schema, value, &mut verdict);
        if !verdict.is_accepted() {
            return verdict;
        }
        match value.kind() {
            Kind::Map => self.object(schema, value, around, &mut verdict),
            Kind::List => self.list(schema, value, &mut verdict),
            _ => {}
        }
        self.composition(schema, value, around, &mut verdict);
        verdict
    }

    fn spend(&mut self, steps: usize) {
        self.steps = self.steps.saturating_sub(steps);
    }

    /// An entry of a map.
    fn member(&mut self, map: Node<'d>, name: &str) -> Option<Node<'d>> {
        if map.len() <= WIDE {
            return map.get(name);
        }
        let index = self.indexes.entry(map.target().id()).or_insert_with(|| {
            map.children().filter_map(|child| Some((child.key()?, child))).collect()
        });
        index.get(name).copied()
    }

    fn matches(&mut self, pattern: &'d str, text: &str) -> Option<bool> {
        self.spend(text.len() / 256);
        let compiled = self
            .patterns
            .entry(pattern)
            .or_insert_with(|| Pattern::read(pattern).ok().and_then(|pattern| pattern.compile()));
        compiled.as_ref().map(|regex| regex.is_match(text))
    }
}
