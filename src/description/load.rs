//! Reads the entry document, recognises it, and reads the files its references name.

use std::collections::HashMap;
use std::sync::Arc;

use super::refs::{self, RefGraph};
use super::{Description, Unreadable, implicit, numbers, problem, shape};
use crate::document::Document;
#[cfg(feature = "http")]
use crate::loader::NetworkError;
use crate::loader::{LoadError, Loader};
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
        let document = read(loader, uri, SourceId(0))?;
        let root = document.root();
        let Some(field) = root.get("openapi").or_else(|| root.get("swagger")) else {
            return Err(match document.faults.first().filter(|_| document.is_partial()) {
                Some(fault) => Unreadable::syntax(&document.source, fault),
                None => Unreadable::not_openapi(&document),
            });
        };
        let version_text = field.scalar().unwrap_or_default().to_owned();
        let version = match Version::recognise(field.key().unwrap_or_default(), version_text.trim())
        {
            Recognised::Known(version) | Recognised::UnknownMinor { nearest: version } => version,
            Recognised::Unknown => return Err(Unreadable::unknown_version(&document, field)),
        };
        let mut library =
            Library { loader, limits, documents: vec![document], known: HashMap::new() };
        library.known.insert(uri.as_str().to_owned(), Ok(SourceId(0)));
        let refs = RefGraph::build(&mut library);
        let mut description = Self {
            version,
            version_text,
            documents: library.documents,
            refs,
            problems: Vec::new(),
            objects: Vec::new(),
        };
        let (objects, shape) = shape::read(&description);
        let mut problems = problem::from_faults(&description);
        problems.extend(problem::from_notices(&description));
        problems.extend(problem::from_refs(&description));
        problems.extend(shape);
        problems.extend(implicit::read(&description, &objects));
        problems.extend(numbers::read(&description));
        problems.sort_by(|a, b| (a.at.span, a.kind).cmp(&(b.at.span, b.kind)));
        description.problems = problems;
        description.objects = objects;
        Ok(description)
    }
}

/// The documents of one description, each read once.
pub(super) struct Library<'l> {
    loader: &'l dyn Loader,
    limits: Limits,
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
        match read(self.loader, uri, id) {
            Ok(document) => {
                self.documents.push(document);
                Ok(id)
            }
            Err(unreadable) => Err(match unreadable.error {
                Some(LoadError::NotFound) => Reason::NoSuchFile,
                Some(LoadError::Outside { .. }) => Reason::Outside,
                Some(LoadError::Remote) => Reason::Remote,
                #[cfg(feature = "http")]
                Some(LoadError::Network(NetworkError::NotAllowed { .. })) => Reason::Remote,
                _ => Reason::Unreadable(unreadable.reason),
            }),
        }
    }
}

/// Reads one document whole.
fn read(loader: &dyn Loader, uri: &Uri, id: SourceId) -> Result<Document, Unreadable> {
    let bytes = loader.load(uri).map_err(|error| Unreadable::not_loaded(uri, error))?;
    let text = unreadable_or_text(uri, bytes)?;
    let source = Arc::new(Source::new(uri.clone(), text));
    if let Some(unreadable) = Unreadable::not_a_document(&source) {
        return Err(unreadable);
    }
    let document = Document::parse(id, Arc::clone(&source));
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
