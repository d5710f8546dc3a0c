//! Licences: of data or of programs, and the ids that data.gouv.fr gives to those of data.

/// Whether the name or the address of a licence is that of one for data.
pub fn is_of_data(licence: &str) -> bool {
    let words = licence.to_lowercase();
    DATA.iter().any(|name| words.contains(name))
}

/// Whether a sentence names a licence of data.
pub fn is_stated(text: &str) -> bool {
    let text = text.to_lowercase();
    STATED.iter().any(|name| text.contains(name))
}

/// The name of the licence of programs that a text gives by its words.
pub fn of_programs(licence: &str) -> Option<&'static str> {
    let words = licence.to_lowercase();
    PROGRAMS.iter().find(|(name, _)| holds_word(&words, name)).map(|(_, name)| *name)
}

/// Whether a word stands in a text, between signs.
fn holds_word(text: &str, word: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric()).any(|found| found == word)
}

/// The id of a licence; none for a licence of programs, for one that is named without its version, and for one that
/// data.gouv.fr does not know.
pub fn id(licence: &str) -> Option<&'static str> {
    let words: String = licence
        .chars()
        .map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let text = format!(" {} ", words.join(" "));
    let has = |words: &str| text.contains(&format!(" {words} "));
    // What may not be used commercially or changed has no id.
    if ["nc", "nd", "noncommercial", "noderivatives", "noderivs"].iter().any(|word| has(word)) {
        return None;
    }
    IDS.iter().find(|(names, _)| names.iter().any(|name| has(name))).map(|(_, id)| *id)
}

/// Parts of the names and addresses of licences that data are published under.
#[rustfmt::skip]
const DATA: &[&str] = &[
    "licence ouverte", "licence-ouverte", "open licence", "etalab", "odbl", "open database",
    "opendatacommons", "odc-", "creative commons", "creativecommons", "cc0", "cc-zero", "cc zero",
    "cc-by", "cc by", "domaine public", "public domain", "publicdomain",
];

/// Names of licences of data that a description may state in a sentence.
#[rustfmt::skip]
const STATED: &[&str] = &[
    "licence ouverte", "open licence", "odbl", "open database license", "creative commons",
    "etalab-2",
];

/// Words that name a licence of programs, and its name.
#[rustfmt::skip]
const PROGRAMS: &[(&str, &str)] = &[
    ("mit", "MIT"), ("apache", "Apache"), ("agpl", "AGPL"), ("agplv3", "AGPL"), ("lgpl", "LGPL"),
    ("gpl", "GPL"), ("gplv3", "GPL"), ("gnu", "GPL"), ("bsd", "BSD"), ("eupl", "EUPL"),
    ("cecill", "CeCILL"), ("mpl", "MPL"), ("isc", "ISC"),
];

/// Every named licence that data.gouv.fr has an id for (`/api/1/datasets/licenses/`; `other-open`, `other-at`, `other-pd` and
/// `notspecified` name none), by its names, in the order in which they are looked for, as words without punctuation.
#[rustfmt::skip]
const IDS: &[(&[&str], &str)] = &[
    (&["lov2", "etalab 2 0", "licence ouverte 2 0", "licence ouverte v2 0", "licence ouverte version 2 0",
       "licence ouverte v2", "licence ouverte 2", "licence ouverte open licence 2 0", "licence ouverte open licence v2 0",
       "licence ouverte open licence version 2 0", "open licence 2 0", "licence ouverte etalab 2 0",
       "licence ouverte etalab v2 0", "etalab v2", "etalab v2 0"], "lov2"),
    (&["fr lo", "etalab 1 0", "licence ouverte 1 0", "licence ouverte v1 0", "licence ouverte version 1 0",
       "licence ouverte v1"], "fr-lo"),
    (&["odbl", "odbl 1 0", "odc odbl", "open database license", "open database licence"], "odc-odbl"),
    (&["pddl", "odc pddl"], "odc-pddl"),
    (&["odc by"], "odc-by"),
    (&["cc0", "cc zero", "publicdomain zero"], "cc-zero"),
    (&["cc by sa", "by sa"], "cc-by-sa"),
    (&["cc by", "creative commons attribution", "licenses by"], "cc-by"),
];

#[cfg(test)]
mod tests {
    use super::{holds_word, id, is_of_data, of_programs};

    #[test]
    fn licences_are_of_data_or_of_programs() {
        assert!(is_of_data("Licence Ouverte 2.0") && is_of_data("CC-BY-4.0"));
        assert!(!is_of_data("MIT") && !is_of_data("License to be defined"));
        assert_eq!(of_programs("GNU AGPLv3"), Some("AGPL"));
        assert_eq!(of_programs("Licence Ouverte"), None);
    }

    #[test]
    fn a_licence_is_a_word_of_its_own() {
        assert!(holds_word("mit license", "mit"));
        assert!(!holds_word("limite d'usage", "mit"));
    }

    #[test]
    fn licences_of_data_have_ids() {
        for (licence, expected) in [
            ("etalab-2.0", Some("lov2")),
            ("Licence Ouverte 2.0", Some("lov2")),
            ("Licence Ouverte / Open Licence version 2.0", Some("lov2")),
            (
                "Licence Ouverte https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
                Some("lov2"),
            ),
            ("Licence Ouverte", None),
            ("Open Database License (ODbL)", Some("odc-odbl")),
            ("ODbL-1.0", Some("odc-odbl")),
            ("CC-BY-4.0", Some("cc-by")),
            ("CC-BY-SA-4.0", Some("cc-by-sa")),
            ("CC BY-NC 4.0", None),
            ("CC0-1.0", Some("cc-zero")),
            ("License Etalab v2.0", Some("lov2")),
            ("Licence maison de la ville", None),
            ("MIT", None),
            ("Apache 2.0", None),
        ] {
            assert_eq!(id(licence), expected, "{licence}");
        }
    }
}
