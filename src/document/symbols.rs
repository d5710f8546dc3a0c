//! Keys as numbers: a name is kept once and compared by its rank.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

/// A key of one document, as its rank in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// How many values [`Tag::glance`] has.
const GLANCES: usize = 256;

/// Letters of a name, about.
const LETTERS: usize = 16;

#[derive(Debug)]
pub(super) struct Symbols {
    /// All names, one after the other.
    text: String,
    /// Where each name ends in `text`.
    ends: Vec<u32>,
    /// The [`Tag`] of each name.
    tags: Vec<Tag>,
    ranks: HashTable<u32>,
    hasher: RandomState,
    /// The word interned last of those with the same [`Tag::glance`]: a few make most keys, and are not hashed each time.
    last: [u32; GLANCES],
}

impl Default for Symbols {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Symbols {
    /// With room for so many names.
    pub(super) fn with_capacity(names: usize) -> Self {
        Self {
            text: String::with_capacity(names * LETTERS),
            ends: Vec::with_capacity(names),
            tags: Vec::with_capacity(names),
            ranks: HashTable::with_capacity(names),
            hasher: RandomState::default(),
            last: [0; GLANCES],
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn name(&self, symbol: Symbol) -> &str {
        name(&self.text, &self.ends, symbol.0)
    }

    /// Whether a symbol is this word, of which the tag is given: an entry is sought in most maps by a look at their keys.
    #[inline]
    pub(super) fn is(&self, symbol: Symbol, word: &str, tag: Tag) -> bool {
        self.tags[symbol.0 as usize] == tag && (word.len() <= TAGGED || self.is_word(symbol, word))
    }

    /// Whether a symbol is this word.
    #[inline]
    fn is_word(&self, symbol: Symbol, word: &str) -> bool {
        is(&self.text, &self.ends, symbol.0, word)
    }

    /// Which of some keys a symbol is.
    #[inline]
    pub(super) fn position<const N: usize>(&self, symbol: Symbol, keys: &Keys<N>) -> Option<usize> {
        keys.find(self.tags[symbol.0 as usize], |key| self.is_word(symbol, key))
    }

    pub(super) fn find(&self, word: &str) -> Option<Symbol> {
        let hash = hash(&self.hasher, word);
        self.ranks
            .find(hash, |rank| is(&self.text, &self.ends, *rank, word))
            .map(|rank| Symbol(*rank))
    }

    #[inline(always)]
    pub(super) fn intern(&mut self, word: &str) -> Symbol {
        let tag = Tag::of(word);
        let last = self.last[tag.glance()];
        if (last as usize) < self.len() && self.is(Symbol(last), word, tag) {
            return Symbol(last);
        }
        self.intern_tagged(word, tag)
    }

    /// The same, of a word that was not the last with its glance.
    fn intern_tagged(&mut self, word: &str, tag: Tag) -> Symbol {
        let Self { text, ends, tags, ranks, hasher, last } = self;
        let last = &mut last[tag.glance()];
        let is_word = |rank: u32| word.len() <= TAGGED || is(text, ends, rank, word);
        let sought = hash(hasher, word);
        if let Some(rank) = ranks.find(sought, |rank| tags[*rank as usize] == tag && is_word(*rank))
        {
            *last = *rank;
            return Symbol(*rank);
        }
        let rank = ends.len() as u32;
        *last = rank;
        text.push_str(word);
        ends.push(text.len() as u32);
        tags.push(tag);
        ranks.insert_unique(sought, rank, |rank| hash(hasher, name(text, ends, *rank)));
        Symbol(rank)
    }
}

/// The first and the last bytes of a word, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The first seven bytes, then the length.
    first: u64,
    /// The last eight; zero where there are fewer.
    last: u64,
}

/// The bytes of a word that its tag holds.
const TAGGED: usize = 15;

impl Tag {
    #[inline(always)]
    pub(super) const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let (first, last) =
            if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
                (u64::from_le_bytes(*first) << 8 >> 8, u64::from_le_bytes(*last))
            } else {
                (few(bytes), 0)
            };
        let length = if word.len() < 255 { word.len() as u64 } else { 255 };
        Self { first: first | length << 56, last }
    }

    /// One of 64, the same for the same words.
    #[inline]
    const fn bit(self) -> u64 {
        1 << (self.mixed() >> 58)
    }

    /// One of [`GLANCES`], the same for the same words.
    #[inline]
    const fn glance(self) -> usize {
        (self.mixed() >> 56) as usize
    }

