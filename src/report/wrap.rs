//! A text cut into lines of a width: only spaces part words, so an address or a media type is not cut at its `/`, unless it is
//! wider than a line. First fit, since the optimal one lets a line run over the width for the sake of the others.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

/// The lines of a text, the first of at most `first` columns and the others of `next`. Where the first word has no room in
/// the first line, this one is empty.
pub(super) fn lines(text: &str, first: usize, next: usize) -> Vec<&str> {
    // No character is wider than it has bytes.
    if text.len() <= first.min(next) {
        return vec![text.trim_end_matches(' ')];
    }
    let mut words = break_words(WordSeparator::AsciiSpace.find_words(text), next);
    if words.first().is_some_and(|word| display_width(word) > first) {
        words.insert(0, Word::from(""));
    }
    let length = |word: &Word<'_>| word.word.len() + word.whitespace.len();
    let mut start = 0;
    let line = |words: &[Word<'_>]| {
        let after = start + words.iter().map(length).sum::<usize>();
        let end = after - words.last().map_or(0, |word| word.whitespace.len());
        let line = &text[start..end];
        start = after;
        line
    };
    wrap_first_fit(&words, &[first as f64, next as f64]).into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

    use super::lines;

    #[test]
    fn lines_are_those_of_the_library() {
        let texts = [
            "",
            "a",
            "un texte plus long que la largeur de la page, avec des accents : déjà vu à Étretat",
            "one  two   three    four     five",
            "https://api.mediatheques.gouv.fr/v1/ouvrages/9782070368228/exemplaires?tri=date tout",
            "voir https://api.mediatheques.gouv.fr/v1/ouvrages/9782070368228/exemplaires et la suite",
            "日本語のテキストは幅が二倍になります 日本語 a 日本語のテキストは幅が二倍になります",
            "application/vnd.api+json;charset=utf-8 e\u{301}te\u{301} «\u{a0}mots\u{a0}»",
        ];
        for (text, next, lead) in texts.iter().flat_map(|text| {
            (20..60).flat_map(move |next| (0..70).step_by(3).map(move |lead| (*text, next, lead)))
        }) {
            // What the first line has less than the others is a blank before it.
            let lead = " ".repeat(lead);
            let options = Options::new(next)
                .initial_indent(&lead)
                .wrap_algorithm(WrapAlgorithm::FirstFit)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation);
            let wrapped = textwrap::wrap(text, options);
            let mut expected: Vec<&str> = wrapped.iter().map(|line| &**line).collect();
            expected[0] = expected[0].get(lead.len()..).unwrap_or_default();
            let found = lines(text, next.saturating_sub(lead.len()), next);
            assert_eq!(found, expected, "{text} {next} {}", lead.len());
        }
    }
}
