//! A ruleset file as it is written: its keys are read here, and nowhere else.

use std::sync::Arc;

use super::docs::{Example, RuleDocs, Source};
use super::load::{Fault, Faults};
use crate::diagnostic::{Severity, Text};
use crate::document::{Document, Kind, Node};
use crate::source::{self, SourceId, Uri};
use crate::spec::nearest;

/// A parsed ruleset file.
#[derive(Debug)]
pub(super) struct File {
    pub document: Document,
}

/// How a rule of an extended ruleset is tuned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tuning {
    Severity(Severity),
    Off,
    On,
}

/// What stands under a rule's id.
#[derive(Clone, Copy)]
pub(super) enum Entry<'f> {
    Definition(Node<'f>),
    Tuning(Tuning),
}

const RULE_KEYS: &[&str] = &[
    "description",
    "documentationUrl",
    "formats",
    "given",
    "message",
    "recommended",
    "resolved",
    "severity",
    "tags",
    "then",
    "type",
    "x-apilint",
];

impl File {
    /// Parses a text; a fault of syntax is said and gives nothing.
    pub(super) fn parse(uri: &Uri, text: String, faults: &mut Faults) -> Option<Self> {
        let source = Arc::new(source::Source::new(uri.clone(), text));
        let document = Document::parse(SourceId(0), Arc::clone(&source));
        if let Some(fault) = document.faults.first() {
            let at = Some((source.position(fault.at.start), fault.at));
            faults.list.push(Fault { uri: uri.clone(), at, message: fault.message.clone() });
            return None;
        }
        if !document.root().is_map() {
            faults.at(
                document.root(),
                Text::new(
                    "a ruleset is an object with `rules` or `extends`",
                    "un jeu de règles est un objet avec `rules` ou `extends`",
                ),
            );
            return None;
        }
        Some(Self { document })
    }

    /// Refuses keys that are not understood.
    pub(super) fn check_keys(&self, faults: &mut Faults) {
        const UNDERSTOOD: &[&str] =
            &["description", "documentationUrl", "extends", "formats", "rules"];
        const LATER: &[&str] =
            &["aliases", "except", "functions", "functionsDir", "overrides", "parserOptions"];
        let root = self.document.root();
        for entry in root.children() {
            let key = entry.key().unwrap_or_default();
            if UNDERSTOOD.contains(&key) || key.starts_with("x-") {
                continue;
            }
            let message = if LATER.contains(&key) {
                Text::new(
                    format!(
                        "`{key}` is not understood by this version of apilint: remove it to run the other rules"
                    ),
                    format!(
                        "`{key}` n'est pas compris par cette version d'apilint\u{a0}: retirez-le pour exécuter les autres règles"
                    ),
                )
            } else {
                unknown_key(key, UNDERSTOOD)
            };
            faults.at_key(entry, message);
        }
        if root.get("rules").is_none() && root.get("extends").is_none() {
            faults.at(
                root,
                Text::new(
                    "a ruleset has `rules` or `extends`",
                    "un jeu de règles a `rules` ou `extends`",
                ),
            );
        }
    }

    /// The rulesets it extends, with the place of each.
    pub(super) fn extends(&self, faults: &mut Faults) -> Vec<(String, Node<'_>)> {
        let Some(extends) = self.document.root().get("extends") else { return Vec::new() };
        let items: Vec<Node<'_>> =
            if extends.is_list() { extends.children().collect() } else { vec![extends] };
        let mut names = Vec::new();
        for item in items {
            match item.as_str() {
                Some(name) => names.push((name.to_owned(), item)),
                None => faults.at(
                    item,
                    Text::new(
                        "`extends` takes names of rulesets and files; `[name, off]` is not understood by this version",
                        "`extends` prend des noms de jeux de règles et de fichiers\u{a0}; `[nom, off]` n'est pas compris par cette version",
                    ),
                ),
            }
        }
        names
    }

    /// The rules, by id, in the order of the file.
    pub(super) fn rules(&self, faults: &mut Faults) -> Vec<(&str, Entry<'_>, Node<'_>)> {
        let entries = self.document.root().get("rules").map(Node::children).into_iter().flatten();
        let mut rules = Vec::new();
        for node in entries {
            let id = node.key().unwrap_or_default();
            let entry = match (node.kind(), node.scalar()) {
                (Kind::Map, _) => Some(Entry::Definition(node)),
                (Kind::Boolean, Some(flag)) => {
                    Some(Entry::Tuning(if flag.eq_ignore_ascii_case("true") {
                        Tuning::On
                    } else {
                        Tuning::Off
                    }))
                }
                (Kind::Text, Some(name)) => tuning(name).map(Entry::Tuning),
                _ => None,
            };
            match entry {
                Some(entry) => rules.push((id, entry, node)),
                None => faults.at(
                    node,
                    Text::new(
                        "a rule is an object, a severity (error, warn, info, hint, off), true or false",
                        "une règle est un objet, une sévérité (error, warn, info, hint, off), true ou false",
                    ),
                ),
            }
        }
        rules
    }
}

