//! Where the reader stands in its line, and the way to the next.

use super::Reader;
use crate::document::scan;

impl Reader<'_, '_> {
    /// Goes to the first character of the next line that holds something; says whether there is one.
    #[inline(always)]
    pub(super) fn next_line(&mut self) -> Option<bool> {
        loop {
            self.skip_spaces();
            match self.peek() {
                None => return Some(false),
                Some(b'\n' | b'\r' | b'#') => {
                    self.skip_line();
                }
                Some(b'\t') => return None,
                Some(_) => return Some(true),
            }
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Whether white space stands at a byte, or the end of the text.
    pub(super) fn is_blank_at(&self, byte: usize) -> bool {
        matches!(self.text.get(byte), None | Some(b' ' | b'\n' | b'\r' | b'\t'))
    }

    /// Whether a dash, a question mark or a colon stands here alone.
    pub(super) fn is_at_sign(&self, sign: u8) -> bool {
        self.peek() == Some(sign) && self.is_blank_at(self.at + 1)
    }

    /// Whether nothing follows on the line, or a comment.
    #[inline(always)]
    pub(super) fn is_at_end(&self) -> bool {
        match self.peek() {
            None | Some(b'\n' | b'\r') => true,
            Some(b'#') => self.text[self.at - 1] == b' ',
            Some(_) => false,
        }
    }

    /// Goes to the next line, past a comment; gives where the line ends. Nothing where something else follows on it.
    #[inline(always)]
    pub(super) fn end_line(&mut self) -> Option<usize> {
        self.is_at_end().then(|| self.skip_line())
    }

    /// Goes to the next line; gives where this one ends.
    #[inline(always)]
    pub(super) fn skip_line(&mut self) -> usize {
        let (end, next) = self.line_end(self.at);
        self.at = next;
        self.line = next;
        end
    }

    /// Where the line of a byte ends, and where the next one starts.
    pub(super) fn line_end(&self, from: usize) -> (usize, usize) {
        if self.text.get(from) == Some(&b'\n') {
            return (from, from + 1);
        }
        match memchr::memchr(b'\n', &self.text[from..]) {
            None => (self.text.len(), self.text.len()),
            Some(length) => {
                let end = from + length;
                let is_crlf = length > 0 && self.text[end - 1] == b'\r';
                (end - usize::from(is_crlf), end + 1)
            }
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        self.at += self.spaces(self.at);
    }

    /// How many spaces stand from a byte on.
    pub(super) fn spaces(&self, from: usize) -> usize {
        scan::spaces(&self.text[from..])
    }
}
