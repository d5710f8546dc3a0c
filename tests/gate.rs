//! The gate, as a pipeline meets it: what ends with exit code 1 and why, and a baseline that only goes down.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("apilint-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.0.join(name);
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("writable");
        fs::write(file, text).expect("writable");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    fn check(&self, arguments: &[&str]) -> Done {
        let output = Command::new(env!("CARGO_BIN_EXE_apilint"))
            .current_dir(&self.0)
            .args(["check", "--ruleset", "apilint:rest", "--format", "json"])
            .args(arguments)
            .env("APILINT_TODAY", "2026-11-21")
            .env_remove("LC_ALL")
            .env_remove("LANG")
            .output();
        Done(output.expect("the command runs"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Done(Output);

impl Done {
    fn code(&self) -> i32 {
        self.0.status.code().expect("no signal ends it")
    }

    fn told(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// The rules of what is told, then of what a baseline holds.
    fn rules(&self) -> (Vec<String>, Vec<String>) {
        let report: serde_json::Value = serde_json::from_slice(&self.0.stdout).expect("JSON");
        let of = |list: &str| -> Vec<String> {
            let documents = report["documents"].as_array().expect("a list").iter();
            let all = documents.flat_map(|document| document[list].as_array().expect("a list"));
            all.filter(|one| list != "ignored" || one["by"] == "baseline")
                .map(|one| one["rule"].as_str().expect("a text").to_owned())
                .collect()
        };
        (of("diagnostics"), of("ignored"))
    }
}

/// Two faults: a server by HTTP, a slash at the end of a path.
const SPEC: &str = "openapi: 3.1.0
info: {title: API Marées, version: 1.0.0}
servers:
- url: http://api.marees.gouv.fr/v1
paths:
  /hauteurs/:
    get:
      operationId: listerHauteurs
      responses:
        '204': {description: Rien.}
        '404': {description: Pas là.}
";

const UPDATE: &[&str] = &["--baseline", "known.json", "--update-baseline", "--fail-on", "hint"];
const HELD: &[&str] = &["--baseline", "known.json", "--fail-on", "hint"];

fn with<'a>(arguments: &[&'a str], inputs: &[&'a str]) -> Vec<&'a str> {
    [inputs, arguments].concat()
}

#[test]
fn a_baseline_holds_what_was_there_and_goes_down() {
    let folder = Folder::new("baseline-down");
    folder.write("api.yaml", SPEC);
    let bare = folder.check(&with(&["--fail-on", "hint"], &["api.yaml"])).rules().0;
    assert!(bare.len() >= 2, "{bare:?}");
    // The file has to be there, or be asked for.
    assert_eq!(folder.check(&with(HELD, &["api.yaml"])).code(), 2);
    let first = folder.check(&with(UPDATE, &["api.yaml"]));
    assert_eq!(first.code(), 0, "{}", first.told());
    assert_eq!(first.rules(), (vec![], bare.clone()));
    let written = folder.read("known.json");

    // What is new is told, and does not come in by itself.
    let worse = SPEC.replace("paths:\n", "- url: http://b.marees.gouv.fr/v1\npaths:\n");
    folder.write("api.yaml", &worse);
    for arguments in [HELD, UPDATE] {
        let done = folder.check(&with(arguments, &["api.yaml"]));
        assert_eq!((done.code(), done.rules().0), (1, vec!["server-url-https".to_owned()]));
        assert_eq!(folder.read("known.json"), written);
    }
    let accepted = folder.check(&with(&[UPDATE, &["--accept-new"]].concat(), &["api.yaml"]));
    assert_eq!(accepted.code(), 0, "{}", accepted.told());
    assert!(folder.read("known.json").contains("/servers/1/url"));

    // What is mended leaves it; what a person wrote stays.
    let reasoned = folder.read("known.json").replacen(
        "\"rule\": \"path-trailing-slash\",",
        "\"rule\": \"path-trailing-slash\",\n          \"reason\": \"Older callers.\",\n          \"until\": \"2026-12-31\",",
        1,
    );
    folder.write("known.json", &reasoned);
    folder.write("api.yaml", &worse.replace("http://", "https://"));
    let held = folder.check(&with(HELD, &["api.yaml"]));
    assert_eq!(held.code(), 0);
    assert!(held.told().contains("2 fixed since"), "{}", held.told());
    assert!(folder.read("known.json").contains("server-url-https"), "only told");
    assert_eq!(folder.check(&with(UPDATE, &["api.yaml"])).code(), 0);
    let left = folder.read("known.json");
    assert!(!left.contains("server-url-https") && left.contains("\"reason\": \"Older callers.\""));

    // After its day, it counts again.
    folder.write("known.json", &left.replace("2026-12-31", "2026-11-20"));
    let expired = folder.check(&with(HELD, &["api.yaml"]));
    assert_eq!(expired.code(), 1);
    assert_eq!(expired.rules().0, ["path-trailing-slash"]);
    assert!(expired.told().contains("1 known until a day that has passed"), "{}", expired.told());
}

#[test]
fn a_baseline_is_merged_and_follows_what_is_moved() {
    let folder = Folder::new("baseline-merged");
    folder.write("a/api.yaml", SPEC);
    folder.write("b/api.yaml", &SPEC.replace("API Marées", "API Phares"));
    assert_eq!(folder.check(&with(UPDATE, &["a/api.yaml", "b/api.yaml"])).code(), 0);
    let all = folder.read("known.json");
    // One of two: the other stays. Fewer rules: what they would say stays.
    assert_eq!(folder.check(&with(UPDATE, &["./b/api.yaml"])).code(), 0);
    assert_eq!(folder.read("known.json"), all);
    let fewer = folder.check(&with(&[UPDATE, &["--ruleset", "apilint:reading"]].concat(), &["a"]));
    assert_eq!((fewer.code(), folder.read("known.json")), (0, all.clone()));

    // Moved, renamed, in the other notation: known. Beside it, a copy is not.
    let json = serde_json::json!({
        "openapi": "3.1.0", "info": {"title": "API Marées", "version": "1.0.0"},
        "paths": {"/hauteurs/": {"get": {"operationId": "listerHauteurs", "responses":
            {"204": {"description": "Rien."}, "404": {"description": "Pas là."}}}}},
        "servers": [{"url": "https://c.marees.gouv.fr/v1"}, {"url": "http://api.marees.gouv.fr/v1"}],
    });
    fs::remove_dir_all(folder.0.join("a")).expect("removable");
    folder.write("c/marees.json", &json.to_string());
    folder.write("d/marees.yaml", SPEC);
    let moved = folder.check(&with(HELD, &["c/marees.json", "b/api.yaml"]));
    assert_eq!(moved.code(), 0, "{}", String::from_utf8_lossy(&moved.0.stdout));
    let copied = folder.check(&with(HELD, &["b", "c", "d"]));
    assert_eq!(copied.code(), 1);
    assert_eq!(copied.rules().0.len() * 2, copied.rules().1.len());
    assert_eq!(folder.check(&with(UPDATE, &["c/marees.json"])).code(), 0);
    let now = folder.read("known.json");
    assert!(
        now.contains("c/marees.json") && !now.contains("a/api.yaml") && now.contains("b/api.yaml")
    );
    assert!(now.contains("/servers/1/url"), "the place is the one of today");
}

#[test]
fn a_baseline_with_faults_is_told_and_left_as_it_is() {
    let folder = Folder::new("baseline-faults");
    folder.write("api.yaml", SPEC);
    assert_eq!(folder.check(&with(UPDATE, &["api.yaml"])).code(), 0);
    let wrong = folder.read("known.json").replacen("\"fingerprint\"", "\"fingerprnt\"", 1);
    folder.write("known.json", &wrong);
    for arguments in [HELD, UPDATE] {
        let done = folder.check(&with(arguments, &["api.yaml"]));
        assert_eq!(done.code(), 2, "{}", done.told());
        assert!(done.told().contains("Did you mean `fingerprint`?"), "{}", done.told());
        assert!(done.told().contains("known.json:8:9:"), "{}", done.told());
        assert_eq!(folder.read("known.json"), wrong);
    }
    folder.write("known.json", "not a baseline");
    assert_eq!(folder.check(&with(HELD, &["api.yaml"])).code(), 2);
    let left: Vec<_> = fs::read_dir(&folder.0).expect("readable").collect();
    assert_eq!(left.len(), 2, "nothing temporary is left");
    let schema = serde_json::from_str(apilint::lint::baseline::baseline_schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    for (text, is_right) in [(wrong.as_str(), false), (&wrong.replace("rprnt", "rprint"), true)] {
        let baseline = serde_json::from_str(text).expect("JSON");
        assert_eq!(validator.is_valid(&baseline), is_right);
    }
}

#[test]
fn more_of_what_is_counted_is_new() {
    let folder = Folder::new("baseline-count");
    let path = |name: &str| {
        format!("  /{name}:\n    get:\n      responses: {{'204': {{description: Rien.}}}}\n")
    };
    let spec = |names: &[&str]| {
        let paths: String = names.iter().map(|name| path(name)).collect();
        format!("openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths:\n{paths}")
    };
    folder.write("api.yaml", &spec(&["b", "c"]));
    assert_eq!(folder.check(&with(UPDATE, &["api.yaml"])).code(), 0);
    let is_told = |names: &[&str]| {
        folder.write("api.yaml", &spec(names));
        folder.check(&with(HELD, &["api.yaml"])).rules().0.contains(&"operation-id".to_owned())
    };
    assert!(!is_told(&["b", "c"]));
    assert!(!is_told(&["c"]), "the first was mended");
    assert!(is_told(&["a", "b", "c"]), "there is one more");
}

/// Runs `git` in a folder, as somebody.
fn git(folder: &Folder, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(&folder.0)
        .args(["-c", "user.name=A", "-c", "user.email=a@b.fr", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn since_a_revision_only_what_changed_is_told() {
    let folder = Folder::new("since");
    git(&folder, &["init", "--quiet"]);
    folder.write("api.yaml", SPEC);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    let since =
        |inputs: &[&str]| folder.check(&with(&["--since", "HEAD", "--fail-on", "hint"], inputs));
    let nothing = since(&["api.yaml"]);
    assert_eq!((nothing.code(), nothing.rules().0), (0, vec![]), "{}", nothing.told());
    assert!(nothing.told().contains("diagnostics are left out"), "{}", nothing.told());
    // A line that is wrong changes; one far from it does not bring it back.
    folder.write("api.yaml", &SPEC.replace("/v1", "/v2"));
    assert_eq!(since(&["api.yaml"]).rules().0, ["server-url-https"]);
    folder.write("api.yaml", &SPEC.replace("Rien.", "Rien du tout."));
    assert_eq!(since(&["api.yaml"]).rules().0, [""; 0]);
    // What is removed leaves a hole, in its object.
    folder.write("api.yaml", &SPEC.replace("      operationId: listerHauteurs\n", ""));
    assert!(since(&["api.yaml"]).rules().0.contains(&"operation-id".to_owned()));
    // A new file is told whole, and a name that looks like an option or a pattern is a name.
    folder.write("api.yaml", SPEC);
    folder.write("sous dossier/:(top)*.yaml", SPEC);
    assert_eq!(since(&["api.yaml", "sous dossier"]).rules().0.len(), 3);
    // Nothing of the repository's settings is run.
    git(&folder, &["config", "diff.external", "touch ran"]);
    git(&folder, &["config", "core.fsmonitor", "touch ran"]);
    git(&folder, &["config", "diff.x.textconv", "touch ran"]);
    folder.write(".gitattributes", "*.yaml diff=x\n");
    folder.write("api.yaml", &SPEC.replace("/v1", "/v2"));
    assert_eq!(since(&["api.yaml"]).rules().0, ["server-url-https"]);
    assert!(!folder.0.join("ran").exists());

    for (revision, words) in
        [("nowhere", "Git knows no such revision"), ("--output=ran", "a revision of Git is wanted")]
    {
        let done = folder.check(&["api.yaml", &format!("--since={revision}")]);
        assert_eq!(done.code(), 2);
        assert!(done.told().contains(words), "{}", done.told());
    }
    let outside = Folder::new("since-outside");
    outside.write("api.yaml", SPEC);
    let done = outside.check(&["api.yaml", "--since", "HEAD"]);
    assert_eq!(done.code(), 2);
    assert!(done.told().contains("needs files of a Git work tree"), "{}", done.told());
}
