//! Queries and conditions on a tree.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashSet;

use super::super::{Segment, Selector};
use super::condition::{Comparable, Condition, Query};
use super::pattern::{self, Pattern};
use crate::description::Description;
use crate::document::{Kind, Node};

/// Nodes that the conditions of one selection may look at, all together: beyond it they are not true of anything. Queries
/// inside filters cost nodes × nodes where they go to any depth.
const NODES: u64 = 100_000_000;

/// Values inside one another that are compared.
const DEPTH: usize = 512;

/// How much conditions may still look at.
#[derive(Debug)]
pub(in super::super) struct Budget(Cell<u64>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(NODES))
    }
}

impl Budget {
    fn spend(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left > 0
    }
}

/// The tree that queries go through.
#[derive(Clone, Copy)]
pub(in super::super) struct Tree<'b, 'd> {
    pub description: &'d Description,
    /// Whether a `$ref` is what it refers to.
    pub through_refs: bool,
    pub root: Node<'d>,
    pub budget: &'b Budget,
}

/// What a comparable is worth.
enum Value<'d> {
    Nothing,
    Null,
    Boolean(bool),
    Number(f64),
    Text(&'d str),
    Node(Node<'d>),
}

impl<'d> Value<'d> {
    fn of(node: Node<'d>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Boolean => Self::Boolean(node.as_bool().unwrap_or_default()),
            Kind::Integer | Kind::Float => Self::Number(node.as_number().unwrap_or(f64::NAN)),
            Kind::Text => Self::Text(node.as_str().unwrap_or_default()),
            Kind::List | Kind::Map | Kind::Alias => Self::Node(node),
        }
    }

    fn equals(&self, other: &Self, tree: Tree<'_, 'd>) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) | (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b).is_some_and(Ordering::is_eq),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Node(a), Self::Node(b)) => tree.are_equal(*a, *b, 0),
            _ => false,
        }
    }

    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

