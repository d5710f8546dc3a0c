//! What the rules say of a description, by rule.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Outcome, Run};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ruleset::{Rule, RuleDocs};

/// What one rule says of a description.
pub(super) struct Group<'r> {
    pub rule: &'r str,
    pub severity: Severity,
    pub docs: Option<&'r RuleDocs>,
    pub diagnostics: Vec<&'r Diagnostic>,
    /// How many more there are, past the limit.
    pub left_out: usize,
}

impl Group<'_> {
    /// All of them.
    pub fn count(&self) -> usize {
        self.diagnostics.len() + self.left_out
    }
}

/// The diagnostics by rule: the heaviest first, then in the order of their first places.
pub(super) fn groups<'r>(run: &Run<'r>, outcome: &'r Outcome) -> Vec<Group<'r>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut ranks: HashMap<&str, usize> = HashMap::new();
    for diagnostic in &outcome.diagnostics {
        let rank = *ranks.entry(&diagnostic.rule).or_insert_with(|| {
            let docs = run.ruleset.rule(&diagnostic.rule).map(|rule: &Rule| &rule.docs);
            groups.push(Group {
                rule: &diagnostic.rule,
                severity: diagnostic.severity,
                docs,
                diagnostics: Vec::new(),
                left_out: outcome.left_out(Some(&diagnostic.rule)),
            });
            groups.len() - 1
        });
        groups[rank].severity = groups[rank].severity.max(diagnostic.severity);
        groups[rank].diagnostics.push(diagnostic);
    }
    groups.sort_by_key(|group| Reverse(group.severity));
    groups
}
