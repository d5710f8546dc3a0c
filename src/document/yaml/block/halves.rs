//! The second half of a text, read beside the first by another thread.

use super::{Level, Reader};
use crate::document::build::Builder;
use crate::document::halves::{Meeting, in_two};
use crate::document::scan;

/// The column up to which the second reader begins. Further in, what looks like a key may stand in a text, or in a list.
const OUTERMOST: usize = 4;

/// A line that comes out of maps that the second reader found open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dedent {
    /// Where it starts.
    column: usize,
    /// How many nodes that reader had read by then.
    nodes: u32,
}

/// The entries that stand from some key on, and the lines that come out of what is around them.
pub(super) type Rest<'s> = (Builder<'s>, Vec<Dedent>);

impl<'r, 's> Reader<'r, 's> {
    /// Reads the whole text, with the help of another thread if one can be started.
    pub(super) fn read_halves(&mut self, meeting: &'r Meeting) -> Option<()> {
        self.meeting = Some(meeting);
        let (text, builder) = (self.source, self.builder.for_the_rest());
        let second = |from| read_rest(text, from, builder, meeting);
        in_two(text.len(), meeting, second, |rest| self.document(|| rest.wait()))
    }

    /// Whether the second reader has begun at this line, which is an entry of an open map.
    pub(super) fn meets(&self, column: usize) -> bool {
        let Some(meeting) = self.meeting else { return false };
        let is_entry = || {
            let map = self.levels.last().filter(|level| !level.is_list);
            map.is_some_and(|map| map.column == column) && self.awaited.is_none()
        };
        column <= OUTERMOST && is_entry() && meeting.is_at(self.line)
    }

    /// Puts what the second reader read behind what this one did, which has come there. Whether it is the rest of the text;
    /// nothing where that comes out of a map to a column where there is none.
    pub(super) fn join(&mut self, (rest, dedents): Rest<'s>) -> Option<bool> {
        if !self.builder.may_join() {
            return Some(false);
        }
        let end = rest.next_index();
        let mut joined = self.builder.join(rest);
        for Dedent { column, nodes } in dedents {
            self.builder.put(&mut joined, nodes);
            self.close_levels(column, false)?;
        }
        self.builder.put(&mut joined, end);
        Some(true)
    }

    /// From the line of a key on, reads all that follows; where what looked like a key is none, or a list is open around it,
    /// nothing.
    fn rest(&mut self, meeting: &Meeting) -> Option<Vec<Dedent>> {
        let column = self.spaces(self.line);
        self.levels.push(Level { column, is_list: false, is_below_key: false });
        self.dedents = Some(Vec::new());
        while self.next_line()? {
            let column = self.at - self.line;
            self.close_for(column)?;
            if self.levels.len() == 1 && !meeting.is_wanted() {
                return None;
            }
            self.line_of(column)?;
        }
        self.close_all(1);
        self.dedents.take()
    }

    /// Whether only the maps are open that a second reader found so.
    pub(super) fn is_at_base(&self) -> bool {
        self.dedents.is_some() && self.levels.len() == 1
    }

    /// Notes that a line comes out of these maps.
    pub(super) fn dedent(&mut self, column: usize) {
        let nodes = self.builder.next_index();
        self.levels[0].column = column;
        self.dedents.iter_mut().for_each(|dedents| dedents.push(Dedent { column, nodes }));
    }
}

/// Reads what follows the first key past a byte, after which all can be read.
pub(super) fn read_rest<'s>(
    source: &str,
    from: usize,
    builder: Builder<'s>,
    meeting: &Meeting,
) -> Option<Rest<'s>> {
    meeting.begin(
        from,
        builder,
        |from| key_further_out(source.as_bytes(), from),
        |line, builder| {
            let mut reader = Reader::new(source, line, builder);
            reader.rest(meeting).ok_or(reader.at)
        },
    )
}

