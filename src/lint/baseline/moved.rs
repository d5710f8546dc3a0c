//! Documents of a baseline that were moved or renamed.

use std::collections::{BTreeMap, HashSet};

use super::Part;
use crate::diagnostic::Fingerprint;

/// A document that a baseline does not name.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer<'n> {
    /// Its path.
    pub name: &'n str,
    /// The title of the API.
    pub title: Option<&'n str>,
    /// What is found in it.
    pub found: &'n HashSet<Fingerprint>,
}

/// The name under which a newcomer was known, among documents that are gone: that of the same title, and of the same file
/// name or with at least half of what was known. Of several, that with most in common.
pub fn old_name<'b>(
    newcomer: Newcomer<'_>,
    gone: impl Iterator<Item = (&'b String, &'b Part)>,
) -> Option<&'b str> {
    let mut best: BTreeMap<(usize, bool), &str> = BTreeMap::new();
    for (name, part) in gone.filter(|(_, part)| part.title.as_deref() == newcomer.title) {
        let known = part.diagnostics.iter();
        let common = known.filter(|entry| newcomer.found.contains(&entry.fingerprint)).count();
        let is_named_alike = stem(name) == stem(newcomer.name);
        let is_half = common > 0 && common * 2 >= part.diagnostics.len();
        if is_named_alike || (is_half && newcomer.title.is_some()) {
            best.entry((common, is_named_alike)).or_insert(name);
        }
    }
    best.into_values().next_back()
}

/// The last name of a path, without extension.
fn stem(path: &str) -> &str {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::super::Entry;
    use super::*;

    fn part(title: &str, fingerprints: &[u64]) -> Part {
        let entry = |number: &u64| Entry {
            file: None,
            pointer: String::new(),
            rule: "a".to_owned(),
            fingerprint: Fingerprint(*number),
            count: None,
            reason: None,
            until: None,
        };
        Part {
            title: Some(title.to_owned()),
            diagnostics: fingerprints.iter().map(entry).collect(),
        }
    }

    #[test]
    fn a_document_is_known_again_by_its_title_and_its_name_or_what_is_found() {
        let gone: BTreeMap<String, Part> = [
            ("old/api.yaml".to_owned(), part("A", &[1, 2, 3, 4])),
            ("v1.yaml".to_owned(), part("A", &[1, 2, 9])),
            ("b.yaml".to_owned(), part("B", &[1, 2, 3, 4])),
        ]
        .into();
        let found: HashSet<Fingerprint> = [1, 2, 3, 4].map(Fingerprint).into();
        let (nothing, one) = (HashSet::new(), [9].map(Fingerprint).into());
        let old = |name, title: &str, found: &HashSet<Fingerprint>| {
            old_name(Newcomer { name, title: Some(title), found }, gone.iter())
        };
        assert_eq!(old("new/other.json", "A", &found), Some("old/api.yaml"));
        assert_eq!(old("new/api.json", "A", &nothing), Some("old/api.yaml"));
        assert_eq!(old("new/other.json", "A", &nothing), None);
        assert_eq!(old("new/b.json", "C", &found), None, "another API");
        assert_eq!(old("v1.json", "A", &one), Some("v1.yaml"));
    }
}
