//! The children of a node, in the order of the text.

use super::{Document, Node, SHADOWED};

/// The children of a node.
pub enum Children<'d> {
    /// As they are written.
    Written {
        /// Their document.
        document: &'d Document,
        /// The next one.
        next: u32,
        /// After the last.
        end: u32,
    },
    /// With those that merge keys bring.
    Merged(std::vec::IntoIter<Node<'d>>),
}

impl<'d> Iterator for Children<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        match self {
            Self::Written { document, next, end } => {
                while *next < *end {
                    let index = *next;
                    let data = &document.nodes[index];
                    *next = data.after(index);
                    if data.flags & SHADOWED == 0 {
                        return Some(document.node(index));
                    }
                }
                None
            }
            Self::Merged(entries) => entries.next(),
        }
    }
}
