//! Why a rule says something at a place, or nothing: each step on the way to it, taken again for one rule and one place.

use super::asked::{Asked, Dropped};
use super::ignore::Ignores;
use super::run;
use crate::description::{Description, Target as Reference, View};
use crate::diagnostic::{Diagnostic, Text};
use crate::document::Node;
use crate::functions::{Budget, Finding, Listener, Schemas, Target, Value};
use crate::guide::Dossier;
use crate::jsonpath::{Match, Plan};
use crate::ruleset::{Given, Rule, Ruleset, Then};
use crate::source::Span;
use crate::work::Workers;

/// What a rule did at a place.
#[derive(Debug)]
pub struct Inquiry<'d> {
    /// The reference that hides the place from a rule that follows references.
    pub hidden: Option<Hidden<'d>>,
    /// Each expression of the rule; none where the rule is not for documents of these formats.
    pub looks: Vec<Look<'d>>,
}

/// A reference that hides what is written below it.
#[derive(Clone, Copy, Debug)]
pub enum Hidden<'d> {
    /// It names nothing: what stands there is unknown.
    Dangling(Node<'d>),
    /// It stands for the whole object: what is beside `$ref` is not looked at.
    Beside(Node<'d>),
}

/// What one expression selects, and what was answered at the place.
#[derive(Debug)]
pub struct Look<'d> {
    /// The expression.
    pub given: &'d Given,
    /// Whether it selects the place.
    pub selected: Selected<'d>,
    /// What the functions answered there.
    pub answers: Vec<Answer<'d>>,
}

/// Whether an expression selects a place.
#[derive(Clone, Copy, Debug)]
pub enum Selected<'d> {
    /// It is an alias's, for documents of other formats.
    OtherFormat,
    /// It does.
    Place,
    /// It does not: so many others, of which this is the nearest.
    Elsewhere(usize, Node<'d>),
    /// It selects nothing at all.
    Nothing,
}

/// What one function answered.
#[derive(Debug)]
pub struct Answer<'d> {
    /// The function, with the field that it is asked about.
    pub then: &'d Then,
    /// The match that led there, where it is not the place itself.
    pub from: Option<Node<'d>>,
    /// Whether nothing could be asked: a reference on the way to the field names nothing.
    pub is_unknown: bool,
    /// What it says; nothing when it is content.
    pub said: Vec<Said>,
    /// How much more it says.
    pub more: usize,
}

/// One thing that a function says, and what becomes of it.
#[derive(Debug)]
pub struct Said {
    /// The words of the function.
    pub message: Text,
    /// The diagnostic, or why there is none.
    pub outcome: Result<Diagnostic, Dropped>,
}

/// Things said by one function that are held.
const HELD: usize = 20;

impl Inquiry<'_> {
    /// Whether the rule has something to say there.
    pub fn is_said(&self) -> bool {
        let answers = self.looks.iter().flat_map(|look| &look.answers);
        let mut said = answers.flat_map(|answer| &answer.said);
        said.any(|said| matches!(said.outcome, Ok(_) | Err(Dropped::LeftOut(_))))
    }
}

/// Asks a rule what it has to say at a place. With more than `limit` diagnostics for the whole description, some are counted
/// and not shown: these are told apart.
pub fn why<'d>(
    description: &'d Description,
    (ruleset, rule): (&Ruleset, &'d Rule),
    place: Node<'d>,
    (dossier, ignores): (&'d Dossier, &'d Ignores),
    (budget, schemas): (&'d Budget, &'d Schemas),
    limit: usize,
) -> Inquiry<'d> {
    let hidden = hidden(description, rule, place);
    if !rule.applies_to(&description.formats) {
        return Inquiry { hidden, looks: Vec::new() };
    }
    let asked = Asked::new(description, dossier, rule, (budget, schemas));
    let looks = rule.given.iter().map(|given| look(&asked, given, place)).collect();
    let mut inquiry = Inquiry { hidden, looks };
    ignore(&mut inquiry, ignores);
    if inquiry.is_said() {
        let told = run::run(description, ruleset, dossier, ignores, limit, &Workers::default());
        if told.left_out.iter().any(|left| left.rule == rule.id) {
            leave_out(&mut inquiry, &told.diagnostics);
        }
    }
    inquiry
}

/// Marks what somebody asked not to be told.
fn ignore(inquiry: &mut Inquiry<'_>, ignores: &Ignores) {
    let answers = inquiry.looks.iter_mut().flat_map(|look| &mut look.answers);
    for said in answers.flat_map(|answer| &mut answer.said) {
        let Ok(diagnostic) = &said.outcome else { continue };
        if let Some(request) = ignores.covers(&diagnostic.rule, diagnostic.at.span) {
            said.outcome = Err(Dropped::Ignored(ignores.get(request).reason.clone()));
        }
    }
}

