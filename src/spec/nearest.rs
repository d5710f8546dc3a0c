//! The known word that was meant by an unknown one.

/// The candidate closest to a word, when it is close enough to be what was meant: at most one edit for three letters,
/// where two letters changed about (`shcema`) are one edit. Upper and lower case make no difference; the first of equals wins.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    let folded = word.to_lowercase();
    candidates
        .filter_map(|candidate| {
            let allowed = letters.max(candidate.chars().count()) / 3;
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
