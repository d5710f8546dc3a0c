//! Strings of JSON: from quote to quote, escapes decoded.

use super::fault::Fault;
use super::{Reader, mend};
use crate::document::build::Words;
use crate::document::{Notice, scan};

/// What was read of a string: where its content stands, and whether it had escapes.
pub(super) struct Quoted {
    start: usize,
    end: usize,
    /// Byte after its closing quote.
    pub after: usize,
    escaped: bool,
}

impl Quoted {
    /// The text: as it stands in the source, or as it was decoded.
    pub fn words<'w>(&self, decoded: &'w str) -> Words<'w> {
        if self.escaped {
            Words::Decoded(decoded)
        } else {
            Words::Source(self.start as u32, self.end as u32)
        }
    }
}

impl Reader<'_, '_> {
    /// Reads a string, from quote to quote. Its decoded text is in `self.word` when it has escapes.
    #[inline(always)]
    pub(super) fn string(&mut self, quote: u8) -> Quoted {
        let start = self.at + 1;
        // Most have nothing to decode and no fault.
        let end = start + scan::before_quote(&self.text[start..], quote);
        if self.text.get(end) == Some(&quote) {
            self.at = end + 1;
            return Quoted { start, end, after: self.at, escaped: false };
        }
        self.decode(end, quote)
    }

    /// Reads a string on from the first byte that is to be decoded or is a fault.
    fn decode(&mut self, end: usize, quote: u8) -> Quoted {
        let open = self.at;
        let start = open + 1;
        // What follows the last escape, and from where on it is not read.
        let (mut piece, mut from) = (start, end);
        let mut escaped = false;
        // Whether it goes on over several lines, which is told.
        let mut is_told = false;
        self.word.clear();
        loop {
            let stop = from + scan::before_quote(&self.text[from..], quote);
            match self.text.get(stop).copied() {
                Some(byte) if byte == quote => {
                    if escaped {
                        self.push_word(piece, stop);
                    }
                    self.at = stop + 1;
                    return Quoted { start, end: stop, after: self.at, escaped };
                }
                Some(b'\\') => {
                    escaped = true;
                    self.push_word(piece, stop);
                    piece = self.escape(stop);
                    from = piece;
                }
                Some(control) => {
                    if !matches!(control, b'\n' | b'\r') {
                        self.note(Fault::Control, stop, stop + 1);
                    } else if !is_told && mend::is_closed_later(&self.text[stop..], quote) {
                        self.note(Fault::LineEnd, stop, stop + 1);
                        is_told = true;
                    } else if !is_told {
                        return self.open_string(open, piece, stop, escaped);
                    }
                    from = stop + 1;
                }
                None => {
                    let end = memchr::memchr(b'\n', &self.text[piece..]);
                    let end = end.map_or(stop, |end| piece + end);
                    return self.open_string(open, piece, end, escaped);
                }
            }
        }
    }

    /// A string that is not closed: it ends with its line.
    fn open_string(&mut self, open: usize, piece: usize, line: usize, escaped: bool) -> Quoted {
        let content = &self.text[piece..line];
        // `"key: {`: what follows the colon is the value.
        let colon = content.iter().position(|byte| *byte == b':');
        let content = match colon.filter(|_| self.is_in_key()) {
            Some(colon) => &content[..colon],
            None => content,
        };
        let kept = content.trim_ascii_end();
        let kept = kept.strip_suffix(b",").unwrap_or(kept);
        let end = piece + kept.len();
        if escaped {
            self.push_word(piece, end);
        }
        self.lose(Fault::OpenString, open, line.max(open + 1));
        self.builder.cut_innermost();
        self.at = end;
        Quoted { start: open + 1, end, after: end, escaped }
    }

    fn push_word(&mut self, start: usize, end: usize) {
        // Quotes and backslashes are ASCII: the pieces between them are whole characters.
        self.word.push_str(self.builder.text().get(start..end).unwrap_or_default());
    }

    /// Decodes the escape at `at` (its backslash) into `self.word`; gives the byte after it.
    fn escape(&mut self, at: usize) -> usize {
        let plain = match self.text.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at),
            _ => return self.unknown_escape(at),
        };
        self.word.push(plain);
        at + 2
    }

    /// The character after the backslash stands for itself.
    fn unknown_escape(&mut self, at: usize) -> usize {
        self.note(Fault::Escape, at, (at + 2).min(self.text.len()));
        if self.text.get(at + 1) == Some(&b'\'') {
            self.word.push('\'');
            return at + 2;
        }
        // `\é`: the character comes with the next piece.
        self.word.push('\\');
        at + 1
    }

    /// `\uXXXX`, or two of them for a character outside the basic plane. A lone surrogate becomes U+FFFD.
    fn unicode_escape(&mut self, at: usize) -> usize {
        let Some(first) = self.hex(at + 2) else { return self.unknown_escape(at) };
        if let Some(character) = char::from_u32(first) {
            self.word.push(character);
            return at + 6;
        }
        let pair = first < 0xDC00 && self.text.get(at + 6..at + 8) == Some(b"\\u");
        if let Some(second) =
            self.hex(at + 8).filter(|second| pair && (0xDC00..0xE000).contains(second))
        {
            let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            self.word.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            return at + 12;
        }
        let node = self.builder.next_index();
        let place = self.span(at, at + 6);
        self.builder.notice(Notice::LoneSurrogate { node, at: place });
        self.word.push(char::REPLACEMENT_CHARACTER);
        at + 6
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits =
            self.text.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}