/// The first line past a byte that may be the key of an entry, and stands further out than the one before.
fn key_further_out(text: &[u8], from: usize) -> Option<usize> {
    let mut before = 0;
    let mut line = from + memchr::memchr(b'\n', text.get(from..)?)? + 1;
    loop {
        let rest = text.get(line..)?;
        let column = scan::spaces(rest);
        let is_key = matches!(
            rest.get(column)?,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'_' | b'"' | b'\'' | b'$'
        );
        if is_key && column < before && column <= OUTERMOST {
            return Some(line);
        }
        if !matches!(rest[column], b'\n' | b'\r') {
            before = column;
        }
        line += memchr::memchr(b'\n', rest)? + 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::halves::tests::{assert_read_by_two, meetings};
    use crate::document::{Limits, Notation};

    #[test]
    fn two_readers_read_what_one_reads() {
        for text in [
            "a:\n  b:\n    c: 1\n    d:\n      e: f\n  g: h\n  i:\n    $ref: j\nk: l\n",
            "\u{feff}# of a\na:\n    b:\n      - c: d\n        e: [f, {g: h}]\n    i: |\n      j\n\n      k\n    l: \"\\x6d\n      n\"\no: >-\n  p\n  q\n",
            "a:\r\n  b:\r\n    c: é\r\n  d:\r\n  e: \u{1d11e}\r\nf:\r\n- g:\r\n    h: i\r\n  j: k\r\nl:\r\n",
            "a:\n  b: &m\n    c: d\n  e: f\n  g: &n [h]\n  i: *n\nj:\n  <<:\n    k: l\n  o: p\n",
            // Texts that look like keys, keys that are no texts.
            "a:\n  b: |\n    c:\n      d: e\n    e: f\n  200:\n    g: \"h\n      i:\n     j: k\"\n  true: l\n",
            "? a\n: b:\n    c: d\n  e: f\n? g\n: h\ni:\n  j: k\n",
        ] {
            assert!(meetings(Notation::Yaml, text, Limits::default()) > 0, "{text}");
        }
    }

    #[test]
    fn what_one_reader_has_to_tell_is_told() {
        for text in [
            // Keys that stand twice: in both halves, in the second, in what is open, in what is not.
            "a:\n  x:\n    y: 1\nb:\n  c: 1\na:\n  d: 1\ne:\n  f: 1\nb: 1\n",
            "a:\n  b:\n    x: 1\n  c:\n    x: 1\n    x: 2\n  b: 3\n",
            // An anchor of the first half, a merge in what is open.
            "a:\n  b: &c\n    d: 1\n  e: *c\nf:\n  g: *c\n",
            "a: &b\n  c: 1\nd:\n  e:\n    f: 1\n  <<: *b\n  g:\n    h: 1\n  i: 1\n",
            "a:\n  b:\n    c: 1\n  <<:\n    d: 1\n  e: 1\n",
            // Lists around, columns where nothing is open, what the full parser reads.
            "a:\n  - b:\n      c: 1\n    d: 1\n  - e: 1\nf: 1\n",
            "a:\n- b:\n    c: 1\n  d: 1\ne: 1\n",
            "a:\n    b:\n      c: 1\n  d: 1\n",
            "a:\n    b:\n        c: 1\n    d: 1\n  e: 1\nf: 1\n",
            "a:\n  b:\n    c: 1\n  d: 1\n...\n",
            "a:\n  b:\n    c: 1\n  d: @\ne: 1\n",
            "a:\n  b: c\n  d\ne: f\n",
            "a:\n  b:\n    c: 1\n  d: 1\n e: 1\n",
            "",
        ] {
            meetings(Notation::Yaml, text, Limits::default());
        }
    }

    #[test]
    fn levels_are_counted_from_the_root() {
        let deep = |levels: usize| -> Vec<String> {
            (0..levels).map(|level| format!("{}a:\n", " ".repeat(level))).collect()
        };
        let text =
            format!("{}b: 1\n{}c: 1\n", deep(4).concat(), deep(40).concat().replace("a:", "d:"));
        for depth in [3, 20, 40, 41, 42, 60, 500] {
            meetings(Notation::Yaml, &text, Limits { depth, ..Limits::default() });
        }
    }

    #[test]
    fn a_long_text_is_read_by_two() {
        let entry = |rank| {
            format!(
                "  /{rank}:\n    get:\n      tags: [a]\n      x: |\n        {rank}:\n      y:\n"
            )
        };
        let text = format!("paths:\n{}", (0..2000).map(entry).collect::<String>());
        assert_read_by_two("a.yaml", text);
    }
}
