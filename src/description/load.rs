//! Reads the entry document, recognises it, and reads the files its references name.

use std::collections::HashMap;
use std::sync::Arc;

use super::refs::{DanglingReason, RefGraph};
use super::{Description, Unreadable, problem, shape};
use crate::document::Document;
#[cfg(feature = "http")]
use crate::loader::NetworkError;
use crate::loader::{LoadError, Loaded, Loader};
use crate::source::{Source, SourceId, Uri};
use crate::spec::{Recognised, Version};

/// How much a description may reach.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Documents read for one description, the entry counted.
    pub documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { documents: 1000 }
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
        let text = loader.load(uri).map_err(|error| Unreadable::not_loaded(uri, error))?;
        let base = text.uri.clone();
        let document = read(uri, text, SourceId(0))?;
        let root = document.root();
        let Some(field) = root.get("openapi").or_else(|| root.get("swagger")) else {
            return Err(Unreadable::not_openapi(&document));
        };
        let version_text = field.scalar().unwrap_or_default().to_owned();
        let version = match Version::recognise(field.key().unwrap_or_default(), version_text.trim())
        {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => version,
            Recognised::Unknown => return Err(Unreadable::unknown_version(&document, field)),
        };
        let mut library = Library::of(loader, limits, document, base);
        let refs = RefGraph::build(&mut library, version);
        let mut description = Self {
            version,
            version_text,
            documents: library.documents,
            refs,
            problems: Vec::new(),
            objects: Vec::new(),
            references: Vec::new(),
        };
        let shape = shape::read(&description);
        let mut problems = problem::from_notices(&description);
        problems.extend(problem::from_refs(&description));
        problems.extend(shape.problems);
        problems.sort_by(|a, b| (a.at.span, a.kind).cmp(&(b.at.span, b.kind)));
        description.problems = problems;
        description.objects = shape.objects;
        description.references = shape.references;
        Ok(description)
    }
}

/// The documents of one description, each read once.
pub(super) struct Library<'l> {
    pub(super) loader: &'l dyn Loader,
    limits: Limits,
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
    fn of(loader: &'l dyn Loader, limits: Limits, entry: Document, base: Uri) -> Self {
        let entry_uri = entry.source.uri.folded();
        let found = Ok(Found { id: entry.id, stored: None });
        let known = HashMap::from([(base.folded(), found.clone()), (entry_uri, found)]);
        Self { loader, limits, documents: vec![entry], bases: vec![base], known }
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
        let loaded = self.loader.load(uri);
        let loaded = loaded.map_err(|error| why_not(Unreadable::not_loaded(uri, error)))?;
        let base = loaded.uri.folded();
        let stored = (base != *uri && !base.is_remote()).then(|| base.clone());
        // Redirects and other names lead to what is known already.
        if let Some(Ok(known)) = self.known.get(&base) {
            return Ok(Found { id: known.id, stored });
        }
        let id = SourceId(self.documents.len() as u32);
        self.documents.push(read(uri, loaded, id).map_err(why_not)?);
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
fn read(uri: &Uri, loaded: Loaded, id: SourceId) -> Result<Document, Unreadable> {
    let text = unreadable_or_text(uri, loaded.bytes)?;
    let source = Arc::new(Source::new(uri.clone(), text));
    if let Some(unreadable) = Unreadable::not_a_document(&source) {
        return Err(unreadable);
    }
    Document::parse(id, Arc::clone(&source)).map_err(|error| Unreadable::syntax(&source, error))
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
