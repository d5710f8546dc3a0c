//! Rulesets in npm packages: `extends: "@team/ruleset"` is the main file of the package, below a `node_modules` folder.

use std::sync::Arc;

use crate::diagnostic::Text;
use crate::document::Document;
use crate::loader::{LoadError, Loaded, Loader};
use crate::source::{Source, SourceId, Uri};

/// How many folders are gone up from a ruleset to find `node_modules`.
const FOLDERS: usize = 64;

/// What a package gives.
pub(super) enum Package {
    /// Its main file, which is data.
    Main(Loaded),
    /// Its main file is a program.
    JavaScript,
    /// It is not installed.
    Absent,
}

/// Whether a name may be that of a package, or of a file in one: `spectral-rules`, `@team/rules`, `@team/rules/strict.yaml`.
pub(super) fn is_name(name: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
    };
    let (package, file) = split(name);
    let parts: Vec<&str> = package.strip_prefix('@').unwrap_or(package).split('/').collect();
    parts.len() == if package.starts_with('@') { 2 } else { 1 }
        && parts.into_iter().all(is_part)
        && (file.is_empty() || file.split('/').all(is_part))
        // A file that is not there is not a package that is not there.
        && (!file.is_empty() || !is_data(&Uri::new(package)))
}

/// Looks for a package in the `node_modules` beside the ruleset that names it, then in the folders above, as Node.js does.
pub(super) fn find(name: &str, base: &Uri, files: &dyn Loader) -> Package {
    // On the network nothing is installed.
    if base.is_remote() {
        return Package::Absent;
    }
    let (package, file) = split(name);
    let mut up = String::new();
    for _ in 0..FOLDERS {
        let manifest = base.join(&format!("{up}node_modules/{package}/package.json"));
        match files.load(&manifest) {
            Ok(found) => return main(&found, file, files),
            Err(LoadError::NotFound) => up.push_str("../"),
            Err(_) => break,
        }
    }
    Package::Absent
}

/// The file of a package that is meant: the one named, else its `main`, else `index.js`.
fn main(manifest: &Loaded, file: &str, files: &dyn Loader) -> Package {
    let text = String::from_utf8_lossy(&manifest.bytes).into_owned();
    let source = Arc::new(Source::new(manifest.uri.clone(), text));
    let document = Document::parse(SourceId(0), source);
    let main = document.root().get("main").and_then(|main| main.as_str().map(str::to_owned));
    let main = main.unwrap_or_else(|| "index.js".to_owned());
    let main = if file.is_empty() { main } else { file.to_owned() };
    let uri = manifest.uri.join(&main);
    if !is_data(&uri) {
        return Package::JavaScript;
    }
    files.load(&uri).map_or(Package::Absent, Package::Main)
}

fn is_data(uri: &Uri) -> bool {
    matches!(uri.extension().as_str(), "yaml" | "yml" | "json")
}

/// The name of a package, and the file in it.
fn split(name: &str) -> (&str, &str) {
    let scope = if name.starts_with('@') { name.find('/').map_or(0, |slash| slash + 1) } else { 0 };
    match name[scope..].find('/') {
        Some(slash) => (&name[..scope + slash], &name[scope + slash + 1..]),
        None => (name, ""),
    }
}

pub(super) fn is_javascript() -> Text {
    Text::new(
        "this npm package is JavaScript, which apilint does not run: the other rules apply",
        "ce paquet npm est du JavaScript, qu'apilint n'exécute pas\u{a0}: les autres règles s'appliquent",
    )
}

pub(super) fn is_absent(name: &str) -> Text {
    let (package, _) = split(name);
    Text::new(
        format!(
            "the npm package `{package}` is in no `node_modules` folder here: `npm install {package}` puts it there, and it is run if it is YAML or JSON"
        ),
        format!(
            "le paquet npm `{package}` n'est dans aucun dossier `node_modules` ici\u{a0}: `npm install {package}` l'y met, et il est exécuté s'il est en YAML ou en JSON"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use crate::Ruleset;
    use crate::loader::Memory;

    #[test]
    fn names_of_packages_are_told_from_paths() {
        for name in ["rules", "@team/rules", "@team/rules/strict.yaml", "rules/a/b.yml", "@a/b.c"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["./rules", "../rules", "/rules", "rules.yaml", "@team", "@team/", "a\\b", ""] {
            assert!(!is_name(name), "{name}");
        }
    }

    const RULE: &str = "{given: $, then: {function: truthy}}";

    /// The rules that a ruleset in `api/v1/` has, its own left aside, and what is not run.
    fn loaded(extends: &str) -> (Vec<String>, Vec<String>) {
        let own = format!("extends: [{extends}]\nrules: {{own: {RULE}, strict: hint}}\n");
        let files = Memory::one("api/v1/ruleset.yaml", own)
            .and("node_modules/@team/rules/package.json", r#"{"main": "./lib/all.yaml"}"#)
            .and("node_modules/@team/rules/lib/all.yaml", "extends: ../strict.json")
            .and("node_modules/@team/rules/strict.json", format!("rules: {{strict: {RULE}}}"))
            .and("api/node_modules/program/package.json", r#"{"main": "dist/ruleset.js"}"#)
            .and("node_modules/bare/package.json", "{}");
        let ruleset = Ruleset::load(&["api/v1/ruleset.yaml".to_owned()], &files);
        let ruleset = ruleset.unwrap_or_else(|error| panic!("{extends}: {error}"));
        let rules = ruleset.rules.iter().filter(|rule| rule.ruleset.contains("node_modules"));
        let not_run = ruleset.not_run.iter();
        (
            rules.map(|rule| rule.id.clone()).collect(),
            not_run.map(|left| format!("{}: {}", left.rule, left.reason.message.en)).collect(),
        )
    }

    #[test]
    fn the_main_file_of_a_package_is_read_where_it_is_data() {
        for extends in ["'@team/rules'", "'@team/rules/strict.json'"] {
            let (rules, not_run) = loaded(extends);
            assert_eq!(rules, ["strict"], "{extends}");
            assert!(not_run.is_empty(), "{not_run:?}");
        }
    }

    #[test]
    fn a_package_that_cannot_be_run_leaves_the_rest_to_run() {
        for (extends, reason) in [
            ("program", "program: this npm package is JavaScript"),
            ("bare", "bare: this npm package is JavaScript"),
            (
                "'@team/absent'",
                "@team/absent: the npm package `@team/absent` is in no `node_modules`",
            ),
        ] {
            let (rules, not_run) = loaded(extends);
            assert!(rules.is_empty(), "{extends}");
            assert!(not_run[0].starts_with(reason) && not_run.len() == 1, "{not_run:?}");
        }
    }
}
