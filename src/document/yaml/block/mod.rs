//! Common block YAML into the arena, line by line and without recursion, eight times as fast as the full parser's events.
//!
//! It reads what nearly every description is made of: maps and lists by indentation, texts without quotes, between quotes
//! or in blocks, brackets, comments, anchors and aliases in their plainest form. At the first thing that is not so, a fault
//! above all, it gives up, and the full parser reads the whole text again: so it refuses nothing and says nothing. It must
//! only never accept what that parser refuses, nor read it otherwise: tests/readings.rs and the target `block` of tests/fuzz
//! hold it to that. Where a comment speaks of « the parser », it is granit-parser.

mod cursor;
mod flow;
mod literal;
mod plain;
mod quoted;
mod text;

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::document::build::{Builder, Words};
use crate::document::{Kind, Style};
use crate::source::Source;
use plain::Stop;

/// Keys longer than this are left to the parser, which looks no further than 8,192 characters for their colon.
const LONGEST_KEY: usize = 4096;

/// Reads the whole of a text. Nothing where it is not for this reader: then the builder holds a part of it.
pub(super) fn read(source: &Source, builder: &mut Builder<'_>) -> Option<()> {
    Reader::of(source, builder)?.document()
}

struct Reader<'r, 's> {
    source: &'r str,
    text: &'r [u8],
    at: usize,
    /// Where the line starts. When one is read to its end, the reader stands at the start of the next, or past its spaces.
    line: usize,
    builder: &'r mut Builder<'s>,
    /// The block collections that are open.
    levels: Vec<Level>,
    /// A value must come: after `key:`, `-`, an anchor. Holds where it is said to stand if it does not.
    awaited: Option<usize>,
    /// What bears each anchor.
    anchors: HashMap<&'r [u8], u32, RandomState>,
    /// The decoded text of the scalar being read.
    word: String,
}

/// A block collection.
#[derive(Clone, Copy)]
struct Level {
    column: usize,
    is_list: bool,
    /// A list whose dashes stand right below the key that holds it.
    is_below_key: bool,
}

/// A key or value without quotes or between them.
#[derive(Clone, Copy)]
struct Scalar {
    kind: Kind,
    is_quoted: bool,
    /// Its bytes, quotes included.
    start: usize,
    end: usize,
    /// Where its text stands in the source; nothing where it was decoded, into [`Reader::word`].
    verbatim: Option<(usize, usize)>,
}

impl Scalar {
    fn words<'w>(&self, decoded: &'w str) -> Words<'w> {
        match self.verbatim {
            Some((start, end)) => Words::Source(start as u32, end as u32),
            None => Words::Decoded(decoded),
        }
    }
}

impl<'r, 's> Reader<'r, 's> {
    /// At the start of a text; nothing where it holds what this reader does not know.
    fn of(source: &'r Source, builder: &'r mut Builder<'s>) -> Option<Self> {
        let (text, start) = (source.text.as_bytes(), source.mark_length());
        text::is_common(&text[start..]).then(|| Self {
            source: &source.text,
            text,
            at: start,
            line: start,
            builder,
            levels: Vec::new(),
            awaited: None,
            anchors: HashMap::default(),
            word: String::new(),
        })
    }

    /// Reads the whole text.
    fn document(&mut self) -> Option<()> {
        self.awaited = Some(self.at);
        let is_marked = self.skip_marker()?;
        while self.next_line()? {
            let column = self.at - self.line;
            self.close_for(column)?;
            self.line_of(column)?;
        }
        if self.levels.is_empty() {
            // A marker alone has an empty value.
            return (!is_marked).then_some(());
        }
        self.put_absent();
        while self.levels.pop().is_some() {
            self.builder.close(None);
        }
        Some(())
    }

    /// `---` before the first value. Says whether it is there.
    fn skip_marker(&mut self) -> Option<bool> {
        let is_marked = self.next_line()? && self.at == self.line && self.is_at_marker();
        if !is_marked {
            self.at = self.line;
            return Some(false);
        }
        self.text[self.at..].starts_with(b"---").then_some(())?;
        self.at += 3;
        self.skip_spaces();
        self.end_line()?;
        Some(true)
    }

