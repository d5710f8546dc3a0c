//! A ruleset as it is written: the keys of its files are read here, and nowhere else.

use std::sync::Arc;

use super::definition::{self, Level, unknown_key};
use super::faults::{Fault, Faults};
use crate::diagnostic::Text;
use crate::document::{Document, Kind, Node};
use crate::source::{Source, SourceId, Uri};
use crate::spec::Format;

/// A ruleset: the file of a user, or all the files of a built-in one.
#[derive(Debug)]
pub(super) struct Unit {
    /// Its name: `apilint:rest`, a path, a URL.
    pub name: String,
    /// Whether it comes with the binary: it has a file for each rule.
    pub is_builtin: bool,
    /// Its files.
    pub files: Vec<Document>,
    /// The rulesets that it extends.
    pub extends: Vec<Extension>,
    /// Whether it extends rulesets whose rules are not run: tuning one of them is no fault.
    pub extends_unknown: bool,
    /// Those that each of its overrides extends.
    pub override_extends: Vec<Vec<Extension>>,
}

/// A ruleset that another extends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extension {
    /// Its rank in the library.
    pub unit: usize,
    /// Which of its rules are on, where that is said.
    pub mode: Option<Mode>,
}

/// Which rules of an extended ruleset are on: `[name, all]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    All,
    Recommended,
    Off,
}

/// A ruleset that another names, before it is read.
pub(super) struct Named {
    pub name: String,
    pub mode: Option<Mode>,
    /// Where, without its words: for what may be wrong with it.
    pub at: Fault,
}

/// What stands under a rule's id.
#[derive(Clone, Copy)]
pub(super) enum Entry<'f> {
    Definition(Node<'f>),
    Level(Level),
    On,
    Off,
}

const KEYS: &[&str] = &[
    "aliases",
    "description",
    "documentationUrl",
    "except",
    "extends",
    "formats",
    "functions",
    "functionsDir",
    "overrides",
    "parserOptions",
    "rules",
];
const OVERRIDE_KEYS: &[&str] =
    &["aliases", "extends", "files", "formats", "parserOptions", "rules"];

/// Old ids of Spectral's own rules, and those that replaced them.
const RENAMED: &[(&str, &str)] = &[
    ("operation-2xx-response", "operation-success-response"),
    ("oas2-valid-definition-example", "oas2-valid-schema-example"),
    ("oas2-valid-parameter-example", "oas2-valid-schema-example"),
    ("oas2-valid-response-example", "oas2-valid-media-example"),
    ("oas2-valid-response-schema-example", "oas2-valid-schema-example"),
    ("oas3-unused-components-schema", "oas3-unused-component"),
    ("oas3-valid-header-schema-example", "oas3-valid-schema-example"),
    ("oas3-valid-oas-content-example", "oas3-valid-media-example"),
    ("oas3-valid-oas-header-example", "oas3-valid-media-example"),
    ("oas3-valid-oas-parameter-example", "oas3-valid-media-example"),
    ("oas3-valid-parameter-schema-example", "oas3-valid-schema-example"),
];

impl Unit {
    /// The root of each of its files.
    pub(super) fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        self.files.iter().map(Document::root)
    }

    /// The name of the ruleset that a rule belongs to: `apilint:all` is made of others.
    pub(super) fn name_for(&self, rule: Node<'_>) -> &str {
        let uri = rule.document().source.uri.as_str();
        let file = self.files.iter().find(|file| file.source.uri.as_str() == uri);
        let folder = file.and_then(|file| file.source.uri.as_str().rsplit_once('/'));
        folder.filter(|_| self.is_builtin).map_or(&self.name, |(folder, _)| folder)
    }

    /// One of its overrides, by its rank.
    pub(super) fn override_at(&self, rank: usize) -> Option<Node<'_>> {
        self.get("overrides")?.children().nth(rank)
    }

    /// The file of a ruleset that a user wrote.
    pub(super) fn file(&self) -> Option<&Document> {
        self.files.first().filter(|_| !self.is_builtin)
    }

    /// The value of a key of the ruleset; built-in ones have none of their own.
    pub(super) fn get(&self, key: &str) -> Option<Node<'_>> {
        self.file().and_then(|file| file.root().get(key))
    }
}

