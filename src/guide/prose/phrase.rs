//! Phrases looked for in folded sentences: sequences of choices between words.
//!
//! They are tables of words, read as they stand: nothing is compiled, where the same patterns as regular expressions
//! cost six milliseconds at the first use.

use std::ops::Range;

use super::hashed::{forms, hash_of};

/// Slots in order, each a choice between words; the first that lets the rest follow is taken.
///
/// In a choice, `~` is an inflection (`ouvert~` is ouvert, ouverte, ouverts or ouvertes), an empty choice lets the slot be
/// absent, `%3` stands for up to three words of any kind between which no comma stands (`%*` for some forty words and signs), and `$` for the
/// end of a clause.
pub(super) struct Phrase {
    slots: Slots,
    /// Of the words that the first slot may begin with.
    beginnings: Marks,
    /// Of those that some later slots ask for, wherever they stand; any of them where a slot asks for none.
    others: [Marks; OTHERS],
}

/// The later slots that a line is searched for before the phrase is.
const OTHERS: usize = 3;

pub(super) type Slots = &'static [&'static [&'static str]];

/// A phrase, ready to be looked for.
pub(super) const fn phrase(slots: Slots) -> Phrase {
    let mut others = [Marks::ALL; OTHERS];
    let (mut slot, mut count) = (1, 0);
    while slot < slots.len() && count < OTHERS {
        let beginnings = beginnings(slots[slot]);
        if !beginnings.are_all() {
            others[count] = beginnings;
            count += 1;
        }
        slot += 1;
    }
    Phrase { slots, beginnings: beginnings(slots[0]), others }
}

/// The words that a slot may begin with.
const fn beginnings(slot: &[&str]) -> Marks {
    let mut beginnings = Marks([0; MARKS / 64]);
    let mut index = 0;
    while index < slot.len() {
        let words = slot[index].as_bytes();
        let mut end = 0;
        while end < words.len() && words[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if end == 0 {
            return Marks::ALL;
        }
        let (forms, mut form) = (forms(words, 0, end), 0);
        while form < forms.len() {
            beginnings.add(forms[form]);
            form += 1;
        }
        index += 1;
    }
    beginnings
}

/// Some of the marks that [`mark`] gives.
#[derive(Clone, Copy)]
struct Marks([u64; MARKS / 64]);

const MARKS: usize = 512;

/// One of [`MARKS`] for the hash of a word: most phrases are ruled out before any comparison.
const fn mark(hash: u32) -> u16 {
    (hash % MARKS as u32) as u16
}

impl Marks {
    const ALL: Self = Self([u64::MAX; MARKS / 64]);

    const fn are_all(&self) -> bool {
        let mut index = 0;
        while index < self.0.len() && self.0[index] == u64::MAX {
            index += 1;
        }
        index == self.0.len()
    }

    const fn add(&mut self, hash: u32) {
        let mark = mark(hash) as usize;
        self.0[mark / 64] |= 1 << (mark % 64);
    }

    const fn have(&self, mark: usize) -> bool {
        self.0[mark / 64] >> (mark % 64) & 1 != 0
    }

    fn meet(&self, others: &Self) -> bool {
        self.0.iter().zip(&others.0).any(|(these, those)| these & those != 0)
    }
}

/// Which of many phrases, tried in their order, a line may hold: one look for each word rules out nearly all of them.
pub(super) struct Index {
    /// The ranks of the phrases that may start with a word of this mark, as bits.
    ranks: [u128; MARKS],
}

impl Index {
    /// Of no phrase.
    pub(super) const fn new() -> Self {
        Self { ranks: [0; MARKS] }
    }

    /// With one more phrase.
    pub(super) const fn with(mut self, rank: usize, phrase: &Phrase) -> Self {
        let mut mark = 0;
        while mark < MARKS {
            if phrase.beginnings.have(mark) {
                self.ranks[mark] |= 1 << rank;
            }
            mark += 1;
        }
        self
    }
}

/// A folded line and where its words start.
pub(super) struct Line<'l> {
    text: &'l str,
    starts: Vec<(usize, u16)>,
    beginnings: Marks,
}

impl<'l> Line<'l> {
    pub(super) fn new(text: &'l str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 5);
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if at > start {
                starts.push((start, mark(hash_of(bytes, start, at))));
            }
            at += 1;
        }
        let mut beginnings = Marks([0; MARKS / 64]);
        for (_, mark) in &starts {
            beginnings.0[usize::from(mark / 64)] |= 1 << (mark % 64);
        }
        Self { text, starts, beginnings }
    }

    /// The ranks of the phrases of an index that the line may hold, in their order.
    pub(super) fn may_hold(&self, index: &Index) -> impl Iterator<Item = usize> + use<> {
        let mut ranks =
            self.starts.iter().fold(0, |ranks, (_, mark)| ranks | index.ranks[usize::from(*mark)]);
        std::iter::from_fn(move || {
            let rank = (ranks != 0).then(|| ranks.trailing_zeros() as usize)?;
            ranks &= ranks - 1;
            Some(rank)
        })
    }

    /// The first place of a phrase.
    pub(super) fn find(&self, phrase: &Phrase) -> Option<Range<usize>> {
        self.find_all(phrase).next()
    }

    /// The places of a phrase, at most one for each word that it may start at.
    pub(super) fn find_all(&self, phrase: &Phrase) -> impl Iterator<Item = Range<usize>> {
        let (slots, beginnings) = (phrase.slots, phrase.beginnings);
        let mut needed = std::iter::once(&beginnings).chain(&phrase.others);
        let may_hold = needed.all(|needed| self.beginnings.meet(needed));
        let starts = if may_hold { self.starts.as_slice() } else { &[] };
        starts
            .iter()
            .filter(move |(_, mark)| beginnings.have(usize::from(*mark)))
            .filter_map(move |&(start, _)| Some(start..follow(slots, self.text, start)?))
    }

    /// Where a phrase ends that opens the line.
    pub(super) fn opening(&self, phrase: &Phrase) -> Option<usize> {
        phrase.opens(self.text)
    }
}

