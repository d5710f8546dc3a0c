//! `apilint.yaml` as `init` writes it: what is known already, what only a person knows as a TODO, the rest commented out.

use std::fmt::Write as _;

use super::field::{About, FIELDS, Field, Kind};
use super::value;
use crate::diagnostic::Language;
use crate::source::Uri;

/// A field whose value is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The way to it: `["contact", "email"]`.
    pub way: &'static [&'static str],
    /// Its value, as it was read.
    pub text: String,
    /// Its value, as YAML writes it.
    pub value: String,
    /// Where it was read: `openapi.yaml:9:12, info.contact.email`.
    pub origin: String,
}

/// What a new file is made of.
#[derive(Debug)]
pub struct Template<'t> {
    /// The language of its comments.
    pub language: Language,
    /// The rulesets that it asks for.
    pub rulesets: &'t [String],
    /// The description that it was made for, if there is one.
    pub description: Option<&'t Uri>,
    /// What the description says already.
    pub known: &'t [Known],
}

impl Template<'_> {
    /// The text of the file.
    pub fn text(&self) -> String {
        let mut page = String::new();
        for line in self.opening() {
            let _ = writeln!(page, "# {line}");
        }
        page.push('\n');
        self.comment(
            &mut page,
            0,
            About {
                en: "The rules that apply where --ruleset names none.",
                fr: "Les règles qui s'appliquent quand --ruleset n'en nomme pas.",
            },
        );
        match self.rulesets {
            [one] => {
                let _ = writeln!(page, "ruleset: {}", quoted(one));
            }
            several => {
                page.push_str("ruleset:\n");
                for name in several {
                    let _ = writeln!(page, "  - {}", quoted(name));
                }
            }
        }
        page.push('\n');
        page.push_str("declaration:\n");
        let mut way = Vec::new();
        for (rank, field) in FIELDS.iter().enumerate() {
            if rank > 0 {
                page.push('\n');
            }
            self.field(&mut page, field, &mut way);
        }
        page
    }

    fn opening(&self) -> Vec<String> {
        let of =
            |word: &str| self.description.map(|uri| format!("{word}{uri}")).unwrap_or_default();
        match self.language {
            Language::En => vec![
                format!("Written by `apilint init`{}. `apilint check` reads it.", of(", from ")),
                "Declare here what you know of the API and its description does not say. Everything is optional."
                    .to_owned(),
                "A line marked TODO waits for you: fill it in, and remove \"# TODO \". The others may be uncommented."
                    .to_owned(),
                "Nobody verifies what is declared: the report shows it apart. G03 and the like number the".to_owned(),
                "requirements of the referencing guide.".to_owned(),
            ],
            Language::Fr => vec![
                format!("Écrit par `apilint init`{}. `apilint check` le lit.", of(" d'après ")),
                "Déclarez ici ce que vous savez de l'API et que sa description ne dit pas. Tout est facultatif."
                    .to_owned(),
                "Une ligne marquée TODO vous attend : complétez-la et retirez « # TODO ». Les autres se décommentent."
                    .to_owned(),
                "Personne ne vérifie ce qui est déclaré : le rapport le montre à part. G03 et les autres numéros".to_owned(),
                "sont ceux des exigences du guide de référencement.".to_owned(),
            ],
        }
    }

    fn comment(&self, page: &mut String, depth: usize, about: About) {
        let text = match self.language {
            Language::En => about.en,
            Language::Fr => about.fr,
        };
        let _ = writeln!(page, "{:depth$}# {text}", "");
    }

    /// A field with its comment, at the depth of its way.
    fn field(&self, page: &mut String, field: &'static Field, way: &mut Vec<&'static str>) {
        let depth = 2 * (way.len() + 1);
        way.push(field.name);
        let text = match self.language {
            Language::En => field.about.en,
            Language::Fr => field.about.fr,
        };
        let guide = match field.guide {
            [] => String::new(),
            guide => format!(" ({})", guide.join(", ")),
        };
        let _ = writeln!(page, "{:depth$}# {text}{guide}", "");
        if let Kind::Choice(words) = field.kind {
            let _ = writeln!(page, "{:depth$}# {}", "", words.join(" | "));
        }
        let known = self.known.iter().find(|known| known.way == way.as_slice());
        let is_known_below = self.known.iter().any(|known| known.way.starts_with(way));
        match (known, field.kind) {
            (Some(known), _) => {
                let read = match self.language {
                    Language::En => "read at",
                    Language::Fr => "lu à",
                };
                let _ = writeln!(page, "{:depth$}# {read} {}", "", known.origin);
                let _ = writeln!(page, "{:depth$}{}: {}", "", field.name, known.value);
            }
            (None, Kind::Map(fields) | Kind::WordOrMap(_, fields)) if is_known_below => {
                let _ = writeln!(page, "{:depth$}{}:", "", field.name);
                for below in fields {
                    self.field(page, below, way);
                }
            }
            (None, Kind::Map(fields) | Kind::WordOrMap(_, fields)) => {
                let is_asked = fields.iter().any(|field| field.is_known_to_people);
                let lead = if is_asked { TODO } else { "# " };
                let _ = writeln!(page, "{:depth$}{lead}{}:", "", field.name);
                for below in fields {
                    self.unknown(page, below, (depth, "  "));
                }
            }
            (None, Kind::List(fields)) => {
                let _ = writeln!(page, "{:depth$}# {}: [{{ {} }}]", "", field.name, sample(fields));
            }
            (None, _) => self.unknown(page, field, (depth, "")),
        }
        way.pop();
    }

    /// A field that nothing is known of, commented out. What only a person knows is left to do: without its mark it is
    /// still said to be, and the example is beside it.
    fn unknown(&self, page: &mut String, field: &Field, (depth, indent): (usize, &str)) {
        let Field { name, example, .. } = field;
        let line = if self.is_asked(field) {
            format!("{TODO}{indent}{name}: TODO # {example}")
        } else {
            format!("# {indent}{name}: {example}")
        };
        let _ = writeln!(page, "{:depth$}{line}", "");
    }

    /// Whether a person has to fill it: not the delay of answers to requests that an open API does not get.
    fn is_asked(&self, field: &Field) -> bool {
        let is_open =
            || self.known.iter().any(|known| known.way == ["acces"] && known.value == "ouvert");
        field.is_known_to_people && !(field.name == "delai_reponse_jours" && is_open())
    }
}

