//! What was fetched, kept in a folder by URL, to ask only whether it changed, or not to ask at all.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use crate::loader::Fetched;

/// A folder of answers. Its files are named by hashes: a URL may hold what others should not read.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// An answer kept.
#[derive(Debug)]
pub(super) struct Entry {
    pub note: Note,
    pub bytes: Vec<u8>,
}

/// What is known of an answer, in the file beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Hash of the URL that answered, after redirects: the validators mean something there only.
    answered_by: String,
    /// The URL that answered, without its query, where redirects led to another: what the document refers to is looked
    /// for from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved_to: Option<String>,
    /// Hash of the bytes: two runs may write at once, and a disk may be full.
    sha256: String,
    /// `ETag` as given.
    pub etag: Option<String>,
    /// `Last-Modified` as given.
    pub last_modified: Option<String>,
    /// How it was answered; earlier versions did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Fetched>,
}

impl Note {
    /// Whether the validators can be shown to this URL.
    pub fn is_from(&self, url: &Url) -> bool {
        self.answered_by == name(url)
    }

    /// The URL that answered who asked for this one, its query perhaps left out.
    pub fn answered(&self, asked: &Url) -> Url {
        let moved = self.moved_to.as_deref().and_then(|url| Url::parse(url).ok());
        moved.unwrap_or_else(|| asked.clone())
    }
}

impl Cache {
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What was kept of a URL, if it is whole and no larger than allowed.
    pub fn get(&self, url: &Url, limit: u64) -> Option<Entry> {
        let stem = self.folder.join(name(url));
        let note: Note =
            serde_json::from_slice(&read(&stem.with_extension("json"), NOTE_LIMIT)?).ok()?;
        let bytes = read(&stem.with_extension("body"), limit)?;
        (hash(&bytes) == note.sha256).then_some(Entry { note, bytes })
    }

    /// Keeps what `answered` gave to who asked for `asked`. A cache that cannot be written costs a fetch next time, and
    /// is no reason to refuse this one.
    pub fn put(
        &self,
        asked: &Url,
        (answered, fetched): (&Url, Option<Fetched>),
        [etag, last_modified]: [Option<String>; 2],
        bytes: &[u8],
    ) {
        let place = |url: &Url| url[..url::Position::AfterPath].to_owned();
        let moved_to = Some(place(answered)).filter(|moved| *moved != place(asked));
        let (answered_by, sha256) = (name(answered), hash(bytes));
        let note = Note { answered_by, moved_to, sha256, etag, last_modified, fetched };
        let stem = self.folder.join(name(asked));
        let written = create(&self.folder)
            .and_then(|()| write(&stem.with_extension("body"), bytes))
            .and_then(|()| write(&stem.with_extension("json"), &serde_json::to_vec(&note)?));
        if written.is_err() {
            self.forget(asked);
        }
    }

    /// Keeps nothing of a URL any more.
    pub fn forget(&self, url: &Url) {
        let stem = self.folder.join(name(url));
        for extension in ["json", "body"] {
            // Mostly there is none.
            let _ = fs::remove_file(stem.with_extension(extension));
        }
    }
}

/// A note is short; a file that is not was not written here.
const NOTE_LIMIT: u64 = 1 << 16;

/// The hash of a URL as it is sent, without fragment.
fn name(url: &Url) -> String {
    hash(url[..url::Position::AfterQuery].as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn read(path: &Path, limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(limit.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

/// Makes the folder, for its owner's eyes only where the system knows how.
fn create(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes beside, then renames: who reads sees all or nothing.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let rank = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let beside = path.with_extension(format!("{}.{rank}.tmp", std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
