//! All paths as one non-deterministic automaton, made deterministic as it is used.
//!
//! A state is a step of a path that waits for the next child; a set of states is what a node carries while it is walked.
//! Sets are kept once and named by rank. What a set becomes on a child depends only on the class of the child's key
//! (names that no path writes are one class), so each move is worked out once, unless a filter or a rank decides it.

use std::collections::HashMap;

use super::{Path, Segment, Selector};

/// A step of a path: which path, and how many of its segments are behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct State {
    pub path: u32,
    pub done: u32,
}

/// Rank of a set of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SetId(pub u32);

/// The empty set: nothing below can match.
pub(super) const DEAD: SetId = SetId(0);

/// Class of a key: 0 for every name that no path writes.
pub(super) type Class = u16;

/// What happens to a set on a child.
#[derive(Clone, Debug, Default)]
pub(super) struct Move {
    /// States that go on below the child.
    pub next: Vec<State>,
    /// States that the child has completed, or that ask for something else than a child of it: all advanced past the child.
    pub arrived: Vec<State>,
}

/// A move with its set named.
#[derive(Clone, Debug)]
pub(super) struct NamedMove {
    pub next: SetId,
    pub arrived: Box<[State]>,
}

#[derive(Debug)]
pub(super) struct Automaton<'p> {
    pub paths: &'p [&'p Path],
    classes: HashMap<&'p str, Class>,
    sets: Vec<Box<[State]>>,
    ranks: HashMap<Box<[State]>, SetId>,
    /// For each set: whether moves on map entries, and on list items, depend on more than the class of the key.
    needs_look: Vec<(bool, bool)>,
    /// For each set, the states that ask for the length of a list, advanced past it.
    lengths: Vec<Box<[State]>>,
    /// For each set and class, the move if it was worked out.
    memo: Vec<Vec<Option<NamedMove>>>,
}

