//! What was meant by a reference that names nothing: the nearest place of a document, the nearest file.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::resolve::schemas_of;
use super::{Dangling, DanglingReason, Purpose};
use crate::description::load::Library;
use crate::document::{Document, Node, escape, unescape};
use crate::source::Uri;
use crate::spec::nearest;

/// References that are wondered about in one description: enough for any person's mistakes, a bound for a machine's.
const ASKED: usize = 500;
/// Names compared for one description, likewise.
const COMPARED: usize = 200_000;
/// Bytes of the longest name that is compared.
const LONGEST: usize = 200;
/// Folders above the document that an absolute path may have been meant from.
const FOLDERS: usize = 6;

/// The ways the versions write the same place.
const OTHER_VERSIONS: &[(&str, &str)] = &[
    ("/definitions/", "/components/schemas/"),
    ("/parameters/", "/components/parameters/"),
    ("/responses/", "/components/responses/"),
    ("/securityDefinitions/", "/components/securitySchemes/"),
    ("/schemas/", "/components/schemas/"),
];

#[derive(Default)]
pub(super) struct Guesses {
    asked: usize,
    compared: usize,
    folders: HashMap<Uri, Vec<String>>,
}

impl Guesses {
    /// What the reference should say, if something near is there.
    pub fn of(&mut self, library: &Library<'_>, dangling: &Dangling) -> Option<String> {
        let document = &library.documents[dangling.name.document.0 as usize];
        let node = document.node(dangling.name.index);
        let written = if dangling.purpose == Purpose::Scheme { node.key() } else { node.as_str() }?;
        let written = written.trim();
        self.asked += 1;
        if self.asked > ASKED || self.compared > COMPARED || written.len() > 10 * LONGEST {
            return None;
        }
        let (file, fragment) = written.split_once('#').unwrap_or((written, ""));
        match &dangling.reason {
            DanglingReason::NoSuchPlace if file.is_empty() => self.place(document, fragment),
            DanglingReason::NotAPointer | DanglingReason::NoSuchAnchor if file.is_empty() => {
                Self::unpointed(document, fragment)
            }
            DanglingReason::NoSuchPlace | DanglingReason::NotAPointer => {
                let uri = library.bases[document.id.0 as usize].join(file);
                let document = library.read_before(&uri)?;
                let guess = match dangling.reason {
                    DanglingReason::NoSuchPlace => self.place(document, fragment),
                    _ => Self::unpointed(document, fragment),
                };
                guess.map(|guess| format!("{file}{guess}"))
            }
            DanglingReason::NoSuchSchema => {
                let (schemas, _) = schemas_of(&library.documents[0])?;
                self.name(schemas, written).map(str::to_owned)
            }
            DanglingReason::NoSuchFile if written.starts_with('#') => {
                self.place(document, fragment)
            }
            DanglingReason::Outside if !file.starts_with('/') => None,
            DanglingReason::NoSuchFile | DanglingReason::Outside => {
                let is_bare = !written.contains('#');
                let local = is_bare.then(|| Self::unpointed(document, written)).flatten();
                local.or_else(|| self.file(library, document, file, fragment))
            }
            _ => None,
        }
    }

