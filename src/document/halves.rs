//! Two readers of one text: a second one begins in the middle, while the first comes there.
//!
//! What is open in the middle of a text cannot be known before the first half is read. The second reader takes what looks like
//! a key for one, and what is open around it for maps; the first finds out whether that is so when it comes there. Where it is
//! not, or where something is wrong with the text, the first reads on alone: what is read is the same.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, Sender};

use super::build::Builder;
use crate::work::beside;

/// How often the second reader begins, before it gives up.
const TRIES: usize = 64;

/// No byte: the second reader has not begun.
const NOWHERE: usize = usize::MAX;
/// The first reader is there: what the second has read is waited for.
const MET: usize = usize::MAX - 1;
/// The first reader is at the end: it needs no other.
const OVER: usize = usize::MAX - 2;

/// Where the two readers meet.
pub(super) struct Meeting {
    /// The byte where the second began, or how things stand.
    place: AtomicUsize,
    /// The byte that the first is at.
    reached: AtomicUsize,
}

impl Default for Meeting {
    fn default() -> Self {
        Self { place: AtomicUsize::new(NOWHERE), reached: AtomicUsize::new(0) }
    }
}

impl Meeting {
    /// Whether the second reader has begun at this byte, to which the first has come: from now on it does not begin elsewhere.
    pub fn is_at(&self, byte: usize) -> bool {
        self.reached.store(byte, Relaxed);
        self.place.load(Relaxed) == byte && self.moves(byte, MET)
    }

    /// Whether the first reader may still want what the second reads.
    pub fn is_wanted(&self) -> bool {
        self.place.load(Relaxed) != OVER
    }

    /// Begins at the first place past a byte that `find` gives, and past where `read` gave up, as long as all that follows could
    /// not be read.
    pub fn begin<'s, T>(
        &self,
        byte: usize,
        mut builder: Builder<'s>,
        find: impl Fn(usize) -> Option<usize>,
        read: impl Fn(usize, &mut Builder<'s>) -> Result<T, usize>,
    ) -> Option<(Builder<'s>, T)> {
        let (mut from, mut before) = (byte, NOWHERE);
        for _ in 0..TRIES {
            let place = find(from)?;
            if !self.moves(before, place) {
                return None;
            }
            builder.start_again();
            match read(place, &mut builder) {
                Ok(told) => return Some((builder, told)),
                Err(end) => (from, before) = (end.max(place + 1), place),
            }
        }
        None
    }

    fn moves(&self, from: usize, to: usize) -> bool {
        self.place.compare_exchange(from, to, Relaxed, Relaxed).is_ok()
    }
}

/// What the second reader reads.
pub(super) struct TheRest<T>(Receiver<Option<T>>);

impl<T> TheRest<T> {
    /// Waits for it, once the second reader has begun; nothing where it gave up.
    pub fn wait(self) -> Option<T> {
        self.0.recv().ok().flatten()
    }
}

/// Reads a text of so many bytes by two threads, if another comes in time: it is asked to begin past a byte.
pub(super) fn in_two<T: Send, R>(
    length: usize,
    meeting: &Meeting,
    second: impl FnOnce(usize) -> Option<T> + Send,
    first: impl FnOnce(TheRest<T>) -> R,
) -> R {
    let begin = |told: Sender<Option<T>>| {
        if !meeting.is_wanted() {
            return;
        }
        let reached = meeting.reached.load(Relaxed);
        let rest = second(reached + length.saturating_sub(reached) / 2);
        // The first may be over, and not wait for it.
        drop(told.send(rest));
    };
    beside(begin, |rest| {
        let read = first(TheRest(rest));
        meeting.place.store(OVER, Relaxed);
        read
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::num::NonZero;
    use std::sync::Arc;

    use crate::document::{Document, Limits, Notation};
    use crate::source::{Source, SourceId, Uri};

    /// Reads a text in two from each of its bytes on: as it is read in one. In how many the readers met.
    pub(in crate::document) fn meetings(notation: Notation, text: &str, limits: Limits) -> usize {
        let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
        let (id, one) = (SourceId(0), NonZero::<usize>::MIN);
        let whole = told(&Document::read_as(notation, id, Arc::clone(&source), limits, one));
        let read = |from| {
            let (document, have_met) = Document::read_from(from, notation, &source, limits);
            assert_eq!(told(&document), whole, "{text} from {from}");
            usize::from(have_met)
        };
        (0..text.len()).map(read).sum()
    }

    /// Holds the reading of a text by two threads to that by one.
    pub(in crate::document) fn assert_read_by_two(name: &str, text: String) {
        let source = Arc::new(Source::new(Uri::new(name), text));
        let read = [1, 2].map(|threads| {
            let threads = NonZero::new(threads).expect("not zero");
            told(&Document::parse_by(SourceId(0), Arc::clone(&source), Limits::default(), threads))
        });
        assert_eq!(read[0], read[1]);
    }

    /// All that is kept of a document.
    pub(in crate::document) fn told(document: &Document) -> String {
        let nodes = document.nodes().map(|node| {
            let (data, place) = (node.data(), node.written_at());
            format!("{:?} {:?} {data:?} {place:?}", node.key(), node.scalar())
        });
        let nodes: Vec<String> = nodes.collect();
        let names: Vec<&str> = document.names().collect();
        let Document { notices, faults, namings, wide_maps, long_numbers, .. } = document;
        let mut wide_maps = wide_maps.clone();
        wide_maps.sort_unstable();
        let told = format!(
            "{names:?}\n{notices:?}\n{faults:?}\n{namings:?}\n{wide_maps:?}\n{long_numbers:?}"
        );
        format!("{}\n{told}", nodes.join("\n"))
    }
}
