//! The words of a text as hashes, in one pass over it as it is written.

use super::entity;
use super::stems::{HIGHEST, letters};

/// The hash of a word in small letters, eight of them at a time.
pub(super) const fn hash_of(words: &[u8], start: usize, end: usize) -> u32 {
    let (mut hash, mut at) = (0, start);
    while at < end {
        let (mut eight, mut rank) = (0, 0);
        while rank < 8 && at + rank < end {
            eight |= (words[at + rank] as u64) << (8 * rank);
            rank += 1;
        }
        hash = mix(hash, eight);
        at += 8;
    }
    hash as u32
}

/// The hashes of a word of a phrase: as it stands, and where `~` follows it with « e », « s » and « es ».
pub(super) const fn forms(words: &[u8], start: usize, end: usize) -> [u32; 4] {
    let bare = hash_of(words, start, end);
    if end == words.len() || words[end] != b'~' {
        return [bare; 4];
    }
    let mut letters = [0; LONGEST];
    let mut length = 0;
    while start + length < end {
        letters[length] = words[start + length];
        length += 1;
    }
    letters[length] = b'e';
    letters[length + 1] = b's';
    let (with_e, with_es) = (hash_of(&letters, 0, length + 1), hash_of(&letters, 0, length + 2));
    letters[length] = b's';
    [bare, with_e, hash_of(&letters, 0, length + 1), with_es]
}

/// The letters of the longest word, inflected.
const LONGEST: usize = 24;

const fn mix(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}

/// The letters of a beginning that is looked for as such.
pub(super) const PREFIX: usize = 5;

/// The hash of two words, the second just after the first.
pub(super) const fn pair_of(first: u32, second: u32) -> u32 {
    mix(0, (first as u64) << 32 | second as u64) as u32
}

/// Stands for the word before one where none does.
const NONE: u32 = 0;

/// Stands for a word beside one where a sign may open or end what no reader sees: a tag, the target of a link, code, a line.
pub(super) const HIDDEN: u32 = u32::MAX;

/// A word of a text, by hashes.
pub(super) struct Word {
    /// Of all its letters.
    pub(super) whole: u32,
    /// Of the first [`PREFIX`], where there are more.
    pub(super) beginning: Option<u32>,
    /// Of the word before, which may be [`HIDDEN`], and nothing where none is.
    pub(super) before: u32,
}

/// Who reads a text by its words.
pub(super) trait Reads {
    /// The next word.
    fn word(&mut self, word: &Word);

    /// A word, by its hash, behind which what stands may be [`HIDDEN`].
    fn before_hidden(&mut self, word: u32);

    /// A blank line, over which no sentence goes on.
    fn blank_line(&mut self);
}

/// Reads each word of a text, in lower case and without accents. Whether all could be read: a sign may hide letters.
#[inline]
pub(super) fn each_word(text: &str, reader: &mut impl Reads) -> bool {
    let bytes = text.as_bytes();
    let mut folded = Vec::new();
    let (mut at, mut before) = (0, NONE);
    while let Some(&byte) = bytes.get(at) {
        match SIGNS[usize::from(byte)] {
            Sign::Passed => {
                at += 1;
                continue;
            }
            Sign::Hiding => {
                at += 1;
                if byte == b'\n' && bytes.get(at) == Some(&byte) {
                    (at, before) = (at + 1, NONE);
                    reader.blank_line();
                } else if before != NONE {
                    reader.before_hidden(before);
                    before = HIDDEN;
                }
                continue;
            }
            Sign::Read => {}
        }
        let start = at;
        let opening = eight_of(bytes, at);
        let (mut eight, mut letters) = (opening, letters_of(opening));
        let mut whole = 0;
        while letters == 8 {
            whole = mix(whole, eight | LOWER);
            at += 8;
            eight = eight_of(bytes, at);
            letters = letters_of(eight);
        }
        if letters > 0 {
            whole = mix(whole, first(eight, letters));
            at += letters;
        }
        let word = if bytes.get(at).is_some_and(|next| !next.is_ascii()) {
            folded.clear();
            at = fold_word(text, start, &mut folded);
            if folded.is_empty() {
                let Some(length) = plain_sign(&text[at..]) else { return false };
                at += length;
                continue;
            }
            let beginning = (folded.len() > PREFIX).then(|| hash_of(&folded, 0, PREFIX));
            Word { whole: hash_of(&folded, 0, folded.len()), beginning, before }
        } else if at > start {
            let beginning = (at - start > PREFIX).then(|| mix(0, first(opening, PREFIX)) as u32);
            Word { whole: whole as u32, beginning, before }
        } else {
            match entity::decode(&text[at..]) {
                Some((sign, _)) if sign.is_alphabetic() => return false,
                Some((_, length)) => at += length,
                None => at += 1,
            }
            continue;
        };
        before = word.whole;
        reader.word(&word);
    }
    true
}

/// What a byte is to [`each_word`].
#[derive(Clone, Copy)]
enum Sign {
    /// A letter, a part of one, or what may stand for one.
    Read,
    Passed,
    /// Passed, and [`HIDDEN`] stands for the word before the next.
    Hiding,
}

