//! Characters of an expression, one after the other, with their places.

use super::PathError;

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The characters between two bytes of a text; places are those of the whole text.
    pub(super) fn within(text: &'t str, start: usize, end: usize) -> Self {
        Self { text: &text[..end], at: start }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Goes back to a byte that was read already.
    pub(super) fn back_to(&mut self, byte: usize) {
        self.at = byte;
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Takes this character if it comes next.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// A name in an expression: letters, figures, `_`, `$`.
    pub(super) fn identifier(&mut self) -> &'t str {
        self.while_not(|c| !(c.is_alphanumeric() || matches!(c, '_' | '$')))
    }

    fn while_not(&mut self, stops: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let word = &rest[..rest.find(stops).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// A text between quotes; a backslash takes the next character as it is.
    pub(super) fn quoted(&mut self) -> Result<String, PathError> {
        let start = self.at;
        let quote = self.peek();
        self.bump();
        let mut word = String::new();
        while let Some(character) = self.peek() {
            self.bump();
            if Some(character) == quote {
                return Ok(word);
            }
            if character == '\\' {
                if let Some(escaped) = self.peek() {
                    self.bump();
                    word.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\u{8}',
                        'f' => '\u{c}',
                        'v' => '\u{b}',
                        other => other,
                    });
                }
            } else {
                word.push(character);
            }
        }
        Err(PathError::new(
            start,
            "this quote is never closed",
            "ce guillemet n'est jamais refermé",
        ))
    }

    pub(super) fn fault(&self, en: &str, fr: &str) -> PathError {
        PathError::new(self.at, en, fr)
    }
}
