//! Which phrases a text may hold, by its words alone: most texts are told apart without being made plain.

use super::choice::{is_told, rarest, word_after, word_before};
use super::hashed::{HIDDEN, PREFIX, Reads, Word, each_word, forms, pair_of};
use super::phrase::Phrase;

/// What some phrases tell together, and a text is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// A link where access is asked for.
    Asked,
    /// Who enters a list of callers.
    Registered,
    /// Whom to write to.
    Reached,
    /// What is asked of them.
    Access,
    /// What is obtained, when it was named before.
    Pronoun,
    /// A request for access.
    Requested,
    /// A credential.
    Credential,
    /// A credential that is obtained.
    Obtained,
    /// A credential that someone gives, or that is found somewhere.
    Given,
    /// A credential that is taken somewhere.
    Taken,
    /// An account.
    Account,
    /// Availability.
    Availability,
    /// The state of the service.
    State,
    /// A call limit.
    Limit,
    /// Calls that are counted.
    Called,
    /// Who may use the API.
    Audience,
    /// How long an interface works.
    Lifecycle,
}

impl Topic {
    /// Whether a sentence tells it together with one before: « Quotas », « Qui peut utiliser l'API ? ».
    const fn is_far(self) -> bool {
        matches!(self, Self::Limit | Self::Called | Self::Audience)
    }
}

/// Some topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Topics(u32);

impl Topics {
    const NONE: Self = Self(0);
    const ALL: Self = Self(u32::MAX);

    /// These and those.
    const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this topic is one of them.
    pub(super) fn have(self, topic: Topic) -> bool {
        self.0 >> topic as u32 & 1 != 0
    }

    /// Whether one of these topics is.
    pub(super) fn have_any(self, topics: &[Topic]) -> bool {
        topics.iter().any(|topic| self.have(*topic))
    }
}

/// The words without which phrases are not told: one of each choice, or two that stand together, whatever their inflection.
///
/// `LANES`: how many times there is room for 64 slots and ends of phrases.
pub(super) struct Lexicon<const LANES: usize> {
    /// A mark for each entry: most words are ruled out by one look.
    marks: [u64; MARKS / 64],
    /// Words and pairs. Open addressing; zero where none is.
    words: [u32; WORDS],
    /// The slots of phrases that each may fill, as bits.
    fills: [[u64; LANES]; WORDS],
    /// The first slot of each phrase: those that follow it up to its end are its slots.
    starts: [u64; LANES],
    /// The bit behind the last slot of each phrase, which no word fills.
    ends: [u64; LANES],
    /// The slots of the phrases that may be told by two sentences.
    far: [u64; LANES],
    /// The topic of the phrase that ends at a bit.
    topics: [[Topic; 64]; LANES],
    /// The next bit.
    next: usize,
    known: usize,
}

const WORDS: usize = 4096;
const MARKS: usize = 32_768;

impl<const LANES: usize> Lexicon<LANES> {
    /// Of no phrase.
    pub(super) const fn new() -> Self {
        Self {
            marks: [0; MARKS / 64],
            words: [0; WORDS],
            fills: [[0; LANES]; WORDS],
            starts: [0; LANES],
            ends: [0; LANES],
            far: [0; LANES],
            topics: [[Topic::Asked; 64]; LANES],
            next: 0,
            known: 0,
        }
    }

    /// With the phrases of a topic.
    pub(super) const fn with(mut self, topic: Topic, phrases: &[Phrase]) -> Self {
        let mut rank = 0;
        while rank < phrases.len() {
            self = self.telling(topic, phrases[rank].slots());
            rank += 1;
        }
        self
    }

    /// With slots that tell a topic when all are filled, in any order. Here `limit*` is any word that starts so.
    pub(super) const fn telling(mut self, topic: Topic, slots: &[&[&str]]) -> Self {
        // In one lane with its end and one slot more.
        if self.next % 64 + slots.len() + 2 > 64 {
            self.next = self.next.next_multiple_of(64);
        }
        self.starts[self.next / 64] |= 1 << (self.next % 64);
        let mut slot = 0;
        while slot < slots.len() {
            if is_told(slots[slot]) {
                self.fill(slots[slot], usize::MAX);
            }
            slot += 1;
        }
        self.end(topic);
        self
    }

    /// With one more slot to be filled for what was added last to be told: by any words that begin as these do.
    pub(super) const fn and_beginnings(mut self, slot: &[&str]) -> Self {
        self.next -= 1;
        let (lane, bit) = (self.next / 64, self.next % 64);
        self.ends[lane] &= !(1 << bit);
        self.fill(slot, PREFIX);
        self.end(self.topics[lane][bit]);
        self
    }

