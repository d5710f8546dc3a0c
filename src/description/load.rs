//! Reads the entry document, recognises it, and reads the files its references name.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::refs::{DanglingReason, RefGraph};
use super::{Description, Unreadable};
use crate::document::{Document, Node};
#[cfg(feature = "http")]
use crate::loader::NetworkError;
use crate::loader::{Disk, Fetched, LoadError, Loaded, Loader};
use crate::source::{Source, SourceId, Uri};
use crate::spec::{Format, Recognised, Version};
use crate::watch::{Step, Watching, done};

/// How much of a description is read and told: it is a stranger's file, and may be made to exhaust who reads it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the entry document and of all it refers to, together.
    pub size: u64,
    /// Documents read for one description, the entry counted.
    pub documents: usize,
    /// Nesting and aliases of one document.
    pub parse: crate::document::Limits,
    /// Problems of one kind, and gaps of one criterion, that are described; the others are counted.
    pub told: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: Disk::DEFAULT_LIMIT,
            documents: 1000,
            parse: crate::document::Limits::default(),
            told: usize::MAX,
        }
    }
}

/// The entry document of a description, which nothing was asked of yet.
#[derive(Debug)]
pub struct Entry {
    document: Document,
    /// Where it is in the end.
    base: Uri,
    /// How it was answered on the network.
    fetched: Option<Fetched>,
}

impl Entry {
    /// Reads an entry document: an OpenAPI description or not, which [`Description::of`] finds out.
    pub fn read(
        loader: &dyn Loader,
        uri: &Uri,
        limits: Limits,
        watching: Watching<'_>,
    ) -> Result<Self, Unreadable> {
        let found = loader.load(uri).map_err(|error| Unreadable::not_loaded(uri, error));
        done(watching, Step::Reading);
        let found = found?;
        let (base, fetched) = (found.uri.clone(), found.fetched.clone());
        let document = read(uri, found, SourceId(0), limits.size, &limits);
        done(watching, Step::Parsing);
        Ok(Self { document: document?, base, fetched })
    }
}

impl Description {
    /// Reads a description and the files it refers to.
    ///
    /// ```
    /// use apilint::{Description, loader::Memory, source::Uri};
    ///
    /// let files = Memory::one("api.yaml", "openapi: 3.1.0\ninfo: {title: Livres, version: '1'}\npaths: {}\n");
    /// let description = Description::load(&files, &Uri::new("api.yaml"))?;
    /// assert_eq!(description.version_text, "3.1.0");
    /// # Ok::<(), apilint::description::Unreadable>(())
    /// ```
    pub fn load(loader: &dyn Loader, uri: &Uri) -> Result<Self, Unreadable> {
        Self::load_within(loader, uri, Limits::default())
    }

    /// The same, with other limits.
    pub fn load_within(loader: &dyn Loader, uri: &Uri, limits: Limits) -> Result<Self, Unreadable> {
        let entry = Entry::read(loader, uri, limits, None)?;
        Self::of(entry, loader, limits, None)
    }

    /// The description of an entry document, and of the files it refers to.
    pub fn of(
        entry: Entry,
        loader: &dyn Loader,
        limits: Limits,
        watching: Watching<'_>,
    ) -> Result<Self, Unreadable> {
        let document = &entry.document;
        let root = document.root();
        let Some(field) = version_field(document) else {
            return Err(match document.faults.first().filter(|_| document.is_partial()) {
                Some(fault) => Unreadable::syntax(&document.source, fault),
                None => Unreadable::not_openapi(document),
            });
        };
        let version_text = field.scalar().unwrap_or_default();
        match Version::recognise(field.key().unwrap_or_default(), version_text.trim()) {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => {
                let known = (version, version_text.to_owned(), Format::of(root));
                Ok(Self::recognised(entry, (loader, limits, watching), known, false))
            }
            Recognised::Unknown => Err(Unreadable::unknown_version(document, field)),
        }
    }

    /// Reads any document, an OpenAPI description or not, and the files it refers to: for the rules that a user brings.
    /// References in extensions count, as they do for Spectral.
    pub fn load_any(loader: &dyn Loader, uri: &Uri, limits: Limits) -> Result<Self, Unreadable> {
        let entry = Entry::read(loader, uri, limits, None)?;
        Ok(Self::of_any(entry, loader, limits, None))
    }

    /// What [`Description::load_any`] gives, of an entry document.
    pub fn of_any(
        entry: Entry,
        loader: &dyn Loader,
        limits: Limits,
        watching: Watching<'_>,
    ) -> Self {
        let document = &entry.document;
        let version_text = version_field(document).and_then(Node::scalar).unwrap_or_default();
        let field = version_field(document).and_then(Node::key).unwrap_or_default();
        let version = match Version::recognise(field, version_text.trim()) {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => version,
            Recognised::Unknown => Version::Foreign,
        };
        let known = (version, version_text.to_owned(), Format::of(document.root()));
        Self::recognised(entry, (loader, limits, watching), known, true)
    }

    fn recognised(
        Entry { document, base, fetched }: Entry,
        (loader, limits, watching): (&dyn Loader, Limits, Watching<'_>),
        (version, version_text, formats): (Version, String, Vec<Format>),
        everywhere: bool,
    ) -> Self {
        let mut library = Library::of((loader, limits, watching), document, base);
        let refs = RefGraph::build(&mut library, version, everywhere);
        done(watching, Step::References);
        let description = Self {
            version,
            formats,
            version_text,
            documents: library.documents,
            refs,
            beside: None,
            fetched,
            told: limits.told,
            met: OnceLock::new(),
            structure: OnceLock::new(),
        };
        if watching.is_some() {
            description.structure();
            done(watching, Step::Structure);
        }
        description
    }
}

/// The field that tells the version.
fn version_field(document: &Document) -> Option<Node<'_>> {
    let root = document.root();
    root.get("openapi").or_else(|| root.get("swagger"))
}

