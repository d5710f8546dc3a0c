//! Placeholders: values that a template or a framework left, and that say nothing.
//!
//! They are looked for in the fields that feed the guide's prerequisites (G02, G03, G06).

use super::case::{ends_with, starts_with};
use super::host::{HostFault, host_fault};
use super::person::without_accents;

/// Whether a whole value is a placeholder: « à définir », `TODO`, `Terms of service`, `https://example.com/terms`.
///
/// A blank value is none: nothing was left there. Values are compared without regard to case, accents and a final point.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    if value.is_empty() {
        return false;
    }
    let is_sign = |sign| matches!(sign, '-' | '–' | '—' | '.' | '_' | '…' | '?' | '*' | '#');
    // Long texts are no placeholders, but for those that open with the usual Latin, and for addresses.
    if value.chars().all(is_sign) || starts_with(value, "lorem ipsum") {
        return true;
    }
    let is_short = value.len() <= LONGEST;
    let is_word = || !value.contains(char::is_whitespace);
    if !is_short && !is_word() {
        return false;
    }
    // Few values have the signs of an address or of a template.
    let is_marked = memchr::memchr2(b':', b'{', value.as_bytes()).is_some();
    match is_marked.then(|| after_scheme(value)).flatten() {
        Some(rest) => is_word() && is_address_left(rest),
        None => {
            let is_template = is_marked && is_template(value);
            is_short && (is_template || are_left(&without_accents(value)))
        }
    }
}

/// The bytes of the longest value that is a placeholder, but for an address.
const LONGEST: usize = 80;

/// Whether what follows the `://` of an address names no host that anybody has.
fn is_address_left(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    if host.contains('{') {
        return is_template(host); // `{host}` is a server variable
    }
    matches!(host_fault(host), Some(HostFault::Placeholder | HostFault::Example | HostFault::Local))
}

/// Whether words without accents, capitals or not, are those that a template or a framework leaves.
fn are_left(words: &str) -> bool {
    let words = words
        .trim_end_matches(['.', ' ', '!', '…'])
        .trim_start_matches(['<', '[', '('])
        .trim_end_matches(['>', ']', ')']);
    let repeated = words.len() >= 3 && words.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'));
    let (first, last) = (words.as_bytes().first_chunk(), words.as_bytes().last_chunk());
    repeated
        || (may_be_whole(words) && WHOLE.iter().any(|whole| whole.eq_ignore_ascii_case(words)))
        || (first.is_some_and(|first| FIRST.contains(&four(*first)))
            && BEGINNINGS.iter().any(|beginning| starts_with(words, beginning)))
        || (last.is_some_and(|last| LAST.contains(&four(*last)))
            && ENDINGS.iter().any(|ending| ends_with(words, ending)))
}

/// Whether one of [`WHOLE`] has this length and this first letter.
fn may_be_whole(words: &str) -> bool {
    let first = words.bytes().next().map_or(0, |sign| sign & 31);
    STARTS.get(words.len()).is_some_and(|starts| starts >> first & 1 != 0)
}

/// The first letters of [`WHOLE`], as bits, by their lengths.
static STARTS: [u32; 32] = {
    let (mut starts, mut rank) = ([0; 32], 0);
    while rank < WHOLE.len() {
        let whole = WHOLE[rank].as_bytes();
        starts[whole.len()] |= 1 << (whole[0] & 31);
        rank += 1;
    }
    starts
};

/// The first four signs of beginnings, and the last four of endings.
const FIRST: [u32; BEGINNINGS.len()] = fours(BEGINNINGS, false);
const LAST: [u32; ENDINGS.len()] = fours(ENDINGS, true);

const fn fours<const COUNT: usize>(of: &[&str], last: bool) -> [u32; COUNT] {
    let (mut fours, mut rank) = ([0; COUNT], 0);
    while rank < COUNT {
        let words = of[rank].as_bytes();
        let chunk = if last { words.last_chunk() } else { words.first_chunk() };
        fours[rank] = four(*chunk.expect("they have four signs at least"));
        rank += 1;
    }
    fours
}

