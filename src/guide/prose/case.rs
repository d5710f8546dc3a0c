//! Comparisons of ASCII words, capitals or not. The rest of the text is not read.

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
}
