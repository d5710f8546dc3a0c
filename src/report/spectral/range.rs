//! The range that Spectral gives a node: a map or list stands from after its key to the end of the last thing in it.

use crate::document::{Kind, Node};

/// First byte, and byte after the last.
pub(super) fn of(node: Node<'_>) -> (u32, u32) {
    (start(node), end(node))
}

fn start(node: Node<'_>) -> u32 {
    let span = node.span();
    match node.key_span() {
        None if node.parent().is_none() => node.document().source.mark_length() as u32,
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
    let mut here = node;
    loop {
        match here.children().last() {
            Some(last) if !here.is_alias() => here = last,
            _ => break,
        }
    }
    match here.key_span() {
        Some(key) if is_absent(here) => key.end + 1,
        _ => here.span().end,
    }
}

/// Whether nothing is written after the key.
fn is_absent(node: Node<'_>) -> bool {
    let span = node.span();
    node.kind() == Kind::Null && span.start == span.end
}
