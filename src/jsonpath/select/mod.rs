//! One walk of a description for all expressions of all rules.
//!
//! A `$ref` is an edge to its target: the walk goes on there with the same states. What was already walked below a target
//! is not walked again, so the walk ends on cycles and costs nodes × states at the most, whatever the references do. The
//! way down is kept on a heap-allocated stack: depth costs memory, not the thread's stack.

mod asked;
mod held;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::automaton::{Automaton, Class, DEAD, Move, SetId, State};
use super::filter::{Property, Scope};
use super::looks::Looks;
use super::rfc9535::Budget;
use super::{Path, Segment};
use crate::description::{Description, View};
use crate::document::{Children, Document, Node, NodeId};
use crate::source::SourceId;
use asked::{Asked, property_of};
use held::Held;

pub(super) use asked::Above;

/// A node that an expression selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'d> {
    /// The node, references followed where the view follows them.
    pub node: Node<'d>,
    /// Where it was reached: the entry or item itself, perhaps a `$ref`.
    pub written: Node<'d>,
    /// What of the node is meant.
    pub part: Part,
    /// The YAML alias or merge key by which it was reached, the nearest one.
    pub route: Option<Route<'d>>,
}

/// What of a node an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its value.
    Value,
    /// Its key, or its rank in a list: `~`.
    Key,
    /// How many items it has: `.length`.
    Length,
}

/// A place where YAML puts in what stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route<'d> {
    /// The alias, or the map that merges another in.
    pub used: Node<'d>,
    /// What the alias names, or the map that is merged.
    pub defined: Node<'d>,
}

impl Match<'_> {
    /// The JSON Pointer of the way to the node: that of the node itself, unless an alias or a merge key led to it.
    pub fn pointer(&self) -> String {
        let own = self.node.pointer();
        let Some(route) = self.route else { return own };
        match own.strip_prefix(&route.defined.pointer()) {
            Some(rest) => route.used.pointer() + rest,
            None => own,
        }
    }
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
        self.select_below(description, description.root())
    }

    /// The same, with another node for root.
    pub fn select_below<'d>(
        &self,
        description: &'d Description,
        root: Node<'d>,
    ) -> Vec<Vec<Match<'d>>> {
        let has_aliases = description.documents.iter().any(Document::has_aliases);
        let is_tree = self.view == View::AsWritten && !has_aliases;
        let goes_down = |it: &Segment| matches!(it, Segment::Child(_) | Segment::Descendant(_));
        let meets_once = |path: &&Path| is_tree && path.segments.iter().all(goes_down);
        let mut walk = Walk {
            description,
            meet_once: self.paths.iter().map(meets_once).collect(),
            view: self.view,
            automaton: Automaton::new(&self.paths),
            classes: vec![None; description.documents.len()],
            held: Held::of(description),
            walked: HashMap::default(),
            frames: Vec::new(),
            matches: vec![Vec::new(); self.paths.len()],
            seen: HashSet::default(),
            budget: Budget::default(),
        };
        walk.run(root);
        walk.matches
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
    /// How its children are reached.
    route: Option<Route<'d>>,
    /// Whether the walk went up to come here: it may have been here before.
    went_up: bool,
}

/// A node that states have reached.
#[derive(Clone, Copy)]
struct Arrival<'d> {
    written: Node<'d>,
    node: Node<'d>,
    property: Property<'d>,
    /// The frame of the container it stands in.
    parent: Option<usize>,
    route: Option<Route<'d>>,
    went_up: bool,
}

struct Walk<'p, 'd> {
    description: &'d Description,
    /// For each path, whether it comes to a node once at the most: it only goes down, and no reference or alias leads elsewhere.
    meet_once: Vec<bool>,
    view: View,
    automaton: Automaton<'p>,
    /// For each document met, the class of each of its symbols.
    classes: Vec<Option<Vec<Class>>>,
    /// Which questions each map makes worth asking.
    held: Held,
    /// States already walked below nodes that references name: the only ones that may be entered twice, but for those reached
    /// by going up.
    walked: HashMap<NodeId, Walked, RandomState>,
    frames: Vec<Frame<'d>>,
    matches: Vec<Vec<Match<'d>>>,
    /// Matches already made: path and node, and whether a reference led there: Spectral names the two differently.
    seen: HashSet<(u32, NodeId, Part, bool), RandomState>,
    budget: Budget,
}