    /// The nearest name among those of a map.
    fn name<'d>(&mut self, map: Node<'d>, word: &str) -> Option<&'d str> {
        if word.len() > LONGEST {
            return None;
        }
        self.compared += map.len();
        nearest(word, map.children().filter_map(Node::key).filter(|name| name.len() <= LONGEST))
    }

    /// The place nearest to a pointer: one name on the way is another one, or should not be there.
    fn place(&mut self, document: &Document, pointer: &str) -> Option<String> {
        let pointer = percent_decode_str(pointer).decode_utf8_lossy();
        if document.at_pointer(&pointer).is_some() {
            return Some(format!("#{pointer}"));
        }
        for (a, b) in OTHER_VERSIONS {
            for (this, other) in [(a, b), (b, a)] {
                let moved = pointer.strip_prefix(this).map(|rest| format!("{other}{rest}"));
                if let Some(moved) = moved.filter(|moved| document.at_pointer(moved).is_some()) {
                    return Some(format!("#{moved}"));
                }
            }
        }
        let mut here = document.root();
        let mut way = String::new();
        let mut segments = pointer.strip_prefix('/')?.split('/');
        for segment in segments.by_ref() {
            let found = here.get(&unescape(segment));
            if let Some(found) = found {
                here = found;
                way = format!("{way}/{segment}");
                continue;
            }
            // A slash too many.
            if segment.is_empty() {
                continue;
            }
            let name = self.name(here, &unescape(segment))?;
            way = format!("{way}/{}", escape(name));
            break;
        }
        let rest: String = segments.flat_map(|segment| ["/", segment]).collect();
        let rest = rest.trim_end_matches('/');
        let meant = format!("{way}{rest}");
        document.at_pointer(&meant).filter(|_| !meant.is_empty()).map(|_| format!("#{meant}"))
    }

    /// The place meant by what lacks its `#`, its `/`, or all but the name.
    fn unpointed(document: &Document, text: &str) -> Option<String> {
        let text = text.trim_start_matches('/');
        let pointer = format!("/{text}");
        if !text.is_empty() && document.at_pointer(&pointer).is_some() {
            return Some(format!("#{pointer}"));
        }
        let (schemas, way) = schemas_of(document)?;
        schemas.get(text).map(|_| format!("#{way}/{}", escape(text)))
    }

    /// The file nearest to a name that is none, by case, extension or a letter; a path from the root may be meant from
    /// this file.
    fn file(
        &mut self,
        library: &Library<'_>,
        document: &Document,
        file: &str,
        fragment: &str,
    ) -> Option<String> {
        let base = &library.bases[document.id.0 as usize];
        if base.is_remote() || Uri::new(file).is_remote() || file.len() > 10 * LONGEST {
            return None;
        }
        let decoded = percent_decode_str(file).decode_utf8_lossy().replace('\\', "/");
        let meant = match decoded.strip_prefix('/') {
            Some(from_root) => (0..FOLDERS).find_map(|above| {
                let way = format!("{}{from_root}", "../".repeat(above));
                self.nearest_file(library, base, &way).filter(|meant| *meant == way)
            }),
            None => self.nearest_file(library, base, decoded.trim_end_matches('/')),
        };
        let meant = meant.filter(|meant| meant != file)?;
        let mark = if fragment.is_empty() { "" } else { "#" };
        Some(format!("{meant}{mark}{fragment}"))
    }

    fn nearest_file(&mut self, library: &Library<'_>, base: &Uri, file: &str) -> Option<String> {
        let mut way: Vec<String> = Vec::new();
        let mut segments = file.split('/').peekable();
        while let Some(segment) = segments.next() {
            if matches!(segment, "." | "..") {
                way.push(segment.to_owned());
                continue;
            }
            let prefix: String = way.iter().flat_map(|segment| [segment.as_str(), "/"]).collect();
            let folder = base.join(&format!("{prefix}_")).folder();
            let names = self
                .folders
                .entry(folder)
                .or_insert_with_key(|folder| library.loader.names(folder));
            self.compared += names.len();
            let is_last = segments.peek().is_none();
            way.push(nearest_name(segment, names, is_last)?);
        }
        Some(way.join("/"))
    }
}

/// The name of a folder's list that is nearest to this one.
fn nearest_name(segment: &str, names: &[String], is_file: bool) -> Option<String> {
    let plain = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let wanted = plain(segment);
    let same = names.iter().find(|name| *name == segment);
    let same = same.or_else(|| names.iter().find(|name| plain(name) == wanted));
    if let Some(same) = same {
        return Some(same.clone());
    }
    let is_candidate = |name: &&String| !is_file || stem(name).is_some();
    let candidates = || names.iter().filter(is_candidate).filter(|name| name.len() <= LONGEST);
    let stems = [Some(segment), stem(segment)];
    let extended = candidates().find(|name| is_file && stems.contains(&stem(name)));
    let near = || nearest(segment, candidates().map(String::as_str));
    if segment.len() > LONGEST {
        return None;
    }
    extended.map(String::as_str).or_else(near).map(str::to_owned)
}

/// The name of a document without its extension.
fn stem(name: &str) -> Option<&str> {
    [".yaml", ".yml", ".json"].iter().find_map(|extension| name.strip_suffix(extension))
}
