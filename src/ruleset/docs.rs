//! What a rule says of itself to people.

use std::sync::OnceLock;

use super::builtin;
use super::faults::Fault;
use super::origin::Spot;
use crate::diagnostic::{Severity, Text};
use crate::document::Node;
use crate::source::Position;

/// What is known of a rule, beside how it runs: what `apilint explain` prints.
#[derive(Clone, Debug, Default)]
pub struct RuleDocs {
    /// A page that says more.
    pub url: Option<String>,
    /// Texts that the rule must find wrong, or right.
    pub examples: Vec<Example>,
    /// Entries of `examples` that cannot be tried, each with the reason.
    pub faulty_examples: Vec<Fault>,
    /// The severity it is written with; nothing when it is off by default.
    pub severity: Option<Severity>,
    /// The criterion of the guide it reports, if it does.
    pub criterion: Option<String>,
    pub(super) words: OnceLock<Box<Words>>,
    /// The rule of the binary whose words these are, where they are not set from the start.
    pub(super) builtin: String,
}

/// The words of a rule.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// What is expected, in one sentence.
    pub description: Text,
    /// Requirements of the guide it answers: `G03`.
    pub guide: Vec<String>,
    /// Version of apilint it came with.
    pub since: Option<String>,
    /// Why it matters.
    pub why: Option<Text>,
    /// Where a source text asks for it; absent for general practice.
    pub source: Option<Source>,
    /// What to do.
    pub fix: Option<Text>,
    /// YAML ready to paste.
    pub snippet: Option<String>,
}

impl RuleDocs {
    /// The words; those of a rule of the binary are made once they are asked for, which they are for few of them.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Box::new(builtin::words(&self.builtin)))
    }
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
    /// The declaration beside it, for rules that speak of one: the marks stand there.
    pub declaration: Option<String>,
    /// Where the ruleset holds it: the word `bad` or `good`.
    pub at: Spot,
    /// Where its first character stands, when it is written line for line (`|`).
    body: Option<Position>,
}

impl Example {
    pub(super) fn new(
        is_bad: bool,
        (node, text): (Node<'_>, &str),
        declaration: Option<(Node<'_>, &str)>,
    ) -> Self {
        let at = Spot::of(node, node.key_place());
        let (marked, marks) = declaration.unwrap_or((node, text));
        let declaration = declaration.map(|(_, text)| text.to_owned());
        let body = body(marked.target(), marks);
        Self { is_bad, text: text.to_owned(), declaration, at, body }
    }

    /// The text that its marks stand in.
    pub fn marked(&self) -> &str {
        self.declaration.as_deref().unwrap_or(&self.text)
    }

    /// The place of the ruleset's file that a place of the text stands at, or the whole example where that is not known.
    pub fn place_of(&self, at: Position) -> Position {
        self.body.map_or(self.at.at, |body| Position {
            line: body.line + at.line - 1,
            column: body.column + at.column - 1,
        })
    }
}

/// Where the first character of a text stands that is written line for line.
fn body(node: Node<'_>, text: &str) -> Option<Position> {
    let source = &node.document().source;
    if !source.slice(node.span()).starts_with('|') {
        return None;
    }
    let first = text.find(|character: char| !character.is_whitespace())?;
    let (above, before) = (text[..first].matches('\n').count(), text[..first].rsplit('\n').next()?);
    let at = source.position(node.place_of(first..first + 1).start);
    let column = at.column.checked_sub(before.len() as u32)?;
    Some(Position { line: at.line.checked_sub(above as u32)?, column })
}
