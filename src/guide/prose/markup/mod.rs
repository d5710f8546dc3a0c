//! Reads Markdown and HTML once, and writes what a reader sees.

mod brackets;
mod character;
mod inline;

use std::cell::OnceCell;
use std::ops::Range;

use super::normal::Link;
use super::offsets::Offsets;
use brackets::Brackets;

/// What becomes of the content of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Kept,
    Dropped,
}

/// White space that was read and not yet written: it depends on what follows.
#[derive(Clone, Debug)]
struct Gap {
    origin: Range<usize>,
    ends_sentence: bool,
}

/// The end of a link whose label is being read.
struct Closing {
    bracket: usize,
    after: usize,
    label: usize,
    target: Range<usize>,
}

/// A text being read, and what is written of it.
pub(super) struct Reader<'t> {
    source: &'t str,
    bytes: &'t [u8],
    at: usize,
    code: Code,
    text: String,
    links: Vec<Link>,
    offsets: Offsets,
    gap: Option<Gap>,
    closings: Vec<Closing>,
    /// Found at the first bracket.
    brackets: OnceCell<Brackets>,
    anchor: Option<(usize, Range<usize>)>,
    place: Place,
    /// The bar between a label and what it labels, in a row of two cells.
    labels: Option<usize>,
    /// Whether the rows of the table being read may be labels and what they label.
    table: Option<bool>,
    after_blank: bool,
    in_list: bool,
    /// The mark that closes the fenced block being read.
    fence: Option<&'t str>,
}

