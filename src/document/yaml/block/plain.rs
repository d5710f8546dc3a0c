//! Texts without quotes.

use super::{Reader, Scalar};
use crate::document::yaml::plain_kind;
use crate::document::{Kind, scan};

/// What a text without quotes stops at, on its first line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A colon and white space: it is a key.
    Colon,
    /// A comment.
    Comment,
    /// The end of the line.
    Line,
}

/// What follows the line of a text.
enum Next {
    /// More of it, after so many blank lines.
    Words { breaks: usize },
    /// Something else.
    Other,
}

/// Bytes at which a text may stop between brackets.
pub(super) static FLOW_STOPS: [bool; 256] = stops(b":#\n\r\t,[]{}");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut stops = [false; 256];
    let mut rank = 0;
    while rank < bytes.len() {
        stops[bytes[rank] as usize] = true;
        rank += 1;
    }
    stops
}

impl Reader<'_, '_> {
    /// The first line of a text without quotes. The reader then stands at what stops it.
    #[inline(always)]
    pub(super) fn plain(&mut self) -> Option<(Scalar, Stop)> {
        let start = self.at;
        if !self.may_start_plain() {
            return None;
        }
        let stop = self.plain_line()?;
        let end = self.trimmed(start);
        // Most are words, of which nothing more has to be known.
        let kind = match self.text[start] {
            b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'0'..=b'9' | b'-' | b'+' | b'.' => {
                plain_kind(&self.source[start..end])
            }
            _ => Kind::Text,
        };
        let scalar = Scalar { kind, is_quoted: false, start, end, verbatim: Some((start, end)) };
        Some((scalar, stop))
    }

    /// Whether what stands here is no indicator (YAML 1.2.2, §7.3.3).
    #[inline(always)]
    pub(super) fn may_start_plain(&self) -> bool {
        match self.peek() {
            Some(b'-' | b'?' | b':') => !self.is_blank_at(self.at + 1),
            Some(
                b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
                | b'"' | b'%' | b'@' | b'`' | b'\t' | b'\n' | b'\r',
            )
            | None => false,
            Some(_) => true,
        }
    }

    /// Goes on to what stops a text without quotes.
    #[inline(always)]
    fn plain_line(&mut self) -> Option<Stop> {
        loop {
            self.at += scan::before_stop(&self.text[self.at..]);
            match self.peek() {
                Some(b':') if self.is_blank_at(self.at + 1) => return Some(Stop::Colon),
                Some(b'#') if self.text[self.at - 1] == b' ' => return Some(Stop::Comment),
                None | Some(b'\n' | b'\r') => return Some(Stop::Line),
                Some(b'\t') => return None,
                Some(_) => self.at += 1,
            }
        }
    }

    /// Where the text ends that starts at a byte and stops here, less the spaces.
    pub(super) fn trimmed(&self, start: usize) -> usize {
        let mut end = self.at;
        while end > start && self.text[end - 1] == b' ' {
            end -= 1;
        }
        end
    }

    /// A value whose first line is read: its other lines, which are indented deeper than what holds it.
    pub(super) fn plain_value(&mut self, first: Scalar, stop: Stop) -> Option<()> {
        let column = self.levels.last()?.column;
        let Scalar { start, mut end, .. } = first;
        let mut stop = stop;
        let mut is_folded = false;
        loop {
            if stop == Stop::Colon {
                return None;
            }
            self.end_line()?;
            if stop == Stop::Comment {
                break;
            }
            let Next::Words { breaks } = self.next_words(column)? else { break };
            let line = self.at;
            if !is_folded {
                is_folded = true;
                self.word.clear();
                self.word.push_str(&self.source[start..end]);
            }
            stop = self.plain_line()?;
            end = self.trimmed(line);
            self.fold(breaks);
            self.word.push_str(&self.source[line..end]);
        }
        if is_folded {
            let kind = plain_kind(&self.word);
            self.put_scalar(&Scalar { kind, end, verbatim: None, ..first });
        } else {
            self.put_scalar(&first);
        }
        Some(())
    }

    /// From the start of a line, goes to what follows a text that may go on where lines are indented deeper than a column.
    fn next_words(&mut self, column: usize) -> Option<Next> {
        let mut breaks = 0;
        loop {
            self.skip_spaces();
            match self.peek() {
                Some(b'\n' | b'\r') => {
                    self.skip_line();
                    breaks += 1;
                }
                Some(b'\t') => return None,
                Some(byte) if byte != b'#' && self.at - self.line > column => {
                    return Some(Next::Words { breaks });
                }
                Some(_) | None => return Some(Next::Other),
            }
        }
    }

    /// What line ends mean inside a text: one is a space, blank lines are kept (§6.5).
    pub(super) fn fold(&mut self, breaks: usize) {
        if breaks == 0 {
            self.word.push(' ');
        } else {
            self.word.extend(std::iter::repeat_n('\n', breaks));
        }
    }
}
