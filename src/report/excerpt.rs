//! A line of the source with a part of it underlined, cut to the width of the page around that part.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use textwrap::core::display_width;

use super::page::Page;
use super::window::Window;
use crate::diagnostic::Severity;
use crate::source::{Source, Span};

/// Adds the line a span starts on, with its number, the span underlined. A span of several lines shows its first.
pub(super) fn excerpt(
    page: &mut Page,
    indent: usize,
    source: &Source,
    span: Span,
    severity: Severity,
) {
    let line = source.position(span.start).line;
    let gutter = line.to_string().len() + " | ".len();
    let room = page.width().saturating_sub(indent + gutter);
    let window = Window::around(source, line, span, room, width);
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
    let snippet = Snippet::source(window.text).line_start(line as usize).annotation(underlined);
    let drawn = renderer.render(&[Group::with_level(level).element(snippet)]);
    // The first line is an empty gutter, for a file name that our headings give.
    let lines = drawn.split_once('\n').map_or("", |(_, lines)| lines);
    page.lines(indent, lines);
}

/// Columns of a character as the renderer shows it: a tab is four spaces, a control character a sign of its own.
fn width(character: char) -> usize {
    if character == ' ' || character.is_ascii_graphic() {
        return 1;
    }
    display_width(&normalize_untrusted_str(character.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;
    use crate::report::Style;
    use crate::source::{SourceId, Uri};

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
