//! `given`: which nodes a rule looks at, in the JSONPath that Spectral's users write.
//!
//! Expressions are parsed once ([`Path::parse`]), put together in a [`Plan`], and all selected in one walk of the
//! description ([`Plan::select`]). As in Spectral, an expression is read by the grammar of Nimma (`nimma`); what that
//! grammar refuses is cut into steps as JSONPath-Plus cuts it (`plus`). RFC 9535 is on request ([`Dialect::Rfc9535`]).

mod automaton;
mod dialect;
mod expression;
mod filter;
mod lexer;
mod looks;
mod method;
mod needs;
mod nimma;
mod plus;
mod regex;
mod rfc9535;
mod script;
mod select;
mod slice;
mod value;

use std::fmt;

use crate::diagnostic::Text;

pub use dialect::{DIALECTS, Dialect};
pub use filter::Filter;
pub use regex::{Exhausted, Regex};
pub use rfc9535::Condition;
pub use select::{Match, Part, Plan};
pub use slice::Slice;

/// An expression that was understood.
#[derive(Clone, Debug)]
pub struct Path {
    /// As it is written.
    pub text: String,
    /// What to do, step by step, from the root.
    pub segments: Vec<Segment>,
    /// Whether it ends in `~`: what is selected is the key, not the value.
    pub takes_keys: bool,
}

impl Path {
    /// Whether the root is all that it selects: `$`.
    pub fn is_root(&self) -> bool {
        self.segments.is_empty() && !self.takes_keys
    }
}

/// One step.
#[derive(Clone, Debug)]
pub enum Segment {
    /// To the children that the selector takes.
    Child(Selector),
    /// To the descendants that it takes, at any depth.
    Descendant(Selector),
    /// To the node it stands in: `^`.
    Parent,
    /// Nowhere: stays where this is true: `@string()`.
    Test(Filter),
}

/// Which children a step takes.
#[derive(Clone, Debug)]
pub enum Selector {
    /// All: `*`.
    Any,
    /// Maps and lists only, and the node itself: what a bare `..` takes.
    Containers,
    /// The entry of this name, or the item of this rank.
    Name(String),
    /// The entry of this name, never an item: a name in RFC 9535.
    Entry(String),
    /// Items by rank: `[-1:]`, `[1:3]`.
    Slice(Slice),
    /// Those of which an expression is true: `[?(@.in == 'query')]`.
    Filter(Filter),
    /// The one whose name or rank an expression gives: `[(@.length-1)]`.
    Computed(Filter),
    /// Those of which a condition of RFC 9535 is true.
    Condition(Box<Condition>),
    /// Those that any of these takes: `[get,post]`.
    Union(Vec<Selector>),
    /// How many there are in a list: `.length`, a number that no node holds.
    Length,
}

impl Selector {
    /// What a filter takes. The entries of one name are told by their keys: `[?(@property === '$ref')]` is asked of every node.
    fn of(filter: Filter) -> Self {
        match filter.entry() {
            Some(name) => Self::Entry(name.to_owned()),
            None => Self::Filter(filter),
        }
    }
}

/// An expression that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// What is wrong and the way out.
    pub message: Text,
    /// Byte of the expression where it goes wrong.
    pub at: usize,
}

impl fmt::Display for PathError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message.en)
    }
}

impl std::error::Error for PathError {}

impl PathError {
    fn new(at: usize, en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { message: Text::new(en, fr), at }
    }
}
