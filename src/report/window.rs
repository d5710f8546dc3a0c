//! A line of the source cut to a width around the part that is shown.

use crate::source::{Source, Span, floor};

/// Columns of indentation that are worth showing: one line alone says nothing of its depth.
const INDENTATION: usize = 4;

/// Columns that the line has at least.
const ROOM: usize = 20;

/// How many columns a character takes where it is shown.
pub(super) type Measure = fn(char) -> usize;

/// A piece of a line, and the bytes of it that are underlined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The piece, `…` where it is cut.
    pub text: String,
    /// First byte of the span in it.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
}

impl Window {
    /// The span's first line, which is `line`, within so many columns. Looks no further than a few widths on each side: a
    /// line may be megabytes long.
    pub fn around(source: &Source, line: u32, span: Span, width: usize, measure: Measure) -> Self {
        // Twice the characters that are looked at, of four bytes each.
        let reach = 2 * 4 * CHARACTERS * width.max(ROOM);
        let range = source.line_until(span.start as usize + reach, line);
        let (mut start, mut end) = (range.start, range.end);
        let text = &source.text;
        let from = floor(text, (span.start as usize).clamp(start, end));
        let to = floor(text, (span.end as usize).clamp(from, end));
        // An empty span, or the end of a line, is shown by the character that stands there.
        let to = if to == from {
            text[from..end].chars().next().map_or(to, |next| to + next.len_utf8())
        } else {
            to
        };

        let indentation = from - start - text[start..from].trim_start_matches([' ', '\t']).len();
        start += indentation.saturating_sub(INDENTATION);
        let room = width.saturating_sub(2).max(ROOM);
        let (mut has_before, mut has_after) = (false, false);
        if fitting(text[start..end].chars(), width, measure) < end - start {
            // Two thirds of the room left go before the span, unless the line is short on one side.
            let shown = from + fitting(text[from..to].chars(), room * 3 / 4, measure);
            let left = room - columns(&text[from..shown], measure);
            let before = fitting(text[start..from].chars().rev(), left * 2 / 3, measure);
            let after = fitting(
                text[shown..end].chars(),
                left - columns(&text[from - before..from], measure),
                measure,
            );
            let before = fitting(
                text[start..from].chars().rev(),
                left - columns(&text[shown..shown + after], measure),
                measure,
            );
            (has_before, has_after) = (from - before > start, shown + after < end);
            (start, end) = (from - before, shown + after);
        }
        let mark = if has_before { "…" } else { "" };
        let shift = |byte: usize| byte.min(end) - start + mark.len();
        let after = if has_after { "…" } else { "" };
        Self {
            text: format!("{mark}{}{after}", &text[start..end]),
            start: shift(from),
            end: shift(to),
        }
    }
}

/// Characters that are looked at for each column: some take none, and a line may hold a million of them.
const CHARACTERS: usize = 16;

/// Bytes of the characters that fit into so many columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize, measure: Measure) -> usize {
    let mut room = columns;
    let characters = characters.take(columns * CHARACTERS);
    let fits = |character: &char| {
        let taken = measure(*character);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    characters.take_while(fits).map(char::len_utf8).sum()
}

fn columns(text: &str, measure: Measure) -> usize {
    text.chars().map(measure).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Uri};

    fn window(text: &str, part: &str, width: usize) -> Window {
        let start = text.find(part).map_or(0, |byte| byte as u32);
        let span = Span { source: SourceId(0), start, end: start + part.len() as u32 };
        let source = Source::new(Uri::new("a"), text.to_owned());
        Window::around(&source, source.position(span.start).line, span, width, |_| 1)
    }

    #[test]
    fn long_lines_are_cut_around_the_span() {
        let long = format!(
            "{{\"a\": \"{}\", \"title\": \"é\", \"b\": \"{}\"}}",
            "x".repeat(5000),
            "y".repeat(5000)
        );
        let cut = window(&long, "\"title\"", 60);
        assert_eq!(&cut.text[cut.start..cut.end], "\"title\"");
        assert_eq!(cut.text.chars().count(), 60);
        assert!(cut.text.starts_with("…x") && cut.text.ends_with("y…"));
    }

    #[test]
    fn long_spans_are_cut_too() {
        let long = format!("a: {}", "é".repeat(500));
        let cut = window(&long, &"é".repeat(500), 60);
        assert!(
            cut.text.chars().count() <= 60
                && cut.text.starts_with("a: é")
                && cut.text.ends_with("é…"),
            "{cut:?}"
        );
        assert_eq!(cut.start, 3);
    }

    #[test]
    fn deep_indentation_is_shortened_and_nothing_else() {
        let cut = window("paths:\n            get:\n", "get", 60);
        assert_eq!(cut, Window { text: "    get:".to_owned(), start: 4, end: 7 });
        let cut = window("key:\n", "\n", 60);
        assert_eq!(cut, Window { text: "key:".to_owned(), start: 4, end: 4 });
    }
}
