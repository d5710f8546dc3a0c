//! `overrides` of `apilint.yaml`: what is declared of some files alone, and what is not told of them.

use globset::GlobSet;

use super::fact::gather;
use super::field;
use super::ignoring::Ignoring;
use super::read::{Reader, Settings};
use super::setting::SETTINGS;
use super::{Declaration, faults, read};
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};
use crate::spec::nearest;

/// The keys of one of them, in the order that people write them.
const FIELDS: [&str; 3] = ["files", "declaration", "ignore"];

/// What is different for some files.
#[derive(Clone, Debug)]
pub struct Overriding {
    /// `ignore`: beside what is ignored everywhere.
    pub ignores: Vec<Ignoring>,
    /// `declaration`: it takes the place of the other one, whole. Gathered for who asks: a file may have many, each made of
    /// the same parts by aliases.
    declaration: Option<NodeId>,
    /// `files`: globs, relative to the folder of `apilint.yaml`.
    files: GlobSet,
}

impl Overriding {
    /// Whether it is about a file, by its path from the folder of `apilint.yaml`.
    pub fn is_about(&self, file: &str) -> bool {
        self.files.is_match(file)
    }
}

impl Settings {
    /// What is declared of a file by the last override that is about it and declares something; nothing where none does.
    /// `file`: its path from the folder of `apilint.yaml`.
    pub fn declaration_over(&self, file: &str) -> Option<Declaration> {
        let mut last_first = self.overrides.iter().rev();
        let section = last_first.find_map(|it| it.declaration.filter(|_| it.is_about(file)))?;
        let document = self.declaration.document.as_ref()?;
        Some(Declaration {
            document: Some(document.clone()),
            today: self.declaration.today,
            ..gather(document.node(section.index), &self.wrong)
        })
    }

    /// What is not to be told of a file, by its path from the folder of `apilint.yaml`.
    pub fn ignores_of(&self, file: &str) -> impl Iterator<Item = &Ignoring> {
        let overrides = self.overrides.iter().filter(move |it| it.is_about(file));
        let beside = overrides.flat_map(|it| &it.ignores);
        self.ignores.iter().chain(beside).filter(move |ignoring| ignoring.is_about(file))
    }

    /// Whether it asks not to be told something, of any file.
    pub fn ignores_something(&self) -> bool {
        !self.ignores.is_empty() || self.overrides.iter().any(|it| !it.ignores.is_empty())
    }

    /// Whether some files have a declaration of their own.
    pub fn declares_over(&self) -> bool {
        self.overrides.iter().any(|it| it.declaration.is_some())
    }
}

impl<'d> Reader<'d> {
    /// The overrides: a list of objects, or one alone.
    pub(super) fn overrides(&mut self, node: Node<'d>) -> Vec<Overriding> {
        if node.is_null() {
            return Vec::new();
        }
        node.one_or_several().filter_map(|item| self.overriding(item)).collect()
    }

    fn overriding(&mut self, item: Node<'d>) -> Option<Overriding> {
        if !item.is_map() {
            let message = Text::new(
                "files and what is different for them are wanted here: `{files: v1/*.yaml, declaration: …}`",
                "on attend ici des fichiers et ce qui change pour eux\u{a0}: `{files: v1/*.yaml, declaration: …}`",
            );
            self.say(item.label(), message);
            return None;
        }
        let (mut has_more, mut is_mistyped) = (false, false);
        for entry in item.children() {
            let key = entry.key().unwrap_or_default();
            if FIELDS.contains(&key) {
                has_more |= key != "files" && !entry.is_null();
            } else {
                has_more = true;
                is_mistyped |= nearest(key, FIELDS.into_iter()) == Some("files");
                self.say(entry.key_label(), misplaced(key));
            }
        }
        let files = match item.get("files") {
            Some(node) => self.files(node),
            None if is_mistyped => None,
            None => {
                self.say(item.key_label(), without_files());
                None
            }
        };
        if files.is_some() && !has_more {
            let message = Text::new(
                "nothing changes for these files: write `declaration` or `ignore` beside `files`",
                "rien ne change pour ces fichiers\u{a0}: écrivez `declaration` ou `ignore` à côté de `files`",
            );
            self.say(item.key_label(), message);
            return None;
        }
        let section = item.get("declaration").filter(|section| !section.is_null());
        let section = section.filter(|section| self.section(*section));
        let ignores = item.get("ignore").map(|node| self.ignores(node)).unwrap_or_default();
        Some(Overriding { ignores, declaration: section.map(Node::id), files: files? })
    }

