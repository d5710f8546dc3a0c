//! A cheap look for the beginnings of words, so that most texts are never read further.

/// Beginnings of words, of three or four bytes, looked for without regard to ASCII case.
///
/// One pass, no allocation and nothing to compile, where a case-insensitive alternation of `regex` costs its compilation
/// at every start of the command.
pub(super) struct Stems<const N: usize> {
    beginnings: [u32; N],
    masks: [u32; N],
    /// One mark for the first three bytes of each: most words are ruled out before any comparison.
    marks: [u64; MARKS / 64],
}

/// Sets the bit that tells `a` from `A`; what it does to other bytes can only bring a text to be read in vain.
const LOWER: u32 = 0x2020_2020;

impl<const N: usize> Stems<N> {
    /// Keeps the first four bytes of each word (a word of three bytes is looked for whole).
    pub(super) const fn new(words: [&str; N]) -> Self {
        let mut stems = Self { beginnings: [0; N], masks: [0; N], marks: [0; MARKS / 64] };
        let mut index = 0;
        while index < N {
            let word = words[index].as_bytes();
            assert!(word.len() >= 3, "a beginning of fewer than three bytes finds everything");
            let fourth = if word.len() > 3 { word[3] } else { 0 };
            stems.masks[index] = if word.len() > 3 { u32::MAX } else { 0x00ff_ffff };
            stems.beginnings[index] = (u32::from_le_bytes([word[0], word[1], word[2], fourth])
                | LOWER)
                & stems.masks[index];
            let mark = mark(stems.beginnings[index]);
            stems.marks[mark / 64] |= 1 << (mark % 64);
            index += 1;
        }
        stems
    }

    /// Whether a word of the text may begin with one of them. A word begins after anything but an ASCII letter, with one or
    /// with a letter such as « é ».
    pub(super) fn occur_in(&self, text: &str) -> bool {
        any_beginning(text, |word| self.begin(word))
    }

    /// Whether a word may be one of them, given its first four bytes.
    pub(super) fn begin(&self, word: u32) -> bool {
        let mark = mark(word);
        self.marks[mark / 64] >> (mark % 64) & 1 != 0
            && self
                .beginnings
                .iter()
                .zip(&self.masks)
                .any(|(&beginning, &mask)| word & mask == beginning)
    }
}

/// Whether a word of a text is sought, by its first four bytes in lower case.
fn any_beginning(text: &str, mut is_sought: impl FnMut(u32) -> bool) -> bool {
    let bytes = text.as_bytes();
    // Whether the byte before is a letter.
    let mut inside = false;
    for at in (0..bytes.len()).step_by(8) {
        let rest = &bytes[at..];
        let eight = rest.first_chunk().copied().unwrap_or_else(|| eight_of(rest));
        let letters = letters(u64::from_le_bytes(eight));
        let mut begun = (letters | accented(eight)) & !(letters << 8 | u64::from(inside) << 7);
        inside = letters >> 63 != 0;
        while begun != 0 {
            let word = &rest[begun.trailing_zeros() as usize / 8..];
            let four = word.first_chunk().copied().unwrap_or_else(|| four_of(word));
            if is_sought(u32::from_le_bytes(four) | LOWER) {
                return true;
            }
            begun &= begun - 1;
        }
    }
    false
}

/// The highest bit of each byte that is an ASCII letter, eight bytes at a time.
pub(super) const fn letters(bytes: u64) -> u64 {
    let low = (bytes | SMALL) & !HIGHEST;
    let from_a = low + (0x80 - b'a' as u64) * EACH;
    let past_z = low + (0x80 - b'z' as u64 - 1) * EACH;
    from_a & !past_z & !bytes & HIGHEST
}

/// The same of the first byte of À to ÿ. An accent inside a word is passed over.
fn accented(bytes: [u8; 8]) -> u64 {
    let others = u64::from_le_bytes(bytes) ^ (0xc3 * EACH);
    !(((others & !HIGHEST) + !HIGHEST) | others) & HIGHEST
}

/// A one in each of eight bytes, then the bit that tells `a` from `A`, and the highest.
const EACH: u64 = 0x0101_0101_0101_0101;
const SMALL: u64 = 0x20 * EACH;
pub(super) const HIGHEST: u64 = 0x80 * EACH;

fn eight_of(bytes: &[u8]) -> [u8; 8] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(b' '))
}

fn four_of(bytes: &[u8]) -> [u8; 4] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(b' '))
}

const MARKS: usize = 512;

/// One of [`MARKS`] for the first three bytes of a word.
const fn mark(word: u32) -> usize {
    ((word & 0x00ff_ffff).wrapping_mul(0x9e37_79b1) >> 23) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_words_are_found_whatever_the_case() {
        let stems = Stems::new(["appel", "rps", "réserv", "édit"]);
        for text in [
            "50 appels",
            "L'APPEL",
            "10rps",
            "est RÉSERVÉE aux",
            "rps",
            "\u{a0}appels",
            "l’éditeur",
            "Éditeur",
            "sept… Éditeur",
        ] {
            assert!(stems.occur_in(text), "{text}");
        }
        for text in ["rappel", "app", "", "corps", "reserve", "é", "crédit"] {
            assert!(!stems.occur_in(text), "{text}");
        }
    }

    /// Byte by byte.
    fn plainly(text: &str) -> Vec<u32> {
        let read = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b' ');
        let begins = |at: &usize| {
            let is_inside = *at > 0 && read(at - 1).is_ascii_alphabetic();
            (read(*at).is_ascii_alphabetic() || read(*at) == 0xc3) && !is_inside
        };
        let word = |at: usize| {
            u32::from_le_bytes([read(at), read(at + 1), read(at + 2), read(at + 3)]) | LOWER
        };
        (0..text.len()).filter(begins).map(word).collect()
    }

    #[test]
    fn eight_bytes_at_a_time_nothing_is_missed() {
        let text = "L’Éditeur @[`{a} zZ_AZ 10rps réserÉ\u{7f}\u{80}ÿ à l'été, ççà𝄞a\u{a0}b: abcdefghijklm nop";
        for (start, _) in text.char_indices() {
            for (end, _) in text[start..].char_indices() {
                let part = &text[start..start + end];
                let mut beginnings = Vec::new();
                any_beginning(part, |word| {
                    beginnings.push(word);
                    false
                });
                assert_eq!(beginnings, plainly(part), "{part}");
            }
        }
    }
}
