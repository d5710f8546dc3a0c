//! Purposes: whether a description says what the API is for.
//!
//! The guide: « À quoi sert-elle ? » (G04), « comprendre en détail à quoi sert l'API » (G07).

use std::ops::Range;

use super::normal::Normal;
use super::organisation::is_institution;
use super::phrase::{Line, Phrase, phrase};
use super::placeholder::is_placeholder;
use super::stated::Stated;
use super::subject::{self, Subject};

/// Whether a description says what the API is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A sentence says it, in a text of some substance.
    Stated,
    /// There is a text, and it is too short, or speaks only of the documentation, of access, of tests.
    Thin,
    /// There is no text.
    Absent,
}

/// The characters of prose under which a description is thin (the catalogue of data.gouv.fr asks for more than 100).
pub const SUBSTANCE: usize = 100;

/// Judges `info.description` (joined with `info.summary` by the caller, if it likes). The range is the sentence that says
/// the purpose when it is stated, the whole text when it is thin, and empty when there is none.
pub fn purpose_of(description: &str, title: Option<&str>) -> Stated<Purpose> {
    let trimmed = description.trim();
    if trimmed.is_empty() || is_placeholder(trimmed) {
        return Stated { value: Purpose::Absent, range: 0..0 };
    }
    let start = description.len() - description.trim_start().len();
    let thin = Stated { value: Purpose::Thin, range: start..start + trimmed.len() };
    let normal = Normal::without_code(description);
    let folded = normal.folded();
    let title = title.map(|title| Normal::of(title).folded().text.to_owned()).unwrap_or_default();
    let mut headings = Headings::of(description);
    let sentences: Vec<Sentence> = folded
        .lines()
        .map(|(at, line)| {
            let plain = &normal.text[folded.plain(at..at + line.len())];
            Sentence { line, plain, origin: folded.origin(at..at + line.len()) }
        })
        .filter(|sentence| !headings.hold(sentence.origin.start))
        .collect();
    let prose: usize = sentences
        .iter()
        .filter(|sentence| sentence.is_prose(&title))
        .map(|sentence| sentence.line.len())
        .sum();
    if prose < SUBSTANCE {
        return thin;
    }
    let stated = sentences.iter().enumerate().find(|(index, sentence)| {
        let previous = index.checked_sub(1).map_or("", |before| sentences[before].line);
        sentence.says_purpose(previous)
    });
    stated.map_or(thin, |(_, sentence)| Stated {
        value: Purpose::Stated,
        range: sentence.origin.clone(),
    })
}

/// A sentence: folded, in its own case, and its place in the description.
struct Sentence<'n> {
    line: &'n str,
    plain: &'n str,
    origin: Range<usize>,
}

/// The headings of a description, looked for line by line.
struct Headings<'t> {
    text: &'t str,
    /// Up to where line feeds were looked for.
    read: usize,
    /// Whether the line that stands there is a heading.
    holds: bool,
}

impl<'t> Headings<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, read: 0, holds: is_heading(text) }
    }

    /// Whether the line where a byte stands is a heading. Bytes are asked about in the order of the text.
    fn hold(&mut self, byte: usize) -> bool {
        if let Some(passed) = self.text.get(self.read..byte) {
            if let Some(end) = passed.rfind('\n') {
                self.holds = is_heading(&self.text[self.read + end + 1..]);
            }
            self.read = byte;
        }
        self.holds
    }
}

/// Whether a text opens with a heading.
fn is_heading(text: &str) -> bool {
    text.trim_start().starts_with('#')
}

