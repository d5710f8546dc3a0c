//! Persons behind a name: given names, and names that are a person's.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::entity;
use super::words;

static GIVEN_NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::read(include_str!("words/given-names.txt")));

/// Titles that open a person's name.
const TITLES: &[&str] = &["m", "mr", "mme", "mlle", "monsieur", "madame", "mrs", "ms", "dr"];

/// Whether a word is a given name common in France. Case and accents do not matter; words such as « marine » do not count.
pub fn is_given_name(word: &str) -> bool {
    words::has(&GIVEN_NAMES, &folded(word))
}

/// Whether a contact's name is a person's (« Prénom NOM », « NOM Prénom », « Mme Nom »): the guide asks for a shared
/// mailbox (G03).
pub fn names_a_person(name: &str) -> bool {
    let mut parts = name_parts(name);
    let titled = parts.first().is_some_and(|part| TITLES.contains(&part.as_str()));
    if titled {
        parts.remove(0);
        return (1..=4).contains(&parts.len());
    }
    let given = |part: &String| words::has(&GIVEN_NAMES, part);
    let ends_with_one = parts.first().is_some_and(given) || parts.last().is_some_and(given);
    let words_only = !name.contains(['/', '@', '.', '&']) || is_initialled(name);
    (2..=4).contains(&parts.len())
        && ends_with_one
        && words_only
        && parts.iter().all(|part| !NOT_SURNAMES.contains(&part.as_str()))
        && name.split_whitespace().all(|word| {
            word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
                || PARTICLES.contains(&word)
        })
}

/// « Sophie D. »: a point after an initial only.
fn is_initialled(name: &str) -> bool {
    !name.contains(['/', '@', '&'])
        && name
            .split_whitespace()
            .all(|word| !word.contains('.') || (word.ends_with('.') && word.chars().count() == 2))
}

/// The words of a name, folded; hyphens and points separate.
pub(super) fn name_parts(name: &str) -> Vec<String> {
    name.split(|sign: char| !sign.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(folded)
        .collect()
}

/// A word in lower case, without accents.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut text = String::with_capacity(word.len());
    word.chars().for_each(|character| entity::fold(character, &mut text));
    text
}

/// A text without accents: as it is where it has none, else in lower case.
pub(super) fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(folded(text)) }
}

const PARTICLES: &[&str] = &["de", "du", "des", "le", "la", "van", "von", "d", "ben", "el"];
/// Words of organisations and tools that follow a given name: « Fondation Claude », « Jean Moulin API ».
#[rustfmt::skip]
const NOT_SURNAMES: &[&str] = &[
    "api", "equipe", "team", "support", "service", "contact", "direction", "projet", "fondation",
    "lycee", "college", "ecole", "universite", "hopital", "institut", "bureau", "pole", "centre",
    "ville", "mairie", "association", "data",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_teams() {
        for name in [
            "Sophie MARTIN",
            "Jean-Marc Durand",
            "DURAND Jean",
            "Sophie D.",
            "Mme Durand",
            "Hélène de la Tour",
        ] {
            assert!(names_a_person(name), "{name}");
        }
        for name in [
            "DINUM",
            "Équipe Claude",
            "Jean",
            "Support API",
            "Ville de Saint-Denis",
            "Marine nationale",
            "beta.gouv.fr",
            "Lycée Jules Ferry",
            "Claude/api",
            "",
        ] {
            assert!(!names_a_person(name), "{name}");
        }
        assert!(is_given_name("Hélène") && !is_given_name("marine"));
    }
}
