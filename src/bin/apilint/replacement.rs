//! Files that are written whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file that was being written when the command was killed is taken away after so long: nobody writes it any more.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// Writes a file whole or not at all.
pub fn replace(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut replacement = Replacement::open(file)?;
    write(replacement.out())?;
    replacement.commit()
}

/// A file that is written beside the one it replaces, and takes its place when it is whole.
pub struct Replacement {
    out: BufWriter<fs::File>,
    /// The file written and the one it replaces; none where what is there is no file, or is added to.
    paths: Option<(PathBuf, PathBuf)>,
}

impl Replacement {
    /// Begins it.
    pub fn open(file: &Path) -> io::Result<Self> {
        // A link is followed; what is no file (`/dev/null`, a pipe) cannot be replaced.
        let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        if fs::metadata(&real).is_ok_and(|metadata| !metadata.is_file()) {
            let out = fs::File::options().write(true).open(&real)?;
            return Ok(Self { out: BufWriter::new(out), paths: None });
        }
        let mut name = OsString::from(".");
        name.push(real.file_name().unwrap_or_default());
        name.push(format!("{OURS}{}{END}", std::process::id()));
        let beside = real.with_file_name(name);
        let out = BufWriter::new(fs::File::create(&beside)?);
        Ok(Self { out, paths: Some((beside, real)) })
    }

    /// Writes at the end of a file, which is not replaced.
    pub fn append(file: &Path) -> io::Result<Self> {
        let out = fs::File::options().append(true).create(true).open(file)?;
        Ok(Self { out: BufWriter::new(out), paths: None })
    }

    /// Where to write.
    pub fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Puts it in its place.
    pub fn commit(mut self) -> io::Result<()> {
        self.out.flush()?;
        if let Some((beside, real)) = self.paths.take() {
            let done = fs::rename(&beside, &real);
            // Best effort: the error that is told is the first one.
            if done.is_err() {
                let _ = fs::remove_file(beside);
            } else {
                remove_stale(&real);
            }
            return done;
        }
        Ok(())
    }
}

/// What the name of a file has between that of the one it replaces, after a dot, and the number of the process: `.report.json`,
/// `.apilint-`, `1234`, `.tmp`.
const OURS: &str = ".apilint-";
const END: &str = ".tmp";

/// Removes what commands that were killed left beside this very file: plain files of the name that is ours alone, and old.
fn remove_stale(real: &Path) {
    // A name that is no text is rare enough.
    let Some(name) = real.file_name().and_then(|name| name.to_str()) else { return };
    let is_ours = |found: &str| {
        let rest = found.strip_prefix('.').and_then(|rest| rest.strip_prefix(name));
        let process = rest.and_then(|rest| rest.strip_prefix(OURS)?.strip_suffix(END));
        process.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    };
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return };
    let ours = entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(is_ours));
    for entry in ours {
        // Of a link, this is about the link.
        let Ok(metadata) = entry.metadata() else { continue };
        let age = metadata.modified().ok().and_then(|written| written.elapsed().ok());
        if metadata.is_file() && age.is_some_and(|age| age > STALE) {
            // Best effort: what is left over is hidden.
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.paths {
            let _ = fs::remove_file(beside);
        }
    }
}