impl Sentence<'_> {
    /// Whether it tells something: not data, not a welcome, not the title.
    fn is_prose(&self, title: &str) -> bool {
        let small = self
            .plain
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase))
            .count();
        small >= 4 && self.line != title && !self.is_about_the_page()
    }

    fn is_about_the_page(&self) -> bool {
        ABOUT_THE_PAGE.iter().any(|words| self.line.starts_with(words))
    }

    /// Whether it says what the API is for. `previous` is the sentence before, which a pronoun may refer to.
    fn says_purpose(&self, previous: &str) -> bool {
        let first = subject::first(self.line);
        let aside = matches!(
            first,
            Some(
                Subject::Documentation | Subject::Credential | Subject::Environment | Subject::Code
            )
        );
        if aside
            || self.line.ends_with('?')
            || subject::mentions(self.line, Subject::Environment)
            || self.is_about_the_page()
        {
            return false;
        }
        let line = Line::new(self.line);
        let nominal = NOMINAL.iter().find_map(|phrase| line.opening(phrase));
        nominal.is_some_and(|end| self.says_what_is_done(end))
            || VERBS.iter().any(|phrase| {
                line.find_all(phrase).any(|verb| self.is_told_of_api(&verb, previous))
            })
    }

    /// Whether an action or data follow a nominal opening: not « API du ministère », not `Access is limited`.
    fn says_what_is_done(&self, end: usize) -> bool {
        let (opening, rest) = self.line.split_at(end);
        let mut words = subject::words(rest).map(|(_, word)| word);
        let next = words.find(|word| !["l", "la", "le", "les"].contains(word)).unwrap_or("");
        let of_access = opening.starts_with("acces");
        let to_the_api = subject::first(rest) == Some(Subject::Api) || NO_ACCESS.contains(&next);
        let opens_access = of_access && to_the_api;
        !opens_access && !is_institution(next)
    }

    /// Whether the verb has the API for subject, and something else than a key for object.
    fn is_told_of_api(&self, verb: &Range<usize>, previous: &str) -> bool {
        let before = &self.line[..verb.start];
        let object = &self.line[verb.end..self.line.len().min(verb.end + 40)];
        let gives_key =
            ["jeton", "token", "cle d'", "api key"].iter().any(|key| object.contains(key));
        // « le service proposé par X » has lost its accent.
        let participle = object.trim_start().starts_with("par ");
        let clause = &before[before.rfind(',').map_or(0, |at| at + 1)..];
        // « L'API Données foncières permet… »: what opens the sentence is the subject, whatever its name holds.
        let opens = subject::nearest(&before[..before.len().min(8)])
            .is_some_and(|(first, _)| first == Subject::Api);
        !gives_key
            && !participle
            && match subject::nearest_thing(clause) {
                _ if opens && !subject::acts(before) => true,
                Some((Subject::Api, _)) => true,
                Some((Subject::Data, at)) => {
                    HOLDERS.iter().any(|holder| clause[at..].starts_with(holder))
                }
                Some(_) => false,
                None => follows_on(before, previous) || self.is_named(before, clause),
            }
    }

    /// « Ponts est un service de… »: a proper name opens the sentence.
    fn is_named(&self, before: &str, clause: &str) -> bool {
        let plain =
            self.plain.split(',').nth(before.matches(',').count()).unwrap_or("").trim_start();
        let name = ["Le ", "La ", "L'", "le ", "la ", "l'"]
            .iter()
            .find_map(|article| plain.strip_prefix(article));
        let capital = name.unwrap_or(plain).starts_with(char::is_uppercase);
        let word = subject::words(clause).next().map_or("", |(_, word)| word);
        let opening = name.is_none() && OPENINGS.contains(&word);
        let aim = clause.starts_with("le but d") || clause.starts_with("l'objectif d");
        aim || (capital && !opening && clause.len() <= 90)
    }
}

/// « Elle permet… » after a sentence on the API.
fn follows_on(before: &str, previous: &str) -> bool {
    let pronoun = subject::words(before)
        .next()
        .is_some_and(|(_, word)| matches!(word, "elle" | "il" | "it" | "ceci" | "cela"));
    pronoun && before.len() <= 30 && subject::first(previous) == Some(Subject::Api)
}

