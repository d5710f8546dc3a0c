//! A text cut into lines of a width: only spaces part words, so an address or a media type is not cut at its `/`, unless it is
//! wider than a line. First fit, since the optimal one lets a line run over the width for the sake of the others.
//!
//! `textwrap::wrap` gives the same lines and takes over twice the time, which was a tenth of all that a check of a small
//! description takes.

use textwrap::core::{Word, break_words, display_width};

/// The lines of a text, the first of at most `first` columns and the others of `next`. Where the first word has no room in
/// the first line, this one is empty.
pub(super) fn lines(text: &str, first: usize, next: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut line, mut columns, mut room) = (0..0, 0, first);
    let mut add = |at: usize, piece: &str| {
        let width = width(piece);
        let spaces = at - line.end;
        if columns + spaces + width > room {
            lines.push(&text[line.clone()]);
            (line, columns, room) = (at..at + piece.len(), width, next);
        } else {
            (line.end, columns) = (at + piece.len(), columns + spaces + width);
        }
    };
    let mut at = 0;
    for word in text.split([' ']) {
        if width(word) > next {
            let mut at = at;
            for piece in break_words([Word::from(word)], next) {
                add(at, piece.word);
                at += piece.word.len();
            }
        } else if !word.is_empty() {
            add(at, word);
        }
        at += word.len() + 1;
    }
    lines.push(&text[line]);
    lines
}

/// Columns of a word.
fn width(word: &str) -> usize {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain { word.len() } else { display_width(word) }
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