impl<'b, 'd> Tree<'b, 'd> {
    /// What the steps select from a node, in the order of the RFC, a node as often as it is selected.
    pub(in super::super) fn nodes(self, segments: &'d [Segment], start: Node<'d>) -> Vec<Node<'d>> {
        let mut here = vec![start];
        for segment in segments {
            let mut next = Vec::new();
            for node in here {
                match segment {
                    Segment::Child(selector) => self.take(selector, node, &mut next),
                    Segment::Descendant(selector) => self.descend(selector, node, &mut next),
                    Segment::Parent | Segment::Test(_) => {}
                }
            }
            here = next;
        }
        here
    }

    fn children(self, node: Node<'d>) -> impl Iterator<Item = Node<'d>> + use<'b, 'd> {
        node.children().map_while(move |child| self.budget.spend().then_some(child))
    }

    /// The node, references followed where the tree follows them.
    fn follow(self, node: Node<'d>) -> Option<Node<'d>> {
        if self.through_refs { self.description.follow(node) } else { Some(node) }
    }

    fn take(self, selector: &'d Selector, node: Node<'d>, taken: &mut Vec<Node<'d>>) {
        match selector {
            Selector::Any => {
                taken.extend(self.children(node).filter_map(|child| self.follow(child)));
            }
            Selector::Entry(name) if node.is_map() => {
                taken.extend(node.get(name).and_then(|child| self.follow(child)));
            }
            Selector::Slice(slice) if node.is_list() => {
                let items: Vec<Node<'d>> = self.children(node).collect();
                let ranks = slice.ranks(items.len());
                taken.extend(ranks.filter_map(|rank| self.follow(items[rank])));
            }
            Selector::Condition(condition) => {
                let children = self.children(node).filter_map(|child| self.follow(child));
                taken.extend(children.filter(|child| condition.holds(*child, self)));
            }
            Selector::Union(selectors) => {
                for selector in selectors {
                    self.take(selector, node, taken);
                }
            }
            Selector::Entry(_)
            | Selector::Slice(_)
            | Selector::Containers
            | Selector::Name(_)
            | Selector::Filter(_)
            | Selector::Computed(_)
            | Selector::Length => {}
        }
    }

    /// Takes from the node, then from what is below it, children before their brothers. What a reference leads back to is
    /// not gone through again.
    fn descend(self, selector: &'d Selector, node: Node<'d>, taken: &mut Vec<Node<'d>>) {
        let mut known = HashSet::new();
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            if self.through_refs && !known.insert(node.target().id()) {
                continue;
            }
            self.take(selector, node, taken);
            let start = waiting.len();
            waiting.extend(self.children(node).filter_map(|child| self.follow(child)));
            waiting[start..].reverse();
        }
    }

    /// Deep equality; beyond a depth that only cycles reach, nothing is equal.
    fn are_equal(self, a: Node<'d>, b: Node<'d>, depth: usize) -> bool {
        if a.target() == b.target() {
            return true;
        }
        if depth > DEPTH || !self.budget.spend() {
            return false;
        }
        let child = |a: Option<Node<'d>>, b: Option<Node<'d>>| match (
            a.and_then(|a| self.follow(a)),
            b.and_then(|b| self.follow(b)),
        ) {
            (Some(a), Some(b)) => match (Value::of(a), Value::of(b)) {
                (Value::Node(a), Value::Node(b)) => self.are_equal(a, b, depth + 1),
                (a, b) => a.equals(&b, self),
            },
            _ => false,
        };
        if a.is_map() != b.is_map() || a.children().count() != b.children().count() {
            return false;
        }
        if a.is_map() {
            a.children().all(|entry| child(Some(entry), b.get(entry.key().unwrap_or_default())))
        } else {
            a.children().zip(b.children()).all(|(a, b)| child(Some(a), Some(b)))
        }
    }

    fn query(self, query: &'d Query, current: Node<'d>) -> Vec<Node<'d>> {
        self.nodes(&query.segments, if query.is_absolute { self.root } else { current })
    }

    fn value(self, of: &'d Comparable, current: Node<'d>) -> Value<'d> {
        match of {
            Comparable::Text(text) => Value::Text(text),
            Comparable::Number(number) => Value::Number(*number),
            Comparable::Boolean(boolean) => Value::Boolean(*boolean),
            Comparable::Null => Value::Null,
            Comparable::Query(query) | Comparable::Value(query) => {
                match self.query(query, current)[..] {
                    [only] => Value::of(only),
                    _ => Value::Nothing,
                }
            }
            Comparable::Count(query) => Value::Number(self.query(query, current).len() as f64),
            Comparable::Length(of) => match self.value(of, current) {
                Value::Text(text) => Value::Number(text.chars().count() as f64),
                Value::Node(node) => Value::Number(node.children().count() as f64),
                _ => Value::Nothing,
            },
        }
    }
}

impl Condition {
    /// Whether it is true of a node.
    pub(in super::super) fn holds<'d>(&'d self, current: Node<'d>, tree: Tree<'_, 'd>) -> bool {
        if !tree.budget.spend() {
            return false;
        }
        match self {
            Self::Or(any) => any.iter().any(|condition| condition.holds(current, tree)),
            Self::And(all) => all.iter().all(|condition| condition.holds(current, tree)),
            Self::Not(condition) => !condition.holds(current, tree),
            Self::Exists(query) => !tree.query(query, current).is_empty(),
            Self::Compare(left, comparison, right) => {
                let (left, right) = (tree.value(left, current), tree.value(right, current));
                comparison.holds(left.equals(&right, tree), left.order(&right))
            }
            Self::Looks { text, pattern, whole } => {
                let Value::Text(text) = tree.value(text, current) else { return false };
                match pattern {
                    Pattern::Written(regex) => {
                        regex.as_ref().is_some_and(|regex| regex.is_match(text))
                    }
                    Pattern::Read(from) => match tree.value(from, current) {
                        Value::Text(pattern) => pattern::compile(pattern, *whole)
                            .is_some_and(|regex| regex.is_match(text)),
                        _ => false,
                    },
                }
            }
        }
    }
}
