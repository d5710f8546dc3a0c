//! Rulesets: rules as they are written in YAML, read, merged and compiled into rules that cannot fail.

mod alias;
mod builtin;
mod compile;
mod definition;
mod docs;
mod faults;
mod library;
mod load;
mod merge;
mod message;
mod origin;
mod overrides;
mod package;
mod ready;
mod unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::description::View;
use crate::diagnostic::Severity;
use crate::functions::Check;
use crate::jsonpath::{Dialect, Path};
use crate::source::Uri;
use crate::spec::Format;
use library::Library;

pub use alias::Scope;
pub use builtin::{BUILTIN_NAMES, builtin_ids, is_ours};
pub use docs::{Example, RuleDocs, Source as RuleSource, Words as RuleWords};
pub use faults::{Fault, NotRun, RulesetError};
pub use load::Extent;
pub use message::{Template, Variable, Variables};
pub use origin::{Extended, Origin, Spot};

/// Rules ready to run, in the order of their ids.
#[derive(Debug, Default)]
pub struct Ruleset {
    /// The rulesets asked for, in their order: `apilint:rest`, `team.yaml`.
    pub names: Vec<String>,
    /// Every enabled rule.
    pub rules: Vec<Rule>,
    /// Rules that are known but switched off, for `explain` and `rules`.
    pub disabled: BTreeMap<String, RuleDocs>,
    /// Rules that are not run, each with the reason.
    pub not_run: Vec<NotRun>,
    /// The formats that its rules are for, when it was written for Spectral and says so: a document of none of them is
    /// reported (`unrecognized-format`).
    pub formats: Vec<Format>,
    /// Who decides of each rule, those switched off or not run included; nothing where it was loaded [`Extent::ToRun`].
    pub origins: BTreeMap<String, Origin>,
    /// What it was made from, where some documents need another.
    library: Option<Arc<Library>>,
}

impl Ruleset {
    /// An enabled rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules
            .binary_search_by(|rule| rule.id.as_str().cmp(id))
            .ok()
            .map(|index| &self.rules[index])
    }

    /// What becomes of a rule; nothing where no ruleset that was read has it.
    pub fn standing(&self, id: &str) -> Option<Standing<'_>> {
        let enabled = self.rule(id).map(Standing::Runs);
        let left_out = || self.not_run.iter().find(|left_out| left_out.rule == id);
        enabled
            .or_else(|| left_out().map(Standing::NotRun))
            .or_else(|| self.disabled.get(id).map(Standing::Off))
    }

    /// Whether it asks what the referencing guide asks.
    pub fn judges(&self) -> bool {
        self.rules.iter().any(|rule| rule.docs.criterion.is_some())
    }

    /// The ruleset that its `overrides` make for a document; nothing where it is this one.
    pub fn for_document(&self, document: &Uri) -> Option<Arc<Self>> {
        let library = self.library.as_ref()?;
        Some(library.varied(library.variant(document)?))
    }
}

/// What becomes of a rule that was read.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'r> {
    /// It runs.
    Runs(&'r Rule),
    /// It is switched off.
    Off(&'r RuleDocs),
    /// It cannot run.
    NotRun(&'r NotRun),
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
    /// Places of the document where they weigh something else; the longest pointer that holds a diagnostic decides.
    pub places: Vec<Place>,
    /// The formats of documents it applies to; all when empty.
    pub formats: Vec<Format>,
    /// How it sees references.
    pub view: View,
    /// Where it looks.
    pub given: Vec<Given>,
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

    /// Whether it is one of apilint's own, and not written for Spectral.
    pub fn is_ours(&self) -> bool {
        is_ours(&self.ruleset)
    }

    /// The place that decides the weight of a diagnostic at a pointer, if one does.
    pub fn place_of(&self, pointer: &str) -> Option<&Place> {
        let holds = |place: &&Place| {
            pointer
                .strip_prefix(place.pointer.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.places.iter().filter(holds).max_by_key(|place| place.pointer.len())
    }
}

/// A part of a document where the diagnostics of a rule weigh something else (`overrides` of a ruleset).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// JSON Pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// Their weight there; nothing where they are not said.
    pub severity: Option<Severity>,
    /// What says so; nothing where the rule is off outside of its places.
    pub said: Option<Spot>,
}

/// An expression of a rule, with the formats of documents that its aliases are for.
#[derive(Clone, Debug)]
pub struct Given {
    /// As the rule writes it, aliases not replaced.
    pub written: String,
    /// The expression, aliases replaced.
    pub path: Path,
    /// What it is written in.
    pub dialect: Dialect,
    /// All of these must hold.
    pub scopes: Vec<Scope>,
}

impl Given {
    /// Whether it is for documents of these formats.
    pub fn applies_to(&self, formats: &[Format]) -> bool {
        self.scopes.iter().all(|scope| scope.holds(formats))
    }

    /// What tells it from others: they select the same where these are the same.
    pub fn key(&self) -> (&str, Dialect) {
        (&self.path.text, self.dialect)
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
#[derive(Clone, Debug)]
pub enum Field {
    /// The match itself.
    Itself,
    /// `@key`: each key of the match.
    Keys,
    /// A member, or a member of a member: `contact.email`.
    Members(Vec<String>),
    /// What an expression selects below the match: `$.contact[*]`.
    Selected(Path),
}

impl Field {
    /// Reads a field that is no expression: `@key`, `name`, `a.b`, `a[0]`.
    fn of(path: &str) -> Self {
        match path {
            "" => Self::Itself,
            "@key" => Self::Keys,
            _ => {
                let split =
                    path.split(['.', '[', ']']).map(|member| member.trim_matches(['"', '\'']));
                let members = split.filter(|member| !member.is_empty()).map(str::to_owned);
                Self::Members(members.collect())
            }
        }
    }
}
