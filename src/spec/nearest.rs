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
    candidates
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let others = candidate.chars().count();
            let allowed = letters.max(others) / 3;
            // Case may change the number of letters, by a few at most.
            if letters.abs_diff(others) > allowed + 2 {
                return None;
            }
            let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
            (distance <= allowed).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

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
