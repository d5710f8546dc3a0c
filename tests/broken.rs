//! A law: what is said of a broken description is said of the whole one too. A fault hides things, it does not make any up.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apilint::loader::Memory;
use apilint::source::Uri;
use apilint::{Description, Ruleset, guide, lint};

/// Ways to break a line of YAML: what a hand slips into.
const YAML: &[fn(&str) -> Option<String>] = &[
    |line| {
        Some(format!(
            "{}\"",
            line.split_once(": ").map(|_| line)?.replacen(": ", ": \"", 1).trim_end_matches('"')
        ))
    },
    |line| line.split_once(": ").map(|(key, value)| format!("{key}: note : {value}")),
    |line| line.split_once(": ").map(|(key, value)| format!("{key}: \"{}", value.replace('"', ""))),
    |line| {
        line.split_once(": ")
            .map(|(key, value)| format!("{key}: 'l'un {}'", value.replace('\'', "")))
    },
    |line| line.split_once(": ").map(|(key, value)| format!("{key}: [{value}")),
    |line| line.split_once(": ").map(|(key, value)| format!("{key}: @{value}")),
    |line| line.strip_suffix(':').map(str::to_owned),
    |line| line.starts_with("  ").then(|| format!("\t{}", line.trim_start())),
    |line| line.starts_with("  ").then(|| line[1..].to_owned()),
];

/// Ways to break a line of JSON.
const JSON: &[fn(&str) -> Option<String>] = &[
    |line| line.strip_suffix(',').map(str::to_owned),
    |line| line.rfind('"').map(|at| format!("{}{}", &line[..at], &line[at + 1..])),
    |line| line.find('"').map(|at| format!("{}{}", &line[..at], &line[at + 1..])),
    |line| line.rfind(['{', '[']).map(|at| format!("{}{}", &line[..at], &line[at + 1..])),
    |line| line.rfind(['}', ']']).map(|at| format!("{}{}", &line[..at], &line[at + 1..])),
    |line| line.rfind('}').map(|at| format!("{}}}{}", &line[..at], &line[at..])),
    |line| line.find(':').map(|at| format!("{}{}", &line[..at], &line[at + 1..])),
    |line| Some(format!("{line} // note")),
    |line| {
        let at = line.rfind('"').filter(|_| !line.trim_end().ends_with(['{', '[']))?;
        Some(format!("{} \"mot\" {}", &line[..at], &line[at..]))
    },
];

/// What is said: each rule with its message.
fn said(name: &str, text: String, ruleset: &Ruleset) -> Option<(bool, BTreeSet<(String, String)>)> {
    let files = Memory::one(name, text);
    let description = Description::load(&files, &Uri::new(name)).ok()?;
    let is_broken = description.documents.iter().any(|document| !document.faults.is_empty());
    let dossier = guide::assess(&description);
    let diagnostics = lint::lint_with(&description, ruleset, &dossier);
    let said = diagnostics.into_iter().map(|it| (it.rule, it.message.en)).collect();
    Some((is_broken, said))
}

fn all_rules() -> Ruleset {
    let names = ["apilint:all".to_owned()];
    Ruleset::load(&names, &Memory::default()).expect("the built-in rules are right")
}

/// What a broken text is said to have that the whole one has not, for every way to break each `step`th line.
fn made_up(path: &Path, first: usize, step: usize, ruleset: &Ruleset) -> Vec<String> {
    let text = fs::read_to_string(path).expect("it can be read");
    let name = path.to_string_lossy();
    let Some((false, whole)) = said(&name, text.clone(), ruleset) else { return Vec::new() };
    let ways = if name.ends_with(".json") { JSON } else { YAML };
    let lines: Vec<&str> = text.lines().collect();
    let mut faults = Vec::new();
    for rank in (first..lines.len()).step_by(step) {
        for (way, break_line) in ways.iter().enumerate() {
            let Some(broken) = break_line(lines[rank]) else { continue };
            let mut lines = lines.clone();
            lines[rank] = &broken;
            let Some((true, partial)) = said(&name, lines.join("\n"), ruleset) else { continue };
            for (rule, message) in partial.difference(&whole) {
                if rule != "syntax-error" && !counts(rule) {
                    faults.push(format!(
                        "{name}:{} way {way} `{}`: {rule}: {message}",
                        rank + 1,
                        broken.trim()
                    ));
                }
            }
        }
    }
    faults
}

/// Rules that say a thing once and count the rest, or name the first operation it is true of: another one is read first.
fn counts(rule: &str) -> bool {
    matches!(rule, "yaml-1-1-value" | "input-described")
}

#[test]
fn a_fault_makes_nothing_up() {
    let ruleset = all_rules();
    let folder = Path::new("fixtures/descriptions");
    for name in ["bibliotheque.yaml", "prete.yaml"] {
        let faults = made_up(&folder.join(name), 0, 1, &ruleset);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
#[ignore = "takes minutes: to be run after a change of what is read past a fault"]
fn a_fault_makes_nothing_up_in_real_descriptions() {
    let ruleset = all_rules();
    let folder = Path::new("../shared/corpus/french");
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).collect();
    paths.retain(|path| path.metadata().is_ok_and(|it| it.len() < 300_000));
    paths.sort();
    let mut faults = Vec::new();
    for path in paths {
        let lines = fs::read_to_string(&path).map_or(0, |text| text.lines().count());
        if lines > 10 {
            faults.extend(made_up(&path, lines % 7, lines / 12 + 1, &ruleset));
        }
    }
    assert!(faults.is_empty(), "{}: {}", faults.len(), faults.join("\n"));
}

/// Whatever stands in a text, it is read to a tree or refused with a reason.
#[test]
fn no_text_stops_the_reading() {
    const PIECES: &[&str] = &[
        "\"", "'", "{", "}", "[", "]", ",", ":", "\n", "\t", "//", "/*", "#", "\\", "&a ", "*a ",
        "- ", "? ", "---\n", "|\n", ">", "é", "\u{2028}", "!!x ", "%", "@", "`", "\\ud800", "<<: ",
        "\r", " ", "🎈",
    ];
    let yaml = fs::read_to_string("fixtures/descriptions/bibliotheque.yaml").expect("it is there");
    let json = fs::read_to_string("fixtures/broken/truncated.json").expect("it is there");
    // A linear congruential generator: the same texts at every run.
    let mut seed: u64 = 7;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for round in 0..3000 {
        let (text, name) = if round % 2 == 0 { (&yaml, "a.yaml") } else { (&json, "a.json") };
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=random(6) {
            let at = random(chars.len());
            if random(3) == 0 {
                let end = (at + 1 + random(12)).min(chars.len());
                chars.drain(at..end);
            } else {
                chars.splice(at..at, PIECES[random(PIECES.len())].chars());
            }
        }
        let text: String = chars.into_iter().collect();
        // Either is fine: that it comes back is what is asked.
        let _ = Description::load(&Memory::one(name, text), &Uri::new(name));
    }
}