/// Marks what is not among the diagnostics that are told.
fn leave_out(inquiry: &mut Inquiry<'_>, told: &[Diagnostic]) {
    let answers = inquiry.looks.iter_mut().flat_map(|look| &mut look.answers);
    for said in answers.flat_map(|answer| &mut answer.said) {
        let Ok(diagnostic) = &said.outcome else { continue };
        let is_it = |told: &Diagnostic| {
            told.rule == diagnostic.rule
                && told.at.span == diagnostic.at.span
                && told.message == diagnostic.message
        };
        if !told.iter().any(is_it) {
            said.outcome = Err(Dropped::LeftOut(diagnostic.severity));
        }
    }
}

fn hidden<'d>(description: &Description, rule: &Rule, place: Node<'d>) -> Option<Hidden<'d>> {
    if rule.view == View::AsWritten {
        return None;
    }
    std::iter::successors(Some(place), |node| node.parent()).find_map(|node| {
        match description.target(node)? {
            Reference::Dangling(_) => Some(Hidden::Dangling(node)),
            Reference::Node(_) => (node != place).then_some(Hidden::Beside(node)),
        }
    })
}

fn look<'d>(asked: &Asked<'d>, given: &'d Given, place: Node<'d>) -> Look<'d> {
    let description = asked.description;
    if !given.applies_to(&description.formats) {
        return Look { given, selected: Selected::OtherFormat, answers: Vec::new() };
    }
    let matches = Plan::new(vec![&given.path], asked.rule.view).select(description).remove(0);
    let is_place =
        |found: &Match<'d>| found.written == place || found.node.target() == place.target();
    let mut answers = Vec::new();
    for found in &matches {
        for then in &asked.rule.then {
            answer(asked, then, (*found, is_place(found)), place, &mut answers);
        }
    }
    let selected = if matches.iter().any(is_place) {
        Selected::Place
    } else {
        let nodes = matches.iter().map(|found| found.node);
        nearest(nodes, place)
            .map_or(Selected::Nothing, |near| Selected::Elsewhere(matches.len(), near))
    };
    Look { given, selected, answers }
}

/// Asks a function about each target of a match, and keeps what has to do with the place.
fn answer<'d>(
    asked: &Asked<'d>,
    then: &'d Then,
    (found, is_place): (Match<'d>, bool),
    place: Node<'d>,
    answers: &mut Vec<Answer<'d>>,
) {
    let from = (!is_place).then_some(found.written);
    let targets = asked.targets(&then.field, found);
    if targets.is_empty() && is_place {
        answers.push(Answer { then, from, is_unknown: true, said: Vec::new(), more: 0 });
    }
    for (value, written) in targets {
        let is_target = written == place
            || matches!(value, Value::Node(node) | Value::Key(node) if node.target() == place.target());
        let is_here = is_place || is_target;
        let target = asked.target(value, written);
        let mut heard = Heard { asked, target: &target, place, is_here, said: Vec::new(), more: 0 };
        then.check.run(&target, &mut heard);
        let Heard { said, more, .. } = heard;
        if is_here || !said.is_empty() {
            answers.push(Answer { then, from, is_unknown: false, said, more });
        }
    }
}

/// What a function says of one target, as far as it has to do with the place.
struct Heard<'a, 'd> {
    asked: &'a Asked<'d>,
    target: &'a Target<'d>,
    place: Node<'d>,
    is_here: bool,
    said: Vec<Said>,
    more: usize,
}

impl Listener for Heard<'_, '_> {
    fn wants(&mut self, at: Span) -> bool {
        let (first, whole) = (self.place.key_place(), self.place.span());
        let is_around = at.source == first.source
            && at.start >= first.start.min(whole.start)
            && at.end <= first.end.max(whole.end);
        let wants = self.is_here || is_around;
        if wants && self.said.len() >= HELD {
            self.more += 1;
            return false;
        }
        wants
    }

    fn push(&mut self, finding: Finding) {
        let at = finding.at.clone().unwrap_or_else(|| self.target.label());
        let is_at_place =
            at.span.source == self.place.document().id && at.pointer == self.place.pointer();
        if !(self.is_here || is_at_place) || !self.wants(at.span) {
            return;
        }
        let message = finding.message.clone();
        let outcome = self.asked.diagnostic(self.target, finding);
        self.said.push(Said { message, outcome });
    }

    fn push_more(&mut self, count: usize) {
        if self.is_here {
            self.more += count;
        }
    }
}

/// The nearest node to a place: as few steps as may be, up from the place and down to the node; the first of equals.
fn nearest<'d>(nodes: impl Iterator<Item = Node<'d>>, place: Node<'d>) -> Option<Node<'d>> {
    let way = way(place);
    let distance = |node: &Node<'d>| {
        let other = self::way(*node);
        let common = way.iter().zip(&other).take_while(|(a, b)| a == b).count();
        let steps = way.len() + other.len() - 2 * common;
        (node.document().id != place.document().id, steps, node.id())
    };
    nodes.min_by_key(distance)
}

/// The nodes from the root to a node.
fn way(node: Node<'_>) -> Vec<Node<'_>> {
    let mut way: Vec<Node<'_>> = std::iter::successors(Some(node), |node| node.parent()).collect();
    way.reverse();
    way
}
