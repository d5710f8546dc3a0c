//! The keys of `apilint.yaml`: one table, from which files are judged and the JSON Schema is made; and what they say.

use std::collections::BTreeMap;

use super::fact::Fact;
use super::field::{About, Kind};
use super::read::Reader;
use super::value;
use crate::diagnostic::{Language, Text};
use crate::document::{self, Node};

/// A key of `apilint.yaml`.
#[derive(Debug)]
pub struct Setting {
    /// The key: that of the flag, where there is one.
    pub name: &'static str,
    /// What its value is.
    pub(super) shape: Shape,
    /// What it is for.
    pub about: About,
}

/// What the value of a setting is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Names or files, one or several.
    Texts,
    /// A name or a file.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of a format, alone or in a list.
    Format(&'static [&'static str]),
    /// A whole number, from 0.
    Number,
    /// Whole numbers from 0, each under a name.
    Numbers,
    /// Amounts under these names: `500`, `64M`.
    Amounts(&'static [&'static str]),
    /// Requests to ignore.
    Ignores,
    /// A declaration.
    Declaration,
    /// What is different for some files.
    Overrides,
}

const fn setting(name: &'static str, shape: Shape, en: &'static str, fr: &'static str) -> Setting {
    Setting { name, shape, about: About { en, fr } }
}

/// The limits that may be set, as `--limit` names them.
pub const LIMITS: &[&str] = &["size", "depth", "aliases", "documents", "diagnostics"];

/// The formats that standard output may be given, as `--format` names them.
pub const FORMATS: &[&str] = &[
    "text",
    "compact",
    "json",
    "ndjson",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "checkstyle",
    "teamcity",
    "markdown",
    "html",
    "catalogue",
    "spectral-json",
];

/// Every key, in the order that people write them.
pub static SETTINGS: &[Setting] = &[
    setting(
        "ruleset",
        Shape::Texts,
        "The rules that apply where --ruleset names none: names, files relative to this one, URLs.",
        "Les règles qui s'appliquent quand --ruleset n'en nomme pas : noms, fichiers relatifs à celui-ci, URL.",
    ),
    setting(
        "lang",
        Shape::Choice(&["fr", "en"]),
        "The language of the messages, where --lang says none.",
        "La langue des messages, quand --lang n'en dit pas.",
    ),
    setting(
        "format",
        Shape::Format(FORMATS),
        "The report on standard output, where there is no --format. A file to write is named on the command line alone.",
        "Le rapport sur la sortie standard, sans --format. Un fichier à écrire se nomme seulement sur la ligne de commande.",
    ),
    setting(
        "fail-on",
        Shape::Choice(&["error", "warning", "info", "hint", "never"]),
        "The check fails from this severity up, where --fail-on says none.",
        "La vérification échoue à partir de cette gravité, quand --fail-on n'en dit pas.",
    ),
    setting(
        "max-warnings",
        Shape::Number,
        "It fails when there are more warnings than this.",
        "Elle échoue quand il y a plus d'avertissements que cela.",
    ),
    setting(
        "min-verdict",
        Shape::Choice(&["incomplete", "ready"]),
        "It fails when the verdict of a document is worse.",
        "Elle échoue quand le verdict d'un document est moins bon.",
    ),
    setting(
        "budgets",
        Shape::Numbers,
        "It fails when a rule has more to say than this, by its id. --budget adds to them.",
        "Elle échoue quand une règle a plus à dire que cela, d'après son identifiant. --budget s'y ajoute.",
    ),
    setting(
        "baseline",
        Shape::Text,
        "The file of what is known, which does not count: relative to this one.",
        "Le fichier de ce qui est connu, et ne compte pas : relatif à celui-ci.",
    ),
    setting(
        "allow-hosts",
        Shape::Texts,
        "Hosts that references, rulesets and redirects may go to, beside those of --allow-host.",
        "Hôtes où peuvent mener références, jeux de règles et redirections, en plus de ceux de --allow-host.",
    ),
    setting(
        "limits",
        Shape::Amounts(LIMITS),
        "How much is read and told of one description, where --limit says nothing.",
        "Ce qui est lu et dit au plus d'une description, quand --limit ne dit rien.",
    ),
    setting(
        "ignore",
        Shape::Ignores,
        "What is not told, and why. What is ignored is reported apart.",
        "Ce qui n'est pas signalé, et pourquoi. Ce qui est ignoré est rapporté à part.",
    ),
    setting(
        "declaration",
        Shape::Declaration,
        "What the producer declares.",
        "Ce que le producteur déclare.",
    ),
    setting(
        "overrides",
        Shape::Overrides,
        "What is declared of some files instead, and what is not told of them. A later one wins over an earlier one.",
        "Ce qui est déclaré à la place pour certains fichiers, et ce qui n'en est pas signalé. Le dernier l'emporte.",
    ),
];

