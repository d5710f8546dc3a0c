//! One walk of a description for all expressions of all rules.
//!
//! A `$ref` is an edge to its target: the walk goes on there with the same states. What was already walked below a target
//! is not walked again, so the walk ends on cycles and costs nodes × states at the most, whatever the references do. The
//! way down is kept on a heap-allocated stack: depth costs memory, not the thread's stack.

use std::collections::{HashMap, HashSet};

use super::automaton::{Automaton, Class, DEAD, SetId, State};
use super::filter::Scope;
use super::{Path, Segment, Selector};
use crate::description::{Description, View};
use crate::document::{Children, Node, NodeId};
use crate::source::SourceId;

/// A node that an expression selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'d> {
    /// The node, references followed where the view follows them.
    pub node: Node<'d>,
    /// Where it was reached: the entry or item itself, perhaps a `$ref`.
    pub written: Node<'d>,
    /// Whether the key is meant, not the value (`~`).
    pub is_key: bool,
}

/// Expressions that are selected together, in one view.
pub struct Plan<'p> {
    paths: Vec<&'p Path>,
    view: View,
}

impl<'p> Plan<'p> {
    /// Puts expressions together; matches come back by their rank here.
    pub fn new(paths: Vec<&'p Path>, view: View) -> Self {
        Self { paths, view }
    }

    /// Walks the description once. For each expression, what it selects: each node once, in the order of the walk.
    pub fn select<'d>(&self, description: &'d Description) -> Vec<Vec<Match<'d>>> {
        self.select_from(description, description.root())
    }

    /// The same, from a node that stands for the root.
    pub fn select_from<'d>(
        &self,
        description: &'d Description,
        root: Node<'d>,
    ) -> Vec<Vec<Match<'d>>> {
        let mut walk = Walk {
            description,
            root,
            view: self.view,
            automaton: Automaton::new(&self.paths),
            classes: vec![None; description.documents.len()],
            targets: target_ids(description, self.view),
            walked: HashMap::new(),
            frames: Vec::new(),
            matches: vec![Vec::new(); self.paths.len()],
            seen: HashSet::new(),
        };
        walk.run();
        walk.matches
    }
}

fn target_ids(description: &Description, view: View) -> HashSet<NodeId> {
    match view {
        View::AsWritten => HashSet::new(),
        View::ThroughRefs => description.refs.target_nodes().collect(),
    }
}

/// A container being walked.
struct Frame<'d> {
    /// Where it was reached.
    written: Node<'d>,
    /// The container, references followed.
    node: Node<'d>,
    children: Children<'d>,
    rank: usize,
    set: SetId,
    /// The frame of the container it stands in.
    parent: Option<usize>,
}

struct Walk<'p, 'd> {
    description: &'d Description,
    root: Node<'d>,
    view: View,
    automaton: Automaton<'p>,
    /// For each document met, the class of each of its symbols.
    classes: Vec<Option<Vec<Class>>>,
    /// Nodes that references name: the only ones that may be entered twice.
    targets: HashSet<NodeId>,
    /// States already walked below those.
    walked: HashMap<NodeId, Vec<State>>,
    frames: Vec<Frame<'d>>,
    matches: Vec<Vec<Match<'d>>>,
    /// Matches already made: path and node.
    seen: HashSet<(u32, NodeId, bool)>,
}

impl<'p, 'd> Walk<'p, 'd> {
    fn run(&mut self) {
        let root = self.root;
        let mut start = Vec::new();
        for path in 0..self.automaton.paths.len() as u32 {
            let state = State { path, done: 0 };
            match self.automaton.segment(state) {
                None => self.hit(state, root, root),
                Some(Segment::Descendant(Selector::Containers)) => {
                    // A bare `..` takes the root too.
                    self.arrive_at_root(State { path, done: 1 }, root);
                    start.push(state);
                }
                Some(Segment::Parent) => {}
                Some(_) => start.push(state),
            }
        }
        let set = self.automaton.set(start);
        self.enter(root, root, set, None);
        while let Some(top) = self.frames.len().checked_sub(1) {
            let frame = &mut self.frames[top];
            match frame.children.next() {
                Some(child) => {
                    let rank = frame.rank;
                    frame.rank += 1;
                    self.visit(child, rank, top);
                }
                None => {
                    self.frames.pop();
                }
            }
        }
    }

    fn arrive_at_root(&mut self, state: State, root: Node<'d>) {
        if self.automaton.segment(state).is_none() {
            self.hit(state, root, root);
        }
    }

