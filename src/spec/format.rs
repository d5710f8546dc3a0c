//! Formats as Spectral's rulesets name them (`formats: [oas3.1]`): what sort of document a rule applies to.

use crate::document::Node;

/// A sort of document that a ruleset may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Format(u8);

/// How a document shows that it is of a format.
enum Sign {
    /// The number at the start of this field of the root is this one.
    Major(&'static str, i64),
    /// This field of the root is this version, followed by any patch.
    Minor(&'static str, &'static str),
    /// It looks like a JSON Schema; where a text is given, `$schema` holds it.
    Schema(Option<&'static [&'static str]>),
    /// It has a keyword of JSON Schema.
    LooseSchema,
}

use Sign::{LooseSchema, Major, Minor, Schema};

/// Every format: its name in rulesets, its name for people, its sign.
static FORMATS: &[(&str, &str, Sign)] = &[
    ("oas2", "OpenAPI 2.0 (Swagger)", Major("swagger", 2)),
    ("oas3", "OpenAPI 3.x", Major("openapi", 3)),
    ("oas3.0", "OpenAPI 3.0.x", Minor("openapi", "3.0")),
    ("oas3.1", "OpenAPI 3.1.x", Minor("openapi", "3.1")),
    ("oas3.2", "OpenAPI 3.2.x", Minor("openapi", "3.2")),
    ("aas2", "AsyncAPI 2.x", Major("asyncapi", 2)),
    ("aas2.0", "AsyncAPI 2.0.x", Minor("asyncapi", "2.0")),
    ("aas2.1", "AsyncAPI 2.1.x", Minor("asyncapi", "2.1")),
    ("aas2.2", "AsyncAPI 2.2.x", Minor("asyncapi", "2.2")),
    ("aas2.3", "AsyncAPI 2.3.x", Minor("asyncapi", "2.3")),
    ("aas2.4", "AsyncAPI 2.4.x", Minor("asyncapi", "2.4")),
    ("aas2.5", "AsyncAPI 2.5.x", Minor("asyncapi", "2.5")),
    ("aas2.6", "AsyncAPI 2.6.x", Minor("asyncapi", "2.6")),
    ("aas3", "AsyncAPI 3.x", Major("asyncapi", 3)),
    ("aas3.0", "AsyncAPI 3.0.x", Minor("asyncapi", "3.0")),
    ("arazzo1", "Arazzo 1.x", Major("arazzo", 1)),
    ("arazzo1.0", "Arazzo 1.0.x", Minor("arazzo", "1.0")),
    ("json-schema", "JSON Schema", Schema(None)),
    ("json-schema-loose", "JSON Schema (loose)", LooseSchema),
    ("json-schema-draft4", "JSON Schema Draft 4", Schema(Some(&["draft-04/"]))),
    ("json-schema-draft6", "JSON Schema Draft 6", Schema(Some(&["draft-06/"]))),
    ("json-schema-draft7", "JSON Schema Draft 7", Schema(Some(&["draft-07/"]))),
    ("json-schema-draft-2019-09", "JSON Schema Draft 2019-09", Schema(Some(&["draft/2019-09/"]))),
    ("json-schema-2019-09", "JSON Schema Draft 2019-09", Schema(Some(&["draft/2019-09/"]))),
    ("json-schema-draft-2020-12", "JSON Schema Draft 2020-12", Schema(Some(&["draft/2020-12/"]))),
    ("json-schema-2020-12", "JSON Schema Draft 2020-12", Schema(Some(&["draft/2020-12/"]))),
];

/// Keywords that make an object look like a JSON Schema.
const KEYWORDS: [&str; 6] = ["$schema", "allOf", "anyOf", "enum", "not", "oneOf"];
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