    const fn end(&mut self, topic: Topic) {
        let (lane, bit) = (self.next / 64, self.next % 64);
        self.ends[lane] |= 1 << bit;
        if topic.is_far() {
            // The bits from the last start on.
            let start = self.starts[lane].ilog2();
            self.far[lane] |= (1 << bit) - (1 << start);
        }
        self.topics[lane][bit] = topic;
        self.next += 1;
    }

    /// With the words of one more slot; of longer words, so many letters.
    const fn fill(&mut self, slot: &[&str], longest: usize) {
        let mut choice = 0;
        while choice < slot.len() {
            let words = slot[choice].as_bytes();
            let (start, mut end) = rarest(words);
            let is_beginning = end < words.len() && words[end] == b'*';
            assert!(!is_beginning || end - start == PREFIX, "beginnings are of five letters");
            if end - start > longest {
                end = start + longest;
            }
            let word = forms(words, start, end);
            let (before, after) = (word_before(words, start), word_after(words, end));
            if longest < usize::MAX || is_beginning {
                self.add_each(&word);
            } else if before.0 < before.1 {
                self.add_pairs(&[HIDDEN], &word);
                self.add_pairs(&forms(words, before.0, before.1), &word);
            } else if after.0 < after.1 {
                self.add_pairs(&word, &[HIDDEN]);
                self.add_pairs(&word, &forms(words, after.0, after.1));
            } else {
                self.add_each(&word);
            }
            choice += 1;
        }
        self.next += 1;
    }

    const fn add_each(&mut self, words: &[u32]) {
        let mut rank = 0;
        while rank < words.len() {
            self.add(words[rank]);
            rank += 1;
        }
    }

    /// Adds two words, each in its forms, that stand together.
    const fn add_pairs(&mut self, first: &[u32], second: &[u32]) {
        let mut rank = 0;
        while rank < second.len() {
            // Pairs are looked for behind words that are known.
            self.entry(second[rank]);
            let mut other = 0;
            while other < first.len() {
                self.add(pair_of(first[other], second[rank]));
                other += 1;
            }
            rank += 1;
        }
    }

    const fn add(&mut self, hash: u32) {
        let at = self.entry(hash);
        self.fills[at][self.next / 64] |= 1 << (self.next % 64);
    }

    /// Where a word or a pair is, which is known from now on.
    const fn entry(&mut self, hash: u32) -> usize {
        let mut at = place(hash);
        while self.words[at] != 0 && self.words[at] != hash {
            at = (at + 1) % WORDS;
        }
        if self.words[at] == 0 {
            self.known += 1;
            assert!(self.known < WORDS / 2, "looks would be long");
        }
        self.words[at] = hash;
        let mark = mark(hash);
        self.marks[mark / 64] |= 1 << (mark % 64);
        at
    }

    /// The slots that a word or a pair may fill.
    #[inline]
    fn fills(&self, hash: u32) -> Option<&[u64; LANES]> {
        let mark = mark(hash);
        if self.marks[mark / 64] >> (mark % 64) & 1 == 0 {
            return None;
        }
        let mut at = place(hash);
        while self.words[at] != hash {
            if self.words[at] == 0 {
                return None;
            }
            at = (at + 1) % WORDS;
        }
        Some(&self.fills[at])
    }

    /// The topics of which a text may hold a phrase, as it is written: with markup, accents and capitals.
    pub(super) fn topics_of(&self, text: &str) -> Topics {
        let mut filling = Filling { lexicon: self, filled: [0; LANES], told: Topics::NONE };
        let is_read = each_word(text, &mut filling);
        filling.blank_line();
        if is_read { filling.told } else { Topics::ALL }
    }

    /// The topics of the phrases of which all slots are filled.
    fn told_by(&self, filled: &[u64; LANES]) -> Topics {
        let mut told = Topics::NONE;
        for (lane, filled) in filled.iter().enumerate() {
            // One is carried from the start of a phrase to its end where all between is filled.
            let mut ends = (filled + self.starts[lane]) & self.ends[lane];
            while ends != 0 {
                told.0 |= 1 << self.topics[lane][ends.trailing_zeros() as usize] as u32;
                ends &= ends - 1;
            }
        }
        told
    }
}

/// A text while its words fill slots.
struct Filling<'l, const LANES: usize> {
    lexicon: &'l Lexicon<LANES>,
    filled: [u64; LANES],
    told: Topics,
}

impl<const LANES: usize> Filling<'_, LANES> {
    #[inline]
    fn fill(&mut self, hash: u32) -> bool {
        let slots = self.lexicon.fills(hash);
        for (filled, slots) in self.filled.iter_mut().zip(slots.into_iter().flatten()) {
            *filled |= slots;
        }
        slots.is_some()
    }
}

