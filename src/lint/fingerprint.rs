//! What a diagnostic is recognised by from one version of a file to the next: its rule, its file in the description, its
//! place by names, and what its message names.
//!
//! The place has no line and no rank in it. An item of a list is known by its `$ref`, its name or what else tells it from the
//! others, so that what is put before it does not make an old diagnostic new. The file has no folder and no extension: it
//! may be moved, and be rewritten in the other notation. Of what is alike in all this, the second is another one. What is
//! said once of many places is of none of them: it is the same when the first of them is mended.

use std::collections::HashMap;
use std::num::NonZero;

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};

use super::bounded::Told;
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::document::{Document, Kind, Node, NodeId, unescape};
use crate::source::{SourceId, Uri};
use crate::work::{LINTED_ALONE, Workers, share_out};

/// The fields that tell an item from the others of its list, the surest first. All of a line count together.
const NAMES: &[&[&str]] = &[
    &["$ref"],
    &["name", "in"],
    &["operationId"],
    &["name"],
    &["url"],
    &["$id"],
    &["id"],
    &["title"],
    &["const"],
    &["rule"],
    &["type", "format"],
];

/// The first bytes of a name that count: a text of a megabyte may stand in a million lists. Past them, ranks tell.
const MOST_BYTES: usize = 1_024;

/// Diagnostics from which several threads are worth their start.
const MANY: usize = 1_000;

/// Gives each diagnostic its fingerprint, those that are not told among them: a request to ignore changes none.
pub(super) fn add(description: &Description, told: &mut Told, workers: &Workers<'_>) {
    let mut all: Vec<&mut Diagnostic> = told
        .diagnostics
        .iter_mut()
        .chain(told.ignored.iter_mut().map(|ignored| &mut ignored.diagnostic))
        .collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|diagnostic| diagnostic.at.span);
    let alone = NonZero::<usize>::MIN;
    let threads =
        if all.len() < MANY { alone } else { workers.count(description.size(), LINTED_ALONE) };
    let hashes = share_out(threads, &all, |part| {
        let mut places = Places::of(description);
        part.iter().map(|diagnostic| places.hash(diagnostic)).collect::<Vec<_>>()
    });
    let mut occurrences: HashMap<u64, u32, RandomState> = HashMap::default();
    for (diagnostic, mut hash) in all.into_iter().zip(hashes.into_iter().flatten()) {
        let alike = hash.clone();
        let occurrence = occurrences.entry(first_bytes(alike)).or_default();
        hash.update(occurrence.to_le_bytes());
        *occurrence += 1;
        diagnostic.fingerprint = Fingerprint(first_bytes(hash));
    }
}

fn first_bytes(hash: Sha256) -> u64 {
    hash.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The places of a description by names.
struct Places<'d> {
    description: &'d Description,
    /// What each file is known by.
    files: Vec<String>,
    /// Of each list that was met, what its items are known by.
    lists: HashMap<NodeId, Vec<u64>, RandomState>,
}

impl<'d> Places<'d> {
    fn of(description: &'d Description) -> Self {
        Self { description, files: files(&description.documents), lists: HashMap::default() }
    }

    /// All but the occurrence. Each part ends with a byte that no text holds.
    fn hash(&mut self, diagnostic: &Diagnostic) -> Sha256 {
        let mut hash = Sha256::new();
        let mut and = |part: &str| {
            hash.update(part.as_bytes());
            hash.update([0xFF]);
        };
        and(&diagnostic.rule);
        let file = diagnostic.at.span.source;
        and(match file {
            SourceId::BESIDE => "beside",
            _ => self.files.get(file.0 as usize).map_or("", String::as_str),
        });
        if diagnostic.count.is_some() {
            // It speaks of the whole description, wherever the first place is.
            return hash;
        }
        for name in named(&diagnostic.message.en) {
            and(&without_extensions(name));
        }
        hash.update([0xFE]);
        let mut here = Some(self.description.document(file).root());
        for segment in diagnostic.at.pointer.split('/').skip(1) {
            match here.filter(|node| node.is_list()).and_then(|list| self.item(list, segment)) {
                Some(item) => {
                    hash.update([0xFD]);
                    hash.update(item.to_le_bytes());
                }
                None => {
                    hash.update(segment.as_bytes());
                    hash.update([0xFF]);
                }
            }
            here = here.and_then(|node| node.get(&unescape(segment)));
        }
        hash
    }

