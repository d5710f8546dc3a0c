//! Where a text with a bracket missing, or one too many, begins to be read into the wrong places: its indentation tells.

use crate::document::{Document, Loss, Node};

/// The byte from which what is read may stand elsewhere; `u32::MAX` where all stands right. Of a text on one line nothing
/// is sure.
pub(in crate::document) fn misplaced(document: &Document) -> u32 {
    let text = &document.source.text;
    let lossy = document.faults.iter().filter(|fault| fault.loss != Loss::Nothing);
    let Some(first) = lossy.map(|fault| fault.at.start).next() else { return u32::MAX };
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    if lines * 4 < document.len() {
        return if document.faults.iter().any(|fault| fault.loss == Loss::Rest) {
            0
        } else {
            first
        };
    }
    let indents = |node: &Node<'_>| {
        let start = node.key_span().map_or(node.span().start, |key| key.start) as usize;
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let head = &text[line..start];
        let indent = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
        (indent, head.trim().is_empty())
    };
    let mut containers: Vec<usize> = vec![0; document.len()];
    for node in document.nodes().skip(1) {
        let (indent, is_first) = indents(&node);
        let rank = node.id().index as usize;
        containers[rank] = indent;
        let Some(parent) = node.parent().filter(|_| is_first) else { continue };
        let siblings_disagree = parent.children().next().is_some_and(|sibling| {
            let (other, is_first) = indents(&sibling);
            sibling != node && is_first && other != indent
        });
        let is_inside = indent > containers[parent.id().index as usize];
        if !is_inside || siblings_disagree {
            return node.key_span().map_or(node.span().start, |key| key.start);
        }
    }
    u32::MAX
}