/// Parses a text; a fault of syntax is said and gives nothing. One that loses nothing, as a comma too many in JSON, is let
/// pass, as Spectral does.
pub(super) fn parse(uri: &Uri, text: String, faults: &mut Faults) -> Option<Document> {
    let source = Arc::new(Source::new(uri.clone(), text));
    let document = Document::parse(SourceId(0), Arc::clone(&source));
    if let Some(fault) = document.faults.first().filter(|_| document.is_partial()) {
        let at = Some((source.position(fault.at.start), fault.at));
        faults.list.push(Fault { uri: uri.clone(), at, message: fault.message.clone() });
        return None;
    }
    if !document.root().is_map() {
        let message = Text::new(
            "a ruleset is an object with `rules` or `extends`",
            "un jeu de règles est un objet avec `rules` ou `extends`",
        );
        faults.at(document.root(), message);
        return None;
    }
    Some(document)
}

/// Says what is wrong in the form of a ruleset file, whatever its rules are used for.
pub(super) fn check(root: Node<'_>, faults: &mut Faults) {
    check_keys(root, KEYS, faults);
    if ["rules", "extends", "overrides"].iter().all(|key| root.get(key).is_none()) {
        let message = Text::new(
            "a ruleset has `rules`, `extends` or `overrides`",
            "un jeu de règles a `rules`, `extends` ou `overrides`",
        );
        faults.at(root, message);
    }
    check_parts(root, faults);
    definition::check_page(root, faults);
    let overrides = list_of(root.get("overrides"), faults);
    if let (true, Some(written)) = (overrides.is_empty(), root.get("overrides")) {
        let message = Text::new("`overrides` is empty", "`overrides` est vide");
        faults.at_key(written, message);
    }
    for item in overrides {
        check_override(item, faults);
    }
}

/// What a ruleset and an override have in common.
fn check_parts(root: Node<'_>, faults: &mut Faults) {
    for rule in entries(root, "rules", faults) {
        match entry(rule) {
            Some(Entry::Definition(definition)) => definition::check_keys(definition, faults),
            Some(_) => {}
            None => faults.at(
                rule,
                Text::new(
                    "a rule is an object, a severity (error, warn, info, hint, off), true or false",
                    "une règle est un objet, une sévérité (error, warn, info, hint, off), true ou false",
                ),
            ),
        }
    }
    for alias in entries(root, "aliases", faults) {
        check_alias(alias, faults);
    }
    let levels = entries(root, "parserOptions", faults);
    for option in levels {
        let key = option.key().unwrap_or_default();
        if !["duplicateKeys", "incompatibleValues"].contains(&key) {
            faults.at_key(option, unknown_key(key, &["duplicateKeys", "incompatibleValues"]));
        } else if option.scalar().and_then(definition::level).is_none() {
            faults.at(
                option,
                Text::new(
                    "a severity is error, warn, info, hint or off",
                    "une sévérité est error, warn, info, hint ou off",
                ),
            );
        }
    }
    formats(root.get("formats"), faults);
}

fn check_keys(node: Node<'_>, known: &[&str], faults: &mut Faults) {
    for entry in node.children() {
        let key = entry.key().unwrap_or_default();
        if !known.contains(&key) && !key.starts_with("x-") {
            faults.at_key(entry, unknown_key(key, known));
        }
    }
}

/// The entries of a map that a key holds.
fn entries<'f>(root: Node<'f>, key: &str, faults: &mut Faults) -> Vec<Node<'f>> {
    match root.get(key) {
        None => Vec::new(),
        Some(map) if map.is_map() => map.children().collect(),
        Some(other) => {
            let message =
                Text::new(format!("`{key}` is an object"), format!("`{key}` est un objet"));
            faults.at(other, message);
            Vec::new()
        }
    }
}

fn list_of<'f>(node: Option<Node<'f>>, faults: &mut Faults) -> Vec<Node<'f>> {
    match node {
        None => Vec::new(),
        Some(list) if list.is_list() => list.children().collect(),
        Some(other) => {
            faults
                .at_key(other, Text::new("a list is expected here", "une liste est attendue ici"));
            Vec::new()
        }
    }
}

