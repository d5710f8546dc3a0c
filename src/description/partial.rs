//! What is known of a description that could not be read whole: what is there stands, what is not there may be hidden.

use std::collections::HashSet;

use super::{Description, Target, Unreadable};
use crate::diagnostic::{Label, Text};
use crate::document::{Document, Loss, Node, SyntaxError};

/// References that are followed to know whether something is hidden; past them it is taken to be.
const REACH: usize = 200;

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
        let Some(node) = self.node_of(label) else { return false };
        let is_of_syntax = |fault: &SyntaxError| fault.at.start == label.span.start;
        let document = node.document();
        document.is_misplaced(label.span.start) && !document.faults.iter().any(is_of_syntax) || {
            let is_whole = label.span == node.place() || label.span == node.key_place();
            let holder = node.parent().filter(|_| node.scalar().is_some());
            is_whole && (self.reaches_cut(node) || holder.is_some_and(Node::is_cut))
        }
    }

    /// Whether something in a node could not be read, or in what its references lead to.
    pub fn reaches_cut(&self, node: Node<'_>) -> bool {
        let mut seen = HashSet::from([node.target().id()]);
        let mut to_visit = vec![node.target()];
        while let Some(node) = to_visit.pop() {
            if node.holds_cut() || seen.len() > REACH {
                return true;
            }
            let targets =
                node.subtree().filter_map(|inner| match self.refs.target(inner.id())? {
                    Target::Node(id) => Some(self.node(id)),
                    Target::Dangling(_) => None,
                });
            to_visit.extend(targets.filter(|target| seen.insert(target.id())));
        }
        false
    }
}
