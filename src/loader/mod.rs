//! Where texts come from: the only input of the library. A door chooses the loader; `lint` never sees one.

mod disk;
#[cfg(feature = "http")]
mod http;
mod memory;

pub use disk::Disk;
#[cfg(feature = "http")]
pub use http::{Environment, Http, HttpOptions, NetworkError, Resolver, without_credentials};
pub use memory::Memory;

use crate::source::Uri;

/// Gives the bytes behind a name.
pub trait Loader {
    /// Reads everything, or says what the world did.
    fn load(&self, uri: &Uri) -> Result<Vec<u8>, LoadError>;
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
