//! Lists the rule files for the binary: a new file in `rules/` is in the next build, no list to keep.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let rules = Path::new("rules");
    println!("cargo::rerun-if-changed=rules");
    let mut table = String::from("[\n");
    for folder in entries(rules).iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in
            entries(folder).iter().filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        {
            let absolute = fs::canonicalize(file).expect("the file was just listed");
            let name =
                |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(
                table,
                "({:?}, {:?}, include_str!({:?})),",
                name(folder),
                name(file),
                absolute.to_string_lossy()
            )
            .expect("writing to a string");
        }
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by Cargo"));
    fs::write(out.join("rules.rs"), table).expect("Cargo's own folder is writable");
}

/// The entries of a folder, sorted: the binary does not depend on the disk's order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("rules/ is beside Cargo.toml");
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}
