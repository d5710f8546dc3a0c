//! Reads the entry document, recognises it, and reads the files its references name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::problem::{self, Problems};
use super::refs::{self, RefGraph};
use super::{Description, Unreadable, shape};
use crate::document::Document;
#[cfg(feature = "http")]
use crate::loader::NetworkError;
use crate::loader::{Disk, LoadError, Loader};
use crate::source::{Source, SourceId, Uri};
use crate::spec::{Recognised, Version};

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
        let Some(field) = root.get("openapi").or_else(|| root.get("swagger")) else {
            return Err(Unreadable::not_openapi(&document));
        };
        let version_text = field.scalar().unwrap_or_default().to_owned();
        let version = match Version::recognise(field.key().unwrap_or_default(), version_text.trim())
        {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => version,
            Recognised::Unknown => return Err(Unreadable::unknown_version(&document, field)),
        };
        let size = document.source.text.len() as u64;
        let mut library =
            Library { loader, limits, size, documents: vec![document], known: HashMap::new() };
        library.known.insert(uri.as_str().to_owned(), Ok(SourceId(0)));
        let refs = RefGraph::build(&mut library);
        let mut description = Self {
            version,
            version_text,
            documents: library.documents,
            refs,
            problems: Vec::new(),
            problems_left_out: BTreeMap::new(),
            told: limits.told,
            objects: Vec::new(),
        };
        let mut problems = Problems::new(limits.told);
        description.objects = shape::read(&description, &mut problems);
        problem::from_notices(&description, &mut problems);
        problem::from_refs(&description, &mut problems);
        (description.problems, description.problems_left_out) = problems.sorted();
        Ok(description)
    }
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
    Document::parse_within(id, Arc::clone(&source), limits.parse)
        .map_err(|error| Unreadable::syntax(&source, error))
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
