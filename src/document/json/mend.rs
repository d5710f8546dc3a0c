//! What is done about each fault: what its author meant where that is plain, else as little lost as can be.

use super::fault::Fault;
use super::{Next, Reader};
use crate::document::build::Words;
use crate::document::yaml::plain_kind;
use crate::document::{Kind, Style};

/// Whether a byte goes on with a bare word: a key or text without quotes, a literal of another language.
pub(super) fn is_of_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'+' | b'.') || byte >= 0x80
}

/// Whether the next quote closes a string that goes on over several lines, rather than opens another: what follows it
/// follows a string.
pub(super) fn is_closed_later(text: &[u8], quote: u8) -> bool {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(quote, b'\\', &text[at..]) {
        if text[at + found] == b'\\' {
            at = (at + found + 2).min(text.len());
            continue;
        }
        let before = text[..at + found].trim_ascii_end().last();
        let after = text[at + found + 1..].trim_ascii_start().first();
        // `{"` and `,"` open a key or an item.
        return matches!(after, Some(b',' | b'}' | b']'))
            && !matches!(before, Some(b'{' | b'[' | b',' | b':'));
    }
    false
}

impl Reader<'_, '_> {
    /// A value that is not JSON, at `start`.
    pub(super) fn mend_value(&mut self, start: usize, fault: Fault) -> Next {
        self.at = start;
        match self.peek() {
            Some(b'\'') => {
                self.note(Fault::SingleQuote, start, start + 1);
                let quoted = self.string(b'\'');
                let Self { builder, word, .. } = self;
                let words = quoted.words(word);
                let (from, to) = (start as u32, quoted.after as u32);
                builder.scalar(Kind::Text, words, from, to, Style::Quoted);
                Next::Separator
            }
            Some(b',') if !self.builder.in_map() => {
                self.note(fault, start, start + 1);
                self.at += 1;
                Next::Value
            }
            // `"key": ,` and `"key": }`: the value is missing.
            Some(b',' | b'}' | b']') => {
                self.lose(fault, start, start + 1);
                self.lose_key();
                Next::Separator
            }
            Some(byte) if is_of_a_word(byte) => {
                let end = self.end_of_word(start);
                let is_number = matches!(byte, b'.' | b'+' | b'-' | b'0'..=b'9');
                self.note(if is_number { Fault::Number } else { fault }, start, end);
                self.at = end;
                let text = std::str::from_utf8(&self.text[start..end]).unwrap_or_default();
                let kind = match text {
                    "True" | "False" => Kind::Boolean,
                    "None" | "undefined" | "nil" => Kind::Null,
                    "NaN" | "Infinity" | "-Infinity" | "+Infinity" => Kind::Float,
                    _ => plain_kind(text),
                };
                let (from, to) = (start as u32, end as u32);
                self.builder.scalar(kind, Words::Source(from, to), from, to, Style::Plain);
                Next::Separator
            }
            Some(_) => {
                self.lose(fault, start, start + 1);
                self.lose_key();
                self.skip_to(|byte| matches!(byte, b',' | b'}' | b']' | b'"' | b'{' | b'['));
                Next::Separator
            }
            None => self.stop(Fault::End),
        }
    }

