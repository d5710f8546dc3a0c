//! The words of a choice of a phrase: which of them fewest texts hold, and those beside it.

/// Whether every choice of a slot has a word of its own.
pub(super) const fn is_told(slot: &[&str]) -> bool {
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
/// those that stand with small words only, such as the [`SMALL`] ones.
pub(super) const fn rarest(words: &[u8]) -> (usize, usize) {
    let (mut best, mut best_weight, mut start, mut at) = ((0, 0), 0, 0, 0);
    while at < words.len() {
        if !words[at].is_ascii_alphabetic() {
            start = at + 1;
        } else if at + 1 == words.len() || !words[at + 1].is_ascii_alphabetic() {
            let length = at + 1 - start;
            let weight = if is_one_of(SMALL, words, start, at + 1) {
                1
            } else if is_one_of(COMMON, words, start, at + 1) {
                2
            } else {
                length
            };
            if weight >= best_weight {
                (best, best_weight) = ((start, at + 1), weight);
            }
        }
        at += 1;
    }
    best
}

/// The word of a choice before one that starts here, and its end; nothing where there is none.
pub(super) const fn word_before(words: &[u8], start: usize) -> (usize, usize) {
    let mut end = start;
    while end > 0 && !words[end - 1].is_ascii_alphabetic() {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && words[start - 1].is_ascii_alphabetic() {
        start -= 1;
    }
    (start, end)
}

/// The word after one that ends here.
pub(super) const fn word_after(words: &[u8], end: usize) -> (usize, usize) {
    let mut start = end;
    while start < words.len() && !words[start].is_ascii_alphabetic() {
        start += 1;
    }
    let mut end = start;
    while end < words.len() && words[end].is_ascii_alphabetic() {
        end += 1;
    }
    (start, end)
}

/// Words that many texts hold, whatever they speak of: `the` one in three.
const SMALL: &[&str] = &["for", "id", "in", "key", "on", "the"];

/// Words that the texts of any API hold.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "access", "account", "acces", "api", "available", "client", "page", "request", "requests", "service", "services", "votre",
    "vous", "your",
];

const fn is_one_of(list: &[&str], words: &[u8], start: usize, end: usize) -> bool {
    let mut rank = 0;
    while rank < list.len() {
        let one = list[rank].as_bytes();
        let mut at = 0;
        while at < one.len() && start + at < end && words[start + at] == one[at] {
            at += 1;
        }
        if at == one.len() && start + at == end {
            return true;
        }
        rank += 1;
    }
    false
}
