//! Delays of answers to requests for access.
//!
//! The guide: « le délai de réponse aux demandes d'accès doit être inférieur à 15 jours » (G16).

use std::ops::Range;

use super::aside::is_aside;
use super::phrase::{Line, Phrase, phrase};
use super::quantity::quantities;
use super::stated::{Stated, by_sentence};
use super::stems::Stems;
use super::subject::words;

/// Units of time, without which no delay is told.
const STEMS: Stems<9> =
    Stems::new(["jour", "day", "days", "sema", "week", "mois", "mont", "heur", "hour"]);

/// How many days a request for access takes to be answered, as far as a text says it: calendar days, working ones counted as
/// such. How long access lasts, how old data are and how fast support answers are something else; code is not read.
pub fn delays_stated(text: &str) -> Vec<Stated<u32>> {
    if !STEMS.occur_in(text) {
        return Vec::new();
    }
    by_sentence(text, delay)
}

fn delay(line: &str, previous: &str) -> Option<(u32, Range<usize>)> {
    let of_access = |line: &str| {
        words(line).any(|(_, word)| {
            ACCESS_WORDS.contains(&word) || ACCESSES.iter().any(|stem| word.starts_with(stem))
        })
    };
    let asked = |line: &str| {
        words(line).any(|(_, word)| {
            REQUEST_WORDS.contains(&word) || REQUESTS.iter().any(|stem| word.starts_with(stem))
        })
    };
    let is_of_else = words(line).any(|(_, word)| {
        LASTING.contains(&word) || ENDING.iter().any(|stem| word.starts_with(stem))
    });
    if is_aside(line) || is_of_else || !asked(line) || !(of_access(line) || of_access(previous)) {
        return None;
    }
    quantities(line).find_map(|quantity| {
        let days = match quantity.unit {
            "jour" | "jours" | "day" | "days" | "working" | "business" | "calendar" => 1,
            "semaine" | "semaines" | "week" | "weeks" => 7,
            "mois" | "month" | "months" => 30,
            "heure" | "heures" | "hour" | "hours" | "h" => 0,
            _ => return None,
        };
        let before = &line[quantity.range.start.saturating_sub(80)..quantity.range.start];
        let said = Line::new(before);
        let near = said.find_all(&NEAR).filter(|cue| before.len() - cue.end <= 12);
        let cue = near.chain(said.find_all(&FAR)).next()?;
        let number = quantity.thousandths.div_ceil(1000);
        let days = if days == 0 { number.div_ceil(24) } else { number * days };
        let from = quantity.range.start - (before.len() - cue.start);
        Some((u32::try_from(days).ok()?, from..quantity.range.end))
    })
}

/// Beginnings of words for access; those of three letters or of « accéder » are too many: they count whole.
const ACCESSES: &[&str] = &["habilit", "souscri", "agrement", "subscri", "datapass"];
/// Words for access.
#[rustfmt::skip]
const ACCESS_WORDS: &[&str] = &[
    "acces", "access", "jeton", "jetons", "token", "tokens", "cle", "cles", "key", "keys",
];
/// Beginnings of words for asking.
#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "habilit", "instru", "repon", "request", "applicat", "answer", "trait", "souscri", "delivr",
    "processed", "granted", "reviewed", "obtenir", "obtention", "recevoir", "obtain", "receive",
];
/// Words for asking: not « demandeur ».
const REQUEST_WORDS: &[&str] = &["demande", "demandes", "demander", "demandez"];
/// Words that tell how long something lasts.
#[rustfmt::skip]
const LASTING: &[&str] = &[
    "valide", "valides", "valable", "valables", "validite", "valid", "validity", "duree",
    "lifetime", "historique", "history", "jour",
];
/// Beginnings of words that tell of an end, of an update, of support.
#[rustfmt::skip]
const ENDING: &[&str] = &[
    "expir", "renouvel", "renew", "conserv", "retention", "actualis", "rafraich", "updat", "purg",
    "supprim", "delet", "inactiv", "revoq", "revok", "desactiv", "bloqu", "preavis", "maintenan",
    "incident", "bug", "panne", "paiement", "payment", "requete", "appel", "quota",
];

/// Words that stand just before a delay.
#[rustfmt::skip]
static NEAR: Phrase = phrase(&[&[
    "sous", "en moins de", "dans les", "d'ici", "en", "within", "less than", "under", "in", "comptez",
    "compter", "prevoyez", "prevoir", "allow", "expect",
]]);

/// Words that announce one.
static FAR: Phrase = phrase(&[&["delai", "delais", "delay", "takes"]]);

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(text: &str) -> Vec<u32> {
        delays_stated(text).into_iter().map(|stated| stated.value).collect()
    }

    #[test]
    fn delays_of_access() {
        for (text, days) in [
            ("Les demandes d'habilitation sont traitées sous 15 jours.", 15),
            ("Le délai de réponse aux demandes d'accès est de 10 jours ouvrés.", 10),
            ("Votre demande d'accès est instruite en moins de deux semaines.", 14),
            ("Réponse à une demande d'habilitation dans un délai de quinze jours", 15),
            ("Access requests are answered within 5 working days.", 5),
            ("Votre jeton est délivré sous 48 heures.", 2),
            ("L'accès se demande par courriel. La réponse est donnée sous 20 jours.", 20),
            ("Les demandes d'habilitation sont traitées sous 1 mois.", 30),
            ("Comptez deux semaines pour obtenir une clé.", 14),
            ("Allow one week for your access request to be reviewed.", 7),
            ("Une réponse à votre demande d'accès vous parvient sous une semaine.", 7),
        ] {
            assert_eq!(delays(text), [days], "{text}");
        }
    }

    #[test]
    fn other_delays() {
        for text in [
            "Les données sont mises à jour tous les 15 jours.",
            "Le jeton est valable 30 jours.",
            "L'accès est fermé sous 30 jours d'inactivité.",
            "Les demandes de paiement sont traitées sous 5 jours.",
            "Le support répond sous 48 heures.",
            "Votre habilitation doit être renouvelée sous 15 jours.",
            "Accès aux données des 15 derniers jours",
            "5000 appels par jour et par jeton",
            "TODO : demandes d'accès traitées sous 15 jours",
            "98 % des demandes d'accès aboutissent.",
            "Part des demandeurs d'emploi ayant accédé à un emploi dans les 6 mois",
            "Accès à l'emploi des demandeurs d'emploi sous 6 mois",
        ] {
            assert!(delays(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. Les demandes d'accès sont traitées **sous** 15&nbsp;jours.";
        let found = delays_stated(text);
        assert_eq!(&text[found[0].range.clone()], "sous** 15&nbsp;jours");
    }
}
