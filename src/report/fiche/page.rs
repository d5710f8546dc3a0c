//! The page of an API on api.gouv.fr: Markdown, with its front matter. What is not known is left to complete, in place.
//!
//! The page is in French, as the catalogue is; only what is said to whoever completes it is in the language asked for.

use std::fmt::Write as _;

use super::facts::Facts;
use super::markdown::{first_sentence, under_level_three};
use crate::declaration::Access;
use crate::diagnostic::Language;
use crate::guide::prose::purpose::{Purpose, purpose_of};

/// What is left to complete, in English and in French.
type ToDo = (&'static str, &'static str);

/// Writes the page.
pub(super) fn write(facts: &Facts<'_>, language: Language) -> String {
    let mut page = Page { text: String::new(), language };
    page.front_matter(facts);
    page.body(facts);
    page.text
}

struct Page {
    text: String,
    language: Language,
}

impl Page {
    fn front_matter(&mut self, facts: &Facts<'_>) {
        self.line("---");
        self.text("title", facts.title, ("the name of the API", "le nom de l'API"));
        // Many open with a welcome, or with what the page is.
        let says_what_for = |text: &String| purpose_of(text, facts.title).value == Purpose::Stated;
        let first = facts.description.and_then(first_sentence).filter(says_what_for);
        let tagline = facts.summary.map(str::to_owned).or(first);
        self.text(
            "tagline",
            tagline.as_deref(),
            ("what it is for, in one sentence", "à quoi elle sert, en une phrase"),
        );
        self.producer(facts);
        let contact = facts.contact.email.or(facts.contact.form);
        self.text(
            "contact_link",
            contact,
            ("an address of the team, or a form", "une adresse de l'équipe, ou un formulaire"),
        );
        self.access(facts);
        if let Some(is_used) = facts.franceconnect {
            self.line(&format!("is_france_connected: {}", if is_used { 1 } else { -1 }));
        }
        self.calls(facts);
        self.text(
            "doc_tech_link",
            facts.document_url,
            ("the address of the OpenAPI file", "l'adresse du fichier OpenAPI"),
        );
        let external = facts.technical_documentation.or(facts.functional_documentation);
        self.text(
            "doc_tech_external",
            external,
            ("the page of the documentation", "la page de la documentation"),
        );
        self.known("monitoring_link", facts.availability_url);
        let share = facts.availability.map(|share| {
            format!("Disponibilité annoncée\u{a0}: {}\u{a0}%", share.to_string().replace('.', ","))
        });
        self.known("monitoring_description", share.as_deref());
        self.left(
            "uptime",
            (
                "the availability measured last month, in %",
                "la disponibilité mesurée le mois dernier, en %",
            ),
        );
        self.left("themes", ("the themes of the catalogue", "les thèmes du catalogue"));
        self.left("keywords", ("the words people search", "les mots que l'on cherche"));
        self.left(
            "last_update",
            ("the day the page was last changed", "le jour où la page a été modifiée"),
        );
        self.line("---");
    }

    /// The catalogue names a producer by its id, which only the catalogue gives.
    fn producer(&mut self, facts: &Facts<'_>) {
        let to_do = self.say(("the id of the producer", "l'identifiant du producteur"));
        let name = facts.producer.map(|name| format!(" ({})", one_line(name))).unwrap_or_default();
        self.line(&format!("producer: # {to_do}{name}"));
    }

    fn access(&mut self, facts: &Facts<'_>) {
        match facts.access {
            Some(Access::Open) => self.line("is_open: 1"),
            Some(Access::Account) => {
                self.line("is_open: 0");
                self.text(
                    "account_link",
                    facts.access_request,
                    ("the page where accounts are made", "la page où se crée un compte"),
                );
            }
            Some(Access::Restricted) => {
                self.line("is_open: -1");
                let is_datapass = |url: &&str| url.contains("datapass");
                self.known("datapass_link", facts.access_request.filter(is_datapass));
                self.audiences(facts);
            }
            None => self.left(
                "is_open",
                (
                    "1 (anyone), 0 (with an account), -1 (with an authorisation)",
                    "1 (tout le monde), 0 (avec un compte), -1 (sur habilitation)",
                ),
            ),
        }
    }

    /// Who may ask for access; the page must say it where access is restricted.
    fn audiences(&mut self, facts: &Facts<'_>) {
        let who = ("who may ask for access", "qui peut demander l'accès");
        if facts.audiences.is_empty() {
            return self.left("access_page", who);
        }
        self.line("access_page:");
        for (role, condition) in &facts.audiences {
            let name = match *role {
                "administrations" => "Une administration ou une collectivité",
                "entreprises-associations" => "Une entreprise ou une association",
                _ => "Un particulier",
            };
            self.line(&format!("  - who:\n      - {name}"));
            match condition {
                Some("oui") => self.line("    is_eligible: 1"),
                Some("non") => self.line("    is_eligible: -1"),
                Some(_) => {
                    self.line("    is_eligible: 0");
                    self.left("    description", ("the conditions", "les conditions"));
                }
                None => self.left(
                    "    is_eligible",
                    (
                        "1 (yes), 0 (under conditions), -1 (no)",
                        "1 (oui), 0 (sous conditions), -1 (non)",
                    ),
                ),
            }
        }
    }

