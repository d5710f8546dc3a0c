//! What is wrong with rulesets, all of it, each at its place.

use std::fmt;

use crate::diagnostic::Text;
use crate::document::Node;
use crate::source::{Position, Span, Uri};

/// What is wrong with rulesets: all of it.
#[derive(Debug, thiserror::Error)]
pub struct RulesetError {
    /// Each fault at its place.
    pub faults: Vec<Fault>,
}

impl fmt::Display for RulesetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(formatter, "{}: {}", fault.uri, fault.message.en)?;
        }
        Ok(())
    }
}

/// A fault of a ruleset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, or the name that was asked for.
    pub uri: Uri,
    /// The place, where there is one.
    pub at: Option<(Position, Span)>,
    /// What is wrong and the way out.
    pub message: Text,
}

impl Fault {
    /// A fault at a place of a ruleset.
    pub(super) fn in_span(node: Node<'_>, span: Span, message: Text) -> Self {
        let source = &node.document().source;
        let at = Some((source.position(span.start), span));
        Self { uri: source.uri.clone(), at, message }
    }

    /// A fault of a name that a user gave.
    pub(super) fn of_name(name: &str, message: Text) -> Self {
        Self { uri: Uri::new(name), at: None, message }
    }
}

/// A rule that does not run, and why: it asks for what only Spectral's own engine has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRun {
    /// The rule; the ruleset where none of its rules can be read.
    pub rule: String,
    /// Why, at its place.
    pub reason: Fault,
}

/// Faults as they are found.
#[derive(Default)]
pub(super) struct Faults {
    /// What refuses the ruleset.
    pub list: Vec<Fault>,
    /// What leaves a rule out.
    pub not_run: Vec<NotRun>,
}

impl Faults {
    pub(super) fn at(&mut self, node: Node<'_>, message: Text) {
        self.list.push(Fault::in_span(node, node.place(), message));
    }

    pub(super) fn at_key(&mut self, node: Node<'_>, message: Text) {
        self.list.push(Fault::in_span(node, node.key_place(), message));
    }

    pub(super) fn leave_out(&mut self, rule: &str, node: Node<'_>, message: Text) {
        let reason = Fault::in_span(node, node.place(), message);
        self.not_run.push(NotRun { rule: rule.to_owned(), reason });
    }
}
