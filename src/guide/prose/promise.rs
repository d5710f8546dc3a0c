//! Whether a text promises data: « Renvoie la liste des ponts », `Returns a bridge`.

use super::case::starts_with;
use super::person::without_accents;

/// Whether a word of a text promises that something is returned.
pub fn promises_data(text: &str) -> bool {
    let ends_word = |sign: char| !(sign.is_alphanumeric() || sign == '_');
    let mut next = 0;
    text.split_inclusive(ends_word).any(|word| {
        let rest = &text[next..];
        next += word.len();
        let is_promise = |text: &str| {
            PROMISES.iter().any(|promise| starts_with(text, promise))
                && !starts_with(text, "listen")
        };
        is_promise(rest) || (!word.is_ascii() && is_promise(&without_accents(word)))
    })
}

/// How words begin that promise data, without accents.
const PROMISES: &[&str] = &[
    "renvoie",
    "renvoy",
    "retourne",
    "return",
    "recuper",
    "liste",
    "list of",
    "tableau",
    "array",
    "fournit",
    "obtenir",
    "search",
    "recherche",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_promise() {
        for text in [
            "Renvoie le pont",
            "RÉCUPÈRE les ponts",
            "Recupère les ponts",
            "A list of bridges",
            "« Liste » des ponts",
            "The bridge is returned.",
            "Recherche d'un pont",
            "L'API fournit le pont",
        ] {
            assert!(promises_data(text), "{text}");
        }
    }

    #[test]
    fn words_that_promise_nothing() {
        for text in
            ["", "Crée un pont", "Listening to bridges", "Renvois", "non_return", "A list, of"]
        {
            assert!(!promises_data(text), "{text}");
        }
    }
}
