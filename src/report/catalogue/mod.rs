//! The catalogue: which rules apply, and what each of them asks.

#[cfg(feature = "terminal")]
mod explain;
mod json;
mod markdown;
#[cfg(feature = "terminal")]
mod text;

use super::Style;
use crate::diagnostic::{Language, Severity};
use crate::ruleset::{Rule, RuleDocs, Ruleset};

#[cfg(feature = "terminal")]
pub use explain::explain;

/// A rule as the catalogue shows it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'r> {
    /// Its id.
    pub id: &'r str,
    /// The ruleset that defines it, where it is enabled.
    pub ruleset: Option<&'r str>,
    /// Its weight; nothing when it is switched off.
    pub severity: Option<Severity>,
    /// Its weight where a criterion of the guide is met in part, when that is another.
    pub partial: Option<Severity>,
    /// Its words for people.
    pub docs: &'r RuleDocs,
}

impl<'r> Entry<'r> {
    fn enabled(rule: &'r Rule) -> Self {
        Self {
            id: &rule.id,
            ruleset: Some(&rule.ruleset),
            severity: Some(rule.severity),
            partial: Some(rule.partial).filter(|partial| *partial != rule.severity),
            docs: &rule.docs,
        }
    }

    fn disabled(id: &'r str, docs: &'r RuleDocs) -> Self {
        Self { id, ruleset: None, severity: None, partial: None, docs }
    }
}

/// Every rule of a ruleset in the order of the ids: those that are enabled, then those that are switched off.
pub fn entries(ruleset: &Ruleset) -> Vec<Entry<'_>> {
    let enabled = ruleset.rules.iter().map(Entry::enabled);
    let disabled = ruleset.disabled.iter().map(|(id, docs)| Entry::disabled(id, docs));
    enabled.chain(disabled).collect()
}

/// Lists rules.
pub type Listing = fn(&Ruleset, Language, Style) -> String;

/// Every form of the list, by the name that `--format` takes.
pub static LISTINGS: &[(&str, Listing)] = &[
    #[cfg(feature = "terminal")]
    ("text", text::list),
    ("json", json::list),
    ("markdown", markdown::list),
];

/// The rulesets that define enabled rules, those asked for first, each with its rules: the heaviest first.
fn by_ruleset(ruleset: &Ruleset) -> Vec<(&str, Vec<Entry<'_>>)> {
    let mut groups: Vec<(&str, Vec<Entry<'_>>)> =
        ruleset.names.iter().map(|name| (name.as_str(), Vec::new())).collect();
    for rule in &ruleset.rules {
        let rank = groups.iter().position(|(name, _)| *name == rule.ruleset).unwrap_or_else(|| {
            groups.push((&rule.ruleset, Vec::new()));
            groups.len() - 1
        });
        groups[rank].1.push(Entry::enabled(rule));
    }
    groups.retain(|(_, entries)| !entries.is_empty());
    for (_, entries) in &mut groups {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.severity));
    }
    groups
}