impl Phrase {
    /// Its choices, slot by slot.
    pub(super) const fn slots(&self) -> Slots {
        self.slots
    }

    /// Where it ends, when it opens a folded text: no words are looked up.
    pub(super) fn opens(&self, text: &str) -> Option<usize> {
        follow(self.slots, text, 0)
    }
}

/// Where these slots end when they start here.
fn follow(slots: &[&[&str]], line: &str, at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    let start = skip_separators(line, at);
    let next = line.as_bytes().get(start);
    // By its first byte: to look for a sign by `strip_prefix` calls for a comparison of memory.
    slot.iter().find_map(|words| match words.as_bytes() {
        [b'%', ..] => {
            let limit = words[1..].parse::<usize>().ok();
            let mut at = at;
            let mut skipped = 0;
            loop {
                if let Some(end) = follow(rest, line, at) {
                    return Some(end);
                }
                if skipped == limit.unwrap_or(FAR) {
                    return None;
                }
                let from = if limit.is_some() { skip_separators(line, at) } else { at };
                at = next_word_end(line, from, limit.is_none())?;
                skipped += 1;
            }
        }
        [b'$'] => follow(rest, line, at).filter(|_| ends_clause(&line[at..])),
        [] => follow(rest, line, at),
        // Nearly all choices fail here, at a tenth of what a comparison costs.
        [first, ..] if next != Some(first) => None,
        _ => follow(rest, line, spelled(words, line, start)?),
    })
}

/// The words that an open gap may hold.
const FAR: usize = 40;

/// Between two slots: a space, an apostrophe, a hyphen, quotes.
fn skip_separators(line: &str, at: usize) -> usize {
    at + line.as_bytes()[at..]
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\'' | b'-' | b'"'))
        .count()
}

fn ends_clause(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', '!', ')'])
        || rest.starts_with(" et ")
        || rest.starts_with(" and ")
        || rest.starts_with(" :")
}

/// Where the next word ends; it starts here, or further on when other signs may be passed.
fn next_word_end(line: &str, at: usize, pass: bool) -> Option<usize> {
    let bytes = line.as_bytes();
    let start = at
        + bytes[at..]
            .iter()
            .position(u8::is_ascii_alphanumeric)
            .filter(|signs| pass || *signs == 0)?;
    Some(start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count())
}

/// Where these words end when they are spelled here, whole.
fn spelled(words: &str, line: &str, at: usize) -> Option<usize> {
    let whole = |end: usize| !line.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric);
    match words.split_once('~') {
        None => {
            let end = at + words.len();
            (line[at..].starts_with(words) && (words.ends_with('\'') || whole(end))).then_some(end)
        }
        Some((stem, more)) => {
            let rest = line[at..].strip_prefix(stem)?;
            let end = at + stem.len();
            ["es", "e", "s", ""].into_iter().find_map(|inflection| {
                let end = end + rest.strip_prefix(inflection).map(|_| inflection.len())?;
                if !whole(end) {
                    return None;
                }
                if more.is_empty() { Some(end) } else { spelled(more, line, end) }
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(slots: Slots, line: &'static str) -> Option<&'static str> {
        Line::new(line).find(&phrase(slots)).map(|range| &line[range])
    }

    #[test]
    fn phrases_are_sequences_of_choices() {
        let phrase: Slots = &[&["ouvert~", "accessible~"], &["uniquement", ""], &["aux", "a des"]];
        assert_eq!(found(phrase, "l'api est ouverte aux communes"), Some("ouverte aux"));
        assert_eq!(
            found(phrase, "accessibles uniquement a des agents"),
            Some("accessibles uniquement a des")
        );
        assert_eq!(found(phrase, "ouvertement aux"), None);
        assert_eq!(found(phrase, "reouverte aux"), None);
        assert_eq!(found(phrase, "ouverte a aux"), None);
    }

    #[test]
    fn an_index_leaves_out_only_what_no_line_holds() {
        static INDEX: Index = Index::new()
            .with(0, &phrase(&[&["ouvert~"], &["aux"]]))
            .with(1, &phrase(&[&["a"]]))
            .with(2, &phrase(&[&["reserve~"]]));
        let held = |line: &'static str| Line::new(line).may_hold(&INDEX).collect::<Vec<_>>();
        assert_eq!(held("api ouverte a la commune"), [0, 1]);
        assert_eq!(held("un acces reserve"), [2]);
        assert_eq!(held(""), [0; 0]);
    }

    #[test]
    fn gaps_hold_any_words() {
        assert_eq!(
            found(
                &[&["faut"], &["%2"], &["demande~ d'acces"]],
                "il faut remplir une demande d'acces"
            ),
            Some("faut remplir une demande d'acces")
        );
        assert_eq!(found(&[&["faut"], &["%1"], &["demande"]], "il faut remplir une demande"), None);
        assert_eq!(
            found(&[&["faut"], &["%5"], &["demande"]], "il faut, pour voir, une demande"),
            None
        );
        assert_eq!(
            found(&[&["est ouvert~"], &["$"]], "elle est ouverte, et libre"),
            Some("est ouverte")
        );
        assert_eq!(found(&[&["est ouvert~"], &["$"]], "elle est ouverte de 8 h"), None);
        assert_eq!(found(&[&["a"], &["%*"], &["z"]], "b a, c d. e z"), Some("a, c d. e z"));
        assert_eq!(found(&[&["d'"], &["acces"]], "libre d'acces"), Some("d'acces"));
    }
}
