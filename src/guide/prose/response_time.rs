//! Response times: how fast the API is said to answer.
//!
//! The guide: « La vitesse de réponse doit être inférieure à 50ms » (G12).

use std::ops::Range;

use super::Prose;
use super::phrase::{Line, Phrase, phrase};
use super::quantity::{Quantity, quantities};
use super::stated::Stated;
use super::stems::Stems;
use super::subject::words;

/// Words without which no response time is told.
const STEMS: Stems<9> =
    Stems::new(["temp", "late", "resp", "repo", "rép", "vite", "answ", "trai", "hand"]);

/// Words without which no time is told in letters: « moins d'une seconde ».
const UNITS: Stems<2> = Stems::new(["seco", "mill"]);

/// A response time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseTime {
    /// In milliseconds.
    pub milliseconds: u32,
    /// Whether its sentence speaks of a mean: « en moyenne », `median`.
    pub is_mean: bool,
    /// Whether its sentence speaks of a most: « au maximum », « moins de », `within`.
    pub is_most: bool,
}

/// The response times that a text gives, in reading order. Delays past which a call is given up, times of
/// computing and what changed since are none; code is not read.
pub fn response_times(prose: &Prose<'_>) -> Vec<Stated<ResponseTime>> {
    let text = prose.text;
    let has_figure = text.contains(|sign: char| sign.is_ascii_digit()) || UNITS.occur_in(text);
    if !has_figure || !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    for (start, line) in folded.lines() {
        for (value, range) in times(line) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value, range });
        }
    }
    stated
}

/// The times of a sentence, from the words that name them on.
fn times(line: &str) -> Vec<(ResponseTime, Range<usize>)> {
    let said = Line::new(line);
    let Some(named) = NAMES.iter().find_map(|phrase| said.find(phrase)) else {
        return Vec::new();
    };
    let is_aside = words(line).any(|(_, word)| ASIDES.iter().any(|stem| word.starts_with(stem)));
    if is_aside || line.ends_with('?') {
        return Vec::new();
    }
    let (is_mean, is_most) = (said.find(&MEAN).is_some(), said.find(&MOST).is_some());
    quantities(line)
        .chain(of_a_second(line))
        .filter(|quantity| {
            quantity.range.start >= named.end && quantity.range.start - named.end <= 80
        })
        .filter(|quantity| !is_second_of_several(line, quantity, named.end))
        .filter_map(|quantity| {
            let milliseconds = match quantity.unit {
                "ms" | "milliseconde" | "millisecondes" | "millisecond" | "milliseconds" => 1,
                "s" | "sec" | "seconde" | "secondes" | "second" | "seconds" => 1000,
                _ => return None,
            };
            let milliseconds = u32::try_from(quantity.thousandths * milliseconds / 1000).ok()?;
            let time = ResponseTime { milliseconds, is_mean, is_most };
            (milliseconds > 0).then_some((time, named.start..quantity.range.end))
        })
        .collect()
}

/// Whether « une seconde » is the one after the first: « une seconde réponse », « en deux temps : un accusé, puis une seconde ».
fn is_second_of_several(line: &str, quantity: &Quantity<'_>, named: usize) -> bool {
    if line[quantity.range.clone()] == *"un second" {
        return true;
    }
    if line[quantity.range.clone()] != *"une seconde" {
        return false;
    }
    let between = &line[named..quantity.range.start];
    // « Temps de réponse : une seconde » is a time, « répond en deux temps : … » is none.
    let is_verb = line[..named].ends_with(" en");
    let rest = &line[quantity.range.end..];
    let ends = rest.trim_start().is_empty()
        || rest.trim_start().starts_with(|sign: char| !sign.is_ascii_alphanumeric());
    let follows = || AFTER_A_SECOND.opens(rest.trim_start()).is_some();
    between.contains(';')
        || (is_verb && between.contains(':'))
        || words(between).any(|(_, word)| matches!(word, "puis" | "premier" | "premiere"))
        || !(ends || follows())
}

/// What follows « une seconde » when it is a time.
#[rustfmt::skip]
static AFTER_A_SECOND: Phrase = phrase(&[&[
    "au plus", "au maximum", "au pire", "maximum", "maximal", "maximale", "max", "en moyenne", "en general", "en mediane",
    "environ", "ou moins", "par appel", "par requete", "pour", "dans", "sur",
]]);

/// « une demi-seconde », `half a second`, `a second`: times that no number stands before.
fn of_a_second(line: &str) -> impl Iterator<Item = Quantity<'_>> {
    let told = |phrase: &'static Phrase, thousandths: u64, unit: &'static str| {
        let found = Line::new(line).find(phrase)?;
        Some(Quantity { thousandths, unit, range: found })
    };
    let half = told(&HALF, 500, "s");
    let one = told(&ONE, 1000, "s")
        .filter(|one| half.is_none() && !line[one.range.end..].starts_with(" and a half"));
    half.into_iter().chain(one)
}

/// Half a second.
static HALF: Phrase = phrase(&[&["demi", "half a", "half"], &["seconde", "second"]]);

/// A second, where English has no other number.
static ONE: Phrase = phrase(&[&["in", "than", "under", "within", "below"], &["a second"]]);

