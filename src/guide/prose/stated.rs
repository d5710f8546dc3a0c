//! A statement read in a text, with the place of the words that make it.

use std::ops::Range;

use super::normal::Normal;

/// Something a text states, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What is stated.
    pub value: T,
    /// The deciding words, as bytes of the text as it was given (markup and entities included).
    pub range: Range<usize>,
}

/// What the sentences of a text state, in reading order, each decided with the sentence before it. Code is not read.
pub(super) fn by_sentence<T>(
    text: &str,
    decide: impl Fn(&str, &str) -> Option<(T, Range<usize>)>,
) -> Vec<Stated<T>> {
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        if let Some((value, range)) = decide(line, previous) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value, range });
        }
        previous = line;
    }
    stated
}