    fn calls(&mut self, facts: &Facts<'_>) {
        let (figures, sentence) = match &facts.calls {
            Some(calls) => (calls.figures(), calls.sentence()),
            None => (None, None),
        };
        self.text(
            "rate_limiting_resume",
            figures.as_deref().or(sentence.as_deref()),
            (
                "calls allowed per period: 50 appels / seconde / IP",
                "les appels permis par période, comme 50 appels / seconde / IP",
            ),
        );
        let is_told = figures.is_none() || figures == sentence;
        self.known("rate_limiting_description", sentence.as_deref().filter(|_| !is_told));
        self.known("rate_limiting_link", facts.calls_url);
    }

    fn body(&mut self, facts: &Facts<'_>) {
        self.line("\n### À quoi sert l'API\u{202f}?\n");
        match facts.description {
            Some(description) => self.line(under_level_three(description).trim_end()),
            None => {
                self.comment(("what the API is for, and for whom", "à quoi sert l'API, et à qui"));
            }
        }
        self.line("\n### Périmètre\n");
        self.comment((
            "the territories, the periods and the cases that the data cover",
            "les territoires, les périodes et les cas que couvrent les données",
        ));
        self.line("\n### Modalités d'appel\n");
        self.item(
            "Adresse d'appel",
            facts.base_url.map(link),
            ("the address to call", "l'adresse d'appel"),
        );
        let access = facts.access.map(|access| match access {
            Access::Open => "ouvert à tous",
            Access::Account => "avec un compte",
            Access::Restricted => "sur habilitation",
        });
        self.item("Accès", access.map(str::to_owned), ("who may call", "qui peut appeler l'API"));
        if matches!(facts.access, Some(Access::Account | Access::Restricted)) {
            let request = facts.access_request.map(link);
            self.item(
                "Demande d'accès",
                request,
                ("where access is asked for", "où se demande l'accès"),
            );
        }
        let sentence = facts.calls.as_ref().and_then(super::calls::Calls::sentence);
        let sentence = sentence.map(|sentence| one_line(&sentence));
        self.item(
            "Limite",
            sentence,
            ("how many calls are allowed", "combien d'appels sont permis"),
        );
        self.line("\n### Les données\n");
        let guide = facts.functional_documentation.map(link);
        self.item(
            "Guide",
            guide,
            ("the page that explains the data", "la page qui explique les données"),
        );
        let licence = facts.licence.as_deref().map(one_line);
        self.item("Licence", licence, ("the licence of the data", "la licence des données"));
        self.line("");
        self.comment((
            "the data that the API gives, and how often they are updated",
            "les données que donne l'API, et la fréquence de leur mise à jour",
        ));
    }

    fn line(&mut self, line: &str) {
        // What is shown on a terminal holds none of its commands.
        let kept = line.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t'));
        self.text.extend(kept);
        self.text.push('\n');
    }

    /// « à compléter : … »
    fn say(&self, (en, fr): ToDo) -> String {
        match self.language {
            Language::En => format!("to complete: {en}"),
            Language::Fr => format!("à compléter\u{a0}: {fr}"),
        }
    }

    /// A field of the front matter, or what to write there.
    fn text(&mut self, name: &str, value: Option<&str>, to_do: ToDo) {
        match value {
            Some(_) => self.known(name, value),
            None => self.left(name, to_do),
        }
    }

    /// A field of the front matter that a page may lack. A JSON string is a YAML string.
    fn known(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            let value = serde_json::to_string(&one_line(value)).unwrap_or_default();
            self.line(&format!("{name}: {value}"));
        }
    }

    fn left(&mut self, name: &str, to_do: ToDo) {
        let to_do = self.say(to_do);
        self.line(&format!("{name}: # {to_do}"));
    }

    fn comment(&mut self, to_do: ToDo) {
        let to_do = self.say(to_do);
        let _ = writeln!(self.text, "<!-- {to_do} -->");
    }

    /// An item of a list, or what to write there.
    fn item(&mut self, name: &str, value: Option<String>, to_do: ToDo) {
        match value {
            Some(value) => self.line(&format!("- {name}\u{a0}: {value}")),
            None => {
                let to_do = self.say(to_do);
                self.line(&format!("- {name}\u{a0}: <!-- {to_do} -->"));
            }
        }
    }
}

fn link(url: &str) -> String {
    format!("<{}>", one_line(url))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
