//! A rule asked of what its `given` selects: the parts that are checked, and what is said of a finding there.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::bounded::OfRule;
use super::ignore::Ignores;
use crate::description::{Description, Target as Reference, View};
use crate::diagnostic::{Diagnostic, Fingerprint, Label, Severity};
use crate::document::{Node, unescape};
use crate::functions::{Budget, Finding, Listener, Schemas, Target, Value};
use crate::guide::Dossier;
use crate::jsonpath::{Match, Part, Plan};
use crate::ruleset::{Field, Place, Rule, Then, Variable, Variables};
use crate::source::Span;

/// What a fragment of a URI writes otherwise, as JavaScript's `encodeURIComponent` does: `{{path}}` of messages is one.
const IN_A_FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'#');

/// A rule about to be asked.
pub(super) struct Asked<'d> {
    pub(super) description: &'d Description,
    dossier: &'d Dossier,
    pub(super) rule: &'d Rule,
    is_partial: bool,
    budget: &'d Budget,
    schemas: &'d Schemas,
    ignores: Option<&'d Ignores>,
}

/// Why nothing is shown of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The rule is off at this place of the document.
    Off(Place),
    /// The description could not be read whole: it may not be true.
    Partial,
    /// Somebody asked not to be told, for this reason.
    Ignored(String),
    /// There are more diagnostics than are shown: it is counted, with this weight.
    LeftOut(Severity),
}

impl<'d> Asked<'d> {
    pub(super) fn new(
        description: &'d Description,
        dossier: &'d Dossier,
        rule: &'d Rule,
        (budget, schemas): (&'d Budget, &'d Schemas),
    ) -> Self {
        let is_partial = description.is_partial();
        Self { description, dossier, rule, is_partial, budget, schemas, ignores: None }
    }

    /// The same, some places left out.
    pub(super) fn ignoring(self, ignores: &'d Ignores) -> Self {
        Self { ignores: Some(ignores), ..self }
    }

    /// Which request the rule is ignored by at a place.
    fn ignored_by(&self, at: Span) -> Option<usize> {
        self.ignores?.covers(&self.rule.id, at)
    }

    pub(super) fn check(&self, then: &'d Then, found: Match<'d>, said: &mut OfRule) {
        for (value, written) in self.targets(&then.field, found) {
            let target = self.target(value, written);
            then.check.run(&target, &mut Answer { asked: self, target: &target, said });
        }
    }

