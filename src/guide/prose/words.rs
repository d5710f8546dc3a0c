//! Word lists kept as text files, one word a line.

/// The words of a list file, sorted; lines that start with `#` say what the list is, its source and its licence.
pub(super) fn read(file: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = file
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    words.sort_unstable();
    words
}

/// Whether a sorted list has the word.
pub(super) fn has(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_and_blank_lines_are_no_words() {
        let words = super::read("# a list\n\nzone\nabri\n");
        assert_eq!(words, ["abri", "zone"]);
        assert!(super::has(&words, "zone") && !super::has(&words, "# a list"));
    }
}
