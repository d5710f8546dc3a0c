//! YAML 1.2 into the arena, by the events of granit-parser: the only folder that knows that crate.

mod block;
mod fault;
mod plain;
mod resume;

use std::collections::HashMap;

use granit_parser::{
    Event, Options, Parser, ScalarStyle, ScanError, Span as Marks, StructureStyle, Tag,
};

use super::build::{Builder, Words};
use super::{FAULT_LIMIT, Kind, Loss, Notation, Notice, Style, SyntaxError};
use crate::source::{Source, Span};
pub(super) use plain::plain_kind;

/// Reads one YAML document of a text: the first that is an OpenAPI description, else the first that is not empty. Gives
/// what is wrong, in the order of the text.
pub(super) fn read(source: &Source, builder: &mut Builder<'_>) -> Vec<SyntaxError> {
    if read_common(source, builder) {
        return Vec::new();
    }
    read_any(source, builder)
}

/// Reads a text that is common block YAML; of any other, nothing is read.
pub(super) fn read_common(source: &Source, builder: &mut Builder<'_>) -> bool {
    let is_read = block::read(source, builder).is_some();
    if !is_read {
        builder.start_again();
    }
    is_read
}

/// Reads any text.
pub(super) fn read_any(source: &Source, builder: &mut Builder<'_>) -> Vec<SyntaxError> {
    let mut reader = Reader {
        text: &source.text,
        shift: source.mark_length() as i64,
        builder,
        anchors: HashMap::new(),
        keys: Vec::new(),
        complex: 0,
        documents: 0,
        is_reading: false,
        set_aside: None,
        names: None,
        last: 0,
        since: 0,
    };
    let Err(error) = reader.pass(&source.text[source.mark_length()..], 0) else {
        reader.settle();
        return Vec::new();
    };
    let faults = reader.read_past(error);
    reader.settle();
    faults
}

fn options(depth_limit: usize) -> Options {
    granit_parser::options! {
        strict_indentation: false,
        emit_unresolved_aliases: true,
        emit_comments: false,
        // Keys of more than 1,024 characters exist (long paths), and YAML's limit protects no one here.
        simple_key_max_lookahead: 8192,
        flow_nesting_limit: depth_limit,
        block_nesting_limit: depth_limit,
    }
}

struct Reader<'r, 's> {
    /// The whole source.
    text: &'r str,
    /// What is added to a byte of the parser to make a byte of the source.
    shift: i64,
    builder: &'r mut Builder<'s>,
    /// Anchor id → what bears it.
    anchors: HashMap<usize, Anchored>,
    /// What is open.
    keys: Vec<Open>,
    /// Depth inside a key that is itself a collection: its content is passed over.
    complex: usize,
    /// YAML documents met.
    documents: usize,
    /// Whether the one met last is the one to read.
    is_reading: bool,
    /// The first document that is no OpenAPI description, while one is looked for below.
    set_aside: Option<Builder<'s>>,
    /// Anchors by their names, once a fault has made the parser forget them.
    names: Option<HashMap<&'r str, Anchored>>,
    /// Where the last event ends.
    last: u32,
    /// Events read since the reading was taken up again.
    since: usize,
}

/// What an anchor stands on.
#[derive(Clone)]
enum Anchored {
    /// A value.
    Node(u32),
    /// A key: an alias of it is a text of its own.
    Key(String, Kind),
}

struct Open {
    map: bool,
    flow: bool,
    /// Its first byte.
    start: u32,
}

impl Reader<'_, '_> {
    /// Reads a text to its end or first fault. Its first events only open again what is open already: they are skipped.
    fn pass(&mut self, text: &str, skipped: usize) -> Result<(), ScanError> {
        let mut parser =
            Parser::new_from_str_with_options(text, options(self.builder.depth_limit()));
        // Anchors of an earlier pass keep their numbers.
        parser.set_anchor_offset(self.anchors.keys().max().map_or(1, |last| last + 1));
        let mut to_skip = skipped;
        while let Some(event) = parser.next_event() {
            let (event, marks) = event?;
            if to_skip > 0 {
                to_skip -= 1;
                continue;
            }
            match event {
                Event::DocumentStart(..) => self.start_document(&marks),
                event if self.is_reading => self.event(event, &marks),
                _ => {}
            }
        }
        Ok(())
    }

