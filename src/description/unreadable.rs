//! An input that cannot be judged, and why, in words that name what it is.

use std::string::FromUtf8Error;
use std::sync::Arc;

use crate::diagnostic::Text;
use crate::document::{Document, Node, SyntaxError};
use crate::loader::LoadError;
use crate::source::{Position, Source, Span, Uri, utf16_length};
use crate::spec::{Recognised, Version};

/// An input that could not be read as an OpenAPI description.
#[derive(Debug, thiserror::Error)]
#[error("{uri}: {}", reason.en)]
pub struct Unreadable {
    /// The input.
    pub uri: Uri,
    /// What is wrong and the way out: one or two sentences.
    pub reason: Text,
    /// The place, where there is one.
    pub at: Option<(Position, Span)>,
    /// The text, where it was read.
    pub text: Option<Arc<Source>>,
    /// What the world did, when it is the world.
    pub error: Option<LoadError>,
    /// Whether the text shows no sign of being meant as an OpenAPI description: in a folder, such a file is passed over.
    pub is_foreign: bool,
    /// Whether the rest of it was read and is judged.
    pub is_partial: bool,
}

impl Unreadable {
    fn because(uri: &Uri, reason: Text) -> Self {
        Self {
            uri: uri.clone(),
            reason,
            at: None,
            text: None,
            error: None,
            is_foreign: true,
            is_partial: false,
        }
    }

    pub(super) fn not_loaded(uri: &Uri, error: LoadError) -> Self {
        let reason = match &error {
            LoadError::NotFound => Text::new(
                "no such file: check the path and the folder the command runs in",
                "fichier introuvable : vérifiez le chemin et le dossier d'où la commande est lancée",
            ),
            LoadError::Folder => Text::new("it is a folder", "c'est un dossier"),
            LoadError::Outside { root } => Text::new(
                format!("it is outside the project's root ({root})"),
                format!("il est hors de la racine du projet ({root})"),
            ),
            LoadError::Remote => Text::new(
                "it is on the network, where this version does not go: download it first",
                "il est sur le réseau, où cette version ne va pas : téléchargez-le d'abord",
            ),
            LoadError::TooLarge { limit } => {
                let size = size(*limit);
                Text::new(
                    format!("it is larger than {} (--limit size=N reads more)", size.en),
                    format!("il dépasse {} (--limit size=N en lit davantage)", size.fr),
                )
            }
            #[cfg(feature = "http")]
            LoadError::Network(error) => super::network::reason(error),
            LoadError::Refused(error) => Text::new(
                format!("the system refuses it: {error}"),
                format!("le système le refuse : {error}"),
            ),
        };
        Self { error: Some(error), is_foreign: false, ..Self::because(uri, reason) }
    }

    /// Bytes that are no text at all.
    pub(super) fn binary(uri: &Uri, bytes: &[u8]) -> Option<Self> {
        let (en, fr) = match bytes {
            [0xFF, 0xFE, ..]
            | [0xFE, 0xFF, ..]
            | [b'{' | b'o' | b's', 0, ..]
            | [0, b'{' | b'o' | b's', ..] => (
                "it is encoded in UTF-16: save it in UTF-8, the encoding of JSON and YAML files",
                "il est encodé en UTF-16 : enregistrez-le en UTF-8, l'encodage des fichiers JSON et YAML",
            ),
            [b'P', b'K', 3, 4, ..] => (
                "it is a ZIP archive: give the description it holds",
                "c'est une archive ZIP : donnez la description qu'elle contient",
            ),
            [0x1F, 0x8B, ..] => (
                "it is compressed by gzip: unpack it first",
                "il est compressé par gzip : décompressez-le d'abord",
            ),
            [b'%', b'P', b'D', b'F', ..] => (
                "it is a PDF: give the OpenAPI file in JSON or YAML, not its printed documentation",
                "c'est un PDF : donnez le fichier OpenAPI en JSON ou YAML, pas sa documentation imprimée",
            ),
            _ if memchr::memchr(0, &bytes[..bytes.len().min(8192)]).is_some() => (
                "it holds binary bytes, not text: give a JSON or YAML file in UTF-8",
                "il contient des octets binaires, pas du texte : donnez un fichier JSON ou YAML en UTF-8",
            ),
            _ => return None,
        };
        Some(Self::because(uri, Text::new(en, fr)))
    }

