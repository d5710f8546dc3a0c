//! The words without which nothing is said of an audience.

use std::slice::from_ref;

use super::super::lexicon::{Lexicon, Topic};
use super::answer::{EVERYONE, PUBLICS, QUESTIONS};
use super::patterns::{About, PATTERNS};

/// With those of the patterns, of the answers, and of the service where access is asked for.
pub(in super::super) const fn with_words<const LANES: usize>(
    words: Lexicon<LANES>,
) -> Lexicon<LANES> {
    let mut words = words
        .telling(Topic::Audience, &[&["datapass"]])
        .telling(Topic::Audience, &[QUESTIONS])
        .and_beginnings(EVERYONE)
        .telling(Topic::Audience, &[QUESTIONS])
        .and_beginnings(PUBLICS);
    let mut rank = 0;
    while rank < PATTERNS.len() {
        let pattern = &PATTERNS[rank];
        words = words.with(Topic::Audience, from_ref(&pattern.phrase));
        if matches!(
            pattern.about,
            About::Label | About::ToPublic | About::OfferedTo | About::ByPublic
        ) {
            words = words.and_beginnings(PUBLICS);
        }
        rank += 1;
    }
    words
}