impl<'p> Automaton<'p> {
    pub(super) fn new(paths: &'p [&'p Path]) -> Self {
        let mut classes = HashMap::new();
        for path in paths {
            for segment in &path.segments {
                if let Segment::Child(selector) | Segment::Descendant(selector) = segment {
                    collect_names(selector, &mut classes);
                }
            }
        }
        let mut automaton = Self {
            paths,
            classes,
            sets: Vec::new(),
            ranks: HashMap::new(),
            needs_look: Vec::new(),
            lengths: Vec::new(),
            memo: Vec::new(),
        };
        automaton.set(Vec::new());
        automaton
    }

    /// Names that paths write, with their classes.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'p str, Class)> {
        self.classes.iter().map(|(name, class)| (*name, *class))
    }

    /// Class of a list item in the memo: after all classes of names.
    fn item_class(&self) -> usize {
        self.classes.len() + 1
    }

    /// The rank of a set of states.
    pub(super) fn set(&mut self, mut states: Vec<State>) -> SetId {
        states.sort_unstable();
        states.dedup();
        let states = states.into_boxed_slice();
        if let Some(known) = self.ranks.get(&states) {
            return *known;
        }
        let id = SetId(self.sets.len() as u32);
        let selectors = || states.iter().filter_map(|state| self.selector(*state));
        let needs_look =
            (selectors().any(needs_look_at_entry), selectors().any(needs_look_at_item));
        let asks_length = |state: &&State| {
            matches!(self.selector(**state), Some(Selector::Union(all))
                if all.iter().any(|selector| matches!(selector, Selector::Length)))
        };
        let past = |state: &State| State { done: state.done + 1, ..*state };
        let lengths = states.iter().filter(asks_length).map(past).collect();
        self.needs_look.push(needs_look);
        self.lengths.push(lengths);
        self.memo.push(vec![None; self.item_class() + 1]);
        self.sets.push(states.clone());
        self.ranks.insert(states, id);
        id
    }

    pub(super) fn states(&self, set: SetId) -> &[State] {
        &self.sets[set.0 as usize]
    }

    pub(super) fn segment(&self, state: State) -> Option<&'p Segment> {
        self.paths[state.path as usize].segments.get(state.done as usize)
    }

    /// The selector that a state waits with, if it waits for a child.
    fn selector(&self, state: State) -> Option<&'p Selector> {
        match self.segment(state)? {
            Segment::Child(selector) | Segment::Descendant(selector) => Some(selector),
            Segment::Parent | Segment::Test(_) => None,
        }
    }

    /// The states of a set that take the length of a list.
    pub(super) fn lengths(&self, set: SetId) -> &[State] {
        &self.lengths[set.0 as usize]
    }

    /// Sorts a state that has reached a node: whether it waits for a child, is done, or asks for something else.
    pub(super) fn settle(&self, state: State, move_: &mut Move) {
        match self.segment(state) {
            None | Some(Segment::Parent | Segment::Test(_)) => move_.arrived.push(state),
            Some(Segment::Child(_)) => move_.next.push(state),
            Some(Segment::Descendant(selector)) => {
                move_.next.push(state);
                if let Selector::Containers = selector {
                    self.settle(State { done: state.done + 1, ..state }, move_);
                }
            }
        }
    }

    /// The move of a set on a child, from the memo where the class decides. `takes` answers for one selector.
    pub(super) fn step(
        &mut self,
        set: SetId,
        class: Option<Class>,
        takes: impl Fn(&'p Selector) -> bool,
    ) -> NamedMove {
        let (entry_look, item_look) = self.needs_look[set.0 as usize];
        let slot = class.map_or(self.item_class(), usize::from);
        let is_memoised = !(if class.is_some() { entry_look } else { item_look });
        if is_memoised && let Some(known) = &self.memo[set.0 as usize][slot] {
            return known.clone();
        }
        let mut move_ = Move::default();
        for state in self.sets[set.0 as usize].iter().copied() {
            let (selector, is_deep) = match self.segment(state) {
                Some(Segment::Child(selector)) => (selector, false),
                Some(Segment::Descendant(selector)) => (selector, true),
                Some(Segment::Parent | Segment::Test(_)) | None => continue,
            };
            if is_deep {
                move_.next.push(state);
            }
            if takes(selector) {
                self.settle(State { done: state.done + 1, ..state }, &mut move_);
            }
        }
        let named =
            NamedMove { next: self.set(move_.next), arrived: move_.arrived.into_boxed_slice() };
        if is_memoised {
            self.memo[set.0 as usize][slot] = Some(named.clone());
        }
        named
    }
}

fn collect_names<'p>(selector: &'p Selector, classes: &mut HashMap<&'p str, Class>) {
    match selector {
        Selector::Name(name) | Selector::Entry(name) => {
            let next = classes.len() as Class + 1;
            classes.entry(name).or_insert(next);
        }
        Selector::Union(selectors) => {
            for selector in selectors {
                collect_names(selector, classes);
            }
        }
        Selector::Any
        | Selector::Containers
        | Selector::Slice(_)
        | Selector::Filter(_)
        | Selector::Computed(_)
        | Selector::Condition(_)
        | Selector::Length => {}
    }
}

/// Whether a selector asks more of a map entry than its name.
fn needs_look_at_entry(selector: &Selector) -> bool {
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
        Selector::Union(selectors) => selectors.iter().any(needs_look_at_entry),
    }
}

/// Whether a selector asks more of a list item than that it is one.
fn needs_look_at_item(selector: &Selector) -> bool {
    match selector {
        Selector::Any | Selector::Entry(_) | Selector::Length => false,
        // A name may be a rank in figures.
        Selector::Name(name) => name.bytes().all(|byte| byte.is_ascii_digit()),
        Selector::Containers
        | Selector::Slice(_)
        | Selector::Filter(_)
        | Selector::Computed(_)
        | Selector::Condition(_) => true,
        Selector::Union(selectors) => selectors.iter().any(needs_look_at_item),
    }
}
