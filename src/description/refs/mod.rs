//! The reference graph: what each `$ref` names, drawn once, cycles included. Nothing is ever copied to dereference.

mod dangling;
mod guess;
mod resolve;
mod roles;
mod sites;
mod targets;
mod uses;
mod weight;

use std::collections::{HashMap, VecDeque};
use std::sync::OnceLock;

use super::load::Library;
use super::ranks::Ranks;
use crate::document::{Document, NodeId};
use crate::source::{SourceId, Uri};
use crate::spec::Version;

pub use dangling::{Dangling, DanglingReason, Oddity, shown};
pub use uses::Uses;

use guess::Guesses;
use resolve::Resolver;
use sites::Site;
use targets::Targets;
use weight::{Followed, Weight};

/// References followed in a row before a chain is called circular.
pub(super) const HOPS: usize = 64;

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// This node.
    Node(NodeId),
    /// Nothing; the rank of the reason in [`RefGraph::dangling`].
    Dangling(usize),
}

/// What a place refers to another for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `$ref`, or `$dynamicRef` alone: the map stands for what it names.
    Place,
    /// `$dynamicRef` beside a `$ref`, which is the one that is followed.
    Beside,
    /// A value of a discriminator's `mapping`: a schema, by its name or its URI.
    Mapping,
    /// The `operationRef` of a link.
    Operation,
    /// The key of a security requirement, when it is a URI (OpenAPI 3.2).
    Scheme,
}

type Names = HashMap<NodeId, Target, foldhash::fast::RandomState>;

/// The edges from every `$ref` to what it names.
#[derive(Debug, Default)]
pub struct RefGraph {
    targets: Targets,
    /// The nodes that they name.
    named: OnceLock<Ranks>,
    /// Where references to references end, which are asked again and again; nothing where that is unknown.
    ends: HashMap<NodeId, Option<NodeId>, foldhash::fast::RandomState>,
    /// What names outside of `$ref` lead to, by the node of the name.
    names: Names,
    /// Each name that leads somewhere, with its target, in the order they were met.
    edges: Vec<(NodeId, NodeId)>,
    /// References that name nothing, in the order they were met.
    pub dangling: Vec<Dangling>,
    /// References that name something here, and may not elsewhere: the node of the text, and why.
    pub odd: Vec<(NodeId, Oddity)>,
}

impl RefGraph {
    /// What a map with a `$ref` names; nothing for any other node.
    pub fn target(&self, id: NodeId) -> Option<Target> {
        self.targets.get(id)
    }

    /// Where a reference ends, through as many as there are; nothing where that is unknown, nor for any other node.
    pub(super) fn end(&self, id: NodeId) -> Option<NodeId> {
        match (self.targets.get(id)?, self.ends.get(&id)) {
            (Target::Dangling(_), _) => None,
            (Target::Node(_), Some(end)) => *end,
            (Target::Node(target), None) => Some(target),
        }
    }

    /// What a name outside of `$ref` leads to: a text in a discriminator's `mapping`, an `operationRef`, the URI of a
    /// security scheme; nothing for any other node.
    pub fn named(&self, id: NodeId) -> Option<Target> {
        self.names.get(&id).copied()
    }

    /// Whether some `$ref` names this node. The first question gathers all that are named.
    pub fn is_named(&self, id: NodeId) -> bool {
        let node = |(_, target)| match target {
            Target::Node(id) => Some(id),
            Target::Dangling(_) => None,
        };
        let gather = || Ranks::of(self.targets.iter().filter_map(node));
        self.named.get_or_init(gather).get(id).is_some()
    }

    /// How many references there are.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there is no reference.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Resolves the references of the entry document and of every document they reach.
    pub(super) fn build(library: &mut Library<'_>, version: Version, everywhere: bool) -> Self {
        let mut resolver = Resolver::new(version, everywhere);
        let mut graph = Self::default();
        let mut answers: Vec<(SourceId, Site, Result<NodeId, Box<DanglingReason>>)> = Vec::new();
        resolver.take_in(library);
        let mut to_read = VecDeque::from([(SourceId(0), resolver.sites(SourceId(0)))]);
        while let Some((id, sites)) = to_read.pop_front() {
            answers.reserve(sites.len());
            for site in sites {
                let known = library.documents.len();
                let answer = resolver.answer(library, id, &site, &mut graph.odd);
                for new in (known..library.documents.len()).map(|new| SourceId(new as u32)) {
                    to_read.push_back((new, resolver.sites(new)));
                }
                if let Ok(target) = answer {
                    let woken = resolver.wake(library, target);
                    if !woken.is_empty() {
                        to_read.push_back((target.document, woken));
                    }
                }
                answers.push((id, site, answer.map_err(Box::new)));
            }
        }
        // What a document read later says it is may be what an earlier one asked for.
        for (id, site, answer) in &mut answers {
            if matches!(answer, Err(reason) if reason.is_about_the_document())
                && let Some(found) = resolver.known_since(library, *id, site)
            {
                *answer = found.map_err(Box::new);
            }
        }
        let mut targets = Vec::with_capacity(answers.len());
        graph.edges.reserve(answers.len());
        let mut places = Vec::with_capacity(answers.len());
        for (id, site, answer) in answers {
            let target = graph.draw(id, &site, answer);
            if site.purpose == Purpose::Place {
                targets.push((site.ids(id).0, target));
                places.push((id, site));
            }
        }
        graph.targets = Targets::of(&targets);
        graph.break_circles(&places);
        graph.find_ends(&library.documents);
        graph.weigh(&library.documents, &places);
        let mut guesses = Guesses::default();
        for dangling in &mut graph.dangling {
            dangling.guess = guesses.of(library, dangling);
        }
        graph
    }

