//! Lists the rule files for the binary: a new file in `rules/` is in the next build, no list to keep. Beside them, each folder
//! in one text without the words for people: what running its rules takes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let rules = Path::new("rules");
    println!("cargo::rerun-if-changed=rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by Cargo"));
    let (mut files, mut to_run) = (String::from("[\n"), String::from("[\n"));
    for folder in entries(rules).iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut rules = String::from("rules:\n");
        for file in
            entries(folder).iter().filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        {
            let text = fs::read_to_string(file).expect("a rule file is in UTF-8");
            rules.extend(to_run_of(&text).flat_map(|line| [line, "\n"]));
            let absolute = fs::canonicalize(file).expect("the file was just listed");
            let (folder, rule) = (name(folder), name(file));
            writeln!(files, "({folder:?}, {rule:?}, include_str!({absolute:?})),")
                .expect("writing to a string");
        }
        writeln!(to_run, "({:?}, {rules:?}),", name(folder)).expect("writing to a string");
    }
    for (name, table) in [("rules.rs", files), ("to_run.rs", to_run)] {
        fs::write(out.join(name), table + "]\n").expect("Cargo's own folder is writable");
    }
}

/// The lines of a rule below its `rules:`, without the keys of `x-apilint` that hold words for people: what decides what runs.
fn to_run_of(text: &str) -> impl Iterator<Item = &str> {
    const WORDS: [&str; 5] = ["source:", "why:", "fix:", "snippet:", "examples:"];
    let mut is_kept = true;
    text.lines().skip(1).filter(move |line| {
        let entry = line.trim_start();
        if line.len() - entry.len() <= 6 && !entry.is_empty() {
            is_kept = !WORDS.iter().any(|word| entry.starts_with(word));
        }
        is_kept
    })
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The entries of a folder, sorted: the binary does not depend on the disk's order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("rules/ is beside Cargo.toml");
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}