    /// Bytes that are not UTF-8: most often a file saved in Latin-1 or Windows-1252.
    pub(super) fn encoding(uri: &Uri, error: &FromUtf8Error) -> Self {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = utf16_length(before.rsplit('\n').next().unwrap_or_default()) + 1;
        let byte = bytes.get(valid).copied().unwrap_or_default();
        // In Latin-1, control characters other than tab and line ends do not occur, and most bytes are ASCII.
        let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
        let control = bytes
            .iter()
            .filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
            .count();
        let reason = if control == 0 && high * 3 < bytes.len().max(1) {
            let character = latin1(byte);
            Text::new(
                format!(
                    "it is not in UTF-8: it looks like Latin-1 or Windows-1252 (byte {byte:#04X}, “{character}”, \
                     line {line}, column {column}). Save it in UTF-8"
                ),
                format!(
                    "il n'est pas en UTF-8 : il semble en Latin-1 ou Windows-1252 (octet {byte:#04X}, « {character} », \
                     ligne {line}, colonne {column}). Enregistrez-le en UTF-8"
                ),
            )
        } else {
            Text::new(
                format!(
                    "it holds binary bytes, not text (byte {byte:#04X}, line {line}): give a JSON or YAML file in UTF-8"
                ),
                format!(
                    "il contient des octets binaires, pas du texte (octet {byte:#04X}, ligne {line}) : donnez un fichier \
                     JSON ou YAML en UTF-8"
                ),
            )
        };
        Self { is_foreign: false, ..Self::because(uri, reason) }
    }

    /// Texts that are plainly something else before any parsing: nothing, HTML, XML, RAML, GraphQL, Protocol Buffers.
    pub(super) fn not_a_document(source: &Arc<Source>) -> Option<Self> {
        let text = source.text[source.mark_length()..].trim_start();
        let head: String = text.chars().take(2048).collect::<String>().to_ascii_lowercase();
        let (en, fr) = if text.is_empty() {
            ("it is empty", "il est vide")
        } else if head.starts_with("#%raml") {
            (
                "it is a RAML description: export it as OpenAPI",
                "c'est une description RAML : exportez-la en OpenAPI",
            )
        } else if head.starts_with('<') {
            xml(&head)
        } else if head.starts_with("format: 1a") {
            (
                "it is an API Blueprint: export it as OpenAPI",
                "c'est une description API Blueprint : exportez-la en OpenAPI",
            )
        } else if head.starts_with("syntax = \"proto") || head.starts_with("syntax=\"proto") {
            (
                "it is a Protocol Buffers file: gRPC is outside what OpenAPI describes",
                "c'est un fichier Protocol Buffers : gRPC est hors de ce qu'OpenAPI décrit",
            )
        } else if ["type query", "schema {", "schema{", "directive @"]
            .iter()
            .any(|start| head.starts_with(start))
        {
            (
                "it is a GraphQL schema, which OpenAPI does not describe",
                "c'est un schéma GraphQL, qu'OpenAPI ne décrit pas",
            )
        } else {
            return None;
        };
        Some(Self {
            text: Some(Arc::clone(source)),
            ..Self::because(&source.uri, Text::new(en, fr))
        })
    }

    /// A text whose syntax is broken.
    pub(super) fn syntax(source: &Arc<Source>, error: &SyntaxError) -> Self {
        let is_foreign = !names_a_version(&source.text);
        let at = Some((source.position(error.at.start), error.at));
        Self {
            at,
            text: Some(Arc::clone(source)),
            is_foreign,
            ..Self::because(&source.uri, error.message.clone())
        }
    }

    /// A document without `openapi` or `swagger`.
    pub(super) fn not_openapi(document: &Document) -> Self {
        let root = document.root();
        let has = |name: &str| root.get(name).is_some();
        let text = |name: &str| root.get(name).and_then(Node::scalar).unwrap_or_default();
        let postman = root.get("info").is_some_and(|info| {
            info.get("_postman_id").is_some()
                || info
                    .get("schema")
                    .and_then(Node::as_str)
                    .is_some_and(|schema| schema.contains("getpostman.com"))
        });
        let named = |what: &str, quoi: &str| {
            Text::new(
                format!("it is {what}, not an OpenAPI description"),
                format!("c'est {quoi}, pas une description OpenAPI"),
            )
        };
        let reason = if has("asyncapi") {
            named("an AsyncAPI description", "une description AsyncAPI")
        } else if postman {
            Text::new(
                "it is a Postman collection, not an OpenAPI description: export the API as OpenAPI",
                "c'est une collection Postman, pas une description OpenAPI : exportez l'API en OpenAPI",
            )
        } else if has("swaggerVersion") {
            Text::new(
                format!(
                    "it is a Swagger {} description: convert it to OpenAPI 3",
                    text("swaggerVersion")
                ),
                format!(
                    "c'est une description Swagger {} : convertissez-la en OpenAPI 3",
                    text("swaggerVersion")
                ),
            )
        } else if has("arazzo") {
            named("an Arazzo description", "une description Arazzo")
        } else if has("overlay") {
            named("an OpenAPI Overlay", "un Overlay OpenAPI")
        } else if text("_type") == "export" {
            named("an Insomnia export", "un export Insomnia")
        } else if root.get("log").is_some_and(|log| log.get("entries").is_some()) {
            named("an HTTP archive (HAR)", "une archive HTTP (HAR)")
        } else if root.get("data").is_some_and(|data| data.get("__schema").is_some())
            || has("__schema")
        {
            named("the introspection of a GraphQL schema", "l'introspection d'un schéma GraphQL")
        } else if has("$schema") || has("$id") {
            named("a JSON Schema", "un schéma JSON")
        } else if has("rules") || has("extends") {
            named("a ruleset", "un jeu de règles")
        } else if root.is_map() {
            Text::new(
                "it is not an OpenAPI description: neither `openapi` nor `swagger` stands at its root",
                "ce n'est pas une description OpenAPI : ni `openapi` ni `swagger` ne se trouve à sa racine",
            )
        } else {
            Text::new(
                "it is not an OpenAPI description: its root is not an object with `openapi` or `swagger`",
                "ce n'est pas une description OpenAPI : sa racine n'est pas un objet avec `openapi` ou `swagger`",
            )
        };
        Self {
            text: Some(Arc::clone(&document.source)),
            ..Self::because(&document.source.uri, reason)
        }
    }

