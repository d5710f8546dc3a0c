//! How an API is used: sentences, headings and sample calls that show it.
//!
//! The guide: « Comment s'en sert-on ? » (G04).

use std::ops::Range;

use super::case::starts_with;
use super::denial::is_denied;
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};

/// Where a text shows how the API is called: a sample call, or words that announce it (« Prise en main »,
/// `Getting started`). Bytes of the text as it was given.
pub fn usage_told(text: &str) -> Option<Range<usize>> {
    if let Some(call) = sample_call(text) {
        return Some(call);
    }
    let normal = Normal::of(text);
    let folded = normal.folded();
    folded.lines().find_map(|(at, line)| {
        let words = Line::new(line);
        let opening = || HEADINGS.iter().find_map(|phrase| Some(0..words.opening(phrase)?));
        let found = WORDS.iter().find_map(|phrase| words.find(phrase)).or_else(opening)?;
        (!is_denied(line, &found)).then(|| folded.origin(at + found.start..at + found.end))
    })
}

/// The characters before a word in which it may be denied.
const NEAR: usize = 10;

/// Words that give a value to try: « (ex : 75056) », « par exemple », `e.g.`.
pub fn example_word(text: &str) -> Option<Range<usize>> {
    examples(text).find(|range| {
        let near: Vec<char> = text[..range.start].chars().rev().take(NEAR).collect();
        let near = near.into_iter().rev().collect::<String>().to_lowercase();
        !["pas d'", "pas d’", "sans ", "aucun ", " no ", "without "]
            .iter()
            .any(|no| near.ends_with(no))
    })
}

/// « exemple », `examples`, « ex : », `e.g`, in any case, where a word starts. They are found by their rarest sign: an expression
/// takes longer to be made than the texts of most descriptions to be read.
fn examples(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr3_iter(b'x', b'X', b'.', text.as_bytes()).filter_map(|sign| {
        let start = sign.checked_sub(1)?;
        if !text.as_bytes()[start].eq_ignore_ascii_case(&b'e') {
            return None;
        }
        let length = length_after_e(&text[sign..])?;
        let before = text[..start].chars().next_back();
        let is_start = !before.is_some_and(|it| it.is_alphanumeric() || it == '_');
        is_start.then(|| start..sign + length)
    })
}

/// The length of `.g`, « xemple », « xamples », « x: », « x : ».
fn length_after_e(rest: &str) -> Option<usize> {
    if starts_with(rest, ".g") {
        return Some(2);
    }
    if starts_with(rest, "xemple") || starts_with(rest, "xample") {
        return Some(6 + usize::from(starts_with(&rest[6..], "s")));
    }
    let after = rest.strip_prefix(['x', 'X'])?;
    let sign = after.strip_prefix(char::is_whitespace).unwrap_or(after);
    sign.starts_with([':', '.']).then(|| rest.len() - sign.len() + 1)
}

/// A call that can be copied: `curl …`, or an address with its parameters.
pub fn sample_call(text: &str) -> Option<Range<usize>> {
    let command = text.match_indices("curl ").map(|(at, _)| at).find(|at| {
        let starts = *at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
        let rest = text[at + 5..].trim_start();
        starts && (rest.starts_with(['-', '\'', '"', '\\']) || rest.starts_with("http"))
    });
    if let Some(at) = command {
        return Some(at..at + "curl".len());
    }
    addresses(text).find(|range| {
        let Some((before, query)) = text[range.clone()].split_once('?') else { return false };
        // A page may have parameters too: only an address that says it is an API's is a call.
        let is_page = [".html", "/doc", "docs.", "/blob/", "/issues", "swagger", "/faq"]
            .iter()
            .any(|part| before.contains(part));
        let is_call = before.contains("://") && before.to_ascii_lowercase().contains("api");
        is_call && query.contains('=') && !is_page
    })
}

/// The web addresses of a text, one after the other: each byte is looked at once.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end =
        |sign: char| sign.is_whitespace() || matches!(sign, '"' | '<' | '>' | ')' | ']' | '`');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find("http")?;
        let length = text[start..].find(is_end).unwrap_or(text.len() - start);
        from = start + length;
        Some(start..from)
    })
}

