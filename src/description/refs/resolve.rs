//! From what a reference says to the node that it names, its document read if need be.

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem;

use foldhash::fast::RandomState;
use percent_encoding::percent_decode_str;

use super::sites::{Resource, Scan, Site, scan};
use super::{DanglingReason, Oddity, Purpose, absolute, scheme};
use crate::description::load::Library;
use crate::document::{Document, Node, NodeId, unescape};
use crate::source::{SourceId, Uri};
use crate::spec::Version;

type Answer = Result<NodeId, DanglingReason>;

/// What was found, and what is odd about how it is named.
type Found = Result<(NodeId, Option<Oddity>), DanglingReason>;

/// A part of a document that has a URI, by its rank.
type Part = (SourceId, u32);

pub(super) struct Resolver {
    version: Version,
    /// Whether references in extensions count wherever they stand, as they do for Spectral.
    everywhere: bool,
    scans: Vec<Scan>,
    /// The parts that say which URI they have, the first of each.
    identifiers: HashMap<String, Part>,
    memo: Memo,
    /// Where the last pointer but for its last step led: most lead to the same few maps.
    holder: Option<Holder>,
}

/// What a pointer names from the root of a document.
struct Holder {
    document: SourceId,
    path: String,
    node: u32,
}

/// What was answered in one document. A text behind YAML aliases is known by its node: it may be long, and they many.
#[derive(Default)]
struct Memo {
    document: Option<SourceId>,
    /// By the rank of the text, for references of the document as a whole.
    said: Vec<Option<Found>>,
    texts: HashMap<(u32, bool), HashMap<String, Found, RandomState>, RandomState>,
    aliased: HashMap<(u32, bool, u32), Found, RandomState>,
}

impl Resolver {
    pub fn new(version: Version, everywhere: bool) -> Self {
        let (memo, holder) = (Memo::default(), None);
        Self { version, everywhere, scans: Vec::new(), identifiers: HashMap::new(), memo, holder }
    }

    /// Looks at the documents that were read since the last time.
    pub fn take_in(&mut self, library: &Library<'_>) {
        for rank in self.scans.len()..library.documents.len() {
            let found_at = &library.bases[rank];
            let document = &library.documents[rank];
            let mut scan = scan(document, found_at, self.version);
            if self.everywhere {
                let mut woken: Vec<(u32, Vec<Site>)> = scan.asleep.drain().collect();
                woken.sort_unstable_by_key(|(extension, _)| *extension);
                scan.sites.extend(woken.into_iter().flat_map(|(_, sites)| sites));
            }
            for (resource, part) in scan.resources.iter().zip(0..) {
                if resource.base != *found_at {
                    let uri = resource.base.as_str().to_owned();
                    self.identifiers.entry(uri).or_insert((SourceId(rank as u32), part));
                }
            }
            self.scans.push(scan);
        }
    }

    /// Where a document refers to something. They are given once.
    pub fn sites(&mut self, document: SourceId) -> Vec<Site> {
        mem::take(&mut self.scans[document.0 as usize].sites)
    }

    /// The places in an extension that a reference leads to. They are given once.
    pub fn wake(&mut self, library: &Library<'_>, target: NodeId) -> Vec<Site> {
        let asleep = &mut self.scans[target.document.0 as usize].asleep;
        if asleep.is_empty() {
            return Vec::new();
        }
        let node = library.documents[target.document.0 as usize].node(target.index);
        let mut ancestors = std::iter::successors(Some(node), |node| node.parent());
        ancestors.find_map(|node| asleep.remove(&node.id().index)).unwrap_or_default()
    }

    /// The node that a site names.
    pub fn answer(
        &mut self,
        library: &mut Library<'_>,
        document: SourceId,
        site: &Site,
        odd: &mut Vec<(NodeId, Oddity)>,
    ) -> Answer {
        let (node, oddity) = self.find(library, document, site)?;
        odd.extend(oddity.map(|oddity| (site.ids(document).1, oddity)));
        Ok(node)
    }

    fn find(&mut self, library: &mut Library<'_>, document: SourceId, site: &Site) -> Found {
        if self.memo.document != Some(document) {
            self.memo = Memo { document: Some(document), ..Memo::default() };
        }
        // Most are known: neither the node nor its text is looked at.
        let said = site.said.filter(|_| site.resource == 0).map(|rank| rank as usize);
        if let Some(Some(known)) = said.and_then(|rank| self.memo.said.get(rank)) {
            return known.clone();
        }
        let node = library.documents[document.0 as usize].node(site.name);
        let Some(text) = text_of(node, site.purpose) else {
            return Err(DanglingReason::NotAText(node.kind()));
        };
        let manner = (site.resource, site.purpose == Purpose::Mapping);
        let alias = node.is_alias().then(|| (manner.0, manner.1, node.target().id().index));
        let known = match (said, alias) {
            (Some(_), _) => None,
            (None, Some(alias)) => self.memo.aliased.get(&alias),
            (None, None) => self.memo.texts.get(&manner).and_then(|texts| texts.get(text)),
        };
        if let Some(known) = known {
            return known.clone();
        }
        let text = text.to_owned();
        let found = self.resolve(library, (document, site.resource), &text, site.purpose);
        match (said, alias) {
            (Some(rank), _) => {
                self.memo.said.resize(self.memo.said.len().max(rank + 1), None);
                self.memo.said[rank] = Some(found.clone());
            }
            (None, Some(alias)) => drop(self.memo.aliased.insert(alias, found.clone())),
            (None, None) => {
                self.memo.texts.entry(manner).or_default().insert(text, found.clone());
            }
        }
        found
    }

