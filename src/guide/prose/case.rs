//! Comparisons of words, capitals or not. The rest of the text is not read.

/// Whether a text starts with a word.
pub(crate) fn starts_with(text: &str, word: &str) -> bool {
    let start = text.as_bytes().get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a text ends with a word.
pub(crate) fn ends_with(text: &str, word: &str) -> bool {
    let end = text.len().checked_sub(word.len()).and_then(|start| text.as_bytes().get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

/// The letters and figures of a name in lower case: `X-Api-Key` is xapikey. Nothing of one that has more than so many.
pub(crate) fn bare(name: &str, most: usize) -> Option<String> {
    if name.is_ascii() {
        let signs = name.bytes().filter(u8::is_ascii_alphanumeric);
        if signs.clone().nth(most).is_some() {
            return None;
        }
        let mut bare = String::with_capacity(name.len());
        bare.extend(signs.map(|sign| char::from(sign.to_ascii_lowercase())));
        return Some(bare);
    }
    let signs = name.chars().filter(|sign| sign.is_alphanumeric());
    if signs.clone().nth(most).is_some() {
        return None;
    }
    let mut bare = String::with_capacity(name.len());
    bare.extend(signs.flat_map(char::to_lowercase));
    Some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_met_in_any_case() {
        for text in ["EX", "exemple", "Ex\u{e9}"] {
            assert!(starts_with(text, "ex"), "{text}");
        }
        for text in ["", "e", "\u{e9}x", "un ex"] {
            assert!(!starts_with(text, "ex"), "{text}");
        }
        assert!(ends_with("\u{e9}PAR", "par") && ends_with("par", "par"));
        assert!(!ends_with("pa\u{e9}", "par") && !ends_with("", "par"));
    }

    #[test]
    fn names_are_bared_up_to_a_length() {
        assert_eq!(bare("X-Clé_2", 5).as_deref(), Some("xclé2"));
        assert_eq!(bare("X-Clé_22", 5), None);
        assert_eq!(bare("--", 0).as_deref(), Some(""));
    }
}
