//! Whether a selector takes a child, and what filters may ask of what surrounds it.

use super::super::Selector;
use super::super::filter::{Property, Scope, step};
use super::super::rfc9535::{Budget, Tree};
use super::Frame;
use crate::description::{Description, View};
use crate::document::Node;

/// A child that selectors are asked about.
pub(super) struct Asked<'w> {
    pub description: &'w Description,
    pub view: View,
    pub frames: &'w [Frame<'w>],
    pub budget: &'w Budget,
    pub top: usize,
    pub child: Node<'w>,
    pub followed: Node<'w>,
    pub rank: usize,
}

impl<'w> Asked<'w> {
    pub(super) fn is_taken(&self, selector: &'w Selector) -> bool {
        let Self { child, rank, .. } = *self;
        match selector {
            Selector::Any => true,
            Selector::Length => false,
            Selector::Containers => self.followed.is_map() || self.followed.is_list(),
            Selector::Name(name) => match child.key() {
                Some(key) => key == name,
                None => name.parse() == Ok(rank),
            },
            Selector::Entry(name) => child.key() == Some(name),
            Selector::Slice(slice) => {
                child.symbol().is_none() && slice.takes(rank, self.frames[self.top].node.len())
            }
            Selector::Filter(filter) => {
                let above = Above { frames: self.frames, top: Some(self.top) };
                filter.holds(self.scope(self.followed, Property::of(child, rank), above))
            }
            Selector::Computed(filter) => {
                let frame = &self.frames[self.top];
                let above = Above { frames: self.frames, top: frame.parent };
                let scope = self.scope(frame.node, property_of(frame.written), above);
                let Some(key) = filter.key(scope) else { return false };
                child.key().map_or_else(|| key.parse() == Ok(rank), |own| own == key)
            }
            Selector::Condition(condition) => {
                let tree = Tree {
                    description: self.description,
                    through_refs: self.view == View::ThroughRefs,
                    root: self.description.root(),
                    budget: self.budget,
                };
                condition.holds(self.followed, tree)
            }
            Selector::Union(selectors) => selectors.iter().any(|selector| self.is_taken(selector)),
        }
    }

    fn scope(&self, current: Node<'w>, property: Property<'w>, above: Above<'w>) -> Scope<'w> {
        let through_refs = self.view == View::ThroughRefs;
        Scope { description: self.description, through_refs, current, property, above }
    }
}

pub(super) fn property_of(written: Node<'_>) -> Property<'_> {
    match (written.key(), written.rank()) {
        (Some(key), _) => Property::Key(key),
        (None, Some(rank)) => Property::Rank(rank),
        (None, None) => Property::None,
    }
}

/// The frames above a node: that of the map or list that holds it is on top.
#[derive(Clone, Copy)]
pub(in super::super) struct Above<'w> {
    pub(super) frames: &'w [Frame<'w>],
    pub(super) top: Option<usize>,
}

impl<'w> Above<'w> {
    /// Of a node whose surroundings are not known.
    pub(in super::super) const NOWHERE: Self = Self { frames: &[], top: None };

    /// What holds the map or list that holds the node.
    pub(in super::super) fn parent(self) -> Option<Node<'w>> {
        let parent = self.frames[self.top?].parent?;
        Some(self.frames[parent].node)
    }

    /// The key or rank of the map or list that holds the node.
    pub(in super::super) fn parent_property(self) -> Property<'w> {
        self.top.map_or(Property::None, |top| property_of(self.frames[top].written))
    }

    /// `$['paths']['/a']`, without the node's own key.
    pub(in super::super) fn path(self) -> String {
        let mut way = Vec::new();
        let mut here = self.top;
        while let Some(index) = here {
            way.push(property_of(self.frames[index].written));
            here = self.frames[index].parent;
        }
        let mut path = "$".to_owned();
        for property in way.into_iter().rev() {
            step(&mut path, property);
        }
        path
    }
}
