//! What is known of a description that could not be read whole: what is there stands, what is not there may be hidden.

use super::{Description, Unreadable};
use crate::diagnostic::{Label, Text};
use crate::document::{Document, Loss, Node};

impl Description {
    /// Whether some of its documents could be read in part only.
    pub fn is_partial(&self) -> bool {
        self.documents.iter().any(Document::is_partial)
    }

    /// The entry document as an input that could not be read whole, if that is so.
    pub fn unread(&self) -> Option<Unreadable> {
        let document = self.entry();
        let is_loss = |loss| loss != Loss::Nothing;
        let fault = document.faults.iter().find(|fault| is_loss(fault.loss))?;
        let whole = Unreadable::syntax(&document.source, fault);
        let reason = Text::new(
            format!("it is read in part only: {}", whole.reason.en),
            format!("il n'est lu qu'en partie : {}", whole.reason.fr),
        );
        Some(Unreadable { reason, is_partial: true, ..whole })
    }

    /// The node that a label stands on.
    pub fn node_of(&self, label: &Label) -> Option<Node<'_>> {
        self.documents.get(label.span.source.0 as usize)?.at_pointer(&label.pointer)
    }

    /// Whether a label says of a node as a whole what may not be true: something in it could not be read.
    pub fn is_unsure(&self, label: &Label) -> bool {
        self.node_of(label).is_some_and(|node| {
            let is_whole = label.span == node.place() || label.span == node.key_place();
            is_whole && node.holds_cut()
        })
    }
}