/// Where in a line the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Inside,
    /// Inside a heading or a table row: the end of the line is the end of the sentence.
    InsideRow,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t str, code: Code) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            at: 0,
            code,
            text: String::with_capacity(source.len()),
            links: Vec::new(),
            offsets: Offsets::default(),
            gap: None,
            closings: Vec::new(),
            brackets: OnceCell::new(),
            anchor: None,
            place: Place::Start,
            labels: None,
            table: None,
            after_blank: true,
            in_list: false,
            fence: None,
        }
    }

    pub(super) fn read(mut self) -> (String, Vec<Link>, Offsets) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.place == Place::Start {
                self.line_start();
                continue;
            }
            match byte {
                b'\n' => self.line_end(),
                b' ' | b'\t' | b'\r' => self.skip(1),
                b'*' => self.at += 1,
                b'`' => self.backticks(),
                b'_' => self.underscore(),
                b'~' if self.rest().starts_with("~~") => self.at += 2,
                b'|' if self.labels == Some(self.at) => {
                    self.put(":", &(self.at..self.at + 1));
                    self.at += 1;
                }
                b'|' if self.place == Place::InsideRow => self.skip(1),
                b'\\' if self.peek(1).is_some_and(|next| next.is_ascii_punctuation()) => {
                    self.write(self.at + 1..self.at + 2);
                    self.at += 2;
                }
                b'<' => self.tag(),
                b'&' => self.entity(),
                b'!' if self.peek(1) == Some(b'[') && self.link_at(self.at + 1).is_some() => {
                    self.at += 1;
                }
                b'[' => self.bracket(),
                b']' if self.closings.last().is_some_and(|closing| closing.bracket == self.at) => {
                    self.close();
                }
                b'0'..=b'9' => self.number(),
                0x80.. => self.character(),
                _ => self.run(),
            }
        }
        (self.text, self.links, self.offsets)
    }

    fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// The rest of the line, without its end.
    fn line(&self) -> &'t str {
        let rest = self.rest();
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }

    // What is written.

    fn write(&mut self, range: Range<usize>) {
        self.flush(self.source[range.clone()].chars().next());
        self.text.push_str(&self.source[range.clone()]);
        self.offsets.copy(&range);
    }

    fn put(&mut self, text: &str, origin: &Range<usize>) {
        self.flush(text.chars().next());
        self.text.push_str(text);
        self.offsets.replace(text.len(), origin);
    }

    fn flush(&mut self, next: Option<char>) {
        let Some(gap) = self.gap.take() else { return };
        if self.text.is_empty() {
            return;
        }
        let ends = gap.ends_sentence
            || (next.is_some_and(|next| !next.is_lowercase()) && ends_sentence(&self.text));
        self.text.push(if ends { '\n' } else { ' ' });
        match gap.origin.len() {
            1 => self.offsets.copy(&gap.origin),
            _ => self.offsets.replace(1, &gap.origin),
        }
    }

    fn skip(&mut self, len: usize) {
        self.leave(self.at..self.at + len, false);
        self.at += len;
    }

    fn leave(&mut self, origin: Range<usize>, ends_sentence: bool) {
        match &mut self.gap {
            Some(gap) => {
                gap.origin.end = origin.end;
                gap.ends_sentence |= ends_sentence;
            }
            None => self.gap = Some(Gap { origin, ends_sentence }),
        }
    }

    fn end_sentence(&mut self) {
        self.leave(self.at..self.at, true);
    }

    // Lines.

    fn line_end(&mut self) {
        let ends = self.place == Place::InsideRow
            || self.fence.is_some()
            || self.text.ends_with([':', ';']);
        self.leave(self.at..self.at + 1, ends);
        self.at += 1;
        self.place = Place::Start;
    }

    /// Reads the marks that open a line.
    fn line_start(&mut self) {
        let line = self.line();
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        self.leave(self.at..self.at + indent, false);
        if content.trim_end().is_empty() {
            self.at += line.len();
            self.leave(self.at..self.at, true);
            self.at += usize::from(self.at < self.bytes.len());
            self.after_blank = true;
            self.table = None;
            return;
        }
        let after_blank = std::mem::take(&mut self.after_blank);
        if let Some(fence) = self.fence {
            if content.starts_with(fence) {
                self.fence = None;
                self.at += line.len();
            } else {
                self.at += indent;
                self.place = Place::Inside;
            }
            return;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| content.starts_with(fence)) {
            return self.open_fence(fence, line);
        }
        if self.code == Code::Dropped
            && is_indented(line)
            && after_blank
            && !self.in_list
            && looks_like_code(content)
        {
            return self.skip_indented();
        }
        self.in_list &= indent > 0;
        self.at += indent;
        self.block(content);
    }

    fn open_fence(&mut self, fence: &'t str, line: &str) {
        self.end_sentence();
        self.at += line.len();
        if self.code == Code::Kept {
            self.fence = Some(fence);
            return;
        }
        while self.at < self.bytes.len() {
            self.at += 1;
            let line = self.line();
            self.at += line.len();
            if line.trim_start().starts_with(fence) {
                break;
            }
        }
    }

    fn skip_indented(&mut self) {
        self.end_sentence();
        while self.at < self.bytes.len() {
            let line = self.line();
            if !line.trim().is_empty() && !is_indented(line) {
                break;
            }
            self.at = (self.at + line.len() + 1).min(self.bytes.len());
        }
        self.after_blank = true;
    }

    fn block(&mut self, content: &str) {
        let quote = content.len() - content.trim_start_matches(['>', ' ']).len();
        if content.starts_with('>') {
            self.at += quote;
            return; // what follows the marks is a line of its own
        }
        if !content.starts_with('|') {
            self.table = None;
        }
        self.place = Place::Inside;
        let marks = content.len() - content.trim_start_matches('#').len();
        if (1..=6).contains(&marks) && content[marks..].starts_with([' ', '\t']) {
            self.end_sentence();
            self.at += marks;
            self.place = Place::InsideRow;
        } else if is_rule(content) {
            self.end_sentence();
            self.at += content.len();
        } else if let Some(len) = item_mark(content) {
            self.end_sentence();
            self.at += len;
            self.in_list = true;
        } else if content.starts_with('|') {
            self.end_sentence();
            self.place = Place::InsideRow;
            // The first row names the columns.
            let is_head = self.rest().split('\n').nth(1).is_some_and(|next| is_rule(next.trim()));
            let tells = *self.table.get_or_insert_with(|| {
                if is_head { heads_labels(content) } else { !heads_fields(content) }
            });
            self.labels =
                between_two(content).filter(|_| tells && !is_head).map(|bar| self.at + bar);
        }
    }
}

