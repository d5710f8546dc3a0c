//! Rulesets by name, from the binary or from files, one on top of the other.

use std::collections::BTreeMap;
use std::fmt;

use super::definition::{Entry, File, Tuning};
use super::{Rule, Ruleset, builtin, compile};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::loader::{LoadError, Loader};
use crate::source::{Position, Span, Uri};
use crate::spec::nearest;

/// What is wrong with rulesets: all of it.
#[derive(Debug, thiserror::Error)]
pub struct RulesetError {
    /// Each fault at its place.
    pub faults: Vec<Fault>,
}

impl fmt::Display for RulesetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(formatter, "{}: {}", fault.uri, fault.message.en)?;
        }
        Ok(())
    }
}

/// A fault of a ruleset.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file, or the name that was asked for.
    pub uri: Uri,
    /// The place, where there is one.
    pub at: Option<(Position, Span)>,
    /// What is wrong and the way out.
    pub message: Text,
}

/// Faults as they are found.
#[derive(Default)]
pub(super) struct Faults {
    pub list: Vec<Fault>,
}

impl Faults {
    pub(super) fn at(&mut self, node: Node<'_>, message: Text) {
        self.in_span(node, Some(node.place()), message);
    }

    pub(super) fn at_key(&mut self, node: Node<'_>, message: Text) {
        self.in_span(node, Some(node.key_place()), message);
    }

    pub(super) fn in_span(&mut self, node: Node<'_>, span: Option<Span>, message: Text) {
        let span = span.unwrap_or_else(|| node.place());
        let source = &node.document().source;
        let at = Some((source.position(span.start), span));
        self.list.push(Fault { uri: source.uri.clone(), at, message });
    }

    fn of_name(&mut self, name: &str, message: Text) {
        self.list.push(Fault { uri: Uri::new(name), at: None, message });
    }
}

/// Rules with whether they are enabled, by id.
type Rules = BTreeMap<String, (Rule, bool)>;

/// Rulesets that extend one another deeper than this extend themselves.
const DEPTH: usize = 16;

impl Ruleset {
    /// Loads rulesets: names of built-in ones, and files that `files` gives. `apilint:reading` is always among them.
    pub fn load(names: &[String], files: &dyn Loader) -> Result<Self, RulesetError> {
        let mut loading = Loading { files, faults: Faults::default() };
        let mut rules = loading.named(builtin::ALWAYS, None, 0);
        for name in names {
            rules.extend(loading.named(name, None, 0));
        }
        if !loading.faults.list.is_empty() {
            return Err(RulesetError { faults: loading.faults.list });
        }
        let (enabled, disabled): (Vec<_>, Vec<_>) =
            rules.into_values().partition(|(_, is_enabled)| *is_enabled);
        Ok(Self {
            names: names.to_vec(),
            rules: enabled.into_iter().map(|(rule, _)| rule).collect(),
            disabled: disabled.into_iter().map(|(rule, _)| (rule.id, rule.docs)).collect(),
        })
    }
}

struct Loading<'l> {
    files: &'l dyn Loader,
    faults: Faults,
}

