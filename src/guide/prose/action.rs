//! Actions: segments of paths that say what to do, where REST names what is.
//!
//! The guide: « API REST : un standard recommandé et répandu » (G05).

use std::sync::LazyLock;

use super::person::folded;
use super::words;

/// Whether a segment of a path names an action: `publish`, `rechercherParNom`, `getcapabilities`, `id2name`, `byName`.
///
/// `search`, `export`, `download` are left alone: they name a list, a file as well.
pub fn names_an_action(segment: &str) -> bool {
    if segment.is_empty() || segment.len() > 80 || segment.contains(['{', '}', '.']) {
        return false;
    }
    let words = split(segment);
    let Some((first, rest)) = words.split_first() else { return false };
    let first = first.as_str();
    // « creation », « recherche » name a thing; « creationDossier », « rechercheParNom » do it.
    let is_noun = !rest.is_empty() && NOUNS.contains(&first);
    let selects = !rest.is_empty() && matches!(first, "by" | "par")
        || rest.len() > 1
            && matches!(rest[0].as_str(), "by" | "par")
            && matches!(first, "search" | "recherche" | "list" | "liste");
    words::has(&ACTIONS, first) || is_noun || selects || is_joined(first) || converts(first)
}

/// The words of a segment, at signs and at humps, in lower case and without accents.
fn split(segment: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for sign in segment.chars() {
        let is_hump = sign.is_uppercase() && was_small;
        if !sign.is_alphanumeric() || is_hump {
            words.push(String::new());
        }
        if sign.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(sign);
        }
        was_small = sign.is_lowercase() || sign.is_numeric();
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| folded(word)).collect()
}

/// `getcapabilities`, `listcodes`: a verb written on to its object.
fn is_joined(word: &str) -> bool {
    let get = word.strip_prefix("get").is_some_and(|rest| rest.len() >= 5);
    let list = word.strip_prefix("list").is_some_and(|rest| {
        rest.len() >= 3 && !["es", "ing", "ings", "ener", "eners", "e"].contains(&rest)
    });
    get || list
}

/// `id2name`: from one thing to another.
fn converts(word: &str) -> bool {
    word.split_once('2').is_some_and(|(from, to)| {
        let letters =
            |text: &str| text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_lowercase());
        letters(from) && letters(to)
    })
}

static ACTIONS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::read(include_str!("words/actions.txt")));

/// Nouns of actions.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "ajout", "annulation", "consultation", "creation", "envoi", "maj", "mise", "modification",
    "suppression", "verification",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions() {
        for segment in [
            "publish",
            "check-bridges",
            "rechercher",
            "rechercherParNom",
            "rechercheParCommune",
            "getcapabilities",
            "getBridge",
            "id2name",
            "byName",
            "annulationPont",
            "creer_pont",
            "vérifier",
            "listponts",
            "import",
        ] {
            assert!(names_an_action(segment), "{segment}");
        }
    }

    #[test]
    fn resources() {
        for segment in [
            "ponts",
            "search",
            "recherche",
            "export",
            "validations",
            "creation",
            "annulations",
            "{id}",
            "status",
            "listes",
            "listing",
            "v2",
            "results.pdf",
            "open_data",
            "imports",
            "etat-sante",
            "submission",
            "parcelle",
            "readiness",
            "setting",
            "h2o",
            "",
            "particulier",
            "checklists",
            "address",
            "par",
        ] {
            assert!(!names_an_action(segment), "{segment}");
        }
    }
}
