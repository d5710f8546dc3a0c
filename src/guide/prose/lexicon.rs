//! Which phrases a text may hold, by its words alone: most texts are told apart without being made plain.

use super::hashed::{PREFIX, each_word, forms};
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
}

/// Some topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Topics(u16);

impl Topics {
    const NONE: Self = Self(0);
    const ALL: Self = Self(u16::MAX);

    /// Whether this topic is one of them.
    pub(super) fn have(self, topic: Topic) -> bool {
        self.0 >> topic as u16 & 1 != 0
    }

    /// Whether one of these topics is.
    pub(super) fn have_any(self, topics: &[Topic]) -> bool {
        topics.iter().any(|topic| self.have(*topic))
    }
}

/// The words without which phrases are not told: one of each choice, whatever its inflection.
pub(super) struct Lexicon {
    /// Open addressing; zero where no word is.
    words: [u32; WORDS],
    /// The slots of phrases that each word may fill, as bits.
    fills: [u128; WORDS],
    /// The topic of each phrase, and the slots that all are to be filled.
    phrases: [(Topic, u128); PHRASES],
    count: usize,
    slots: u32,
    known: usize,
}

const WORDS: usize = 2048;
const PHRASES: usize = 48;

impl Lexicon {
    /// Of no phrase.
    #[expect(clippy::large_stack_arrays, reason = "it is made while compiling")]
    pub(super) const fn new() -> Self {
        let phrases = [(Topic::Asked, 0); PHRASES];
        Self { words: [0; WORDS], fills: [0; WORDS], phrases, count: 0, slots: 0, known: 0 }
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
        let (mut slot, mut wanted) = (0, 0);
        while slot < slots.len() {
            if is_told(slots[slot]) {
                self.fill(slots[slot]);
                wanted |= 1 << self.slots;
                self.slots += 1;
            }
            slot += 1;
        }
        self.phrases[self.count] = (topic, wanted);
        self.count += 1;
        self
    }

    /// With the words of one more slot.
    const fn fill(&mut self, slot: &[&str]) {
        let mut choice = 0;
        while choice < slot.len() {
            let words = slot[choice].as_bytes();
            let (start, end) = rarest(words);
            let is_beginning = end < words.len() && words[end] == b'*';
            assert!(!is_beginning || end - start == PREFIX, "beginnings are of five letters");
            let (forms, mut form) = (forms(words, start, end), 0);
            while form < forms.len() {
                self.add(forms[form]);
                form += 1;
            }
            choice += 1;
        }
    }

    const fn add(&mut self, hash: u32) {
        let mut at = place(hash);
        while self.words[at] != 0 && self.words[at] != hash {
            at = (at + 1) % WORDS;
        }
        if self.words[at] == 0 {
            self.known += 1;
            assert!(self.known < WORDS / 2, "looks would be long");
        }
        self.words[at] = hash;
        self.fills[at] |= 1 << self.slots;
    }

    /// The slots that a word may fill.
    fn fills(&self, hash: u32) -> u128 {
        let mut at = place(hash);
        while self.words[at] != hash {
            if self.words[at] == 0 {
                return 0;
            }
            at = (at + 1) % WORDS;
        }
        self.fills[at]
    }

    /// The topics of which a text may hold a phrase, as it is written: with markup, accents and capitals.
    pub(super) fn topics_of(&self, text: &str) -> Topics {
        let mut filled = 0;
        let is_read = each_word(text, |word| filled |= self.fills(word));
        if !is_read {
            return Topics::ALL;
        }
        let held = self.phrases[..self.count].iter().filter(|(_, wanted)| wanted & !filled == 0);
        held.fold(Topics::NONE, |held, (topic, _)| Topics(held.0 | 1 << *topic as u16))
    }
}

/// Whether every choice of a slot has a word of its own.
const fn is_told(slot: &[&str]) -> bool {
    let mut choice = 0;
    while choice < slot.len() {
        let words = slot[choice].as_bytes();
        let (start, end) = rarest(words);
        if start == end || words[0] == b'%' {
            return false;
        }
        choice += 1;
    }
    true
}

/// Where the word of a choice starts and ends that fewest texts hold: the longest, the last of two, and of the [`COMMON`] ones
/// those that stand with small words only.
const fn rarest(words: &[u8]) -> (usize, usize) {
    let (mut best, mut best_weight, mut start, mut at) = ((0, 0), 0, 0, 0);
    while at < words.len() {
        if !words[at].is_ascii_alphabetic() {
            start = at + 1;
        } else if at + 1 == words.len() || !words[at + 1].is_ascii_alphabetic() {
            let length = at + 1 - start;
            let weight = if is_common(words, start, at + 1) { 2 } else { length };
            if weight >= best_weight {
                (best, best_weight) = ((start, at + 1), weight);
            }
        }
        at += 1;
    }
    best
}

/// Words that the texts of any API hold.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "access", "account", "acces", "available", "client", "page", "request", "requests", "service", "services", "votre",
    "vous", "your",
];

const fn is_common(words: &[u8], start: usize, end: usize) -> bool {
    let mut rank = 0;
    while rank < COMMON.len() {
        let common = COMMON[rank].as_bytes();
        let mut at = 0;
        while at < common.len() && start + at < end && words[start + at] == common[at] {
            at += 1;
        }
        if at == common.len() && start + at == end {
            return true;
        }
        rank += 1;
    }
    false
}

const fn place(hash: u32) -> usize {
    hash as usize % WORDS
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::super::phrase::phrase;
    use super::super::{LEXICON, availability, credential, request, status_page};
    use super::*;

    static BRIDGES: Lexicon = Lexicon::new()
        .with(Topic::Asked, &[phrase(&[&["le pont", "ouvrage~ d'art"], &["%2", ""], &["leve"]])])
        .telling(Topic::Limit, &[&["debit*", "eau"]]);

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
        ] {
            let topics = BRIDGES.topics_of(text);
            assert_eq!(
                (topics.have(Topic::Asked), topics.have(Topic::Limit)),
                (asked, limit),
                "{text}"
            );
        }
    }

    /// The words of a choice, inflected.
    fn written(choice: &str) -> String {
        let choice = choice.replace('~', "es");
        if choice.starts_with('%') || choice == "$" { String::new() } else { choice }
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
        ];
        for (topic, phrases) in of_access {
            for slots in phrases.iter().map(Phrase::slots) {
                let first: Vec<String> = slots.iter().map(|slot| written(slot[0])).collect();
                for (rank, slot) in slots.iter().enumerate() {
                    for choice in *slot {
                        let mut words = first.clone();
                        words[rank] = written(choice);
                        let text = words.join(" ");
                        assert!(LEXICON.topics_of(&text).have(topic), "{topic:?}: {text}");
                    }
                }
            }
        }
    }
}