/// The cells of a row, in lower case.
fn cells(row: &str) -> impl Iterator<Item = String> {
    let row = row.trim_end();
    let cells = row.strip_suffix('|').unwrap_or(row).split('|').skip(1);
    cells.map(|cell| cell.trim_matches([' ', '*', '_', ':']).to_lowercase())
}

/// Whether a head announces what is told of the API: empty, « | Rubrique | Réponse | ».
fn heads_labels(head: &str) -> bool {
    cells(head).next().is_none_or(|cell| cell.is_empty() || TOPICS.contains(&cell.as_str()))
        && !heads_fields(head)
}

/// Whether a row names the columns of a dictionary of data: « | Champ | Exemple | ».
fn heads_fields(row: &str) -> bool {
    cells(row).take(2).any(|cell| FIELDS.contains(&cell.as_str()))
}

#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "rubrique", "rubriques", "information", "informations", "question", "questions", "sujet", "thème", "theme",
    "topic", "caractéristique", "caractéristiques", "critère", "critères", "engagement", "engagements", "item",
];
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "champ", "champs", "field", "fields", "nom", "name", "colonne", "column", "attribut", "attribute", "propriété",
    "property", "paramètre", "parameter", "exemple", "exemples", "example", "sens", "type", "valeur", "value",
    "code", "libellé", "label",
];

/// « | Producteur | Ministère | »: the bar after the label of a row of two cells.
fn between_two(row: &str) -> Option<usize> {
    let row = row.trim_end();
    let mut cells = row.strip_suffix('|').unwrap_or(row).split('|').skip(1);
    let (label, told) = (cells.next()?, cells.next()?);
    let is_label = label.chars().any(char::is_alphabetic)
        && label.len() <= 60
        && !label.contains(|sign: char| sign.is_ascii_digit());
    let tells = told.chars().any(char::is_alphanumeric);
    (is_label && tells && cells.next().is_none()).then_some(1 + label.len())
}

/// Whether a capital that follows this text opens a sentence.
fn ends_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '\'', ')', '»', '”']);
    if !closed.ends_with('.') {
        return closed.ends_with(['!', '?']);
    }
    let words = closed.trim_end_matches('.');
    let start = words.rfind(|byte: char| !byte.is_alphanumeric()).map_or(0, |at| at + 1);
    let word = words.get(start..).unwrap_or(words);
    // Initials and abbreviations: « L. 144-8 », « cf. API ».
    !(word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || ["cf", "Cf", "ex", "art", "Mme", "MM", "Dr", "St", "no", "vs", "al"].contains(&word))
}

/// Whether a line stands far enough to the right to be code.
fn is_indented(line: &str) -> bool {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    indent >= 4 || line.starts_with('\t')
}

fn is_rule(content: &str) -> bool {
    let content = content.trim_end();
    content.len() >= 3
        && content
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b':' | b'|' | b' '))
}

/// The bytes of the mark that opens a list item: a bullet, or a number and a point.
fn item_mark(content: &str) -> Option<usize> {
    let bullet = content.starts_with(['-', '*', '+', '–', '•']);
    let len = if bullet {
        content.chars().next().map_or(0, char::len_utf8)
    } else {
        let digits = content.bytes().take_while(u8::is_ascii_digit).count();
        let marked = (1..=3).contains(&digits)
            && matches!(content.as_bytes().get(digits), Some(b'.' | b')'));
        if marked { digits + 1 } else { 0 }
    };
    (len > 0 && content[len..].starts_with([' ', '\t', '\u{a0}'])).then_some(len)
}

/// An indented line that is no prose: a command, a value, a piece of JSON.
fn looks_like_code(content: &str) -> bool {
    content.starts_with(['{', '}', '$', '<', '-', '"', '#'])
        || content.starts_with("curl ")
        || content.contains(['{', ';', '='])
        || content.contains("://")
        || !content.trim_end().contains(' ')
}
