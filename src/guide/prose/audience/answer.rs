//! Answers to « Qui peut utiliser l'API ? », the guide's own question, which many texts repeat as a heading.

use std::ops::Range;

use super::super::aside::is_aside;
use super::super::denial::is_denied;
use super::super::subject::{self, Subject};
use super::Audience;

/// What a folded sentence answers to the one before: everyone, or those that it names.
pub(super) fn answer(line: &str, question: &str) -> Option<(Audience, Range<usize>)> {
    let asked = question.trim_matches(['?', ' ', ':']);
    let is_asked = question.ends_with('?')
        && ASKED.iter().any(|words| question.contains(words))
        && (subject::first(question) == Some(Subject::Api) || question.contains("consommer"))
        || (asked.len() <= LONGEST && WHOLE.contains(&asked))
        || (ELIGIBLE.contains(&asked) && subject::words(line).any(|(_, word)| word == "api"));
    if !is_asked || is_aside(line) || is_denied(line, &(0..0)) {
        return None;
    }
    let told = if EVERYONE.iter().any(|words| line.contains(words)) {
        Audience::Open
    } else if names_a_public(line) {
        Audience::Restricted
    } else {
        return None;
    };
    Some((told, 0..line.trim_end().len()))
}

/// Whether a folded text names some who may be allowed.
pub(super) fn names_a_public(text: &str) -> bool {
    subject::words(text).any(|(_, word)| PUBLICS.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a folded text is a list of publics: its first noun is one.
pub(super) fn opens_with_a_public(text: &str) -> bool {
    let mut nouns = subject::words(text).map(|(_, word)| word).filter(|word| {
        !matches!(
            *word,
            "les"
                | "l"
                | "la"
                | "le"
                | "des"
                | "the"
                | "tous"
                | "toutes"
                | "toute"
                | "tout"
                | "all"
                | "seuls"
                | "seules"
                | "chaque"
                | "any"
                | "public"
                | "local"
        )
    });
    let is_public = |word: &str| PUBLICS.iter().any(|stem| word.starts_with(stem));
    nouns.next().is_some_and(is_public)
}

/// Beginnings of questions on who may use the API.
#[rustfmt::skip]
pub(super) const ASKED: &[&str] = &[
    "qui peut", "qui a le droit", "qui a acces", "a qui s'adresse", "pour qui", "a qui est destine",
    "qui est concerne", "qui sont les utilisateurs", "who can", "who may", "who is it for",
    "who is this api for",
];
/// The longest of [`WHOLE`], in bytes: most lines are longer.
const LONGEST: usize = 28;

/// Whole questions, and headings, that no other thing than the API is asked of.
#[rustfmt::skip]
pub(super) const WHOLE: &[&str] = &[
    "pour qui", "qui peut l'utiliser", "qui peut y acceder", "qui peut l'appeler", "qui y a acces",
    "a qui s'adresse-t-elle", "a qui s'adresse-t-il", "qui peut en beneficier", "publics vises", "public vise",
    "publics concernes", "public concerne", "utilisateurs vises", "qui est concerne", "organismes habilites", "who can use it", "who is it for",
];
/// Headings that are as well of a benefit which the data describe: the answer must name the API.
pub(super) const ELIGIBLE: &[&str] =
    &["qui est eligible", "eligibilite", "beneficiaires eligibles", "organismes eligibles"];
/// One of these is in all of them.
pub(super) const QUESTIONS: &[&str] =
    &["qui", "who", "vise~", "concerne~", "habilite~", "eligible~", "eligibilite"];
#[rustfmt::skip]
pub(super) const EVERYONE: &[&str] = &[
    "tout le monde", "toute personne", "n'importe qui", "grand public", "tous les publics",
    "tous les citoyens", "everyone", "anyone", "anybody", "ouvert a tous", "ouverte a tous",
];
/// Beginnings of words that name a public.
#[rustfmt::skip]
pub(super) const PUBLICS: &[&str] = &[
    "administration", "collectivite", "commune", "departement", "region", "agent", "organisme",
    "editeur", "entreprise", "association", "etablissement", "ministere", "partenaire",
    "professionnel", "operateur", "particulier", "prefecture", "mairie", "bibliotheque",
    "chercheur", "employeur", "caisse", "mutuelle", "notaire", "organisation", "federation", "hopita", "universite",
    "agenc", "authorit", "compan", "partner", "member", "habilite",
];
