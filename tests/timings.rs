//! `--timings`: what it names, that its figures add up, and that no report changes with it.

use crate::cli_cases::{apilint, fixtures};

/// The name and the milliseconds of each line on standard error.
fn lines(arguments: &[&str]) -> Vec<(String, f64)> {
    let all = [&["check", "--quiet", "--timings"], arguments].concat();
    let output = apilint(&fixtures(), &all, b"");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let line = |line: &str| {
        let (name, figures) = line.split_at_checked(36).unwrap_or((line, ""));
        let time = figures.split_once(" ms").map_or("0", |(time, _)| time.trim());
        let time = time.replace(',', ".").parse().expect("a number of milliseconds");
        (name.trim_end().to_owned(), time)
    };
    said.lines().map(line).collect()
}

/// What is listed below a heading.
fn below<'l>(lines: &'l [(String, f64)], heading: &str) -> &'l [(String, f64)] {
    let start = lines.iter().position(|(name, _)| name.starts_with(heading)).expect("it is there");
    let rest = &lines[start + 1..];
    let end = rest.iter().position(|(name, _)| !name.starts_with("  ")).unwrap_or(rest.len());
    &rest[..end]
}

fn sum(lines: &[(String, f64)]) -> f64 {
    lines.iter().map(|(_, time)| time).sum()
}

const PHASES: &[&str] = &[
    "start, settings, rules",
    "reading the files",
    "parsing",
    "references",
    "structure",
    "criteria of the guide",
    "selection",
    "rules",
    "diagnostics in order",
    "report",
];

#[test]
fn parts_add_up_to_no_more_than_the_whole() {
    let lines = lines(&["descriptions/bibliotheque.yaml", "--lang", "en"]);
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..PHASES.len()], *PHASES);
    assert_eq!(names[PHASES.len()], "total");
    // Half of the last digit, for each line.
    let rounding = 0.005 * lines.len() as f64;
    let time = |phase: &str| {
        let rank = names.iter().position(|name| *name == phase).expect("it is named");
        lines[rank].1
    };
    assert!(sum(&lines[..PHASES.len()]) <= time("total") + rounding);
    let (criteria, rules) = (below(&lines, "criteria, the"), below(&lines, "rules, the"));
    assert!(sum(criteria) <= time("criteria of the guide") + rounding);
    assert!(sum(rules) <= time("rules") + rounding);
    for costs in [criteria, rules] {
        let costs = costs.iter().filter(|(name, _)| !name.ends_with("others"));
        assert!(costs.map(|(_, time)| *time).is_sorted_by(|before, after| before >= after));
    }
    assert!(criteria.iter().any(|(name, _)| name.trim_start() == "purpose"));
}

#[test]
fn many_descriptions_are_added_up() {
    let lines = lines(&["descriptions", "--jobs", "1", "--lang", "fr"]);
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names[0].starts_with("2 descriptions"), "{names:?}");
    let total = names.iter().position(|name| *name == "total").expect("it is there");
    assert_eq!((names[2], names[3]), ("lecture des fichiers", "analyse du texte"));
    // One thread reads while another writes.
    assert!(sum(&lines[1..total]) <= 2.0 * lines[total].1 + 0.005 * lines.len() as f64);
    assert!(below(&lines, "règles, de la").len() > 1);
}

#[test]
fn no_report_changes() {
    let report = |more: &[&str]| {
        let all = [&["check", "descriptions", "--quiet", "--format", "json"], more].concat();
        apilint(&fixtures(), &all, b"").stdout
    };
    assert_eq!(report(&[]), report(&["--timings"]));
}
