//! The command, as users meet it: transcripts in `tests/cli/`, and laws that hold for every report.
//!
//! A transcript holds commands (`$ apilint …`), run in `fixtures/` or in the folder after `@`, with the file after `<`
//! as standard input; then what they print on standard output (`>`) and standard error (`!`), and the exit code (`=`).
//! `APILINT_ACCEPT=1 cargo test` writes what they print now; read it before you commit it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::folder::Folder;

/// Runs the command with a plain environment.
pub fn apilint(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = command(folder, arguments).spawn().expect("the command starts");
    let mut input = child.stdin.take().expect("it is piped");
    // A command that does not read its input closes it: that is no fault.
    let _ = input.write_all(stdin);
    drop(input);
    child.wait_with_output().expect("the command ends")
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apilint"));
    // Requests and declarations are dated: what is said of them does not change with the clock.
    command.current_dir(folder).args(arguments).env("APILINT_TODAY", "2026-11-21");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("APILINT_TODAY", "2026-11-21").env_remove("GITHUB_STEP_SUMMARY");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What a transcript becomes when its commands are run.
fn replay(transcript: &str) -> String {
    let mut replayed = String::new();
    let mut folder = fixtures();
    let mut lines = transcript.lines().peekable();
    while let Some(line) = lines.next() {
        match line.split_once(' ') {
            Some((">" | "!" | "=", _)) => continue,
            _ if line == ">" || line == "!" => continue,
            Some(("@", other)) => folder = fixtures().join(other),
            _ => {}
        }
        replayed.push_str(line);
        replayed.push('\n');
        let Some(written) = line.strip_prefix("$ apilint") else { continue };
        let mut stdin = Vec::new();
        if let Some(file) = lines.peek().and_then(|next| next.strip_prefix("< ")) {
            stdin = fs::read(folder.join(file)).expect("the file after `<` is there");
            let _ = writeln!(replayed, "< {file}");
            lines.next();
        }
        let arguments: Vec<&str> = written.split_whitespace().collect();
        let output = apilint(&folder, &arguments, &stdin);
        for (sign, bytes) in [('>', &output.stdout), ('!', &output.stderr)] {
            for line in String::from_utf8_lossy(bytes).lines() {
                let _ = writeln!(replayed, "{}", format!("{sign} {line}").trim_end());
            }
        }
        let _ = writeln!(replayed, "= {}", output.status.code().expect("no signal ends it"));
    }
    replayed
}

#[test]
fn transcripts_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    let mut faults = String::new();
    for path in paths {
        let written = fs::read_to_string(&path).expect("readable");
        let replayed = replay(&written);
        if replayed == written {
            continue;
        }
        if std::env::var_os("APILINT_ACCEPT").is_some() {
            fs::write(&path, replayed).expect("writable");
            continue;
        }
        let first =
            written.lines().zip(replayed.lines()).position(|(a, b)| a != b).unwrap_or_default();
        let near = |text: &str| text.lines().skip(first).take(6).collect::<Vec<_>>().join("\n  ");
        let _ = writeln!(
            faults,
            "{}, line {}:\n  {}\nnow:\n  {}\n",
            path.display(),
            first + 1,
            near(&written),
            near(&replayed)
        );
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Everything that is there to be linted, and some things that are not.
const EVERYTHING: &[&str] =
    &["descriptions", "broken", "projects", "broken/api.raml", "absent.yaml"];

fn report(arguments: &[&str]) -> Vec<u8> {
    let all = [&["check", "--quiet", "--ruleset", "apilint:all"], EVERYTHING, arguments].concat();
    let output = apilint(&fixtures(), &all, b"");
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn every_report_follows_its_schema() {
    let schema =
        serde_json::from_str(apilint::report::schema::REPORT_SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    let report =
        serde_json::from_slice(&report(&["--format", "json"])).expect("the report is JSON");
    let faults: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What `apilint schema declaration` prints accepts what the command accepts, and refuses what it refuses.
#[test]
fn declarations_follow_their_schema() {
    let schema = apilint::declaration::json_schema();
    let printed = apilint(&fixtures(), &["schema", "declaration"], b"").stdout;
    assert_eq!(String::from_utf8_lossy(&printed), schema);
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    for (file, is_right) in [
        ("projects/declared/apilint.yaml", true),
        ("declarations/contraire.yaml", true),
        ("declarations/fautes.yaml", false),
        ("declarations/fautes.json", false),
    ] {
        let arguments = ["query", "$", file, "--format", "json"];
        let selected = apilint(&fixtures(), &arguments, b"").stdout;
        let selected: serde_json::Value = serde_json::from_slice(&selected).expect("JSON");
        let declaration = &selected[0]["value"];
        let faults: Vec<String> = validator
            .iter_errors(declaration)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(faults.is_empty(), is_right, "{file}: {}", faults.join("\n"));
    }
}

#[test]
fn settings_name_every_format() {
    let names: Vec<&str> = apilint::report::FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(apilint::declaration::FORMATS, names);
}

/// What `apilint schema config` prints accepts what the command accepts, and refuses what it refuses.
#[test]
fn settings_follow_their_schema() {
    let schema = apilint::declaration::config_schema();
    let printed = apilint(&fixtures(), &["schema", "config"], b"").stdout;
    assert_eq!(String::from_utf8_lossy(&printed), schema);
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    for (file, is_right) in [
        ("gate/apilint.yaml", true),
        ("spoken/apilint.yaml", true),
        ("spoken/autre/apilint.yaml", true),
        ("spoken/fautes.yaml", false),
        ("projects/declared/apilint.yaml", true),
        ("projects/ignored/apilint.yaml", true),
        ("projects/overrides/apilint.yaml", true),
        ("gate/fautes.yaml", false),
        ("projects/overrides/fautes.yaml", false),
    ] {
        let arguments = ["query", "$", file, "--format", "json"];
        let selected = apilint(&fixtures(), &arguments, b"").stdout;
        let selected: serde_json::Value = serde_json::from_slice(&selected).expect("JSON");
        let faults: Vec<String> = validator
            .iter_errors(&selected[0]["value"])
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(faults.is_empty(), is_right, "{file}: {}", faults.join("\n"));
    }
}

#[test]
fn what_init_writes_is_read_without_fault() {
    for (language, source) in
        [("fr", "descriptions/prete.yaml"), ("en", "descriptions/bibliotheque.yaml")]
    {
        let folder = Folder::new("init");
        fs::copy(fixtures().join(source), folder.file("openapi.yaml")).expect("writable");
        let init = |arguments: &[&str]| {
            apilint(folder.path(), &[&["init", "--lang", language], arguments].concat(), b"")
        };
        let written = init(&[]);
        assert_eq!(written.status.code(), Some(0), "{}", String::from_utf8_lossy(&written.stderr));
        let text = folder.read("apilint.yaml");
        assert!(text.contains("openapi.yaml") && text.contains("# TODO "), "{text}");
        let check =
            apilint(folder.path(), &["check", ".", "--format", "json", "--fail-on", "never"], b"");
        let told = String::from_utf8_lossy(&check.stderr);
        assert_eq!(told, "settings: apilint.yaml\n");
        let report: serde_json::Value = serde_json::from_slice(&check.stdout).expect("JSON");
        let said = report["documents"][0]["diagnostics"].as_array().expect("a list");
        let of_declaration = said.iter().filter(|said| said["uri"] == "apilint.yaml");
        assert_eq!(of_declaration.count(), 0, "{said:?}");
        // What is there is left as it is.
        let again = init(&["openapi.yaml"]);
        assert_eq!(again.status.code(), Some(2));
        assert_eq!(folder.read("apilint.yaml"), text);
        let count = fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(count, 2, "nothing temporary is left");
    }
}

#[test]
fn the_day_is_told_by_a_variable() {
    let arguments =
        ["check", "descriptions/prete.yaml", "--declaration", "declarations/contraire.yaml"];
    for (day, is_stale) in [("2025-11-20", false), ("2025-11-21", true)] {
        let output = command(&fixtures(), &arguments).env("APILINT_TODAY", day).output();
        let report = String::from_utf8(output.expect("it runs").stdout).expect("UTF-8");
        assert_eq!(report.contains("declaration-stale"), is_stale, "{day}");
    }
    let output = command(&fixtures(), &arguments).env("APILINT_TODAY", "hier").output();
    assert_eq!(output.expect("it runs").status.code(), Some(2));
}

#[test]
fn every_part_of_the_schema_is_described() {
    fn visit(schema: &serde_json::Value, way: &str, faults: &mut Vec<String>) {
        let Some(schema) = schema.as_object() else { return };
        for name in ["properties", "$defs"] {
            for (key, below) in
                schema.get(name).and_then(|map| map.as_object()).into_iter().flatten()
            {
                if below.get("description").is_none() {
                    faults.push(format!("{way}/{name}/{key}"));
                }
                visit(below, &format!("{way}/{name}/{key}"), faults);
            }
        }
        for below in schema
            .get("items")
            .into_iter()
            .chain(schema.get("oneOf").and_then(|list| list.as_array()).into_iter().flatten())
        {
            visit(below, way, faults);
        }
    }
    let schema =
        serde_json::from_str(apilint::report::schema::REPORT_SCHEMA).expect("the schema is JSON");
    let mut faults = Vec::new();
    visit(&schema, "", &mut faults);
    assert!(faults.is_empty(), "without description: {}", faults.join(", "));
}

#[test]
fn reports_are_the_same_whenever_and_however_they_are_made() {
    for format in ["text", "json"] {
        let once = report(&["--format", format]);
        assert_eq!(once, report(&["--format", format]), "{format}, twice");
        for jobs in ["1", "2", "7"] {
            assert_eq!(
                once,
                report(&["--format", format, "--jobs", jobs]),
                "{format}, {jobs} jobs"
            );
        }
    }
}

/// One that is large is opened while the rules are read.
#[test]
fn how_a_large_description_is_opened_changes_nothing() {
    let folder = Folder::new("large");
    let path = |rank| format!("  /ponts/{rank}: {{get: {{summary: Un pont}}}}\n");
    let paths: String = (0..4000).map(path).collect();
    let text = format!("openapi: 3.1.0\ninfo: {{title: Ponts, version: '1'}}\npaths:\n{paths}");
    folder.write("ponts.yaml", &text);
    let check = |arguments: &[&str], input: &str| {
        let arguments = [&["check", "--quiet"], arguments].concat();
        let output = apilint(folder.path(), &arguments, input.as_bytes());
        (output.status.code(), output.stdout, output.stderr)
    };
    let alone = check(&["ponts.yaml", "--jobs", "1"], "");
    assert_eq!(alone.0, Some(1));
    assert_eq!(check(&["ponts.yaml", "--jobs", "2"], ""), alone);
    assert_eq!(check(&["-", "--stdin-filename", "ponts.yaml"], &text), alone);
    for jobs in ["1", "2"] {
        let arguments = ["ponts.yaml", "--jobs", jobs, "--ruleset", "apilint:none"];
        let (code, report, told) = check(&arguments, "");
        assert_eq!((code, report.as_slice()), (Some(2), b"".as_slice()));
        assert!(String::from_utf8_lossy(&told).contains("apilint:none"));
    }
}

#[test]
fn several_formats_are_written_at_once() {
    let folder = Folder::new("formats");
    folder.write("report.json", "an older report");
    let file = folder.file("report.json");
    let text = report(&["--format", "text", "--format", &format!("json={}", file.display())]);
    assert_eq!(text, report(&["--format", "text"]));
    assert_eq!(fs::read(&file).expect("the report is there"), report(&["--format", "json"]));
    let left = fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(left, 1, "nothing temporary is left");
}

#[test]
fn colours_change_nothing_else() {
    let plain = String::from_utf8(report(&["--color", "never"])).expect("UTF-8");
    let mut coloured = String::from_utf8(report(&["--color", "always"])).expect("UTF-8");
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    while let Some(start) = coloured.find('\u{1b}') {
        let end = start + coloured[start..].find('m').expect("every sequence sets a style");
        coloured.replace_range(start..=end, "");
    }
    assert_eq!(plain, coloured);
}

/// What is to be pasted is not wrapped; all the rest is.
#[test]
fn no_line_is_wider_than_the_page() {
    let rules = apilint(&fixtures(), &["rules", "apilint:all", "--format", "json"], b"").stdout;
    let rules: serde_json::Value = serde_json::from_slice(&rules).expect("the list is JSON");
    let rules = rules["rules"].as_array().expect("it has rules");
    let snippets: Vec<&str> = rules.iter().filter_map(|rule| rule["snippet"].as_str()).collect();
    let is_pasted = |line: &str| snippets.iter().any(|snippet| snippet.contains(line.trim()));
    for language in ["fr", "en"] {
        let text = String::from_utf8(report(&["--lang", language])).expect("UTF-8");
        let wide = |line: &&str| line.chars().count() > 80 && !is_pasted(line);
        let wide: Vec<&str> = text.lines().filter(wide).collect();
        assert!(wide.is_empty(), "{}", wide.join("\n"));
    }
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let mut child = command(&fixtures(), &["check", "--quiet", "descriptions"])
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}