    /// Whether a document starts or ends here, at the margin.
    fn is_at_marker(&self) -> bool {
        let rest = &self.text[self.at..];
        (rest.starts_with(b"---") || rest.starts_with(b"...")) && self.is_blank_at(self.at + 3)
    }

    /// Closes what a line at a column does not belong to.
    #[inline(always)]
    fn close_for(&mut self, column: usize) -> Option<()> {
        if column == 0 && (self.peek() == Some(b'%') || self.is_at_marker()) {
            return None;
        }
        let Some(level) = self.levels.last() else {
            // The root; what follows it is not.
            return self.awaited.map(|_| ());
        };
        let is_item = self.is_at_sign(b'-');
        if self.awaited.is_some() {
            if column > level.column || (column == level.column && is_item && !level.is_list) {
                return Some(());
            }
            self.put_absent();
        } else if column > level.column {
            return None;
        }
        self.close_levels(column, is_item)
    }

    /// Closes what a line at a column comes out of, as far as the list or map that it is an item or an entry of.
    fn close_levels(&mut self, column: usize, is_item: bool) -> Option<()> {
        while let Some(level) = self.levels.last() {
            let is_over =
                level.column > column || (level.column == column && level.is_below_key && !is_item);
            if !is_over {
                return (level.column == column && level.is_list == is_item).then_some(());
            }
            self.builder.close(None);
            self.levels.pop();
        }
        None
    }

    /// A line: dashes, then a key and its value or a value alone.
    #[inline(always)]
    fn line_of(&mut self, column: usize) -> Option<()> {
        let mut column = column;
        let mut is_item = false;
        loop {
            if self.is_at_sign(b'-') {
                self.item(column)?;
            } else if self.is_at_sign(b'?') {
                self.long_key(column)?;
            } else {
                break;
            }
            if self.at == self.line {
                return Some(());
            }
            column = self.at - self.line;
            is_item = true;
        }
        match self.peek()? {
            b'"' | b'\'' => self.quoted_entry(column),
            b'[' | b'{' => self.value(),
            // Elsewhere an anchor or an alias may belong to a key.
            b'&' | b'*' | b'|' | b'>' if is_item => self.value(),
            _ => self.plain_entry(column),
        }
    }

    /// The dash of an item, of the list that is open or of another, and what separates it from its value.
    fn item(&mut self, column: usize) -> Option<()> {
        let dash = self.at;
        self.at += 1;
        self.skip_spaces();
        // The parser passes over a comment before it says where an item starts.
        let after = if self.is_at_end() { self.end_line()? } else { self.at };
        if self.awaited.is_some() {
            let is_below_key = self.levels.last().is_some_and(|level| level.column == column);
            let start = if is_below_key { after } else { dash };
            self.open(Kind::List, start, column, is_below_key)?;
        }
        self.awaited = Some(after);
        Some(())
    }

    /// `? key` on a line and `: value` on the next, as writers do for keys of more than 128 characters.
    fn long_key(&mut self, column: usize) -> Option<()> {
        let mark = self.at;
        let line = self.line;
        self.at += 1;
        self.skip_spaces();
        let key = if let Some(b'"' | b'\'') = self.peek() {
            self.quoted(false)?
        } else {
            let (key, stop) = self.plain()?;
            (stop == Stop::Line).then_some(key)?
        };
        if self.line != line {
            return None;
        }
        self.skip_spaces();
        self.end_line()?;
        self.skip_spaces();
        if self.at - self.line != column || !self.is_at_sign(b':') {
            return None;
        }
        self.key(&key, mark, column)?;
        Some(())
    }

    fn open(&mut self, kind: Kind, start: usize, column: usize, is_below_key: bool) -> Option<()> {
        if self.builder.depth() >= self.builder.depth_limit() {
            return None;
        }
        self.builder.open(kind, Style::Indented, start as u32);
        self.levels.push(Level { column, is_list: kind == Kind::List, is_below_key });
        Some(())
    }

    /// A key was read as far as its colon, where the reader stands: its value, or the end of the line.
    #[inline(always)]
    fn entry(&mut self, column: usize, key: Scalar) -> Option<()> {
        if key.end - key.start > LONGEST_KEY {
            return None;
        }
        if self.key(&key, key.start, column)? { self.value() } else { Some(()) }
    }

