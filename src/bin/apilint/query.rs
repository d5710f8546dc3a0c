//! `apilint query`: what a JSONPath selects, and where it stands.

use std::io::{self, Write};

use apilint::description::{Description, Limits, Unreadable, View};
use apilint::diagnostic::Text;
use apilint::document::{Kind, Node};
use apilint::jsonpath::{Dialect, Match, Part, Path, PathError, Plan};
use apilint::loader::HttpOptions;
use apilint::report::order;
use apilint::source::{Position, Uri};
use serde_json::json;

use crate::args::Query;
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input;
use crate::nearest::{Kind as Named, unknown};
use crate::network::Network;
use crate::terminal::{self, Terminal};

/// Characters of a value on a line of text.
const SHOWN: usize = 60;
/// Bytes of a value in JSON: a nest of YAML aliases may mean more than there is memory.
const LONGEST: usize = 16 << 20;
/// Lists and maps inside one another that are written.
const DEPTH: usize = 600;

/// Something that is selected.
struct Answer {
    uri: String,
    pointer: String,
    start: Position,
    end: Position,
    /// JSON, perhaps cut.
    value: String,
    is_whole: bool,
}

/// Runs the command.
pub fn run(arguments: &Query, terminal: Terminal) -> Result<Exit, Failure> {
    let is_json = match arguments.format.as_str() {
        "text" => false,
        "json" => true,
        other => {
            let kind = Named { en: "format", unknown_fr: "format inconnu" };
            return Err(unknown(kind, other, &["text", "json"]));
        }
    };
    let dialect = if arguments.rfc9535 { Dialect::Rfc9535 } else { Dialect::Spectral };
    let path = match Path::parse_as(&arguments.expression, dialect) {
        Ok(path) => path,
        Err(error) => return Ok(refuse(&arguments.expression, &error, terminal)),
    };
    if arguments.inputs.is_empty() {
        return Err(Failure::usage(
            "no input: give a file, a folder, a glob, or - for standard input",
            "aucune entrée : donnez un fichier, un dossier, un motif, ou - pour l'entrée standard",
        ));
    }
    let view = if arguments.as_written { View::AsWritten } else { View::ThroughRefs };
    let limits = Limits::default();
    let inputs = input::find(
        &arguments.inputs,
        arguments.stdin_filename.as_deref(),
        &crate::limits::Limits::default(),
    )?;
    let network = Network::of(&arguments.inputs, HttpOptions::default());
    let mut exit = Exit::Clean;
    for refusal in &inputs.refusals {
        terminal.failure(refusal);
        exit = Exit::Unreadable;
    }
    let room = if is_json { LONGEST } else { SHOWN };
    let mut answers = Vec::new();
    for input in &inputs.list {
        let uri = Uri::new(input.name.as_str());
        let loader = Anywhere::of(input, network.for_input(&uri), limits.size);
        match Description::load_any(&loader, &uri, limits) {
            Ok(description) => {
                if let Some(unread) = description.unread() {
                    terminal.failure(&not_read(&unread));
                    exit = Exit::Unreadable;
                }
                answers.extend(select(&path, view, &description, room));
            }
            Err(unreadable) if input.is_passed_over(&unreadable) => {}
            Err(unreadable) => {
                terminal.failure(&not_read(&unreadable));
                exit = Exit::Unreadable;
            }
        }
    }
    terminal::write(
        |out| if is_json { write_json(&answers, out) } else { write_text(&answers, out) },
    )?;
    Ok(exit.heaviest(if answers.is_empty() { Exit::Findings } else { Exit::Clean }))
}

/// Says why an expression is not understood, and where.
fn refuse(expression: &str, error: &PathError, terminal: Terminal) -> Exit {
    terminal.failure(&error.message);
    terminal::quote(expression, error.at);
    Exit::Usage
}

fn not_read(unreadable: &Unreadable) -> Text {
    let name = unreadable.uri.as_str();
    let place =
        unreadable.at.map(|(position, _)| format!(":{}:{}", position.line, position.column));
    let place = place.unwrap_or_default();
    if unreadable.is_partial {
        // The reason says it.
        return Text::new(
            format!("`{name}{place}`: {}", unreadable.reason.en),
            format!("`{name}{place}` : {}", unreadable.reason.fr),
        );
    }
    Text::new(
        format!("`{name}{place}` is not read: {}", unreadable.reason.en),
        format!("`{name}{place}` n'est pas lu : {}", unreadable.reason.fr),
    )
}