impl Format {
    /// The format of this name: `oas3.1`, `oas3_1`, `asyncapi2`, `json-schema-draft7`.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(rank) = FORMATS.iter().position(|(known, _, _)| *known == name) {
            return Some(Self(rank as u8));
        }
        let plain = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.replace("asyncapi", "aas").replace(['_', '.', '-'], "")
        };
        let wanted = plain(name);
        let rank = FORMATS.iter().position(|(known, _, _)| plain(known) == wanted)?;
        Some(Self(rank as u8))
    }

    /// The names that rulesets may write.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(name, _, _)| *name)
    }

    /// Its name in rulesets.
    pub fn name(self) -> &'static str {
        FORMATS[usize::from(self.0)].0
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        FORMATS[usize::from(self.0)].1
    }

    /// The formats that a document is of, by its root: `oas3` and `oas3.1` for `openapi: 3.1.0`.
    pub fn of(root: Node<'_>) -> Vec<Self> {
        let shows = |(_, _, sign): &(&str, &str, Sign)| sign.is_on(root);
        let ranks = FORMATS.iter().enumerate().filter(|(_, format)| shows(format));
        ranks.map(|(rank, _)| Self(rank as u8)).collect()
    }
}

impl Sign {
    fn is_on(&self, root: Node<'_>) -> bool {
        let text = |field: &str| root.get(field).and_then(Node::scalar).map(str::trim);
        match self {
            Major(field, major) => text(field).and_then(leading_number) == Some(*major),
            Minor(field, minor) => {
                text(field).and_then(|version| version.strip_prefix(minor)).is_some_and(is_patch)
            }
            Schema(drafts) => root.get("$schema").and_then(Node::as_str).is_some_and(|schema| {
                schema.contains("//json-schema.org/")
                    && drafts.is_none_or(|drafts| drafts.iter().any(|draft| schema.contains(draft)))
            }),
            LooseSchema => {
                root.get("type").is_some_and(is_type)
                    || KEYWORDS.iter().any(|keyword| root.get(keyword).is_some())
            }
        }
    }
}

/// What JavaScript's `parseInt` reads: the figures at the start.
fn leading_number(text: &str) -> Option<i64> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..figures].parse().ok()
}

/// Nothing, or a dot and figures; a pre-release is taken for its release.
fn is_patch(text: &str) -> bool {
    let text = text.split_once('-').map_or(text, |(release, _)| release);
    text.is_empty()
        || text.strip_prefix('.').is_some_and(|patch| patch.bytes().all(|b| b.is_ascii_digit()))
}

fn is_type(node: Node<'_>) -> bool {
    let is_known = |node: Node<'_>| node.as_str().is_some_and(|name| TYPES.contains(&name));
    is_known(node) || (node.is_list() && !node.is_empty() && node.children().all(is_known))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Document;
    use crate::source::{Source, SourceId, Uri};

    #[test]
    fn documents_are_of_formats() {
        for (text, expected) in [
            ("openapi: 3.1.0", "oas3 oas3.1"),
            ("openapi: 3.0", "oas3 oas3.0"),
            ("openapi: 3.9.1", "oas3"),
            ("swagger: 2.0", "oas2"),
            ("asyncapi: 2.6.0", "aas2 aas2.6"),
            ("arazzo: 1.0.1", "arazzo1 arazzo1.0"),
            (
                "$schema: http://json-schema.org/draft-07/schema#",
                "json-schema json-schema-loose json-schema-draft7",
            ),
            ("type: object", "json-schema-loose"),
            ("type: shop", ""),
            ("[]", ""),
        ] {
            let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
            let document = Document::parse(SourceId(0), source);
            let names: Vec<&str> =
                Format::of(document.root()).into_iter().map(Format::name).collect();
            assert_eq!(names.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn formats_have_several_spellings() {
        for name in ["oas3.1", "oas3_1", "oas3-1"] {
            assert_eq!(Format::named(name).map(Format::name), Some("oas3.1"));
        }
        assert_eq!(Format::named("asyncapi2").map(Format::name), Some("aas2"));
        assert_eq!(Format::named("oas4"), None);
    }
}
