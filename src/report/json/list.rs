//! A JSON list whose items come one by one: indented as if it had been written at once.

use std::io::{self, BufWriter, IntoInnerError, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// A list being written, so deep in the text.
#[derive(Debug)]
pub(in crate::report) struct List {
    /// Nothing where an item is one line.
    depth: Option<usize>,
    count: usize,
}

/// The list that is the whole text.
impl Default for List {
    fn default() -> Self {
        Self::within(0)
    }
}

impl List {
    /// An empty list that stands in so many objects or lists. What comes before it is the caller's.
    pub fn within(depth: usize) -> Self {
        Self { depth: Some(depth), count: 0 }
    }

    /// An empty list whose items take a line each.
    pub fn of_lines() -> Self {
        Self { depth: None, count: 0 }
    }

    /// Writes one more item.
    pub fn item(&mut self, item: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
        self.count += 1;
        // JSON is written in crumbs: a call for each of them to a writer that is not known would cost more than they do.
        let mut out = BufWriter::with_capacity(AT_ONCE, out);
        match self.depth {
            None => serde_json::to_writer(&mut out, item)?,
            Some(depth) => {
                out.write_all("  ".repeat(depth + 1).as_bytes())?;
                let indented = Indented { depth: depth + 1, has_content: false };
                item.serialize(&mut Serializer::with_formatter(&mut out, indented))?;
            }
        }
        out.into_inner().map(|_| ()).map_err(IntoInnerError::into_error)
    }

    /// Writes its end.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            return out.write_all(b"[]");
        }
        write!(out, "\n{}]", "  ".repeat(self.depth.unwrap_or_default()))
    }
}

/// Bytes that are given to the writer at once.
const AT_ONCE: usize = 64 << 10;

/// One entry on each line, as `serde_json` indents, from some depth on.
struct Indented {
    depth: usize,
    /// Whether what was just written, of the object or list that is open, is an entry.
    has_content: bool,
}

/// A comma, the end of a line, and the indentation of the next.
const NEXT_LINE: &[u8; 2 + 2 * INDENTED] = &{
    let mut line = [b' '; 2 + 2 * INDENTED];
    line[0] = b',';
    line[1] = b'\n';
    line
};

/// How deep [`NEXT_LINE`] reaches; what is deeper, which is nothing of ours, takes several writes.
const INDENTED: usize = 32;

impl Indented {
    fn open(&mut self, sign: &[u8], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.depth += 1;
        self.has_content = false;
        out.write_all(sign)
    }

    fn close(&mut self, sign: &[u8], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.depth -= 1;
        if self.has_content {
            self.line(true, out)?;
        }
        out.write_all(sign)
    }

    /// Goes to a line of its own; a comma ends the one before it, where it is not the first.
    fn line(&self, is_first: bool, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let reached = self.depth.min(INDENTED);
        out.write_all(&NEXT_LINE[usize::from(is_first)..2 + 2 * reached])?;
        (reached..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"[", out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"]", out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(first, out)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_content = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"{", out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"}", out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(first, out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_content = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::List;

    #[test]
    fn it_looks_as_if_written_at_once() {
        for items in [
            vec![],
            vec![json!({})],
            vec![
                json!({"a": ["x\ny", {}, []], "b": {"c": [[1, {"d": null}]]}}),
                json!([]),
                json!(1),
            ],
        ] {
            let mut written = b"{\n  \"list\": ".to_vec();
            let mut list = List::within(1);
            for item in &items {
                list.item(item, &mut written).expect("a Vec takes everything");
            }
            list.end(&mut written).expect("a Vec takes everything");
            written.extend(b"\n}");
            let whole = serde_json::to_string_pretty(&json!({ "list": Value::from(items) }));
            assert_eq!(String::from_utf8(written).ok(), whole.ok());
        }
    }
}