/// Sentences that open with what the API does, without a verb or in the imperative.
#[rustfmt::skip]
const NOMINAL: &[Phrase] = &[
    phrase(&[
        &[
            "cette", "l'", "une", "the", "an", "a", "rest", "restful", "public", "backend", "http",
            "web", "json", "",
        ],
        &["api", "apis", "service", "webservice", "module", "interface"],
        &["%1"],
        &[
            "de", "d'", "du", "des", "pour", "permettant", "qui", "visant", "donnant", "to", "for",
            "that", "which",
        ],
    ]),
    phrase(&[
        &[
            "recherche", "recuperation", "consultation", "exposition", "acces", "calcul", "gestion",
            "mise a disposition", "restitution", "diffusion", "interrogation", "verification",
            "controle", "publication", "simulation", "suivi", "envoi", "depot",
        ],
        &["de", "d'", "du", "des", "a", "au", "aux"],
    ]),
    phrase(&[&[
        "rechercher", "recuperer", "consulter", "interroger", "calculer", "obtenir", "acceder",
        "verifier", "access", "search", "retrieve", "query", "find", "manage", "compute", "get",
        "use this api to", "with this api you can", "avec cette api vous pouvez",
    ]]),
];

/// Verbs that say what an API does for those who call it.
#[rustfmt::skip]
const VERBS: &[Phrase] = &[
    phrase(&[&[
        "permet", "permettent", "permettant", "retourne", "retournent", "renvoie", "renvoient",
        "restitue", "restituent", "delivre", "delivrent", "fournit", "fournissent", "fournissant",
        "expose", "exposent", "exposant", "propose", "proposent", "proposant", "offre", "offrent",
        "recense", "recensent", "calcule", "calculent", "centralise", "gere", "gerent", "vise a",
        "visent a", "visant a", "sert a", "servent a", "rassemble", "regroupe", "facilite",
        "diffuse", "simplifie", "est de", "est utilise~ pour", "sont utilise~ pour", "concu~ pour",
        "destine~ a", "allow", "allows", "enable", "enables", "let you", "lets you", "provide",
        "provides", "give access", "gives access", "return", "returns", "exposes", "offers",
        "helps", "is used to", "is used for", "are used to", "are used for", "designed to",
        "built to",
    ]]),
    phrase(&[&["donne", "donnent", "donnant"], &["acces", "un acces", "la possibilite"]]),
    phrase(&[&["met", "mettent", "mettant"], &["a disposition", "a la disposition"]]),
    phrase(&[&["a pour", "ont pour"], &["objet", "but", "objectif", "vocation", "finalite"]]),
    phrase(&[
        &["est un", "est une", "est le", "est la"],
        &["%5"],
        &["de", "du", "des", "d'", "pour", "permettant", "qui", "visant"],
    ]),
    phrase(&[&["is a", "is an", "is the"], &["%5"], &["for", "to", "of", "that", "which"]]),
];

/// Words after « accès » that make it access to the API rather than to its data.
const NO_ACCESS: &[&str] =
    &["is", "are", "to", "via", "through", "token", "tokens", "control", "key", "keys"];

/// Data that stand for the service which opens them: « le registre recense… ».
#[rustfmt::skip]
const HOLDERS: &[&str] = &[
    "base ", "registre ", "referentiel ", "catalogue ", "registry ",
];

/// Words that open a sentence with a capital and name nothing.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "elle", "il", "elles", "ils", "ce", "cet", "cette", "ces", "cela", "vous", "nous", "on", "it",
    "this", "you", "we", "pour", "afin", "dans", "si", "un", "une", "en", "attention", "in", "if",
    "for", "to", "le", "la", "les", "the", "exemple", "note",
];

/// Openings of sentences on the page that is being read.
#[rustfmt::skip]
const ABOUT_THE_PAGE: &[&str] = &[
    "bienvenue", "welcome", "cette page", "cette documentation", "ce document", "ce swagger",
    "ce site", "cette section", "la documentation", "vous trouverez", "voici l", "this page",
    "this document", "this is the swagger", "this is the openapi", "this is the documentation",
    "documentation de", "documentation technique", "description de l'api", "here you will find",
    "you will find", "below",
];

