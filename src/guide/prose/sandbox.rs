//! Places to try an API without consequence: « bac à sable », `sandbox`, « environnement de test ».

use std::ops::Range;

use super::denial::first_told;
use super::phrase::{Phrase, phrase};
use super::stems::Stems;

/// Words without which no place to try is named.
const STEMS: Stems<12> = Stems::new([
    "sabl", "sand", "test", "essa", "demo", "démo", "rece", "stag", "prep", "prép", "pre-", "pré-",
]);

/// Where a text says that there is a place to try the API. Bytes of the text as it was given.
pub fn sandbox_told(text: &str) -> Option<Range<usize>> {
    STEMS.occur_in(text).then(|| first_told(text, WORDS))?
}

#[rustfmt::skip]
static WORDS: &[Phrase] = &[
    phrase(&[&["bac~"], &["a sable"]]),
    phrase(&[&["sandbox", "sandboxes"]]),
    phrase(&[&["environnement~", "plateforme~", "plate-forme~", "serveur~", "instance~", "api"], &["de", "d'"], &["test~", "essai~", "demonstration", "demo", "recette", "preproduction", "pre-production"]]),
    phrase(&[&["test", "testing", "staging", "demo", "demonstration", "pre-production", "preproduction"], &["environment~", "server~", "instance~", "platform~"]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_try() {
        for (text, told) in [
            ("Un **bac à sable** est ouvert sur https://essai.marees.fr.", "bac à sable"),
            ("Try it in the sandbox first.", "sandbox"),
            ("L'environnement de test répond avec des données fictives.", "environnement de test"),
            ("A staging environment is open to all.", "staging environment"),
        ] {
            let found = sandbox_told(text).map(|range| &text[range]);
            assert_eq!(found, Some(told), "{text}");
        }
        for text in [
            "Il n'y a pas de bac à sable.",
            "Il n'existe pas d'environnement bac à sable, seulement la production.",
            "Un bac à sable est prévu pour 2027.",
            "TODO : décrire le bac à sable",
            "There is no sandbox.",
            "Les plages de sable et les bacs.",
            "Données de test de la marée",
        ] {
            assert_eq!(sandbox_told(text), None, "{text}");
        }
    }
}
