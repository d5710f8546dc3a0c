//! `given`: which nodes a rule looks at, in the JSONPath that Spectral's users write.
//!
//! Expressions are parsed once ([`Path::parse`]), put together in a [`Plan`], and all selected in one walk of the
//! description ([`Plan::select`]).

mod automaton;
mod expression;
mod filter;
mod lexer;
mod parse;
mod regex;
mod select;

use std::fmt;

use crate::diagnostic::Text;

pub use filter::Filter;
pub use regex::regex;
pub use select::{Match, Plan};

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

/// One step.
#[derive(Clone, Debug)]
pub enum Segment {
    /// To the children that the selector takes.
    Child(Selector),
    /// To the descendants that it takes, at any depth.
    Descendant(Selector),
    /// To the node it stands in: `^`.
    Parent,
}

/// Which children a step takes.
#[derive(Clone, Debug)]
pub enum Selector {
    /// All: `*`.
    Any,
    /// Maps and lists only: what a bare `..` takes.
    Containers,
    /// The entry of this name, or the item of this rank.
    Name(String),
    /// Items by rank, the end counted from -1: `[0]`, `[-1:]`, `[1:3]`.
    Slice {
        /// First rank; negative counts from the end.
        start: Option<i64>,
        /// Rank after the last.
        end: Option<i64>,
        /// From one to the next, at least 1.
        step: usize,
    },
    /// Those of which an expression is true: `[?(@.in == 'query')]`.
    Filter(Filter),
    /// Those that any of these takes: `[get,post]`.
    Union(Vec<Selector>),
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
