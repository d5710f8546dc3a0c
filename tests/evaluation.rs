//! The criteria of the guide against descriptions labelled by hand.
//!
//! As a command: `cargo run --release --example evaluate -- FOLDER`, where FOLDER holds descriptions and a `LABELS.tsv`
//! (file, question, verdict, pointer, evidence, note; `met`, `partial`, `missing`, `na`, or `doubt`, which is left out).
//! It prints, for each criterion, the confusion of verdicts, agreement, precision and recall, and every disagreement.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use apilint::Description;
use apilint::guide::{self, Assessment, Dossier, Verdict};
use apilint::loader::Disk;
use apilint::source::Uri;

/// Verdicts as labels write them.
const VERDICTS: [&str; 4] = ["met", "partial", "missing", "na"];

/// One line of `LABELS.tsv`.
struct Label {
    file: String,
    question: String,
    verdict: String,
    pointer: String,
    evidence: String,
}

/// The answers to one criterion: expected and given verdict, counted.
#[derive(Default)]
pub struct Tally {
    counts: BTreeMap<(usize, usize), usize>,
    disagreements: Vec<String>,
}

impl Tally {
    /// How many answers agree, of how many.
    pub fn agreement(&self) -> (usize, usize) {
        let agreed = self
            .counts
            .iter()
            .filter(|((expected, given), _)| expected == given)
            .map(|(_, count)| count)
            .sum();
        (agreed, self.counts.values().sum())
    }

    fn count(&self, expected: Option<usize>, given: Option<usize>) -> usize {
        let matches = |key: &(usize, usize)| {
            expected.is_none_or(|e| e == key.0) && given.is_none_or(|g| g == key.1)
        };
        self.counts.iter().filter(|(key, _)| matches(key)).map(|(_, count)| count).sum()
    }
}

fn labels(folder: &Path) -> std::io::Result<Vec<Label>> {
    let text = std::fs::read_to_string(folder.join("LABELS.tsv"))?;
    let read = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        Label { file: next(), question: next(), verdict: next(), pointer: next(), evidence: next() }
    };
    Ok(text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(read).collect())
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met | Verdict::Declared => "met",
        Verdict::Partial => "partial",
        Verdict::Missing | Verdict::ToDeclare | Verdict::ToProbe => "missing",
        Verdict::NotApplicable => "na",
        Verdict::Unknown => "unknown",
    }
}

fn dossier(path: &Path) -> Result<Dossier, String> {
    let disk = Disk::below(&Disk::project_root(path)).map_err(|error| error.to_string())?;
    let description = Description::load(&disk, &Uri::new(path.to_string_lossy()))
        .map_err(|error| error.to_string())?;
    Ok(guide::assess(&description))
}

/// Judges every labelled description of a folder.
pub fn evaluate(folder: &Path) -> Result<BTreeMap<String, Tally>, String> {
    let labels =
        labels(folder).map_err(|error| format!("{}/LABELS.tsv: {error}", folder.display()))?;
    let mut dossiers: BTreeMap<&str, Dossier> = BTreeMap::new();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for label in &labels {
        if label.verdict == "doubt" || guide::criterion(&label.question).is_none() {
            continue;
        }
        if !dossiers.contains_key(label.file.as_str()) {
            dossiers.insert(&label.file, dossier(&folder.join(&label.file))?);
        }
        let assessment =
            dossiers[label.file.as_str()].iter().find(|a| a.criterion.id == label.question);
        let assessment = assessment.ok_or_else(|| format!("no answer to {}", label.question))?;
        let rank = |verdict: &str| VERDICTS.iter().position(|known| *known == verdict);
        let expected =
            rank(&label.verdict).ok_or_else(|| format!("unknown verdict {}", label.verdict))?;
        let given = rank(name(assessment.verdict)).unwrap_or_default();
        let tally = tallies.entry(label.question.clone()).or_default();
        *tally.counts.entry((expected, given)).or_default() += 1;
        if expected != given {
            tally.disagreements.push(disagreement(label, assessment));
        }
    }
    Ok(tallies)
}

