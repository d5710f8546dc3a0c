//! Texts that are already in memory: standard input, tests, an editor's unsaved files.

use std::collections::{BTreeSet, HashMap};

use super::{LoadError, Loaded, Loader};
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
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        match self.texts.get(uri.as_str()) {
            Some(bytes) => Ok(Loaded { bytes: bytes.clone(), uri: uri.clone(), fetched: None }),
            None if uri.is_remote() => Err(LoadError::Remote),
            None => Err(LoadError::NotFound),
        }
    }

    fn names(&self, folder: &Uri) -> Vec<String> {
        let folder = folder.as_str().trim_end_matches('/');
        let below = self.texts.keys().filter_map(|name| match folder {
            "" => Some(name.as_str()),
            _ => name.strip_prefix(folder)?.strip_prefix('/'),
        });
        let names: BTreeSet<&str> = below.filter_map(|name| name.split('/').next()).collect();
        names.into_iter().map(str::to_owned).collect()
    }
}
