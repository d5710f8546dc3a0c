//! Texts between quotes, on one line or several.

use super::{Reader, Scalar};
use crate::document::Kind;

impl Reader<'_, '_> {
    /// From quote to quote. Over several lines, they are indented deeper than what holds the text, or stand in brackets.
    pub(super) fn quoted(&mut self, in_flow: bool) -> Option<Scalar> {
        let start = self.at;
        let quote = self.text[start];
        // The piece that is not decoded yet.
        let mut piece = start + 1;
        let mut at = piece;
        let mut is_decoded = false;
        self.word.clear();
        loop {
            let rest = &self.text[at..];
            let found = if quote == b'"' {
                memchr::memchr3(b'"', b'\\', b'\n', rest)
            } else {
                memchr::memchr2(b'\'', b'\n', rest)
            };
            let found = at + found?;
            match self.text[found] {
                b'\n' => {
                    let end = found - usize::from(self.text[found - 1] == b'\r');
                    let kept = self.text[piece..end].trim_ascii_end().len();
                    self.word.push_str(&self.source[piece..piece + kept]);
                    let breaks = self.continue_quoted(found + 1, in_flow)?;
                    self.fold(breaks);
                }
                b'\\' => {
                    self.word.push_str(&self.source[piece..found]);
                    self.at = found + 1;
                    if let Some(line) = self.after_break() {
                        let breaks = self.continue_quoted(line, in_flow)?;
                        self.word.extend(std::iter::repeat_n('\n', breaks));
                    } else {
                        let character = self.escape()?;
                        self.word.push(character);
                    }
                }
                b'\'' if self.text.get(found + 1) == Some(&b'\'') => {
                    self.word.push_str(&self.source[piece..=found]);
                    self.at = found + 2;
                }
                _ => {
                    self.at = found + 1;
                    if is_decoded {
                        self.word.push_str(&self.source[piece..found]);
                    }
                    let verbatim = (!is_decoded).then_some((piece, found));
                    let end = self.at;
                    return Some(Scalar {
                        kind: Kind::Text,
                        is_quoted: true,
                        start,
                        end,
                        verbatim,
                    });
                }
            }
            is_decoded = true;
            piece = self.at;
            at = piece;
        }
    }

    /// Where the next line starts, when this one ends here.
    fn after_break(&self) -> Option<usize> {
        match self.text[self.at..] {
            [b'\n', ..] => Some(self.at + 1),
            [b'\r', b'\n', ..] => Some(self.at + 2),
            _ => None,
        }
    }

    /// Goes to the first character of the next line of the text that is not blank; gives how many are before it.
    fn continue_quoted(&mut self, line: usize, in_flow: bool) -> Option<usize> {
        let mut breaks = 0;
        self.at = line;
        loop {
            self.line = self.at;
            self.skip_spaces();
            if let Some(line) = self.after_break() {
                self.at = line;
                breaks += 1;
                continue;
            }
            let column = self.at - self.line;
            let is_within = match self.peek()? {
                b'\t' => false,
                b'-' | b'.' if column == 0 => false,
                _ => in_flow || column > self.levels.last()?.column,
            };
            return is_within.then_some(breaks);
        }
    }

    /// The character that an escape stands for (YAML 1.2.2, §5.7), past its backslash. Halves of characters are left to the
    /// parser.
    fn escape(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += 1;
        let figures = match sign {
            b'0' => return Some('\0'),
            b'a' => return Some('\u{7}'),
            b'b' => return Some('\u{8}'),
            b't' | b'\t' => return Some('\t'),
            b'n' => return Some('\n'),
            b'v' => return Some('\u{b}'),
            b'f' => return Some('\u{c}'),
            b'r' => return Some('\r'),
            b'e' => return Some('\u{1b}'),
            b' ' | b'"' | b'/' | b'\\' => return Some(char::from(sign)),
            b'N' => return Some('\u{85}'),
            b'_' => return Some('\u{a0}'),
            b'L' => return Some('\u{2028}'),
            b'P' => return Some('\u{2029}'),
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let digits = self.text.get(self.at..self.at + figures)?;
        let mut code = 0;
        for digit in digits {
            code = code << 4 | char::from(*digit).to_digit(16)?;
        }
        self.at += figures;
        char::from_u32(code)
    }
}
