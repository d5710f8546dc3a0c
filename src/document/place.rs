//! From a piece of a decoded text back to its bytes in the source, through escapes, folds and indentation.

use std::ops::Range;

use super::{Node, Style};
use crate::source::Span;

impl<'d> Node<'d> {
    /// The bytes of the source that a range of [`Node::scalar`] was read from.
    ///
    /// White space is elastic (folds, indentation); every other character of the decoded text stands in the source, as
    /// itself or as an escape, in the same order.
    pub fn place_of(self, range: Range<usize>) -> Span {
        self.places().of(range)
    }

    /// The same for many ranges, the text being read once where they come in order.
    pub fn places(self) -> Places<'d> {
        let whole = self.target().span();
        let written = &self.document().source.text;
        let written = written.get(whole.start as usize..whole.end as usize);
        let start = self.scalar().zip(written).map(|(text, written)| {
            let header = match self.target().style() {
                Style::Block => written.find('\n').map_or(0, |line| line + 1),
                Style::Quoted => 1,
                Style::Plain | Style::Indented | Style::Flow => 0,
            };
            let quote = written.chars().next().filter(|_| self.target().style() == Style::Quoted);
            Reached { text, units: Units { text: written, at: header, quote } }
        });
        Places { whole, start, here: start }
    }
}

/// From pieces of the text of a node to the bytes that they were read from.
#[derive(Clone, Copy, Debug)]
pub struct Places<'d> {
    whole: Span,
    /// Nothing where the node has no text.
    start: Option<Reached<'d>>,
    here: Option<Reached<'d>>,
}

/// A point of a text, as it is decoded and as it is written.
#[derive(Clone, Copy, Debug)]
struct Reached<'d> {
    /// What comes after it.
    text: &'d str,
    units: Units<'d>,
}

impl Places<'_> {
    /// Where a range of the text stands; quickest after the ranges that are asked before it.
    pub fn of(&mut self, range: Range<usize>) -> Span {
        self.find(range).unwrap_or(self.whole)
    }

    fn find(&mut self, range: Range<usize>) -> Option<Span> {
        let start = self.start?;
        let length = start.text.len();
        let read = length - self.here.map_or(length, |here| here.text.len());
        let here = self.here.filter(|_| read <= range.start).unwrap_or(start);
        let read = length - here.text.len();
        let (before, text) = here.text.split_at(range.start - read);
        let mut units = here.units;
        for _ in 0..visible(before) {
            units.next_visible()?;
        }
        self.here = Some(Reached { text, units });
        let inside = visible(&text[..range.len()]);
        let first = units.next_visible()?;
        let mut last = first;
        for _ in 1..inside {
            let Some(unit) = units.next_visible() else {
                last = first;
                break;
            };
            last = unit;
        }
        Some(Span {
            start: self.whole.start + first.start as u32,
            end: self.whole.start + last.end as u32,
            ..self.whole
        })
    }
}

/// How many characters of a text are not white space.
fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// One character of the decoded text, as it is written.
#[derive(Clone, Copy, Debug)]
struct Unit {
    start: usize,
    end: usize,
    blank: bool,
}

/// The characters of a text as it is written, from a byte of it on.
#[derive(Clone, Copy, Debug)]
struct Units<'t> {
    text: &'t str,
    at: usize,
    quote: Option<char>,
}

impl Units<'_> {
    fn next_visible(&mut self) -> Option<Unit> {
        loop {
            let unit = self.next()?;
            if !unit.blank {
                return Some(unit);
            }
        }
    }

    fn next(&mut self) -> Option<Unit> {
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let (length, blank) = match (self.quote, first) {
            (Some('"'), '\\') => escape(rest),
            (Some('\''), '\'') if chars.next() == Some('\'') => (2, false),
            _ => (first.len_utf8(), first.is_whitespace()),
        };
        let start = self.at;
        self.at += length.max(1);
        Some(Unit { start, end: self.at.min(self.text.len()), blank })
    }
}

/// Length of the escape that `rest` starts with, and whether it means white space (or nothing: a folded line end).
fn escape(rest: &str) -> (usize, bool) {
    let hex =
        |digits: usize| rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let blank = |code: Option<u32>| code.and_then(char::from_u32).is_some_and(char::is_whitespace);
    match rest.chars().nth(1) {
        Some('n' | 't' | 'r' | ' ' | 'N' | '_' | 'L' | 'P' | 'v' | 'f' | '\t' | '\n') => (2, true),
        Some('x') => (4, blank(hex(2))),
        // Two halves of one character are one unit.
        Some('u')
            if hex(4).is_some_and(|code| (0xD800..0xDC00).contains(&code))
                && rest[6..].starts_with("\\u") =>
        {
            (12, false)
        }
        Some('u') => (6, blank(hex(4))),
        Some('U') => (10, blank(hex(8))),
        Some(other) => (1 + other.len_utf8(), false),
        None => (1, false),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::document::Document;
    use crate::source::{Source, SourceId, Uri};

    #[test]
    fn a_word_is_found_where_it_is_written() {
        for text in [
            "a: |\n  premier mot\n\n  au plus 7 appels\n  par seconde",
            "a: >-\n  premier mot\n  au plus 7 appels\n  par seconde",
            "a: premier mot\n  au plus 7 appels\n  par seconde",
            "a: \"premier\\tm\\u006ft \\\n  au plus 7 appels\\npar seconde\"",
            "a: 'premier mot l''an au plus 7 appels par seconde'",
            "{\"a\": \"premier mot \\ud83d\\ude00 \\\"au plus 7 appels\\npar seconde\"}",
        ] {
            let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
            let document = Document::parse(SourceId(0), source);
            let node = document.root().get("a").expect("an entry");
            let value = node.scalar().expect("a text");
            for word in ["premier", "7 appels", "seconde"] {
                let start = value.find(word).expect(word);
                let span = node.place_of(start..start + word.len());
                assert_eq!(document.source.slice(span), word, "{text}");
            }
            let mut places = node.places();
            for word in ["premier", "au plus", "7 appels", "plus", "seconde", "premier"] {
                let start = value.find(word).expect(word);
                let range = start..start + word.len();
                assert_eq!(places.of(range.clone()), node.place_of(range), "{word}: {text}");
            }
        }
    }
}