fn disagreement(label: &Label, assessment: &Assessment) -> String {
    let evidence = assessment.evidence.first();
    let excerpt = evidence.map(|e| e.excerpt.as_str()).unwrap_or_default();
    let counted = match evidence.and_then(|e| e.extracted.as_ref()) {
        Some(guide::Extracted::Coverage { met, of }) => format!("{met}/{of} "),
        _ => String::new(),
    };
    let place =
        evidence.and_then(|e| e.at.as_ref()).map(|at| at.pointer.as_str()).unwrap_or_default();
    format!(
        "  {}: labelled {} at {} “{}”, judged {} {counted}at {place} “{excerpt}”",
        label.file,
        label.verdict,
        label.pointer,
        label.evidence,
        name(assessment.verdict)
    )
}

/// The figures as a table, then every disagreement.
pub fn print(tallies: &BTreeMap<String, Tally>) -> String {
    let mut text = String::new();
    let (mut agreed, mut all) = (0, 0);
    for (question, tally) in tallies {
        let (right, total) = tally.agreement();
        agreed += right;
        all += total;
        let _ =
            writeln!(text, "{question}: {right} of {total} agree ({:.1} %)", percent(right, total));
        let _ = writeln!(
            text,
            "  labelled ↓ judged →  {}  precision  recall",
            VERDICTS.map(|v| format!("{v:>7}")).join(" ")
        );
        for (rank, verdict) in VERDICTS.iter().enumerate() {
            let row: Vec<String> = (0..VERDICTS.len())
                .map(|given| format!("{:>7}", tally.count(Some(rank), Some(given))))
                .collect();
            let right = tally.count(Some(rank), Some(rank));
            let share = |total: usize| {
                if total == 0 {
                    "–".to_owned()
                } else {
                    format!("{:.1} %", percent(right, total))
                }
            };
            let precision = share(tally.count(None, Some(rank)));
            let recall = share(tally.count(Some(rank), None));
            let _ =
                writeln!(text, "  {verdict:<19}  {}  {precision:>9}  {recall:>6}", row.join(" "));
        }
        for line in &tally.disagreements {
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    }
    let _ = writeln!(text, "all criteria: {agreed} of {all} agree ({:.1} %)", percent(agreed, all));
    text
}

#[allow(clippy::cast_precision_loss)] // Counts of documents.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// The least agreement that is accepted, in hundredths, by criterion.
#[cfg(test)]
const FLOORS: &[(&str, usize)] = &[
    ("contact", 95),
    ("contact-generic", 95),
    ("rate-limit", 95),
    ("operations-described", 95),
    ("server-url", 90),
    ("inputs-described", 90),
    ("outputs-documented", 90),
    ("access-request", 90),
    ("auth-explained", 95),
    ("availability", 95),
    ("rest-style", 90),
    ("functional-doc", 95),
    ("placeholder", 90),
    ("terms", 95),
    ("purpose", 85),
    ("who-provides", 85),
    ("who-may-consume", 85),
];

/// The corpus is other people's: it stands beside the repository, on the machines that have it.
#[test]
fn criteria_agree_with_hand_made_labels() {
    let folder = Path::new("../shared/corpus/french");
    if !folder.exists() {
        assert!(std::env::var_os("CI").is_none(), "CI needs {}", folder.display());
        eprintln!("skipped: {} is not on this machine", folder.display());
        return;
    }
    let tallies = evaluate(folder).expect("the corpus can be read");
    for (question, floor) in FLOORS {
        let (agreed, all) = tallies.get(*question).map(Tally::agreement).unwrap_or_default();
        assert!(
            agreed * 100 >= floor * all && all > 0,
            "{question}: {agreed} of {all}\n{}",
            print(&tallies)
        );
    }
}