/// Phrases that name a response time.
#[rustfmt::skip]
static NAMES: &[Phrase] = &[
    phrase(&[&[
        "temps de reponse", "temps moyen de reponse", "temps moyen d'appel", "temps moyen d'un appel", "delai de reponse de l'api",
        "vitesse de reponse", "latence", "repond en", "repondent en", "reponse en",
        "response time", "response times", "latency", "responds in", "responds within",
        "respond in", "respond within", "answers in", "answers within", "answer in", "answer within",
        "responses come in", "responses are returned in", "responses are sent in", "reponses arrivent en",
        "reponses sont renvoyees en", "reponses sont rendues en", "reponse est rendue en", "reponse arrive en",
        "reponse vient en", "answers come in",
    ]]),
    phrase(&[
        &["requete", "requetes", "appel", "appels", "request", "requests", "call", "calls"],
        &["%2"],
        &["traite~ en", "servi~ en", "handled in", "handled within", "answered in", "answered within"],
    ]),
];

/// Words of what calls take as a rule.
#[rustfmt::skip]
static MEAN: Phrase = phrase(&[&[
    "moyen~", "moyenne~", "moyennes", "median~", "mediane~", "habituel", "habituelle", "habituellement",
    "typique~", "generalement", "average", "mean", "median", "typical", "typically", "usually",
    "p50", "on average",
]]);

/// Words of what they take at the most.
#[rustfmt::skip]
static MOST: Phrase = phrase(&[&[
    "maximum", "maximal~", "maximale~", "maximaux", "max", "au plus", "moins de", "moins d'", "inferieur~", "sous",
    "jamais plus", "n'excede", "n'excede pas", "ne depasse", "ne depasse pas", "at most", "up to",
    "less than", "under", "below", "within", "no more than", "never more than", "jusqu'a", "p90", "p95", "p99", "p100",
    "jusque",
]]);

/// Beginnings of words that tell of something else.
#[rustfmt::skip]
const ASIDES: &[&str] = &[
    "timeout", "expir", "abandon", "erreur", "error", "todo", "tbd", "amelior", "improv", "passe",
    "reduit", "reduced", "divise", "attend", "wait", "retry", "reessa", "calcul", "exemple",
    "example", "demande", "habilitation", "support", "incident",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<u32> {
        response_times(&Prose::of(text))
            .into_iter()
            .map(|stated| stated.value.milliseconds)
            .collect()
    }

    #[test]
    fn times_of_the_api() {
        for (text, expected) in [
            ("Le temps de réponse moyen est de 40 ms.", &[40][..]),
            ("Temps de réponse : 40 ms en moyenne, 400 ms au maximum", &[40, 400]),
            ("L'API répond en moins de 200 millisecondes.", &[200]),
            ("Latence : **1,5 s**", &[1500]),
            ("The average response time is 80 ms.", &[80]),
            ("The API responds within 2 seconds.", &[2000]),
            ("Latency: p95 120ms", &[120]),
            ("Chaque requête est traitée en moins de 800 ms.", &[800]),
            ("L'API répond en moins d'une seconde.", &[1000]),
            ("Le temps de réponse est inférieur à une demi-seconde.", &[500]),
            ("Temps de réponse moyen : deux cents millisecondes", &[200]),
            ("Responses come in under one second.", &[1000]),
            ("The API answers in less than a second.", &[1000]),
            ("Latency stays below half a second.", &[500]),
            ("L'API répond en deux secondes et demie.", &[2500]),
            ("Temps de réponse : une seconde au plus", &[1000]),
            ("Le temps de réponse est d'une seconde en moyenne.", &[1000]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn means_and_mosts() {
        for (text, mean, most) in [
            ("Le temps de réponse moyen est de 40 ms.", true, false),
            ("Temps de réponse : 40 ms en moyenne, 400 ms au maximum", true, true),
            ("L'API répond en moins de 200 ms.", false, true),
            ("L'API répond en moins d'une seconde.", false, true),
            ("Responses come in under one second.", false, true),
            ("The API responds within 2 seconds.", false, true),
            ("Median response time: 80 ms", true, false),
            ("Latence : 80 ms", false, false),
        ] {
            let first = response_times(&Prose::of(text))[0].value;
            assert_eq!((first.is_mean, first.is_most), (mean, most), "{text}");
        }
    }

    #[test]
    fn other_times() {
        for text in [
            "Les données sont mises à jour toutes les 30 secondes.",
            "Au-delà de 30 s sans réponse, l'appel est en erreur (timeout).",
            "Le temps de réponse aux demandes d'accès est de 10 secondes",
            "v2 : le temps de réponse est réduit de 400 ms à 40 ms",
            "TODO : temps de réponse de 50 ms",
            "Le temps de réponse dépend de la taille de la demande.",
            "Réponse en JSON, 20 éléments par page",
            "La latence est mesurée toutes les 5 minutes.",
            "Durée du trajet : 30 secondes",
            "`temps de réponse : 40 ms`",
            "98 % des communes répondent",
            "Au-delà d'une seconde sans réponse, l'appel expire.",
            "Une seconde réponse est envoyée au déclarant.",
            "Latency is measured twice a second.",
            "L'API répond en deux temps : un accusé de réception, puis une seconde réponse complète.",
            "L'API répond en deux temps : un accusé de réception, puis une seconde.",
            "L'API répond en JSON ; une seconde requête donne le détail.",
            "L'API répond en JSON ; une seconde.",
            "L'API répond en XML, un second appel donne le PDF.",
            "The API answers in less than a second and a half.",
            "The second response has no body.",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. Le **temps de réponse** est de 40&nbsp;ms.";
        let found = response_times(&Prose::of(text));
        assert_eq!(&text[found[0].range.clone()], "temps de réponse** est de 40&nbsp;ms");
    }
}
