//! APIs that ask nobody who calls: « Pas d'authentification requise. », `No API key needed`.
//!
//! The guide: « Qui a le droit de la consommer ? », « Comment s'en sert-on ? » (G04).

use super::Prose;
use super::aside::is_aside;
use super::phrase::{Phrase, phrase};
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
    let mut lines = folded.lines().peekable();
    while let Some((start, line)) = lines.next() {
        let next = lines.peek().map_or("", |(_, next)| next);
        if let Some(end) = PHRASES.iter().find_map(|phrase| phrase.opens(line))
            && ends(&line[end..], names_a_key(&line[..end]), next)
            && !is_aside(line)
            && !is_of_a_part(line)
        {
            let range = folded.origin(start..start + end);
            stated.push(Stated { value: (), range });
        }
    }
    stated
}

/// « Aucune clé n'est requise »: there may be other means than a key.
fn names_a_key(words: &str) -> bool {
    let is_of_all = words.contains("authentification")
        || words.contains("authentication") && !words.contains("authentication token");
    !is_of_all
}

/// « … pour appeler l'API », and not « … pour la lecture, mais »: nothing takes it back. Where only a key is not asked for,
/// nothing else may follow, nor another means be told by the next sentence.
fn ends(rest: &str, of_a_key: bool, next: &str) -> bool {
    let rest = rest.trim_matches([' ', '.', '!']);
    if asks_otherwise(rest)
        || (of_a_key && asks_otherwise(next))
        || subject::words(rest).any(|(_, word)| LIMITS.contains(&word))
    {
        return false;
    }
    let aims = ["pour ", "afin d'", "afin de ", "to ", "for "];
    match aims.iter().find_map(|words| rest.strip_prefix(words)) {
        Some(aim) => is_to_call(aim),
        None => rest.is_empty() || (!of_a_key && rest.starts_with(['(', ',', ';', ':'])),
    }
}

/// « … appeler l'API », « l'utiliser », and not « consulter la documentation », `register`.
fn is_to_call(aim: &str) -> bool {
    let aside = [Subject::Documentation, Subject::Credential, Subject::Code];
    let article = |word: &&str| {
        matches!(*word, "l" | "la" | "le" | "les" | "y" | "cette" | "ce" | "the" | "this" | "d")
    };
    let first = subject::words(aim).map(|(_, word)| word).find(|word| !article(word));
    first.is_some_and(|word| CALLS.iter().any(|stem| word.starts_with(stem)))
        && !aside.iter().any(|aside| subject::mentions(aim, *aside))
}

/// Whether words that follow « sans clé » name another means to tell who calls: « l'authentification se fait par certificat ».
pub(super) fn asks_otherwise(rest: &str) -> bool {
    let words: Vec<&str> = subject::words(rest).map(|(_, word)| word).collect();
    words.iter().enumerate().any(|(index, word)| {
        let before = &words[index.saturating_sub(2)..index];
        match *word {
            // « dix appels par adresse IP »
            "ip" => !before.iter().any(|word| matches!(*word, "par" | "per")),
            _ => {
                (MEANS.contains(word) || MEANS_OF.iter().any(|stem| word.starts_with(stem)))
                    && !before.iter().any(|word| NEITHER.contains(word))
            }
        }
    })
}

/// « pas d'authentification pour cette route »
fn is_of_a_part(line: &str) -> bool {
    subject::mentions(line, Subject::Route) || subject::mentions(line, Subject::Environment)
}

/// What takes a part of the calls out.
#[rustfmt::skip]
const LIMITS: &[&str] = &[
    "mais", "sauf", "but", "except", "hormis", "lecture", "read", "reading", "certains", "certaines", "some", "interne",
    "internal", "depuis", "from", "test", "tests", "get", "post", "put", "patch", "delete", "head",
];
/// Beginnings of words for calling an API.
#[rustfmt::skip]
const CALLS: &[&str] = &[
    "appel", "utilis", "acced", "acces", "consomm", "interrog", "api", "call", "use", "using", "query",
];
/// Means to tell who calls.
#[rustfmt::skip]
const MEANS: &[&str] = &[
    "cle", "cles", "key", "keys", "passe", "mtls", "rgs", "vpn", "jwt", "saml", "compte", "account",
];
/// Beginnings of their names.
#[rustfmt::skip]
const MEANS_OF: &[&str] = &[
    "authenti", "certificat", "oauth", "openid", "bearer", "token", "jeton", "password", "filtr", "whitelist", "allowlist",
];
const NEITHER: &[&str] =
    &["ni", "nor", "or", "ou", "sans", "no", "aucun", "aucune", "pas", "without", "non"];

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
            "Aucune clé d'API n'est requise pour utiliser l'API.",
            "Aucune authentification n'est requise, dans la limite de dix appels par adresse IP.",
            "No API key is required to call the API.",
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
            "Aucune clé d'API n'est requise, l'authentification se fait par certificat client.",
            "Aucune clé d'API n'est requise. L'authentification se fait par certificat client.",
            "Aucun jeton n'est nécessaire : authentifiez-vous par certificat RGS.",
            "Aucune authentification n'est requise : les appels passent par un VPN.",
            "No API key is required, authentication is done with OAuth 2.",
            "No token is required to register.",
            "No authentication required for GET requests.",
            "No authentication required (GET only).",
            "Pas de clé nécessaire pour consulter la documentation.",
            "Pas de clé nécessaire, filtrage par adresse IP.",
        ] {
            assert!(!said(text), "{text}");
        }
    }
}
