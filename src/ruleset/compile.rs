//! From a rule as it is written to a rule that cannot fail.

use super::definition::{self, Tuning};
use super::load::Faults;
use super::{Field, Rule, Template, Then};
use crate::description::View;
use crate::diagnostic::{Severity, Text};
use crate::document::Node;
use crate::functions::{self, FUNCTIONS};
use crate::jsonpath::Path;
use crate::spec::{Format, nearest};

/// Compiles a definition. What is wrong in it is said, all of it; a rule with a fault gives nothing.
pub(super) fn rule(
    id: &str,
    ruleset: &str,
    node: Node<'_>,
    formats: Option<Node<'_>>,
    faults: &mut Faults,
) -> Option<(Rule, bool)> {
    let before = faults.list.len();
    definition::check_rule_keys(node, faults);
    let mut docs = definition::docs(node);
    let (severity, is_off) = severity(node, faults);
    let partial =
        node.get("x-apilint").and_then(|extra| extra.get("partial")).and_then(Node::scalar);
    let partial = match partial.and_then(definition::tuning) {
        Some(Tuning::Severity(partial)) => partial,
        _ => severity,
    };
    let is_recommended = node.get("recommended").and_then(Node::as_bool) != Some(false);
    docs.severity = (!is_off).then_some(severity);
    let formats = self::formats(node.get("formats").or(formats), faults);
    let resolved = node.get("resolved").and_then(Node::as_bool) != Some(false);
    let given = given(node, faults);
    let then = then(node, faults);
    let message = Template::new(&definition::message(node, &docs));
    (faults.list.len() == before).then(|| {
        let rule = Rule {
            id: id.to_owned(),
            ruleset: ruleset.to_owned(),
            severity,
            partial,
            formats,
            view: if resolved { View::ThroughRefs } else { View::AsWritten },
            given,
            then,
            message,
            docs,
        };
        (rule, is_recommended && !is_off)
    })
}

fn severity(node: Node<'_>, faults: &mut Faults) -> (Severity, bool) {
    let Some(written) = node.get("severity") else { return (Severity::Warning, false) };
    match written.scalar().and_then(definition::tuning) {
        Some(Tuning::Severity(severity)) => (severity, false),
        Some(Tuning::Off) => (Severity::Warning, true),
        Some(Tuning::On) | None => {
            let message = Text::new(
                "a severity is error, warn, info, hint or off",
                "une sévérité est error, warn, info, hint ou off",
            );
            faults.at(written, message);
            (Severity::Warning, false)
        }
    }
}

/// `formats`: `oas2`, `oas3`, `oas3.1`, `oas3_1`…
fn formats(written: Option<Node<'_>>, faults: &mut Faults) -> Vec<Format> {
    let mut formats = Vec::new();
    for item in written.map(Node::children).into_iter().flatten() {
        let name = item.as_str().unwrap_or_default();
        match Format::named(name) {
            Some(format) => formats.push(format),
            None => faults.at(item, unknown_format(name)),
        }
    }
    formats
}

fn unknown_format(name: &str) -> Text {
    match nearest(name, Format::names()) {
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

fn given(node: Node<'_>, faults: &mut Faults) -> Vec<Path> {
    let Some(given) = node.get("given") else {
        let message = Text::new(
            "the rule has no `given`: where does it look?",
            "la règle n'a pas de `given`\u{a0}: où regarde-t-elle\u{202f}?",
        );
        faults.at_key(node, message);
        return Vec::new();
    };
    let items: Vec<Node<'_>> =
        if given.is_list() { given.children().collect() } else { vec![given] };
    let mut paths = Vec::new();
    for item in items {
        match Path::parse(item.as_str().unwrap_or_default()) {
            Ok(path) => paths.push(path),
            Err(error) => {
                let text = item.as_str().unwrap_or_default();
                let rest: String =
                    text.get(error.at..).unwrap_or_default().chars().take(20).collect();
                let message = if rest.is_empty() {
                    error.message
                } else {
                    Text::new(
                        format!("{} (before `{rest}`)", error.message.en),
                        format!("{} (avant `{rest}`)", error.message.fr),
                    )
                };
                faults.at(item, message);
            }
        }
    }
    paths
}

fn then(node: Node<'_>, faults: &mut Faults) -> Vec<Then> {
    let Some(then) = node.get("then") else {
        let message = Text::new(
            "the rule has no `then`: what does it check?",
            "la règle n'a pas de `then`\u{a0}: que vérifie-t-elle\u{202f}?",
        );
        faults.at_key(node, message);
        return Vec::new();
    };
    let items: Vec<Node<'_>> = if then.is_list() { then.children().collect() } else { vec![then] };
    items.into_iter().filter_map(|item| one_then(item, faults)).collect()
}

fn one_then(node: Node<'_>, faults: &mut Faults) -> Option<Then> {
    let written = node.get("function");
    let Some(name) = written.and_then(Node::as_str) else {
        let message = Text::new("`then` names a `function`", "`then` nomme une `function`");
        faults.at(written.unwrap_or(node), message);
        return None;
    };
    let Some(function) = functions::function(name) else {
        let guess = nearest(name, FUNCTIONS.iter().map(|function| function.name));
        let (en, fr) = match guess {
            Some(guess) => (
                format!(". Did you mean `{guess}`?"),
                format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
            ),
            None => (String::new(), String::new()),
        };
        let message = Text::new(
            format!("the function `{name}` is not known to this version of apilint{en}"),
            format!("la fonction `{name}` n'est pas connue de cette version d'apilint{fr}"),
        );
        faults.at(written.unwrap_or(node), message);
        return None;
    };
    match functions::compile(function, node.get("functionOptions")) {
        Ok(check) => Some(Then { field: field(node), function: name.to_owned(), check }),
        Err(error) => {
            for fault in error.faults {
                faults.in_span(node, fault.at, fault.message);
            }
            None
        }
    }
}

/// `field`: `@key`, `name`, `a.b`, `a[0]`.
fn field(then: Node<'_>) -> Field {
    match then.get("field").and_then(Node::scalar) {
        None | Some("") => Field::Itself,
        Some("@key") => Field::Keys,
        Some(members) => {
            let split =
                members.split(['.', '[', ']']).map(|member| member.trim_matches(['"', '\'']));
            Field::Members(split.filter(|member| !member.is_empty()).map(str::to_owned).collect())
        }
    }
}
