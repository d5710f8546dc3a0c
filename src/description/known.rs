//! Fields of objects that are asked for again and again: the entries of an object are gone through once.

use std::num::NonZero;

use crate::document::{Node, Symbol};
use crate::source::SourceId;

/// Which nodes of the document of an object are these fields of it.
pub(super) type Fields<const N: usize> = [Option<NonZero<u32>>; N];

/// The names of fields, and what they are in the document that was asked last.
pub(crate) struct Names<const N: usize> {
    fields: &'static [&'static str; N],
    document: Option<SourceId>,
    symbols: [Option<Symbol>; N],
}

impl<const N: usize> Names<N> {
    /// Of these fields.
    pub(super) fn of(fields: &'static [&'static str; N]) -> Self {
        Self { fields, document: None, symbols: [None; N] }
    }

    /// The fields of an object.
    pub(super) fn fields_of(&mut self, node: Node<'_>) -> Fields<N> {
        let document = node.document();
        if self.document != Some(document.id) {
            self.document = Some(document.id);
            self.symbols = self.fields.map(|field| document.symbol(field));
        }
        let mut fields = [None; N];
        for entry in node.children() {
            let symbol = entry.symbol();
            let rank = self.symbols.iter().position(|known| known.is_some() && *known == symbol);
            if let Some(rank) = rank {
                fields[rank] = NonZero::new(entry.id().index);
            }
        }
        fields
    }
}

/// A field of an object, some of which are known by these names, as [`Node::get`] gives it.
pub(super) fn field<'d, const N: usize>(
    node: Node<'d>,
    (names, fields): (&[&str; N], &Fields<N>),
    name: &str,
) -> Option<Node<'d>> {
    match names.iter().position(|known| *known == name) {
        Some(rank) => Some(node.document().node(fields[rank]?.get())),
        None => node.get(name),
    }
}
