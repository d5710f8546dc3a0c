//! What selectors ask of a child beyond its name: each question once, though several paths ask it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::RandomState;

use super::automaton::State;
use super::{Path, Segment, Selector};

/// Questions that are told apart by a bit. A ruleset with more asks them all of every child.
const MOST: usize = 64;

/// The questions of some paths.
#[derive(Debug, Default)]
pub(super) struct Looks<'p> {
    pub all: Vec<&'p Selector>,
    /// The question that each state asks, by its rank.
    ranks: HashMap<State, u8, RandomState>,
    /// Names that only some questions need, with those that do: the others need nothing.
    pub needs: HashMap<&'p str, u64, RandomState>,
    /// Questions to ask whatever the names of the entries.
    pub always: u64,
}

impl<'p> Looks<'p> {
    pub(super) fn of(paths: &'p [&'p Path]) -> Self {
        let mut looks = Self::default();
        let mut known: HashMap<String, u8, RandomState> = HashMap::default();
        for (path, done, selector) in selectors(paths) {
            let state = State { path, done };
            // The same words ask the same.
            let words = if paths.len() > 1 { format!("{selector:?}") } else { done.to_string() };
            let rank = match known.entry(words) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(_) if looks.all.len() == MOST => continue,
                Entry::Vacant(free) => {
                    let rank = *free.insert(looks.all.len() as u8);
                    looks.add(selector, rank);
                    rank
                }
            };
            looks.ranks.insert(state, rank);
        }
        looks
    }

    fn add(&mut self, selector: &'p Selector, rank: u8) {
        self.all.push(selector);
        let needs = match selector {
            Selector::Filter(filter) => filter.needs(),
            _ => None,
        };
        match needs {
            None => self.always |= 1 << rank,
            Some(names) => {
                for name in names {
                    *self.needs.entry(name).or_default() |= 1 << rank;
                }
            }
        }
    }

    /// The rank of the question that a state asks; nothing where it asks none, or one too many.
    pub(super) fn rank(&self, state: State) -> Option<u8> {
        self.ranks.get(&state).copied()
    }
}

/// The selectors that may ask something, with their places.
fn selectors<'p>(paths: &'p [&'p Path]) -> impl Iterator<Item = (u32, u32, &'p Selector)> {
    paths.iter().enumerate().flat_map(|(path, it)| {
        it.segments.iter().enumerate().filter_map(move |(done, segment)| match segment {
            Segment::Child(selector) | Segment::Descendant(selector) => {
                let asks = looks_at_entry(selector) || looks_at_item(selector);
                asks.then_some((path as u32, done as u32, selector))
            }
            Segment::Parent | Segment::Test(_) => None,
        })
    })
}

/// Whether a selector asks more of a map entry than its name.
pub(super) fn looks_at_entry(selector: &Selector) -> bool {
    match selector {
        Selector::Any
        | Selector::Name(_)
        | Selector::Entry(_)
        | Selector::Slice(_)
        | Selector::Length => false,
        Selector::Containers
        | Selector::Filter(_)
        | Selector::Computed(_)
        | Selector::Condition(_) => true,
        Selector::Union(selectors) => selectors.iter().any(looks_at_entry),
    }
}

/// Whether a selector asks more of a list item than that it is one.
pub(super) fn looks_at_item(selector: &Selector) -> bool {
    match selector {
        Selector::Any | Selector::Entry(_) | Selector::Length => false,
        // A name may be a rank in figures.
        Selector::Name(name) => name.bytes().all(|byte| byte.is_ascii_digit()),
        Selector::Containers
        | Selector::Slice(_)
        | Selector::Filter(_)
        | Selector::Computed(_)
        | Selector::Condition(_) => true,
        Selector::Union(selectors) => selectors.iter().any(looks_at_item),
    }
}
