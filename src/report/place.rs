//! Places as reports write them: lines and columns.

use serde::Serialize;

use crate::source::{Position, Source, Span};

/// Two places of a text, as the report writes them.
#[derive(Serialize)]
pub(super) struct Range {
    start: Point,
    end: Point,
}

impl Range {
    /// That of a span.
    pub fn of(source: &Source, span: Span) -> Self {
        Self { start: source.position(span.start).into(), end: source.position(span.end).into() }
    }
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
