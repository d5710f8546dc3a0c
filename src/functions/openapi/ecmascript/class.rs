//! Sets of characters between brackets.

use super::{Reader, unknown, unmatched};
use crate::diagnostic::Text;

impl Reader<'_> {
    /// What follows an opening bracket.
    pub(super) fn class(&mut self) -> Result<(), Text> {
        let is_negated = self.rest.next_if_eq(&'^').is_some();
        if self.rest.peek() == Some(&']') {
            self.rest.next();
            // Anything, and nothing.
            self.rust.push_str(if is_negated { r"[\s\S]" } else { r"[^\s\S]" });
            return Ok(());
        }
        self.rust.push_str(if is_negated { "[^" } else { "[" });
        let mut last: Option<char> = None;
        loop {
            let Some(sign) = self.rest.next() else { return Err(unmatched("[", "]")) };
            match sign {
                ']' => break,
                '\\' => {
                    self.escape(true)?;
                    last = None;
                }
                '[' if self.rest.peek() == Some(&':') => {
                    let ahead: String =
                        self.rest.clone().take_while(|next| *next != ']').take(12).collect();
                    if ahead.len() > 2 && ahead.ends_with(':') {
                        return Err(unknown(&format!("[{ahead}]"), None));
                    }
                    self.literal(sign);
                    last = Some(sign);
                }
                '-' if last.is_some() => {
                    let next = self.rest.peek().copied();
                    match (last, next) {
                        (Some(from), Some(to)) if to != ']' && to != '\\' => {
                            if from > to {
                                return Err(Text::new(
                                    format!("the range `{from}-{to}` is out of order"),
                                    format!("l'intervalle `{from}-{to}` est à l'envers"),
                                ));
                            }
                            self.rust.push('-');
                            self.rest.next();
                            self.literal(to);
                        }
                        (_, Some('\\')) => self.range_to_escape(),
                        _ => self.rust.push_str(r"\-"),
                    }
                    last = None;
                }
                '-' => self.dash_after_escape(),
                _ => {
                    self.literal(sign);
                    last = Some(sign);
                }
            }
        }
        self.rust.push(']');
        Ok(())
    }

    /// `a-\u00ff` is a range, `a-\d` is not.
    fn range_to_escape(&mut self) {
        let after = self.rest.clone().nth(1);
        let is_set = after.is_none_or(|sign| "dDwWsSpP".contains(sign));
        self.rust.push_str(if is_set { r"\-" } else { "-" });
    }

    /// After an escape, `-` starts a range unless the class ends there or the escape is a set: `\u00c0-\u00ff`, `[\w-.]`.
    fn dash_after_escape(&mut self) {
        let ends = matches!(self.rest.peek(), None | Some(']'));
        let after_set = self.rust.ends_with(['[', '^', '-', ']', '}', '_'])
            || self.rust.ends_with("0-9")
            || [r"\s", r"\S"].iter().any(|set| self.rust.ends_with(set));
        self.rust.push_str(if ends || after_set { r"\-" } else { "-" });
    }
}
