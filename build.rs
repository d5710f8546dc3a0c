//! Lists the rule files for the binary: a new file in `rules/` is in the next build, no list to keep. A check does not read
//! whole files: what runs is in one text for each folder, and what a rule advises in a text of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    link_at_a_fixed_place();
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
            let (lines_to_run, advice) = parts_of(&text);
            rules.push_str(&lines_to_run);
            let absolute = fs::canonicalize(file).expect("the file was just listed");
            let absolute = absolute.to_string_lossy();
            writeln!(
                files,
                "File {{ folder: {:?}, id: {:?}, text: include_str!({absolute:?}), advice: {advice:?} }},",
                name(folder),
                name(file),
            )
            .expect("writing to a string");
        }
        writeln!(to_run, "({:?}, {rules:?}),", name(folder)).expect("writing to a string");
    }
    for (name, table) in [("rules.rs", files), ("to_run.rs", to_run)] {
        fs::write(out.join(name), table + "]\n").expect("Cargo's own folder is writable");
    }
}

/// On Linux, the command is linked for a fixed place in memory: one that may be put anywhere has 20,000 addresses to mend each time
/// it starts, a tenth of a check of a small file. Nothing is unsafe in it, and its libraries, heap and stack still move.
fn link_at_a_fixed_place() {
    let of_target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Of the lines of a rule below its `rules:`, those that decide what runs, and the entries of its `x-apilint` that are advice.
/// Both leave out the examples, which are two thirds of the text.
fn parts_of(text: &str) -> (String, String) {
    const ADVICE: [&str; 4] = ["why:", "source:", "fix:", "snippet:"];
    /// Spaces before an entry of `x-apilint`.
    const DEPTH: usize = 6;
    let (mut to_run, mut advice, mut examples) = (String::new(), String::new(), String::new());
    let mut part = &mut to_run;
    for line in text.lines().skip(1) {
        let entry = line.trim_start();
        if line.len() - entry.len() <= DEPTH && !entry.is_empty() {
            part = match entry {
                _ if entry.starts_with("examples:") => &mut examples,
                _ if ADVICE.iter().any(|key| entry.starts_with(key)) => &mut advice,
                _ => &mut to_run,
            };
        }
        part.push_str(line);
        part.push('\n');
    }
    (to_run, advice)
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
