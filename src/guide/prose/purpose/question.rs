//! Purposes told as a need and an answer: « Vous cherchez un pont ? Cette API est faite pour vous. »

use super::super::phrase::{Line, Phrase, phrase};
use super::super::subject::{self, Subject};

/// Whether a folded question tells a need that an API may meet: not one of a key, of help, of the API itself.
pub(super) fn tells_a_need(line: &str) -> bool {
    line.ends_with('?')
        && NEED.opens(line).is_some_and(|end| {
            let rest = &line[end..];
            let of_help = |(_, word): (usize, &str)| HELP.contains(&word);
            subject::words(rest).count() >= 2
                && !subject::words(rest).any(of_help)
                && !subject::words(rest).any(|(_, word)| {
                    subject::first(word).is_some_and(|named| named != Subject::Data)
                })
        })
}

/// Whether a folded sentence says that the API answers the need before it.
pub(super) fn answers(line: &str) -> bool {
    let line_of = Line::new(line);
    ANSWERS.iter().filter_map(|phrase| line_of.find(phrase)).any(|found| {
        let (before, after) = (&line[..found.start], &line[found.end..]);
        // « Cette API répond aux appels en JSON »
        let of_calls = matches!(
            subject::first(after),
            Some(Subject::Access | Subject::Credential | Subject::Route)
        );
        subject::nearest(before).is_some_and(|(named, _)| named == Subject::Api)
            && !subject::acts(before)
            && !of_calls
    })
}

/// Whether a folded line, a heading mostly, asks what the API is for, or announces it.
pub(super) fn asks_what_for(line: &str) -> bool {
    let asked = line.trim_matches([' ', '?', ':', '.', '#']);
    WHAT_FOR.contains(&asked)
}

/// Whether a folded sentence is about the form of answers, or of pages, first of all: not what the API is for.
pub(super) fn is_of_form(line: &str) -> bool {
    let article = |word: &&str| {
        matches!(
            *word,
            "les"
                | "le"
                | "la"
                | "l"
                | "ces"
                | "cette"
                | "ce"
                | "toutes"
                | "tous"
                | "the"
                | "all"
                | "this"
        )
    };
    let first = subject::words(line).map(|(_, word)| word).find(|word| !article(word));
    first.is_some_and(|word| FORM.contains(&word))
}

#[rustfmt::skip]
const FORM: &[&str] = &[
    "reponse", "reponses", "format", "formats", "page", "pages", "documentation", "requete", "requetes", "appels",
    "dates", "response", "responses", "answers", "requests",
];

/// « À quoi ça sert ? »
#[rustfmt::skip]
const WHAT_FOR: &[&str] = &[
    "a quoi ca sert", "a quoi cela sert", "a quoi sert-elle", "a quoi sert-il", "a quoi sert l'api",
    "a quoi sert cette api", "a quoi sert ce service", "pourquoi cette api", "pourquoi utiliser cette api", "objet",
    "objet de l'api", "objectif", "objectifs", "finalite", "finalites", "what is it for", "what is this api for",
    "purpose", "what it does", "what does it do",
];

/// How a need is told.
#[rustfmt::skip]
static NEED: Phrase = phrase(&[&[
    "vous cherchez", "vous recherchez", "vous voulez", "vous souhaitez", "vous desirez", "vous devez",
    "vous avez besoin d'", "vous avez besoin de", "besoin d'", "besoin de", "envie de", "envie d'",
    "comment", "ou trouver", "quel", "quelle", "quels", "quelles", "combien", "are you looking for",
    "looking for", "do you need", "do you want", "want to", "need to", "need", "how do i", "how can i",
    "how to", "where can i", "which", "how many",
]]);

/// How the API is said to meet it.
#[rustfmt::skip]
static ANSWERS: &[Phrase] = &[
    phrase(&[
        &["est", "a ete", "is", "was"],
        &["", "%1"],
        &[
            "fait~ pour vous", "pour vous", "la pour vous", "pense~ pour vous", "la reponse", "le bon outil",
            "ce qu'il vous faut", "for you", "made for you", "what you need", "the answer", "here to help",
        ],
    ]),
    phrase(&[
        &["repond a", "repond aux", "y repond", "vous repond", "repond precisement a", "answers", "answer"],
        &["cette", "ces", "ce", "vos", "votre", "la", "les", "this", "these", "your", "the", "those", "that", ""],
        &["question", "questions", "besoin", "besoins", "attente", "attentes", "it", "need", "needs", "$"],
    ]),
    phrase(&[&["vous aide", "vous le dit", "vous les donne", "le permet", "helps you", "tells you"]]),
];

/// What one is helped with, and an API is not for.
#[rustfmt::skip]
const HELP: &[&str] = &[
    "aide", "assistance", "support", "help", "contacter", "contact", "nous", "us", "commencer", "start",
    "demarrer", "contribuer", "contribute", "appeler", "call", "utiliser", "authentifier", "authenticate",
    "inscrire", "register", "fonctionne", "work", "works", "version", "changement", "changements",
];