impl Loading<'_> {
    /// The rules of a ruleset by its name. `from`: where it is named, when a file extends it.
    fn named(&mut self, name: &str, from: Option<Node<'_>>, depth: usize) -> Rules {
        if depth > DEPTH {
            self.refuse(
                name,
                from,
                Text::new(
                    "rulesets extend one another in a circle",
                    "des jeux de règles s'étendent en rond",
                ),
            );
            return Rules::new();
        }
        if let Some(files) = builtin::files(name) {
            return self.builtin(&files);
        }
        if name.contains(':') && !name.contains('/') && !name.contains('\\') {
            self.refuse(name, from, unknown_name(name));
            return Rules::new();
        }
        let uri = from.map_or_else(|| Uri::new(name), |node| node.document().source.uri.join(name));
        match self.files.load(&uri) {
            Ok(loaded) => match String::from_utf8(loaded.bytes) {
                Ok(text) => self.file(&uri, text, depth),
                Err(_) => {
                    self.refuse(
                        name,
                        from,
                        Text::new(
                            "the ruleset is not in UTF-8",
                            "le jeu de règles n'est pas en UTF-8",
                        ),
                    );
                    Rules::new()
                }
            },
            Err(error) => {
                self.refuse(name, from, unreadable(name, &error));
                Rules::new()
            }
        }
    }

    fn refuse(&mut self, name: &str, from: Option<Node<'_>>, message: Text) {
        match from {
            Some(node) => self.faults.at(node, message),
            None => self.faults.of_name(name, message),
        }
    }

    fn builtin(&mut self, files: &[(&'static str, &'static str)]) -> Rules {
        let mut rules = Rules::new();
        for (id, text) in files {
            let uri = Uri::new(format!("{id}.yaml"));
            let Some(file) = File::parse(&uri, (*text).to_owned(), &mut self.faults) else {
                continue;
            };
            let ruleset = builtin::ruleset_of(id).unwrap_or_default();
            self.own_rules(&file, &ruleset, &mut rules);
        }
        rules
    }

    fn file(&mut self, uri: &Uri, text: String, depth: usize) -> Rules {
        let Some(file) = File::parse(uri, text, &mut self.faults) else { return Rules::new() };
        file.check_keys(&mut self.faults);
        let mut rules = Rules::new();
        for (name, node) in file.extends(&mut self.faults) {
            rules.extend(self.named(&name, Some(node), depth + 1));
        }
        self.own_rules(&file, uri.as_str(), &mut rules);
        rules
    }

    /// The rules that a file defines, or tunes in what it extends.
    fn own_rules(&mut self, file: &File, ruleset: &str, rules: &mut Rules) {
        let formats = file.document.root().get("formats");
        for (id, entry, node) in file.rules(&mut self.faults) {
            match entry {
                Entry::Definition(definition) => {
                    if let Some(rule) =
                        compile::rule(id, ruleset, definition, formats, &mut self.faults)
                    {
                        rules.insert(id.to_owned(), rule);
                    }
                }
                Entry::Tuning(tuning) => self.tune(id, tuning, node, rules),
            }
        }
    }

    fn tune(&mut self, id: &str, tuning: Tuning, node: Node<'_>, rules: &mut Rules) {
        if !rules.contains_key(id) {
            // What is always on may be tuned by everyone.
            rules.extend(
                self.named(builtin::ALWAYS, None, 0).into_iter().filter(|(known, _)| known == id),
            );
        }
        let Some((rule, is_enabled)) = rules.get_mut(id) else {
            let known = builtin::builtin_ids().map(|known| -> &str { known });
            let guess = nearest(id, rules.keys().map(String::as_str).chain(known));
            let (en, fr) = match guess {
                Some(guess) if guess != id => (
                    format!(". Did you mean `{guess}`?"),
                    format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
                ),
                _ => (String::new(), String::new()),
            };
            let message = Text::new(
                format!("no rule `{id}` is in what this ruleset extends{en}"),
                format!("aucune règle `{id}` n'est dans ce que ce jeu de règles étend{fr}"),
            );
            self.faults.at_key(node, message);
            return;
        };
        match tuning {
            Tuning::Off => *is_enabled = false,
            Tuning::On => *is_enabled = true,
            Tuning::Severity(severity) => {
                *is_enabled = true;
                rule.severity = severity;
                rule.partial = rule.partial.min(severity);
            }
        }
    }
}

fn unknown_name(name: &str) -> Text {
    let known = || builtin::BUILTIN_NAMES.iter().map(|(known, _)| *known);
    match nearest(name, known()) {
        Some(guess) => Text::new(
            format!("unknown ruleset `{name}`. Did you mean `{guess}`?"),
            format!("jeu de règles inconnu, `{name}`. Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        None => {
            let known = known().collect::<Vec<_>>().join(", ");
            Text::new(
                format!("unknown ruleset `{name}`: this version knows {known}, and files"),
                format!(
                    "jeu de règles inconnu, `{name}`\u{a0}: cette version connaît {known}, et des fichiers"
                ),
            )
        }
    }
}

fn unreadable(name: &str, error: &LoadError) -> Text {
    match error {
        LoadError::NotFound => {
            let known = builtin::BUILTIN_NAMES.iter().map(|(known, _)| *known);
            let bare = nearest(&format!("apilint:{name}"), known);
            match bare {
                Some(guess) => Text::new(
                    format!("no ruleset file `{name}`. Did you mean `{guess}`?"),
                    format!(
                        "aucun fichier de règles `{name}`. Vouliez-vous dire `{guess}`\u{202f}?"
                    ),
                ),
                None => Text::new(
                    format!("no ruleset file `{name}`"),
                    format!("aucun fichier de règles `{name}`"),
                ),
            }
        }
        LoadError::Remote => Text::new(
            format!(
                "`{name}` is on the network, where this version does not go: download it first"
            ),
            format!(
                "`{name}` est sur le réseau, où cette version ne va pas\u{a0}: téléchargez-le d'abord"
            ),
        ),
        other => Text::new(
            format!("the ruleset `{name}` cannot be read: {other}"),
            format!("le jeu de règles `{name}` ne peut pas être lu\u{a0}: {other}"),
        ),
    }
}
