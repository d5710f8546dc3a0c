//! The second half of a text, read beside the first by another thread.
//!
//! What is open in the middle of a text cannot be known before the first half is read. The second reader takes what looks like
//! a key for one, and what is open around it for maps; the first finds out whether that is so when it comes there. Where it is
//! not, or where something is wrong with the text, the first reads on alone: what is read is the same.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use super::{Next, Reader};
use crate::document::SyntaxError;
use crate::document::build::{Builder, End};
use crate::source::Source;
use crate::work::STACK;

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
    /// The key where the second began, or how things stand.
    place: AtomicUsize,
    /// The key that the first is at.
    reached: AtomicUsize,
}

impl Default for Meeting {
    fn default() -> Self {
        Self { place: AtomicUsize::new(NOWHERE), reached: AtomicUsize::new(0) }
    }
}

impl Meeting {
    /// Whether the second reader has begun at this key, to which the first has come: from now on it does not begin elsewhere.
    pub(super) fn is_at(&self, key: usize) -> bool {
        self.reached.store(key, Relaxed);
        self.place.load(Relaxed) == key && self.moves(key, MET)
    }

    fn moves(&self, from: usize, to: usize) -> bool {
        self.place.compare_exchange(from, to, Relaxed, Relaxed).is_ok()
    }
}

/// The entries that stand from some key on, and where the maps end that were open there.
pub(super) type Rest<'s> = (Builder<'s>, Vec<End>);

impl Reader<'_, '_> {
    /// Reads the whole text, with the help of another thread if one can be started.
    pub(super) fn read_halves(&mut self, meeting: &Meeting) {
        let (text, builder) = (self.text, self.builder.for_the_rest());
        thread::scope(|scope| {
            let begin = || {
                let reached = meeting.reached.load(Relaxed);
                let middle = reached + text.len().saturating_sub(reached) / 2;
                read_rest(text, middle, builder, meeting)
            };
            let second = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, begin);
            self.document(|| second.ok()?.join().unwrap_or_else(|panic| resume_unwind(panic)));
            meeting.place.store(OVER, Relaxed);
        });
    }

    /// From a key on, reads all that follows; where what looked like a key is none, or a list is open around it, nothing.
    fn rest(&mut self, meeting: &Meeting) -> Option<Vec<End>> {
        let mut ends = Vec::new();
        loop {
            let mut next = self.key();
            loop {
                self.skip_space();
                next = match next {
                    _ if !self.faults.is_empty() => return None,
                    Next::Separator if self.builder.depth() == 0 => break,
                    Next::Separator => self.after_value(),
                    Next::Value => self.value(),
                    Next::Meeting | Next::Stop => return None,
                };
            }
            while self.peek() == Some(b'}') {
                self.at += 1;
                ends.push(End { nodes: self.builder.next_index(), byte: self.at as u32 });
                self.skip_space();
            }
            match self.peek() {
                Some(b',') if meeting.place.load(Relaxed) != OVER => self.at += 1,
                None => return Some(ends),
                _ => return None,
            }
            self.skip_space();
        }
    }
}

/// Reads a text in two, the second half first: as two threads do that begin and meet where this byte makes them.
pub(in crate::document) fn read_from(
    byte: usize,
    source: &Source,
    builder: &mut Builder<'_>,
) -> (Vec<SyntaxError>, bool) {
    let (text, meeting) = (source.text.as_bytes(), Meeting::default());
    let rest = read_rest(text, byte, builder.for_the_rest(), &meeting);
    let mut have_met = false;
    let mut reader = Reader::new(text, source.mark_length(), builder, Some(&meeting));
    reader.document(|| {
        have_met = rest.is_some();
        rest
    });
    (reader.into_faults(), have_met)
}

/// Reads what follows the first key past a byte, after which all can be read.
fn read_rest<'s>(
    text: &[u8],
    from: usize,
    mut builder: Builder<'s>,
    meeting: &Meeting,
) -> Option<Rest<'s>> {
    let (mut from, mut before) = (from, NOWHERE);
    for _ in 0..TRIES {
        let place = key_after_a_map(text, from)?;
        if !meeting.moves(before, place) {
            return None;
        }
        let mut reader = Reader::new(text, place, &mut builder, None);
        reader.is_second = true;
        if let Some(ends) = reader.rest(meeting) {
            return Some((builder, ends));
        }
        (from, before) = (reader.at.max(place + 1), place);
        builder.start_again();
    }
    None
}

