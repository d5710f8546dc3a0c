//! The known word that was meant by an unknown one.

/// Bytes of the longest name that is compared.
const LONGEST: usize = 200;
/// Candidates that are looked at.
const MOST: usize = 5000;

/// The candidate closest to a word, when it is close enough to be what was meant: at most one edit for three letters,
/// where two letters changed about (`shcema`) are one edit. Upper and lower case make no difference; the first of equals wins.
///
/// What is longer than a name, and what stands after the first thousands of candidates, is not compared: each comparison
/// costs the product of the lengths.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let letters = word.chars().count();
    let folded = word.to_lowercase();
    let bag = Bag::of(&folded);
    candidates
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let others = candidate.chars().count();
            let allowed = letters.max(others) / 3;
            // Case may change the number of letters, by a few at most.
            if letters.abs_diff(others) > allowed + 2
                || bag.as_ref().is_some_and(|bag| bag.least_distance(candidate) > allowed)
            {
                return None;
            }
            let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
            (distance <= allowed).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How often each letter stands in a word of ASCII: most candidates are ruled out by it, a hundred times as fast as by
/// their distance.
struct Bag {
    counts: [u8; 128],
    len: usize,
}

impl Bag {
    /// Nothing for a word with other letters.
    fn of(folded: &str) -> Option<Self> {
        let mut counts = [0; 128];
        for byte in folded.bytes() {
            *counts.get_mut(usize::from(byte))? += 1; // at most LONGEST
        }
        Some(Self { counts, len: folded.len() })
    }

    /// Edits that lead to a candidate, at least: each brings in one letter and takes away one, and letters that change
    /// places are the same ones.
    fn least_distance(&self, candidate: &str) -> usize {
        if !candidate.is_ascii() {
            return 0;
        }
        let mut counts = self.counts;
        let mut shared = 0;
        for byte in candidate.bytes() {
            let count = &mut counts[usize::from(byte.to_ascii_lowercase())];
            shared += usize::from(*count > 0);
            *count = count.saturating_sub(1);
        }
        self.len.max(candidate.len()) - shared
    }
}

#[cfg(test)]
mod tests {
    use super::{Bag, nearest};

    #[test]
    fn letters_bound_the_distance() {
        let words =
            ["", "a", "ab", "ba", "schema", "shcema", "Schemas", "operationId", "opId", "écheme"];
        for word in words {
            let Some(bag) = Bag::of(&word.to_lowercase()) else { continue };
            for other in words {
                let distance = strsim::osa_distance(&word.to_lowercase(), &other.to_lowercase());
                assert!(bag.least_distance(other) <= distance, "{word} {other}");
            }
        }
    }

    #[test]
    fn finds_what_was_meant() {
        let fields = ["schema", "style", "description", "in", "url", "operationId", "deprecated"];
        for (word, expected) in [
            ("shcema", Some("schema")),
            ("schemas", Some("schema")),
            ("descripton", Some("description")),
            ("operationID", Some("operationId")),
            ("operation_id", Some("operationId")),
            ("URL", Some("url")),
            ("ul", Some("url")),
            ("id", None),
            ("", None),
            ("summary", None),
            ("écheme", Some("schema")),
        ] {
            assert_eq!(nearest(word, fields.into_iter()), expected, "{word}");
        }
    }

    #[test]
    fn the_closest_wins_then_the_first() {
        assert_eq!(nearest("minLenght", ["maxLength", "minLength"].into_iter()), Some("minLength"));
        assert_eq!(nearest("mixLength", ["maxLength", "minLength"].into_iter()), Some("maxLength"));
        assert_eq!(nearest("anything", std::iter::empty()), None);
    }
}
