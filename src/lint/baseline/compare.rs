//! What is told of a document, next to what its baseline holds.

use std::collections::{HashMap, HashSet};

use super::Entry;
use crate::declaration::Date;
use crate::description::Description;
use crate::diagnostic::Diagnostic;
use crate::lint::{By, Ignored};

/// How a document is compared with what is known of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms {
    /// The day that dates are compared with; without it none has passed.
    pub today: Option<Date>,
    /// Whether what is new becomes known.
    pub accepts_new: bool,
}

/// What a comparison gave.
#[derive(Debug, Default)]
pub struct Compared {
    /// What is known now: the entries that still hold something, as it is seen today, and what was accepted.
    pub entries: Vec<Entry>,
    /// How many hold nothing any more.
    pub gone: usize,
    /// How many have passed their last day: what they hold counts again.
    pub expired: usize,
    /// How many were accepted.
    pub added: usize,
}

/// Sets apart, among what is ignored, the diagnostics that some entries hold. `is_sure`: whether a rule that does not say
/// something any more has really nothing to say; where it did not run or was cut short, nobody knows.
pub fn compare(
    description: &Description,
    entries: &[Entry],
    (diagnostics, ignored): (&mut Vec<Diagnostic>, &mut Vec<Ignored>),
    terms: Terms,
    is_sure: impl Fn(&str) -> bool,
) -> Compared {
    let known: HashMap<_, &Entry> =
        entries.iter().map(|entry| (entry.fingerprint, entry)).collect();
    let mut compared = Compared::default();
    let mut seen = HashSet::new();
    // What is ignored otherwise is still there.
    for diagnostic in ignored.iter().map(|ignored| &ignored.diagnostic) {
        if let Some(entry) = known.get(&diagnostic.fingerprint) {
            seen.insert(entry.fingerprint);
            compared.entries.push((*entry).clone());
        }
    }
    for diagnostic in std::mem::take(diagnostics) {
        let entry = known.get(&diagnostic.fingerprint).copied();
        seen.extend(entry.map(|entry| entry.fingerprint));
        let now = Entry {
            reason: entry.and_then(|entry| entry.reason.clone()),
            until: entry.and_then(|entry| entry.until),
            ..Entry::of(description, &diagnostic)
        };
        let is_held = entry.is_some_and(|entry| entry.holds(&diagnostic));
        if !is_held && !terms.accepts_new {
            compared.entries.extend(entry.cloned());
            diagnostics.push(diagnostic);
            continue;
        }
        compared.added += usize::from(!is_held);
        if now.has_expired(terms.today) {
            compared.expired += 1;
            diagnostics.push(diagnostic);
        } else {
            ignored.push(Ignored {
                diagnostic,
                request: None,
                reason: now.reason.clone().unwrap_or_default(),
                by: By::Baseline,
                until: now.until,
            });
        }
        compared.entries.push(now);
    }
    for entry in entries.iter().filter(|entry| !seen.contains(&entry.fingerprint)) {
        if is_sure(&entry.rule) {
            compared.gone += 1;
        } else {
            compared.entries.push(entry.clone());
        }
    }
    ignored.sort_by(|a, b| {
        let key = |it: &Ignored| it.diagnostic.at.span;
        key(a).cmp(&key(b)).then_with(|| a.diagnostic.rule.cmp(&b.diagnostic.rule))
    });
    compared.entries.sort();
    compared
}
