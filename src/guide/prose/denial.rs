//! Denials around words: « pas de bac à sable », `no sandbox yet`, « guide d'utilisation à venir ».

use std::ops::Range;

use super::normal::Normal;
use super::phrase::{Line, Phrase};
use super::subject::words;
use crate::source::floor;

/// The words before, and the bytes after, in which a denial is looked for.
const BEFORE: usize = 4;
const AFTER: usize = 48;

/// Whether what stands here in a folded sentence is denied, wished for, or still to be written.
pub(super) fn is_denied(line: &str, range: &Range<usize>) -> bool {
    let before: Vec<&str> = words(&line[..range.start]).map(|(_, word)| word).collect();
    let near = before.len().saturating_sub(BEFORE);
    // « N'hésitez pas à », `do not hesitate to`, « pas seulement ».
    let is_cancelled = |at: usize| {
        let around = &before[at.saturating_sub(1)..before.len().min(at + 2)];
        let cancels = ["hesit", "oubli", "forget", "seulement", "only"];
        around.iter().any(|word| cancels.iter().any(|stem| word.starts_with(stem)))
    };
    let is_denial = |at: usize| DENIALS.contains(&before[at]) && !is_cancelled(at);
    let after = &line[range.end..floor(line, (range.end + AFTER).min(line.len()))];
    (near..before.len()).any(is_denial)
        || LATER.iter().any(|words| after.contains(words))
        || UNWRITTEN.iter().any(|words| line.contains(words))
}

/// The first of some phrases that a text states and does not deny. Bytes of the text as it was given.
pub(super) fn first_told(text: &str, phrases: &[Phrase]) -> Option<Range<usize>> {
    let normal = Normal::of(text);
    let folded = normal.folded();
    folded.lines().find_map(|(at, line)| {
        let words = Line::new(line);
        let found = phrases.iter().find_map(|phrase| words.find(phrase))?;
        (!is_denied(line, &found)).then(|| folded.origin(at + found.start..at + found.end))
    })
}

#[rustfmt::skip]
const DENIALS: &[&str] = &[
    "pas", "aucun", "aucune", "sans", "ni", "jamais", "no", "not", "without", "never", "neither",
    "nor", "isn", "doesn", "don", "future", "futur", "prochain", "prochaine", "upcoming",
];
#[rustfmt::skip]
const LATER: &[&str] = &[
    " n'est pas", " n'existe pas", " n'est plus", " n'est disponible", " pas disponible", " pas encore",
    " pas prevu", " is not", " does not exist", " not available", " not yet", " isn't",
    " a venir", " prochainement", " bientot", " coming soon", " planned", " est prevu", " sera propose",
    " sera disponible", " sera mis", " will be available", " will be provided", " en cours de redaction",
];
#[rustfmt::skip]
const UNWRITTEN: &[&str] = &[
    "todo", "tbd", "a completer", "a definir", "a rediger", "a renseigner", "to be defined",
    "to be written", "to be completed",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(line: &str, about: &str) -> bool {
        let at = line.find(about).expect("it is there");
        is_denied(line, &(at..at + about.len()))
    }

    #[test]
    fn denials_are_near() {
        for line in [
            "il n'y a pas de bac a sable",
            "aucun bac a sable n'est propose",
            "le bac a sable n'est pas disponible",
            "un bac a sable est prevu pour 2027",
            "todo : ouvrir le bac a sable",
            "api sans bac a sable",
        ] {
            assert!(denied(line, "bac a sable"), "{line}");
        }
        for line in [
            "un bac a sable est disponible",
            "n'hesitez pas a utiliser le bac a sable",
            "essayez l'api dans le bac a sable",
            "si vous n'avez pas de compte, demandez l'acces a notre bac a sable",
        ] {
            assert!(!denied(line, "bac a sable"), "{line}");
        }
        assert!(denied("there is no sandbox", "sandbox"));
        assert!(!denied("the sandbox is open to all", "sandbox"));
    }
}