/// Four signs as one number, the same for small letters and capitals.
const fn four(signs: [u8; 4]) -> u32 {
    u32::from_le_bytes(signs) | 0x2020_2020
}

/// What follows `://`. Few texts hold a colon, and those that do few.
fn after_scheme(value: &str) -> Option<&str> {
    memchr::memchr_iter(b':', value.as_bytes()).find_map(|at| value[at..].strip_prefix("://"))
}

/// `{COUNTRY_PACKAGE_NAME}`, `${title}`, `{{ name }}`, `<API_NAME>` alone or in a short value.
fn is_template(value: &str) -> bool {
    if value.len() > LONGEST || !value.contains('{') || value.contains('/') {
        return false;
    }
    if value.contains("{{") || value.contains("${") {
        return true;
    }
    value.split('{').skip(1).filter_map(|rest| rest.split_once('}')).any(|(name, _)| {
        name.len() >= 4 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    })
}

/// Whole values, folded.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "todo", "tbd", "tbc", "n/a", "na", "null", "none", "nil", "no", "non", "string", "test",
    "tests", "example", "exemple", "sample", "changeme", "change me", "undefined", "unknown",
    "inconnu", "a definir", "a completer", "a renseigner", "a preciser", "a venir",
    "non renseigne", "non defini", "non definie", "not defined", "not specified", "not available",
    "non disponible", "to be defined", "to be completed", "to be done", "to define",
    "terms of service", "urn:tos", "api title", "my api", "my title", "untitled", "sans titre",
    "api documentation", "openapi definition", "fastapi", "cats example", "openapi", "swagger",
    "your name", "your email", "your api", "votre nom", "votre api", "api description",
    "description here", "insert description here", "no description", "pas de description",
    "aucune description", "contact name", "contact email", "foo", "bar", "foobar", "bla",
    "blabla", "bla bla",
];
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "todo ", "todo:", "swagger petstore", "tbd ", "tbd:", "[a completer", "lorem ipsum",
    "inserer ", "insert your", "insert the", "insert a ",
];
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "to be defined", "to be defined ..", "not defined", "a definir", "to be completed",
    "a completer", "a rediger", "description a venir", "documentation a venir", "description to come",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_left_by_templates() {
        for value in [
            "TODO",
            "todo.",
            "À définir",
            "Description à venir",
            "Description à rédiger",
            "[Insérer la description ici]",
            "a compléter",
            "xxx",
            "XXXXX",
            "N/A",
            "string",
            "No",
            "Terms of service",
            "License to be defined ...",
            "URL not defined.",
            "Lorem ipsum dolor sit amet",
            "{COUNTRY_PACKAGE_NAME}",
            "API {COUNTRY_PACKAGE_NAME}",
            "${project.name}",
            "Swagger Petstore - OpenAPI 3.0",
            "FastAPI",
            "Api Documentation",
            "https://adefinir.ponts.gouv.fr/terms",
            "https://example.com/terms",
            "https://IP-GATEWAY/authorize",
            "http://localhost:3000",
            "...",
            "-",
            "urn:tos",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn values_that_say_something() {
        for value in [
            "",
            "  ",
            "API Ponts",
            "Insertion d'un pont",
            "Nom de la commune",
            "https://www.ponts.gouv.fr/cgu",
            "Licence Ouverte 2.0",
            "API",
            "MIT",
            "Test de raccordement",
            "Chemin /ponts/{ID_PONT}",
            "Description des ponts",
            "Note",
            "Non-salariés",
            "URL du service",
            "https://vponts1a/terms",
            "Nom",
            "/",
            "{scheme}://{host}/api",
            "Voir https://${HOST}/aide pour les ponts",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }
}
