//! The conditions of filters (RFC 9535, 2.3.5).

use std::cmp::Ordering;

use super::super::Segment;
use super::pattern::Pattern;

/// A logical expression.
#[derive(Clone, Debug)]
pub enum Condition {
    /// One at least.
    Or(Vec<Condition>),
    /// All.
    And(Vec<Condition>),
    /// The contrary.
    Not(Box<Condition>),
    /// A query that selects something.
    Exists(Query),
    /// Two values compared.
    Compare(Comparable, Comparison, Comparable),
    /// `match(…)`, `search(…)`: whether the whole text, or a part of it, is as the I-Regexp says (RFC 9485).
    Looks {
        /// The text.
        text: Comparable,
        /// The pattern.
        pattern: Pattern,
        /// `match`, not `search`.
        whole: bool,
    },
}

/// `@.a`, `$.a`.
#[derive(Clone, Debug)]
pub struct Query {
    /// From the root, not from the current node.
    pub is_absolute: bool,
    /// Its steps.
    pub segments: Vec<Segment>,
}

/// What can be compared.
#[derive(Clone, Debug)]
pub enum Comparable {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// `null`
    Null,
    /// The value of a query that selects one node at the most.
    Query(Query),
    /// `length(…)`: of a text, in code points; of a list or map.
    Length(Box<Comparable>),
    /// `count(…)`: how many nodes.
    Count(Query),
    /// `value(…)`: of the only node.
    Value(Query),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Whether it holds of two values that are equal or not, and in this order if they have one.
    pub(super) fn holds(self, equal: bool, order: Option<Ordering>) -> bool {
        match self {
            Self::Equal => equal,
            Self::NotEqual => !equal,
            Self::Less => order == Some(Ordering::Less),
            Self::LessOrEqual => equal || order == Some(Ordering::Less),
            Self::Greater => order == Some(Ordering::Greater),
            Self::GreaterOrEqual => equal || order == Some(Ordering::Greater),
        }
    }
}
