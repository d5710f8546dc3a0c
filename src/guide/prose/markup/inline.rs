//! Marks inside a line: emphasis, code, links, tags.

use std::ops::Range;

use memchr::memmem;

use super::super::entity;
use super::super::normal::Link;
use super::brackets::Brackets;
use super::{Closing, Code, Reader};
use crate::source::floor;

impl Reader<'_> {
    pub(super) fn backticks(&mut self) {
        let rest = self.rest();
        let len = rest.len() - rest.trim_start_matches('`').len();
        if self.code == Code::Dropped {
            let (mark, content) = rest.split_at(len);
            let near = head(content, REACH);
            let end = memmem::find(near.as_bytes(), mark.as_bytes());
            if let Some(end) = end.filter(|end| !has_blank_line(&near[..*end])) {
                self.skip(len + end + len);
                return;
            }
        }
        self.at += len;
    }

    pub(super) fn underscore(&mut self) {
        let word = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
        };
        let before = self.at.checked_sub(1).and_then(|before| self.bytes.get(before));
        if word(before) && word(self.bytes.get(self.at + 1)) {
            self.write(self.at..self.at + 1);
        }
        self.at += 1;
    }

    pub(super) fn entity(&mut self) {
        if let Some((character, len)) = entity::decode(self.rest()) {
            let origin = self.at..self.at + len;
            self.at += len;
            self.decoded(character, origin);
        } else {
            self.write(self.at..self.at + 1);
            self.at += 1;
        }
    }

    pub(super) fn bracket(&mut self) {
        if let Some((bracket, after, target)) = self.link_at(self.at) {
            let label = self.text.len() + usize::from(self.gap.is_some() && !self.text.is_empty());
            self.closings.push(Closing { bracket, after, label, target });
        } else {
            self.write(self.at..self.at + 1);
        }
        self.at += 1;
    }

    /// The link that this bracket opens: where its label ends, where it ends, its target.
    pub(super) fn link_at(&self, open: usize) -> Option<(usize, usize, Range<usize>)> {
        let brackets = self.brackets.get_or_init(|| Brackets::of(self.bytes));
        let bracket = brackets.square(open)?;
        let rest = self.source.get(bracket + 1..)?;
        let paren = rest.strip_prefix(' ').unwrap_or(rest);
        let inner = paren.strip_prefix('(')?;
        let start = self.source.len() - inner.len();
        let len = brackets.round(start - 1)? - start;
        let content = inner[..len].trim_start();
        let target = content.split_whitespace().next()?;
        let is_address = rest.starts_with('(') || target.contains("://");
        let from = start + len - content.len();
        is_address.then_some((bracket, start + len + 1, from..from + target.len()))
    }

    pub(super) fn close(&mut self) {
        if let Some(closing) = self.closings.pop() {
            self.links.push(Link {
                label: closing.label.min(self.text.len())..self.text.len(),
                target: closing.target,
            });
            self.at = closing.after;
        }
    }

    pub(super) fn tag(&mut self) {
        let rest = self.rest();
        let opens = self
            .peek(1)
            .is_some_and(|next| next.is_ascii_alphabetic() || next == b'/' || next == b'!');
        let end = || rest.bytes().take(200).position(|byte| byte == b'>');
        let Some(end) = opens.then(end).flatten() else {
            self.write(self.at..self.at + 1);
            self.at += 1;
            return;
        };
        let inner = &rest[1..end];
        let start = self.at;
        if has_blank_line(inner) {
            self.end_sentence();
        }
        self.at += end + 1;
        let address = inner.strip_prefix("mailto:").unwrap_or(inner);
        if inner.starts_with("http") || (address.contains('@') && !address.contains(' ')) {
            let from = start + 1 + inner.len() - address.len();
            self.write(from..from + address.len());
            return;
        }
        let name = inner
            .trim_start_matches('/')
            .split(|byte: char| !byte.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        match name.to_ascii_lowercase().as_str() {
            "a" => self.anchor(inner, start + 1),
            "code" | "pre" if self.code == Code::Dropped && !inner.starts_with('/') => {
                self.skip_element(name);
            }
            "br" | "p" | "div" | "ul" | "ol" | "li" | "tr" | "td" | "th" | "table" | "hr"
            | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_sentence(),
            _ => {}
        }
    }

    fn anchor(&mut self, inner: &str, start: usize) {
        if inner.starts_with('/') {
            if let Some((label, target)) = self.anchor.take() {
                self.links
                    .push(Link { label: label.min(self.text.len())..self.text.len(), target });
            }
        } else if let Some(at) = inner.find("href=") {
            let value = &inner[at + 5..];
            let quoted = value.strip_prefix(['"', '\'']).unwrap_or(value);
            let from = start + inner.len() - quoted.len();
            let len = quoted.find(['"', '\'', ' ']).unwrap_or(quoted.len());
            let label = self.text.len() + usize::from(self.gap.is_some() && !self.text.is_empty());
            self.anchor = Some((label, from..from + len));
        }
    }

    fn skip_element(&mut self, name: &str) {
        let rest = head(self.rest(), 2 * REACH);
        if let Some(end) = rest.find(&format!("</{name}>")) {
            let end = end + name.len() + 3;
            self.leave(self.at..self.at + end, has_blank_line(&rest[..end]));
            self.at += end;
        }
    }
}

/// Whether a text that is left out has a blank line: no sentence goes on over one.
fn has_blank_line(text: &str) -> bool {
    text.contains("\n\n")
}

/// How far a closing mark is looked for, in bytes: a hostile text must not be read again for each mark that it opens.
const REACH: usize = 2_000;

/// The first bytes of a text, at most this many.
fn head(text: &str, most: usize) -> &str {
    &text[..floor(text, most.min(text.len()))]
}