/// What looks like the key of an entry that follows one whose value is a map: `}, "key"`.
fn key_after_a_map(text: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    memchr::memchr_iter(b'}', rest).find_map(|bracket| {
        let after = rest[bracket + 1..].trim_ascii_start().strip_prefix(b",")?.trim_ascii_start();
        after.starts_with(b"\"").then(|| text.len() - after.len())
    })
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;
    use std::sync::Arc;

    use super::*;
    use crate::document::{Document, Limits, Notation};
    use crate::source::{SourceId, Uri};

    /// All that is kept of a document.
    fn told(document: &Document) -> String {
        let nodes = document.nodes().map(|node| {
            let data = &document.nodes[node.id().index as usize];
            format!("{:?} {:?} {data:?}", node.key(), node.scalar())
        });
        let nodes: Vec<String> = nodes.collect();
        let names: Vec<&str> = document.names().collect();
        let Document { notices, faults, .. } = document;
        format!("{}\n{names:?}\n{notices:?}\n{faults:?}", nodes.join("\n"))
    }

    /// Reads a text in two from each of its bytes on: as it is read in one. In how many the readers met.
    fn meetings(text: &str, limits: Limits) -> usize {
        let source = Arc::new(Source::new(Uri::new("a.json"), text.to_owned()));
        let one = NonZero::<usize>::MIN;
        let whole =
            told(&Document::read_as(Notation::Json, SourceId(0), Arc::clone(&source), limits, one));
        let read = |from| {
            let mut builder = Builder::new(SourceId(0), &source, limits.depth);
            let (faults, have_met) = read_from(from, &source, &mut builder);
            let of = Arc::clone(&source);
            let document = Document::of(Notation::Json, of, builder, faults, limits);
            assert_eq!(told(&document), whole, "{text} from {from}");
            usize::from(have_met)
        };
        (0..text.len()).map(read).sum()
    }

    #[test]
    fn two_readers_read_what_one_reads() {
        for text in [
            r#"{"a":{"b":{"c":1},"d":{"e":[{"f":{}},"g",{"h":{},"i":0}]},"j":"k\u00e9l"},"m":{"b":true},"n":null}"#,
            r#" { "a": { "b": {} , "$ref": "c" } , "d": {"$ref": "e"} , "f": [{"g": {}, "h": {}}, {}], "i": {}, "j": -1.5 } "#,
            "\u{feff}{\n  \"a\": {\n    \"b\": {}\n  },\n  \"c\": {\n    \"d\": \"\\ud800 \\n\"\n  },\n  \"e\": 1\n}\n",
            // Texts that look like keys.
            r#"{"a":{"b":{}},"c":"},","d":{},"e":"{},\"f\":{}","g":{"h":"x},"}}"#,
        ] {
            assert!(meetings(text, Limits::default()) > 0, "{text}");
        }
    }

    #[test]
    fn what_one_reader_has_to_tell_is_told() {
        for text in [
            // Keys that stand twice: in both halves, in the second, in what is open, in what is not.
            r#"{"a":{"x":{}},"b":{},"a":{},"c":{}}"#,
            r#"{"a":{"x":{},"y":{},"x":{}},"b":{"x":{},"y":{},"x":1},"b":{},"c":{}}"#,
            r#"{"o":{"a":{"x":{},"x":{},"z":{}},"b":{}},"c":{},"d":{"e":1,"e":2},"f":{},"f":1}"#,
            // Broken, in the first half or in the second.
            r#"{"a":{"b":{},'c':1},"d":{},"e":{}}"#,
            r#"{"a":{},"b":{},"c":{},"d":{"e":1,}}"#,
            r#"{"a":{},"b":{},"c":{}},"d":{},"e":{}}"#,
            r#"{"a":{},"b":{"x":{},"y":{},"c":{},"d":{}"#,
            r#"{"a":{},"b":{"x":{},"y":{}},"c":{}}}"#,
            r#"{"a":{},"b":{"x":{},"y":[{}},"c":{},"d":{}}"#,
            "{\"a\":{},\"b\":{},\"c\":\"open\n,\"d\":{},\"e\":{}}",
            r#"[{"a":{},"b":{}},{"c":{},"d":{}}]"#,
            r#""a", {"b":{},"c":{}}"#,
            "",
        ] {
            meetings(text, Limits::default());
        }
    }

    #[test]
    fn levels_are_counted_from_the_root() {
        let deep = format!("{}1{}", r#"{"a":{},"b":"#.repeat(40), "}".repeat(40));
        for depth in [20, 40, 41, 42, 60, 500] {
            meetings(&deep, Limits { depth, ..Limits::default() });
        }
    }

    #[test]
    fn a_long_text_is_read_by_two() {
        let entry =
            |rank| format!(r#""/{rank}": {{"get": {{"tags": ["a"], "x": {{}}}}, "put": {{}}}}"#);
        let entries: Vec<String> = (0..2000).map(entry).collect();
        let text = format!(r#"{{"paths": {{{}}}}}"#, entries.join(","));
        let source = Arc::new(Source::new(Uri::new("a.json"), text));
        let read = [1, 2].map(|threads| {
            let threads = NonZero::new(threads).expect("not zero");
            told(&Document::parse_by(SourceId(0), Arc::clone(&source), Limits::default(), threads))
        });
        assert_eq!(read[0], read[1]);
    }
}
