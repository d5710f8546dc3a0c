//! The two readings of a YAML text, by the reader of common block YAML and by the full parser: tests hold one to the other.

use std::sync::Arc;

use super::build::Builder;
use super::{DECODED, Document, Limits, Node, Notation, yaml};
use crate::source::{Source, SourceId};

/// Both readings.
#[derive(Debug)]
pub struct Readings {
    /// By the reader of common block YAML; nothing where it leaves the text to the other.
    pub quick: Option<Document>,
    /// By the full parser.
    pub full: Document,
}

impl Readings {
    /// Reads a text twice.
    pub fn of(source: &Arc<Source>) -> Self {
        let limits = Limits::default();
        let builder = || Builder::new(SourceId(0), source, limits.depth);
        let document = |builder, faults| {
            Document::of(Notation::Yaml, Arc::clone(source), builder, faults, limits)
        };
        let mut quick = builder();
        let is_read = yaml::read_common(source, &mut quick);
        let mut full = builder();
        let faults = yaml::read_any(source, &mut full);
        Self { quick: is_read.then(|| document(quick, Vec::new())), full: document(full, faults) }
    }

    /// The first thing that the quick reading has otherwise than the full one.
    pub fn difference(&self) -> Option<String> {
        let Self { quick: Some(quick), full } = self else { return None };
        if let Some(fault) = full.faults.first() {
            return Some(format!("{} at {:?} is not seen", fault.message.en, fault.at));
        }
        let pairs = quick.nodes().zip(full.nodes());
        let shown = pairs.map(|(quick, full)| (told(quick), told(full)));
        let mut shown = shown.filter(|(quick, full)| quick != full);
        if let Some((quick, full)) = shown.next() {
            return Some(format!("{quick}\nfor {full}"));
        }
        if quick.len() != full.len() {
            return Some(format!("{} nodes for {}", quick.len(), full.len()));
        }
        let [quick, full] = [quick, full]
            .map(|document| format!("{:?} {:?}", document.notices, document.comments()));
        (quick != full).then(|| format!("{quick}\nfor {full}"))
    }
}

/// All that is kept of a node, but whether its text stands in the source or beside it.
fn told(node: Node<'_>) -> String {
    let mut data = node.document.nodes[node.index as usize];
    let scalar = (!node.is_alias()).then(|| node.scalar()).flatten();
    if scalar.is_some() {
        (data.a, data.b, data.flags) = (0, 0, data.flags & !DECODED);
    }
    data.key = 0;
    format!("{:?} {scalar:?} {data:?}", node.key())
}