    /// Judges a declaration; whether it is one.
    fn section(&mut self, section: Node<'d>) -> bool {
        self.map(section, field::FIELDS);
        section.is_map()
    }
}

fn without_files() -> Text {
    Text::new(
        "which files is this about? Write `files`: patterns such as `v1/*.yaml`, relative to this file",
        "de quels fichiers s'agit-il\u{202f}? Écrivez `files`\u{a0}: des motifs comme `v1/*.yaml`, relatifs à ce fichier",
    )
}

/// A key that no override has.
fn misplaced(key: &str) -> Text {
    if field::FIELDS.iter().any(|field| field.name == key) {
        return read::stray(key);
    }
    if SETTINGS.iter().any(|setting| setting.name == key) {
        return Text::new(
            format!("`{key}` is the same for all files: write it above, outside of `overrides`"),
            format!(
                "`{key}` est le même pour tous les fichiers\u{a0}: écrivez-le plus haut, hors d'`overrides`"
            ),
        );
    }
    faults::unknown(key, &FIELDS)
}

#[cfg(test)]
mod tests {
    use crate::declaration::{Form, Settings};
    use crate::source::Uri;

    fn read(text: &str) -> Settings {
        Settings::read(&Uri::new("apilint.yaml"), text.to_owned(), Form::Settings, None)
    }

    fn bundle(settings: &Settings, file: &str) -> Option<String> {
        let over = settings.declaration_over(file);
        let declaration = over.as_ref().unwrap_or(&settings.declaration);
        declaration.bundle.as_ref().map(|fact| fact.value.clone())
    }

    #[test]
    fn the_last_override_that_declares_wins() {
        let settings = read(
            "declaration: { bouquet: aucun, acces: ouvert }\n\
             overrides:\n\
             - { files: [v1/*.yaml, './old/**'], declaration: { bouquet: api-particulier } }\n\
             - { files: v1/b.yaml, declaration: { bouquet: api-entreprise } }\n\
             - { files: v1/b.yaml, ignore: { rule: a, reason: so } }\n\
             - { files: v1/c.yaml, declaration: {} }\n",
        );
        assert_eq!(settings.faults, []);
        for (file, expected) in [
            ("a.yaml", Some("aucun")),
            ("v1/a.yaml", Some("api-particulier")),
            ("v1/deep/a.yaml", Some("aucun")),
            ("old/deep/a.yaml", Some("api-particulier")),
            ("v1/b.yaml", Some("api-entreprise")),
            ("v1/c.yaml", None),
        ] {
            assert_eq!(bundle(&settings, file).as_deref(), expected, "{file}");
        }
        // Whole: what the other one says is not said of these files.
        let over = settings.declaration_over("v1/a.yaml").expect("there is one");
        assert!(over.access.is_none() && over.document.is_some());
    }

    #[test]
    fn what_is_ignored_adds_up() {
        let settings = read(
            "ignore: { rule: a, reason: so }\n\
             overrides:\n\
             - { files: v1/*, ignore: [{ rule: b, reason: so }, { rule: c, reason: so, files: v1/c.yaml }] }\n\
             - { files: '**', ignore: { rule: d, reason: so } }\n",
        );
        assert_eq!(settings.faults, []);
        let rules = |file| {
            let all = settings.ignores_of(file).flat_map(|ignoring| &ignoring.rules);
            all.map(String::as_str).collect::<String>()
        };
        assert_eq!((rules("a.yaml"), rules("v1/a.yaml")), ("ad".to_owned(), "abd".to_owned()));
        assert_eq!(rules("v1/c.yaml"), "abcd");
    }