    /// Another document of the file: it is read if none before it is an OpenAPI description.
    fn start_document(&mut self, marks: &Marks) {
        self.documents += 1;
        if self.documents == 1 {
            self.is_reading = true;
            return;
        }
        let (start, end) = self.bytes(marks);
        let at = self.span(start, end.max(start + 1));
        if !self.is_reading || self.is_description() {
            if self.documents == 2 {
                self.builder.notice(Notice::SeveralDocuments { at, is_read: false });
            }
            self.is_reading = false;
            return;
        }
        let fresh = self.builder.fresh();
        let mut before = std::mem::replace(self.builder, fresh);
        if self.documents == 2 {
            before.notice(Notice::SeveralDocuments { at, is_read: false });
        }
        if self.set_aside.as_ref().is_none_or(Builder::is_blank) {
            self.set_aside = Some(before);
        }
        self.anchors.clear();
        self.builder.notice(Notice::SeveralDocuments { at, is_read: true });
    }

    fn is_description(&self) -> bool {
        self.builder.has_entry(&["openapi", "swagger"])
    }

    /// No document of the file is an OpenAPI description: the first that holds something stays.
    fn settle(&mut self) {
        if self.is_description() {
            return;
        }
        if let Some(first) = self.set_aside.take().filter(|first| !first.is_blank()) {
            *self.builder = first;
        }
    }