/// What `apilint.yaml` says of how to check: the values that are right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checking {
    /// `lang`: the language of the messages.
    pub lang: Option<Fact<Language>>,
    /// `format`: one of [`FORMATS`], for standard output.
    pub format: Option<Fact<String>>,
    /// `fail-on`: `error`, `warning`, `info`, `hint`, `never`.
    pub fail_on: Option<Fact<String>>,
    /// `max-warnings`
    pub max_warnings: Option<Fact<usize>>,
    /// `min-verdict`: `incomplete`, `ready`.
    pub min_verdict: Option<Fact<String>>,
    /// `budgets`, by the id of the rule.
    pub budgets: BTreeMap<String, usize>,
    /// `baseline`, relative to the file.
    pub baseline: Option<Fact<String>>,
    /// `allow-hosts`
    pub allow_hosts: Vec<Fact<String>>,
    /// `limits`: the name of each, and its amount as it is written.
    pub limits: BTreeMap<String, String>,
}

impl<'d> Reader<'d> {
    /// What the settings say of how to check.
    pub(super) fn checking(&mut self, root: Node<'d>) -> Checking {
        let mut checking = Checking::default();
        for setting in SETTINGS {
            let Some(node) = root.get(setting.name).filter(|node| !node.is_null()) else {
                continue;
            };
            match (setting.name, setting.shape) {
                ("lang", Shape::Choice(words)) => {
                    checking.lang = self.word(node, words).map(|word| {
                        let is_french = word.value == "fr";
                        let language = if is_french { Language::Fr } else { Language::En };
                        Fact::on(node, language)
                    });
                }
                ("format", Shape::Format(words)) => checking.format = self.format(node, words),
                ("fail-on", Shape::Choice(words)) => checking.fail_on = self.word(node, words),
                ("min-verdict", Shape::Choice(words)) => {
                    checking.min_verdict = self.word(node, words);
                }
                ("max-warnings", _) => {
                    checking.max_warnings = self.number(node).map(|number| Fact::on(node, number));
                }
                ("baseline", _) => checking.baseline = self.name(node),
                ("allow-hosts", _) => {
                    let items = node.one_or_several();
                    checking.allow_hosts = items.filter_map(|item| self.name(item)).collect();
                }
                ("budgets", _) => {
                    for (rule, node) in self.named(node) {
                        let number = self.number(node);
                        checking.budgets.extend(number.map(|number| (rule.to_owned(), number)));
                    }
                }
                ("limits", Shape::Amounts(known)) => {
                    for (limit, node) in self.named(node) {
                        if known.contains(&limit) {
                            let amount = self.amount(node);
                            checking.limits.extend(amount.map(|amount| (limit.to_owned(), amount)));
                        } else {
                            self.unknown(node, limit, known);
                        }
                    }
                }
                // These are read for themselves.
                _ => {}
            }
        }
        checking
    }

