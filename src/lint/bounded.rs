//! What is told of one description, within a limit: the first by place, and how many more there are. What is left out is
//! never held all at once.

use std::cmp::Ordering;

use super::ignore::{Ignore, Ignored, Ignores};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// Diagnostics of a rule that are counted and not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Id of the rule.
    pub rule: String,
    /// Their severity.
    pub severity: Severity,
    /// How many.
    pub count: usize,
}

/// What is told, and what is not.
#[derive(Debug, Default)]
pub struct Told {
    /// Sorted by place, then by rule, each once.
    pub diagnostics: Vec<Diagnostic>,
    /// By rule, in the order the rules ran.
    pub left_out: Vec<LeftOut>,
    /// What somebody asked not to be told, by place, then by rule.
    pub ignored: Vec<Ignored>,
}

/// Bytes of texts that are kept, whatever the limit: a key of a megabyte may stand in a million pointers.
const MOST_BYTES: usize = 16 << 20;

/// Diagnostics of one rule that are listed as ignored.
const MOST_IGNORED: usize = 1_000;

/// What one rule says.
pub(super) struct OfRule {
    limit: usize,
    kept: Vec<Diagnostic>,
    /// Whether each of those kept stands after the one before: as long as they do, none of the next can come first.
    in_order: bool,
    /// Of the texts kept.
    bytes: usize,
    /// Once there is more than the limit, where the last of those kept stands: what comes after is only counted.
    last: Option<Span>,
    left_out: [usize; Severity::ALL.len()],
    /// What is not told, and by which request.
    ignored: Vec<(Diagnostic, usize)>,
}

impl OfRule {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            kept: Vec::new(),
            in_order: true,
            bytes: 0,
            last: None,
            left_out: [0; Severity::ALL.len()],
            ignored: Vec::new(),
        }
    }

    /// Whether a diagnostic there would be kept; counts it where not.
    pub(super) fn wants(&mut self, at: Span, severity: Severity) -> bool {
        let is_full = self.in_order && self.kept.len() >= self.limit.max(1);
        let wants = self.last.is_none_or(|last| at < last)
            && !(is_full && self.kept.last().is_some_and(|last| last.at.span < at));
        if !wants {
            self.leave_out(severity, 1);
        }
        wants
    }

    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.bytes += bytes(&diagnostic);
        self.in_order &= self.kept.last().is_none_or(|last| last.at.span < diagnostic.at.span);
        self.kept.push(diagnostic);
        if self.bytes > MOST_BYTES {
            self.limit = (self.kept.len() / 2).max(1);
            self.keep_the_first();
        } else if self.kept.len() >= self.limit.saturating_mul(2).max(16) {
            self.keep_the_first();
        }
    }

    pub(super) fn leave_out(&mut self, severity: Severity, count: usize) {
        self.left_out[severity as usize] += count;
    }

    /// Whether one more that is not told would be kept.
    pub(super) fn may_ignore(&self) -> bool {
        self.ignored.len() < self.limit.min(MOST_IGNORED)
    }

    pub(super) fn ignore(&mut self, diagnostic: Diagnostic, request: usize) {
        self.ignored.push((diagnostic, request));
    }

    fn keep_the_first(&mut self) {
        sort(&mut self.kept);
        let over = self.kept.split_off(self.kept.len().min(self.limit));
        if !over.is_empty() {
            self.last = self.kept.last().map(|last| last.at.span);
        }
        for said in over {
            self.bytes -= bytes(&said);
            self.leave_out(said.severity, 1);
        }
    }

    /// Keeps no more than this.
    fn shrink(&mut self, limit: usize) {
        self.limit = self.limit.min(limit);
        self.keep_the_first();
    }
}

/// What the rules say together. Those that say little are told whole; those that say most share what is left.
pub(super) struct Together {
    limit: usize,
    /// Each with its rank among the rules, in that order.
    rules: Vec<(usize, String, OfRule)>,
    ignored: Vec<(Diagnostic, usize)>,
}

