//! Lines and columns of many places of one text, without counting a long line again for each of them.

use serde::Serialize;

use crate::description::Description;
use crate::source::{Position, Source, SourceId, Span, utf16_length};

/// A cursor that remembers the last place: places asked for in their order cost one reading of the text, even when all
/// of it stands on one line, as in minified JSON.
pub struct Positions<'s> {
    source: &'s Source,
    byte: u32,
    at: Position,
}

impl<'s> Positions<'s> {
    /// At the start of a text.
    pub fn new(source: &'s Source) -> Self {
        Self { source, byte: source.mark_length() as u32, at: Position { line: 1, column: 1 } }
    }

    /// Line and column of a byte.
    pub fn of(&mut self, byte: u32) -> Position {
        let line = self.source.line_range(self.at.line);
        let is_same_line = line.contains(&(byte as usize)) || line.end == byte as usize;
        let between =
            self.source.text.get(self.byte.min(byte) as usize..self.byte.max(byte) as usize);
        self.at = match between {
            Some(between) if is_same_line => {
                let units = utf16_length(between);
                let column =
                    if byte < self.byte { self.at.column - units } else { self.at.column + units };
                Position { column, ..self.at }
            }
            _ => self.source.position(byte),
        };
        self.byte = byte.max(self.source.mark_length() as u32);
        self.at
    }

    /// The range of a span.
    pub(super) fn range(&mut self, span: Span) -> Range {
        Range { start: self.of(span.start).into(), end: self.of(span.end).into() }
    }
}

/// The texts of a description, each with a cursor.
pub(super) struct Places<'r> {
    description: &'r Description,
    positions: Vec<Positions<'r>>,
    beside: Option<Positions<'r>>,
}

impl<'r> Places<'r> {
    /// All of them, at their starts.
    pub fn of(description: &'r Description) -> Self {
        let positions =
            description.documents.iter().map(|document| Positions::new(&document.source)).collect();
        let beside = description.beside.as_ref().map(|beside| Positions::new(&beside.source));
        Self { description, positions, beside }
    }

    /// The name of the text a span lies in, and a cursor on it.
    pub fn of_source(&mut self, id: SourceId) -> (&'r str, &mut Positions<'r>) {
        let own = self.positions.get_mut(id.0 as usize);
        let positions = own.or(self.beside.as_mut()).expect("a place lies in a text that was read");
        (self.description.source(id).uri.as_str(), positions)
    }
}

/// Two places of a text, as the report writes them.
#[derive(Serialize)]
pub(super) struct Range {
    start: Point,
    end: Point,
}

/// A place of a text, as the report writes it.
#[derive(Serialize)]
pub(super) struct Point {
    pub line: u32,
    pub column: u32,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

#[cfg(test)]
mod tests {
    use super::Positions;
    use crate::source::{Source, Uri};

    #[test]
    fn remembers_where_it_was_and_is_never_wrong() {
        for text in ["{\"é𝄞\": 1}\r\n\nlast", "\u{feff}a\nbé\n", "", "\n\n"] {
            let source = Source::new(Uri::new("a"), text.to_owned());
            let bytes = |step: usize| {
                (0..=text.len()).map(move |byte| (byte * step % (text.len() + 1)) as u32)
            };
            for step in [1, 3, text.len().max(1)] {
                let mut positions = Positions::new(&source);
                for byte in bytes(step).filter(|byte| text.is_char_boundary(*byte as usize)) {
                    assert_eq!(
                        positions.of(byte),
                        source.position(byte),
                        "byte {byte} of {text:?}"
                    );
                }
            }
        }
    }
}
