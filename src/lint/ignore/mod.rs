//! What a producer asks not to be told, and why: `x-apilint-ignore` in a description, comments, `apilint.yaml`. What a
//! baseline holds is set apart with it, later ([`super::baseline`]).
//!
//! A reason is asked for: whoever reads the file later must know whether it still holds. What is ignored is reported apart,
//! and what ignores nothing any more is said.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use super::bounded::{Told, sort};
use crate::declaration::{Date, Ignoring};
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Fingerprint, Label, Text};
use crate::ruleset::Ruleset;
use crate::source::Span;

/// The most that one description may ask: past it nobody reads the reasons.
const MOST: usize = 1_000;

/// Where it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// `x-apilint-ignore`, in an object of the description.
    Document,
    /// A comment: `# apilint-ignore contact-present: reason`.
    Comment,
    /// `ignore` of `apilint.yaml`.
    Config,
    /// A baseline: it was there before the gate.
    Baseline,
}

impl By {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Comment => "comment",
            Self::Config => "config",
            Self::Baseline => "baseline",
        }
    }
}

/// One request: some rules, at and below one place.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// Ids of the rules.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Option<Date>,
    /// Where it is asked.
    pub by: By,
    /// The place of the request.
    pub at: Label,
    /// The bytes it is about.
    scope: Span,
}

/// A diagnostic that is not told.
#[derive(Clone, Debug)]
pub struct Ignored {
    /// What would have been told.
    pub diagnostic: Diagnostic,
    /// The rank of the request; none where a baseline holds it.
    pub(super) request: Option<usize>,
    /// Why it is not.
    pub reason: String,
    /// Where it is asked.
    pub by: By,
    /// The last day it holds.
    pub until: Option<Date>,
}

impl Ignored {
    /// Whether a baseline holds it, and nobody said why.
    pub fn is_only_known(&self) -> bool {
        self.by == By::Baseline && self.reason.is_empty()
    }
}

/// Something to say of the requests themselves: the rule that says it, and the words.
#[derive(Clone, Debug)]
struct Remark {
    rule: &'static str,
    at: Label,
    message: Text,
}

/// Rules that speak of requests: what cannot be used, what has passed its day, what ignores nothing.
const INVALID: &str = "ignore-valid";
const EXPIRED: &str = "ignore-expired";
const UNUSED: &str = "ignore-unused";

/// All that a description and what stands beside it ask not to be told.
#[derive(Clone, Debug, Default)]
pub struct Ignores {
    all: Vec<Ignore>,
    /// For each rule, the bytes where it is ignored, and by which request: in order, none within another.
    of_rule: BTreeMap<String, Vec<(Span, usize)>>,
    remarks: Vec<Remark>,
}

impl Ignores {
    /// Reads the requests of a description, and those that `apilint.yaml` makes for it. `today`: the day that dates are
    /// compared with; without it none has passed.
    pub fn of(description: &Description, beside: &[Ignoring], today: Option<Date>) -> Self {
        let mut ignores = Self::default();
        let (mut asked, faults) = read::all(description, beside);
        ignores.remarks.extend(faults.into_iter().map(|(at, message)| Remark {
            rule: INVALID,
            at,
            message,
        }));
        if let Some(first) = asked.get(MOST) {
            let at = first.at.clone();
            let message = Text::new(
                format!("Only the first {MOST} requests to ignore are read"),
                format!("Seules les {MOST} premières demandes d'ignorer sont lues"),
            );
            ignores.remarks.push(Remark { rule: INVALID, at, message });
            asked.truncate(MOST);
        }
        for ignore in asked {
            let passed = ignore.until.filter(|until| today.is_some_and(|today| today > *until));
            match passed {
                None => ignores.all.push(ignore),
                Some(day) => {
                    let names = ignore.rules.join(", ");
                    let message = Text::new(
                        format!("{names} is ignored until {day} only: it is told again"),
                        format!(
                            "{names} n'est ignorée que jusqu'au {day}\u{a0}: elle est de nouveau signalée"
                        ),
                    );
                    ignores.remarks.push(Remark { rule: EXPIRED, at: ignore.at, message });
                }
            }
        }
        ignores.index();
        ignores
    }

    /// Sorts the places by rule. One within another of the same rule adds nothing.
    fn index(&mut self) {
        for (rank, ignore) in self.all.iter().enumerate() {
            for rule in &ignore.rules {
                self.of_rule.entry(rule.clone()).or_default().push((ignore.scope, rank));
            }
        }
        for places in self.of_rule.values_mut() {
            places.sort_by_key(|(span, rank)| {
                (span.source, span.start, std::cmp::Reverse(span.end), *rank)
            });
            let mut last: Option<Span> = None;
            places.retain(|(span, _)| {
                let is_within =
                    last.is_some_and(|last| last.source == span.source && span.end <= last.end);
                if !is_within {
                    last = Some(*span);
                }
                !is_within
            });
        }
    }

    /// Which request a rule is ignored by at a place.
    pub(super) fn covers(&self, rule: &str, at: Span) -> Option<usize> {
        let places = self.of_rule.get(rule)?;
        let after =
            places.partition_point(|(span, _)| (span.source, span.start) <= (at.source, at.start));
        let (span, rank) = places.get(after.checked_sub(1)?)?;
        (span.source == at.source && at.start <= span.end).then_some(*rank)
    }

    /// The request of a rank.
    pub(super) fn get(&self, rank: usize) -> &Ignore {
        &self.all[rank]
    }

    /// Adds what the rules about requests say, now that all the others have run.
    pub(super) fn tell(&self, ruleset: &Ruleset, told: &mut Told) {
        let used: BTreeSet<(usize, &str)> = told
            .ignored
            .iter()
            .filter_map(|it| Some((it.request?, it.diagnostic.rule.as_str())))
            .collect();
        let mut remarks = self.remarks.clone();
        for (rank, ignore) in self.all.iter().enumerate() {
            // Of a rule that did not run, nobody knows.
            let ran = |rule: &&String| ruleset.rule(rule).is_some();
            let idle: Vec<&str> = ignore
                .rules
                .iter()
                .filter(ran)
                .map(String::as_str)
                .filter(|rule| !used.contains(&(rank, *rule)))
                .collect();
            // What is asked for many files need not be of use in each.
            if idle.is_empty() || ignore.by == By::Config {
                continue;
            }
            let names = idle.join(", ");
            remarks.push(Remark {
                rule: UNUSED,
                at: ignore.at.clone(),
                message: Text::new(
                    format!("{names} finds nothing here: there is nothing to ignore"),
                    format!("{names} ne trouve rien ici\u{a0}: il n'y a rien à ignorer"),
                ),
            });
        }
        if remarks.is_empty() {
            return;
        }
        told.diagnostics.extend(remarks.into_iter().filter_map(|remark| {
            let rule = ruleset.rule(remark.rule)?;
            Some(Diagnostic {
                rule: rule.id.clone(),
                severity: rule.severity,
                message: remark.message,
                at: remark.at,
                related: Vec::new(),
                fixes: Vec::new(),
                count: None,
                fingerprint: Fingerprint::default(),
            })
        }));
        sort(&mut told.diagnostics);
    }
}
