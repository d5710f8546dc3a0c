//! Places to try an API without consequence: « bac à sable », `sandbox`, « environnement de test ».

use std::ops::Range;

use super::denial::is_denied;
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};
use super::stems::Stems;

/// Words without which no place to try is named.
const STEMS: Stems<12> = Stems::new([
    "sabl", "sand", "test", "essa", "demo", "démo", "rece", "stag", "prep", "prép", "pre-", "pré-",
]);

/// Where a text says that there is a place to try the API. Bytes of the text as it was given.
pub fn sandbox_told(text: &str) -> Option<Range<usize>> {
    if !STEMS.occur_in(text) {
        return None;
    }
    let normal = Normal::of(text);
    let folded = normal.folded();
    // A text about playgrounds speaks of their sandboxes, also where it does not name them again.
    let is_of_play = PLAY.occur_in(text)
        && folded.lines().any(|(_, line)| Line::new(line).find(&EQUIPMENT).is_some());
    folded.lines().find_map(|(at, line)| {
        let words = Line::new(line);
        let found = WORDS.iter().find_map(|phrase| words.find(phrase))?;
        // No playground has an « environnement de test ».
        let may_hold_sand =
            ["bac", "sandbox"].iter().any(|word| line[found.clone()].starts_with(word));
        let is_played_in = may_hold_sand
            && (is_of_play || words.find(&PLAYGROUND).is_some())
            && words.find(&CALLS).is_none();
        let is_told = !is_denied(line, &found) && !is_played_in;
        is_told.then(|| folded.origin(at + found.start..at + found.end))
    })
}

/// Words of playgrounds: a text that goes without is not looked at twice.
const PLAY: Stems<4> = Stems::new(["aire", "tobo", "bala", "play"]);

/// What a text about playgrounds names. A `playground` alone may be one of an API.
#[rustfmt::skip]
static EQUIPMENT: Phrase = phrase(&[&[
    "aire de jeux", "aires de jeux", "aire de jeu", "aires de jeu", "toboggan~", "balancoire~", "playgrounds",
]]);

/// What a sentence about the sandbox of a playground names.
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
            (
                "L'API donne la composition des foyers : parents et enfants. Un bac à sable est ouvert à tous.",
                "bac à sable",
            ),
            ("Returns the children of each household. A sandbox is available.", "sandbox"),
            ("Les places de la ville et leur square. Une API de test est ouverte.", "API de test"),
            ("Aires de jeux de la ville. Un serveur de test est ouvert.", "serveur de test"),
            ("See the API playground. A sandbox is open to all.", "sandbox"),
        ] {
            let found = sandbox_told(text).map(|range| &text[range]);
            assert_eq!(found, Some(told), "{text}");
        }
        let both =
            "Le bac à sable de l'aire de jeux est nettoyé. Essayez l'API dans son bac à sable.";
        let second = both.rfind("bac").expect("it is there");
        assert_eq!(sandbox_told(both).map(|range| range.start), Some(second));
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
            "L'API recense les aires de jeux de la ville. Le bac à sable est nettoyé chaque semaine.",
            "The sandbox is closed to children at night.",
        ] {
            assert_eq!(sandbox_told(text), None, "{text}");
        }
    }
}
