//! Where a document refers to something, and the schemas in it that have a URI of their own.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::Purpose;
use super::roles::{Role, Roles, Words};
use crate::document::{Document, Node, NodeId, Symbol};
use crate::source::{SourceId, Uri};
use crate::spec::{Version, is_extension};

/// A place that refers to another.
pub(super) struct Site {
    /// The map that stands for what is named, or holds the name.
    pub holder: u32,
    /// The text of the name; the entry whose key it is, for a security scheme.
    pub name: u32,
    pub purpose: Purpose,
    /// Whether the map stands for a whole: see [`Whole`](super::weight::Whole).
    pub is_whole: bool,
    /// Rank of the resource it stands in.
    pub resource: u32,
    /// The rank of the text of a reference, among those of the document.
    pub said: Option<u32>,
}

impl Site {
    /// The map and the name, in the document of the site.
    pub fn ids(&self, document: SourceId) -> (NodeId, NodeId) {
        let id = |index| NodeId { document, index };
        (id(self.holder), id(self.name))
    }
}

/// A part of a document that has a URI: the document itself, or a schema with an `$id` (JSON Schema 2020-12, section
/// 8.2.1).
pub(super) struct Resource {
    pub root: u32,
    /// What references in it are relative to.
    pub base: Uri,
    /// The schemas it holds by their plain names: `$anchor`, `$dynamicAnchor`.
    pub anchors: HashMap<String, u32>,
}

/// What a document has to do with references.
pub(super) struct Scan {
    pub sites: Vec<Site>,
    /// Those in extensions, by the extension: what is in one means nothing, unless a reference leads there.
    pub asleep: HashMap<u32, Vec<Site>>,
    /// The document first.
    pub resources: Vec<Resource>,
}

/// Keys beside a `$ref` or `$dynamicRef` in what a person wrote: a map of a million of them is not searched for each.
const WRITTEN: usize = 256;

/// Reads a document found at `base`.
pub(super) fn scan(document: &Document, base: &Uri, version: Version) -> Scan {
    let base = own_base(document, base, version);
    let Some(words) = Words::of(document, version) else { return Scan::of(base) };
    let mut reading = Reading::of(document, &words, base);
    reading.read(&candidates(document, &words));
    reading.read_aliases();
    reading.scan
}

impl Scan {
    /// Of a document with this URI, of which nothing is read.
    fn of(base: Uri) -> Self {
        let whole = Resource { root: 0, base, anchors: HashMap::new() };
        Self { sites: Vec::new(), asleep: HashMap::new(), resources: vec![whole] }
    }
}

/// The reading of a document.
struct Reading<'d> {
    document: &'d Document,
    scan: Scan,
    roles: Roles<'d>,
    /// The resource that each node stands in, where a schema may have one of its own.
    resources: Vec<u32>,
    /// What aliases name from outside of extensions, and what it is where they stand.
    aliased: Vec<(Node<'d>, Role)>,
}

impl<'d> Reading<'d> {
    fn of(document: &'d Document, words: &'d Words, base: Uri) -> Self {
        let roles = Roles::of(document, words);
        let (scan, resources, aliased) = (Scan::of(base), Vec::new(), Vec::new());
        Self { document, scan, roles, resources, aliased }
    }

    /// Reads the candidates. One loop, parents first.
    fn read(&mut self, candidates: &[u32]) {
        let words = self.roles.words;
        let mut namings = self.document.namings().iter().peekable();
        for &index in candidates {
            let node = self.document.node(index);
            let parent = node.parent();
            while namings.next_if(|naming| naming.node < index).is_some() {}
            let said = namings.next_if(|naming| naming.node == index).and_then(|it| it.said());
            let (role, extension) = self.roles.read(node);
            if node.is_alias() && extension.is_none() && role != Role::Literal {
                self.aliased.push((node.target(), role));
            }
            let mut resource = 0;
            let scan = &mut self.scan;
            if words.id.is_some() {
                resource = parent.map_or(0, |parent| self.resources[parent.id().index as usize]);
                if role == Role::Object
                    && extension.is_none()
                    && let Some(base) = own_id(node, &scan.resources[resource as usize].base)
                {
                    resource = scan.resources.len() as u32;
                    scan.resources.push(Resource { root: index, base, anchors: HashMap::new() });
                }
                self.resources.push(resource);
            }
            let Some(parent) = parent.filter(|_| words.may_refer(node)) else { continue };
            let below = Below { roles: &self.roles, node, parent };
            if extension.is_none() && below.is_anchor() {
                let anchors = &mut scan.resources[resource as usize].anchors;
                let name = node.as_str().unwrap_or_default();
                anchors.entry(name.to_owned()).or_insert(parent.id().index);
            }
            if let Some(site) = below.site(resource, said) {
                match extension {
                    Some(extension) => scan.asleep.entry(extension).or_default().push(site),
                    None => scan.sites.push(site),
                }
            }
        }
    }

    /// Reads what aliases name once more: what an extension holds for them means what it means where they stand.
    fn read_aliases(&mut self) {
        let Self { scan, roles, resources, .. } = self;
        let mut aliased = mem::take(&mut self.aliased);
        aliased.retain(|(target, _)| roles.read(*target).1.is_some());
        for (target, _) in &aliased {
            let extension = roles.read(*target).1;
            let woken = extension.and_then(|extension| scan.asleep.remove(&extension));
            scan.sites.extend(woken.into_iter().flatten());
        }
        let mut more = Vec::new();
        for (target, role) in aliased {
            if roles.of_node(target) != role {
                roles.read_as(target, role);
                let below = target.subtree().filter_map(|node| {
                    let resource = resources.get(node.id().index as usize).copied().unwrap_or(0);
                    Below { roles, node, parent: node.parent()? }.site(resource, None)
                });
                more.extend(below);
            }
        }
        if !more.is_empty() {
            let mut known: HashSet<u32> = scan.sites.iter().map(|site| site.name).collect();
            scan.sites.extend(more.into_iter().filter(|site| known.insert(site.name)));
        }
    }
}