#[rustfmt::skip]
static WORDS: &[Phrase] = &[
    phrase(&[&["prise en main", "mode d'emploi", "modes d'emploi", "mode operatoire"]]),
    phrase(&[&["pour"], &["commencer", "debuter", "bien commencer", "bien demarrer", "demarrer"]]),
    phrase(&[&["guide~", "notice~"], &["d'utilisation", "utilisateur~", "de demarrage", "d'integration", "d'usage", "du developpeur", "developpeur~"]]),
    phrase(&[&["comment"], &["utiliser", "appeler", "interroger", "l'utiliser", "l'appeler", "l'interroger", "s'en servir", "s'en sert", "ca marche", "cela marche", "s'authentifier", "faire un appel", "effectuer un appel", "faire une requete", "commencer", "acceder", "construire"]]),
    phrase(&[&["exemple~", "modalites"], &["d'appel~", "d'interrogation", "d'utilisation", "d'usage", "de requete~", "d'url~", "de recherche"]]),
    phrase(&[&["getting started", "get started", "quick start", "quickstart", "how to use", "how to call", "how to query", "how it works", "how does it work", "user guide", "developer guide", "usage guide", "tutorial~", "tutoriel~"]]),
    // « ajoutez le paramètre commune à l'adresse »
    phrase(&[&["ajoutez", "indiquez", "precisez", "renseignez", "passez", "remplacez", "add", "pass", "append"], &["%3"], &["parametre~", "parameter~", "en-tete~", "header~", "query string", "l'url", "l'adresse d'appel"]]),
    phrase(&[&["example~", "sample~"], &["call~", "request~", "querie~", "query", "usage~", "url~"]]),
];

/// Words that are a heading when nothing else is on their line.
#[rustfmt::skip]
static HEADINGS: &[Phrase] = &[
    phrase(&[&["utilisation", "usage"], &["de l'api", "du service", "of the api", ""], &["$"]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_is_told() {
        for (text, told) in [
            ("# Prise en main\nFaire un essai.", "Prise en main"),
            ("L'API des marées.\n\n## Comment l'utiliser ?", "Comment l'utiliser"),
            ("Exemple d'appel : /marees?port=brest", "Exemple d'appel"),
            ("## Getting started\nAsk for a key.", "Getting started"),
            ("Ajoutez le paramètre `port` à l'adresse.", "Ajoutez le paramètre"),
            ("Try `curl -s https://marees.fr/ports`", "curl"),
            (
                "Par exemple https://api.marees.fr/ports?nom=brest",
                "https://api.marees.fr/ports?nom=brest",
            ),
            ("## Utilisation\nTous les appels sont en GET.", "Utilisation"),
        ] {
            let found = usage_told(text).map(|range| &text[range]);
            assert_eq!(found, Some(told), "{text}");
        }
    }

    #[test]
    fn examples_in_words() {
        for (text, words) in [
            ("Code (ex : 75056)", "ex :"),
            ("Code (Ex\u{a0}: 75056)", "Ex\u{a0}:"),
            ("Par exemple 75056", "exemple"),
            ("e.g. 75056", "e.g"),
            ("EXAMPLES: 75056", "EXAMPLES"),
            ("Sans exemple ? Voilà un exemple", "exemple"),
            ("é.g, puis ex.75056", "ex."),
        ] {
            assert_eq!(example_word(text).map(|range| &text[range]), Some(words), "{text}");
        }
        for text in [
            "Code INSEE",
            "Il n'y a pas d'exemple",
            "index: le rang",
            "Execution",
            "un_exemple",
            "éex: 1",
            "x",
            ".g",
            "e",
            "ex",
            "ée.",
            "e  : x",
        ] {
            assert_eq!(example_word(text), None, "{text}");
        }
    }

    #[test]
    fn usage_is_not_told() {
        for text in [
            "L'API des marées donne la hauteur de la mer.",
            "Guide d'utilisation à venir",
            "TODO : exemples d'appel",
            "Voir https://doc.marees.fr/doc?page=2",
            "Il n'y a pas d'exemple d'appel.",
            "Les conditions générales d'utilisation sont sur le site.",
            "Conditions d'utilisation",
            "Voir les conditions d'utilisation de l'API.",
            "L'utilisation de l'API est réservée aux ports.",
            "Questions : https://marees.fr/faq?question=contact",
            "Fichier curl.txt",
        ] {
            assert_eq!(usage_told(text), None, "{text}");
        }
    }
}
