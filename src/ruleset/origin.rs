//! Where a ruleset says something: the place of a rule, of its weight, of an example.

use super::unit::Mode;
use crate::document::Node;
use crate::source::{Position, Span, Uri};

/// A place in a file of a ruleset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file.
    pub uri: Uri,
    /// The line and the column.
    pub at: Position,
    /// Whether it stands in an element of `overrides` or in `except`.
    pub is_override: bool,
}

impl Spot {
    pub(super) fn of(node: Node<'_>, span: Span) -> Self {
        let source = &node.document().source;
        let root = node.document().root();
        let of_some_files = ["overrides", "except"];
        let is_override = std::iter::successors(Some(node), |node| node.parent())
            .any(|node| node.parent() == Some(root) && of_some_files.contains(&key(node)));
        Self { uri: source.uri.clone(), at: source.position(span.start), is_override }
    }

    /// Whether it is in a file that a user wrote.
    pub fn is_users(&self) -> bool {
        let of_binary = |(name, _): &(&str, _)| {
            self.uri.as_str().strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
        };
        !super::BUILTIN_NAMES.iter().any(of_binary)
    }
}

fn key(node: Node<'_>) -> &str {
    node.key().unwrap_or_default()
}

/// Who decides whether a rule runs, and what it weighs.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The ruleset that defines the rule.
    pub ruleset: String,
    /// Where it is written.
    pub defined: Spot,
    /// The last word on its weight: its definition, or what tunes it.
    pub weighed: Spot,
    /// How the ruleset that holds it was extended, when that says whether it runs.
    pub extended: Option<Extended>,
}

/// What an element of `extends` says of the rules that come with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extended {
    /// `[name, all]`: all run.
    All,
    /// `[name, recommended]`: those that are recommended run.
    Recommended,
    /// `[name, off]`: none runs until it is switched on.
    Off,
}

impl From<Mode> for Extended {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::All => Self::All,
            Mode::Recommended => Self::Recommended,
            Mode::Off => Self::Off,
        }
    }
}
