//! Where texts come from: the only input of the library. A door chooses the loader; `lint` never sees one.

mod disk;
mod fetched;
#[cfg(feature = "http")]
mod http;
mod memory;

pub use disk::Disk;
pub use fetched::{CATALOGUE, Fetched};
#[cfg(feature = "http")]
pub use http::{Environment, Http, HttpOptions, NetworkError, Resolver, without_credentials};
pub use memory::Memory;

use crate::source::Uri;

/// Gives the bytes behind a name.
pub trait Loader {
    /// Reads everything, or says what the world did.
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError>;

    /// The names of what a folder holds, in their order, to say which was meant by one that is not there; none where
    /// they cannot be listed. The folder this run started in has an empty name.
    fn names(&self, _folder: &Uri) -> Vec<String> {
        Vec::new()
    }
}

/// What was behind a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Where it is in the end: after redirects, and in the upper and lower case that the disk keeps. What it refers to is
    /// looked for from there (RFC 3986, section 5.1.3).
    pub uri: Uri,
    /// How it was answered, where the network was asked and it is known what others are answered.
    pub fetched: Option<Fetched>,
}

/// What the world did instead of giving the bytes.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such file.
    #[error("no such file")]
    NotFound,
    /// A folder stands where a file was meant.
    #[error("it is a folder")]
    Folder,
    /// The name is outside the folder that this run may read.
    #[error("outside the project's root {root}")]
    Outside {
        /// The folder that may be read.
        root: String,
    },
    /// The name is on the network and this loader does not go there.
    #[error("on the network, which was not asked for")]
    Remote,
    /// More bytes than allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most bytes that are read.
        limit: u64,
    },
    /// The system refused: rights, a broken disk…
    #[error("{0}")]
    Refused(#[from] std::io::Error),
    /// The network, or what a run may do on it.
    #[cfg(feature = "http")]
    #[error(transparent)]
    Network(#[from] NetworkError),
}
