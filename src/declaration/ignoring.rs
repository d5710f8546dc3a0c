//! `ignore` of `apilint.yaml`: what is not to be told of some files, and why.

use globset::GlobSet;

use super::date::Date;
use super::faults::unknown;
use super::read::Reader;
use crate::diagnostic::{Label, Text};
use crate::document::Node;

const FIELDS: [&str; 5] = ["rule", "reason", "until", "files", "pointer"];

/// Some rules that are ignored, in some files, at and below a place.
#[derive(Clone, Debug)]
pub struct Ignoring {
    /// `rule`: ids, one or several.
    pub rules: Vec<String>,
    /// `reason`
    pub reason: String,
    /// `until`: the last day it holds.
    pub until: Option<Date>,
    /// `pointer`: JSON Pointer of the place in each file; empty for the whole.
    pub pointer: String,
    /// The place of the request.
    pub at: Label,
    /// `files`: globs, relative to the folder of `apilint.yaml`; nothing for all.
    files: Option<GlobSet>,
}

impl Ignoring {
    /// Whether it is about a file, by its path from the folder of `apilint.yaml`.
    pub fn is_about(&self, file: &str) -> bool {
        self.files.as_ref().is_none_or(|files| files.is_match(file))
    }
}

impl<'d> Reader<'d> {
    /// The requests: a list of objects, or one alone.
    pub(super) fn ignores(&mut self, node: Node<'d>) -> Vec<Ignoring> {
        if node.is_null() {
            return Vec::new();
        }
        node.one_or_several().filter_map(|item| self.ignoring(item)).collect()
    }

    fn ignoring(&mut self, item: Node<'d>) -> Option<Ignoring> {
        if !item.is_map() {
            let message = Text::new(
                "a rule and a reason are wanted here: `{rule: contact-present, reason: …}`",
                "on attend ici une règle et une raison\u{a0}: `{rule: contact-present, reason: …}`",
            );
            self.say(item.label(), message);
            return None;
        }
        for entry in item.children() {
            let key = entry.key().unwrap_or_default();
            if !FIELDS.contains(&key) {
                self.say(entry.key_label(), unknown(key, &FIELDS));
            }
        }
        let rules = texts(item, "rule");
        let reason = item.get("reason").and_then(Node::as_str).unwrap_or_default().trim();
        if rules.is_empty() || reason.is_empty() {
            let message = Text::new(
                "nothing is ignored without `rule`, the id of a rule, and `reason`, why",
                "rien n'est ignoré sans `rule`, l'identifiant d'une règle, et `reason`, le pourquoi",
            );
            self.say(item.key_label(), message);
            return None;
        }
        let until = item.get("until").filter(|node| !node.is_null());
        let day = until.and_then(|node| Date::read(node.scalar()?.trim()));
        if let Some(node) = until.filter(|_| day.is_none()) {
            let message = Text::new(
                "`until` is a day, as 2027-01-31: nothing is ignored here",
                "`until` est une date, comme 2027-01-31\u{a0}: rien n'est ignoré ici",
            );
            self.say(node.label(), message);
            return None;
        }
        let files = match item.get("files") {
            None => None,
            Some(node) => Some(self.files(node)?),
        };
        let pointer = item.get("pointer").and_then(Node::as_str).unwrap_or_default().to_owned();
        if !pointer.is_empty() && !pointer.starts_with('/') {
            let node = item.get("pointer").unwrap_or(item);
            let message = Text::new(
                "a JSON Pointer starts with `/`, as `/info/contact`: nothing is ignored here",
                "un JSON Pointer commence par `/`, comme `/info/contact`\u{a0}: rien n'est ignoré ici",
            );
            self.say(node.label(), message);
            return None;
        }
        let at = item.get("rule").unwrap_or(item).label();
        Some(Ignoring { rules, reason: reason.to_owned(), until: day, pointer, at, files })
    }
}

/// The texts of a field: a list of them, or one alone.
fn texts(holder: Node<'_>, field: &str) -> Vec<String> {
    let items = holder.get(field).into_iter().flat_map(Node::one_or_several);
    let texts = items.filter_map(Node::as_str).map(str::trim);
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::declaration::{Form, Settings};
    use crate::source::Uri;

    fn read(text: &str) -> Settings {
        Settings::read(&Uri::new("apilint.yaml"), text.to_owned(), Form::Settings, None)
    }

    #[test]
    fn requests_are_about_files_and_places() {
        let settings = read(
            "ignore:\n- rule: [a, b]\n  reason: so\n  files: ./specs/*.yaml\n  pointer: /info\n  until: 2027-01-31\n",
        );
        assert!(settings.faults.is_empty(), "{:?}", settings.faults);
        let [asked] = settings.ignores.as_slice() else { panic!("{:?}", settings.ignores) };
        assert_eq!((asked.rules.len(), asked.pointer.as_str()), (2, "/info"));
        assert!(asked.is_about("specs/a.yaml") && !asked.is_about("specs/old/a.yaml"));
    }

    #[test]
    fn each_fault_has_its_place_and_nothing_is_ignored() {
        for (text, line, column) in [
            ("ignore: contact-present\n", 1, 9),
            ("ignore:\n- rule: contact-present\n", 2, 3),
            ("ignore:\n- {rule: a, reason: so, until: soon}\n", 2, 32),
            ("ignore:\n- {rule: a, reason: so, pointer: info}\n", 2, 34),
            ("ignore:\n- {rule: a, reason: so, files: '[a'}\n", 2, 32),
            ("ignore:\n- {rule: a, reason: so, files: []}\n", 2, 25),
            ("ignore:\n- {rule: a, reason: so, files: [a, 3]}\n", 2, 36),
        ] {
            let settings = read(text);
            let places: Vec<_> = settings
                .faults
                .iter()
                .map(|fault| (fault.position.line, fault.position.column))
                .collect();
            assert_eq!(places, [(line, column)], "{text}");
            assert!(settings.ignores.is_empty(), "{text}");
        }
        let settings = read("ignore: {rule: a, reason: so, utnil: 2027-01-31}\n");
        assert_eq!((settings.faults.len(), settings.ignores.len()), (1, 1));
    }
}
