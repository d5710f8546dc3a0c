//! A folder of a test's own.

use std::fs;
use std::path::{Path, PathBuf};

/// A temporary folder, gone when the test is.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one. No two tests use the same name.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("apilint-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder is writable");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where a file of this name stands, or would.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.file(name);
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("writable");
        fs::write(file, text).expect("writable");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).expect("the file is there")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