    #[inline]
    const fn mixed(self) -> u64 {
        // The multiplier spreads letters and length over the highest bits, as that of a linear congruential generator.
        (self.first ^ self.last.rotate_left(29)).wrapping_mul(0x5851_f42d_4c95_7f2d)
    }
}

/// Fewer than eight bytes.
#[inline]
const fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // What both hold is the same.
        return u32::from_le_bytes(*first) as u64
            | (u32::from_le_bytes(*last) as u64) << (8 * (bytes.len() - 4));
    }
    let (mut few, mut rank) = (0, bytes.len());
    while rank > 0 {
        rank -= 1;
        few = few << 8 | bytes[rank] as u64;
    }
    few
}

/// Keys that are looked for in many maps.
pub(crate) struct Keys<const N: usize> {
    texts: [&'static str; N],
    tags: [Tag; N],
    /// A bit for each, by its tag: most keys of a map are none of them.
    bits: u64,
}

impl<const N: usize> Keys<N> {
    /// These.
    pub(crate) const fn of(texts: [&'static str; N]) -> Self {
        let (mut tags, mut bits, mut rank) = ([Tag::of(""); N], 0, 0);
        while rank < N {
            tags[rank] = Tag::of(texts[rank]);
            bits |= tags[rank].bit();
            rank += 1;
        }
        Self { texts, tags, bits }
    }

    /// Their letters.
    pub(super) fn texts(&self) -> &[&'static str; N] {
        &self.texts
    }

    /// The rank of this one.
    #[inline]
    pub(crate) fn rank(&self, name: &str) -> Option<usize> {
        self.find(Tag::of(name), |key| key == name)
    }

    /// The rank of the one that has this tag, and is the word asked for.
    #[inline]
    fn find(&self, tag: Tag, is: impl Fn(&str) -> bool) -> Option<usize> {
        if tag.bit() & self.bits == 0 {
            return None;
        }
        let is_one = |key: &str, known: Tag| known == tag && (key.len() <= TAGGED || is(key));
        (0..N).find(|rank| is_one(self.texts[*rank], self.tags[*rank]))
    }
}

/// Of its bytes alone: names are of one type, so that nothing has to end them.
fn hash(hasher: &RandomState, word: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Whether a name is this word.
fn is(text: &str, ends: &[u32], rank: u32, word: &str) -> bool {
    let end = ends[rank as usize] as usize;
    end.checked_sub(word.len()).is_some_and(|start| {
        let first = rank.checked_sub(1).map_or(0, |before| ends[before as usize] as usize);
        start == first && &text.as_bytes()[start..end] == word.as_bytes()
    })
}

fn name<'t>(text: &'t str, ends: &[u32], rank: u32) -> &'t str {
    let rank = rank as usize;
    let start = if rank == 0 { 0 } else { ends[rank - 1] as usize };
    &text[start..ends[rank] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_rank() {
        let mut symbols = Symbols::default();
        let ranks: Vec<u32> =
            ["", "a", "b", "a", "", "é"].iter().map(|word| symbols.intern(word).0).collect();
        assert_eq!(ranks, [0, 1, 2, 1, 0, 3]);
        assert_eq!(symbols.name(Symbol(3)), "é");
        assert_eq!(symbols.find("b"), Some(Symbol(2)));
        assert_eq!(symbols.find("c"), None);
    }

    #[test]
    fn a_name_is_found_among_keys() {
        static KEYS: Keys<4> = Keys::of(["items", "properties", "additionalProperties", ""]);
        let mut symbols = Symbols::default();
        for word in ["item", "properties", "additionalPropertiez", "", "x", "items"] {
            let symbol = symbols.intern(word);
            let expected = KEYS.texts().iter().position(|known| *known == word);
            assert_eq!(symbols.position(symbol, &KEYS), expected, "{word}");
        }
    }

    #[test]
    fn a_tag_tells_names_apart() {
        let mut symbols = Symbols::default();
        let long = format!("paths{}", "\0".repeat(256));
        let words = [
            "",
            "a",
            "to",
            "tot",
            "tata",
            "tatar",
            "summary",
            "summaries",
            "description",
            "descriptive",
            "é",
            "paths",
            "additionalProperties",
            "additionalPropertied",
            "additionolProperties",
            &long,
        ];
        let symbol = words.map(|word| symbols.intern(word));
        for (rank, word) in words.iter().enumerate() {
            let found = symbol.map(|symbol| symbols.is(symbol, word, Tag::of(word)));
            assert_eq!(found.iter().position(|is| *is), Some(rank), "{word}");
            assert_eq!(found.iter().filter(|is| **is).count(), 1, "{word}");
        }
    }
}
