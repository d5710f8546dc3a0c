//! Files of one folder and below: a `$ref` of a stranger's description does not read the rest of the disk.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{LoadError, Loader};
use crate::source::Uri;

/// Reads files under a root.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    limit: u64,
}

impl Disk {
    /// The most bytes read from one file unless said otherwise: 256 MiB.
    pub const DEFAULT_LIMIT: u64 = 256 << 20;

    /// Reads below `root`, links followed: what counts is where the file really is.
    pub fn below(root: &Path) -> Result<Self, LoadError> {
        Ok(Self { root: root.canonicalize().map_err(refusal)?, limit: Self::DEFAULT_LIMIT })
    }

    /// The same, with another limit on the bytes of one file.
    #[must_use]
    pub fn up_to(self, limit: u64) -> Self {
        Self { limit, ..self }
    }

    /// The root of the project a file belongs to: the nearest folder above it that holds `.git`, else the file's own
    /// folder.
    pub fn project_root(file: &Path) -> PathBuf {
        let file = file
            .canonicalize()
            .or_else(|_| std::path::absolute(file))
            .unwrap_or_else(|_| file.to_owned());
        let folder = file.parent().unwrap_or(&file);
        let repository = folder.ancestors().find(|above| above.join(".git").exists());
        repository.unwrap_or(folder).to_owned()
    }
}

impl Loader for Disk {
    fn load(&self, uri: &Uri) -> Result<Vec<u8>, LoadError> {
        if uri.is_remote() {
            return Err(LoadError::Remote);
        }
        let real = Path::new(uri.as_str()).canonicalize().map_err(refusal)?;
        if !real.starts_with(&self.root) {
            return Err(LoadError::Outside { root: self.root.display().to_string() });
        }
        if real.is_dir() {
            return Err(LoadError::Folder);
        }
        read(&real, self.limit)
    }
}

/// Reads a file whole, one byte past the limit at the most: a file may grow, or be a device that never ends.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, LoadError> {
    let file = File::open(path).map_err(refusal)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size > limit {
        return Err(LoadError::TooLarge { limit });
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(refusal)?;
    if bytes.len() as u64 > limit {
        return Err(LoadError::TooLarge { limit });
    }
    Ok(bytes)
}

fn refusal(error: std::io::Error) -> LoadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => LoadError::NotFound,
        ErrorKind::IsADirectory => LoadError::Folder,
        _ => LoadError::Refused(error),
    }
}