    /// A key at whose colon the reader stands, of the map that is open or of another. Whether its value follows on the line.
    #[inline(always)]
    fn key(&mut self, key: &Scalar, start: usize, column: usize) -> Option<bool> {
        if self.awaited.is_some() {
            self.open(Kind::Map, start, column, false)?;
        }
        self.put_key(key)?;
        self.awaited = Some(self.at);
        self.at += 1;
        self.skip_spaces();
        if self.is_at_end() {
            self.end_line()?;
            return Some(false);
        }
        Some(true)
    }

    /// A value on the line of its key or dash, or brackets on a line of their own.
    fn value(&mut self) -> Option<()> {
        self.awaited?;
        self.levels.last()?;
        if self.peek() == Some(b'&') {
            let name = self.name()?;
            self.anchors.insert(name, self.builder.next_index());
            self.awaited = Some(self.at);
            self.skip_spaces();
            if self.is_at_end() {
                self.end_line()?;
                return Some(());
            }
            if matches!(self.peek(), Some(b'&' | b'*')) {
                return None;
            }
        }
        match self.peek()? {
            b'"' | b'\'' => {
                let scalar = self.quoted(false)?;
                self.skip_spaces();
                self.end_line()?;
                self.put_scalar(&scalar);
            }
            b'|' | b'>' => self.block_scalar()?,
            b'[' | b'{' => self.flow()?,
            b'*' => self.alias()?,
            _ => {
                let (scalar, stop) = self.plain()?;
                self.plain_value(scalar, stop)?;
            }
        }
        self.awaited = None;
        Some(())
    }

    /// A text between quotes that opens a line, or follows a dash: a key, or a value.
    fn quoted_entry(&mut self, column: usize) -> Option<()> {
        let line = self.line;
        let scalar = self.quoted(false)?;
        self.skip_spaces();
        if self.is_at_sign(b':') {
            return if self.line == line { self.entry(column, scalar) } else { None };
        }
        self.awaited.take()?;
        self.levels.last()?;
        self.end_line()?;
        self.put_scalar(&scalar);
        Some(())
    }

    /// The same for a text without quotes.
    #[inline(always)]
    fn plain_entry(&mut self, column: usize) -> Option<()> {
        let (scalar, stop) = self.plain()?;
        if stop == Stop::Colon {
            return self.entry(column, scalar);
        }
        self.awaited?;
        self.levels.last()?;
        self.plain_value(scalar, stop)?;
        self.awaited = None;
        Some(())
    }

    /// An alias of a value that stands before it.
    fn alias(&mut self) -> Option<()> {
        let start = self.at;
        let name = self.name()?;
        let end = self.at;
        self.skip_spaces();
        self.end_line()?;
        let target = *self.anchors.get(name)?;
        if self.builder.is_open(target) || self.builder.next_index() == target {
            return None;
        }
        self.builder.alias(target, start as u32, end as u32);
        Some(())
    }

    /// The name of an anchor or alias, past its sign: letters and figures, and what joins them.
    fn name(&mut self) -> Option<&'r [u8]> {
        let rest = &self.text[self.at + 1..];
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = rest.iter().position(|byte| !is_of_name(byte)).unwrap_or(rest.len());
        self.at += 1 + length;
        (length > 0 && self.is_blank_at(self.at)).then_some(&rest[..length])
    }

    #[inline(always)]
    fn put_key(&mut self, key: &Scalar) -> Option<()> {
        let words = key.words(&self.word);
        if !key.is_quoted && &self.text[key.start..key.end] == b"<<" {
            // A map that is not known cannot be marked.
            (self.builder.depth() > 0).then_some(())?;
            self.builder.mark_merge();
        }
        self.builder.key(words, key.start as u32, key.end as u32, key.kind);
        Some(())
    }

    #[inline(always)]
    fn put_scalar(&mut self, scalar: &Scalar) {
        let style = if scalar.is_quoted { Style::Quoted } else { Style::Plain };
        let words = scalar.words(&self.word);
        self.builder.scalar(scalar.kind, words, scalar.start as u32, scalar.end as u32, style);
    }

    /// A value that did not come.
    fn put_absent(&mut self) {
        if let Some(at) = self.awaited.take() {
            let at = at as u32;
            self.builder.scalar(Kind::Null, Words::Source(at, at), at, at, Style::Plain);
        }
    }
}
