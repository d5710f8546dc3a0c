//! Reads `apilint.yaml`, or a file that holds a declaration alone: every fault at its place, and all that is right.

use std::collections::HashSet;
use std::sync::Arc;

use super::date::Date;
use super::fact::{Fact, gather};
use super::faults::{Fault, Faults, unknown};
use super::field::{FIELDS, Field, Kind};
use super::ignoring::Ignoring;
use super::overriding::Overriding;
use super::setting::{Checking, SETTINGS};
use super::{Declaration, value};
use crate::diagnostic::{Label, Text};
use crate::document::{Document, Node, NodeId};
use crate::loader::{LoadError, Loader};
use crate::source::{Source, SourceId, Uri};

/// The names under which the file is found.
pub const FILE_NAMES: [&str; 3] = ["apilint.yaml", "apilint.yml", "apilint.json"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `apilint.yaml`: `ruleset` and `declaration`.
    Settings,
    /// A file given as a declaration: it is one, or holds one under `declaration`.
    Declaration,
}

/// What a file says, and what is wrong in it.
#[derive(Debug)]
pub struct Settings {
    /// The rulesets that it asks for, relative to its own folder; none where it asks for none.
    pub rulesets: Vec<Fact<String>>,
    /// What it asks not to be told.
    pub ignores: Vec<Ignoring>,
    /// What is different for some files, the last one winning.
    pub overrides: Vec<Overriding>,
    /// What it says of how to check.
    pub checking: Checking,
    /// What it declares: the fields that are right.
    pub declaration: Declaration,
    /// Values that are not what their fields want: nothing is taken from them.
    pub(super) wrong: HashSet<NodeId>,
    /// What is wrong, in the order of the text.
    pub faults: Vec<Fault>,
    /// How many more faults there are, past those that are told.
    pub faults_left_out: usize,
    /// Whether its syntax hides some of it: what it declares is not known.
    pub is_broken: bool,
}

impl Settings {
    /// Reads a file that a loader gives. `today`: the day that dates are compared with.
    pub fn load(
        files: &dyn Loader,
        uri: &Uri,
        form: Form,
        today: Option<Date>,
    ) -> Result<Self, LoadError> {
        let loaded = files.load(uri)?;
        let text = String::from_utf8(loaded.bytes);
        let is_text = text.is_ok();
        let mut settings = Self::read(uri, text.unwrap_or_default(), form, today);
        if !is_text {
            let message = Text::new("it is not in UTF-8", "il n'est pas en UTF-8");
            let root = settings.declaration.document.as_ref().map(|document| document.root());
            settings.faults = root
                .map(|root| Fault::at(root.label(), root.document(), message))
                .into_iter()
                .collect();
            settings.is_broken = true;
        }
        Ok(settings)
    }

    /// Reads a text.
    pub fn read(uri: &Uri, text: String, form: Form, today: Option<Date>) -> Self {
        let source = Arc::new(Source::new(uri.clone(), text));
        let document = Arc::new(Document::parse(SourceId::BESIDE, source));
        let mut reader = Reader::of(&document, today);
        let root = document.root();
        let section = match form {
            Form::Declaration if root.get("declaration").is_none() => {
                reader.map(root, FIELDS);
                Some(root)
            }
            Form::Declaration | Form::Settings => reader.settings(root),
        };
        let rulesets = root.get("ruleset").filter(|_| section != Some(root));
        let rulesets = rulesets.map(|node| reader.rulesets(node)).unwrap_or_default();
        let ignores = root.get("ignore").filter(|_| section != Some(root));
        let ignores = ignores.map(|node| reader.ignores(node)).unwrap_or_default();
        let overrides = root.get("overrides").filter(|_| section != Some(root));
        let overrides = overrides.map(|node| reader.overrides(node)).unwrap_or_default();
        let checking = if section == Some(root) { None } else { Some(reader.checking(root)) };
        let checking = checking.unwrap_or_default();
        let Reader { faults, wrong, .. } = reader;
        let left_out = faults.left_out;
        let declaration = Declaration {
            document: Some(Arc::clone(&document)),
            section: section.map(Node::id),
            today,
            ..section.map(|section| gather(section, &wrong)).unwrap_or_default()
        };
        let is_broken = document.is_partial();
        Self {
            rulesets,
            ignores,
            overrides,
            checking,
            declaration,
            wrong,
            faults: faults.sorted(),
            faults_left_out: left_out,
            is_broken,
        }
    }
}

