//! What a rule says of itself to people.

use crate::diagnostic::{Severity, Text};

/// The words of a rule: what `apilint explain` prints.
#[derive(Clone, Debug, Default)]
pub struct RuleDocs {
    /// What is expected, in one sentence.
    pub description: Text,
    /// Why it matters.
    pub why: Option<Text>,
    /// What to do.
    pub fix: Option<Text>,
    /// YAML ready to paste.
    pub snippet: Option<String>,
    /// Requirements of the guide it answers: `G03`.
    pub guide: Vec<String>,
    /// Where a source text asks for it; absent for general practice.
    pub source: Option<Source>,
    /// Version of apilint it came with.
    pub since: Option<String>,
    /// A page that says more.
    pub url: Option<String>,
    /// Texts that the rule must find wrong, or right.
    pub examples: Vec<Example>,
    /// The severity it is written with; nothing when it is off by default.
    pub severity: Option<Severity>,
    /// The criterion of the guide it reports, if it does.
    pub criterion: Option<String>,
}

/// The passage of a source text that a rule comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which text: `guide`, `doctrine`…
    pub document: String,
    /// Heading of the section, as it is written there.
    pub section: Option<String>,
    /// The words, as they are written there: French.
    pub quote: Option<String>,
}

/// A description, or a piece of one, that shows the rule at work.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether the rule has something to say of it.
    pub is_bad: bool,
    /// The text, with its `#^` marks.
    pub text: String,
}