    pub(super) fn unknown_version(document: &Document, field: Node<'_>) -> Self {
        let written = field.scalar().unwrap_or_default();
        let name = field.key().unwrap_or_default();
        let other = if name == "openapi" { "swagger" } else { "openapi" };
        let reason = match Version::recognise(other, written.trim()) {
            Recognised::Known(_) => Text::new(
                format!("the version {written} is written `{other}: \"{written}\"`, not `{name}`"),
                format!("la version {written} s'écrit `{other}: \"{written}\"`, pas `{name}`"),
            ),
            Recognised::UnknownMinor { .. } | Recognised::Unknown => Text::new(
                format!(
                    "unknown OpenAPI version `{name}: {written}`: 2.0, 3.0, 3.1 and 3.2 are judged"
                ),
                format!(
                    "version d'OpenAPI inconnue, `{name}: {written}`\u{a0}: 2.0, 3.0, 3.1 et 3.2 sont jugées"
                ),
            ),
        };
        let span = field.place();
        Self {
            at: Some((document.source.position(span.start), span)),
            text: Some(Arc::clone(&document.source)),
            is_foreign: false,
            ..Self::because(&document.source.uri, reason)
        }
    }
}

/// A number of bytes in words: `64 MiB`.
pub fn size(bytes: u64) -> Text {
    let units = [(30, "GiB", "Gio"), (20, "MiB", "Mio"), (10, "KiB", "Kio")];
    let whole = units.into_iter().find(|(shift, ..)| bytes > 0 && bytes.trailing_zeros() >= *shift);
    match whole {
        Some((shift, en, fr)) => {
            let count = bytes >> shift;
            Text::new(format!("{count} {en}"), format!("{count}\u{a0}{fr}"))
        }
        None => Text::new(format!("{bytes} bytes"), format!("{bytes}\u{a0}octets")),
    }
}

/// What a text in angle brackets is.
fn xml(head: &str) -> (&'static str, &'static str) {
    let has = |word: &str| head.contains(word);
    if has("<!doctype html") || has("<html") {
        (
            "it is an HTML page (Swagger UI, ReDoc?): give the JSON or YAML file that the page shows",
            "c'est une page HTML (Swagger UI, ReDoc ?) : donnez le fichier JSON ou YAML que la page affiche",
        )
    } else if has("wsdl") {
        (
            "it is a WSDL description: SOAP is outside what OpenAPI describes",
            "c'est une description WSDL : SOAP est hors de ce qu'OpenAPI décrit",
        )
    } else if has("wadl") {
        (
            "it is a WADL description: export it as OpenAPI",
            "c'est une description WADL : exportez-la en OpenAPI",
        )
    } else {
        ("it is XML: give a JSON or YAML file", "c'est du XML : donnez un fichier JSON ou YAML")
    }
}

/// Whether a broken text was meant as a description: a line starts with the version field.
fn names_a_version(text: &str) -> bool {
    ["openapi", "swagger"].iter().any(|name| {
        memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()).take(64).any(|at| {
            let before = text[..at].trim_end_matches(['"', '\'']).trim_end_matches([' ', '\t']);
            let after = text[at + name.len()..].trim_start_matches(['"', '\'']).trim_start();
            before.is_empty() && after.starts_with(':')
                || before.ends_with(['\n', '{', ',', '\u{feff}']) && after.starts_with(':')
        })
    })
}

/// A byte as Windows-1252 reads it, near enough for a message.
fn latin1(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x9C => 'œ',
        other => char::from(other),
    }
}
