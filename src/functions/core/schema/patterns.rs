//! The regular expressions of schemas, each compiled once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;

use crate::jsonpath::Regex;

/// One of them.
pub(super) enum Pattern {
    /// `^x-`: a text that others start with.
    Start(String),
    Regex(Regex),
    /// It cannot be had in linear time, and matches everything.
    Any,
}

impl Pattern {
    fn new(text: &str) -> Self {
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '/');
        match text.strip_prefix('^').filter(|start| start.chars().all(is_plain)) {
            Some(start) => Self::Start(start.to_owned()),
            None => Regex::new(text, "").map_or(Self::Any, Self::Regex),
        }
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Start(start) => text.starts_with(start.as_str()),
            Self::Regex(regex) => regex.is_match(text),
            Self::Any => true,
        }
    }
}

/// Patterns by their texts. Schemas that are made ready one after the other share them.
#[derive(Default)]
pub(super) struct Patterns(RwLock<HashMap<String, Arc<Pattern>, RandomState>>);

impl Patterns {
    pub(super) fn of(&self, text: &str) -> Option<Arc<Pattern>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned()
    }

    /// Compiles one that is known to be right.
    pub(super) fn add(&self, text: &str) {
        let pattern = Arc::new(Pattern::new(text));
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), pattern);
    }
}