    fn visit(&mut self, child: Node<'d>, rank: usize, top: usize) {
        let followed = match self.view {
            View::AsWritten => child,
            // Unknown, not missing: nothing is said below a reference that names nothing.
            View::ThroughRefs => match self.description.follow(child) {
                Some(node) => node,
                None => return,
            },
        };
        let set = self.frames[top].set;
        let class = child.symbol().map(|symbol| self.class_of(child.document().id, symbol.0));
        let (description, view) = (self.description, self.view);
        let frames = &self.frames;
        let takes = |selector: &'p Selector| {
            takes(selector, child, followed, rank, frames, top, description, view)
        };
        let moved = self.automaton.step(set, class, takes);
        for state in &moved.arrived {
            self.arrive(*state, child, followed, top);
        }
        if moved.next != DEAD {
            self.enter(child, followed, moved.next, Some(top));
        }
    }

    /// A path is done, or goes up.
    fn arrive(&mut self, mut state: State, child: Node<'d>, followed: Node<'d>, top: usize) {
        let mut here = (child, followed);
        let mut frame = Some(top);
        while let Some(Segment::Parent) = self.automaton.segment(state) {
            let Some(index) = frame else { return };
            here = (self.frames[index].written, self.frames[index].node);
            frame = self.frames[index].parent;
            state.done += 1;
        }
        match self.automaton.segment(state) {
            None => self.hit(state, here.0, here.1),
            // Down again from the parent: a walk of its own, on top of this one.
            Some(_) => {
                let set = self.automaton.set(vec![state]);
                self.enter(here.0, here.1, set, frame);
            }
        }
    }

    fn hit(&mut self, state: State, written: Node<'d>, node: Node<'d>) {
        let is_key = self.automaton.paths[state.path as usize].takes_keys;
        let identity = if is_key { written.id() } else { node.target().id() };
        if self.seen.insert((state.path, identity, is_key)) {
            self.matches[state.path as usize].push(Match { node, written, is_key });
        }
    }

    /// Walks below a container with these states, less those already walked there.
    fn enter(&mut self, written: Node<'d>, node: Node<'d>, set: SetId, parent: Option<usize>) {
        if node.is_empty() {
            return;
        }
        let id = node.target().id();
        let set = if node.is_alias() || self.targets.contains(&id) {
            let states = self.automaton.states(set).to_vec();
            let walked = self.walked.entry(id).or_default();
            let new: Vec<State> =
                states.into_iter().filter(|state| !walked.contains(state)).collect();
            walked.extend_from_slice(&new);
            self.automaton.set(new)
        } else {
            set
        };
        if set != DEAD {
            self.frames.push(Frame {
                written,
                node,
                children: node.children(),
                rank: 0,
                set,
                parent,
            });
        }
    }

    /// The class of a symbol of a document; worked out for all its symbols at the first question.
    fn class_of(&mut self, document: SourceId, symbol: u32) -> Class {
        let classes = self.classes[document.0 as usize].get_or_insert_with(|| {
            let document = &self.description.documents[document.0 as usize];
            let mut classes = vec![0; document.symbol_count()];
            for (name, class) in self.automaton.names() {
                if let Some(symbol) = document.symbol(name) {
                    classes[symbol.0 as usize] = class;
                }
            }
            classes
        });
        classes[symbol as usize]
    }
}

/// Whether a selector takes a child.
#[allow(clippy::too_many_arguments)] // What a selector may ask about, all of it borrowed.
fn takes<'d>(
    selector: &Selector,
    child: Node<'d>,
    followed: Node<'d>,
    rank: usize,
    frames: &[Frame<'d>],
    top: usize,
    description: &'d Description,
    view: View,
) -> bool {
    match selector {
        Selector::Any => true,
        Selector::Containers => followed.is_map() || followed.is_list(),
        Selector::Name(name) => match child.key() {
            Some(key) => key == name,
            None => name.parse() == Ok(rank),
        },
        Selector::Slice { start, end, step } => {
            if child.symbol().is_some() {
                return false;
            }
            let length = frames[top].node.len() as i64;
            let absolute = |bound: i64| if bound < 0 { (length + bound).max(0) } else { bound };
            let first = start.map_or(0, absolute);
            let after = end.map_or(length, absolute);
            let rank = rank as i64;
            (first..after).contains(&rank) && ((rank - first) as usize).is_multiple_of(*step)
        }
        Selector::Filter(filter) => {
            let figures;
            let property = match child.key() {
                Some(key) => key,
                None => {
                    figures = rank.to_string();
                    &figures
                }
            };
            let frame = &frames[top];
            filter.holds(Scope {
                description,
                through_refs: view == View::ThroughRefs,
                current: followed,
                property,
                parent: Some(frame.node),
                parent_property: frame.written.key(),
                root: description.root(),
            })
        }
        Selector::Union(selectors) => selectors
            .iter()
            .any(|selector| takes(selector, child, followed, rank, frames, top, description, view)),
    }
}