/// What was walked below a node.
#[derive(Default)]
struct Walked {
    states: Vec<State>,
    /// The sets in which they came: most come again as they are.
    sets: Vec<SetId>,
}

impl<'d> Walk<'_, 'd> {
    fn run(&mut self, root: Node<'d>) {
        let here = Arrival {
            written: root,
            node: root,
            property: Property::None,
            parent: None,
            route: None,
            went_up: false,
        };
        let mut start = Move::default();
        for path in 0..self.automaton.paths.len() as u32 {
            self.automaton.settle(State { path, done: 0 }, &mut start);
        }
        for state in start.arrived {
            self.arrive(state, here);
        }
        let set = self.automaton.set(start.next);
        self.enter(here, set);
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
        let asked = Asked {
            description: self.description,
            view: self.view,
            frames: &self.frames,
            budget: &self.budget,
            top,
            child,
            followed,
            rank,
        };
        let held = &mut self.held;
        let possible = |looks: &Looks<'_>| held.possible(looks, child, followed);
        let moved = self.automaton.step(set, class, |selector| asked.is_taken(selector), possible);
        // Below a scalar there is nothing.
        let goes_on = moved.next != DEAD && (followed.is_map() || followed.is_list());
        if moved.arrived.is_empty() && !goes_on {
            return;
        }
        let here = Arrival {
            written: child,
            node: followed,
            property: Property::of(child, rank),
            parent: Some(top),
            route: if followed == child { self.route(child, top) } else { None },
            went_up: self.frames[top].went_up,
        };
        for state in moved.arrived.iter() {
            self.arrive(*state, here);
        }
        if goes_on {
            self.enter(here, moved.next);
        }
    }

    /// How a child of a frame is reached: as the frame, unless the frame merges it in.
    fn route(&self, child: Node<'d>, top: usize) -> Option<Route<'d>> {
        let frame = &self.frames[top];
        let holder = match &frame.children {
            Children::Written { .. } => return frame.route,
            Children::Merged(_) => child.parent()?,
        };
        if holder == frame.node.target() {
            return frame.route;
        }
        let used = if frame.written.is_alias() { frame.written } else { frame.node };
        Some(Route { used, defined: holder })
    }

    /// A path is done, or asks for something else than a child.
    fn arrive(&mut self, mut state: State, mut here: Arrival<'d>) {
        loop {
            match self.automaton.segment(state) {
                None => return self.hit(state, here, Part::Value),
                Some(Segment::Parent) => {
                    let Some(index) = here.parent else { return };
                    let frame = &self.frames[index];
                    here = Arrival {
                        written: frame.written,
                        node: frame.node,
                        property: property_of(frame.written),
                        parent: frame.parent,
                        route: frame.parent.and_then(|up| self.route(frame.written, up)),
                        went_up: true,
                    };
                }
                Some(Segment::Test(filter)) => {
                    let scope = Scope {
                        description: self.description,
                        through_refs: self.view == View::ThroughRefs,
                        current: here.node,
                        property: here.property,
                        above: Above { frames: &self.frames, top: here.parent },
                    };
                    if !filter.holds(scope) {
                        return;
                    }
                }
                // Down again from the parent: a walk of its own, on top of this one.
                Some(Segment::Child(_) | Segment::Descendant(_)) => {
                    let mut again = Move::default();
                    self.automaton.settle(state, &mut again);
                    for state in again.arrived {
                        self.arrive(state, here);
                    }
                    let set = self.automaton.set(again.next);
                    return self.enter(here, set);
                }
            }
            state.done += 1;
        }
    }

    fn hit(&mut self, state: State, here: Arrival<'d>, part: Part) {
        let Arrival { written, node, route, .. } = here;
        let is_key = self.automaton.paths[state.path as usize].takes_keys;
        let part = if is_key { Part::Key } else { part };
        let by_reference = written.target() != node.target();
        // A reference with other keys beside it is a place of its own.
        let is_place = by_reference && written.len() > 1;
        let identity = if is_key || is_place { written.id() } else { node.target().id() };
        if self.meet_once[state.path as usize]
            || self.seen.insert((state.path, identity, part, by_reference))
        {
            self.matches[state.path as usize].push(Match { node, written, part, route });
        }
    }

    /// Whether a reference leads to this node.
    fn is_target(&self, id: NodeId) -> bool {
        self.view == View::ThroughRefs && self.description.refs.is_named(id)
    }

    /// Walks below a container with these states, less those already walked there.
    fn enter(&mut self, here: Arrival<'d>, set: SetId) {
        let Arrival { written, node, parent, went_up, .. } = here;
        if !self.automaton.lengths(set).is_empty() && node.is_list() {
            for state in self.automaton.lengths(set).to_vec() {
                self.hit(state, here, Part::Length);
            }
        }
        if node.is_empty() {
            return;
        }
        let id = node.target().id();
        let set = if went_up || node.is_alias() || self.is_target(id) {
            let Walked { states, sets } = self.walked.entry(id).or_default();
            if sets.contains(&set) {
                return;
            }
            sets.push(set);
            let came = self.automaton.states(set).iter().copied();
            let new: Vec<State> = came.filter(|state| !states.contains(state)).collect();
            states.extend_from_slice(&new);
            self.automaton.set(new)
        } else {
            set
        };
        if set == DEAD {
            return;
        }
        let route = if node.is_alias() {
            Some(Route { used: node, defined: node.target() })
        } else {
            here.route
        };
        let children = node.children();
        self.frames.push(Frame { written, node, children, rank: 0, set, parent, route, went_up });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Limits;
    use crate::loader::Memory;
    use crate::source::Uri;

    fn select(expression: &str, text: &str, view: View) -> Vec<String> {
        let files = Memory::one("a.yaml", text);
        let read = Description::load_any(&files, &Uri::new("a.yaml"), Limits::default());
        let description = read.expect("the text is read");
        let path = Path::parse(expression).expect("the expression is read");
        let found = Plan::new(vec![&path], view).select(&description).remove(0);
        found.iter().map(Match::pointer).collect()
    }

    #[test]
    fn aliases_and_merge_keys_leave_the_way_they_were_used() {
        let text =
            "base: &base {kind: x, deep: {a: 1}}\nuse: {it: *base}\nmore: {<<: *base, own: 2}\n";
        for (expression, expected) in [
            ("$.use.it", vec!["/use/it"]),
            ("$.use.it.kind", vec!["/use/it/kind"]),
            ("$.use.it.deep.a", vec!["/use/it/deep/a"]),
            ("$.more.*", vec!["/more/own", "/more/kind", "/more/deep"]),
            ("$.more.deep.a", vec!["/more/deep/a"]),
            ("$.more.deep.a^", vec!["/more/deep"]),
            ("$.base.deep.a", vec!["/base/deep/a"]),
        ] {
            assert_eq!(select(expression, text, View::AsWritten), expected, "{expression}");
        }
    }

    #[test]
    fn a_reference_leads_to_where_its_target_stands() {
        let text = "a: {$ref: '#/b'}\nb: {c: {$ref: '#/b'}, d: 1}\n";
        assert_eq!(select("$.a.d", text, View::ThroughRefs), ["/b/d"]);
        assert_eq!(select("$.a.*", text, View::AsWritten), ["/a/$ref"]);
        assert_eq!(select("$..d", text, View::ThroughRefs), ["/b/d"]);
    }

    #[test]
    fn the_length_of_a_list_can_be_meant() {
        let text = "a: [1, 2]\nb: {length: 3}\nc: []\n";
        assert_eq!(select("$.a.length", text, View::AsWritten), ["/a"]);
        assert_eq!(select("$.b.length", text, View::AsWritten), ["/b/length"]);
        assert_eq!(select("$.c.length", text, View::AsWritten), ["/c"]);
        assert!(select("$.*.length", text, View::AsWritten) == ["/b/length"]);
    }

    /// Every one of these would take a square of the nodes, or more, if it went where it has been.
    #[test]
    fn going_up_and_down_again_costs_no_more_than_the_nodes() {
        let entries = (0..5_000).map(|n| format!("  k{n}: {{a: {{b: {n}}}}}"));
        let text = format!("top:\n{}\n", entries.collect::<Vec<_>>().join("\n"));
        for expression in [
            "$..*^..*",
            "$..b^^..a^..b",
            "$.top.*^.*^.*^.*",
            "$..[?(@ && @.b)]^..[?(@ && @ > 1)]^..*",
            "$.top..*..b",
        ] {
            let start = std::time::Instant::now();
            assert!(!select(expression, &text, View::AsWritten).is_empty(), "{expression}");
            assert!(start.elapsed().as_secs() < 20, "{expression}: {:?}", start.elapsed());
        }
    }
}
