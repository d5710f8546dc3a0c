//! Reads the entry document, recognises it, and reads the files its references name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::problem::{self, Problems};
use super::refs::{self, RefGraph};
use super::{Description, Unreadable, implicit, numbers, shape};
use crate::document::{Document, Node};
#[cfg(feature = "http")]
use crate::loader::NetworkError;
use crate::loader::{Disk, LoadError, Loader};
use crate::source::{Source, SourceId, Uri};
use crate::spec::{Format, Recognised, Version};

/// How much of a description is read and told: it is a stranger's file, and may be made to exhaust who reads it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the entry document and of all it refers to, together.
    pub size: u64,
    /// Documents read for one description, the entry counted.
    pub documents: usize,
    /// Nesting and aliases of one document.
    pub parse: crate::document::Limits,
    /// Problems of one kind that are described; the others are counted.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: Disk::DEFAULT_LIMIT,
            documents: 1000,
            parse: crate::document::Limits::default(),
            problems: usize::MAX,
        }
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
        let document = read(loader, uri, SourceId(0), limits.size, &limits)?;
        let root = document.root();
        let Some(field) = version_field(&document) else {
            return Err(match document.faults.first().filter(|_| document.is_partial()) {
                Some(fault) => Unreadable::syntax(&document.source, fault),
                None => Unreadable::not_openapi(&document),
            });
        };
        let version_text = field.scalar().unwrap_or_default();
        match Version::recognise(field.key().unwrap_or_default(), version_text.trim()) {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => {
                let (formats, version_text) = (Format::of(root), version_text.to_owned());
                Ok(Self::of(loader, uri, limits, document, (version, version_text, formats)))
            }
            Recognised::Unknown => Err(Unreadable::unknown_version(&document, field)),
        }
    }

    /// Reads any document, an OpenAPI description or not, and the files it refers to: for the rules that a user brings.
    pub fn load_any(loader: &dyn Loader, uri: &Uri, limits: Limits) -> Result<Self, Unreadable> {
        let document = read(loader, uri, SourceId(0), limits.size, &limits)?;
        let version_text = version_field(&document).and_then(Node::scalar).unwrap_or_default();
        let field = version_field(&document).and_then(Node::key).unwrap_or_default();
        let version = match Version::recognise(field, version_text.trim()) {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => version,
            Recognised::Unknown => Version::Foreign,
        };
        let known = (version, version_text.to_owned(), Format::of(document.root()));
        Ok(Self::of(loader, uri, limits, document, known))
    }

    fn of(
        loader: &dyn Loader,
        uri: &Uri,
        limits: Limits,
        document: Document,
        (version, version_text, formats): (Version, String, Vec<Format>),
    ) -> Self {
        let size = document.source.text.len() as u64;
        let mut library =
            Library { loader, limits, size, documents: vec![document], known: HashMap::new() };
        library.known.insert(uri.as_str().to_owned(), Ok(SourceId(0)));
        let refs = RefGraph::build(&mut library);
        let mut description = Self {
            version,
            formats,
            version_text,
            documents: library.documents,
            refs,
            problems: Vec::new(),
            problems_left_out: BTreeMap::new(),
            objects: Vec::new(),
        };
        let mut problems = Problems::new(limits.problems);
        description.objects = shape::read(&description, &mut problems);
        problem::from_faults(&description, &mut problems);
        problem::from_notices(&description, &mut problems);
        problem::from_refs(&description, &mut problems);
        implicit::read(&description, &description.objects, &mut problems);
        numbers::read(&description, &mut problems);
        (description.problems, description.problems_left_out) = problems.sorted();
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
    loader: &'l dyn Loader,
    limits: Limits,
    /// Bytes read so far.
    size: u64,
    pub(super) documents: Vec<Document>,
    known: HashMap<String, Result<SourceId, refs::DanglingReason>>,
}

impl Library<'_> {
    /// The document of this name, read now if it was not before.
    pub(super) fn document(&mut self, uri: &Uri) -> Result<SourceId, refs::DanglingReason> {
        if let Some(known) = self.known.get(uri.as_str()) {
            return known.clone();
        }
        let read = self.read_more(uri);
        self.known.insert(uri.as_str().to_owned(), read.clone());
        read
    }

    fn read_more(&mut self, uri: &Uri) -> Result<SourceId, refs::DanglingReason> {
        use refs::DanglingReason as Reason;
        if self.documents.len() >= self.limits.documents {
            return Err(Reason::TooManyDocuments(self.limits.documents));
        }
        let id = SourceId(self.documents.len() as u32);
        let left = self.limits.size.saturating_sub(self.size);
        match read(self.loader, uri, id, left, &self.limits) {
            Ok(document) => {
                self.size += document.source.text.len() as u64;
                self.documents.push(document);
                Ok(id)
            }
            Err(unreadable) => Err(match unreadable.error {
                Some(LoadError::NotFound) => Reason::NoSuchFile,
                Some(LoadError::Outside { .. }) => Reason::Outside,
                Some(LoadError::Remote) => Reason::Remote,
                Some(LoadError::TooLarge { .. }) => Reason::TooManyBytes(self.limits.size),
                #[cfg(feature = "http")]
                Some(LoadError::Network(NetworkError::NotAllowed { .. })) => Reason::Remote,
                _ => Reason::Unreadable(unreadable.reason),
            }),
        }
    }
}

/// Reads one document whole.
fn read(
    loader: &dyn Loader,
    uri: &Uri,
    id: SourceId,
    left: u64,
    limits: &Limits,
) -> Result<Document, Unreadable> {
    let bytes = loader.load(uri).map_err(|error| Unreadable::not_loaded(uri, error))?;
    if bytes.len() as u64 > left {
        return Err(Unreadable::not_loaded(uri, LoadError::TooLarge { limit: limits.size }));
    }
    let text = unreadable_or_text(uri, bytes)?;
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
