//! Spectral's own scenarios of its command: what is said of each document, and how the command ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apilint::loader::Memory;
use serde_json::Value;

use super::spectral::{Compared, Run};
use super::suite::{Suite, folder, lines};

const COMPARED: Compared = Compared { code: true, message: true, severity: true, range: true };

#[test]
fn scenarios_of_the_command_give_what_spectral_gives() {
    let Some(folder) = folder("spectral") else { return };
    let cases = lines(&folder.join("scenarios.jsonl"));
    let portable = || cases.iter().filter(|case| case["portable"] == true);
    let mut results = Suite::new("scenarios");
    for case in portable() {
        let name = case["name"].as_str().unwrap_or_default();
        let scenario = Scenario::of(case);
        for (document, expected) in case["results"].as_object().into_iter().flatten() {
            let expected = COMPARED.lines(expected.as_array().map_or(&[], Vec::as_slice));
            let document = scenario.name_of(document);
            let found = match scenario.run(&document).results() {
                Ok(results) => COMPARED.lines(&results),
                Err(refusal) => vec![refusal],
            };
            results.compare(&format!("{name} {document}"), &expected, &found);
        }
    }
    results.close(0.84);

    let mut statuses = Suite::new("scenarios statuses");
    for case in portable() {
        let name = case["name"].as_str().unwrap_or_default();
        let found = Scenario::of(case).status(&place(name)).to_string();
        let expected = case["latest"]["status"].to_string();
        statuses.compare(name, &[expected], &[found]);
    }
    statuses.close(0.97);
}

/// The files of a scenario, and how Spectral is called with them.
struct Scenario<'c> {
    command: &'c str,
    document: Option<&'static str>,
    ruleset: Option<String>,
    files: Vec<(String, &'c str)>,
}

impl<'c> Scenario<'c> {
    fn of(case: &'c Value) -> Self {
        let command = case["command"].as_str().unwrap_or_default();
        let text = |value: &'c Value| value.as_str().unwrap_or_default();
        let mut files: Vec<(String, &str)> = Vec::new();
        let assets = case["assets"].as_object().into_iter().flatten();
        files.extend(assets.map(|(name, asset)| (name.clone(), text(asset))));
        // A ruleset in JavaScript was written as data: the first file is the one to be given.
        let data = case["ruleset_as_data"].as_object().into_iter().flatten();
        let data: Vec<(String, &str)> = data
            .map(|(name, file)| (name.trim_start_matches("./").to_owned(), text(file)))
            .collect();
        let asked = command.split_once("{asset:").and_then(|(_, rest)| rest.split_once('}'));
        let asked = asked.map(|(name, _)| name.to_owned()).filter(|_| command.contains("ruleset"));
        let given = data.iter().map(|(name, _)| name).find(|name| !name.starts_with("extends-"));
        let ruleset = given.cloned().or_else(|| {
            let rest = command.split("-r ").nth(1).or(command.split("--ruleset ").nth(1))?;
            let name = rest.trim_start_matches('"').strip_prefix("{asset:")?;
            name.split_once('}').map(|(name, _)| name.to_owned()).or(asked)
        });
        files.extend(data);
        let document = case["document"].as_str().map(|text| {
            let name = if text.starts_with('{') { "document.json" } else { "document.yaml" };
            files.push((name.to_owned(), text));
            name
        });
        Self { command, document, ruleset, files }
    }

    /// The file that the results call `document`.
    fn name_of(&self, document: &str) -> String {
        match self.document {
            Some(name) if document == "document" => name.to_owned(),
            _ => document.to_owned(),
        }
    }

    fn run(&self, document: &str) -> Run {
        let files = self.files.iter();
        let files = files.fold(Memory::default(), |files, (name, text)| files.and(name, *text));
        let ruleset = self.ruleset.clone().unwrap_or_default();
        Run { files, ruleset, document: document.to_owned() }
    }

    /// How our command ends, with the same files and options in a folder.
    fn status(&self, place: &Path) -> i32 {
        for (name, text) in &self.files {
            let path = place.join(name);
            fs::create_dir_all(path.parent().unwrap_or(place)).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_apilint"));
        command.current_dir(place).arg("check").args(self.inputs());
        if let Some(ruleset) = &self.ruleset {
            command.args(["--ruleset", ruleset]);
        }
        if let Some((_, severity)) = self.command.split_once("--fail-severity=") {
            let severity = severity.split_whitespace().next().unwrap_or_default();
            command.args(["--fail-on", severity]);
        }
        if let (true, Some(document)) = (self.is_piped(), self.piped()) {
            command.args(["--stdin-filename", &document]);
            command.stdin(fs::File::open(place.join(&document)).expect("the document is there"));
        }
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the command starts").code().unwrap_or(-1)
    }

    fn is_piped(&self) -> bool {
        self.command.starts_with("cat ")
    }

    fn piped(&self) -> Option<String> {
        self.document.map(str::to_owned).or_else(|| {
            let (_, rest) = self.command.split_once("{asset:")?;
            rest.split_once('}').map(|(name, _)| name.to_owned())
        })
    }

    /// What is given to be checked: standard input, the document, or a glob.
    fn inputs(&self) -> Vec<String> {
        if self.is_piped() {
            return vec!["-".to_owned()];
        }
        if let Some(document) = self.document {
            return vec![document.to_owned()];
        }
        let globs = self.command.split_whitespace().filter(|word| word.contains('*'));
        // What stands between quotes is for the command; the rest the shell replaces, `**` as `*`.
        let (quoted, bare): (Vec<&str>, Vec<&str>) = globs.partition(|word| word.starts_with('"'));
        let names = self.files.iter().map(|(name, _)| name.clone());
        let found = names.filter(|name| name.contains('/') && !bare.is_empty());
        quoted.iter().map(|glob| glob.trim_matches('"').to_owned()).chain(found).collect()
    }
}

/// An empty folder for a scenario.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scenarios");
    let folder = folder.join(name.replace('/', "-"));
    let _ = fs::remove_dir_all(&folder);
    // A project of its own: what stands above is no part of it.
    fs::create_dir_all(folder.join(".git")).expect("a folder can be made");
    folder
}