/// What stands before a line that waits for a person.
const TODO: &str = "# TODO ";

/// The fields of a map, on one line.
fn sample(fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| format!("{}: {}", field.name, field.example));
    fields.collect::<Vec<_>>().join(", ")
}

/// A text as YAML writes it: between double quotes, as JSON has them, unless it is plainly one word.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b":/._@?&=%+-".contains(&b))
        && text.contains([':', '/', '@', '-', '_'])
        || super::field::ACCESS.contains(&text)
        || super::field::SCOPES.contains(&text);
    if is_plain { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}

impl Known {
    /// A text that was read, where its field takes it: nothing that `check` would find fault with is written.
    pub fn text(way: &'static [&'static str], text: &str, origin: String) -> Option<Self> {
        let is_taken = match kind_of(way)? {
            Kind::Url => value::url_fault(text).is_none(),
            Kind::Choice(words) => words.contains(&text),
            Kind::WordOrMap(word, _) => word == text,
            Kind::Email => value::email_fault(text).is_none(),
            Kind::Text => !text.trim().is_empty() && !value::is_left_to_do(text),
            _ => false,
        };
        let text = text.trim();
        is_taken.then(|| Self { way, text: text.to_owned(), value: quoted(text), origin })
    }

    /// A number that was read.
    pub fn count(way: &'static [&'static str], number: u64, origin: String) -> Option<Self> {
        let value = number.to_string();
        let is_taken = matches!(kind_of(way)?, Kind::Count) && value::count(&value).is_some();
        is_taken.then(|| Self { way, text: value.clone(), value, origin })
    }
}

