//! A description while the criteria judge it: what several of them read of it is read once.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::access::Requested;
use super::authentication::Signs;
use super::availability::Published;
use super::prose::Prose;
use super::reading;
use super::{Assessment, CRITERIA, Criterion};
use crate::description::{Description, Operation, operations};
use crate::document::{Node, NodeId};

/// A description, and what was read of it so far.
pub struct Inspection<'d> {
    /// The description.
    pub description: &'d Description,
    /// One for each of [`CRITERIA`].
    assessments: Vec<OnceCell<Assessment>>,
    operations: OnceCell<Vec<Operation<'d>>>,
    passages: OnceCell<Vec<(Node<'d>, Prose<'d>)>>,
    ranks: OnceCell<HashMap<NodeId, usize>>,
    signs: OnceCell<Signs<'d>>,
    requested: OnceCell<Option<Requested>>,
    published: OnceCell<Published>,
}

impl<'d> Inspection<'d> {
    /// Nothing is read yet.
    pub fn of(description: &'d Description) -> Self {
        Self {
            description,
            assessments: CRITERIA.iter().map(|_| OnceCell::new()).collect(),
            operations: OnceCell::new(),
            passages: OnceCell::new(),
            ranks: OnceCell::new(),
            signs: OnceCell::new(),
            requested: OnceCell::new(),
            published: OnceCell::new(),
        }
    }

    /// How a criterion is judged. A criterion asks for those that it rests on, never for one that rests on it.
    pub(super) fn judged(&self, criterion: &'static Criterion) -> &Assessment {
        let rank = CRITERIA.iter().position(|known| std::ptr::eq(*known, criterion));
        let assessment = &self.assessments[rank.expect("CRITERIA holds every criterion")];
        assessment.get_or_init(|| (criterion.assess)(self))
    }

    /// The operations.
    pub(super) fn operations(&self) -> &[Operation<'d>] {
        self.operations.get_or_init(|| operations(self.description))
    }

    /// The texts on the API as a whole, then those of its operations.
    pub(super) fn passages(&self) -> &[(Node<'d>, Prose<'d>)] {
        self.passages.get_or_init(|| {
            let passages = reading::of_api_and_operations(self.description, self.operations());
            passages.map(|passage| (passage.node, Prose::of(passage.text))).collect()
        })
    }

    /// One of these texts, by the node that holds it.
    pub(super) fn prose_of(&self, node: Node<'_>) -> Option<&Prose<'d>> {
        let passages = self.passages();
        let ranks = self.ranks.get_or_init(|| {
            passages.iter().enumerate().map(|(rank, (node, _))| (node.id(), rank)).collect()
        });
        Some(&passages[*ranks.get(&node.id())?].1)
    }

    /// What shows that the API asks who calls.
    pub(super) fn signs(&self) -> &Signs<'d> {
        self.signs.get_or_init(|| Signs::of(self.description, self.operations()))
    }

    /// How access is asked for, by the surest text.
    pub(super) fn requested(&self) -> Option<&Requested> {
        self.requested.get_or_init(|| Requested::of(self)).as_ref()
    }

    /// The availability that the texts publish.
    pub(super) fn published(&self) -> &Published {
        self.published.get_or_init(|| Published::of(self))
    }
}