fn check_alias(alias: Node<'_>, faults: &mut Faults) {
    let name = alias.key().unwrap_or_default();
    if !is_alias_name(name) {
        faults.at_key(
            alias,
            Text::new(
                format!("`{name}` cannot name an alias: a letter, then letters, figures, `_` and `-`"),
                format!(
                    "`{name}` ne peut pas nommer un alias\u{a0}: une lettre, puis lettres, chiffres, `_` et `-`"
                ),
            ),
        );
    }
    let expressions = |node: Option<Node<'_>>| {
        node.is_some_and(|node| {
            node.is_list() && !node.is_empty() && node.children().all(is_expression)
        })
    };
    let is_right = match alias.get("targets") {
        Some(targets) if alias.is_map() => {
            targets.is_list()
                && !targets.is_empty()
                && targets.children().all(|target| {
                    formats(target.get("formats"), faults);
                    target.get("formats").is_some() && expressions(target.get("given"))
                })
        }
        _ => expressions(Some(alias)),
    };
    if !is_right {
        faults.at_key(
            alias,
            Text::new(
                format!(
                    "the alias `{name}` is a list of expressions that start with `$` or `#`, or an object with `targets`, each with `formats` and `given`"
                ),
                format!(
                    "l'alias `{name}` est une liste d'expressions qui commencent par `$` ou `#`, ou un objet avec `targets`, chacun avec `formats` et `given`"
                ),
            ),
        );
    }
}

fn is_alias_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether it is where a rule may look: `$…`, or `#Alias…`.
pub(super) fn is_expression(node: Node<'_>) -> bool {
    node.as_str().is_some_and(|text| {
        text.starts_with('$')
            || text.strip_prefix('#').is_some_and(|rest| {
                rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
            })
    })
}

fn check_override(item: Node<'_>, faults: &mut Faults) {
    if !item.is_map() {
        faults.at(
            item,
            Text::new("an override is an object", "un élément d'`overrides` est un objet"),
        );
        return;
    }
    check_keys(item, OVERRIDE_KEYS, faults);
    let files: Vec<Node<'_>> = list_of(item.get("files"), faults);
    let is_text = |file: &Node<'_>| file.as_str().is_some_and(|glob| !glob.is_empty());
    if files.is_empty() || !files.iter().all(is_text) {
        faults.at_key(
            item.get("files").unwrap_or(item),
            Text::new(
                "an override has `files`: a list of globs",
                "un élément d'`overrides` a `files`\u{a0}: une liste de motifs de fichiers",
            ),
        );
    }
    if is_of_places(item) {
        check_pointer_override(item, faults);
    } else {
        if item.get("rules").is_none() && item.get("extends").is_none() {
            let message = Text::new(
                "an override has `rules` or `extends`",
                "un élément d'`overrides` a `rules` ou `extends`",
            );
            faults.at(item, message);
        }
        check_parts(item, faults);
    }
}

/// Whether a pattern of `files` names a place in the file: `**/*.yaml#/paths`.
pub(super) fn is_pointer(pattern: &str) -> bool {
    pattern.find('#').is_some_and(|hash| hash > 0)
}

/// Whether an override is for places of files, and not for whole ones.
pub(super) fn is_of_places(item: Node<'_>) -> bool {
    let files = item.get("files").map(Node::children).into_iter().flatten();
    let files: Vec<&str> = files.map(|file| file.as_str().unwrap_or_default()).collect();
    !files.is_empty() && files.into_iter().all(is_pointer)
}

/// Places take severities only.
fn check_pointer_override(item: Node<'_>, faults: &mut Faults) {
    for entry in item.children() {
        let key = entry.key().unwrap_or_default();
        if !["files", "rules"].contains(&key) {
            faults.at_key(
                entry,
                Text::new(
                    format!("`{key}` does not go with `files` that name places: only `rules` does"),
                    format!(
                        "`{key}` ne va pas avec des `files` qui désignent des emplacements\u{a0}: seul `rules` convient"
                    ),
                ),
            );
        }
    }
    if item.get("rules").is_none() {
        let message = Text::new("an override has `rules`", "un élément d'`overrides` a `rules`");
        faults.at(item, message);
    }
    for rule in entries(item, "rules", faults) {
        let is_level =
            rule.kind() == Kind::Text && rule.scalar().and_then(definition::level).is_some();
        if !is_level {
            faults.at(
                rule,
                Text::new(
                    "at a place, a rule is given a severity: error, warn, info, hint or off",
                    "à un emplacement, une règle reçoit une sévérité\u{a0}: error, warn, info, hint ou off",
                ),
            );
        }
    }
}