/// What the value at the end of a way is.
fn kind_of(way: &[&str]) -> Option<Kind> {
    let mut fields = FIELDS;
    let mut kind = None;
    for name in way {
        let field = fields.iter().find(|field| field.name == *name)?;
        kind = Some(field.kind);
        fields = match field.kind {
            Kind::Map(below) | Kind::WordOrMap(_, below) => below,
            _ => &[],
        };
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::{Date, Form, Settings};

    fn template(language: Language, known: &[Known]) -> String {
        let rulesets = ["apilint:api-gouv-fr".to_owned()];
        let uri = Uri::new("openapi.yaml");
        Template { language, rulesets: &rulesets, description: Some(&uri), known }.text()
    }

    fn faults(text: String) -> Vec<String> {
        let today = Date::read("2026-11-21");
        let settings = Settings::read(&Uri::new("apilint.yaml"), text, Form::Settings, today);
        settings
            .faults
            .into_iter()
            .map(|fault| format!("{:?} {}", fault.position, fault.message.en))
            .collect()
    }

    #[test]
    fn what_is_written_is_read_without_fault() {
        let known = [
            Known::text(&["contact", "email"], "api@culture.gouv.fr", "a".to_owned()),
            Known::text(&["limite_appels", "portee"], "ip", "a".to_owned()),
            Known::text(&["producteur", "nom"], "L'« agence » \"X\": #1", "a".to_owned()),
            Known::count(&["limite_appels", "nombre"], 50, "a".to_owned()),
        ];
        let known: Vec<Known> = known.into_iter().flatten().collect();
        assert_eq!(known.len(), 4);
        for language in [Language::En, Language::Fr] {
            assert_eq!(faults(template(language, &[])), [""; 0]);
            assert_eq!(faults(template(language, &known)), [""; 0]);
        }
        let settings = Settings::read(
            &Uri::new("apilint.yaml"),
            template(Language::Fr, &known),
            Form::Settings,
            None,
        );
        assert_eq!(
            settings.declaration.producer.name.map(|fact| fact.value).as_deref(),
            Some("L'« agence » \"X\": #1")
        );
    }

    /// Whoever takes the marks away is told what is still to do, and nothing else.
    #[test]
    fn what_is_commented_out_is_right_too() {
        let text = template(Language::En, &[]);
        let is_field = |line: &str| {
            let line = line.trim_start();
            let line = line.strip_prefix(TODO).or_else(|| line.strip_prefix("# "));
            let key = line.and_then(|line| line.split_once(':')).map(|(key, _)| key.trim_start());
            key.is_some_and(|key| {
                !key.is_empty()
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'5' || b == b'9')
            })
        };
        let lines = text.lines().map(|line| {
            if is_field(line) {
                line.replacen(TODO, "", 1).replacen("# ", "", usize::from(!line.contains(TODO)))
            } else {
                line.to_owned()
            }
        });
        let bare = lines.collect::<Vec<_>>().join("\n");
        let settings = Settings::read(&Uri::new("a.yaml"), bare.clone(), Form::Settings, None);
        assert!(settings.declaration.terms.is_some(), "{bare}");
        let count = bare.matches(": TODO #").count();
        assert!(count > 5, "{bare}");
        assert_eq!(settings.faults.len(), count, "{:?}", faults(bare));
        assert!(settings.faults.iter().all(|fault| fault.message.en.contains("left to fill in")));
    }

    #[test]
    fn what_a_field_does_not_take_is_not_written() {
        let origin = || "a".to_owned();
        assert_eq!(Known::text(&["cgu_url"], "No", origin()), None);
        assert_eq!(Known::text(&["contact", "email"], "todo@culture.gouv.fr", origin()), None);
        assert_eq!(Known::text(&["licence"], "TODO", origin()), None);
        assert_eq!(Known::text(&["absent"], "x", origin()), None);
        assert_eq!(Known::count(&["limite_appels", "nombre"], 0, origin()), None);
    }
}