    /// What an item of a list is known by.
    fn item(&mut self, list: Node<'d>, segment: &str) -> Option<u64> {
        let rank: usize = segment.parse().ok()?;
        let list = list.target();
        let items = self.lists.entry(list.id()).or_insert_with(|| items(list));
        items.get(rank).copied()
    }
}

/// What each item of a list is known by; of those known by the same, the rank among them counts too.
fn items(list: Node<'_>) -> Vec<u64> {
    let mut alike: HashMap<u64, u32, RandomState> = HashMap::default();
    // A list may hold a hundred thousand items that have no name, one after the other.
    let mut before = (Vec::new(), first_bytes(Sha256::new()));
    let known = list.children().map(|item| {
        let named = name(item);
        if named != before.0 {
            before = (named.clone(), first_bytes(Sha256::new().chain_update(&named)));
        }
        let rank = alike.entry(before.1).or_default();
        let hash = Sha256::new().chain_update(named).chain_update(rank.to_le_bytes());
        *rank += 1;
        first_bytes(hash)
    });
    known.collect()
}

/// The words that an item is known by, each before a byte that no text holds; none where it has no name.
fn name(item: Node<'_>) -> Vec<u8> {
    let mut words = Vec::new();
    let mut and = |part: &str| {
        words.extend(part.as_bytes());
        words.push(0xFF);
    };
    if !item.is_map() {
        and(&scalar(item));
        return words;
    }
    let value = |field: &&str| item.get(field).filter(|value| !value.is_map() && !value.is_list());
    let of_all = |fields: &&&[&str]| fields.iter().all(|field| value(field).is_some());
    // `type` alone tells too, where there is no `format`.
    let fields = NAMES.iter().find(of_all).copied().unwrap_or(&["type"]);
    for field in fields {
        if let Some(value) = value(field) {
            and(field);
            and(&without_extensions(&scalar(value)));
        }
    }
    // A requirement of security is known by its schemes.
    let is_requirement = !item.is_empty() && item.children().all(Node::is_list);
    if is_requirement {
        let mut keys: Vec<&str> = item.children().filter_map(Node::key).collect();
        keys.sort_unstable();
        keys.into_iter().for_each(and);
    }
    words
}

/// A scalar as both notations mean it: `1.0` and `1`, `True` and `true` are one.
fn scalar(node: Node<'_>) -> String {
    let whole = node.scalar().unwrap_or_default();
    let mut ends = (0..=MOST_BYTES.min(whole.len())).rev();
    let text = ends.find_map(|end| whole.get(..end)).unwrap_or_default();
    match node.kind() {
        Kind::Boolean => text.to_ascii_lowercase(),
        Kind::Integer | Kind::Float => {
            node.as_number().map_or_else(|| text.to_owned(), |number| number.to_string())
        }
        Kind::Null => "null".to_owned(),
        Kind::Text => text.to_owned(),
        Kind::List | Kind::Map | Kind::Alias => String::new(),
    }
}

/// The names in a message, which tell it from another of the same rule there: what stands between backticks, or between the
/// straight quotes of Spectral. A message that counts (“the 12 operations”) speaks of all there is in a place, and is the
/// same one when the count changes; a guess is no part of what is wrong.
fn named(message: &str) -> Vec<&str> {
    let message = message.split(" Did you mean").next().unwrap_or_default();
    let (mut names, mut counts) = (Vec::new(), message.ends_with('…'));
    let mut rest = message;
    while let Some(start) = rest.find(['`', '"']) {
        let (before, quoted) = rest.split_at(start);
        counts |= has_count(before);
        let (quote, after) = quoted.split_at(1);
        let Some(end) = after.find(quote) else { break };
        names.push(&after[..end]);
        rest = &after[end + 1..];
    }
    counts |= has_count(rest);
    if counts { Vec::new() } else { names }
}