    fn resolve(
        &mut self,
        library: &mut Library<'_>,
        from: Part,
        text: &str,
        purpose: Purpose,
    ) -> Found {
        if text.is_empty() {
            return Err(DanglingReason::Empty);
        }
        if purpose == Purpose::Mapping {
            if let Some(schema) = Self::schema_of_name(library, from.0, text)? {
                return Ok((schema, None));
            }
            if !text.contains(['#', '/', '.']) {
                return Err(DanglingReason::NoSuchSchema);
            }
        }
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (part, oddity) = match self.named(from, file) {
            Some(part) => (part, None),
            None => match self.document(library, from, file) {
                Ok(found) => found,
                Err(DanglingReason::NoSuchFile)
                    if purpose == Purpose::Mapping && !text.contains(['#', '/']) =>
                {
                    return Err(DanglingReason::NoSuchSchema);
                }
                Err(reason) => return Err(reason),
            },
        };
        self.place(library, part, fragment).map(|node| (node, oddity))
    }

    /// What a site names, if a document that was read after it says that it has that URI.
    pub fn known_since(
        &mut self,
        library: &Library<'_>,
        document: SourceId,
        site: &Site,
    ) -> Option<Answer> {
        let node = library.documents[document.0 as usize].node(site.name);
        let text = text_of(node, site.purpose)?;
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let part = self.named((document, site.resource), file)?;
        Some(self.place(library, part, fragment))
    }

    /// The part that has this URI without any reading: where the reference stands, or one that says so itself.
    fn named(&self, from: Part, file: &str) -> Option<Part> {
        if file.is_empty() {
            return Some(from);
        }
        if self.identifiers.is_empty() {
            return None;
        }
        self.identifiers.get(absolute(self.base(from), file).as_str()).copied()
    }

    /// The document of this name, read now if it was not before.
    fn document(
        &mut self,
        library: &mut Library<'_>,
        from: Part,
        file: &str,
    ) -> Result<(Part, Option<Oddity>), DanglingReason> {
        let is_remote = Uri::new(file).is_remote();
        match scheme(file) {
            Some(scheme) if scheme.eq_ignore_ascii_case("file") => {
                return Err(DanglingReason::ThisMachine);
            }
            Some(_) if !is_remote => return Err(DanglingReason::NoSuchIdentifier),
            None if starts_with_a_disk(file) => return Err(DanglingReason::ThisMachine),
            Some(_) | None => {}
        }
        let slashed = file.replace('\\', "/");
        let found_at = library.bases[from.0.0 as usize].clone();
        let is_backslashed = slashed != file && !is_remote && !found_at.is_remote();
        let file = if is_backslashed { slashed.as_str() } else { file };
        let stated = absolute(self.base(from), file);
        let beside = found_at.join(file);
        // A document or a schema that gives itself a URI is most often read from elsewhere, with its neighbours.
        let mut found = read(library, &beside, &found_at, file);
        if let Err(reason) = &found
            && stated != beside
        {
            let other = library.document(&stated);
            if other.is_ok() || *reason == DanglingReason::NoSuchFile {
                found = other;
            }
        }
        self.take_in(library);
        let found = found?;
        let case = found.stored.map(|stored| Oddity::Case(stored.as_str().to_owned()));
        let oddity = if is_backslashed { Some(Oddity::Backslash) } else { case };
        Ok(((found.id, self.whole(found.id)), oddity))
    }

    /// The part that the root of a document is in: its own, or that of the schema it is.
    fn whole(&self, document: SourceId) -> u32 {
        let resources = &self.scans[document.0 as usize].resources;
        u32::from(resources.get(1).is_some_and(|second| second.root == 0))
    }

    fn part(&self, (document, rank): Part) -> &Resource {
        &self.scans[document.0 as usize].resources[rank as usize]
    }

    fn base(&self, part: Part) -> &Uri {
        &self.part(part).base
    }

