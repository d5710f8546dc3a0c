//! A rule as it is written: its keys are read here, and nowhere else.

use std::sync::OnceLock;

use super::builtin;
use super::docs::{Example, RuleDocs, Source, Words};
use super::faults::{Fault, Faults};
use super::message::Template;
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

/// The weight of what a rule finds, and that of what is met in part, as `x-apilint.partial` says it.
pub(super) fn weights(given: Option<Level>, partial: Option<&str>) -> (Severity, Severity) {
    let severity = match given {
        Some(Level::Severity(severity)) => severity,
        Some(Level::Off) | None => Severity::Warning,
    };
    match partial.and_then(level) {
        Some(Level::Severity(partial)) => (severity, partial.min(severity)),
        Some(Level::Off) | None => (severity, severity),
    }
}

/// Reads what is known of a rule. The words of a rule of the binary that nothing is written over are left for who asks for them.
pub(super) fn docs(
    id: &str,
    rule: &Definition<'_>,
    is_builtin: impl Fn(usize) -> bool + Copy,
) -> RuleDocs {
    let written = rule.get("x-apilint").and_then(|extra| extra.get("examples"));
    let (mut examples, mut faulty_examples) = (Vec::new(), Vec::new());
    for written in written.map(Node::children).into_iter().flatten() {
        match example(written) {
            Some(example) => examples.push(example),
            None => faulty_examples.push(Fault::in_span(written, written.place(), no_example())),
        }
    }
    let is_as_it_comes = (0..rule.layers.len()).all(is_builtin);
    RuleDocs {
        url: text(rule.get("documentationUrl")),
        examples,
        faulty_examples,
        severity: None,
        criterion: rule
            .get("then")
            .filter(|then| then.get("function").and_then(Node::as_str) == Some("criterion"))
            .and_then(|then| text(then.get("functionOptions")?.get("criterion"))),
        words: if is_as_it_comes {
            OnceLock::new()
        } else {
            OnceLock::from(Box::new(words(id, rule, is_builtin)))
        },
        builtin: id.to_owned(),
    }
}

/// Reads the words of a rule; those that nothing is written over are those of the binary.
fn words(id: &str, rule: &Definition<'_>, is_builtin: impl Fn(usize) -> bool) -> Words {
    let is_written = |key| rule.layer_of(key).is_some_and(|layer| !is_builtin(layer));
    let base = if is_builtin(0) { builtin::words(id) } else { Words::default() };
    let description = if is_written("description") {
        text(rule.get("description")).unwrap_or_default()
    } else {
        base.description.en.clone()
    };
    if is_written("x-apilint") || !is_builtin(0) {
        return written_words(description, rule.get("x-apilint"));
    }
    Words { description: Text::new(description, base.description.fr), ..base }
}

/// Reads the words of a rule from its `x-apilint`, and its description in English.
pub(super) fn written_words(english: String, extra: Option<Node<'_>>) -> Words {
    let both = |field: &str| {
        let node = extra?.get(field)?;
        Some(Text::new(text(node.get("en"))?, text(node.get("fr"))?))
    };
    let french = text(extra.and_then(|extra| extra.get("fr")?.get("description")));
    let guide = extra.and_then(|extra| extra.get("guide")).map(Node::children);
    let since = extra.and_then(|extra| extra.get("since")).and_then(Node::scalar);
    Words {
        description: Text::new(english.clone(), french.unwrap_or(english)),
        guide: guide.into_iter().flatten().filter_map(Node::as_str).map(str::to_owned).collect(),
        since: since.map(str::to_owned),
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

/// The message templates of a rule as they are written in English and in French: `message`, and that of `x-apilint.fr`.
pub(super) fn messages<'m>(rule: &Definition<'m>) -> (Option<&'m str>, Option<&'m str>) {
    let french = rule.get("x-apilint").and_then(|extra| extra.get("fr")?.get("message"));
    (rule.get("message").and_then(Node::as_str), french.and_then(Node::as_str))
}

/// What a rule says, by its templates; where one is missing, by the description, as Spectral does.
pub(super) fn message(written: (Option<&str>, Option<&str>), docs: &RuleDocs) -> Template {
    let description = || &docs.words().description;
    let (en, fr) = match written {
        (Some(en), fr) => (en, fr.unwrap_or(en)),
        (None, Some(fr)) => (&*description().en, fr),
        (None, None) if description().en.is_empty() => ("{{error}}", "{{error}}"),
        (None, None) => (&*description().en, &*description().fr),
    };
    Template::new(en, fr)
}

#[cfg(test)]
mod tests {
    use crate::Ruleset;
    use crate::loader::Memory;
    use crate::ruleset::{Extent, builtin};

    #[test]
    fn a_rule_of_the_binary_that_is_written_over_keeps_its_other_words() {
        let text = r#"{
            "extends": "apilint:api-gouv-fr",
            "rules": {"contact-present": {
                "description": "Ours.", "given": "$.info", "then": {"function": "truthy"}
            }},
        }"#;
        let files = Memory::one("ruleset.json", text);
        for extent in [Extent::ToRun, Extent::Whole] {
            let ruleset = Ruleset::load_as_far_as(extent, &["ruleset.json".to_owned()], &files);
            let ruleset = ruleset.expect("it loads");
            let rule = ruleset.rule("contact-present").expect("it is on");
            let mut expected = builtin::words("contact-present");
            "Ours.".clone_into(&mut expected.description.en);
            assert_eq!(format!("{:?}", rule.docs.words()), format!("{expected:?}"));
        }
    }
}
