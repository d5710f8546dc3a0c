//! The report as `spectral lint -f json` writes it, for those who read that already: one list of results, places from 0,
//! the ranges that Spectral gives.

mod parser;
mod range;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;

use super::json::List;
use super::{Ending, Outcome, Reporter, Run};
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Node, unescape};
use crate::source::Position;

/// The results of every input, one list for all of them.
#[derive(Default)]
pub(super) struct SpectralJson {
    results: List,
}

impl Reporter for SpectralJson {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let places = Places::of(&outcome.description);
        let found = outcome.diagnostics.iter();
        let mut own: Vec<_> = found.map(|diagnostic| places.result(run, diagnostic)).collect();
        own.sort_by(|a, b| {
            (&a.source, a.range.start, a.code, &a.path).cmp(&(
                &b.source,
                b.range.start,
                b.code,
                &b.path,
            ))
        });
        // Of a reference that names nothing, the first use is told.
        let mut told = HashSet::new();
        own.retain(|it| it.code != parser::INVALID_REF || told.insert(it.message.to_string()));
        own.iter().try_for_each(|result| self.results.item(result, out))
    }

    fn end(&mut self, _: &Run<'_>, _: &Ending, out: &mut dyn Write) -> io::Result<()> {
        self.results.end(out)?;
        out.write_all(b"\n")
    }
}

/// The ruleset of what the reader meets: Spectral says it under codes of its own.
const READING: &str = "apilint:reading";

/// One thing said, as Spectral says it.
#[derive(Serialize)]
struct SpectralResult<'r> {
    code: &'r str,
    path: Vec<String>,
    message: Cow<'r, str>,
    /// 0 error, 1 warn, 2 info, 3 hint.
    severity: u8,
    range: Range,
    source: &'r str,
}

#[derive(Serialize, Clone, Copy)]
struct Range {
    start: Point,
    end: Point,
}

/// A place counted from 0, in UTF-16 code units.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    line: u32,
    character: u32,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        Self { line: position.line - 1, character: position.column - 1 }
    }
}

/// The places of a description's documents.
struct Places<'d> {
    description: &'d Description,
}

impl<'d> Places<'d> {
    fn of(description: &'d Description) -> Self {
        Self { description }
    }

    fn result<'r>(&self, run: &Run<'_>, diagnostic: &'r Diagnostic) -> SpectralResult<'r>
    where
        'd: 'r,
    {
        let id = diagnostic.at.span.source;
        let document = self.description.document(id);
        let pointer = &diagnostic.at.pointer;
        let node = closest(document.root(), pointer);
        let own = run.ruleset.rule(&diagnostic.rule).filter(|rule| rule.ruleset == READING);
        let spectrals = own.and_then(|rule| parser::said(&rule.id, node));
        let (start, end) = match (&spectrals, node.key_span()) {
            (Some(said), Some(key)) if said.is_on_key => (key.start, key.end),
            _ => range::of(node),
        };
        let is_parsers = spectrals.as_ref().is_some_and(|said| said.code == parser::PARSER);
        let at = |byte| document.source.position(byte).into();
        SpectralResult {
            code: spectrals.as_ref().map_or(&diagnostic.rule, |said| said.code),
            path: pointer.split('/').skip(1).map(unescape).map(Into::into).collect(),
            message: match spectrals.and_then(|said| said.message) {
                Some(message) => Cow::Owned(message),
                None => Cow::Borrowed(diagnostic.message.in_language(run.language)),
            },
            // `parserOptions` are for the entry document.
            severity: match diagnostic.severity {
                Severity::Error if is_parsers && document.id != self.description.entry().id => 1,
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
                Severity::Hint => 3,
            },
            range: Range { start: at(start), end: at(end) },
            source: document.source.uri.as_str(),
        }
    }
}

/// The node at a pointer, or the nearest one above it.
fn closest<'d>(root: Node<'d>, pointer: &str) -> Node<'d> {
    let mut here = root;
    for segment in pointer.split('/').skip(1) {
        match here.get(&unescape(segment)) {
            Some(child) => here = child,
            None => break,
        }
    }
    here
}