/// The nodes that may refer to something or have to be known for it, in order: all where schemas have URIs.
fn candidates(document: &Document, words: &Words) -> Vec<u32> {
    let is_one = |node: &Node<'_>| words.id.is_some() || node.is_alias() || words.may_refer(*node);
    if words.id.is_some() || words.security.is_some() || document.has_aliases() {
        return document.nodes().filter(is_one).map(|node| node.id().index).collect();
    }
    let mut candidates = Vec::with_capacity(document.namings().len());
    let mut of_mappings = Vec::new();
    for naming in document.namings() {
        // A reference, most often: who reads it looks at it soon enough.
        if naming.said().is_some() {
            candidates.push(naming.node);
            continue;
        }
        let node = document.node(naming.node);
        if is_one(&node) {
            candidates.push(naming.node);
        }
        if words.let_refer(node) {
            let inside = node.subtree().skip(1).filter(|inside| inside.parent() == Some(node));
            of_mappings.extend(inside.map(|child| child.id().index));
        }
    }
    if !of_mappings.is_empty() {
        candidates.extend(of_mappings);
        candidates.sort_unstable();
        candidates.dedup();
    }
    candidates
}

/// The URI that a document gives itself: `$self` of OpenAPI 3.2, against where it was found.
fn own_base(document: &Document, base: &Uri, version: Version) -> Uri {
    let root = document.root();
    let own =
        root.get("$self").filter(|_| version >= Version::Oas3_2 && root.get("openapi").is_some());
    match own.and_then(Node::as_str).map(without_fragment).filter(|own| !own.is_empty()) {
        Some(own) => super::absolute(base, own),
        None => base.clone(),
    }
}

/// The URI that a schema gives itself.
fn own_id(node: Node<'_>, base: &Uri) -> Option<Uri> {
    let is_description = || node.parent().is_none() && node.get("openapi").is_some();
    let id = without_fragment(node.get("$id")?.as_str()?);
    (node.is_map() && !id.is_empty() && !is_description()).then(|| super::absolute(base, id))
}

fn without_fragment(uri: &str) -> &str {
    uri.split('#').next().unwrap_or_default()
}

/// A node below another, the roles of both known.
struct Below<'d, 's> {
    roles: &'s Roles<'s>,
    node: Node<'d>,
    parent: Node<'d>,
}

impl Below<'_, '_> {
    /// The place that it is, if it refers to something.
    fn site(&self, resource: u32, said: Option<u32>) -> Option<Site> {
        let (holder, name) = (self.parent.id().index, self.node.id().index);
        let purpose = self.purpose()?;
        let is_whole = self.roles.words.is_whole(self.parent);
        Some(Site { holder, name, purpose, is_whole, resource, said })
    }

    fn is_anchor(&self) -> bool {
        let name = self.node.symbol();
        let words = self.roles.words;
        name.is_some()
            && (name == words.anchor || name == words.dynamic_anchor)
            && self.roles.of_node(self.parent) == Role::Object
            && self.node.as_str().is_some()
    }

    /// What the node refers to something for, if it does.
    fn purpose(&self) -> Option<Purpose> {
        let (words, node, parent) = (self.roles.words, self.node, self.parent);
        let name = node.symbol()?;
        let is = |word: Option<Symbol>| word == Some(name);
        let is_field = self.roles.of_node(parent) == Role::Object;
        if is(words.reference) {
            return (is_field || self.stands_for_names()).then_some(Purpose::Place);
        }
        if is(words.dynamic_reference) && is_field && node.as_str().is_some() {
            let is_alone = parent.len() <= WRITTEN && parent.get("$ref").is_none();
            return Some(if is_alone { Purpose::Place } else { Purpose::Beside });
        }
        if is(words.operation_ref) && is_field && node.as_str().is_some() {
            return Some(Purpose::Operation);
        }
        if is(words.default_mapping) && self.is_discriminator(parent) && node.as_str().is_some() {
            return Some(Purpose::Mapping);
        }
        if words.is_mapping(parent) && parent.parent().is_some_and(|it| self.is_discriminator(it)) {
            return node.as_str().map(|_| Purpose::Mapping);
        }
        let requirement = words.security.is_some() && parent.symbol().is_none() && node.is_list();
        let holder = || parent.parent().and_then(Node::symbol);
        let is_uri = || node.key().is_some_and(|key| key.contains(['/', '#', ':']));
        (requirement && holder() == words.security && is_field && is_uri())
            .then_some(Purpose::Scheme)
    }

    /// `paths: { $ref: … }`: not one that the specification allows, and meant all the same.
    fn stands_for_names(&self) -> bool {
        let is_text = self.node.as_str().is_some();
        let is_alone = || {
            self.parent
                .children()
                .all(|child| child == self.node || child.key().is_some_and(is_extension))
        };
        let holds_texts = matches!(self.parent.key(), Some("mapping" | "scopes"));
        self.roles.of_node(self.parent) == Role::Names
            && is_text
            && !holds_texts
            && self.parent.len() <= WRITTEN
            && is_alone()
    }

    fn is_discriminator(&self, node: Node<'_>) -> bool {
        node.symbol().is_some()
            && node.symbol() == self.roles.words.discriminator
            && node.parent().is_some_and(|holder| self.roles.of_node(holder) == Role::Object)
    }
}
