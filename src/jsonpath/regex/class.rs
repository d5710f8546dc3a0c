//! Sets of characters.

use std::fmt::Write as _;

/// A set of characters: ranges of code points, and Unicode properties as they are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
    properties: Vec<String>,
}

pub(super) const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
pub(super) const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
/// ECMA-262, `WhiteSpace` and `LineTerminator`.
pub(super) const SPACE: &[(u32, u32)] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];
const LAST: u32 = 0x0010_FFFF;
/// Ranges wider than this are not looked through for other cases of their characters.
const FOLDED: u32 = 0x800;

impl Class {
    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
        // JavaScript sees a character beyond U+FFFF as two surrogates; here it is one character.
        if first <= 0xDFFF && (0xD800..=0xFFFF).contains(&last) {
            self.ranges.push((0x1_0000, LAST));
        }
    }

    pub(super) fn add_all(&mut self, ranges: &[(u32, u32)]) {
        self.ranges.extend_from_slice(ranges);
    }

    pub(super) fn add_all_but(&mut self, ranges: &[(u32, u32)]) {
        let mut next = 0;
        for (first, last) in ranges {
            if *first > next {
                self.ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        self.ranges.push((next, LAST));
    }

    pub(super) fn add_property(&mut self, property: String) {
        self.properties.push(property);
    }

    /// Adds the other case of every character.
    pub(super) fn fold(&mut self, unicode: bool) {
        for (first, last) in self.ranges.clone() {
            let last = if last - first > FOLDED { first.max(0x7F).min(last) } else { last };
            for code in first..=last {
                if let Some(character) = char::from_u32(code) {
                    self.ranges.extend(cases(character, unicode).map(|c| (c as u32, c as u32)));
                }
            }
        }
    }

    /// As `regex` writes it.
    pub(super) fn write(&self, negated: bool, pattern: &mut String) {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let mut sorted: Vec<_> =
            self.ranges.iter().flat_map(|range| without_surrogates(*range)).collect();
        sorted.sort_unstable();
        for (first, last) in sorted {
            match ranges.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last);
                }
                _ => ranges.push((first, last)),
            }
        }
        if ranges.is_empty() && self.properties.is_empty() {
            pattern.push_str(if negated { r"[\s\S]" } else { r"[^\s\S]" });
            return;
        }
        pattern.push_str(if negated { "[^" } else { "[" });
        for (first, last) in ranges {
            let _ = write!(pattern, r"\x{{{first:X}}}");
            if last > first {
                let _ = write!(pattern, r"-\x{{{last:X}}}");
            }
        }
        for property in &self.properties {
            pattern.push_str(property);
        }
        pattern.push(']');
    }
}

fn without_surrogates((first, last): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let parts = [(first, last.min(0xD7FF)), (first.max(0xE000), last)];
    parts.into_iter().filter(|(first, last)| first <= last)
}

/// The other cases of a character. Without the flag `u`, JavaScript never takes a letter of ASCII for one that is not.
pub(super) fn cases(character: char, unicode: bool) -> impl Iterator<Item = char> {
    let upper = single(character.to_uppercase());
    let lower = single(character.to_lowercase());
    [upper, lower]
        .into_iter()
        .flatten()
        .filter(move |other| unicode || other.is_ascii() == character.is_ascii())
}

fn single(mut all: impl Iterator<Item = char>) -> Option<char> {
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
