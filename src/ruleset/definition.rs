//! A rule as it is written: its keys are read here, and nowhere else.

use std::sync::OnceLock;

use super::docs::{Advice, Example, RuleDocs, Source};
use super::faults::{Fault, Faults};
use crate::diagnostic::{Severity, Text};
use crate::document::Node;
use crate::spec::nearest;

const RULE_KEYS: &[&str] = &[
    "description",
    "documentationUrl",
    "extensions",
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

/// The weight that a ruleset gives a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Its findings are said with this severity.
    Severity(Severity),
    /// Its findings are not said.
    Off,
}

/// A rule with what later rulesets write over it: a key of a later layer replaces that of an earlier one.
#[derive(Clone, Debug)]
pub(super) struct Definition<'f> {
    /// Never empty.
    layers: Vec<Node<'f>>,
}

impl<'f> Definition<'f> {
    pub(super) fn new(layer: Node<'f>) -> Self {
        Self { layers: vec![layer] }
    }

    /// Writes another layer over it.
    pub(super) fn cover(&mut self, layer: Node<'f>) {
        self.layers.push(layer);
    }

    /// The value of a key, from the last layer that has it.
    pub(super) fn get(&self, key: &str) -> Option<Node<'f>> {
        self.layers.iter().rev().find_map(|layer| layer.get(key))
    }

    /// The first layer: the rule as it was made.
    pub(super) fn first(&self) -> Node<'f> {
        self.layers[0]
    }

    /// Rank of the layer that gives a key.
    pub(super) fn layer_of(&self, key: &str) -> Option<usize> {
        self.layers.iter().rposition(|layer| layer.get(key).is_some())
    }
}

/// Says each key of a rule that is not understood.
pub(super) fn check_keys(rule: Node<'_>, faults: &mut Faults) {
    check_page(rule, faults);
    for entry in rule.children() {
        let key = entry.key().unwrap_or_default();
        if !RULE_KEYS.contains(&key) && !key.starts_with("x-") {
            faults.at_key(entry, unknown_key(key, RULE_KEYS));
        }
    }
}

/// Says a `documentationUrl` that is not a URL.
pub(super) fn check_page(node: Node<'_>, faults: &mut Faults) {
    let Some(page) = node.get("documentationUrl") else { return };
    let is_url = |text: &str| {
        text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
                && !rest.is_empty()
        })
    };
    if !page.as_str().is_some_and(is_url) {
        let message = Text::new(
            "`documentationUrl` is a URL: https://…",
            "`documentationUrl` est une URL\u{a0}: https://…",
        );
        faults.at(page, message);
    }
}

/// A key that no ruleset has, with the one that may be meant.
pub(super) fn unknown_key(key: &str, known: &[&str]) -> Text {
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

/// A weight as Spectral writes it, by name or number.
pub(super) fn level(name: &str) -> Option<Level> {
    Some(Level::Severity(match name {
        "error" | "0" => Severity::Error,
        "warn" | "warning" | "1" => Severity::Warning,
        "info" | "information" | "2" => Severity::Info,
        "hint" | "3" => Severity::Hint,
        "off" | "-1" => return Some(Level::Off),
        _ => return None,
    }))
}

/// Reads what a rule says of itself to people. The advice of a rule of the binary is left for who asks for it.
pub(super) fn docs(id: &str, rule: &Definition<'_>, has_builtin_advice: bool) -> RuleDocs {
    let extra = rule.get("x-apilint");
    let english = text(rule.get("description")).unwrap_or_default();
    let french = text(extra.and_then(|extra| extra.get("fr")?.get("description")))
        .unwrap_or_else(|| english.clone());
    let list = |field: &str| {
        extra.and_then(|extra| extra.get(field)).map(Node::children).into_iter().flatten()
    };
    let (mut examples, mut faulty_examples) = (Vec::new(), Vec::new());
    for written in list("examples") {
        match example(written) {
            Some(example) => examples.push(example),
            None => faulty_examples.push(Fault::in_span(written, written.place(), no_example())),
        }
    }
    RuleDocs {
        description: Text::new(english, french),
        guide: list("guide").filter_map(Node::as_str).map(str::to_owned).collect(),
        since: extra.and_then(|extra| extra.get("since")).and_then(Node::scalar).map(str::to_owned),
        url: text(rule.get("documentationUrl")),
        examples,
        faulty_examples,
        severity: None,
        criterion: rule
            .get("then")
            .filter(|then| then.get("function").and_then(Node::as_str) == Some("criterion"))
            .and_then(|then| text(then.get("functionOptions")?.get("criterion"))),
        advice: if has_builtin_advice {
            OnceLock::new()
        } else {
            OnceLock::from(Box::new(advice(extra)))
        },
        builtin: id.to_owned(),
    }
}

/// Reads what a rule says beside its findings, from its `x-apilint`.
pub(super) fn advice(extra: Option<Node<'_>>) -> Advice {
    let both = |field: &str| {
        let node = extra?.get(field)?;
        Some(Text::new(text(node.get("en"))?, text(node.get("fr"))?))
    };
    Advice {
        why: both("why"),
        source: extra.and_then(|extra| extra.get("source")).map(|source| Source {
            document: text(source.get("document")).unwrap_or_default(),
            section: text(source.get("section")),
            quote: text(source.get("quote")),
        }),
        fix: both("fix"),
        snippet: text(extra.and_then(|extra| extra.get("snippet"))),
    }
}

fn text(node: Option<Node<'_>>) -> Option<String> {
    node.and_then(Node::as_str).map(|text| text.trim().to_owned())
}

/// `bad: |`, or `good: |`, and a text; perhaps `declaration: |` and what is declared beside it.
fn example(written: Node<'_>) -> Option<Example> {
    let (is_bad, entry) = match (written.get("bad"), written.get("good")) {
        (Some(bad), None) => (true, bad),
        (None, Some(good)) => (false, good),
        _ => return None,
    };
    let declaration = match written.get("declaration") {
        Some(declaration) => Some((declaration, declaration.as_str()?)),
        None => None,
    };
    Some(Example::new(is_bad, (entry, entry.as_str()?), declaration))
}

fn no_example() -> Text {
    Text::new(
        "an example is `bad: |` or `good: |`, and below it the text of a document",
        "un exemple est `bad: |` ou `good: |`, et dessous le texte d'un document",
    )
}

/// The message templates of a rule in English and French: `message`, else the description, as Spectral does.
pub(super) fn message<'m>(rule: &Definition<'m>, docs: &'m RuleDocs) -> (&'m str, &'m str) {
    let english = rule.get("message").and_then(Node::as_str);
    let french = rule
        .get("x-apilint")
        .and_then(|extra| extra.get("fr")?.get("message"))
        .and_then(Node::as_str);
    let Text { en, fr } = &docs.description;
    match (english, french) {
        (Some(en), fr) => (en, fr.unwrap_or(en)),
        (None, Some(fr)) => (en, fr),
        (None, None) if en.is_empty() => ("{{error}}", "{{error}}"),
        (None, None) => (en, fr),
    }
}