    #[test]
    fn each_fault_has_its_place_and_its_way_out() {
        for (text, line, column, words) in [
            ("overrides: v1\n", 1, 12, "files and what is different"),
            ("overrides:\n- v1/*.yaml\n", 2, 3, "files and what is different"),
            ("overrides:\n- declaration: {}\n", 2, 3, "which files is this about?"),
            ("overrides:\n- { files: [], declaration: {} }\n", 2, 5, "a pattern of files"),
            ("overrides:\n- { files: , declaration: {} }\n", 2, 5, "a pattern of files"),
            ("overrides:\n- { files: [a, 3], declaration: {} }\n", 2, 16, "a pattern of files"),
            ("overrides:\n- { files: ' ', declaration: {} }\n", 2, 12, "a pattern of files"),
            ("overrides:\n- { files: { a: b }, declaration: {} }\n", 2, 5, "a pattern of files"),
            ("overrides:\n- { files: [a, '[b'], ignore: [] }\n", 2, 16, "`[b` is not a pattern"),
            ("overrides:\n- files: a\n", 2, 3, "nothing changes"),
            ("overrides:\n- files: a\n  declaration:\n", 2, 3, "nothing changes"),
            ("overrides:\n- files: a\n  declaratoin: {}\n", 3, 3, "Did you mean `declaration`?"),
            ("overrides:\n- file: a\n  declaration: {}\n", 2, 3, "Did you mean `files`?"),
            ("overrides:\n- files: a\n  acces: ouvert\n", 3, 3, "below `declaration:`"),
            ("overrides:\n- files: a\n  fail-on: error\n", 3, 3, "the same for all files"),
            ("overrides:\n- files: a\n  declaration: 3\n", 3, 16, "fields are wanted here"),
            ("overrides:\n- files: a\n  declaration: { acces: libre }\n", 3, 25, "`libre` is not"),
            ("overrides:\n- files: a\n  ignore: { rule: b }\n", 3, 3, "nothing is ignored"),
            ("override: []\n", 1, 1, "Did you mean `overrides`?"),
        ] {
            let settings = read(text);
            let [fault] = settings.faults.as_slice() else {
                panic!("{text}: {:?}", settings.faults)
            };
            let place = (fault.position.line, fault.position.column);
            assert_eq!(place, (line, column), "{text}: {}", fault.message.en);
            assert!(fault.message.en.contains(words), "{text}: {}", fault.message.en);
        }
    }

    #[test]
    fn nothing_is_no_fault() {
        for text in
            ["overrides:\n", "overrides: []\n", "overrides: { files: nowhere, ignore: [] }\n"]
        {
            assert_eq!(read(text).faults, [], "{text}");
        }
    }

    /// One declaration, written once, for several files: its faults are told once.
    #[test]
    fn what_aliases_share_is_judged_once() {
        let settings = read(
            "declaration: &api { acces: libre, bouquet: aucun, contact: { email: a@b } }\n\
             overrides:\n\
             - { files: a.yaml, declaration: *api }\n\
             - { files: b.yaml, declaration: { <<: *api, bouquet: api-entreprise } }\n",
        );
        assert_eq!(settings.faults.len(), 2, "{:?}", settings.faults);
        assert_eq!(bundle(&settings, "b.yaml").as_deref(), Some("api-entreprise"));
        let over = settings.declaration_over("b.yaml").expect("there is one");
        assert!(over.access.is_none() && over.contact.email.is_none());
    }

    #[test]
    fn patterns_are_bounded() {
        let asked = "- { files: [a, b], declaration: {} }\n".repeat(6_000);
        let settings = read(&format!("overrides:\n{asked}"));
        assert_eq!((settings.faults.len(), settings.overrides.len()), (1, 5_000));
        assert_eq!(settings.faults[0].position.line, 5_002);
    }
}