    fn word(&mut self, node: Node<'d>, words: &'static [&'static str]) -> Option<Fact<String>> {
        if let Some(message) = value::fault(Kind::Choice(words), node, None) {
            self.refuse(node, &message);
            return None;
        }
        Some(Fact::on(node, node.as_str()?.trim().to_owned()))
    }

    /// The one format of standard output. A file found beside a description does not choose what the command overwrites.
    fn format(&mut self, node: Node<'d>, words: &'static [&'static str]) -> Option<Fact<String>> {
        let mut format = None;
        for item in node.one_or_several().filter(|item| !item.is_null()) {
            let written = item.as_str().map(str::trim);
            if let Some((name, file)) = written.and_then(|written| written.split_once('=')) {
                let name = words.iter().find(|word| **word == name.trim()).unwrap_or(&"FORMAT");
                let file = file.trim();
                let message = Text::new(
                    format!(
                        "a file to write is named on the command line, as in `--format {name}={file}`: settings do not choose \
                         what is overwritten"
                    ),
                    format!(
                        "un fichier à écrire se nomme sur la ligne de commande, comme `--format {name}={file}`\u{a0}: des \
                         réglages ne choisissent pas ce qui est écrasé"
                    ),
                );
                self.refuse(item, &message);
            } else if let Some(word) = self.word(item, words) {
                let Some(first) = &format else {
                    format = Some(word);
                    continue;
                };
                let (first, word): (&Fact<String>, _) = (first, word.value);
                let message = Text::new(
                    format!(
                        "`{}` goes to standard output already, which takes one report: write the other to a file, with \
                         `--format {word}=FILE` on the command line",
                        first.value
                    ),
                    format!(
                        "`{}` va déjà à la sortie standard, qui prend un seul rapport\u{a0}: écrivez l'autre dans un fichier, \
                         avec `--format {word}=FICHIER` sur la ligne de commande",
                        first.value
                    ),
                );
                self.refuse(item, &message);
            }
        }
        format
    }

    /// A text that names something.
    fn name(&mut self, node: Node<'d>) -> Option<Fact<String>> {
        if let Some(message) = value::fault(Kind::Text, node, None) {
            self.refuse(node, &message);
            return None;
        }
        Some(Fact::on(node, node.as_str()?.trim().to_owned()))
    }

    fn number(&mut self, node: Node<'d>) -> Option<usize> {
        let number = node.scalar().filter(|_| node.kind() == document::Kind::Integer);
        let number = number.and_then(|text| text.parse().ok());
        if number.is_none() {
            let message = Text::new(
                "a whole number is wanted here, from 0, without quotes",
                "on attend ici un nombre entier, à partir de 0, sans guillemets",
            );
            self.refuse(node, &message);
        }
        number
    }

    /// A number, perhaps with `k`, `M` or `G`.
    fn amount(&mut self, node: Node<'d>) -> Option<String> {
        let text = node.scalar().unwrap_or_default().trim();
        let figures = text.strip_suffix(['k', 'K', 'm', 'M', 'g', 'G']).unwrap_or(text);
        let is_right = figures.parse::<u64>().is_ok_and(|number| number > 0);
        if !is_right {
            let message = Text::new(
                "an amount is wanted here, from 1, such as 500 or 64M",
                "on attend ici une quantité, à partir de 1, comme 500 ou 64M",
            );
            self.refuse(node, &message);
        }
        is_right.then(|| text.to_owned())
    }

    /// The entries of an object.
    fn named(&mut self, node: Node<'d>) -> Vec<(&'d str, Node<'d>)> {
        if !node.is_map() {
            let message = Text::new(
                "names and numbers are wanted here: `contact-present: 3`",
                "on attend ici des noms et des nombres\u{a0}: `contact-present: 3`",
            );
            self.refuse(node, &message);
        }
        let entries = node.children().filter(|entry| !entry.is_null());
        entries.filter_map(|entry| Some((entry.key()?, entry))).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::declaration::{Form, Settings};
    use crate::diagnostic::Language;
    use crate::source::Uri;

    fn read(text: &str) -> Settings {
        Settings::read(&Uri::new("apilint.yaml"), text.to_owned(), Form::Settings, None)
    }

    #[test]
    fn what_is_right_is_taken() {
        let settings = read(
            "lang: fr\nformat: [compact]\nfail-on: warning\nmax-warnings: 0\nmin-verdict: ready\nbudgets: { a: 3, b: 0 }\nbaseline: known.json\n\
             allow-hosts: '*.gouv.fr'\nlimits: { size: 64M, depth: 100 }\n",
        );
        assert!(settings.faults.is_empty(), "{:?}", settings.faults);
        let checking = settings.checking;
        assert_eq!(checking.lang.map(|fact| fact.value), Some(Language::Fr));
        assert_eq!(checking.format.map(|fact| fact.value).as_deref(), Some("compact"));
        assert_eq!(checking.fail_on.map(|fact| fact.value).as_deref(), Some("warning"));
        assert_eq!(checking.max_warnings.map(|fact| fact.value), Some(0));
        assert_eq!(checking.min_verdict.map(|fact| fact.value).as_deref(), Some("ready"));
        assert_eq!(checking.budgets.len(), 2);
        assert_eq!(checking.allow_hosts.len(), 1);
        assert_eq!(checking.limits["size"], "64M");
    }

    #[test]
    fn each_fault_has_its_place_and_its_way_out() {
        for (text, column, words) in [
            ("lang: fr_FR\n", 7, "`fr`, `en`"),
            ("lang: [fr]\n", 1, "a text"),
            ("format: txt\n", 9, "Did you mean `text`?"),
            ("format: [text, json]\n", 16, "with `--format json=FILE`"),
            ("format: 'html=a.html'\n", 9, "as in `--format html=a.html`"),
            ("format: [text, 'htm = a']\n", 16, "as in `--format FORMAT=a`"),
            ("format: { json: a }\n", 1, "a text"),
            ("fail-on: warnings\n", 10, "Did you mean `warning`?"),
            ("fail_on: warning\n", 1, "Did you mean `fail-on`?"),
            ("max-warnings: '3'\n", 15, "without quotes"),
            ("max-warnings: -1\n", 15, "from 0"),
            ("min-verdict: not-ready\n", 14, "`incomplete`, `ready`"),
            ("budgets: 3\n", 10, "names and numbers"),
            ("budgets: { a: x }\n", 15, "whole number"),
            ("baseline: [a]\n", 1, "a text"),
            ("allow-hosts: [a.fr, 3]\n", 21, "a text"),
            ("limits: { sise: 3 }\n", 11, "Did you mean `size`?"),
            ("limits: { size: 3T }\n", 17, "such as 500 or 64M"),
        ] {
            let settings = read(text);
            let [fault] = settings.faults.as_slice() else {
                panic!("{text}: {:?}", settings.faults)
            };
            assert_eq!(fault.position.column, column, "{text}: {}", fault.message.en);
            assert!(fault.message.en.contains(words), "{text}: {}", fault.message.en);
        }
    }
}