/// The rulesets that a ruleset or an override extends.
pub(super) fn extends(root: Node<'_>, faults: &mut Faults) -> Vec<Named> {
    let Some(extends) = root.get("extends") else { return Vec::new() };
    let items: Vec<Node<'_>> =
        if extends.is_list() { extends.children().collect() } else { vec![extends] };
    let mut named = Vec::new();
    for item in items {
        let pair: Vec<Node<'_>> = item.children().collect();
        let (name, mode) = match pair.as_slice() {
            [name, mode] if item.is_list() => {
                let mode = match mode.as_str() {
                    Some("all") => Some(Mode::All),
                    Some("recommended") => Some(Mode::Recommended),
                    Some("off") => Some(Mode::Off),
                    _ => None,
                };
                (*name, mode.map(Some).unwrap_or_default())
            }
            _ => (item, None),
        };
        let has_bad_mode = pair.len() == 2 && mode.is_none();
        match name.as_str().filter(|name| !name.is_empty() && !has_bad_mode) {
            Some(text) => named.push(Named {
                name: text.to_owned(),
                mode,
                at: Fault::in_span(name, name.place(), Text::default()),
            }),
            None => faults.at(
                item,
                Text::new(
                    "`extends` takes names of rulesets and files, or pairs `[name, all]`, `[name, recommended]`, `[name, off]`",
                    "`extends` prend des noms de jeux de règles et de fichiers, ou des paires `[nom, all]`, `[nom, recommended]`, `[nom, off]`",
                ),
            ),
        }
    }
    named
}

/// What a rule's value says; nothing where it is not understood.
pub(super) fn entry(node: Node<'_>) -> Option<Entry<'_>> {
    match (node.kind(), node.scalar()) {
        (Kind::Map, _) => Some(Entry::Definition(node)),
        (Kind::Boolean, _) => {
            Some(if node.as_bool() == Some(true) { Entry::On } else { Entry::Off })
        }
        (Kind::Text, Some(name)) => definition::level(name).map(Entry::Level),
        _ => None,
    }
}

/// The id that a rule has now: Spectral renamed some of its own, for those who only tune them.
pub(super) fn current_id<'f>(id: &'f str, entry: &Entry<'_>) -> &'f str {
    if matches!(entry, Entry::Definition(_)) {
        return id;
    }
    RENAMED.iter().find(|(old, _)| *old == id).map_or(id, |(_, new)| new)
}

/// `formats`: `oas2`, `oas3`, `oas3.1`, `oas3_1`…
pub(super) fn formats(written: Option<Node<'_>>, faults: &mut Faults) -> Vec<Format> {
    let mut formats = Vec::new();
    for item in list_of(written, faults) {
        let name = item.as_str().unwrap_or_default();
        match Format::named(name) {
            Some(format) => formats.push(format),
            None => faults.at(item, unknown_format(name)),
        }
    }
    formats
}

fn unknown_format(name: &str) -> Text {
    match crate::spec::nearest(name, Format::names()) {
        Some(guess) => Text::new(
            format!("`{name}` is not a format of documents. Did you mean `{guess}`?"),
            format!(
                "`{name}` n'est pas un format de document. Vouliez-vous dire `{guess}`\u{202f}?"
            ),
        ),
        None => Text::new(
            format!(
                "`{name}` is not a format of documents: oas2, oas3, oas3.0, oas3.1 and oas3.2 are"
            ),
            format!(
                "`{name}` n'est pas un format de document\u{a0}: oas2, oas3, oas3.0, oas3.1 et oas3.2 le sont"
            ),
        ),
    }
}
