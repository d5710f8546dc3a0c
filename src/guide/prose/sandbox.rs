//! Places to try an API without consequence: « bac à sable », `sandbox`, « environnement de test ».

use std::ops::Range;

use super::denial::first_told;
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};
use super::stems::Stems;

/// Words without which no place to try is named.
const STEMS: Stems<12> = Stems::new([
    "sabl", "sand", "test", "essa", "demo", "démo", "rece", "stag", "prep", "prép", "pre-", "pré-",
]);

/// Where a text says that there is a place to try the API. Bytes of the text as it was given.
pub fn sandbox_told(text: &str) -> Option<Range<usize>> {
    let found = STEMS.occur_in(text).then(|| first_told(text, WORDS))??;
    // Of playgrounds, only a sentence that speaks of calls is about a sandbox of the API.
    (!PLAY.occur_in(text) || is_not_for_children(text)).then_some(found)
}

/// Words of playgrounds: those whose text goes without are not looked at twice.
const PLAY: Stems<9> =
    Stems::new(["aire", "tobo", "bala", "squa", "enfa", "play", "chil", "swin", "slid"]);

/// Whether no playground is spoken of, or a sandbox in a sentence that speaks of calls.
fn is_not_for_children(text: &str) -> bool {
    let normal = Normal::of(text);
    let folded = normal.folded();
    let is_of_play = folded.lines().any(|(_, line)| Line::new(line).find(&PLAYGROUND).is_some());
    !is_of_play
        || folded.lines().any(|(_, line)| {
            let line = Line::new(line);
            WORDS.iter().any(|phrase| line.find(phrase).is_some()) && line.find(&CALLS).is_some()
        })
}

#[rustfmt::skip]
static PLAYGROUND: Phrase = phrase(&[&[
    "aire de jeux", "aires de jeux", "aire de jeu", "aires de jeu", "toboggan~", "balancoire~", "square~",
    "enfants", "playground~", "children", "swings", "slides",
]]);

#[rustfmt::skip]
static CALLS: Phrase = phrase(&[&[
    "api", "apis", "essai~", "essayer", "tester", "appel~", "appeler", "fictive~", "fictif~", "jeton~",
    "url", "http", "https", "server", "environnement", "environment", "test data", "try", "calls",
    "requests", "requetes", "token~",
]]);

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
            (
                "Les aires de jeux de la ville. Le bac à sable de l'API est ouvert sans jeton.",
                "bac à sable",
            ),
            ("Playgrounds of the city. Try your calls in the sandbox.", "sandbox"),
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
            "Le bac à sable de l'aire de jeux est nettoyé chaque semaine.",
            "L'aire de jeux a un bac à sable et un toboggan.",
            "Playgrounds: sandboxes, swings and slides of each park.",
            "The sandbox is closed to children at night.",
        ] {
            assert_eq!(sandbox_told(text), None, "{text}");
        }
    }
}
