//! A phrase that was found in a sentence, read with the words around it.

use std::ops::Range;

use super::super::subject::{self, Subject};
use super::super::unguarded::asks_otherwise;
use super::patterns::{About, Pattern};

/// A phrase that was found, and what is around it.
pub(super) struct Match<'f> {
    pub pattern: &'static Pattern,
    pub before: &'f str,
    pub words: &'f str,
    pub after: &'f str,
    /// What it is said of, and where that is named.
    pub subject: Option<(Subject, usize)>,
}

impl Match<'_> {
    /// The place of the words to show: from the subject on, where it is the API.
    pub fn shown(&self) -> Range<usize> {
        let start = self.before.len();
        let said_of = self.subject.filter(|(subject, _)| *subject != Subject::Data);
        let from = said_of
            .filter(|_| self.pattern.about != About::Itself)
            .map_or(start, |(_, at)| at.min(start));
        from..start + self.words.len()
    }

    /// Whether what follows a restriction is no public: a format, an address, a number, readers of documentation.
    pub fn names_no_public(&self) -> bool {
        let last = self.words.rsplit([' ', '\'']).next().unwrap_or("");
        if !["aux", "des", "les", "l", "", "to", "for", "by"].contains(&last) {
            return false;
        }
        let words: Vec<&str> = subject::words(self.after).map(|(_, word)| word).take(2).collect();
        let number = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
        words.first().is_some_and(|word| NO_PUBLIC.contains(word) || number(word))
            || words == ["equipes", "techniques"]
    }

    /// `public API key`, `open API specification`: the words are part of a name.
    pub fn names_a_thing(&self) -> bool {
        let next = subject::words(self.after).next().map_or("", |(_, word)| word);
        let things = [
            "key",
            "keys",
            "specification",
            "specifications",
            "spec",
            "schema",
            "document",
            "description",
        ];
        self.pattern.about == About::Itself && things.contains(&next)
    }

    /// « préférer l'API en open data »: another API than this one.
    pub fn is_of_another(&self) -> bool {
        let named_at = self.subject.map_or(self.before.len(), |(_, at)| at.min(self.before.len()));
        let named = &self.before[..named_at];
        if named.ends_with("pour utiliser l'") {
            return false;
        }
        ELSEWHERE.iter().any(|words| self.before.ends_with(words) || named.ends_with(words))
    }

    /// « aux communes une API »: the API, or an interface, is what is given, and not something of it.
    pub fn gives_the_api(&self) -> bool {
        let words: Vec<&str> = subject::words(self.after).map(|(_, word)| word).take(10).collect();
        let is_object = |pair: &&[&str]| match pair[0] {
            "un" | "une" | "cette" | "ce" | "son" | "sa" => true,
            "l" => pair[1] == "api",
            _ => false,
        };
        let at = words.windows(2).position(|pair| is_object(&pair));
        match at.map(|at| &words[at + 1..]) {
            Some(["service", next, ..]) => *next == "web",
            Some([noun, ..]) => {
                matches!(*noun, "api" | "interface" | "webservice" | "teleservice")
            }
            _ => false,
        }
    }

    /// « L'application propose aux agents… »: the API does not offer itself.
    pub fn is_by_the_api(&self) -> bool {
        let clause = self.before.trim_end_matches([',', ' ']).rsplit(',').next().unwrap_or("");
        subject::first(clause) == Some(Subject::Api)
    }

    /// « sans clé, avec un certificat »: one credential is not asked for, and another is.
    pub fn trades_a_credential(&self) -> bool {
        subject::mentions(self.words, Subject::Credential) && asks_otherwise(self.after)
    }

    /// « sans clé pour la lecture », `no key is required for GET requests`
    pub fn is_of_some_calls(&self) -> bool {
        let clause = self.after.split([',', ';']).next().unwrap_or("");
        subject::mentions(self.words, Subject::Credential)
            && !clause.contains("lecture seule")
            && SOME_CALLS.iter().any(|words| clause.contains(words))
    }

    /// « aucune authentification requise »
    pub fn is_absence(&self) -> bool {
        ABSENCES.iter().any(|absence| self.before.ends_with(absence))
    }

    /// « réservée aux utilisateurs authentifiés » does not say who they are.
    pub fn is_any_user(&self) -> bool {
        let words: Vec<&str> = subject::words(self.after).map(|(_, word)| word).take(2).collect();
        match words.as_slice() {
            ["utilisateurs" | "utilisateur", state] => {
                ["authentifie", "connecte", "enregistre", "inscrit"]
                    .iter()
                    .any(|known| state.starts_with(known))
            }
            ["authenticated" | "registered" | "logged", _] | ["users", ..] => true,
            _ => false,
        }
    }
}

#[rustfmt::skip]
const SOME_CALLS: &[&str] = &[
    " for get ", "get request", "get call", "requetes get", "appels get", "methodes get", " en get", " en lecture",
    " pour la lecture", " for reading", " for read", " read access",
];

#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "preferer l'", "privilegier l'", "preferez l'", "utiliser l'", "utilisez l'", "voir l'",
    "consulter l'", "autre ", " par ", "via l'", "via ",
];

const ABSENCES: &[&str] = &["no ", "aucune ", "aucun ", "sans ", "pas d'", "pas de ", "without "];

#[rustfmt::skip]
const NO_PUBLIC: &[&str] = &[
    "format", "formats", "adresse", "adresses", "url", "urls", "endpoint", "endpoints",
    "developpeurs", "developpeur", "developers", "developer", "testing", "tests", "test", "the",
    "http", "https", "get", "post", "id", "its", "using", "via", "personnes", "requetes",
    "parametres", "champs", "appels", "methodes", "cas", "fins", "besoins", "memes",
];
