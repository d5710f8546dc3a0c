//! The machine formats, on the reports of `fixtures/formats`: laws that hold whatever is reported. What others wrote
//! (schemas, parsers) judges them in `scripts/formats`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use apilint::report::FORMATS;
use serde_json::Value;

use crate::cli_cases::{apilint, command, fixtures};
use crate::folder::Folder;

fn report(arguments: &[&str]) -> String {
    let all = [&["check", ".", "--quiet"], arguments].concat();
    let output = apilint(&fixtures().join("formats"), &all, b"");
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("every report is UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&report(arguments)).expect("it is JSON")
}

#[test]
fn every_format_is_the_same_however_it_is_made() {
    for format in FORMATS {
        let once = report(&["--format", format.name]);
        assert!(!once.is_empty(), "{}", format.name);
        let again = report(&["--format", format.name, "--jobs", "1"]);
        assert_eq!(once, again, "{}", format.name);
    }
}

/// A stranger's file holds a bell, an escape, a nought and a sign that turns the text: none is printed as it is.
#[test]
fn no_format_prints_what_acts_on_a_terminal() {
    for format in FORMATS {
        let text = report(&["--format", format.name, "--color", "never"]);
        let acts =
            text.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'));
        assert_eq!(acts, None, "{}", format.name);
        if ["compact", "github", "teamcity", "junit", "checkstyle", "gitlab"].contains(&format.name)
        {
            assert!(!text.contains('\u{202e}'), "{}", format.name);
        }
    }
}

/// The same file gives orders to build agents, at the start of a line and in the midst of it: none stands in a log.
#[test]
fn no_format_gives_a_strangers_orders() {
    for format in FORMATS {
        for settings in [&["--ruleset", "seule.yaml"][..], &["--ruleset", "apilint:all"]] {
            let text = report(&[&["--format", format.name, "--color", "never"], settings].concat());
            let own = if format.name == "teamcity" { "##teamcity[inspection" } else { "::" };
            for line in text.lines().map(str::trim_start) {
                assert!(!line.contains("##vso["), "{}: {line}", format.name);
                let is_order = line.contains("##teamcity[") && !line.starts_with(own);
                assert!(!is_order, "{}: {line}", format.name);
                // A page is for a file: its lines are those of the texts it shows.
                let is_page = ["html", "catalogue"].contains(&format.name);
                let is_order = format.name != "github" && !is_page && line.starts_with("::");
                assert!(!is_order, "{}: {line}", format.name);
            }
        }
    }
}

#[test]
fn ndjson_is_the_documents_of_json() {
    let lines = report(&["--format", "ndjson"]);
    let lines: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(Value::from(lines), json(&["--format", "json"])["documents"]);
}

/// A line added above changes no fingerprint; the same words at one pointer have one each.
#[test]
fn fingerprints_of_gitlab_are_unique_and_survive_a_line() {
    let folder = Folder::new("gitlab");
    let prints = |above: &str| {
        let rules = fixtures().join("formats/regles.yaml");
        let text = fs::read_to_string(fixtures().join("formats/api.yaml")).expect("readable");
        fs::write(folder.file("api.yaml"), format!("{above}{text}")).expect("writable");
        let rules = rules.to_string_lossy();
        let arguments = ["check", "api.yaml", "--format", "gitlab", "--ruleset", &*rules];
        let output = apilint(folder.path(), &arguments, b"").stdout;
        let list: Value = serde_json::from_slice(&output).expect("it is JSON");
        let list = list.as_array().expect("it is a list").clone();
        let prints: HashSet<String> =
            list.iter().map(|one| one["fingerprint"].to_string()).collect();
        assert_eq!(prints.len(), list.len());
        prints
    };
    let before = prints("");
    assert!(before.len() > 20);
    assert_eq!(before, prints("# a line\n\n"));
}

#[test]
fn a_test_fails_when_the_run_does() {
    let failures = |fails_on| {
        let text = report(&["--format", "junit", "--fail-on", fails_on]);
        text.matches("<failure ").count()
    };
    let (never, error, hint) = (failures("never"), failures("error"), failures("hint"));
    assert_eq!(never, 0);
    assert!(0 < error && error < hint, "{error}, {hint}");
}

#[test]
fn the_summary_of_a_step_goes_after_what_is_there() {
    let folder = Folder::new("summary");
    let file = folder.file("summary.md");
    fs::write(&file, "Another step.\n").expect("writable");
    let arguments = ["check", ".", "--format", "github", "--lang", "en"];
    let mut github = command(&fixtures().join("formats"), &arguments);
    let output = github.env("GITHUB_STEP_SUMMARY", &file).output().expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    let summary = fs::read_to_string(&file).expect("readable");
    assert!(summary.starts_with("Another step.\n## apilint: "), "{summary}");
    assert!(summary.contains("| `mot-libre` | error | 11 |"), "{summary}");
    // Without the format nothing is added.
    let mut text = command(&fixtures().join("formats"), &["check", "api.yaml"]);
    text.env("GITHUB_STEP_SUMMARY", &file).output().expect("it runs");
    assert_eq!(fs::read_to_string(&file).expect("readable"), summary);
}

/// Waits until a folder holds so many files.
fn wait_for(folder: &Path, count: usize) {
    let start = Instant::now();
    while fs::read_dir(folder).expect("readable").count() < count {
        assert!(start.elapsed() < Duration::from_secs(60), "the reports are never begun");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_report_that_is_there_is_whole_whenever_the_command_is_killed() {
    let folder = Folder::new("killed");
    let files = ["a.sarif", "b.xml", "c.json", "d.ndjson"].map(|name| folder.file(name));
    for file in &files {
        fs::write(file, "an older report").expect("writable");
    }
    let formats = ["sarif", "junit", "json", "ndjson"].into_iter().zip(&files);
    let formats: Vec<String> =
        formats.map(|(name, file)| format!("--format={name}={}", file.display())).collect();
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    // Enough to do for a while.
    let inputs = folder.file("inputs");
    fs::create_dir_all(&inputs).expect("writable");
    for rank in 0..300 {
        let copy = inputs.join(format!("{rank}.yaml"));
        fs::copy(fixtures().join("formats/api.yaml"), copy).expect("writable");
    }
    let start = ["check", "inputs", "--quiet", "--ruleset", "apilint:all"];
    let arguments = [&start, &*formats].concat();
    let mut child = command(folder.path(), &arguments).spawn().expect("the command starts");
    wait_for(folder.path(), 1 + 2 * files.len());
    assert!(child.try_wait().expect("it can be asked").is_none(), "it has ended already");
    child.kill().expect("it runs still");
    child.wait().expect("it ends");
    for file in &files {
        assert_eq!(fs::read_to_string(file).expect("readable"), "an older report");
    }
    // What it leaves is told from what is another's, and stays until nobody can be writing it.
    let left = names(folder.path()).into_iter().filter(|name| name.contains(".apilint-"));
    let left: Vec<String> = left.collect();
    assert_eq!(left.len(), files.len(), "{left:?}");
    // Left to its end, it replaces them all.
    let arguments = [&["check", "inputs/0.yaml", "--quiet"], &*formats].concat();
    let output = apilint(folder.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for file in &files {
        assert_ne!(fs::read_to_string(file).expect("readable"), "an older report");
    }
    let sarif = fs::read_to_string(&files[0]).expect("readable");
    let sarif: Value = serde_json::from_str(&sarif).expect("it is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(left.iter().all(|name| folder.file(name).exists()));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A killed command leaves a hidden file beside its report. The next one takes it away: that one, when it is old.
#[test]
fn what_a_killed_command_left_is_taken_away() {
    let folder = Folder::new("stale");
    let old = SystemTime::now() - Duration::from_secs(25 * 3600);
    let young = SystemTime::now() - Duration::from_secs(23 * 3600);
    for (name, written) in [
        (".report.json.apilint-17.tmp", old),
        (".report.json.apilint-4194304.tmp", old),
        (".report.json.apilint-18.tmp", young),
        (".report.json.apilint-.tmp", old),
        (".report.json.apilint-1x.tmp", old),
        (".report.json.17.tmp", old),
        (".report.json.apilint-17.tmp.bak", old),
        ("report.json.apilint-17.tmp", old),
        (".other.json.apilint-17.tmp", old),
        (".xreport.json.apilint-17.tmp", old),
    ] {
        fs::write(folder.file(name), "{").expect("writable");
        let file = fs::File::options().write(true).open(folder.file(name)).expect("it is there");
        file.set_modified(written).expect("it can be dated");
    }
    fs::create_dir(folder.file(".report.json.apilint-19.tmp")).expect("writable");
    let before = names(folder.path());
    let api = fixtures().join("formats/api.yaml");
    let run = |format: &str| {
        let api = api.to_string_lossy();
        apilint(folder.path(), &["check", &*api, "--quiet", "--format", format], b"").status.code()
    };
    // A report that is not written takes nothing away.
    assert_eq!(run("json=absent/report.json"), Some(2));
    assert_eq!(names(folder.path()), before);
    assert_eq!(run("json=report.json"), Some(1));
    let gone = [".report.json.apilint-17.tmp", ".report.json.apilint-4194304.tmp"];
    let mut after: Vec<String> =
        before.into_iter().filter(|name| !gone.contains(&name.as_str())).collect();
    after.push("report.json".to_owned());
    after.sort();
    assert_eq!(names(folder.path()), after);
}
