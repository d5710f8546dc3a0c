//! Cases of a suite, counted, and their differences, listed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Differences that are meant: suite, case, reason, between tabs.
const DIVERGENCES: &str = include_str!("divergences.tsv");

/// The recorded expectations, if this machine has them; CI must.
pub fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new("../shared/conformance").join(name);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "CI needs {}", folder.display());
    eprintln!("skipped: {} is not on this machine", folder.display());
    None
}

/// The cases of a file of one JSON object a line.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("the recorded cases can be read");
    let cases = text.lines().filter(|line| !line.is_empty());
    let read = |line: &str| {
        // JavaScript writes half a character where it cut one in two: no text of ours can hold that.
        let whole = || line.replace("\\\\ud", "\\ud").replace("\\ud", "\\\\ud");
        serde_json::from_str(line).or_else(|_| serde_json::from_str(&whole()))
    };
    cases.map(|line| read(line).expect("a case is JSON")).collect()
}

/// A suite while it runs.
pub struct Suite {
    name: &'static str,
    cases: usize,
    meant: usize,
    differences: Vec<(String, String)>,
    divergences: BTreeMap<&'static str, &'static str>,
}

impl Suite {
    pub fn new(name: &'static str) -> Self {
        let lines = DIVERGENCES.lines().filter(|line| !line.starts_with('#'));
        let fields = lines.filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, fields.next()?, fields.next()?))
        });
        let divergences = fields
            .filter(|(suite, _, _)| *suite == name)
            .map(|(_, case, reason)| (case, reason))
            .collect();
        Self { name, cases: 0, meant: 0, differences: Vec::new(), divergences }
    }

    /// Compares what a case gave with what it should give.
    pub fn compare(&mut self, case: &str, expected: &[String], found: &[String]) {
        self.cases += 1;
        let (mut expected, mut found) = (expected.to_vec(), found.to_vec());
        expected.sort();
        found.sort();
        if expected == found {
            return;
        }
        if self.divergences.contains_key(case) {
            self.meant += 1;
            return;
        }
        let mut text = String::new();
        for (sign, these, those) in [("- ", &expected, &found), ("+ ", &found, &expected)] {
            for line in these.iter().filter(|line| !those.contains(line)) {
                let _ = writeln!(text, "{sign}{line}");
            }
        }
        if text.is_empty() {
            text.push_str("the same lines, another number of times\n");
        }
        self.differences.push((case.to_owned(), text));
    }

    /// Prints the line of the suite, writes its differences, and fails below this share of exact cases.
    pub fn close(self, floor: f64) {
        let same = self.cases - self.differences.len() - self.meant;
        let share = same as f64 / self.cases.max(1) as f64;
        println!(
            "{:28} {same:6} of {:6} exact ({:.2} %), {} meant otherwise",
            self.name,
            self.cases,
            share * 100.0,
            self.meant
        );
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
        fs::create_dir_all(&folder).expect("the folder of differences can be made");
        let list: String =
            self.differences.iter().map(|(case, text)| format!("== {case}\n{text}")).collect();
        let path = folder.join(format!("{}.txt", self.name.replace([' ', '/'], "-")));
        fs::write(&path, list).expect("the differences can be written");
        assert!(
            share >= floor,
            "{}: {:.2} % exact, {:.2} % wanted; the differences are in {}",
            self.name,
            share * 100.0,
            floor * 100.0,
            path.display()
        );
    }
}