#[cfg(test)]
mod tests {
    use super::*;

    const FILLER: &str = " Les réponses sont au format GeoJSON et les coordonnées sont exprimées en degrés décimaux, longitude d'abord.";

    #[track_caller]
    fn says(text: &str, expected: Purpose) {
        assert_eq!(purpose_of(text, Some("API Ponts")).value, expected, "{text}");
    }

    #[test]
    fn purposes_that_are_stated() {
        for text in [
            "L'API Ponts permet de rechercher un pont de France par son nom.",
            "Le service d’interrogation des ponts permet d’obtenir les informations suivantes :\n\n * la portée\n * le gabarit\n",
            "API de récupération des ponts associés à une commune donnée.",
            "Cette API retourne les ponts d'une commune.",
            "L'API donne la possibilité d'interroger le registre des ponts.",
            "Ponts est un service de gestion des ponts pour les départements.",
            "La Cour des ponts a initié le projet PONTS visant à la conception d'un moteur de recherche.",
            "Bienvenue. L'API Ponts est ouverte. Elle permet de trouver un pont.",
            "Recherche des ponts de France dans le registre national.",
            "Cette interface a été conçue pour automatiser le dépôt des déclarations.",
            "REST API for managing bridges.",
            "Use this API to search bridges.",
            "Access bridge data for every municipality as JSON.",
            "This API provides access to the national register of bridges.",
            "The bridges service lets you find a bridge near a point.",
        ] {
            says(&format!("{text}{FILLER}"), Purpose::Stated);
        }
    }

    #[test]
    fn thin_descriptions() {
        for text in [
            "API Ponts",
            "API de récupération des ponts",
            "This is the Ponts API schema.",
            "API du ministère des Ponts. Les réponses sont au format GeoJSON et les coordonnées en degrés décimaux, longitude d'abord.",
            "Access is limited to French public administrations. Responses are in JSON and all coordinates are in decimal degrees.",
            "API qui permet de vérifier que les ponts sont en règle.",
            "https://ponts.api.gouv.fr/documentation/une-adresse-tres-longue-qui-ne-dit-rien-de-ce-que-fait-cette-interface/lire",
            "Vous trouverez ci-dessous l’ensemble des points d’entrée offerts par l’API Ponts, et le support répond aux questions de tous.",
            "Cette page contient la documentation technique pour accéder à API Ponts. L'API étant accessible uniquement sous habilitation, il faut une clé.",
            "API Ponts est une API en accès restreint, ce qui signifie qu'il vous faut remplir une demande avant de pouvoir l'utiliser avec des vraies données.",
            "Ce swagger permet d'effectuer directement depuis votre navigateur des tests. Un jeton de staging vous permet de recevoir des données fictives.",
            "# Rechercher un pont dans l'API\n\nL'accès demande un jeton : L'API est protégée par OAuth2, qui permet d'obtenir un jeton pour la suite des appels.",
            "# Bienvenue sur la documentation interactive de l'API Ponts\n\nAPI d'insertion des ponts\n\n#### Jetons valides :\n\n    2ed3c3176ad1a803603841b13fd3437a\n",
        ] {
            says(text, Purpose::Thin);
        }
    }

    #[test]
    fn no_description() {
        for text in ["", " \n", "TODO", "À compléter"] {
            says(text, Purpose::Absent);
        }
    }

    #[test]
    fn the_sentence_is_shown_where_it_stands() {
        let text =
            format!("## Bienvenue\n\nL&apos;API **Ponts** permet de trouver un pont.{FILLER}");
        let purpose = purpose_of(&text, None);
        assert_eq!(&text[purpose.range], "L&apos;API **Ponts** permet de trouver un pont.");
        assert_eq!(purpose_of(" Court. ", None).range, 1..7);
    }
}