    fn event(&mut self, event: Event<'_>, marks: &Marks) {
        self.since += 1;
        self.last = self.bytes(marks).1;
        if self.complex > 0 {
            self.pass_over(&event, marks);
            return;
        }
        let key_next = self.keys.last().is_some_and(|open| open.map) && !self.builder.has_key();
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if key_next {
                    self.anchor_key(anchor, &text, style);
                } else {
                    self.anchor(anchor);
                }
                self.scalar(&text, style, tag.as_deref(), marks, key_next);
            }
            Event::Alias(anchor) if key_next => {
                self.alias_key(self.anchors.get(&anchor).cloned(), marks);
            }
            Event::UnresolvedAlias(name) if key_next => self.alias_key(self.named(&name), marks),
            Event::Alias(anchor) => self.alias(self.anchors.get(&anchor).cloned(), marks),
            Event::UnresolvedAlias(name) => self.alias(self.named(&name), marks),
            Event::SequenceStart(..) | Event::MappingStart(..) if key_next => self.complex = 1,
            Event::SequenceStart(style, anchor, _) => self.open(Kind::List, style, anchor, marks),
            Event::MappingStart(style, anchor, _) => self.open(Kind::Map, style, anchor, marks),
            Event::SequenceEnd | Event::MappingEnd => {
                let flow = self.keys.pop().is_some_and(|open| open.flow);
                let end = flow.then(|| self.bytes(marks).1);
                self.builder.close(end);
            }
            _ => {}
        }
    }

    /// A collection used as a key: nothing in OpenAPI has one. It is read as an empty key.
    fn pass_over(&mut self, event: &Event<'_>, marks: &Marks) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => self.complex += 1,
            Event::SequenceEnd | Event::MappingEnd => self.complex -= 1,
            _ => {}
        }
        if self.complex == 0 {
            let (start, _) = self.bytes(marks);
            self.builder.key(Words::Source(start, start), start, start, Kind::Map);
        }
    }

    fn open(&mut self, kind: Kind, style: StructureStyle, anchor: usize, marks: &Marks) {
        self.anchor(anchor);
        let flow = style == StructureStyle::Flow;
        let (start, _) = self.bytes(marks);
        self.keys.push(Open { map: kind == Kind::Map, flow, start });
        let style = if flow { Style::Flow } else { Style::Indented };
        self.builder.open(kind, style, start);
    }

    /// The next node bears this anchor; 0 is none.
    fn anchor(&mut self, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Node(self.builder.next_index()));
        }
    }

    /// What an anchor of this name stands on, when a fault follows it.
    fn named(&self, name: &str) -> Option<Anchored> {
        self.names.as_ref()?.get(name).cloned()
    }

    fn anchor_key(&mut self, anchor: usize, text: &str, style: ScalarStyle) {
        if anchor != 0 {
            let kind = if style == ScalarStyle::Plain { plain_kind(text) } else { Kind::Text };
            self.anchors.insert(anchor, Anchored::Key(text.to_owned(), kind));
        }
    }

    fn alias(&mut self, target: Option<Anchored>, marks: &Marks) {
        let (start, end) = self.bytes(marks);
        match target {
            Some(Anchored::Node(target)) if !self.builder.is_open(target) => {
                self.builder.alias(target, start, end);
            }
            Some(Anchored::Key(text, kind)) => {
                self.builder.scalar(kind, Words::Decoded(&text), start, end, Style::Plain);
            }
            None if self.names.is_some() => {
                // Its anchor stands in what could not be read.
                self.builder.scalar(Kind::Null, Words::Source(end, end), start, end, Style::Plain);
                self.builder.cut_scalar();
            }
            Some(Anchored::Node(_)) | None => {
                self.builder.notice(Notice::BrokenAlias { node: self.builder.next_index() });
                self.builder.scalar(Kind::Null, Words::Source(end, end), start, end, Style::Plain);
            }
        }
    }

    /// An alias used as a key has the text of the scalar it names; as it is written where it names none.
    fn alias_key(&mut self, target: Option<Anchored>, marks: &Marks) {
        let (start, end) = self.bytes(marks);
        let named = match target {
            Some(Anchored::Key(text, kind)) => Some((text, kind)),
            Some(Anchored::Node(index)) => self.builder.scalar_at(index),
            None => None,
        };
        match named {
            Some((text, kind)) => self.builder.key(Words::Decoded(&text), start, end, kind),
            None => self.builder.key(Words::Source(start, end), start, end, Kind::Alias),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        marks: &Marks,
        is_key: bool,
    ) {
        let (mut start, mut end) = self.bytes(marks);
        let written = self.slice(start, end);
        // An absent value is given as `~` with an empty span on the colon.
        let absent = start == end && style == ScalarStyle::Plain;
        let text = if absent { "" } else { text };
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => {
                end = start + written.trim_end().len() as u32;
                Style::Block
            }
        };
        let kind = match tag.and_then(Tag::core_suffix) {
            Some("str") => Kind::Text,
            Some("int") => Kind::Integer,
            Some("float") => Kind::Float,
            Some("bool") => Kind::Boolean,
            Some("null") => Kind::Null,
            // The tag `!` asks for a text.
            None if tag.is_some_and(|tag| tag.parts() == ("", "!")) => Kind::Text,
            _ if style == Style::Plain => plain_kind(text),
            _ => Kind::Text,
        };
        // As it is written, but for quotes around it. Most are: nothing is searched for.
        let around = written.len().checked_sub(text.len()).filter(|around| *around <= 2);
        let is_there = |offset: &usize| written.as_bytes()[*offset..].starts_with(text.as_bytes());
        let content = around.and_then(|around| (0..=around).find(is_there));
        let words = match content {
            Some(offset) => {
                Words::Source(start + offset as u32, start + (offset + text.len()) as u32)
            }
            None => Words::Decoded(text),
        };
        if is_key {
            if style == Style::Plain && text == "<<" {
                self.builder.mark_merge();
            }
            self.builder.key(words, start, end, kind);
        } else {
            if style == Style::Block {
                start = self.block_indicator(start);
            }
            self.builder.scalar(kind, words, start, end, style);
        }
    }

    /// The parser gives the content of a block scalar; its `|` or `>` stands before, on the last line that is not blank.
    fn block_indicator(&self, content: u32) -> u32 {
        let from = self.builder.last_end().min(content);
        let between = self.slice(from, content).trim_end();
        let line = between.rfind('\n').map_or(0, |line| line + 1);
        let indicator = between[line..].find(['|', '>']);
        indicator.map_or(content, |indicator| from + (line + indicator) as u32)
    }

    /// The bytes of an event, in the source.
    fn bytes(&self, marks: &Marks) -> (u32, u32) {
        let range = marks.byte_range().unwrap_or(0..0);
        (self.byte(range.start), self.byte(range.end))
    }

    fn byte(&self, byte: usize) -> u32 {
        (byte as i64 + self.shift).max(0) as u32
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.builder.id(), start, end: end.min(self.text.len() as u32) }
    }
}
