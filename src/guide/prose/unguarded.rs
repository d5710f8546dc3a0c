//! APIs that ask nobody who calls: « Pas d'authentification requise. », `No API key needed`.
//!
//! The guide: « Qui a le droit de la consommer ? », « Comment s'en sert-on ? » (G04).

use super::Prose;
use super::aside::is_aside;
use super::phrase::{Line, Phrase, phrase};
use super::stated::Stated;
use super::stems::Stems;
use super::subject::{self, Subject};

/// Words without which nothing is said of authentication.
const STEMS: Stems<6> = Stems::new(["auth", "cle", "clé", "jeto", "key", "toke"]);

/// The sentences of a text on a whole API that say that nobody has to say who they are. Said of an operation, they are about
/// it alone: the caller knows what the text is about. Code is not read.
pub fn said_unguarded(prose: &Prose<'_>) -> Vec<Stated<()>> {
    if !STEMS.occur_in(prose.text) {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    for (start, line) in folded.lines() {
        if let Some(end) = PHRASES.iter().find_map(|phrase| Line::new(line).opening(phrase))
            && ends(&line[end..])
            && !is_aside(line)
            && !is_of_a_part(line)
        {
            let range = folded.origin(start..start + end);
            stated.push(Stated { value: (), range });
        }
    }
    stated
}

/// « … pour appeler l'API », and not « … pour la lecture, mais »: nothing takes it back.
fn ends(rest: &str) -> bool {
    let rest = rest.trim_matches([' ', '.', '!']);
    let to_call = ["pour ", "afin d", "to ", "for ", "(", ",", ";", ":"];
    let limits = |(_, word): (usize, &str)| {
        matches!(
            word,
            "mais"
                | "sauf"
                | "but"
                | "except"
                | "hormis"
                | "lecture"
                | "read"
                | "reading"
                | "certains"
                | "certaines"
                | "some"
                | "interne"
                | "internal"
                | "depuis"
                | "from"
                | "test"
                | "tests"
        )
    };
    (rest.is_empty() || to_call.iter().any(|words| rest.starts_with(words)))
        && !subject::words(rest).any(limits)
}

/// « pas d'authentification pour cette route »
fn is_of_a_part(line: &str) -> bool {
    subject::mentions(line, Subject::Route) || subject::mentions(line, Subject::Environment)
}

#[rustfmt::skip]
const ASKED: &[&str] = &[
    "authentification", "authentication", "cle", "cle d'api", "cle api", "jeton", "api key", "key", "token",
    "authentication token", "cle d'acces",
];

#[rustfmt::skip]
static PHRASES: &[Phrase] = &[
    phrase(&[
        &["pas d'", "pas de", "aucune", "aucun", "no", "sans"],
        ASKED,
        &["ni", "ou", "nor", "or", ""],
        &["%3"],
        &[
            "n'est requis~", "n'est necessaire~", "n'est demande~", "n'est exige~", "requis~", "necessaire~",
            "demande~", "exige~", "is required", "is needed", "required", "needed", "necessary",
            "a fournir", "a demander",
        ],
    ]),
    phrase(&[
        &["l'", "the", ""],
        &["authentification", "authentication"],
        &[
            "n'est pas requis~", "n'est pas necessaire~", "n'est pas demande~", "is not required",
            "is not needed", ": aucune", ": non", ": none", ": sans objet", ": pas d'authentification",
            ": no",
        ],
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> bool {
        !said_unguarded(&Prose::of(text)).is_empty()
    }

    #[test]
    fn nobody_is_asked() {
        for text in [
            "Pas d'authentification requise.",
            "L'API recense les ponts. **Aucune authentification n'est nécessaire** pour l'appeler.",
            "Aucune clé d'API n'est demandée.",
            "No authentication required.",
            "No API key or token is needed.",
            "Authentication is not required.",
            "## Authentification\n\nPas de clé nécessaire.",
            "Authentification : aucune",
        ] {
            assert!(said(text), "{text}");
        }
    }

    #[test]
    fn somebody_is() {
        for text in [
            "Pas d'authentification requise pour la lecture.",
            "Pas d'authentification requise en lecture, mais un jeton pour écrire.",
            "Aucune authentification n'est requise pour cette route.",
            "No authentication required except for writes.",
            "No token provided",
            "L'authentification est requise.",
            "TODO : aucune authentification requise ?",
            "Aucune clé n'est perdue.",
        ] {
            assert!(!said(text), "{text}");
        }
    }
}