impl<const LANES: usize> Reads for Filling<'_, LANES> {
    #[inline]
    fn word(&mut self, word: &Word) {
        if self.fill(word.whole) {
            self.fill(pair_of(word.before, word.whole));
        }
        if let Some(beginning) = word.beginning {
            self.fill(beginning);
        }
    }

    fn before_hidden(&mut self, word: u32) {
        self.fill(pair_of(word, HIDDEN));
    }

    fn blank_line(&mut self) {
        self.told = self.told.with(self.lexicon.told_by(&self.filled));
        for (filled, far) in self.filled.iter_mut().zip(&self.lexicon.far) {
            *filled &= far;
        }
    }
}

const fn place(hash: u32) -> usize {
    hash as usize % WORDS
}

/// One of [`MARKS`].
const fn mark(hash: u32) -> usize {
    (hash >> 17) as usize
}

/// Each choice of a phrase, between some of the others and before these words, is told by its words, whatever is hidden between
/// them.
#[cfg(test)]
pub(super) fn assert_told<const LANES: usize>(
    lexicon: &Lexicon<LANES>,
    topic: Topic,
    phrase: &Phrase,
    after: &str,
) {
    let written = |choice: &str| {
        let choice = choice.replace('~', "es");
        if choice.starts_with('%') || choice == "$" { String::new() } else { choice }
    };
    let slots = phrase.slots();
    let first: Vec<String> = slots.iter().map(|slot| written(slot[0])).collect();
    for (rank, slot) in slots.iter().enumerate() {
        for choice in *slot {
            for between in [" ", "</b> ", " `ni` ", "](https://pont.fr/a) ", "\n"] {
                let mut words = first.clone();
                words[rank] = written(choice).replace(' ', between);
                let text = format!("{} {after}", words.join(" "));
                assert!(lexicon.topics_of(&text).have(topic), "{topic:?}: {text}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::super::phrase::phrase;
    use super::super::{LEXICON, availability, credential, lifecycle, request, status_page};
    use super::*;

    static BRIDGES: Lexicon<1> = Lexicon::new()
        .with(Topic::Asked, &[phrase(&[&["le pont", "ouvrage~ d'art"], &["%2", ""], &["leve"]])])
        .telling(Topic::Limit, &[&["debit*", "eau"]])
        .telling(Topic::Audience, &[&["gue"], &["bac"]]);

    #[test]
    fn each_slot_is_to_be_filled() {
        for (text, asked, limit) in [
            ("Le **PONT** est levé", true, false),
            ("levé, d'ouvrages d’art", true, false),
            ("Le pont", false, false),
            ("levé", false, false),
            ("l'eau, des ponts levés", false, true),
            ("50débits", false, true),
            ("eaux", false, false),
            ("débi", false, false),
            // What hides letters is read.
            ("lev&eacute;", true, true),
            ("leve\u{301}", true, true),
            ("мост", true, true),
            ("pont &amp; eau", false, true),
            // Words of a choice stand together, unless what stands between is not for readers.
            ("Un pont levé", false, false),
            ("Le grand pont levé", false, false),
            ("Pont, le bac levé", false, false),
            ("Le&nbsp;pont levé", true, false),
            ("Le<!-- grand --> pont levé", true, false),
            ("[Le](https://a.fr/b) pont levé", true, false),
            ("ouvrages `x` d'art levé", true, false),
            ("ouvrages\nd'art levé", true, false),
            // And those of a phrase in one paragraph.
            ("Le pont.\n\nLevé", false, false),
            ("Le pont.\nLevé", true, false),
        ] {
            let topics = BRIDGES.topics_of(text);
            assert_eq!(
                (topics.have(Topic::Asked), topics.have(Topic::Limit)),
                (asked, limit),
                "{text}"
            );
        }
    }

    #[test]
    fn two_paragraphs_may_tell_what_a_sentence_tells_with_one_before() {
        for (text, audience) in [("Le gué\n\nLe bac", true), ("Le gué, le gué", false)] {
            assert_eq!(BRIDGES.topics_of(text).have(Topic::Audience), audience, "{text}");
        }
    }

    #[test]
    fn no_phrase_is_missed() {
        let of_access = [
            (Topic::Asked, request::ASKED),
            (Topic::Requested, request::MENTIONED),
            (Topic::Obtained, credential::OBTAINED),
            (Topic::Given, credential::GIVEN),
            (Topic::Given, credential::SHOWN),
            (Topic::Taken, credential::TAKEN),
            (Topic::Account, credential::ACCOUNTS),
            (Topic::Availability, availability::NAMES),
            (Topic::State, status_page::STATES),
            (Topic::Credential, from_ref(&credential::NAMED)),
            (Topic::Reached, from_ref(&request::REACHED)),
            (Topic::Lifecycle, lifecycle::PHRASES),
        ];
        for (topic, phrases) in of_access {
            for phrase in phrases {
                assert_told(&LEXICON, topic, phrase, "");
            }
        }
    }
}