/// A file as it is read.
pub(super) struct Reader<'d> {
    today: Option<Date>,
    faults: Faults<'d>,
    /// Values that are not what their fields want: nothing is taken from them.
    wrong: HashSet<NodeId>,
    /// Values that were judged, each for its field: what aliases share is judged once.
    judged: HashSet<(NodeId, *const Field)>,
    /// Patterns of files that were met.
    pub(super) patterns: usize,
}

impl<'d> Reader<'d> {
    fn of(document: &'d Document, today: Option<Date>) -> Self {
        Self {
            today,
            faults: Faults::of(document),
            wrong: HashSet::new(),
            judged: HashSet::new(),
            patterns: 0,
        }
    }

    pub(super) fn say(&mut self, at: Label, message: Text) {
        self.faults.say(at, message);
    }

    /// A key that is not known.
    pub(super) fn unknown(&mut self, entry: Node<'d>, key: &str, known: &[&str]) {
        self.faults.unknown(entry, key, known);
    }

    /// A value that is not used, and why: after its key, which says which field it is.
    pub(super) fn refuse(&mut self, node: Node<'d>, message: &Text) {
        self.wrong.insert(node.id());
        let named = match node.key() {
            Some(key) => Text::new(
                format!("`{key}`: {}", message.en),
                format!("`{key}`\u{a0}: {}", message.fr),
            ),
            None => message.clone(),
        };
        self.say(node.label(), named);
    }

