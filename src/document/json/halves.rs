//! The second half of a text, read beside the first by another thread.

use super::{Next, Reader};
use crate::document::SyntaxError;
use crate::document::build::Builder;
use crate::document::halves::{Meeting, in_two};
use crate::source::Source;

/// Where a map ends that was open where the second reader began.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// How many nodes that reader had read by then.
    nodes: u32,
    /// Byte after its bracket.
    byte: u32,
}

/// The entries that stand from some key on, and where the maps end that were open there.
pub(super) type Rest<'s> = (Builder<'s>, Vec<End>);

impl<'s> Reader<'_, 's> {
    /// Reads the whole text, with the help of another thread if one can be started.
    pub(super) fn read_halves(&mut self, meeting: &Meeting) {
        let (text, builder) = (self.text, self.builder.for_the_rest());
        let second = |from| read_rest(text, from, builder, meeting);
        in_two(text.len(), meeting, second, |rest| self.document(|| rest.wait()));
    }

    /// Puts what the second reader read behind what this one did, which has come there. Whether it is the rest of the text.
    pub(super) fn join(&mut self, (rest, ends): Rest<'s>) -> bool {
        if !self.builder.may_join() || self.builder.depth() != ends.len() {
            return false;
        }
        let mut joined = self.builder.join(rest);
        for end in ends {
            self.builder.put(&mut joined, end.nodes);
            self.builder.close(Some(end.byte));
        }
        true
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
                Some(b',') if meeting.is_wanted() => self.at += 1,
                None => {
                    // A bracket too many may have closed the root, and entries stand behind it.
                    let all = self.builder.next_index();
                    let is_right = self.faults.is_empty() && ends.last()?.nodes == all;
                    return is_right.then_some(ends);
                }
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
    builder: Builder<'s>,
    meeting: &Meeting,
) -> Option<Rest<'s>> {
    meeting.begin(
        from,
        builder,
        |from| key_after_a_map(text, from),
        |place, builder| {
            let mut reader = Reader::new(text, place, builder, None);
            reader.is_second = true;
            reader.rest(meeting).ok_or(reader.at)
        },
    )
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
    use crate::document::halves::tests::{assert_read_by_two, meetings};
    use crate::document::{Limits, Notation};

    #[test]
    fn two_readers_read_what_one_reads() {
        for text in [
            r#"{"a":{"b":{"c":1},"d":{"e":[{"f":{}},"g",{"h":{},"i":0}]},"j":"k\u00e9l"},"m":{"b":true},"n":null}"#,
            r#" { "a": { "b": {} , "$ref": "c" } , "d": {"$ref": "e"} , "f": [{"g": {}, "h": {}}, {}], "i": {}, "j": -1.5 } "#,
            "\u{feff}{\n  \"a\": {\n    \"b\": {}\n  },\n  \"c\": {\n    \"d\": \"\\ud800 \\n\"\n  },\n  \"e\": 1\n}\n",
            // Texts that look like keys.
            r#"{"a":{"b":{}},"c":"},","d":{},"e":"{},\"f\":{}","g":{"h":"x},"}}"#,
        ] {
            assert!(meetings(Notation::Json, text, Limits::default()) > 0, "{text}");
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
            "{\"a\":{},\"b\":{},\"c\":{} /* d */ } // e",
            r#"{"a":{},"b":{},"c":{}},"d":{},"e":{}}"#,
            r#"{"a":{"b":{},"c":{}}},"d":{},"e":{"f":{}}"#,
            r#"{"a":{},"b":{"x":{},"y":{},"c":{},"d":{}"#,
            r#"{"a":{},"b":{"x":{},"y":{}},"c":{}}}"#,
            r#"{"a":{},"b":{"x":{},"y":[{}},"c":{},"d":{}}"#,
            "{\"a\":{},\"b\":{},\"c\":\"open\n,\"d\":{},\"e\":{}}",
            r#"[{"a":{},"b":{}},{"c":{},"d":{}}]"#,
            r#""a", {"b":{},"c":{}}"#,
            "",
        ] {
            meetings(Notation::Json, text, Limits::default());
        }
    }

    #[test]
    fn levels_are_counted_from_the_root() {
        let deep = format!("{}1{}", r#"{"a":{},"b":"#.repeat(40), "}".repeat(40));
        for depth in [20, 40, 41, 42, 60, 500] {
            meetings(Notation::Json, &deep, Limits { depth, ..Limits::default() });
        }
    }

    #[test]
    fn a_long_text_is_read_by_two() {
        let entry =
            |rank| format!(r#""/{rank}": {{"get": {{"tags": ["a"], "x": {{}}}}, "put": {{}}}}"#);
        let entries: Vec<String> = (0..2000).map(entry).collect();
        let text = format!(r#"{{"paths": {{{}}}}}"#, entries.join(","));
        assert_read_by_two("a.json", text);
    }
}