    pub(super) fn target(&self, value: Value<'d>, written: Node<'d>) -> Target<'d> {
        Target {
            description: self.description,
            dossier: self.dossier,
            value,
            written,
            view: self.rule.view,
            budget: self.budget,
            schemas: self.schemas,
        }
    }

    /// The parts of a match that are checked, each with the entry or item by which it was reached.
    pub(super) fn targets(&self, field: &'d Field, found: Match<'d>) -> Vec<(Value<'d>, Node<'d>)> {
        if found.part == Part::Key {
            return vec![(Value::Key(found.written), found.written)];
        }
        let node = found.node;
        match field {
            // Of what is not an object, the whole is checked.
            _ if !(node.is_map() || node.is_list()) => vec![(Value::Node(node), found.written)],
            Field::Itself => vec![(Value::Node(node), found.written)],
            Field::Keys => {
                let entries = node.children().filter(|entry| entry.key().is_some());
                or_nothing(found, entries.map(|entry| (Value::Key(entry), entry)).collect())
            }
            Field::Members(members) => self.member(found, members).into_iter().collect(),
            Field::Selected(path) => {
                let plan = Plan::new(vec![path], self.rule.view);
                let selected = plan.select_below(self.description, node).into_iter().flatten();
                or_nothing(found, selected.map(of_match).collect())
            }
        }
    }

    /// A member of a member; what is missing is said at the last thing that is there. Nothing when a reference on the way
    /// names nothing: what it holds is unknown.
    fn member(&self, found: Match<'d>, members: &'d [String]) -> Option<(Value<'d>, Node<'d>)> {
        let (mut here, mut written) = (found.node, found.written);
        for (rank, member) in members.iter().enumerate() {
            let Some(child) = here.get(member) else {
                return Some((Value::Missing { holder: here, members: &members[rank..] }, written));
            };
            written = child;
            here = match self.rule.view {
                View::AsWritten => child,
                View::ThroughRefs => self.description.follow(child)?,
            };
        }
        Some((Value::Node(here), written))
    }

    /// Where a target stands; for a rule written for Spectral, where Spectral says that it does.
    fn label(&self, target: &Target<'_>) -> Label {
        let is_spectrals = self.rule.view == View::ThroughRefs && !self.rule.is_ours();
        let place = if is_spectrals { self.place_by_reference(target) } else { None };
        place.unwrap_or_else(|| target.label())
    }

    /// Where Spectral says that a target stands that was reached by a `$ref`. One with other keys beside it is a place of its
    /// own; of references to references, the first leads there; and a key is where the value that it names is.
    fn place_by_reference(&self, target: &Target<'_>) -> Option<Label> {
        let written = target.written;
        let first = match self.description.target(written)? {
            Reference::Node(id) => self.description.node(id),
            Reference::Dangling(_) => return None,
        };
        let is_alone = |node: Node<'_>| node.len() == 1;
        if !is_alone(written) {
            let member = match target.value {
                Value::Missing { members, .. } => {
                    members.first().and_then(|name| written.get(name))
                }
                Value::Node(_) | Value::Key(_) => None,
            };
            return Some(member.unwrap_or(written).key_label());
        }
        let leads_on = self.description.target(first).is_some();
        if leads_on && is_alone(first) || matches!(target.value, Value::Key(_)) {
            return Some(first.key_label());
        }
        None
    }

    /// The weight of a finding, places left aside.
    fn severity(&self, finding: &Finding) -> Severity {
        if finding.is_partial { self.rule.partial } else { self.rule.severity }
    }

    /// What is said of a finding; nothing where the rule is off at its place, nor where it may not be true.
    pub(super) fn diagnostic(
        &self,
        target: &Target<'_>,
        finding: Finding,
    ) -> Result<Diagnostic, Dropped> {
        let usual = self.severity(&finding);
        // Only what the message shows is made: the text of a list grows with the list, and so may its findings.
        let shown = finding.at.as_ref().filter(|_| self.rule.message.shows_the_place());
        // A finding elsewhere than on the target speaks of what stands there.
        let there = shown.and_then(|at| {
            let document = self.description.document(at.span.source);
            let node = document.at_pointer(&at.pointer)?;
            Some(self.target(Value::Node(node), node))
        });
        let subject = there.as_ref().unwrap_or(target);
        let names = |variable| self.rule.message.names(variable);
        let (value, printed) = if names(Variable::Value) {
            (subject.as_javascript_text(), subject.printed())
        } else {
            Default::default()
        };
        let at = finding.at.unwrap_or_else(|| self.label(target));
        let property = match target.value {
            _ if !names(Variable::Property) => String::new(),
            Value::Key(_) if !self.rule.is_ours() => {
                unescape(at.pointer.rsplit('/').next().unwrap_or_default()).into_owned()
            }
            Value::Key(_) | Value::Node(_) | Value::Missing { .. } => subject.property(),
        };
        let is_in_entry = at.span.source == self.description.entry().id;
        let place = self.rule.place_of(&at.pointer).filter(|_| is_in_entry);
        let severity = match place {
            None => usual,
            Some(place) => place.severity.ok_or_else(|| Dropped::Off(place.clone()))?,
        };
        if self.is_partial && self.description.is_unsure(&at) {
            // What is said of an object as a whole may not be true of one that could not be read whole.
            return Err(Dropped::Partial);
        }
        let path = if names(Variable::Path) {
            format!("#{}", utf8_percent_encode(&at.pointer, IN_A_FRAGMENT))
        } else {
            String::new()
        };
        let message = self.rule.message.fill(&Variables {
            error: &finding.message,
            description: &self.rule.docs.words().description,
            property: &property,
            path: &path,
            value: &value,
            printed: &printed,
        });
        Ok(Diagnostic {
            rule: self.rule.id.clone(),
            severity,
            message,
            at,
            related: finding.related,
            fixes: finding.fix.into_iter().collect(),
            count: finding.count,
            fingerprint: Fingerprint::default(),
        })
    }
}

fn of_match(found: Match<'_>) -> (Value<'_>, Node<'_>) {
    let value =
        if found.part == Part::Key { Value::Key(found.written) } else { Value::Node(found.node) };
    (value, found.written)
}

/// Where nothing is selected, the function is asked once of nothing: `truthy` has something to say.
fn or_nothing<'d>(
    found: Match<'d>,
    values: Vec<(Value<'d>, Node<'d>)>,
) -> Vec<(Value<'d>, Node<'d>)> {
    if values.is_empty() {
        vec![(Value::Missing { holder: found.node, members: &[] }, found.written)]
    } else {
        values
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
        match self.asked.ignored_by(at) {
            Some(_) => self.said.may_ignore(),
            None => self.said.wants(at, self.asked.rule.severity),
        }
    }

    fn push(&mut self, finding: Finding) {
        let severity = self.asked.severity(&finding);
        let at = finding.at.as_ref().map_or_else(|| self.target.place(), |at| at.span);
        if let Some(request) = self.asked.ignored_by(at) {
            if self.said.may_ignore()
                && let Ok(diagnostic) = self.asked.diagnostic(self.target, finding)
            {
                self.said.ignore(diagnostic, request);
            }
        } else if self.said.wants(at, severity)
            && let Ok(diagnostic) = self.asked.diagnostic(self.target, finding)
        {
            self.said.say(diagnostic);
        }
    }

    fn push_more(&mut self, count: usize) {
        self.said.leave_out(self.asked.rule.severity, count);
    }
}
