//! A statement read in a text, with the place of the words that make it.

use std::ops::Range;

/// Something a text states, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What is stated.
    pub value: T,
    /// The deciding words, as bytes of the text as it was given (markup and entities included).
    pub range: Range<usize>,
}
