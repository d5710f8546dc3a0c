//! Rulesets: rules as they are written in YAML, read, merged and compiled into rules that cannot fail.

mod builtin;
mod compile;
mod definition;
mod docs;
mod load;
mod message;

use std::collections::BTreeMap;

use crate::description::View;
use crate::diagnostic::Severity;
use crate::functions::Check;
use crate::jsonpath::Path;
use crate::spec::Format;

pub use builtin::{BUILTIN_NAMES, builtin_ids};
pub use docs::{Example, RuleDocs, Source as RuleSource};
pub use load::{Fault, RulesetError};
pub use message::{Template, Variables};

/// Rules ready to run, in the order of their ids.
#[derive(Debug)]
pub struct Ruleset {
    /// The rulesets asked for, in their order: `apilint:rest`, `team.yaml`.
    pub names: Vec<String>,
    /// Every enabled rule.
    pub rules: Vec<Rule>,
    /// Rules that are known but switched off, for `explain` and `rules`.
    pub disabled: BTreeMap<String, RuleDocs>,
}

impl Ruleset {
    /// An enabled rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules
            .binary_search_by(|rule| rule.id.as_str().cmp(id))
            .ok()
            .map(|index| &self.rules[index])
    }
}

/// A rule that cannot fail: everything in it was checked when it was read.
#[derive(Debug)]
pub struct Rule {
    /// Its id, as users write it.
    pub id: String,
    /// The ruleset that defines it.
    pub ruleset: String,
    /// The weight of its diagnostics.
    pub severity: Severity,
    /// Their weight where a criterion of the guide is met in part.
    pub partial: Severity,
    /// The formats of documents it applies to; all when empty.
    pub formats: Vec<Format>,
    /// How it sees references.
    pub view: View,
    /// Where it looks.
    pub given: Vec<Path>,
    /// What it checks there.
    pub then: Vec<Then>,
    /// What it says.
    pub message: Template,
    /// Its words for people.
    pub docs: RuleDocs,
}

impl Rule {
    /// Whether it applies to documents that are of these formats.
    pub fn applies_to(&self, formats: &[Format]) -> bool {
        self.formats.is_empty() || self.formats.iter().any(|format| formats.contains(format))
    }
}

/// A check on what was found, or on a field of it.
#[derive(Debug)]
pub struct Then {
    /// Which part of the match is checked.
    pub field: Field,
    /// Name of the function, for `why` and messages of faults.
    pub function: String,
    /// The function with its options.
    pub check: Check,
}

/// Which part of a match a check is made on (Spectral's `then.field`).
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// The match itself.
    Itself,
    /// `@key`: each key of the match.
    Keys,
    /// A member, or a member of a member: `contact.email`.
    Members(Vec<String>),
}