    /// The node that a fragment names in a part.
    fn place(&mut self, library: &Library<'_>, part: Part, fragment: &str) -> Answer {
        let document = &library.documents[part.0.0 as usize];
        let root = document.node(self.part(part).root);
        let is_encoded = fragment.contains('%');
        let fragment = if is_encoded { decoded(fragment) } else { Cow::Borrowed(fragment) };
        if fragment.is_empty() {
            return Ok(root.target().id());
        }
        if let Some(path) = fragment.strip_prefix('/') {
            // In a schema with an `$id`, a pointer starts there; most authors and tools start from the document.
            let found = if root == document.root() {
                self.walk_again(document, path)
            } else {
                Self::walk(root, path).or_else(|_| self.walk_again(document, path))
            };
            return found.map(|node| node.target().id());
        }
        if self.version < Version::Oas3_1 || !is_anchor(&fragment) {
            return Err(DanglingReason::NotAPointer);
        }
        let anchor = self.part(part).anchors.get(fragment.as_ref());
        let found = anchor.map(|index| document.node(*index).id());
        found.ok_or(DanglingReason::NoSuchAnchor)
    }

    /// What a pointer names from the root of a document, from where the last one led if it leads there too.
    fn walk_again<'d>(
        &mut self,
        document: &'d Document,
        path: &str,
    ) -> Result<Node<'d>, DanglingReason> {
        let Some((way, last)) = path.rsplit_once('/') else {
            return Self::step(document.root(), path);
        };
        let is_known = |known: &&Holder| known.document == document.id && known.path == way;
        let holder = if let Some(known) = self.holder.as_ref().filter(is_known) {
            document.node(known.node)
        } else {
            let found = Self::walk(document.root(), way)?;
            let (document, path, node) = (document.id, way.to_owned(), found.id().index);
            self.holder = Some(Holder { document, path, node });
            found
        };
        Self::step(holder, last)
    }

    fn walk<'d>(root: Node<'d>, path: &str) -> Result<Node<'d>, DanglingReason> {
        path.split('/').try_fold(root, Self::step)
    }

    fn step<'d>(here: Node<'d>, segment: &str) -> Result<Node<'d>, DanglingReason> {
        // The place may stand in what could not be read of the document.
        let reason = if here.is_cut() || here.document().may_be_misplaced() {
            DanglingReason::Unknown
        } else {
            DanglingReason::NoSuchPlace
        };
        here.get(&unescape(segment)).ok_or(reason)
    }

    /// The schema of this name among the components, of the entry document first. Where they are is not always known.
    fn schema_of_name(
        library: &Library<'_>,
        document: SourceId,
        name: &str,
    ) -> Result<Option<NodeId>, DanglingReason> {
        for id in [SourceId(0), document] {
            let Some(components) = library.documents[id.0 as usize].root().get("components") else {
                continue;
            };
            let schemas = components.get("schemas");
            let holders = [Some(components), schemas].into_iter().flatten();
            for holder in holders {
                if holder.get("$ref").is_some_and(is_text) {
                    return Err(DanglingReason::Unknown);
                }
            }
            let found = schemas.and_then(|schemas| schemas.get(name));
            if let Some(found) = found {
                return Ok(Some(found.target().id()));
            }
        }
        Ok(None)
    }
}

/// What a site says.
fn text_of(node: Node<'_>, purpose: Purpose) -> Option<&str> {
    if purpose == Purpose::Scheme { node.key() } else { node.as_str() }
}

fn is_text(node: Node<'_>) -> bool {
    node.as_str().is_some()
}

/// A reference is a URI: `a%20b.yaml` is the file `a b.yaml`.
fn read(
    library: &mut Library<'_>,
    uri: &Uri,
    base: &Uri,
    file: &str,
) -> Result<crate::description::load::Found, DanglingReason> {
    match library.document(uri) {
        Err(DanglingReason::NoSuchFile) if file.contains('%') => {
            library.document(&base.join(&decoded(file)))
        }
        found => found,
    }
}

/// What a part of a URI says (RFC 3986, section 2.1).
fn decoded(part: &str) -> Cow<'_, str> {
    percent_decode_str(part).decode_utf8_lossy()
}

/// `C:\api\a.yaml`, `c:/api/a.yaml`.
fn starts_with_a_disk(file: &str) -> bool {
    matches!(file.as_bytes(), [disk, b':', b'/' | b'\\', ..] if disk.is_ascii_alphabetic())
}

/// What an `$anchor` may be (JSON Schema 2020-12, section 8.2.2).
fn is_anchor(fragment: &str) -> bool {
    fragment.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// The map of the schemas that are referred to.
pub(super) fn schemas_of(document: &Document) -> Option<(Node<'_>, &'static str)> {
    let root = document.root();
    let components = root.get("components").and_then(|components| components.get("schemas"));
    match components {
        Some(schemas) => Some((schemas, "/components/schemas")),
        None => root.get("definitions").map(|schemas| (schemas, "/definitions")),
    }
}
