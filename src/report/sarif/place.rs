//! Places in SARIF: files as URIs, regions in lines, characters and bytes.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Message;
use crate::description::Description;
use crate::report::json::hexadecimal;
use crate::report::notice;
use crate::source::{Position, Source, Span};

/// What a segment of a relative path cannot hold as it is (RFC 3986 §3.3, §4.2): a colon would make it a scheme.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The URI of a file: a path stays relative to where the command ran, as code scanning wants it.
pub(super) fn uri(name: &str) -> String {
    if let Some(url) = url::Url::parse(name).ok().filter(url::Url::has_host) {
        return url.into();
    }
    let path = notice::file(name).replace('\\', "/");
    let encoded = utf8_percent_encode(&path, NOT_IN_PATH).to_string();
    if encoded.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

/// A file (§3.4).
#[derive(Serialize)]
pub(super) struct Place {
    pub uri: String,
    /// Its rank in `artifacts`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
}

/// The files of a run (§3.24), kept until its end.
#[derive(Default)]
pub(super) struct Artifacts {
    list: Vec<Artifact>,
    ranks: HashMap<String, usize>,
}

#[derive(Serialize)]
struct Artifact {
    location: Place,
    roles: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<Hashes>,
}

#[derive(Serialize)]
struct Hashes {
    #[serde(rename = "sha-256")]
    sha256: String,
}

impl Artifacts {
    /// A description that was to be judged.
    pub fn target(&mut self, source: &Source) {
        let rank = self.rank(source.uri.as_str());
        let sha256 = hexadecimal(&Sha256::digest(source.text.as_bytes()));
        let artifact = &mut self.list[rank];
        artifact.roles = ["analysisTarget"];
        artifact.length = Some(source.text.len());
        artifact.hashes = Some(Hashes { sha256 });
    }

    /// An input that could not be read.
    pub fn unread(&mut self, name: &str) -> Place {
        let rank = self.rank(name);
        self.list[rank].roles = ["analysisTarget"];
        self.location(name)
    }

    /// A file in which something is told.
    pub fn location(&mut self, name: &str) -> Place {
        let rank = self.rank(name);
        Place { uri: self.list[rank].location.uri.clone(), index: Some(rank) }
    }

    fn rank(&mut self, name: &str) -> usize {
        let uri = uri(name);
        if let Some(rank) = self.ranks.get(&uri) {
            return *rank;
        }
        let rank = self.list.len();
        self.ranks.insert(uri.clone(), rank);
        self.list.push(Artifact {
            location: Place { uri, index: Some(rank) },
            // §3.24.6: something is told of it, and nobody asked for it by its name.
            roles: ["resultFile"],
            length: None,
            hashes: None,
        });
        rank
    }

    /// All of them.
    pub fn list(&self) -> &impl Serialize {
        &self.list
    }
}

/// §3.28
#[derive(Serialize)]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// Where it stands in the tree: a JSON Pointer (§3.33).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

impl Location {
    /// A file as a whole.
    pub fn whole(file: Place) -> Self {
        Self::new(file, None)
    }

    /// A place of a text that is no longer there.
    pub fn at(file: Place, start: Position) -> Self {
        let region =
            Region { start_line: start.line, start_column: start.column, ..Region::default() };
        Self::new(file, Some(region))
    }

    /// A part of a text, and the node of the tree it is.
    pub fn of(file: Place, region: Region, pointer: &str) -> Self {
        let logical =
            (!pointer.is_empty()).then(|| Logical { fully_qualified_name: pointer.to_owned() });
        Self { logical: logical.into_iter().collect(), ..Self::new(file, Some(region)) }
    }

    /// The same, as one among those related to a result (§3.27.22): counted, and with what it shows.
    #[must_use]
    pub fn related(self, id: usize, message: Option<Message>) -> Self {
        Self { id: Some(id), message, ..self }
    }

    fn new(file: Place, region: Option<Region>) -> Self {
        Self {
            id: None,
            physical: Physical { artifact_location: file, region },
            logical: Vec::new(),
            message: None,
        }
    }
}

/// A part of a text (§3.30). Characters are UTF-16 code units and do not count a byte order mark; bytes do.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_offset: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_offset: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_length: Option<u32>,
}

/// The texts of a description.
pub(super) struct Regions<'r> {
    description: &'r Description,
}

impl<'r> Regions<'r> {
    pub fn of(description: &'r Description) -> Self {
        Self { description }
    }

    /// The name of the text a span lies in, and the region it is.
    pub fn region(&self, span: Span) -> (&'r str, Region) {
        let source = self.description.source(span.source);
        let (start, end) = (source.position(span.start), source.position(span.end));
        let units = |until: u32| source.units_before(until);
        let region = Region {
            start_line: start.line,
            start_column: start.column,
            end_line: Some(end.line),
            end_column: Some(end.column),
            char_offset: Some(units(span.start)),
            char_length: Some(units(span.end) - units(span.start)),
            byte_offset: Some(span.start),
            byte_length: Some(span.end - span.start),
        };
        (source.uri.as_str(), region)
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn files_are_uris() {
        for (name, expected) in [
            ("./api/a b.yaml", "api/a%20b.yaml"),
            ("été/50%#1?.yaml", "%C3%A9t%C3%A9/50%25%231%3F.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("a:b.yaml", "a%3Ab.yaml"),
            ("<stdin>", "%3Cstdin%3E"),
            ("/srv/a.yaml", "file:///srv/a.yaml"),
            ("https://a.fr/é.yaml?q=1", "https://a.fr/%C3%A9.yaml?q=1"),
        ] {
            assert_eq!(uri(name), expected, "{name}");
        }
    }
}
