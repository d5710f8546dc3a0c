//! One selection for all rules of a view, then each rule on what it was given.

use std::collections::HashMap;

use super::bounded::{OfRule, Together, Told};
use crate::description::{Description, View};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Node;
use crate::functions::{Finding, Listener, Target, Value};
use crate::guide::Assessment;
use crate::jsonpath::{Match, Path, Plan};
use crate::ruleset::{Field, Rule, Ruleset, Then, Variables};
use crate::source::Span;

pub(super) fn run(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &[Assessment],
    limit: usize,
) -> Told {
    let mut together = Together::new(limit);
    for view in [View::ThroughRefs, View::AsWritten] {
        let applies = |rule: &&Rule| rule.view == view && rule.applies_to(description.version);
        let rules: Vec<&Rule> = ruleset.rules.iter().filter(applies).collect();
        let selection = Selection::of(&rules, view, description);
        for rule in rules {
            let asked = Asked { description, dossier, rule };
            let mut said = OfRule::new(limit);
            for path in &rule.given {
                for found in selection.matches(path) {
                    for then in &rule.then {
                        asked.check(then, *found, &mut said);
                    }
                }
            }
            together.and(&rule.id, said);
        }
    }
    together.told()
}

/// What the expressions of some rules select, each expression once.
struct Selection<'p, 'd> {
    ranks: HashMap<&'p str, usize>,
    matches: Vec<Vec<Match<'d>>>,
}

impl<'p, 'd> Selection<'p, 'd> {
    fn of(rules: &[&'p Rule], view: View, description: &'d Description) -> Self {
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        let mut paths: Vec<&Path> = Vec::new();
        for path in rules.iter().flat_map(|rule| &rule.given) {
            ranks.entry(&path.text).or_insert_with(|| {
                paths.push(path);
                paths.len() - 1
            });
        }
        let matches =
            if paths.is_empty() { Vec::new() } else { Plan::new(paths, view).select(description) };
        Self { ranks, matches }
    }

    fn matches(&self, path: &Path) -> &[Match<'d>] {
        self.ranks.get(path.text.as_str()).map_or(&[], |rank| &self.matches[*rank])
    }
}

/// A rule about to be asked.
struct Asked<'d> {
    description: &'d Description,
    dossier: &'d [Assessment],
    rule: &'d Rule,
}

impl<'d> Asked<'d> {
    fn check(&self, then: &'d Then, found: Match<'d>, said: &mut OfRule) {
        for value in self.targets(&then.field, found) {
            let target = Target { description: self.description, dossier: self.dossier, value };
            then.check.run(&target, &mut Answer { asked: self, target: &target, said });
        }
    }

    /// The parts of a match that are checked.
    fn targets(&self, field: &'d Field, found: Match<'d>) -> Vec<Value<'d>> {
        if found.is_key {
            return vec![Value::Key(found.written)];
        }
        match field {
            Field::Itself => vec![Value::Node(found.node)],
            Field::Keys => found
                .node
                .children()
                .filter(|entry| entry.key().is_some())
                .map(Value::Key)
                .collect(),
            Field::Members(members) => self.member(found.node, members).into_iter().collect(),
        }
    }

    /// A member of a member; what is missing is said at the last thing that is there. Nothing when a reference on the way
    /// names nothing: what it holds is unknown.
    fn member(&self, node: Node<'d>, members: &'d [String]) -> Option<Value<'d>> {
        let mut here = node;
        for member in members {
            let Some(child) = here.get(member) else {
                return Some(Value::Missing { holder: here, member });
            };
            here = match self.rule.view {
                View::AsWritten => child,
                View::ThroughRefs => self.description.follow(child)?,
            };
        }
        Some(Value::Node(here))
    }

    fn severity(&self, finding: &Finding) -> Severity {
        if finding.is_partial { self.rule.partial } else { self.rule.severity }
    }

    fn diagnostic(&self, target: &Target<'_>, finding: Finding) -> Diagnostic {
        let severity = self.severity(&finding);
        let shown = finding.at.as_ref().filter(|_| self.rule.message.shows_the_place());
        // A finding elsewhere than on the target speaks of what stands there.
        let there = shown.and_then(|at| {
            let document = &self.description.documents[at.span.source.0 as usize];
            let value = Value::Node(document.at_pointer(&at.pointer)?);
            Some(Target { description: self.description, dossier: self.dossier, value })
        });
        let subject = there.as_ref().unwrap_or(target);
        let property = subject.property();
        let value = subject.scalar().map_or_else(|| subject.printed(), str::to_owned);
        let at = finding.at.unwrap_or_else(|| target.label());
        let message = self.rule.message.fill(&Variables {
            error: &finding.message,
            description: &self.rule.docs.description,
            property: &property,
            path: &at.pointer,
            value: &value,
        });
        Diagnostic {
            rule: self.rule.id.clone(),
            severity,
            message,
            at,
            related: finding.related,
            fixes: finding.fix.into_iter().collect(),
        }
    }
}

/// What a rule says of one target, on its way to the others.
struct Answer<'a, 'd> {
    asked: &'a Asked<'d>,
    target: &'a Target<'d>,
    said: &'a mut OfRule,
}

impl Listener for Answer<'_, '_> {
    fn wants(&mut self, at: Span) -> bool {
        self.said.wants(at, self.asked.rule.severity)
    }

    fn push(&mut self, finding: Finding) {
        let severity = self.asked.severity(&finding);
        let at = finding.at.as_ref().map_or_else(|| self.target.place(), |at| at.span);
        if self.said.wants(at, severity) {
            self.said.say(self.asked.diagnostic(self.target, finding));
        }
    }

    fn push_more(&mut self, count: usize) {
        self.said.leave_out(self.asked.rule.severity, count);
    }
}
