//! Fields of objects that are asked for again and again: the entries of an object are gone through once.

use std::num::NonZero;

use crate::document::{Keys, Node};

/// Which nodes of the document of an object are these fields of it, as [`Node::entries`] gives them.
pub(super) type Fields<const N: usize> = [Option<NonZero<u32>>; N];

/// A field of an object, of which those of these names are known, as [`Node::get`] gives it.
pub(super) fn field<'d, const N: usize>(
    node: Node<'d>,
    (names, fields): (&Keys<N>, &Fields<N>),
    name: &str,
) -> Option<Node<'d>> {
    match names.rank(name) {
        Some(rank) => Some(node.document().node(fields[rank]?.get())),
        None => node.get(name),
    }
}
