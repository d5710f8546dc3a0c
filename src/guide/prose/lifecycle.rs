//! How long an interface works: versions, changes, ends.

use std::ops::Range;

use super::Prose;
use super::denial::first_told;
use super::lexicon::Topic;
use super::normal::Normal;
use super::phrase::{Phrase, phrase};

/// Where a text says how the API changes, or until when a version works. Bytes of the text as it was given.
pub fn lifecycle_told(prose: &Prose<'_>) -> Option<Range<usize>> {
    prose.topics().have(Topic::Lifecycle).then(|| first_told(prose.text, PHRASES))?
}

/// Whether a text says until when something works, or what replaces it: a year, or words that speak of an end.
pub fn end_told(text: &str) -> bool {
    let normal = Normal::of(text);
    let folded = normal.folded();
    let has_year = folded.text.split(|sign: char| !sign.is_ascii_alphanumeric()).any(|word| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
    });
    has_year || ENDS.iter().any(|stem| folded.text.contains(stem)) || folded.text.contains(" /")
}

#[rustfmt::skip]
const ENDS: &[&str] = &[
    "rempla", "replac", "instead", "supprime", "removed", "retire", "sunset", "ferme le", "fermee le",
    "fermeture le", "arrete le", "arretee le", "withdraw", "decommission", "prefer", "privilegi",
    "utilisez", "utiliser plutot", "use the", "use /", "migrez", "migrate", "nouvelle version",
    "new version",
];

#[rustfmt::skip]
pub(super) static PHRASES: &[Phrase] = &[
    phrase(&[&["journal", "historique", "liste", "suivi"], &["des"], &["modifications", "changements", "versions", "evolutions"]]),
    phrase(&[&["changelog", "change log", "release notes", "release note"]]),
    phrase(&[&["notes", "note"], &["de"], &["version~", "livraison~"]]),
    phrase(&[&["gestion", "politique"], &["des versions", "de version~", "de versionnement", "de versionning", "de versioning", "de depreciation"]]),
    phrase(&[&["versioning", "deprecation", "sunset"], &["policy", "policies", "schedule"]]),
    phrase(&[&["cycle de vie", "duree de vie", "fin de vie", "periode~ de validite"], &["de l'api", "de l'interface", "des versions", "de la version", "de chaque version"]]),
    phrase(&[&["version~", "api", "v1", "v2", "v3", "v4", "v5", "interface~"], &["%4"], &["deprecie~", "depreciee~", "obsolete~", "maintenue~ jusqu'", "supportee~ jusqu'", "supprimee~ le", "supprimee~ en", "arretee~ le", "fermee~ le", "decommissionnee~", "en fin de vie"]]),
    phrase(&[&["version~", "api", "v1", "v2", "v3", "v4", "v5"], &["%4"], &["deprecated", "supported until", "maintained until", "end of life", "removed on", "removed in", "shut down on", "retired on", "sunset"]]),
    phrase(&[&["end of life", "end of support", "fin de support"]]),
    // « Chaque version est maintenue 12 mois après… »
    phrase(&[&["version~"], &["%3"], &["maintenue~", "supportee~", "conservee~", "maintained", "supported"], &["%3"], &["mois", "an", "ans", "month~", "year~"]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_are_told() {
        for text in [
            "## Journal des modifications\n- 2026 : ajout des ports",
            "See the changelog.",
            "La version 1 est dépréciée et sera coupée le 1er mars 2027.",
            "La v1 est maintenue jusqu'au 30 juin.",
            "Version 1 of the API is supported until June 2027.",
            "Chaque version est maintenue 12 mois après la suivante.",
            "Politique de versionnement : une version majeure par an.",
        ] {
            assert!(lifecycle_told(&Prose::of(text)).is_some(), "{text}");
        }
        for text in [
            "Le cycle de vie d'une demande comporte trois états.",
            "Journal des modifications à venir",
            "Donne les versions du logiciel.",
            "Cette API n'a pas de changelog.",
            "Fin de vie des bateaux",
            "L'interface est en français.",
        ] {
            assert_eq!(lifecycle_told(&Prose::of(text)), None, "{text}");
        }
    }

    #[test]
    fn ends_are_told() {
        for text in
            ["Fermée le 30 juin", "Remplacée par la v2", "Jusqu'en 2027", "Use the other one."]
        {
            assert!(end_told(text), "{text}");
        }
        for text in ["Recherche un port.", "Obsolète", "Deprecated"] {
            assert!(!end_told(text), "{text}");
        }
    }
}