/// What the expression selects in a description, in the order of the text.
fn select(path: &Path, view: View, description: &Description, room: usize) -> Vec<Answer> {
    let mut found = Plan::new(vec![path], view).select(description).remove(0);
    let place = |found: &Match<'_>| match found.part {
        Part::Key => found.written.key_place(),
        Part::Value | Part::Length => found.node.place(),
    };
    found.sort_by_key(place);
    let mut answers = Vec::with_capacity(found.len());
    for found in &found {
        let span = place(found);
        let node = if found.part == Part::Key { found.written } else { found.node };
        let source = &node.document().source;
        let (start, end) = (source.position(span.start), source.position(span.end));
        let (value, is_whole) = value(found, room);
        let uri = source.uri.as_str().to_owned();
        let pointer = if found.part == Part::Key { node.pointer() } else { found.pointer() };
        answers.push(Answer { uri, pointer, start, end, value, is_whole });
    }
    answers
}

/// The value in JSON, cut after so many characters, and whether it is whole.
fn value(found: &Match<'_>, room: usize) -> (String, bool) {
    let mut text = String::new();
    match (found.part, found.written.key(), found.written.rank()) {
        (Part::Length, _, _) => text = found.node.len().to_string(),
        (Part::Key, Some(key), _) => text = json!(key).to_string(),
        (Part::Key, None, rank) => text = json!(rank).to_string(),
        (Part::Value, _, _) => append(found.node, room, 0, &mut text),
    }
    match text.char_indices().nth(room) {
        Some((end, _)) => {
            text.truncate(end);
            (text, false)
        }
        None => (text, true),
    }
}

/// Appends a node in JSON, until there is no room left.
fn append(node: Node<'_>, room: usize, depth: usize, text: &mut String) {
    // Four bytes are the most that a character takes.
    if text.len() > room * 4 || depth > DEPTH {
        text.push_str(&"…".repeat(room.min(SHOWN) + 1));
        return;
    }
    let number = |written: &str| match serde_json::from_str::<serde_json::Number>(written) {
        Ok(_) => written.to_owned(),
        Err(_) => json!(node.as_number()).to_string(),
    };
    match node.kind() {
        Kind::Null => text.push_str("null"),
        Kind::Boolean => text.push_str(if node.as_bool() == Some(true) { "true" } else { "false" }),
        Kind::Integer | Kind::Float => text.push_str(&number(node.scalar().unwrap_or_default())),
        Kind::Text | Kind::Alias => {
            text.push_str(&json!(node.as_str().unwrap_or_default()).to_string());
        }
        Kind::List | Kind::Map => {
            let is_map = node.is_map();
            text.push(if is_map { '{' } else { '[' });
            for (rank, child) in node.children().enumerate() {
                if text.len() > room * 4 {
                    break;
                }
                if rank > 0 {
                    text.push(',');
                }
                if let Some(key) = child.key() {
                    text.push_str(&json!(key).to_string());
                    text.push(':');
                }
                append(child, room, depth + 1, text);
            }
            text.push(if is_map { '}' } else { ']' });
        }
    }
}

/// `FILE:LINE:COL  POINTER  value`
fn write_text(answers: &[Answer], out: &mut dyn Write) -> io::Result<()> {
    for Answer { uri, pointer, start, value, is_whole, .. } in answers {
        let end = if *is_whole { "" } else { "…" };
        let (uri, pointer, value) = (clean(uri), clean(pointer), clean(value));
        let pointer = if pointer.is_empty() { "#".to_owned() } else { format!("#{pointer}") };
        let line = format!("{uri}:{}:{}  {pointer}  {value}{end}", start.line, start.column);
        writeln!(out, "{}", order::disarmed(&line))?;
    }
    Ok(())
}

/// What strangers wrote does not drive the terminal.
fn clean(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unseen(character) {
            clean.extend(character.escape_unicode());
        } else {
            clean.push(character);
        }
    }
    clean
}

/// A list, one object a line.
fn write_json(answers: &[Answer], out: &mut dyn Write) -> io::Result<()> {
    let mut lead = "[\n";
    for answer in answers {
        let point = |at: Position| format!("{{\"line\":{},\"column\":{}}}", at.line, at.column);
        let (start, end) = (point(answer.start), point(answer.end));
        let (uri, pointer) = (json!(answer.uri), json!(answer.pointer));
        // A value that is too long to be written is null, and said to be cut.
        let (value, cut) =
            if answer.is_whole { (answer.value.as_str(), "") } else { ("null", ",\"cut\":true") };
        write!(
            out,
            "{lead}{{\"uri\":{uri},\"pointer\":{pointer},\"range\":{{\"start\":{start},\"end\":{end}}},\"value\":{value}{cut}}}"
        )?;
        lead = ",\n";
    }
    writeln!(out, "{}]", if answers.is_empty() { "[" } else { "\n" })
}
