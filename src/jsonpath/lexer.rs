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

    /// Everything before a character, which stays.
    pub(super) fn until(&mut self, stop: char) -> &'t str {
        let rest = self.rest();
        let word = &rest[..rest.find(stop).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// A name after a dot: up to the next step.
    pub(super) fn word(&mut self) -> &'t str {
        self.while_not(|c| matches!(c, '.' | '[' | '^' | '~' | ']' | ')') || c.is_whitespace())
    }

    /// A name, rank or slice in brackets, without quotes.
    pub(super) fn bare(&mut self) -> &'t str {
        self.while_not(|c| matches!(c, ',' | ']')).trim_end()
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
