//! A JSON list whose items come one by one: indented as if it had been written at once.

use std::io::{self, Write};

use serde::Serialize;

/// A list being written, so deep in the text.
#[derive(Debug)]
pub(in crate::report) struct List {
    /// Nothing where an item is one line.
    depth: Option<usize>,
    count: usize,
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
        let Some(depth) = self.depth else { return Ok(serde_json::to_writer(out, item)?) };
        let indent = "  ".repeat(depth + 1);
        out.write_all(indent.as_bytes())?;
        let mut inner = Indented { out, indent: indent.as_bytes() };
        serde_json::to_writer_pretty(&mut inner, item)?;
        Ok(())
    }

    /// Writes its end.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            return out.write_all(b"[]");
        }
        write!(out, "\n{}]", "  ".repeat(self.depth.unwrap_or_default()))
    }
}

/// Puts an indentation after each line feed; there are none within the strings of JSON.
struct Indented<'o> {
    out: &'o mut dyn Write,
    indent: &'o [u8],
}

impl Write for Indented<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            self.out.write_all(&rest[..=end])?;
            self.out.write_all(self.indent)?;
            rest = &rest[end + 1..];
        }
        self.out.write_all(rest)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::List;

    #[test]
    fn it_looks_as_if_written_at_once() {
        for items in [vec![], vec![json!({})], vec![json!({"a": ["x\ny"]}), json!([]), json!(1)]] {
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
