//! A diagnostic is recognised after its file was moved, renamed, reindented and rewritten in the other notation; and what is
//! new is never taken for what was there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use apilint::diagnostic::{Diagnostic, Fingerprint};
use apilint::document::{Node, Notation};
use apilint::loader::Disk;
use apilint::source::Uri;
use apilint::{Description, Ruleset, lint};

use crate::corpus::{all_rules, corpus};
use crate::notations::{OF_ONE_NOTATION, Rewritten, json, quoted, yaml};

/// Our own descriptions, and the real ones where they are at hand.
fn descriptions() -> Vec<PathBuf> {
    let own = [
        "fixtures/descriptions/bibliotheque.yaml",
        "fixtures/descriptions/prete.yaml",
        "fixtures/projects/ignored/api.yaml",
        "fixtures/projects/several-files/openapi.yaml",
    ];
    own.into_iter().map(PathBuf::from).filter(|path| path.exists()).chain(corpus()).collect()
}

fn disk(path: &Path) -> Disk {
    Disk::below(&Disk::project_root(path)).expect("the folder is there")
}

fn read(path: &Path) -> Description {
    let uri = Uri::new(path.to_string_lossy());
    Description::load(&disk(path), &uri).unwrap_or_else(|error| panic!("{error}"))
}

/// What is said of a text that stands in the place of a file, under another name.
fn rewritten(path: &Path, name: &str, text: String, ruleset: &Ruleset) -> Vec<Diagnostic> {
    let uri = Uri::new(path.with_file_name(name).to_string_lossy());
    let loader = Rewritten { uri, text, disk: disk(path) };
    let description = Description::load(&loader, &loader.uri);
    lint(&description.unwrap_or_else(|error| panic!("rewritten: {error}")), ruleset)
}

/// The fingerprints of what both notations can say.
fn fingerprints(said: &[Diagnostic]) -> BTreeSet<Fingerprint> {
    let of_both = said.iter().filter(|said| !OF_ONE_NOTATION.contains(&said.rule.as_str()));
    of_both.map(|said| said.fingerprint).collect()
}

#[test]
fn fingerprints_survive_the_other_notation_under_another_name() {
    let ruleset = all_rules();
    let (mut all, mut lost) = (0, Vec::new());
    for path in descriptions() {
        let description = read(&path);
        let said = lint(&description, &ruleset);
        let (name, text) = match description.entry().notation {
            Notation::Yaml => ("moved.json", json(description.root())),
            Notation::Json => ("moved.yaml", yaml(description.root())),
        };
        let after = fingerprints(&rewritten(&path, name, text, &ruleset));
        let before = fingerprints(&said);
        all += before.len();
        lost.extend(said.into_iter().filter(|said| {
            before.contains(&said.fingerprint) && !after.contains(&said.fingerprint)
        }));
    }
    eprintln!("{} of {all} fingerprints survive", all - lost.len());
    let lines: Vec<String> = lost
        .iter()
        .map(|said| format!("{} {} {}", said.rule, said.at.pointer, said.message.en))
        .collect();
    assert!(lost.len() * 100 <= all, "{} of {all} are lost:\n{}", lost.len(), lines.join("\n"));
}

#[test]
fn each_diagnostic_of_a_description_has_its_own() {
    let ruleset = all_rules();
    for path in descriptions() {
        let said = lint(&read(&path), &ruleset);
        let own: BTreeSet<Fingerprint> = said.iter().map(|said| said.fingerprint).collect();
        assert_eq!(own.len(), said.len(), "{}", path.display());
    }
}

/// The name of a copy.
const COPY: &str = "/a-copy-of-a-path";

/// A description in JSON with one more path, the first, a copy of another; and one more parameter and tag before each other.
fn with_more(node: Node<'_>) -> String {
    let is_paths = node.key() == Some("paths") && node.is_map();
    let mut items: Vec<String> = Vec::new();
    for (rank, child) in node.children().enumerate() {
        let written = with_more(child);
        if is_paths && rank == 0 {
            items.push(format!("{}:{written}", quoted(COPY)));
        }
        if node.is_list() && rank == 0 && child.get("name").is_some() {
            items.push(format!("{{\"name\":{}}}", quoted(COPY)));
        }
        items.push(match child.key() {
            Some(key) => format!("{}:{written}", quoted(key)),
            None => written,
        });
    }
    let (open, close) = if node.is_map() { ('{', '}') } else { ('[', ']') };
    if node.is_map() || node.is_list() {
        format!("{open}{}{close}", items.join(",\n "))
    } else {
        json(node)
    }
}

#[test]
fn what_is_new_is_never_recognised_and_what_was_there_is() {
    let ruleset = all_rules();
    let (mut all, mut lost, mut new) = (0, Vec::new(), 0);
    for path in descriptions() {
        let description = read(&path);
        let said = lint(&description, &ruleset);
        let before = fingerprints(&said);
        let text = with_more(description.root());
        let after = rewritten(&path, "more.json", text, &ruleset);
        let below = format!("/paths/{}/", COPY.replace('/', "~1"));
        // What is said of the whole may now stand at the copy: its count tells whether there is more of it.
        let of_a_place = after.iter().filter(|said| said.count.is_none());
        for said in of_a_place.filter(|said| said.at.pointer.starts_with(&below)) {
            new += 1;
            assert!(
                !before.contains(&said.fingerprint),
                "{}: {} {} is taken for an old one",
                path.display(),
                said.rule,
                said.at.pointer
            );
        }
        let after = fingerprints(&after);
        all += before.len();
        lost.extend(said.into_iter().filter(|said| {
            before.contains(&said.fingerprint) && !after.contains(&said.fingerprint)
        }));
    }
    eprintln!("{new} new ones; {} of {all} are recognised", all - lost.len());
    let lines: Vec<String> = lost
        .iter()
        .map(|said| format!("{} {} {}", said.rule, said.at.pointer, said.message.en))
        .collect();
    // Some are gone because what was added puts an end to them.
    assert!(lost.len() * 50 <= all, "{} of {all} are lost:\n{}", lost.len(), lines.join("\n"));
}
