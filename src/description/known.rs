//! Fields of objects that are asked for again and again: the entries of an object are gone through once.

use std::num::NonZero;

use crate::document::{Keys, Node};

/// The names of fields, ready to be looked for.
pub(super) struct Names<const N: usize>(Keys<N>);

/// Which nodes of the document of an object are these fields of it.
pub(super) type Fields<const N: usize> = [Option<NonZero<u32>>; N];

impl<const N: usize> Names<N> {
    /// Of these fields.
    pub(super) const fn of(texts: [&'static str; N]) -> Self {
        Self(Keys::of(texts))
    }

    /// The fields of an object.
    pub(super) fn fields_of(&self, node: Node<'_>) -> Fields<N> {
        node.entries(&self.0)
    }

    /// A field of an object, of which those of these names are known, as [`Node::get`] gives it.
    pub(super) fn get<'d>(
        &self,
        node: Node<'d>,
        fields: &Fields<N>,
        name: &str,
    ) -> Option<Node<'d>> {
        match self.0.rank(name) {
            Some(rank) => Some(node.document().node(fields[rank]?.get())),
            None => node.get(name),
        }
    }
}
