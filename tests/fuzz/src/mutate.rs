//! Small changes of texts, most of which still mean something.

use std::sync::Arc;

use apilint::document::{Document, Notation};
use apilint::source::{Source, SourceId, Uri};
use fastrand::Rng;

/// What people and machines write in the wrong place.
const WORDS: &[&str] = &[
    "null",
    "~",
    "true",
    "no",
    "0",
    "-1",
    "1e999",
    "0x1F",
    ".inf",
    ".nan",
    "\"\"",
    "''",
    "[]",
    "{}",
    "[[]]",
    "{\"\": {}}",
    "*a",
    "&a ",
    "<<: *a",
    "!!str 1",
    "!",
    "|",
    ">-",
    "|2",
    "? ",
    "- ",
    "---\n",
    "...\n",
    "# ",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "é",
    "e\u{301}",
    "\u{202f}",
    "🦀",
    "\\u00e9",
    "\\ud83e\\udd80",
    "\\ud800",
    "\\",
    "\"",
    "$ref: '#'",
    "$ref: '#/'",
    "$ref: '#/paths'",
    "$ref: '#/components/schemas/A'",
    "$ref: 'b.yaml#/A'",
    "$ref: '#/%7Ea~1~0~2'",
    "$ref: ''",
    "$ref: 1",
    "\"$ref\": \"#\"",
    "\"$ref\": \"b.yaml\"",
    "#/components/schemas/A",
    "openapi: 3.0.0",
    "swagger: '2.0'",
    "openapi: 3.2.0",
    "paths",
    "/a/{b}/{c}",
    "/{a}{b}",
    "/a{",
    "/}",
    "in: path",
    "in: body",
    "in: querystring",
    "get:",
    "x-a:",
    "x-A:",
    "parameters:",
    "type: [string, 'null']",
    "type: file",
    "200:",
    "default:",
    "4XX:",
    "responses",
    "schema",
    "allOf",
    "properties",
    "required: true",
    "https://localhost:8080/{v}",
    "//",
    "http://[::1]/",
    "mailto:",
    "a@b.fr",
    "@",
    "***",
    "<a href='",
    "&amp;",
    "&#x110000;",
    "](",
    "```",
    "50 appels par seconde",
    "L'API est ouverte à tous",
    "999999999999999999999999",
];

/// Applies a few changes to a text.
pub fn mutated(text: &str, others: &[String], random: &mut Rng) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.usize(1..=6) {
        text = match random.u8(0..12) {
            0 | 1 => with_word(&text, random),
            2 => without_piece(&text, random),
            3 => with_piece_twice(&text, random),
            4 => with_lines_moved(&text, random),
            5 => with_other_indentation(&text, random),
            6 => with_other_character(&text, random),
            7 => text[..place(&text, random)].to_owned(),
            8 => with_line_of(&text, random.choice(others).map_or("", String::as_str), random),
            _ => with_value_of(&text, random.choice(others).map_or("", String::as_str), random),
        };
        if text.len() > 1 << 16 {
            text.truncate(boundary(&text, 1 << 16));
        }
    }
    text
}

/// The nearest place at or before a byte that is not inside a character.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0)
}

fn place(text: &str, random: &mut Rng) -> usize {
    boundary(text, random.usize(0..=text.len()))
}

/// A piece: most often a short one.
fn piece(text: &str, random: &mut Rng) -> std::ops::Range<usize> {
    let start = place(text, random);
    let length =
        if random.u8(0..4) == 0 { random.usize(0..=text.len()) } else { random.usize(0..20) };
    start..boundary(text, start + length).max(start)
}

fn with_word(text: &str, random: &mut Rng) -> String {
    let word = random.choice(WORDS).copied().unwrap_or_default();
    let at = if random.bool() { piece(text, random) } else { value(text, random) };
    let at = if random.bool() { at.start..at.start } else { at };
    format!("{}{word}{}", &text[..at.start], &text[at.end..])
}

fn without_piece(text: &str, random: &mut Rng) -> String {
    let at = if random.bool() { piece(text, random) } else { value(text, random) };
    format!("{}{}", &text[..at.start], &text[at.end..])
}

fn with_piece_twice(text: &str, random: &mut Rng) -> String {
    let at = piece(text, random);
    let times = if random.u8(0..8) == 0 { 200 } else { 2 };
    format!("{}{}{}", &text[..at.start], text[at.clone()].repeat(times), &text[at.end..])
}

fn with_lines_moved(text: &str, random: &mut Rng) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.is_empty() {
        let (a, b) = (random.usize(0..lines.len()), random.usize(0..lines.len()));
        if random.bool() { lines.swap(a, b) } else { lines.insert(b, lines[a]) }
    }
    lines.concat()
}

fn with_other_indentation(text: &str, random: &mut Rng) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if !lines.is_empty() {
        let from = random.usize(0..lines.len());
        let to = (from + random.usize(1..6)).min(lines.len());
        let adds = random.bool();
        for line in &mut lines[from..to] {
            *line = if adds {
                format!("  {line}")
            } else {
                line.strip_prefix("  ").unwrap_or(line).to_owned()
            };
        }
    }
    lines.concat()
}

fn with_other_character(text: &str, random: &mut Rng) -> String {
    let start = place(text, random);
    let end = text[start..].chars().next().map_or(start, |character| start + character.len_utf8());
    let other = char::from(random.u8(0..128));
    format!("{}{other}{}", &text[..start], &text[end..])
}

fn with_line_of(text: &str, other: &str, random: &mut Rng) -> String {
    let lines: Vec<&str> = other.lines().collect();
    let line = random.choice(&lines).copied().unwrap_or_default();
    let at = text[..place(text, random)].rfind('\n').map_or(0, |line| line + 1);
    format!("{}{line}\n{}", &text[..at], &text[at..])
}

/// Puts a value of another text in the place of one.
fn with_value_of(text: &str, other: &str, random: &mut Rng) -> String {
    let (here, there) = (value(text, random), value(other, random));
    format!("{}{}{}", &text[..here.start], &other[there], &text[here.end..])
}

/// Where some value or key stands, when the text can be read.
fn value(text: &str, random: &mut Rng) -> std::ops::Range<usize> {
    let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
    let notation = if text.starts_with('{') { Notation::Json } else { Notation::Yaml };
    let document = Document::parse_as(notation, SourceId(0), source);
    if document.is_partial() {
        return piece(text, random);
    }
    let node = document.node(random.u32(0..document.len() as u32));
    let span = node.key_span().filter(|_| random.bool()).unwrap_or(node.span());
    let range = span.start as usize..span.end as usize;
    if text.get(range.clone()).is_some() { range } else { 0..0 }
}
