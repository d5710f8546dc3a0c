//! Environments: telling production from the places where one tests.

use super::person::folded;

/// Whether a host, a path, an URL or a server's description names another environment than production: « recette »,
/// `staging`, « bac à sable ».
///
/// Short words (`dev`, `test`) count between points, hyphens and slashes only; `int` as a whole label of a host only,
/// since `api-int` is an internal API as often as an integration one. A word is not looked for inside another:
/// « recettes », `intradef` and `developpement-durable` are left alone.
pub fn is_non_production(text: &str) -> bool {
    let folded = folded(text.trim());
    if folded.contains(char::is_whitespace) || !folded.contains(['.', '/']) {
        is_said_non_production(&folded)
    } else {
        is_addressed_non_production(&folded)
    }
}

/// « Serveur de recette », `Staging`.
fn is_said_non_production(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |sought: &[&str]| words.windows(sought.len()).any(|window| window == sought);
    let production = words.iter().enumerate().any(|(at, word)| {
        matches!(*word, "production" | "prod")
            && !(at > 0 && matches!(words[at - 1], "pre" | "hors" | "non" | "not"))
    });
    !production
        && (words.iter().any(|word| is_test_word(word) || SAID.contains(word))
            || PHRASES.iter().any(|phrase| has(phrase)))
}

/// `https://recette.ponts.fr/api`, `sandbox-api.ponts.fr`, `/test/v1`.
fn is_addressed_non_production(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.split(':').next().unwrap_or(host);
    let in_host = host.split('.').any(|label| {
        matches!(
            label,
            "int" | "qualification" | "integration" | "developpement" | "pre" | "formation"
        ) || NEEDLES.iter().any(|needle| contains_word_start(label, needle))
            || label.split(['-', '_']).any(is_test_word)
    });
    in_host || path.split('/').any(|segment| is_test_word(segment) || segment == "bac-a-sable")
}

/// A long word inside a label: `apirecettenhube`; not followed by the `s` of « recettes ».
fn contains_word_start(label: &str, needle: &str) -> bool {
    label.match_indices(needle).any(|(at, _)| !label[at + needle.len()..].starts_with('s'))
}

/// A word that means a test environment by itself, with or without a number: `test2`, `integ01`.
fn is_test_word(word: &str) -> bool {
    let word = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    TESTS.contains(&word)
}

#[rustfmt::skip]
const TESTS: &[&str] = &[
    "recette", "rct", "rec", "preprod", "pprod", "ppr", "pprd", "preproduction", "staging", "stg",
    "sandbox", "bacasable", "demo", "test", "testing", "qualif", "qlf", "uat", "integ", "dev",
    "develop", "development", "mock", "mocks",
];
#[rustfmt::skip]
const NEEDLES: &[&str] = &[
    "recette", "preprod", "staging", "sandbox", "bacasable", "bac-a-sable", "pre-prod",
];
#[rustfmt::skip]
const SAID: &[&str] = &[
    "tests", "demonstration", "homologation", "localhost",
];
const PHRASES: &[&[&str]] = &[
    &["bac", "a", "sable"],
    &["pre", "production"],
    &["pre", "prod"],
    &["hors", "production"],
    &["de", "developpement"],
    &["de", "qualification"],
    &["d", "integration"],
    &["de", "formation"],
    &["qualification"],
    &["integration", "environment"],
    &["developpement"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_of_tests() {
        for text in [
            "https://recette.ponts.gouv.fr/api",
            "https://apirecetteponts.fr/v1",
            "sandbox-api.ponts.fr",
            "https://staging.ponts.api.gouv.fr",
            "https://api.ponts.fr/test/v1",
            "demo.ponts.fr",
            "dev-ponts.fr",
            "https://fc.integ01.ponts.fr",
            "int.ponts.fr",
            "qlf-ponts.fr",
            "Serveur de recette",
            "Bac à sable",
            "Staging",
            "Environnement d'intégration",
            "Pré-production",
            "Preprod",
            "serveur de développement",
            "Environnement de tests",
        ] {
            assert!(is_non_production(text), "{text}");
        }
    }

    #[test]
    fn production() {
        for text in [
            "https://ponts.api.gouv.fr",
            "https://ponts.developpement-durable.gouv.fr",
            "https://api.ponts.fr/recettes-fiscales",
            "https://recettes.ponts.fr",
            "ponts.intradef.gouv.fr",
            "https://api.fr/api-int/v0",
            "https://demographie.fr",
            "https://attestations.fr/v1",
            "Production",
            "Serveur principal",
            "Serveur de production (pas de test)",
            "https://contest.fr",
            "https://data.ponts.fr/navigation",
            "",
        ] {
            assert!(!is_non_production(text), "{text}");
        }
    }
}
