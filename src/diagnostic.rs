//! What is told to the user: a severity, a message in both languages, a place, and how to mend it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::source::Span;

/// A sentence in both languages; the language is chosen when it is shown, never before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Text {
    /// Both originals.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { en: en.into(), fr: fr.into() }
    }

    /// A text that is the same in both languages: a name, a figure, an excerpt.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), fr: text }
    }

    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }
}

/// A language of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

/// How much a diagnostic weighs. Ordered: `Error` is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A nicety.
    Hint,
    /// A recommendation.
    Info,
    /// A standard that is not followed (Spectral's `warn`).
    Warning,
    /// A prerequisite that is not met.
    Error,
}

impl Severity {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// The name in reports: `error`, `warning`, `info`, `hint`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A place, with what it has to do with the matter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// The bytes meant.
    pub span: Span,
    /// JSON Pointer (RFC 6901) of the node in its own document; empty for the root.
    pub pointer: String,
    /// What the place shows, where the message alone does not say it.
    pub text: Option<Text>,
}

/// A replacement of some bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes replaced; an empty span inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Whether a fix may be applied without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Safety {
    /// It cannot change what the API means.
    Safe,
    /// It may: a person decides.
    Unsafe,
}

/// A change of the source that settles a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as an order: "quote the key".
    pub title: Text,
    /// Its replacements; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unseen.
    pub safety: Safety,
}

/// One thing said of one place. Why it matters and how to mend it stand in the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Id of the rule that says it.
    pub rule: String,
    /// Its weight in this run.
    pub severity: Severity,
    /// What is wrong: fits on a line, makes sense alone.
    pub message: Text,
    /// The smallest thing the reader would change.
    pub at: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// Ready-made changes.
    pub fixes: Vec<Fix>,
    /// Of how many places it speaks, where it stands at one of them for all: it is the same when another is mended.
    pub count: Option<usize>,
    /// What it is recognised by in the next version of the file; zero until all that is told of a description is known.
    pub fingerprint: Fingerprint,
}

/// What a diagnostic is recognised by, whatever its line: 16 hexadecimal figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Reads 16 figures, `a` to `f` small.
    pub fn read(text: &str) -> Option<Self> {
        let is_figure = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_right = text.len() == 16 && text.bytes().all(is_figure);
        is_right.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}
