//! A folder of files, written whole or not at all.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apilint::diagnostic::Text;

use crate::exit::{Exit, Failure};

/// Writes the files beside the folder first, then in its place. A folder that holds something is replaced only if
/// `marker` stands in it: it was written by us then.
pub fn write(folder: &Path, marker: &str, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let name = folder.display();
    if !may_be_replaced(folder, marker) {
        return Err(Failure::usage(
            format!(
                "`{name}` holds files that apilint did not write: name a folder that is empty or new"
            ),
            format!(
                "`{name}` contient des fichiers qu'apilint n'a pas écrits : indiquez un dossier vide ou nouveau"
            ),
        ));
    }
    replace(folder, files).map_err(|error| {
        let what = Text::new(
            format!("`{name}` cannot be written"),
            format!("`{name}` ne peut pas être écrit"),
        );
        Failure::world(Exit::Usage, &what, &error)
    })
}

/// Whether nothing is there, or nothing that is not ours.
fn may_be_replaced(folder: &Path, marker: &str) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none() || folder.join(marker).is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn replace(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    // A link is followed.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let (new, old) = (beside(&real, "new"), beside(&real, "old"));
    let done = filled(&new, files).and_then(|()| {
        let is_there = real.exists();
        if is_there {
            fs::rename(&real, &old)?;
        }
        fs::rename(&new, &real).inspect_err(|_| {
            if is_there {
                // The first error is told; what was there is put back where that can be done.
                let _ = fs::rename(&old, &real);
            }
        })
    });
    // Best effort: what is left over is in hidden folders.
    let _ = fs::remove_dir_all(if done.is_ok() { &old } else { &new });
    done
}

/// A hidden folder beside another, where one rename leads to it.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".{}.{what}", std::process::id()));
    folder.with_file_name(name)
}

fn filled(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, text)?;
    }
    Ok(())
}
