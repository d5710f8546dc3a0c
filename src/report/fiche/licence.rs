//! Licences of data, by the ids that data.gouv.fr gives them.

/// The id of a licence; none for a licence of programs, for one that is named without its version, and for one that
/// data.gouv.fr does not know.
pub(super) fn id(licence: &str) -> Option<&'static str> {
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

/// Names, in the order in which they are looked for, as words without punctuation.
#[rustfmt::skip]
const IDS: &[(&[&str], &str)] = &[
    (&["lov2", "etalab 2 0", "licence ouverte 2 0", "licence ouverte v2 0", "licence ouverte version 2 0",
       "licence ouverte v2", "licence ouverte 2", "licence ouverte open licence 2 0", "licence ouverte open licence v2 0",
       "licence ouverte open licence version 2 0", "open licence 2 0", "licence ouverte etalab 2 0",
       "licence ouverte etalab v2 0"], "lov2"),
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
    use super::id;

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
            ("MIT", None),
            ("Apache 2.0", None),
        ] {
            assert_eq!(id(licence), expected, "{licence}");
        }
    }
}