    /// A bare text ends before a comma, a bracket, a line end, or a quote.
    fn end_of_word(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b'\n');
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        start + rest[..length].trim_ascii_end().len()
    }

    /// A key that is not a text between double quotes.
    pub(super) fn mend_key(&mut self, start: usize) -> Next {
        match self.peek() {
            Some(b'\'') => {
                self.note(Fault::SingleQuote, start, start + 1);
                let quoted = self.string(b'\'');
                let Self { builder, word, .. } = self;
                builder.key(quoted.words(word), start as u32, quoted.after as u32, Kind::Text);
                self.colon(start)
            }
            Some(b',') => {
                self.note(Fault::Key, start, start + 1);
                Next::Separator
            }
            Some(byte) if byte != b'}' && byte != b']' && self.closing_quote(start).is_some() => {
                // `key": …`: the first quote is missing.
                self.note(Fault::Key, start, start + 1);
                let quote = self.closing_quote(start).unwrap_or(start);
                self.cut_key(start, quote);
                self.colon(start)
            }
            Some(byte) if is_of_a_word(byte) => {
                let rest = &self.text[start..];
                let length = rest.iter().position(|byte| !is_of_a_word(*byte));
                let end = start + length.unwrap_or(rest.len());
                self.note(Fault::Key, start, end);
                self.at = end;
                let (from, to) = (start as u32, end as u32);
                self.builder.key(Words::Source(from, to), from, to, Kind::Text);
                self.colon(start)
            }
            // `{…, {`: the bracket before the comma is missing, in a list of objects.
            Some(b'{') if self.builder.is_in_list() => {
                self.lose(Fault::Separator { in_map: true }, start, start + 1);
                self.builder.close_cut(self.builder.depth() - 1);
                Next::Value
            }
            Some(_) => {
                self.lose(Fault::Key, start, start + 1);
                self.builder.cut_innermost();
                self.at += 1;
                self.skip_to(|byte| matches!(byte, b'"' | b',' | b'}' | b']'));
                if self.peek() == Some(b'"') { self.key() } else { Next::Separator }
            }
            None => self.stop(Fault::End),
        }
    }

    /// The quote on this line that a colon follows.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        // Short of brackets and commas, past which other entries stand.
        let end = line.iter().position(|byte| matches!(byte, b',' | b'[')).unwrap_or(line.len());
        let is_closing =
            |quote: &usize| line[quote + 1..].trim_ascii_start().first() == Some(&b':');
        memchr::memchr_iter(b'"', &line[..end]).find(is_closing).map(|quote| start + quote)
    }

    /// A key as it is written between two bytes, the second of which is its closing quote.
    fn cut_key(&mut self, start: usize, quote: usize) {
        let (from, to) = (start as u32, quote as u32);
        self.builder.key(Words::Source(from, to), from, to + 1, Kind::Text);
        self.at = quote + 1;
    }

    /// Something else than a colon after a key.
    pub(super) fn mend_colon(&mut self, key: usize) -> Next {
        let at = self.at;
        if let Some(quote) = self.closing_quote(at).filter(|_| self.peek() != Some(b':')) {
            // `"a "b" c": …`: quotes stand inside the key.
            self.lose(Fault::Colon, at, at + 1);
            self.builder.drop_key();
            let is_quoted = matches!(self.text[key], b'"' | b'\'');
            self.cut_key(key + usize::from(is_quoted), quote);
            return self.colon(key);
        }
        match self.peek() {
            Some(b'=') => {
                self.note(Fault::Colon, at, at + 1);
                self.at += 1;
                // `=>` too.
                if self.peek() == Some(b'>') {
                    self.at += 1;
                }
                Next::Value
            }
            Some(b',' | b'}' | b']') => {
                self.lose(Fault::Colon, at, at + 1);
                self.lose_key();
                Next::Separator
            }
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                self.note(Fault::Colon, at, at + 1);
                Next::Value
            }
            Some(_) => {
                self.lose(Fault::Colon, at, at + 1);
                self.lose_key();
                self.skip_to(|byte| matches!(byte, b',' | b'}' | b']' | b'"'));
                Next::Separator
            }
            None => self.stop(Fault::End),
        }
    }

    /// Something else than a comma or the right bracket after a value.
    pub(super) fn mend_separator(&mut self, in_map: bool) -> Next {
        let at = self.at;
        let fault = Fault::Separator { in_map };
        match self.peek() {
            Some(bracket @ (b'}' | b']')) => {
                let wanted = if bracket == b'}' { Kind::Map } else { Kind::List };
                self.lose(fault, at, at + 1);
                match self.builder.innermost(wanted) {
                    // The brackets between are missing.
                    Some(rank) => {
                        self.builder.close_cut(rank + 1);
                        self.builder.cut_innermost();
                        self.close()
                    }
                    None => {
                        self.builder.cut_innermost();
                        self.at += 1;
                        Next::Separator
                    }
                }
            }
            // On another line a comma was forgotten; on the same one, it may be that a quote stands inside a text.
            Some(b'"') if in_map && (self.is_first_of_line() || self.is_key()) => {
                self.note(fault, at, at + 1);
                self.key()
            }
            Some(b'"' | b'{' | b'[') if !in_map => {
                self.note(fault, at, at + 1);
                Next::Value
            }
            Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') if !in_map && self.is_first_of_line() => {
                self.note(fault, at, at + 1);
                Next::Value
            }
            Some(_) => {
                self.lose(fault, at, at + 1);
                self.builder.cut_innermost();
                self.skip_broken_text();
                Next::Separator
            }
            None => self.stop(Fault::End),
        }
    }

    /// Whether the string here is a key: a colon follows it.
    fn is_key(&self) -> bool {
        let rest = &self.text[self.at + 1..];
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\n'));
        end.is_some_and(|end| {
            rest[end] == b'"' && rest[end + 1..].trim_ascii_start().first() == Some(&b':')
        })
    }

    /// Whether a key is being read.
    pub(super) fn is_in_key(&self) -> bool {
        self.builder.in_map() && !self.builder.has_key()
    }

    fn is_first_of_line(&self) -> bool {
        let before = self.text[..self.at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(before, Some(b'\n' | b'\r') | None)
    }

    /// What is left of a text that a quote ended too early: as far as a quote that a comma or bracket follows, on this
    /// line; else the whole line.
    fn skip_broken_text(&mut self) {
        let rest = &self.text[self.at..];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let closes = |quote: &usize| {
            matches!(line[quote + 1..].trim_ascii_start().first(), Some(b',' | b'}' | b']'))
        };
        let quote = memchr::memchr_iter(b'"', line).find(closes);
        let length = quote.map_or_else(
            || line.iter().rposition(|byte| *byte == b',').unwrap_or(line.len()),
            |quote| quote + 1,
        );
        self.at += length.max(1);
    }

    /// Whether the bracket that closes the root does so too early: entries follow. It is passed over then.
    pub(super) fn closes_too_early(&mut self) -> bool {
        let rest = self.text[self.at + 1..].trim_ascii_start();
        let goes_on = self.builder.in_map()
            && rest.first() == Some(&b',')
            && rest[1..].trim_ascii_start().first() == Some(&b'"');
        if goes_on {
            self.lose(Fault::Early, self.at, self.at + 1);
            // Where the bracket too many stands is not known: what was closed last may lack the rest.
            self.builder.cut_innermost();
            self.builder.cut_last();
            self.at += 1;
        }
        goes_on
    }

    /// The key whose value is not there is forgotten: its map is cut.
    fn lose_key(&mut self) {
        if !self.builder.drop_key() {
            self.builder.cut_innermost();
        }
    }

    fn skip_to(&mut self, is_wanted: impl Fn(u8) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.iter().position(|byte| is_wanted(*byte)).unwrap_or(rest.len());
    }

    /// White space and comments, from a comment on.
    pub(super) fn skip_comments(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let length = match rest {
                [b' ' | b'\n' | b'\r' | b'\t', ..] => {
                    self.at += 1;
                    continue;
                }
                [b'#', ..] | [b'/', b'/', ..] => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
                [b'/', b'*', ..] => {
                    memchr::memmem::find(rest, b"*/").map_or(rest.len(), |end| end + 2)
                }
                _ => return,
            };
            self.note(Fault::Comment, self.at, self.at + length);
            self.at += length;
        }
    }
}
