//! The two readings of a text, by a reader that is quick and by one that is sure: tests hold one to the other.

use std::sync::Arc;

use super::build::Builder;
use super::{DECODED, Document, Limits, Node, Notation, yaml};
use crate::source::{Source, SourceId};

/// Both readings.
#[derive(Debug)]
pub struct Readings {
    /// As a description is read: by the reader of common block YAML, and by the full parser where that gives up.
    pub read: Document,
    /// Whether the reader of common block YAML took it.
    pub is_quick: bool,
    /// By the full parser alone.
    pub full: Document,
}

impl Readings {
    /// Reads a text in YAML twice.
    pub fn of(source: &Arc<Source>) -> Self {
        let limits = Limits::default();
        let builder = || Builder::new(SourceId(0), source, limits.depth);
        let document = |builder, faults| {
            Document::of(Notation::Yaml, Arc::clone(source), builder, faults, limits)
        };
        let mut read = builder();
        let is_quick = yaml::read_common(source, &mut read);
        let faults = if is_quick { Vec::new() } else { yaml::read_any(source, &mut read) };
        let read = document(read, faults);
        let mut full = builder();
        let faults = yaml::read_any(source, &mut full);
        Self { read, is_quick, full: document(full, faults) }
    }

    /// The first thing that the one has otherwise than the other.
    pub fn difference(&self) -> Option<String> {
        let Self { read, full, .. } = self;
        let pairs = read.nodes().zip(full.nodes());
        let shown = pairs.map(|(read, full)| (told(read), told(full)));
        let mut shown = shown.filter(|(read, full)| read != full);
        if let Some((read, full)) = shown.next() {
            return Some(format!("{read}\nfor {full}"));
        }
        if read.len() != full.len() {
            return Some(format!("{} nodes for {}", read.len(), full.len()));
        }
        let [read, full] = [read, full].map(|document| {
            format!("{:?} {:?} {:?}", document.faults, document.notices, document.comments())
        });
        (read != full).then(|| format!("{read}\nfor {full}"))
    }
}

/// All that is kept of a node, but whether its text stands in the source or beside it.
fn told(node: Node<'_>) -> String {
    let (mut data, place) = (*node.data(), node.written_at());
    let scalar = (!node.is_alias()).then(|| node.scalar()).flatten();
    if scalar.is_some() {
        (data.a, data.b, data.flags) = (0, 0, data.flags & !DECODED);
    }
    data.key = 0;
    format!("{:?} {scalar:?} {data:?} {place:?}", node.key())
}