/// Says each key of a rule that is not understood.
pub(super) fn check_rule_keys(rule: Node<'_>, faults: &mut Faults) {
    for entry in rule.children() {
        let key = entry.key().unwrap_or_default();
        if !RULE_KEYS.contains(&key) && !key.starts_with("x-") {
            faults.at_key(entry, unknown_key(key, RULE_KEYS));
        }
    }
}

fn unknown_key(key: &str, known: &[&str]) -> Text {
    match nearest(key, known.iter().copied()) {
        Some(guess) => Text::new(
            format!("`{key}` is not a key of rulesets. Did you mean `{guess}`?"),
            format!(
                "`{key}` n'est pas une clé des jeux de règles. Vouliez-vous dire `{guess}`\u{202f}?"
            ),
        ),
        None => Text::new(
            format!("`{key}` is not a key that stands here"),
            format!("`{key}` n'est pas une clé admise ici"),
        ),
    }
}

/// A severity as Spectral writes it, by name or number.
pub(super) fn tuning(name: &str) -> Option<Tuning> {
    Some(match name {
        "error" | "0" => Tuning::Severity(Severity::Error),
        "warn" | "warning" | "1" => Tuning::Severity(Severity::Warning),
        "info" | "information" | "2" => Tuning::Severity(Severity::Info),
        "hint" | "3" => Tuning::Severity(Severity::Hint),
        "off" | "-1" => Tuning::Off,
        _ => return None,
    })
}

/// Reads what a rule says of itself to people.
pub(super) fn docs(rule: Node<'_>) -> RuleDocs {
    let extra = rule.get("x-apilint");
    let text =
        |node: Option<Node<'_>>| node.and_then(Node::as_str).map(str::trim).map(str::to_owned);
    let both = |field: &str| {
        let node = extra?.get(field)?;
        Some(Text::new(text(node.get("en"))?, text(node.get("fr"))?))
    };
    let english = text(rule.get("description")).unwrap_or_default();
    let french = text(extra.and_then(|extra| extra.get("fr")?.get("description")))
        .unwrap_or_else(|| english.clone());
    let list = |field: &str| {
        extra.and_then(|extra| extra.get(field)).map(Node::children).into_iter().flatten()
    };
    RuleDocs {
        description: Text::new(english, french),
        why: both("why"),
        fix: both("fix"),
        snippet: text(extra.and_then(|extra| extra.get("snippet"))),
        guide: list("guide").filter_map(Node::as_str).map(str::to_owned).collect(),
        source: extra.and_then(|extra| extra.get("source")).map(|source| Source {
            document: text(source.get("document")).unwrap_or_default(),
            section: text(source.get("section")),
            quote: text(source.get("quote")),
        }),
        since: extra.and_then(|extra| extra.get("since")).and_then(Node::scalar).map(str::to_owned),
        url: text(rule.get("documentationUrl")),
        examples: list("examples")
            .filter_map(|example| {
                let entry = example.children().next()?;
                let is_bad = match entry.key()? {
                    "bad" => true,
                    "good" => false,
                    _ => return None,
                };
                Some(Example { is_bad, text: entry.as_str()?.to_owned() })
            })
            .collect(),
        severity: None,
        criterion: rule
            .get("then")
            .filter(|then| then.get("function").and_then(Node::as_str) == Some("criterion"))
            .and_then(|then| text(then.get("functionOptions")?.get("criterion"))),
    }
}

/// The message templates of a rule: `message`, else the description, as Spectral does.
pub(super) fn message(rule: Node<'_>, docs: &RuleDocs) -> Text {
    let english = rule.get("message").and_then(Node::as_str);
    let french = rule
        .get("x-apilint")
        .and_then(|extra| extra.get("fr")?.get("message"))
        .and_then(Node::as_str);
    match (english, french) {
        (Some(en), Some(fr)) => Text::new(en, fr),
        (Some(en), None) => Text::same(en),
        (None, Some(fr)) => Text::new(docs.description.en.clone(), fr),
        (None, None) if docs.description.en.is_empty() => Text::same("{{error}}"),
        (None, None) => docs.description.clone(),
    }
}