/// The documents of one description, each read once.
pub(super) struct Library<'l> {
    pub(super) loader: &'l dyn Loader,
    limits: Limits,
    watching: Watching<'l>,
    /// Bytes read so far.
    size: u64,
    pub(super) documents: Vec<Document>,
    /// Where each document was found: what its references are relative to, unless it says otherwise.
    pub(super) bases: Vec<Uri>,
    known: HashMap<Uri, Result<Found, DanglingReason>>,
}

/// A document that a name led to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) id: SourceId,
    /// Its name on the disk, where the one it was found by differs from it.
    pub(super) stored: Option<Uri>,
}

impl<'l> Library<'l> {
    fn of(
        (loader, limits, watching): (&'l dyn Loader, Limits, Watching<'l>),
        entry: Document,
        base: Uri,
    ) -> Self {
        let entry_uri = entry.source.uri.folded();
        let found = Ok(Found { id: entry.id, stored: None });
        let known = HashMap::from([(base.folded(), found.clone()), (entry_uri, found)]);
        let size = entry.source.text.len() as u64;
        Self { loader, limits, watching, size, documents: vec![entry], bases: vec![base], known }
    }

    /// The document of this name, read now if it was not before.
    pub(super) fn document(&mut self, uri: &Uri) -> Result<Found, DanglingReason> {
        let uri = uri.folded();
        if let Some(known) = self.known.get(&uri) {
            return known.clone();
        }
        let read = self.read_more(&uri);
        self.known.insert(uri, read.clone());
        read
    }

    /// The document of this name, if it was read.
    pub(super) fn read_before(&self, uri: &Uri) -> Option<&Document> {
        let found = self.known.get(&uri.folded())?.as_ref().ok()?;
        self.documents.get(found.id.0 as usize)
    }

    fn read_more(&mut self, uri: &Uri) -> Result<Found, DanglingReason> {
        if self.documents.len() >= self.limits.documents {
            return Err(DanglingReason::TooManyDocuments(self.limits.documents));
        }
        done(self.watching, Step::References);
        let loaded = self.loader.load(uri);
        done(self.watching, Step::Reading);
        let loaded = loaded.map_err(|error| match error {
            LoadError::TooLarge { .. } => DanglingReason::TooManyBytes(self.limits.size),
            error => why_not(Unreadable::not_loaded(uri, error)),
        })?;
        let base = loaded.uri.folded();
        let stored = (base != *uri && !base.is_remote()).then(|| base.clone());
        // Redirects and other names lead to what is known already.
        if let Some(Ok(known)) = self.known.get(&base) {
            return Ok(Found { id: known.id, stored });
        }
        let id = SourceId(self.documents.len() as u32);
        let left = self.limits.size.saturating_sub(self.size);
        let document = read(uri, loaded, id, left, &self.limits);
        done(self.watching, Step::Parsing);
        let document = document.map_err(|unreadable| match unreadable.error {
            Some(LoadError::TooLarge { .. }) => DanglingReason::TooManyBytes(self.limits.size),
            _ => why_not(unreadable),
        })?;
        self.size += document.source.text.len() as u64;
        self.documents.push(document);
        self.bases.push(base.clone());
        self.known.insert(base, Ok(Found { id, stored: None }));
        Ok(Found { id, stored })
    }
}

/// Why a reference to a document that cannot be read names nothing.
fn why_not(unreadable: Unreadable) -> DanglingReason {
    match unreadable.error {
        Some(LoadError::NotFound) => DanglingReason::NoSuchFile,
        Some(LoadError::Outside { .. }) => DanglingReason::Outside,
        Some(LoadError::Remote) => DanglingReason::Remote,
        #[cfg(feature = "http")]
        Some(LoadError::Network(NetworkError::NotAllowed { .. })) => DanglingReason::Remote,
        _ => DanglingReason::Unreadable(unreadable.reason),
    }
}

/// Reads one document whole.
fn read(
    uri: &Uri,
    loaded: Loaded,
    id: SourceId,
    left: u64,
    limits: &Limits,
) -> Result<Document, Unreadable> {
    if loaded.bytes.len() as u64 > left {
        return Err(Unreadable::not_loaded(uri, LoadError::TooLarge { limit: limits.size }));
    }
    let text = unreadable_or_text(uri, loaded.bytes)?;
    let source = Arc::new(Source::new(uri.clone(), text));
    if let Some(unreadable) = Unreadable::not_a_document(&source) {
        return Err(unreadable);
    }
    let document = Document::parse_within(id, Arc::clone(&source), limits.parse);
    // Of a text that is broken, one entry is too little to judge.
    match document.faults.first() {
        Some(fault) if document.is_partial() && document.root().len() < 2 => {
            Err(Unreadable::syntax(&source, fault))
        }
        _ => Ok(document),
    }
}

fn unreadable_or_text(uri: &Uri, bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.len() >= u32::MAX as usize {
        return Err(Unreadable::not_loaded(
            uri,
            LoadError::TooLarge { limit: u64::from(u32::MAX) },
        ));
    }
    if let Some(unreadable) = Unreadable::binary(uri, &bytes) {
        return Err(unreadable);
    }
    String::from_utf8(bytes).map_err(|error| Unreadable::encoding(uri, &error))
}
