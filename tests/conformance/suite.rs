//! Cases of a suite, counted, and their differences, listed.

use std::collections::{BTreeMap, BTreeSet};
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

/// A suite of results while it runs: the results of every case, together.
pub struct Results {
    suite: Suite,
    /// Expected, or found and not expected.
    all: usize,
    /// The same but for the message.
    same_place: usize,
    /// The same.
    same: usize,
    meant: usize,
    used: BTreeSet<(String, String)>,
}

impl Results {
    pub fn new(name: &'static str) -> Self {
        Self {
            suite: Suite::new(name),
            all: 0,
            same_place: 0,
            same: 0,
            meant: 0,
            used: BTreeSet::new(),
        }
    }

    /// Compares the results of a case: each as its code, its place on one line, and its message.
    pub fn compare(
        &mut self,
        case: &str,
        expected: &[(String, String, String)],
        found: &[(String, String, String)],
    ) {
        let count = |results: &[(String, String, String)], with_message: bool| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for (code, place, message) in results {
                let message = if with_message { message } else { "" };
                *counts.entry(format!("{code}\t{place} {message}")).or_default() += 1;
            }
            counts
        };
        let common = |with_message: bool| {
            let (expected, found) = (count(expected, with_message), count(found, with_message));
            let both = expected
                .iter()
                .map(|(line, count)| (*count).min(found.get(line).copied().unwrap_or_default()));
            both.sum::<usize>()
        };
        let (places, whole) = (common(false), common(true));
        self.same_place += places;
        self.same += whole;
        self.all += expected.len() + found.len() - places;
        let (expected, found) = (count(expected, true), count(found, true));
        let mut text = String::new();
        for (sign, these, those) in [("- ", &expected, &found), ("+ ", &found, &expected)] {
            for (line, count) in these {
                let others = those.get(line).copied().unwrap_or_default();
                let code = line.split('\t').next().unwrap_or_default();
                if *count <= others {
                    continue;
                }
                if let Some(meant) = self.is_meant(code, case) {
                    self.meant += count - others;
                    self.used.insert(meant);
                } else {
                    let _ = writeln!(text, "{sign}{line}");
                }
            }
        }
        if !text.is_empty() {
            self.suite.differences.push((case.to_owned(), text));
        }
    }

    /// The divergence that is about a code in a case: `CODE PART-OF-THE-CASE`, either of them `*`.
    fn is_meant(&self, code: &str, case: &str) -> Option<(String, String)> {
        let known = self.suite.divergences.keys().filter_map(|key| key.split_once(' '));
        let mut known = known.filter(|(of, part)| {
            (*of == "*" || *of == code) && (*part == "*" || case.contains(part))
        });
        known.next().map(|(of, part)| (of.to_owned(), part.to_owned()))
    }

    /// Prints the shares, writes the differences, and fails where one of them is not listed as meant, or below these
    /// shares of the same place and of the same message.
    pub fn close(self, place: f64, message: f64) {
        let share = |count: usize| count as f64 / self.all.max(1) as f64;
        let (places, whole) = (share(self.same_place), share(self.same));
        println!(
            "{:28} {:6} of {:6} at the same place ({:.2} %), {} with the same message ({:.2} %), {} meant otherwise",
            self.suite.name,
            self.same_place,
            self.all,
            places * 100.0,
            self.same,
            whole * 100.0,
            self.meant
        );
        let path = self.suite.write();
        assert!(
            self.suite.differences.is_empty() && places >= place && whole >= message,
            "{}: {} cases differ and are not listed; they are in {}",
            self.suite.name,
            self.suite.differences.len(),
            path.display()
        );
    }
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

    /// Prints the line of the suite, writes its differences, and fails where one of them is not listed as meant, or below
    /// this share of exact cases.
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
        let path = self.write();
        assert!(
            share >= floor && self.differences.is_empty(),
            "{}: {:.2} % exact, {:.2} % wanted; {} cases differ and are not listed; they are in {}",
            self.name,
            share * 100.0,
            floor * 100.0,
            self.differences.len(),
            path.display()
        );
    }
    /// Writes the differences into a file of the build's folder.
    fn write(&self) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
        fs::create_dir_all(&folder).expect("the folder of differences can be made");
        let list: Vec<String> =
            self.differences.iter().map(|(case, text)| format!("== {case}\n{text}")).collect();
        let path = folder.join(format!("{}.txt", self.name.replace([' ', '/'], "-")));
        fs::write(&path, list.concat()).expect("the differences can be written");
        path
    }
}
