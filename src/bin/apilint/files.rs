//! Loaders of the command: files asked in turn, and the network for what is on it.

use std::collections::BTreeSet;
use std::path::Path;

use apilint::loader::{Disk, LoadError, Loaded, Loader, Memory};
use apilint::source::Uri;

use crate::input::Input;
use crate::network::Network;

/// Asks each loader until one has the text: standard input, then the disk; the folder of one ruleset, then of another.
#[derive(Default)]
pub struct FirstOf(pub Vec<Box<dyn Loader + Send>>);

impl FirstOf {
    /// One more loader, asked after those before.
    #[must_use]
    pub fn and(mut self, loader: impl Loader + Send + 'static) -> Self {
        self.0.push(Box::new(loader));
        self
    }
}

impl Loader for FirstOf {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        let mut refusal = LoadError::NotFound;
        for loader in &self.0 {
            match loader.load(uri) {
                Err(error @ (LoadError::NotFound | LoadError::Outside { .. })) => refusal = error,
                answer => return answer,
            }
        }
        Err(refusal)
    }

    fn names(&self, folder: &Uri) -> Vec<String> {
        let names: BTreeSet<String> =
            self.0.iter().flat_map(|loader| loader.names(folder)).collect();
        names.into_iter().collect()
    }
}

/// Files for paths, the network for URLs.
pub struct Anywhere {
    /// Standard input and the disk.
    pub files: FirstOf,
    /// What may be fetched.
    pub network: Network,
}

impl Anywhere {
    /// Standard input first, then the disk below the project's root, and the network for URLs: references are followed
    /// from each. Files of more than `most` bytes are refused.
    pub fn of(input: &Input, network: Network, most: u64) -> Self {
        let path = Path::new(&input.name);
        // Where the folder is missing too, the disk still has to say that the file is.
        let disk = Disk::below(&Disk::project_root(path)).or_else(|_| Disk::below(Path::new(".")));
        let disk = disk.map(|disk| disk.up_to(most));
        let given = input.bytes.as_ref().map(|bytes| Memory::one(&input.name, bytes.clone()));
        let files = given.into_iter().fold(FirstOf::default(), FirstOf::and);
        Self { files: disk.into_iter().fold(files, FirstOf::and), network }
    }
}

impl Loader for Anywhere {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        if uri.is_remote() { self.network.load(uri) } else { self.files.load(uri) }
    }

    fn names(&self, folder: &Uri) -> Vec<String> {
        self.files.names(folder)
    }
}
