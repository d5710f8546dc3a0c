//! Reads a baseline: each fault at its place, and all that is right.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Baseline, Entry, FORMAT, Part, VERSION};
use crate::declaration::{Date, Fault, Faults};
use crate::diagnostic::{Fingerprint, Text};
use crate::document::{Document, Node};
use crate::source::{Source, SourceId, Uri};

const FIELDS: [&str; 3] = ["format", "version", "documents"];
const PART: [&str; 2] = ["title", "diagnostics"];
const ENTRY: [&str; 7] = ["file", "pointer", "rule", "fingerprint", "count", "reason", "until"];

impl Baseline {
    /// Reads the text of a file. A text with faults gives what is right in it; it is not to be written back.
    pub fn read(uri: &Uri, text: String) -> (Self, Vec<Fault>) {
        let document = Document::parse(SourceId::BESIDE, Arc::new(Source::new(uri.clone(), text)));
        let mut reader = Reader { faults: Faults::of(&document) };
        let baseline = if document.is_partial() { None } else { reader.file(document.root()) };
        (baseline.unwrap_or_default(), reader.faults.sorted())
    }
}

struct Reader<'d> {
    faults: Faults<'d>,
}

impl<'d> Reader<'d> {
    fn file(&mut self, root: Node<'d>) -> Option<Baseline> {
        if root.get("format").and_then(Node::as_str) != Some(FORMAT) {
            let message = Text::new(
                "this is no baseline: `--update-baseline` writes one, in a file that is not there yet",
                "ce n'est pas une base de référence\u{a0}: `--update-baseline` en écrit une, dans un fichier qui n'existe pas encore",
            );
            self.faults.say(root.get("format").unwrap_or(root).label(), message);
            return None;
        }
        let version = root
            .get("version")
            .filter(|version| version.scalar() != Some(VERSION.to_string().as_str()));
        if let Some(version) = version {
            let message = Text::new(
                format!("this version of apilint reads baselines of version {VERSION}"),
                format!("cette version d'apilint lit les bases de référence de version {VERSION}"),
            );
            self.faults.say(version.label(), message);
            return None;
        }
        self.fields(root, &FIELDS);
        let mut baseline = Baseline::default();
        let documents = root.get("documents").map(|node| self.entries(node));
        for (name, node) in documents.into_iter().flatten() {
            baseline.documents.insert(name.to_owned(), self.part(node));
        }
        Some(baseline)
    }

    /// The entries of an object.
    fn entries(&mut self, node: Node<'d>) -> Vec<(&'d str, Node<'d>)> {
        if !node.is_map() {
            let message = Text::new("an object is wanted here", "on attend ici un objet");
            self.faults.say(node.label(), message);
        }
        node.children().filter_map(|child| Some((child.key()?, child))).collect()
    }

    fn fields(&mut self, node: Node<'d>, known: &[&str]) {
        for (key, entry) in self.entries(node) {
            if !known.contains(&key) {
                self.faults.unknown(entry, key, known);
            }
        }
    }

    fn part(&mut self, node: Node<'d>) -> Part {
        self.fields(node, &PART);
        let title = node.get("title").and_then(Node::as_str).map(str::to_owned);
        let mut seen = HashSet::new();
        let list = node.get("diagnostics");
        if let Some(other) = list.filter(|list| !list.is_list()) {
            let message = Text::new("a list is wanted here", "on attend ici une liste");
            self.faults.say(other.label(), message);
        }
        let items = list.filter(|list| list.is_list()).map(Node::children).into_iter().flatten();
        let mut diagnostics = Vec::new();
        for item in items {
            let Some(entry) = self.entry(item) else { continue };
            if seen.insert(entry.fingerprint) {
                diagnostics.push(entry);
            } else {
                let message = Text::new(
                    "this fingerprint is in the list already: remove one of the two",
                    "cette empreinte est déjà dans la liste\u{a0}: retirez l'une des deux",
                );
                self.faults.say(item.get("fingerprint").unwrap_or(item).label(), message);
            }
        }
        Part { title, diagnostics }
    }

