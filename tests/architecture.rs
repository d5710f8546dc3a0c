//! The map of the library: a module names only those on its left.

use std::fs;
use std::path::{Path, PathBuf};

/// From the foundations to what is shown.
const LAYERS: &[&str] = &[
    "watch",
    "work",
    "source",
    "loader",
    "diagnostic",
    "document",
    "spec",
    "description",
    "declaration",
    "guide",
    "jsonpath",
    "functions",
    "ruleset",
    "lint",
    "examples",
    "report",
];

/// Every Rust file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| self::files(folder));
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .chain(below)
        .collect()
}

/// The modules that a text names after `crate::`.
fn named(text: &str) -> Vec<&str> {
    let mut modules = Vec::new();
    for rest in text.split("crate::").skip(1) {
        // `crate::{a, b::C}` names several.
        let group = rest.strip_prefix('{').and_then(|group| group.split("};").next());
        let names: Vec<&str> =
            group.map_or_else(|| vec![rest], |group| group.split(',').map(str::trim).collect());
        modules.extend(
            names
                .into_iter()
                .filter_map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '_').next()),
        );
    }
    modules
}

#[test]
fn knowledge_flows_one_way() {
    let mut faults = Vec::new();
    for (rank, layer) in LAYERS.iter().enumerate() {
        let folder = Path::new("src").join(layer);
        let mut paths = if folder.is_dir() { files(&folder) } else { Vec::new() };
        paths.push(Path::new("src").join(format!("{layer}.rs")));
        for path in paths.iter().filter(|path| path.exists()) {
            let text = fs::read_to_string(path).expect("readable");
            for module in named(&text) {
                if LAYERS
                    .iter()
                    .position(|known| *known == module)
                    .is_some_and(|above| above > rank)
                {
                    faults.push(format!(
                        "{} names `{module}`, which is above `{layer}`",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    let text = fs::read_to_string("src/lib.rs").expect("readable");
    let modules: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut layers = LAYERS.to_vec();
    layers.sort_unstable();
    assert_eq!(modules, layers);
}

/// A file is about one noun, and says which in its first line.
#[test]
fn every_file_says_what_it_is_for() {
    for path in files(Path::new("src")) {
        let text = fs::read_to_string(&path).expect("readable");
        assert!(text.starts_with("//! "), "{} does not open with a sentence", path.display());
    }
}
