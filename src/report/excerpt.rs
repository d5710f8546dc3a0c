//! A line of the source with a part of it underlined, cut to the width of the page around that part.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use textwrap::core::display_width;

use super::page::Page;
use crate::diagnostic::Severity;
use crate::source::{Source, Span};

/// Columns of indentation that are worth showing: one line alone says nothing of its depth.
const INDENTATION: usize = 4;

/// Adds the line a span starts on, with its number, the span underlined. A span of several lines shows its first.
pub(super) fn excerpt(
    page: &mut Page,
    indent: usize,
    source: &Source,
    span: Span,
    severity: Severity,
) {
    let line = source.position(span.start).line as usize;
    let gutter = line.to_string().len() + " | ".len();
    let window = Window::around(source, span, page.width().saturating_sub(indent + gutter));
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::HELP,
    };
    let renderer = if page.is_coloured() { Renderer::styled() } else { Renderer::plain() };
    // The window is cut already: the renderer only draws. On its own it shows a span that is wider than the page whole.
    let renderer =
        renderer.decor_style(DecorStyle::Ascii).hyperlink(false).term_width(usize::from(u16::MAX));
    let underlined = AnnotationKind::Primary.span(window.start..window.end);
    let snippet = Snippet::source(window.text).line_start(line).annotation(underlined);
    let drawn = renderer.render(&[Group::with_level(level).element(snippet)]);
    // The first line is an empty gutter, for a file name that our headings give.
    let lines = drawn.split_once('\n').map_or("", |(_, lines)| lines);
    page.lines(indent, lines);
}

/// A piece of a line, and the bytes of it that are underlined.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    text: String,
    start: usize,
    end: usize,
}

impl Window {
    /// Looks no further than a few widths on each side: a line may be megabytes long.
    fn around(source: &Source, span: Span, width: usize) -> Self {
        let range = source.line_range(source.position(span.start).line);
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
        let room = width.saturating_sub(2).max(20);
        let (mut has_before, mut has_after) = (false, false);
        if fitting(text[start..end].chars(), width) < end - start {
            // Two thirds of the room left go before the span, unless the line is short on one side.
            let shown = from + fitting(text[from..to].chars(), room * 3 / 4);
            let left = room - columns(&text[from..shown]);
            let before = fitting(text[start..from].chars().rev(), left * 2 / 3);
            let after =
                fitting(text[shown..end].chars(), left - columns(&text[from - before..from]));
            let before = fitting(
                text[start..from].chars().rev(),
                left - columns(&text[shown..shown + after]),
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
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut room = columns;
    let characters = characters.take(columns * CHARACTERS);
    let fits = |character: &char| {
        let taken = width(*character);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    characters.take_while(fits).map(char::len_utf8).sum()
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a character as the renderer shows it: a tab is four spaces, a control character a sign of its own.
fn width(character: char) -> usize {
    if character == ' ' || character.is_ascii_graphic() {
        return 1;
    }
    display_width(&normalize_untrusted_str(character.encode_utf8(&mut [0; 4])))
}

/// The start of the character a byte belongs to.
fn floor(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;
    use crate::report::Style;
    use crate::source::{SourceId, Uri};

    fn window(text: &str, part: &str, width: usize) -> Window {
        let start = text.find(part).map_or(0, |byte| byte as u32);
        let span = Span { source: SourceId(0), start, end: start + part.len() as u32 };
        Window::around(&Source::new(Uri::new("a"), text.to_owned()), span, width)
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
        assert_eq!(columns(&cut.text), 60);
        assert!(cut.text.starts_with("…x") && cut.text.ends_with("y…"));
    }

    #[test]
    fn long_spans_are_cut_too() {
        let long = format!("a: {}", "é".repeat(500));
        let cut = window(&long, &"é".repeat(500), 60);
        assert!(
            columns(&cut.text) <= 60 && cut.text.starts_with("a: é") && cut.text.ends_with("é…"),
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

    #[test]
    fn any_span_of_any_text_is_drawn_within_the_page() {
        let long = format!(
            "{}{}{}",
            "é\t".repeat(60),
            "👩‍👩‍👧 漢字\u{301}".repeat(30),
            "\u{1b}[31m\u{202e}".repeat(20)
        );
        for text in [
            "",
            "\n",
            "\r\n\r\n",
            "\u{feff}a: b",
            "\u{feff}",
            "\t\t\t\tx",
            "a\u{0}b\r",
            "漢字: 漢字\n",
            &long,
        ] {
            let source = Source::new(Uri::new("a"), text.to_owned());
            for start in 0..=text.len() as u32 {
                for end in [start, start + 1, start + 7, text.len() as u32, u32::MAX] {
                    let mut page = Page::new(Language::En, Style::default());
                    excerpt(
                        &mut page,
                        2,
                        &source,
                        Span { source: SourceId(0), start, end },
                        Severity::Error,
                    );
                    let drawn = page.into_text();
                    let width = drawn.lines().map(display_width).max().unwrap_or_default();
                    assert!(
                        width <= 80 && drawn.contains('^'),
                        "{start}..{end} of {text:?}:\n{drawn}"
                    );
                }
            }
        }
    }
}
