//! All paths as one non-deterministic automaton, made deterministic as it is used.
//!
//! A state is a step of a path that waits for the next child; a set of states is what a node carries while it is walked.
//! Sets are kept once and named by rank. What a set becomes on a child depends only on the class of the child's key
//! (names that no path writes are one class) and on what filters and ranks say of it, so each move is worked out once.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::looks::{Looks, looks_at_entry, looks_at_item};
use super::{Path, Segment, Selector};

/// Moves that are remembered beside those that the class alone decides; what comes after is worked out each time.
const MOST_MOVES: usize = 1 << 14;

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
    pub arrived: Rc<[State]>,
}

#[derive(Debug)]
pub(super) struct Automaton<'p> {
    pub paths: &'p [&'p Path],
    classes: HashMap<&'p str, Class>,
    sets: Vec<Box<[State]>>,
    ranks: HashMap<Box<[State]>, SetId, RandomState>,
    /// What selectors ask beyond the class of the key.
    pub looks: Looks<'p>,
    /// For each set, what is asked of a map entry, then of a list item; nothing where that is too much to be told by bits.
    asked: Vec<[Option<u64>; 2]>,
    /// For each set, the states that ask for the length of a list, advanced past it.
    lengths: Vec<Box<[State]>>,
    /// For each set and class, the move if it was worked out, where every answer is no.
    memo: Vec<Vec<Option<NamedMove>>>,
    /// The others, by the answers that are yes.
    memo_of_looks: HashMap<(SetId, usize, u64), NamedMove, RandomState>,
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
            ranks: HashMap::default(),
            looks: Looks::of(paths),
            asked: Vec::new(),
            lengths: Vec::new(),
            memo: Vec::new(),
            memo_of_looks: HashMap::default(),
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
        let asked = [looks_at_entry, looks_at_item].map(|looks| self.asked_by(&states, looks));
        let asks_length = |state: &&State| {
            matches!(self.selector(**state), Some(Selector::Union(all))
                if all.iter().any(|selector| matches!(selector, Selector::Length)))
        };
        let past = |state: &State| State { done: state.done + 1, ..*state };
        let lengths = states.iter().filter(asks_length).map(past).collect();
        self.asked.push(asked);
        self.lengths.push(lengths);
        self.memo.push(vec![None; self.item_class() + 1]);
        self.sets.push(states.clone());
        self.ranks.insert(states, id);
        id
    }

    fn asked_by(&self, states: &[State], looks: fn(&Selector) -> bool) -> Option<u64> {
        let asks = |state: &&State| self.selector(**state).is_some_and(looks);
        states
            .iter()
            .filter(asks)
            .try_fold(0, |all, state| Some(all | 1 << self.looks.rank(*state)?))
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

    /// The move of a set on a child. `takes` answers for one selector; `possible`, which questions are worth asking.
    pub(super) fn step(
        &mut self,
        set: SetId,
        class: Option<Class>,
        takes: impl Fn(&'p Selector) -> bool,
        possible: impl FnOnce(&Looks<'p>) -> u64,
    ) -> NamedMove {
        let slot = class.map_or(self.item_class(), usize::from);
        let Some(asked) = self.asked[set.0 as usize][usize::from(class.is_none())] else {
            return self.work_out(set, |_, selector| takes(selector));
        };
        let mut left = if asked == 0 { 0 } else { asked & possible(&self.looks) };
        let mut answers = 0;
        while left != 0 {
            let rank = left.trailing_zeros();
            left &= left - 1;
            answers |= u64::from(takes(self.looks.all[rank as usize])) << rank;
        }
        let known = match answers {
            0 => self.memo[set.0 as usize][slot].as_ref(),
            _ => self.memo_of_looks.get(&(set, slot, answers)),
        };
        if let Some(known) = known {
            return known.clone();
        }
        let looks = if class.is_some() { looks_at_entry } else { looks_at_item };
        let ranks: Vec<Option<u8>> = self.sets[set.0 as usize]
            .iter()
            .map(|state| {
                self.looks.rank(*state).filter(|_| self.selector(*state).is_some_and(looks))
            })
            .collect();
        let named = self.work_out(set, |rank, selector| match ranks[rank] {
            Some(rank) => answers & (1 << rank) != 0,
            None => takes(selector),
        });
        if answers == 0 {
            self.memo[set.0 as usize][slot] = Some(named.clone());
        } else if self.memo_of_looks.len() < MOST_MOVES {
            self.memo_of_looks.insert((set, slot, answers), named.clone());
        }
        named
    }

    /// The move of a set; `takes` answers for the selector of one of its states.
    fn work_out(&mut self, set: SetId, takes: impl Fn(usize, &'p Selector) -> bool) -> NamedMove {
        let mut move_ = Move::default();
        for (rank, state) in self.sets[set.0 as usize].iter().copied().enumerate() {
            let (selector, is_deep) = match self.segment(state) {
                Some(Segment::Child(selector)) => (selector, false),
                Some(Segment::Descendant(selector)) => (selector, true),
                Some(Segment::Parent | Segment::Test(_)) | None => continue,
            };
            if is_deep {
                move_.next.push(state);
            }
            if takes(rank, selector) {
                self.settle(State { done: state.done + 1, ..state }, &mut move_);
            }
        }
        NamedMove { next: self.set(move_.next), arrived: move_.arrived.into() }
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
