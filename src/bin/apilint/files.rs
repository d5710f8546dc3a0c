//! Loaders of the command: several asked in turn.

use apilint::loader::{LoadError, Loader};
use apilint::source::Uri;

/// Asks each loader until one has the text: standard input, then the disk; the folder of one ruleset, then of another.
#[derive(Default)]
pub struct FirstOf(pub Vec<Box<dyn Loader>>);

impl FirstOf {
    /// One more loader, asked after those before.
    #[must_use]
    pub fn and(mut self, loader: impl Loader + 'static) -> Self {
        self.0.push(Box::new(loader));
        self
    }
}

impl Loader for FirstOf {
    fn load(&self, uri: &Uri) -> Result<Vec<u8>, LoadError> {
        let mut refusal = LoadError::NotFound;
        for loader in &self.0 {
            match loader.load(uri) {
                Err(error @ (LoadError::NotFound | LoadError::Outside { .. })) => refusal = error,
                answer => return answer,
            }
        }
        Err(refusal)
    }
}