    fn entry(&mut self, item: Node<'d>) -> Option<Entry> {
        self.fields(item, &ENTRY);
        if !item.is_map() {
            return None;
        }
        let text = |field: &str| item.get(field).and_then(Node::as_str).map(str::to_owned);
        let fingerprint = item.get("fingerprint");
        let Some(read) = fingerprint.and_then(|node| Fingerprint::read(node.as_str()?)) else {
            let message = Text::new(
                "`fingerprint` is wanted here, 16 figures as `--format json` gives them: nothing is known by this",
                "on attend ici `fingerprint`, 16 chiffres que donne `--format json`\u{a0}: rien n'est reconnu par ceci",
            );
            self.faults.say(fingerprint.unwrap_or(item).label(), message);
            return None;
        };
        let Some(rule) = text("rule").filter(|rule| !rule.is_empty()) else {
            let message = Text::new(
                "`rule` is wanted here, the id of a rule: nothing is known by this",
                "on attend ici `rule`, l'identifiant d'une règle\u{a0}: rien n'est reconnu par ceci",
            );
            self.faults.say(item.get("rule").unwrap_or(item).label(), message);
            return None;
        };
        let until = item.get("until").filter(|node| !node.is_null());
        let day = until.and_then(|node| Date::read(node.scalar()?.trim()));
        if let Some(node) = until.filter(|_| day.is_none()) {
            let message = Text::new(
                "`until` is a day, as 2027-01-31: nothing is known by this",
                "`until` est une date, comme 2027-01-31\u{a0}: rien n'est reconnu par ceci",
            );
            self.faults.say(node.label(), message);
            return None;
        }
        let count = item.get("count").filter(|node| !node.is_null());
        let number = count.and_then(|node| node.scalar()?.parse().ok());
        if let Some(node) = count.filter(|_| number.is_none()) {
            let message = Text::new(
                "`count` is a whole number: nothing is known by this",
                "`count` est un nombre entier\u{a0}: rien n'est reconnu par ceci",
            );
            self.faults.say(node.label(), message);
            return None;
        }
        Some(Entry {
            file: text("file"),
            pointer: text("pointer").unwrap_or_default(),
            rule,
            fingerprint: read,
            count: number,
            reason: text("reason").filter(|reason| !reason.is_empty()),
            until: day,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "{\n  \"format\": \"apilint-baseline\",\n  \"version\": 1,\n  \"documents\": {\n    \"a.yaml\": {\n      \
                         \"title\": \"A\",\n      \"diagnostics\": [\n        {\n          \"pointer\": \"/info\",\n          \
                         \"rule\": \"contact-present\",\n          \"fingerprint\": \"00000000000000ab\",\n          \
                         \"reason\": \"later\",\n          \"until\": \"2027-01-31\"\n        }\n      ]\n    }\n  }\n}\n";

    fn read(text: &str) -> (Baseline, Vec<(u32, u32)>) {
        let (baseline, faults) = Baseline::read(&Uri::new("b.json"), text.to_owned());
        let places = faults.iter().map(|fault| (fault.position.line, fault.position.column));
        (baseline, places.collect())
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let (baseline, faults) = read(RIGHT);
        assert_eq!(faults, []);
        assert_eq!(baseline.len(), 1);
        assert_eq!(baseline.to_json(), RIGHT);
    }

    #[test]
    fn faults_have_their_places() {
        for (from, to, place) in [
            ("-baseline\"", "-report\"", (2, 13)),
            ("\"version\": 1", "\"version\": 2", (3, 14)),
            ("\"reason\"", "\"raison\"", (12, 11)),
            ("00ab", "zz", (11, 26)),
            ("2027-01-31", "soon", (13, 20)),
            ("\"rule\": \"contact-present\",", "", (8, 9)),
            ("[", "{}, \"x\": [", (7, 7)),
        ] {
            let (_, faults) = read(&RIGHT.replacen(from, to, 1));
            assert_eq!(faults.first(), Some(&place), "{from} {to}: {faults:?}");
        }
        assert_eq!(read("{").1.len(), 1);
        assert_eq!(read("").1.len(), 1);
        assert_eq!(read("[]").1.len(), 1);
    }
}
