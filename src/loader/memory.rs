//! Texts that are already in memory: standard input, tests, an editor's unsaved files.

use std::collections::HashMap;

use super::{LoadError, Loader};
use crate::source::Uri;

/// A handful of named texts.
#[derive(Debug, Default)]
pub struct Memory {
    texts: HashMap<String, Vec<u8>>,
}

impl Memory {
    /// One text.
    pub fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().and(name, bytes)
    }

    /// One more text.
    #[must_use]
    pub fn and(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.texts.insert(name.to_owned(), bytes.into());
        self
    }
}

impl Loader for Memory {
    fn load(&self, uri: &Uri) -> Result<Vec<u8>, LoadError> {
        if uri.is_remote() && !self.texts.contains_key(uri.as_str()) {
            return Err(LoadError::Remote);
        }
        self.texts.get(uri.as_str()).cloned().ok_or(LoadError::NotFound)
    }
}
