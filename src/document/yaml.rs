//! YAML 1.2 into the arena, by the events of granit-parser: the only file that knows that crate.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span as Marks, StructureStyle, Tag,
};

use super::build::{Builder, Words};
use super::{Kind, Notation, Notice, Style, SyntaxError, too_deep};
use crate::diagnostic::Text;
use crate::source::{Source, Span};

/// Reads the first YAML document of a text.
pub(super) fn read(source: &Source, builder: &mut Builder<'_>) -> Result<(), SyntaxError> {
    let text = &source.text[source.mark_length()..];
    let mut reader = Reader {
        text,
        shift: source.mark_length() as u32,
        builder,
        anchors: HashMap::new(),
        keys: Vec::new(),
        complex: 0,
    };
    let mut parser = Parser::new_from_str_with_options(text, options(reader.builder.depth_limit()));
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, marks) = event.map_err(|error| reader.fault(&error))?;
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents == 2 {
                    let (start, end) = reader.bytes(&marks);
                    let at = reader.span(start, end.max(start + 1));
                    reader.builder.notice(Notice::SecondDocument { at });
                }
            }
            // The others are read for their faults alone.
            event if documents == 1 => reader.event(event, &marks),
            _ => {}
        }
    }
    Ok(())
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
    text: &'r str,
    /// Bytes of the byte order mark before `text`.
    shift: u32,
    builder: &'r mut Builder<'s>,
    /// Anchor id → what bears it.
    anchors: HashMap<usize, Anchored>,
    /// For each open container: whether it is a map, and its start when it is in brackets.
    keys: Vec<Open>,
    /// Depth inside a key that is itself a collection: its content is passed over.
    complex: usize,
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
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, marks: &Marks) {
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
            Event::UnresolvedAlias(_) if key_next => self.alias_key(None, marks),
            Event::Alias(anchor) => self.alias(self.anchors.get(&anchor).cloned(), marks),
            Event::UnresolvedAlias(_) => self.alias(None, marks),
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
        self.keys.push(Open { map: kind == Kind::Map, flow });
        let style = if flow { Style::Flow } else { Style::Indented };
        let (start, _) = self.bytes(marks);
        self.builder.open(kind, style, start);
    }

    /// The next node bears this anchor; 0 is none.
    fn anchor(&mut self, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Node(self.builder.next_index()));
        }
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
        let content = written.find(text).filter(|_| written.len() - text.len() <= 2);
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
        let from = self.builder.last_end().max(self.shift).min(content);
        let between = self.slice(from, content).trim_end();
        let line = between.rfind('\n').map_or(0, |line| line + 1);
        let indicator = between[line..].find(['|', '>']);
        indicator.map_or(content, |indicator| from + (line + indicator) as u32)
    }

    /// The bytes of an event, in the whole source.
    fn bytes(&self, marks: &Marks) -> (u32, u32) {
        let range = marks.byte_range().unwrap_or(0..0);
        (range.start as u32 + self.shift, range.end as u32 + self.shift)
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text
            .get((start - self.shift) as usize..(end - self.shift) as usize)
            .unwrap_or_default()
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.builder.id(), start, end: end.min(self.text.len() as u32 + self.shift) }
    }

    fn fault(&self, error: &ScanError) -> SyntaxError {
        let byte = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let next = self.text[byte..].chars().next().map_or(0, char::len_utf8);
        let start = byte as u32 + self.shift;
        let at = self.span(start, start + next as u32);
        SyntaxError {
            message: message(error.kind(), &self.text[..byte], self.builder.depth_limit()),
            at,
            notation: Notation::Yaml,
        }
    }
}