/// Whether a number stands by itself among words: `OpenAPI 3.0` and `/v1` hold none.
fn has_count(words: &str) -> bool {
    words
        .split([' ', '\u{a0}', '\u{202f}', '(', ')'])
        .map(|word| word.trim_end_matches([',', ';', ':', '.']))
        .any(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The names of files in a text, without what tells their notation: `common.yaml#/a` is `common#/a`.
fn without_extensions(text: &str) -> String {
    [".yaml", ".yml", ".json"].iter().fold(text.to_owned(), |text, extension| {
        let (file, fragment) = match text.split_once('#') {
            Some((file, fragment)) => (file, Some(fragment)),
            None => (text.as_str(), None),
        };
        let Some(file) = file.strip_suffix(extension) else { return text };
        fragment.map_or_else(|| file.to_owned(), |fragment| format!("{file}#{fragment}"))
    })
}

/// What each file of a description is known by: nothing for the first, and the last names of its path for the others, as
/// many as tell it from them.
fn files(documents: &[Document]) -> Vec<String> {
    let paths: Vec<Vec<String>> =
        documents.iter().map(|document| path(&document.source.uri)).collect();
    let last = |path: &[String], count: usize| -> String {
        path[path.len().saturating_sub(count)..].join("/")
    };
    let mut known = vec![String::new(); documents.len()];
    let mut unsure: Vec<usize> = (1..documents.len()).collect();
    for count in 1.. {
        let mut held: HashMap<String, u32> = HashMap::new();
        for rank in &unsure {
            known[*rank] = last(&paths[*rank], count);
            *held.entry(known[*rank].clone()).or_default() += 1;
        }
        unsure.retain(|rank| held[&known[*rank]] > 1 && paths[*rank].len() > count);
        if unsure.is_empty() {
            break;
        }
    }
    known
}

/// The names of a path, the last without its extension.
fn path(uri: &Uri) -> Vec<String> {
    let name = uri.folded();
    let name = name.as_str().split(['?', '#']).next().unwrap_or_default();
    let mut names: Vec<String> =
        name.split(['/', '\\']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if let Some(last) = names.last_mut() {
        *last = without_extensions(last);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Limits;
    use crate::diagnostic::{Label, Severity, Text};
    use crate::loader::Memory;

    fn said(at: Label) -> Diagnostic {
        Diagnostic {
            rule: "a".to_owned(),
            severity: Severity::Warning,
            message: Text::same("It is so"),
            at,
            related: Vec::new(),
            fixes: Vec::new(),
            count: None,
            fingerprint: Fingerprint::default(),
        }
    }

    /// The fingerprints of findings at some places of a text.
    fn fingerprints(file: &str, text: &str, findings: &[(&str, &str)]) -> Vec<Fingerprint> {
        let files = Memory::one(file, text);
        let description = Description::load_any(&files, &Uri::new(file), Limits::default())
            .expect("the text is read");
        let diagnostics = findings.iter().map(|(pointer, message)| {
            let label = description.entry().at_pointer(pointer).expect("it is there").label();
            let at = Label { pointer: (*pointer).to_owned(), ..label };
            Diagnostic { message: Text::same(*message), ..said(at) }
        });
        let mut told = Told { diagnostics: diagnostics.collect(), ..Told::default() };
        add(&description, &mut told, &Workers::default());
        told.diagnostics.iter().map(|diagnostic| diagnostic.fingerprint).collect()
    }

    fn at(file: &str, text: &str, pointer: &str) -> Fingerprint {
        fingerprints(file, text, &[(pointer, "It is so")])[0]
    }

    #[test]
    fn items_are_known_by_their_names() {
        let before = "parameters:\n- {name: a, in: query}\n- $ref: 'b.yaml#/c'\ntags: [x, 1.0]\nsecurity: [{k: []}]\n";
        let after = "{\"tags\": [\"y\", 1, \"x\"], \"security\": [{}, {\"k\": [\"s\"]}],\n \"parameters\": \
                     [{\"name\": \"a\", \"in\": \"path\"}, {\"$ref\": \"b.json#/c\"}, {\"in\": \"query\", \"name\": \"a\"}]}";
        for (old, new) in [
            ("/parameters/0", "/parameters/2"),
            ("/parameters/0/name", "/parameters/2/name"),
            ("/parameters/1", "/parameters/1"),
            ("/tags/0", "/tags/2"),
            ("/tags/1", "/tags/1"),
            ("/security/0", "/security/1"),
        ] {
            let (before, after) = (at("a.yaml", before, old), at("b/c.json", after, new));
            assert_eq!(before, after, "{old} {new}");
        }
        assert_ne!(
            at("a.yaml", before, "/parameters/0"),
            at("a.json", after, "/parameters/0"),
            "another place"
        );
    }

    #[test]
    fn how_many_work_changes_nothing() {
        let item = |rank| format!("- {{name: pont {}, note: {}}}\n", rank / 2, "x".repeat(90));
        let text = format!("ponts:\n{}", (0..MANY).map(item).collect::<String>());
        let files = Memory::one("a.yaml", text.as_str());
        let description = Description::load_any(&files, &Uri::new("a.yaml"), Limits::default())
            .expect("it is read");
        assert!(description.size() > LINTED_ALONE);
        let told = |threads| {
            let items = description.root().get("ponts").map(Node::children);
            let mut told = Told::default();
            told.diagnostics.extend(items.into_iter().flatten().map(|item| said(item.label())));
            let workers = Workers { threads: &|| threads, watching: None };
            add(&description, &mut told, &workers);
            told.diagnostics.iter().map(|said| said.fingerprint.0).collect::<Vec<_>>()
        };
        let [one, three] = [1, 3].map(|threads| told(NonZero::new(threads).expect("not zero")));
        assert_eq!(one, three);
        let distinct: std::collections::HashSet<_> = one.iter().collect();
        assert_eq!(distinct.len(), MANY);
    }

    #[test]
    fn what_is_alike_is_counted() {
        let text = "a: [{b: 1}, {b: 1}]\n";
        let found = fingerprints(
            "a.yaml",
            text,
            &[("/a/0", "No"), ("/a/0", "No"), ("/a/1", "No"), ("/a", "No")],
        );
        for (rank, one) in found.iter().enumerate() {
            assert!(!found[rank + 1..].contains(one), "{found:?}");
        }
        assert_eq!(fingerprints("a.yaml", text, &[("/a/0", "No")])[0], found[0]);
    }

    #[test]
    fn names_in_a_message_tell_and_counts_do_not() {
        for (message, names) in [
            ("The Parameter Object has no `in`, which OpenAPI 3.0 requires", vec!["in"]),
            ("There is no `operationId` for the 16 operations.", vec![]),
            ("`a` names nothing. Did you mean `b`?", vec!["a"]),
            ("\"a\" property must match \"^b`$\"", vec!["a", "^b`$"]),
            ("2 of 5 tags do not say: “`a`”, “b”…", vec![]),
            ("It holds ` alone", vec![]),
        ] {
            assert_eq!(named(message), names, "{message}");
        }
        let text = "a: 1\n";
        let said = |message| fingerprints("a.yaml", text, &[("/a", message)])[0];
        assert_eq!(said("`x` for 3 operations"), said("`y` for 2 operations"));
        assert_ne!(said("no `x`"), said("no `y`"));
        assert_eq!(said("`b.yaml#/x` is not there"), said("`b.json#/x` is not there"));
    }

    #[test]
    fn files_are_known_by_as_much_of_their_path_as_it_takes() {
        let document = |name: &str| {
            let source = crate::source::Source::new(Uri::new(name), String::new());
            Document::parse(SourceId(0), std::sync::Arc::new(source))
        };
        let names = ["api/openapi.yaml", "api/a.yaml", "api/v1/b.json", "api/v2/b.yml", "api/b/"];
        let documents: Vec<Document> = names.map(document).into();
        assert_eq!(files(&documents), ["", "a", "v1/b", "v2/b", "api/b"]);
    }
}
