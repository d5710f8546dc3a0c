//! Files of one folder and below: a `$ref` of a stranger's description does not read the rest of the disk.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{LoadError, Loaded, Loader};
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
        // Where the folder is missing too, what is looked for is still inside, and not there.
        let existing = || folder.ancestors().find(|above| above.is_dir());
        repository.or_else(existing).unwrap_or(folder).to_owned()
    }

    /// Where a file really is, if that is inside. Whether there is something outside is nobody's business either.
    fn inside(&self, path: &Path) -> Result<PathBuf, LoadError> {
        let outside = || LoadError::Outside { root: self.root.display().to_string() };
        match path.canonicalize() {
            Ok(real) if real.starts_with(&self.root) => Ok(real),
            Ok(_) => Err(outside()),
            Err(error) => {
                let above =
                    path.ancestors().skip(1).find_map(|above| here(above).canonicalize().ok());
                match above {
                    Some(above) if !above.starts_with(&self.root) => Err(outside()),
                    _ => Err(refusal(error)),
                }
            }
        }
    }
}

/// The most names of one folder that are looked at.
const NAMES: usize = 4096;

/// The empty path is the folder this run started in.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// The name that the disk keeps of a file, where it differs by upper and lower case from the one that found it: a Mac and
/// Windows do not mind, most servers do. `is_there`: whether a folder holds exactly this name, as it does of a link.
fn stored(name: &str, real: &Path, is_there: impl Fn(&Path, &str) -> bool) -> Option<String> {
    let mut parts: Vec<&str> = name.split('/').collect();
    let real: Vec<_> = real.iter().map(|part| part.to_string_lossy()).collect();
    let mut is_other = false;
    for (rank, real) in (0..parts.len()).rev().zip(real.iter().rev()) {
        let written = parts[rank];
        if matches!(written, "" | "." | "..") {
            break;
        }
        let folder = parts[..rank].join("/");
        let folder = if rank == 1 && folder.is_empty() { "/" } else { &folder };
        if written != real
            && written.to_lowercase() == real.to_lowercase()
            && !is_there(here(Path::new(folder)), written)
        {
            parts[rank] = real;
            is_other = true;
        }
    }
    is_other.then(|| parts.join("/"))
}

/// Whether one of the entries of a folder has exactly this name.
fn holds(folder: &Path, name: &str) -> bool {
    let entries = folder.read_dir().into_iter().flatten().filter_map(Result::ok).take(NAMES);
    entries.into_iter().any(|entry| entry.file_name() == name)
}

impl Loader for Disk {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        if uri.is_remote() {
            return Err(LoadError::Remote);
        }
        let real = self.inside(Path::new(uri.as_str()))?;
        if real.is_dir() {
            return Err(LoadError::Folder);
        }
        let bytes = read(&real, self.limit)?;
        let uri = stored(uri.as_str(), &real, holds).map_or_else(|| uri.clone(), Uri::new);
        Ok(Loaded { bytes, uri, fetched: None })
    }

    fn names(&self, folder: &Uri) -> Vec<String> {
        if folder.is_remote() {
            return Vec::new();
        }
        let entries = self
            .inside(here(Path::new(folder.as_str())))
            .ok()
            .and_then(|real| real.read_dir().ok());
        let entries = entries.into_iter().flatten().filter_map(Result::ok).take(NAMES);
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_that_the_disk_keeps_is_told_from_a_link() {
        for (name, real, expected) in [
            ("api/Schemas/User.yaml", "/p/api/schemas/user.yaml", Some("api/schemas/user.yaml")),
            ("api/schemas/user.yaml", "/p/api/schemas/user.yaml", None),
            ("../Schemas/user.yaml", "/p/schemas/user.yaml", Some("../schemas/user.yaml")),
            ("/P/user.yaml", "/p/user.yaml", Some("/p/user.yaml")),
            ("user.yaml", "/p/elsewhere/other.yaml", None),
            ("Link/user.yaml", "/p/link/user.yaml", None),
        ] {
            let is_there = |_: &Path, name: &str| name == "Link";
            assert_eq!(stored(name, Path::new(real), is_there).as_deref(), expected, "{name}");
        }
    }
}