/// The kind of a plain scalar in YAML 1.2's core schema (§10.3.2).
fn plain_kind(text: &str) -> Kind {
    let Some(first) = text.bytes().next() else { return Kind::Null };
    match first {
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => Kind::Null,
        b't' | b'T' if matches!(text, "true" | "True" | "TRUE") => Kind::Boolean,
        b'f' | b'F' if matches!(text, "false" | "False" | "FALSE") => Kind::Boolean,
        b'0'..=b'9' | b'-' | b'+' | b'.' => number_kind(text),
        _ => Kind::Text,
    }
}

fn number_kind(text: &str) -> Kind {
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    for (prefix, is_digit) in [
        ("0o", (|byte: u8| (b'0'..=b'7').contains(&byte)) as fn(u8) -> bool),
        ("0x", |byte| byte.is_ascii_hexdigit()),
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return if !rest.is_empty() && rest.bytes().all(is_digit) {
                Kind::Integer
            } else {
                Kind::Text
            };
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Kind::Float;
    }
    let whole = digits(unsigned);
    let mut rest = &unsigned[whole..];
    if rest.is_empty() {
        return if whole > 0 { Kind::Integer } else { Kind::Text };
    }
    let mut fraction = 0;
    if let Some(after) = rest.strip_prefix('.') {
        fraction = digits(after);
        rest = &after[fraction..];
    }
    if whole + fraction == 0 {
        return Kind::Text;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        let figures = digits(exponent);
        return if figures > 0 && figures == exponent.len() { Kind::Float } else { Kind::Text };
    }
    if rest.is_empty() { Kind::Float } else { Kind::Text }
}

/// Our words for the faults that people make; the parser's own for the rest.
fn message(kind: &ErrorKind, before: &str, depth_limit: usize) -> Text {
    let line = before.rsplit('\n').next().unwrap_or_default();
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => Text::new(
            "a tab indents this line: YAML wants spaces",
            "cette ligne est indentée par une tabulation : YAML veut des espaces",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if line.contains(": ") =>
        {
            Text::new(
                "a colon followed by a space stands in an unquoted text: put the text between quotes",
                "deux-points suivis d'une espace se trouvent dans un texte sans guillemets : mettez le texte entre guillemets",
            )
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => Text::new(
            "an apostrophe ends this text too early: double it ('L''API'), or put the text between double quotes",
            "une apostrophe termine ce texte trop tôt\u{a0}: doublez-la ('L''API'), ou mettez le texte entre guillemets doubles",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => Text::new(
            r#"a quote ends this text too early: write it \", or put the text between apostrophes"#,
            r#"un guillemet termine ce texte trop tôt : écrivez-le \", ou mettez le texte entre apostrophes"#,
        ),
        ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::UnclosedQuotedScalar => Text::new(
            "a quote that opens here is never closed",
            "un guillemet ouvert n'est jamais refermé",
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => Text::new(
            "a bracket is not closed, or a comma is missing between its items. Is the file cut short?",
            "une accolade ou un crochet n'est pas refermé, ou il y manque une virgule. Le fichier est-il tronqué ?",
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockSequenceEntry => Text::new(
            "this line is not indented like its neighbours: align it with the entry it belongs to",
            "cette ligne n'est pas alignée avec ses voisines : donnez-lui l'indentation de l'élément auquel elle appartient",
        ),
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::MappingKeyNotAllowed => Text::new(
            "a key followed by a colon is expected here: is a colon, or the indentation, missing?",
            "une clé suivie de deux-points est attendue ici : manque-t-il deux-points, ou l'indentation ?",
        ),
        ErrorKind::RecursionLimitExceeded => too_deep(depth_limit),
        ErrorKind::UnexpectedCharacter { character } => Text::new(
            format!(
                "the character {character:?} cannot start a value: put the text between quotes"
            ),
            format!(
                "le caractère {character:?} ne peut pas commencer une valeur : mettez le texte entre guillemets"
            ),
        ),
        other => {
            let words = Cow::from(other.to_string());
            Text::new(
                format!("the YAML syntax breaks here: {words}"),
                format!("la syntaxe YAML est rompue ici ({words})"),
            )
        }
    }
}
