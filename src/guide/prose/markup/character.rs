//! Characters: runs of letters, numbers, and what has a plainer form.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Reader;

impl Reader<'_> {
    /// A number, its thousands joined when they are groups of three digits behind one separator.
    pub(super) fn number(&mut self) {
        let first = self.digits(self.at);
        let separator = separator(&self.source[first..]).unwrap_or(0);
        let end = self.thousands(first, separator);
        self.write(self.at..first);
        self.at = first;
        while self.at < end {
            let from = self.at + separator;
            self.write(from..from + 3);
            self.at = from + 3;
        }
    }

    /// Where the groups of three digits end that follow the first digits of a number; before them if there are none.
    fn thousands(&self, first: usize, separator: usize) -> usize {
        let before = self.at.checked_sub(1).map(|before| self.bytes[before]);
        let inside = before.is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'/' | b'_')
        });
        if inside || separator == 0 || first - self.at > 3 || self.bytes[self.at] == b'0' {
            return first;
        }
        let mut end = first;
        loop {
            let from = end + separator;
            if self.digits(from) - from != 3
                || self.source[end..from] != self.source[first..first + separator]
            {
                break;
            }
            end = from + 3;
        }
        let rest = &self.source[end..];
        let follows = |sign: &[char]| {
            rest.strip_prefix(sign)
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
        };
        let pointed = matches!(self.bytes[first], b'.' | b',');
        let percentage =
            pointed && rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).starts_with('%');
        if follows(&['.', ',']) || percentage { first } else { end }
    }

    fn digits(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    }

    /// Letters and signs that mean nothing else.
    pub(super) fn run(&mut self) {
        let rest = &self.bytes[self.at..];
        let mut len = 1;
        while let Some(&byte) = rest.get(len) {
            // A lone space before a small letter cannot end a sentence.
            let inside = byte == b' '
                && rest.get(len + 1).is_some_and(u8::is_ascii_lowercase)
                && self.fence.is_none();
            if SPECIAL[usize::from(byte)] && !inside {
                break;
            }
            len += 1;
        }
        let mut end = self.at + len;
        let follows = self.source[end..].chars().next();
        if follows.is_some_and(|next| !next.is_ascii() && is_combining_mark(next)) {
            end -= 1; // the last letter and its accent make one character
        }
        if end > self.at {
            self.write(self.at..end);
            self.at = end;
        } else {
            self.character();
        }
    }

    pub(super) fn character(&mut self) {
        let mut characters = self.rest().char_indices();
        let Some((_, first)) = characters.next() else { return };
        let len = characters
            .find(|(_, next)| !is_combining_mark(*next))
            .map_or(self.rest().len(), |(at, _)| at);
        let origin = self.at..self.at + len;
        self.at = origin.end;
        if len == first.len_utf8() {
            return self.decoded(first, origin);
        }
        let composed: String = self.source[origin.clone()].nfkc().collect();
        self.put(&composed, &origin);
    }

    pub(super) fn decoded(&mut self, character: char, origin: Range<usize>) {
        match character {
            '’' | '‘' | 'ʼ' | '‛' => self.put("'", &origin),
            '•' => self.leave(origin, true),
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            _ if character.is_whitespace() => self.leave(origin, false),
            'À'..='ſ' | '«' | '»'
                if self.source[origin.clone()].starts_with(character) && character != 'ſ' =>
            {
                self.write(origin);
            }
            _ => {
                let composed: String = character.nfkc().collect();
                self.put(&composed, &origin);
            }
        }
    }
}

/// The separator of thousands at the start of a text, in bytes.
fn separator(text: &str) -> Option<usize> {
    text.chars()
        .next()
        .filter(|next| matches!(next, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
        .map(char::len_utf8)
}

/// Bytes that end a run of plain text.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let signs = b" \t\r\n*`_~|\\<&![]0123456789";
    let mut index = 0;
    while index < signs.len() {
        special[signs[index] as usize] = true;
        index += 1;
    }
    let mut byte = 0x80;
    while byte < 256 {
        special[byte] = true;
        byte += 1;
    }
    special
};