    /// The whole of `apilint.yaml`; its declaration.
    fn settings(&mut self, root: Node<'d>) -> Option<Node<'d>> {
        if root.is_null() {
            return None;
        }
        if !root.is_map() {
            let message = Text::new(
                "`ruleset` and `declaration` are wanted here",
                "on attend ici `ruleset` et `declaration`",
            );
            self.say(root.label(), message);
            return None;
        }
        let known: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        for entry in root.children() {
            let key = entry.key().unwrap_or_default();
            if !known.contains(&key) {
                let is_field = FIELDS.iter().any(|field| field.name == key);
                let message = if is_field { stray(key) } else { unknown(key, &known) };
                self.say(entry.key_label(), message);
            }
        }
        let section = root.get("declaration").filter(|section| !section.is_null())?;
        self.map(section, FIELDS);
        Some(section)
    }

    fn rulesets(&mut self, node: Node<'d>) -> Vec<Fact<String>> {
        let mut rulesets = Vec::new();
        for item in node.one_or_several().filter(|item| !item.is_null()) {
            match item.as_str().map(str::trim).filter(|name| !name.is_empty()) {
                Some(name) => rulesets.push(Fact::on(item, name.to_owned())),
                None => {
                    let message = Text::new(
                        "the name of a ruleset is wanted here, or a list of them: `apilint:api-gouv-fr`, `team.yaml`",
                        "on attend ici le nom d'un jeu de règles, ou une liste de noms\u{a0}: `apilint:api-gouv-fr`, \
                         `equipe.yaml`",
                    );
                    self.refuse(item, &message);
                }
            }
        }
        rulesets
    }

    /// Fields, each judged by itself.
    pub(super) fn map(&mut self, node: Node<'d>, fields: &'static [Field]) {
        if !node.is_map() {
            self.refuse(node, &value::other_shape(Kind::Map(fields)));
            return;
        }
        for entry in node.children() {
            let key = entry.key().unwrap_or_default();
            match fields.iter().find(|field| field.name == key) {
                Some(field) if !entry.is_null() => self.value(entry, field),
                Some(_) => {}
                None => {
                    let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    self.say(entry.key_label(), unknown(key, &known));
                }
            }
        }
    }

    fn value(&mut self, node: Node<'d>, field: &'static Field) {
        if !self.judged.insert((node.id(), std::ptr::from_ref(field))) {
            return;
        }
        match field.kind {
            Kind::Map(fields) => self.map(node, fields),
            Kind::WordOrMap(_, fields) if node.is_map() => self.map(node, fields),
            Kind::List(fields) if node.is_list() => {
                node.children().for_each(|item| self.map(item, fields));
            }
            kind => {
                if let Some(message) = value::fault(kind, node, self.today) {
                    self.refuse(node, &message);
                }
            }
        }
    }
}

/// A field of a declaration that stands beside it.
pub(super) fn stray(key: &str) -> Text {
    Text::new(
        format!("`{key}` belongs below `declaration:`"),
        format!("`{key}` se place sous `declaration:`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::{Access, CallLimit};

    fn read(name: &str, text: &str, form: Form) -> Settings {
        Settings::read(&Uri::new(name), text.to_owned(), form, Date::read("2026-11-21"))
    }

    fn told(settings: &Settings) -> Vec<(u32, u32, &str)> {
        let told = settings.faults.iter();
        told.map(|fault| (fault.position.line, fault.position.column, fault.at.pointer.as_str()))
            .collect()
    }

    #[test]
    fn a_fault_leaves_the_rest_to_be_read() {
        let text = "declaration:\n  acces: libre\n  bouquet: aucun\n  contact: { email: a@b, formulaire: https://a.fr/ }\n  x: 1\n";
        let settings = read("apilint.yaml", text, Form::Settings);
        let expected = [
            (2, 10, "/declaration/acces"),
            (4, 21, "/declaration/contact/email"),
            (5, 3, "/declaration/x"),
        ];
        assert_eq!(told(&settings), expected);
        let declaration = settings.declaration;
        assert!(declaration.access.is_none() && declaration.contact.email.is_none());
        assert!(declaration.bundle.is_some() && declaration.contact.form.is_some());
    }

    #[test]
    fn a_declaration_may_stand_alone_or_under_its_key_in_yaml_or_json() {
        for (name, text) in [
            ("a.yaml", "acces: compte\n"),
            ("a.yaml", "declaration:\n  acces: compte\n"),
            ("a.json", "{\"acces\": \"compte\"}"),
            ("a.json", "{\"declaration\": {\"acces\": \"compte\"}}"),
            ("a.yaml", "declaration:\n  <<: {acces: compte}\n"),
        ] {
            let settings = read(name, text, Form::Declaration);
            assert_eq!(told(&settings), [], "{text}");
            let access = settings.declaration.access.map(|fact| fact.value);
            assert_eq!(access, Some(Access::Account), "{text}");
        }
    }

    #[test]
    fn other_keys_of_the_settings_are_told() {
        let settings =
            read("apilint.yaml", "rulset: a.yaml\nacces: ouvert\ndeclaration:\n", Form::Settings);
        assert_eq!(told(&settings), [(1, 1, "/rulset"), (2, 1, "/acces")]);
        assert!(settings.faults[0].message.en.contains("Did you mean `ruleset`?"));
        assert!(settings.faults[1].message.en.contains("below `declaration:`"));
        let settings =
            read("apilint.yaml", "ruleset: [a.yaml, 3, 'apilint:rest']\n", Form::Settings);
        assert_eq!(told(&settings), [(1, 19, "/ruleset/1")]);
        assert_eq!(settings.rulesets.len(), 2);
    }

    #[test]
    fn nothing_is_no_fault() {
        for text in [
            "",
            "declaration:\n",
            "declaration: {}\n",
            "declaration: { contact: , pics: null, publics: }\n",
            "# a\n",
        ] {
            assert_eq!(told(&read("apilint.yaml", text, Form::Settings)), [], "{text}");
        }
        assert_eq!(told(&read("apilint.yaml", "- a\n", Form::Settings)).len(), 1);
        assert_eq!(told(&read("a.yaml", "- a\n", Form::Declaration)).len(), 1);
    }

    #[test]
    fn numbers_and_words_are_typed() {
        let text = "delai_reponse_jours: 10\ndisponibilite: { pourcentage: 99.95 }\nlimite_appels: illimite\n\
                    franceconnect: { actif: true }\nproducteur: { siret: 11004601800013 }\n";
        let settings = read("a.yaml", text, Form::Declaration);
        assert_eq!(told(&settings), []);
        let declaration = settings.declaration;
        assert_eq!(declaration.answer_days.map(|fact| fact.value), Some(10));
        assert_eq!(declaration.availability.percent.map(|fact| fact.value), Some(99.95));
        assert!(matches!(declaration.call_limit, Some(CallLimit::Unlimited(_))));
        assert_eq!(declaration.franceconnect.is_used.map(|fact| fact.value), Some(true));
        assert_eq!(
            declaration.producer.siret.map(|fact| fact.value).as_deref(),
            Some("11004601800013")
        );
    }

    #[test]
    fn broken_syntax_cannot_be_used() {
        let settings =
            read("apilint.yaml", "declaration:\n  contact: { email: a\n", Form::Settings);
        assert!(settings.is_broken && !settings.faults.is_empty());
    }

    #[test]
    fn faults_past_the_limit_are_counted() {
        let lines: Vec<String> = (0..150).map(|rank| format!("x{rank}: 1")).collect();
        let text = lines.join("\n");
        let settings = read("apilint.yaml", &text, Form::Settings);
        assert_eq!((settings.faults.len(), settings.faults_left_out), (100, 50));
    }
}
