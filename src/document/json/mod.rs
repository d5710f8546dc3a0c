//! JSON (RFC 8259) into the arena, without recursion. Every fault is told with its place, mended as its author meant it
//! where that is plain, and read past where it is not.

mod fault;
mod mend;
mod met;
mod placement;
mod string;

use super::build::{Builder, Words};
use super::{FAULT_LIMIT, Kind, Style, SyntaxError, scan};
use crate::source::Source;
use fault::Fault;
use met::Met;
pub(super) use placement::misplaced;

/// Reads one JSON value. Gives what is wrong, in the order of the text.
pub(super) fn read(source: &Source, builder: &mut Builder<'_>) -> Vec<SyntaxError> {
    let (text, at) = (source.text.as_bytes(), source.mark_length());
    let (word, faults) = (String::new(), Vec::new());
    let mut reader = Reader { text, at, builder, word, faults, breaks: 0 };
    reader.document();
    reader.into_faults()
}

struct Reader<'r, 's> {
    text: &'r [u8],
    at: usize,
    builder: &'r mut Builder<'s>,
    /// The decoded text of the string being read.
    word: String,
    faults: Vec<Met>,
    /// Faults that hide something.
    breaks: usize,
}

/// What is expected where the reader stands.
enum Next {
    /// A value.
    Value,
    /// A comma, or the end of the container.
    Separator,
    /// Nothing: the text is not read any further.
    Stop,
}

impl Reader<'_, '_> {
    /// Reads the whole text.
    fn document(&mut self) {
        self.skip_space();
        if self.at == self.text.len() {
            return;
        }
        self.values();
        self.end();
    }

    /// Reads values and what parts them, as far as the root goes.
    fn values(&mut self) {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            next = match next {
                Next::Value if self.breaks > FAULT_LIMIT => return,
                Next::Value => self.value(),
                Next::Separator if self.builder.depth() == 0 || self.breaks > FAULT_LIMIT => return,
                Next::Separator => self.after_value(),
                Next::Stop => return,
            };
        }
    }

    /// What stands after the value.
    fn end(&mut self) {
        if self.builder.depth() > 0 {
            self.builder.close_cut(0);
        } else if self.at < self.text.len() && self.faults.last().is_none_or(|it| !it.is_rest()) {
            // A bracket too many there may be one too many before.
            if let Some(b'}' | b']' | b',') = self.peek() {
                self.lose(Fault::AfterEnd, self.at, self.at + 1);
            } else {
                self.note(Fault::AfterEnd, self.at, self.at + 1);
            }
        }
    }

    /// Reads a scalar or opens a container.
    #[inline(always)]
    fn value(&mut self) -> Next {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let quoted = self.string(b'"');
                let Self { builder, word, .. } = self;
                let words = quoted.words(word);
                builder.scalar(Kind::Text, words, start as u32, quoted.after as u32, Style::Quoted);
                Next::Separator
            }
            Some(b'{') => self.open(Kind::Map, b'}'),
            Some(b'[') => self.open(Kind::List, b']'),
            Some(b'-' | b'0'..=b'9') => match self.number() {
                Some(kind) => {
                    let words = Words::Source(start as u32, self.at as u32);
                    self.builder.scalar(kind, words, start as u32, self.at as u32, Style::Plain);
                    Next::Separator
                }
                None => self.mend_value(start, Fault::Number),
            },
            Some(b't') => self.literal("true", Kind::Boolean),
            Some(b'f') => self.literal("false", Kind::Boolean),
            Some(b'n') => self.literal("null", Kind::Null),
            Some(_) => self.mend_value(start, Fault::Value),
            None => self.stop(Fault::End),
        }
    }

    /// Opens a container; an empty one is closed at once.
    #[inline(always)]
    fn open(&mut self, kind: Kind, close: u8) -> Next {
        let limit = self.builder.depth_limit();
        if self.builder.depth() >= limit {
            return self.stop(Fault::Depth(limit));
        }
        self.builder.open(kind, Style::Flow, self.at as u32);
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(close) {
            self.close();
            return Next::Separator;
        }
        if kind == Kind::Map { self.key() } else { Next::Value }
    }

    /// After a value: a comma, or the end of the container.
    #[inline(always)]
    fn after_value(&mut self) -> Next {
        let in_map = self.builder.in_map();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                match self.peek() {
                    Some(b'}' | b']') => {
                        self.note(Fault::TrailingComma, comma, comma + 1);
                        Next::Separator
                    }
                    _ if in_map => self.key(),
                    _ => Next::Value,
                }
            }
            Some(b'}') if in_map => self.close(),
            Some(b']') if !in_map => self.close(),
            Some(_) => self.mend_separator(in_map),
            None => self.stop(Fault::End),
        }
    }

    #[inline(always)]
    fn close(&mut self) -> Next {
        if self.builder.depth() == 1 && self.closes_too_early() {
            return Next::Separator;
        }
        self.at += 1;
        self.builder.close(Some(self.at as u32));
        Next::Separator
    }

    #[inline(always)]
    fn key(&mut self) -> Next {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return self.mend_key(start);
        }
        let quoted = self.string(b'"');
        let Self { builder, word, .. } = self;
        builder.key(quoted.words(word), start as u32, quoted.after as u32, Kind::Text);
        // Most often it stands there.
        if self.peek() == Some(b':') {
            self.at += 1;
            return Next::Value;
        }
        self.colon(start)
    }

    /// The colon after the key that starts at a byte.
    fn colon(&mut self, key: usize) -> Next {
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.mend_colon(key);
        }
        self.at += 1;
        Next::Value
    }

    /// A number as RFC 8259 writes it (§6); nothing where it is written otherwise.
    fn number(&mut self) -> Option<Kind> {
        let mut kind = Kind::Integer;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let leading_zero = self.peek() == Some(b'0');
        let figures = self.digits();
        if figures == 0 || (leading_zero && figures > 1) {
            return None;
        }
        if self.peek() == Some(b'.') {
            kind = Kind::Float;
            self.at += 1;
            if self.digits() == 0 {
                return None;
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            kind = Kind::Float;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits() == 0 {
                return None;
            }
        }
        // `12 bis`, `2024-01-31`: a text without quotes.
        let ends = self.peek().is_none_or(|next| !mend::is_of_a_word(next));
        ends.then_some(kind)
    }

    fn digits(&mut self) -> usize {
        let count = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        count
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Next {
        let start = self.at;
        let end = start + word.len();
        if !self.text[start..].starts_with(word.as_bytes())
            || self.text.get(end).is_some_and(|next| mend::is_of_a_word(*next))
        {
            return self.mend_value(start, Fault::Value);
        }
        self.at = end;
        let (from, to) = (start as u32, end as u32);
        self.builder.scalar(kind, Words::Source(from, to), from, to, Style::Plain);
        Next::Separator
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Goes on to what is no space and no comment. Most often that is where it stands.
    #[inline]
    fn skip_space(&mut self) {
        if let Some(b' ' | b'\n' | b'\r' | b'\t' | b'/' | b'#') = self.peek() {
            self.skip_spaces();
        }
    }

    fn skip_spaces(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
            self.at += scan::spaces(&self.text[self.at..]);
        }
        if let Some(b'/' | b'#') = self.peek() {
            self.skip_comments();
        }
    }
}