impl Together {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, rules: Vec::new(), ignored: Vec::new() }
    }

    pub(super) fn and(&mut self, rank: usize, rule: &str, mut said: OfRule) {
        said.shrink(self.limit);
        self.ignored.append(&mut said.ignored);
        if !said.kept.is_empty() || said.left_out.iter().any(|count| *count > 0) {
            self.rules.push((rank, rule.to_owned(), said));
            self.share();
        }
    }

    /// Those that others say too.
    pub(super) fn with(mut self, mut others: Self) -> Self {
        self.limit = self.limit.min(others.limit);
        self.ignored.append(&mut others.ignored);
        self.rules.append(&mut others.rules);
        self.rules.sort_by_key(|(rank, ..)| *rank);
        self.share();
        self
    }

    /// Gives each rule the same share, and what small ones do not use to the others.
    fn share(&mut self) {
        let mut counts: Vec<usize> = self.rules.iter().map(|(.., said)| said.kept.len()).collect();
        let all = counts.iter().sum::<usize>();
        if self.rules.iter().map(|(.., said)| said.bytes).sum::<usize>() > MOST_BYTES {
            self.limit = self.limit.min(all / 2);
        }
        if all <= self.limit {
            return;
        }
        counts.sort_unstable();
        let mut left = self.limit;
        let mut share = 0;
        for (rank, count) in counts.iter().enumerate() {
            share = left / (counts.len() - rank);
            if *count > share {
                break;
            }
            left -= count;
        }
        self.rules.iter_mut().for_each(|(.., said)| said.shrink(share.max(1)));
    }

    pub(super) fn told(mut self, ignores: &Ignores) -> Told {
        self.ignored.sort_by(|(a, _), (b, _)| by_place(a, b));
        self.ignored.dedup_by(|(a, _), (b, _)| a == b);
        let kept = self.ignored.into_iter().map(|(diagnostic, request)| {
            let Ignore { reason, by, until, .. } = ignores.get(request).clone();
            Ignored { diagnostic, request: Some(request), reason, by, until }
        });
        let mut told = Told { ignored: kept.collect(), ..Told::default() };
        for (_, rule, said) in self.rules {
            for severity in Severity::ALL {
                let count = said.left_out[severity as usize];
                if count > 0 {
                    told.left_out.push(LeftOut { rule: rule.clone(), severity, count });
                }
            }
            told.diagnostics.extend(said.kept);
        }
        sort(&mut told.diagnostics);
        told
    }
}

/// Bytes of what is said, which grow with the keys and texts it quotes.
fn bytes(said: &Diagnostic) -> usize {
    let related = said.related.iter().map(|label| label.pointer.len()).sum::<usize>();
    said.message.en.len() + said.message.fr.len() + said.at.pointer.len() + related
}

/// By place, then by rule, each once.
pub(super) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(by_place);
    diagnostics
        .dedup_by(|a, b| a.at.span == b.at.span && a.rule == b.rule && a.message == b.message);
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |said: &Diagnostic| said.at.span;
    key(a).cmp(&key(b)).then_with(|| {
        (&a.rule, &a.message, &a.at.pointer).cmp(&(&b.rule, &b.message, &b.at.pointer))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fingerprint, Label, Text};
    use crate::source::SourceId;

    fn said(rule: &str, place: u32) -> Diagnostic {
        let span = Span { source: SourceId(0), start: place, end: place + 1 };
        Diagnostic {
            rule: rule.to_owned(),
            severity: Severity::Warning,
            message: Text::same("it is so"),
            at: Label { span, pointer: String::new(), text: None },
            related: Vec::new(),
            fixes: Vec::new(),
            count: None,
            fingerprint: Fingerprint::default(),
        }
    }

    fn told(limit: usize, rules: &[(&str, u32)]) -> Told {
        let mut together = Together::new(limit);
        for (rank, (rule, count)) in rules.iter().enumerate() {
            let mut of_rule = OfRule::new(limit);
            // From the end: the order does not matter.
            for place in (0..*count).rev() {
                let said = said(rule, place);
                if of_rule.wants(said.at.span, said.severity) {
                    of_rule.say(said);
                }
            }
            together.and(rank, rule, of_rule);
        }
        together.told(&Ignores::default())
    }

    #[test]
    fn the_first_are_told_and_the_others_counted() {
        let told = told(10, &[("a", 1000)]);
        let places: Vec<u32> = told.diagnostics.iter().map(|said| said.at.span.start).collect();
        assert_eq!(places, (0..10).collect::<Vec<_>>());
        let left = LeftOut { rule: "a".to_owned(), severity: Severity::Warning, count: 990 };
        assert_eq!(told.left_out, [left]);
    }

    #[test]
    fn who_says_little_is_told_whole() {
        let told = told(100, &[("a", 500), ("b", 3), ("c", 60)]);
        let count = |rule| told.diagnostics.iter().filter(|said| said.rule == rule).count();
        assert_eq!((count("a"), count("b"), count("c")), (48, 3, 48));
        let left: Vec<_> =
            told.left_out.iter().map(|left| (left.rule.as_str(), left.count)).collect();
        assert_eq!(left, [("a", 452), ("c", 12)]);
    }

    #[test]
    fn within_the_limit_nothing_is_left_out() {
        let told = told(100, &[("a", 60), ("b", 40)]);
        assert_eq!((told.diagnostics.len(), told.left_out.len()), (100, 0));
    }
}
