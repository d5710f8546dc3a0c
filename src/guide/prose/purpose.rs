//! Purposes: whether a description says what the API is for.
//!
//! The guide: « À quoi sert-elle ? » (G04), « comprendre en détail à quoi sert l'API » (G07).

mod phrases;
mod question;

use std::ops::Range;

use super::normal::Normal;
use super::organisation::is_institution;
use super::phrase::Line;
use super::placeholder::is_placeholder;
use super::stated::Stated;
use super::subject::{self, Subject};
use phrases::{
    ABOUT_THE_PAGE, BY_MEANS, ELSEWHERE, FAILURES, HOLDERS, IMPERATIVE, NO_ACCESS, NOMINAL,
    OPENINGS, VERBS,
};

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
    let mut previous = "";
    let sentences: Vec<Sentence> = folded
        .lines()
        .map(|(at, line)| {
            let plain = &normal.text[folded.plain(at..at + line.len())];
            let is_answer = question::asks_what_for(previous);
            previous = line;
            Sentence { line, plain, origin: folded.origin(at..at + line.len()), is_answer }
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
    let needs = question_of(&sentences);
    let stated = sentences.iter().enumerate().find(|(index, sentence)| {
        let previous = index.checked_sub(1).map_or("", |before| sentences[before].line);
        sentence.says_purpose(previous) || needs == Some(*index)
    });
    stated.map_or(thin, |(_, sentence)| Stated {
        value: Purpose::Stated,
        range: sentence.origin.clone(),
    })
}

/// The question that tells the need which the API is then said to meet, among the first that follow.
fn question_of(sentences: &[Sentence<'_>]) -> Option<usize> {
    sentences.iter().position(|sentence| question::tells_a_need(sentence.line)).filter(|need| {
        let follows = sentences.iter().skip(need + 1).take(4);
        follows
            .filter(|sentence| !sentence.line.ends_with('?'))
            .take(1)
            .any(|sentence| question::answers(sentence.line))
    })
}

/// A sentence: folded, in its own case, and its place in the description.
struct Sentence<'n> {
    line: &'n str,
    plain: &'n str,
    origin: Range<usize>,
    /// Whether it follows « À quoi ça sert ? ».
    is_answer: bool,
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
        if self.is_answer
            && subject::words(self.line).count() >= 6
            && !question::is_of_form(self.line)
        {
            return true;
        }
        let line = Line::new(self.line);
        let nominal = NOMINAL.iter().find_map(|phrase| line.opening(phrase));
        nominal.is_some_and(|end| self.says_what_is_done(end))
            || line.opening(&IMPERATIVE).is_some_and(|end| self.invites_to_do(end))
            || line.find_all(&BY_MEANS).any(|means| self.is_done_by(&means))
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

    /// « Accédez à la liste des ponts », and not « Accédez à la documentation », « Accédez à l'API ».
    fn invites_to_do(&self, end: usize) -> bool {
        let rest = &self.line[end..];
        let elsewhere = |(_, word): (usize, &str)| ELSEWHERE.contains(&word);
        let is_of_data = matches!(subject::first(rest), None | Some(Subject::Data));
        is_of_data
            && subject::words(rest).count() >= 2
            && !subject::words(rest).take(4).any(elsewhere)
    }

    /// « Grâce à cette API, les communes connaissent… »: something is done, and not asked for.
    fn is_done_by(&self, means: &Range<usize>) -> bool {
        let (before, after) = (&self.line[..means.start], &self.line[means.end..]);
        let someone = subject::words(after)
            .next()
            .is_some_and(|(_, word)| matches!(word, "vous" | "on" | "chacun" | "you"));
        let opens =
            before.trim().is_empty() && (someone || after.chars().take(40).any(|sign| sign == ','));
        let clause = if opens { &after[after.find(',').unwrap_or(0)..] } else { self.line };
        let can = ["pouvez", "peuvent", "peut", "possible", "can"];
        let able = subject::words(before)
            .chain(subject::words(after))
            .any(|(_, word)| can.contains(&word));
        let aside =
            [Subject::Credential, Subject::Documentation, Subject::Environment, Subject::Code];
        let asks = ["doit", "doivent", "devez", "faut", "must", "need", "erreur", "error"];
        let is_aside = aside.iter().any(|subject| subject::mentions(self.line, *subject))
            || subject::words(self.line).any(|(_, word)| asks.contains(&word));
        let closes = after.trim_matches(['.', ' ', '!']).is_empty();
        (opens || (able && (closes || before.trim_end().ends_with(','))))
            && subject::words(clause).count() >= 4
            && !is_aside
    }

    /// Whether the verb has the API for subject, and something else than a key for object.
    fn is_told_of_api(&self, verb: &Range<usize>, previous: &str) -> bool {
        let before = &self.line[..verb.start];
        let object = &self.line[verb.end..self.line.len().min(verb.end + 40)];
        let gives_key =
            ["jeton", "token", "cle d'", "api key"].iter().any(|key| object.contains(key));
        // The verb is read too: `is a` trademark.
        let told = &self.line[verb.start..verb.end + object.len()];
        let of_failures = FAILURES.iter().any(|words| told.contains(words));
        // « le service proposé par X » has lost its accent.
        let participle = object.trim_start().starts_with("par ");
        let clause = match before.rfind(',') {
            // « Cette interface, développée par X, sert à »
            Some(at) if before[at + 1..].trim().is_empty() => {
                before.split(',').next().unwrap_or("")
            }
            Some(at) => &before[at + 1..],
            None => before,
        };
        // « L'Institut diffuse par cette API… »
        if BY_MEANS.opens(object.trim_start()).is_some() && !gives_key {
            return true;
        }
        // « L'API Données foncières permet… »: what opens the sentence is the subject, whatever its name holds.
        let opens = subject::nearest(&before[..before.len().min(8)])
            .is_some_and(|(first, _)| first == Subject::Api);
        !gives_key
            && !participle
            && !of_failures
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
            "Accédez à la liste des ponts de votre commune.",
            "Grâce à cette API, retrouvez les ponts d'une commune en un appel.",
            "Avec l'API Ponts, une commune suit l'état de ses ouvrages.",
            "Vous pouvez, avec cette API, connaître les ponts fermés.",
            "Cette API met en relation les communes et les bureaux d'études.",
            "Trouvez le pont le plus proche d'une adresse.",
            "Use the Bridges API to look up load limits.",
            "Bridges API gives you the load limit of every bridge.",
            "Les communes peuvent déclarer un pont au moyen de cette API.",
            "Cette API a été créée pour simplifier la déclaration des ponts.",
            "Interroge la base nationale des ponts à partir d'une adresse.",
            "This API provides access to the national register of bridges.",
            "The bridges service lets you find a bridge near a point.",
            "The purpose of this API is to give the bridges of a town to those who travel.",
            "Le but de cette API est de donner les ponts d'une commune.",
            "Vous cherchez un pont près de chez vous ? Cette API est faite pour vous.",
            "Avec cette API vous obtenez en temps réel le nombre de ponts ouverts.",
            "Cette interface, développée par la Direction des ponts pour les communes, sert à retrouver un pont.",
            "# À quoi ça sert ?\n\nLes notaires connaissent en un appel les servitudes d'un pont.",
            "L'Institut des ponts diffuse par cette API les résultats du recensement.",
            "Comment trouver un ouvrage ? Quelle est sa hauteur libre ? L'API Ponts répond à ces questions.",
            "Looking for a bridge near you? This API is for you.",
            "How many bridges may carry 40 tonnes? The Bridges API answers the question.",
            "This API returns the status of each bridge of a town.",
            "Cette API renvoie le status d'avancement d'un chantier de pont.",
            "This API lets you search every registered trademark of the bridge makers.",
            "Cette API donne les 429 ponts du département de la Loire.",
            "# Objectif\n\nDonner aux communes la hauteur de chaque pont de leur territoire.",
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
            "Accédez à l'API avec votre clé, dans l'en-tête de chaque appel, selon le format convenu avec l'équipe des ponts.",
            "Avec cette API, vous devez joindre une preuve à chaque appel, dans un en-tête dont le format est convenu avec l'équipe.",
            "Consultez notre site pour connaître les nouveautés, les dates de formation et les rencontres des utilisateurs en région.",
            "Grâce à ce jeton, vous pouvez appeler le service des ponts pendant une heure, autant de fois que vous le souhaitez.",
            "API du ministère des Ponts. Les réponses sont au format GeoJSON et les coordonnées en degrés décimaux, longitude d'abord.",
            "Access is limited to French public administrations. Responses are in JSON and all coordinates are in decimal degrees.",
            "API qui permet de vérifier que les ponts sont en règle.",
            "# À quoi ça sert ?\n\nVoir la page.\n\nLes réponses sont au format GeoJSON et les coordonnées sont exprimées en degrés décimaux, longitude d'abord.",
            "# Objectif\n\nLes réponses de ce service sont toujours au format JSON encodé en UTF-8, et les dates suivent la norme ISO 8601.",
            "# Objectifs\n\nLe format des fichiers suit la norme ISO 8601 pour les dates, et les coordonnées sont en degrés décimaux partout.",
            "# Purpose\n\nAll responses of this service are encoded in UTF-8, and dates follow the ISO 8601 standard in every field of them.",
            "When too many calls are made in a minute, the API returns a 429 status along with a header that tells when to try again.",
            "When a parameter is wrong or missing, the API returns a status code and a text that says which of them it is.",
            "Ponts is a registered trademark of the Bridge Company. All rights reserved, as are those of other names and marks here.",
            "When the limit is exceeded by a request, the API returns an HTTP 429 status along with a header that tells when to try again.",
            "Vous cherchez un jeton ? Cette API est faite pour vous, et vous répond en JSON dans un délai que nous tenons court.",
            "Vous cherchez un pont ? Le forum des usagers est fait pour vous : on y répond à toutes les questions des voyageurs.",
            "Need help with your calls? This API is for you, and its answers are in JSON with degrees as decimal numbers.",
            "How do I find a bridge? Responses are in JSON and all coordinates are in decimal degrees, longitude first.",
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