    /// Adds an edge. What it leads to.
    fn draw(
        &mut self,
        document: SourceId,
        site: &Site,
        answer: Result<NodeId, Box<DanglingReason>>,
    ) -> Target {
        let (at, name) = site.ids(document);
        let purpose = site.purpose;
        let target = match answer {
            Ok(target) => {
                if purpose != Purpose::Scheme {
                    self.edges.push((name, target));
                }
                Target::Node(target)
            }
            Err(reason) => self.dangle((at, name), purpose, *reason),
        };
        if purpose != Purpose::Place {
            self.names.insert(name, target);
        }
        target
    }

    /// Notes that a reference names nothing. What it leads to.
    fn dangle(
        &mut self,
        (at, name): (NodeId, NodeId),
        purpose: Purpose,
        reason: DanglingReason,
    ) -> Target {
        self.dangling.push(Dangling { at, name, purpose, reason, guess: None });
        Target::Dangling(self.dangling.len() - 1)
    }

    /// Follows references to references to their ends, once.
    fn find_ends(&mut self, documents: &[Document]) {
        // A reference may name an alias of a map with a reference.
        let next = |id: NodeId| {
            let document = &documents[id.document.0 as usize];
            let is_itself = !document.has_aliases();
            self.target(if is_itself { id } else { document.node(id.index).target().id() })
        };
        let mut ends = Vec::new();
        for (at, target) in self.targets.iter() {
            let Target::Node(mut here) = target else { continue };
            let Some(mut target) = next(here) else { continue };
            let mut hops = 1;
            let end = loop {
                match target {
                    Target::Node(_) if hops == HOPS => break None,
                    Target::Node(id) => here = id,
                    Target::Dangling(_) => break None,
                }
                hops += 1;
                match next(here) {
                    Some(next) => target = next,
                    None => break Some(here),
                }
            };
            ends.push((at, end));
        }
        self.ends = ends.into_iter().collect();
    }

    /// What references stand for beyond the limit, they do not name. `places`: where they stand.
    fn weigh(&mut self, documents: &[Document], places: &[(SourceId, Site)]) {
        let follow = |(document, site): &(SourceId, Site)| {
            let (at, name) = site.ids(*document);
            Some(Followed { at, name, end: self.end(at)?, is_whole: site.is_whole })
        };
        let wholes = places.iter().filter(|(_, site)| site.is_whole).filter_map(follow);
        let mut weight = Weight::of(documents, wholes);
        let mut too_much = Vec::new();
        for reference in places.iter().filter_map(follow) {
            if let Err(reason) = weight.add(&reference) {
                too_much.push((reference, reason));
            }
        }
        for (Followed { at, name, .. }, reason) in too_much {
            let target = self.dangle((at, name), Purpose::Place, reason);
            self.targets.set(at, target);
        }
    }

    /// References that only lead to references name nothing. `places`: where they stand.
    fn break_circles(&mut self, places: &[(SourceId, Site)]) {
        for (document, site) in places {
            let (at, name) = site.ids(*document);
            let mut here = at;
            let mut hops = 0;
            while let Some(Target::Node(next)) = self.targets.get(here) {
                here = next;
                hops += 1;
                if hops == HOPS {
                    let reason = DanglingReason::Circular;
                    let target = self.dangle((at, name), Purpose::Place, reason);
                    self.targets.set(at, target);
                    break;
                }
            }
        }
    }
}

/// The URI that a reference (without fragment) means where this is the base (RFC 3986, section 5.2).
fn absolute(base: &Uri, reference: &str) -> Uri {
    match scheme(reference) {
        Some(_) => Uri::new(reference),
        None => base.join(reference),
    }
}

/// The scheme of an absolute URI. One letter is a disk of Windows.
fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}