static SIGNS: [Sign; 256] = {
    let (mut signs, mut byte) = ([Sign::Read; 256], 0);
    while byte < 128 {
        signs[byte] = match byte as u8 {
            b'(' | b')' | b'<' | b'>' | b'`' | b'\n' => Sign::Hiding,
            b'&' | b'a'..=b'z' | b'A'..=b'Z' => Sign::Read,
            _ => Sign::Passed,
        };
        byte += 1;
    }
    signs
};

/// Appends the letters of the word that starts here, and gives where it ends.
fn fold_word(text: &str, start: usize, folded: &mut Vec<u8>) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphabetic() {
            folded.push(byte.to_ascii_lowercase());
            at += 1;
        } else if let Some((letters, length)) = accented(&text[at..]) {
            folded.extend(letters.bytes());
            at += length;
        } else {
            break;
        }
    }
    at
}

/// The bytes from here on, zeros after the last.
#[inline]
fn eight_of(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk() {
        Some(last) => {
            let passed = 8 * (at + 8 - bytes.len()) as u32;
            u64::from_le_bytes(*last).checked_shr(passed).unwrap_or(0)
        }
        None => (at..bytes.len()).rev().fold(0, |eight, at| eight << 8 | u64::from(bytes[at])),
    }
}

/// How many of eight bytes are letters of ASCII before the first that is not.
fn letters_of(eight: u64) -> usize {
    (!letters(eight) & HIGHEST).trailing_zeros() as usize / 8
}

/// The first letters of eight, fewer than all, in lower case.
fn first(eight: u64, letters: usize) -> u64 {
    (eight | LOWER) & ((1 << (8 * letters)) - 1)
}

/// Sets the bit that tells `a` from `A` in eight letters.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// The letters of an accented one that opens a text, as [`entity::fold`] gives them, and its bytes.
fn accented(text: &str) -> Option<(&'static str, usize)> {
    let letter = match text.chars().next()? {
        letter @ 'À'..='ÿ' => LATIN[letter as usize - 'À' as usize],
        'œ' | 'Œ' => "oe",
        _ => "",
    };
    (!letter.is_empty()).then_some((letter, 2))
}

/// À to ÿ without their accents.
#[rustfmt::skip]
static LATIN: [&str; 64] = [
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "", "n", "o", "o", "o", "o", "o", "x", "o", "u", "u", "u", "u", "y", "", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "", "y",
];

/// The bytes of a sign that opens a text, where it stands between words and hides nothing.
fn plain_sign(text: &str) -> Option<usize> {
    let sign = text.chars().next()?;
    let is_plain = matches!(sign, '’' | '‘' | '«' | '»' | '“' | '”' | '–' | '—' | '…' | '•')
        || matches!(sign, '€' | '°' | '·' | '÷' | '\u{a0}' | '\u{202f}');
    is_plain.then_some(sign.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hashes of words and of their beginnings.
    #[derive(Default)]
    struct Hashes(Vec<u32>);

    impl Reads for Hashes {
        fn word(&mut self, word: &Word) {
            self.0.push(word.whole);
            self.0.extend(word.beginning);
        }

        fn before_hidden(&mut self, _: u32) {}

        fn blank_line(&mut self) {}
    }

    fn hashes(text: &str) -> Option<Vec<u32>> {
        let mut hashes = Hashes::default();
        each_word(text, &mut hashes).then_some(hashes.0)
    }

    #[test]
    fn words_are_read_whatever_their_length_and_what_follows() {
        let of = |word: &str| hash_of(word.as_bytes(), 0, word.len());
        for word in
            ["l", "api", "jeton", "limits", "requetes", "intercommunalite", "disponibilites"]
        {
            let mut expected = vec![of(word)];
            expected.extend((word.len() > PREFIX).then(|| of(&word[..PREFIX])));
            let accented = word.replacen('e', "É", 1);
            for text in [word, &word.to_uppercase(), &accented] {
                for (before, after) in
                    [("", ""), ("…", "’"), ("5", "0"), ("**", "&nbsp;"), ("\n ", ", -")]
                {
                    let text = format!("{before}{text}{after}");
                    assert_eq!(hashes(&text).as_ref(), Some(&expected), "{text}");
                }
            }
        }
        assert_eq!(hashes("à l'été"), Some(vec![of("a"), of("l"), of("ete")]));
        for text in ["lev&eacute;", "leve\u{301}", "мост", "ﬁn"] {
            assert_eq!(hashes(text), None, "{text}");
        }
    }

    #[test]
    fn accents_are_stripped_as_in_folded_texts() {
        for letter in ('À'..='ÿ').chain(['œ', 'Œ']) {
            let mut folded = String::new();
            entity::fold(letter, &mut folded);
            folded.retain(|letter| letter.is_ascii_alphabetic());
            let text = letter.to_string();
            assert_eq!(accented(&text).map_or("", |(letters, _)| letters), folded, "{letter}");
        }
    }
}
