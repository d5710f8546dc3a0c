//! The values of an `enum` as a table: a list of fifty thousand may be asked about as many values.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::instance::Instance;
use super::keyword::{COPIED, canonical};
use crate::functions::json::Json;

/// What an `enum` lists.
pub(super) struct Listed<'s> {
    texts: HashSet<&'s str, RandomState>,
    /// Values of other types, as texts that are the same for equal values.
    others: HashSet<String, RandomState>,
}

impl<'s> Listed<'s> {
    pub(super) fn of(values: impl Iterator<Item = &'s Json>) -> Self {
        let mut listed = Self { texts: HashSet::default(), others: HashSet::default() };
        for value in values {
            match value {
                Json::Text(text) => drop(listed.texts.insert(text)),
                other => drop(listed.others.insert(canonical(other))),
            }
        }
        listed
    }

    pub(super) fn contains<I: Instance>(&self, value: I) -> bool {
        match value.text() {
            Some(text) => self.texts.contains(text),
            None => {
                !self.others.is_empty() && self.others.contains(&canonical(&value.copy(COPIED)))
            }
        }
    }
}
