//! The range that Spectral gives a node: a map or list stands from after its key to the end of the last thing in it.

use crate::document::{Kind, Node, Style};

/// First byte, and byte after the last.
pub(super) fn of(node: Node<'_>) -> (u32, u32) {
    (start(node), end(node))
}

fn start(node: Node<'_>) -> u32 {
    let span = node.span();
    match node.key_span() {
        None if node.parent().is_none() => {
            // A root that opens neither with the first line nor with the second starts at its first key.
            let source = &node.document().source;
            let place = source.position(span.start);
            let is_at_the_top = place.line == 1 || (place.line, place.column) == (2, 1);
            if is_at_the_top { source.mark_length() as u32 } else { span.start }
        }
        None => span.start,
        // Nothing is written: the end of the entry, its colon.
        Some(key) if is_absent(node) => key.end + 1,
        Some(key) => match node.kind() {
            Kind::List | Kind::Map => key.end + 1,
            _ => span.start,
        },
    }
}

fn end(node: Node<'_>) -> u32 {
    let last = if node.is_alias() { node } else { node.subtree().last().unwrap_or(node) };
    match last.key_span() {
        Some(key) if is_absent(last) => key.end + 1,
        _ if last.style() == Style::Block && !last.is_alias() => end_of_block(last),
        _ => last.span().end,
    }
}

/// A block scalar goes on to the line end before what follows it, blank lines included.
fn end_of_block(node: Node<'_>) -> u32 {
    let end = node.span().end;
    let rest = node.document().source.text.get(end as usize..).unwrap_or_default();
    let blank = &rest[..rest.len() - rest.trim_start().len()];
    blank.rfind('\n').map_or(end, |line_end| end + line_end as u32)
}

/// Whether nothing is written after the key.
fn is_absent(node: Node<'_>) -> bool {
    let span = node.span();
    node.kind() == Kind::Null && span.start == span.end
}
