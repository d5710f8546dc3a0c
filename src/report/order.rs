//! Orders that build agents look for in the log of a build: no stranger's file gives one.
//!
//! | agent | order | where it stands in a line |
//! |---|---|---|
//! | Azure Pipelines | `##vso[…]`, `##[…]` | anywhere |
//! | GitHub Actions | `##[…]`; `::error …::…` | anywhere; at the start, white space aside |
//! | TeamCity | `##teamcity[…]` | anywhere |
//!
//! What is for people shows another sign in place of one of theirs. It is one that is seen: an agent that compares texts as
//! people do passes over what is not. What is for programs spells the sign otherwise, and means the same.

use std::borrow::Cow;
use std::io::{self, Write};

/// The sign in place: as wide as the other, so that what is below a letter stays below it.
const SIGN: char = '\u{fffd}';

/// A text for people, whose lines no agent obeys.
pub fn disarmed(text: &str) -> Cow<'_, str> {
    // Nearly no text holds one.
    if !text.contains("::") {
        return within(text);
    }
    let mut disarmed = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = line.len() - line.trim_start().len();
        let mut rest = line;
        if line[start..].strip_prefix("::").is_some_and(|rest| rest.contains("::")) {
            disarmed.push_str(&line[..start]);
            disarmed.push(SIGN);
            rest = &line[start + 1..];
        }
        disarmed.push_str(&within(rest));
    }
    Cow::Owned(disarmed)
}

/// A text that stands within a line: what is an order at the start alone is none.
pub(super) fn within(text: &str) -> Cow<'_, str> {
    let mut hashes = hashes(text).peekable();
    if hashes.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut disarmed = String::with_capacity(text.len());
    let mut done = 0;
    for hash in hashes {
        disarmed.push_str(&text[done..hash]);
        disarmed.push(SIGN);
        done = hash + 1;
    }
    disarmed.push_str(&text[done..]);
    Cow::Owned(disarmed)
}

/// Where `##vso[`, `##teamcity[`, `##[` start.
fn hashes(line: &str) -> impl Iterator<Item = usize> {
    let starts_order = |at: &usize| {
        let name = line[at + 1..].strip_prefix('#');
        let end = name.map(|name| name.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()));
        end.is_some_and(|end| end.starts_with('['))
    };
    line.match_indices('#').map(|(at, _)| at).filter(starts_order)
}

/// Where a format for programs goes that agents read too: the second of two hashes is spelt as the format spells any sign.
pub struct Disarming<W> {
    out: W,
    spelling: &'static str,
    /// Whether what was written last is a hash.
    is_after_hash: bool,
}

impl<W: Write> Disarming<W> {
    /// With `#` as the format may also write it.
    pub fn new(out: W, spelling: &'static str) -> Self {
        Self { out, spelling, is_after_hash: false }
    }
}

impl<W: Write> Write for Disarming<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(at) = memchr::memchr(b'#', rest) {
            let is_second = at == 0 && self.is_after_hash;
            self.out.write_all(&rest[..at])?;
            self.out.write_all(if is_second { self.spelling.as_bytes() } else { b"#" })?;
            rest = &rest[at + 1..];
            self.is_after_hash = !is_second;
        }
        self.out.write_all(rest)?;
        self.is_after_hash &= rest.is_empty();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_gives_no_order_to_a_build() {
        for (said, shown) in [
            ("a ##vso[task.complete] b", "a \u{fffd}#vso[task.complete] b"),
            ("###[error]##[x]", "#\u{fffd}#[error]\u{fffd}#[x]"),
            ("##TeamCity[buildStop]\n", "\u{fffd}#TeamCity[buildStop]\n"),
            ("a\n  ::error file=a::b\n", "a\n  \u{fffd}:error file=a::b\n"),
            ("\u{a0}::stop-commands::é", "\u{a0}\u{fffd}:stop-commands::é"),
        ] {
            assert_eq!(disarmed(said), shown);
        }
        for said in ["## Titre [1]\n# vso[", "::1 is an address", "a::b::c", "é##é[", "", "##"] {
            assert_eq!(disarmed(said), said);
        }
    }

    #[test]
    fn what_is_spelt_otherwise_means_the_same() {
        let said = "##vso[a] ###[b] # #";
        let json = serde_json::to_string(said).expect("a text");
        for size in 1..json.len() {
            let mut out = Disarming::new(Vec::new(), "\\u0023");
            json.as_bytes().chunks(size).for_each(|part| out.write_all(part).expect("a Vec"));
            let written = String::from_utf8(out.out).expect("UTF-8");
            assert!(!written.contains("##"), "{written}");
            assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), said);
        }
    }
}
