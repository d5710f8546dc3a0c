//! One selection for all rules of a batch, then each rule on what it was given.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::bounded::{OfRule, Together, Told};
use super::ignore::Ignores;
use crate::description::{Description, Target as Reference, View};
use crate::diagnostic::{Diagnostic, Fingerprint, Label, Severity, Text};
use crate::document::{Node, unescape};
use crate::functions::{Budget, Finding, Listener, Schemas, Target, Value};
use crate::guide::Dossier;
use crate::jsonpath::{Dialect, Match, Part, Path, Plan};
use crate::ruleset::{Field, Given, Place, Rule, Ruleset, Then, Variable, Variables};
use crate::source::Span;
use crate::spec::Format;
use crate::watch::{Step, Watching, done};
use crate::work::{Workers, share};

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

pub(super) fn run(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &Dossier,
    ignores: &Ignores,
    limit: usize,
    workers: &Workers<'_>,
) -> Told {
    let run = Run { description, dossier, ignores, limit };
    let batches = run.batches(ruleset);
    // Our own read what the guide has judged, most of them: to start a thread takes as long.
    let is_heavy = ruleset.rules.iter().any(|rule| !rule.is_ours());
    let alone = NonZero::<usize>::MIN;
    let threads = if is_heavy { workers.count(description.size()) } else { alone };
    let said = if threads > alone {
        share(threads, batches.len(), |rank| run.said(&batches[rank], None))
    } else {
        batches.iter().map(|batch| run.said(batch, workers.watching)).collect()
    };
    let mut together = Together::new(limit);
    if let Some(diagnostic) = unrecognised(description, ruleset) {
        let mut said = OfRule::new(limit);
        said.say(diagnostic);
        together.and(0, UNRECOGNISED, said);
    }
    said.into_iter().fold(together, Together::with).told(ignores)
}

/// Rules of one view that run together, with their ranks among all.
struct Batch<'r> {
    view: View,
    rules: Vec<(usize, &'r Rule)>,
}

/// Rules that are asked of a match one after the other, at the most: what each says, some megabytes of a hostile text, is held
/// meanwhile.
const AT_ONCE: usize = 4;

impl<'r> Batch<'r> {
    /// The rules, those of one `given` together: what a match holds is then at hand for each of them.
    fn groups(&self, formats: &[Format]) -> Vec<Vec<(usize, &'r Rule)>> {
        let mut groups: Vec<Vec<_>> = Vec::new();
        let mut known = HashMap::new();
        for (rank, rule) in &self.rules {
            let mut applied = applied(rule, formats);
            let alone = applied.next().filter(|_| applied.next().is_none());
            let new = groups.len();
            let group = alone.map_or(new, |given| *known.entry(given.key()).or_insert(new));
            if group == new {
                groups.push(Vec::new());
            }
            groups[group].push((*rank, *rule));
        }
        groups
    }
}

/// What a rule is asked of in documents of these formats.
fn applied<'r>(rule: &'r Rule, formats: &[Format]) -> impl Iterator<Item = &'r Given> {
    rule.given.iter().filter(|given| given.applies_to(formats))
}

/// What the rules are run on.
struct Run<'r> {
    description: &'r Description,
    dossier: &'r Dossier,
    ignores: &'r Ignores,
    limit: usize,
}

impl<'r> Run<'r> {
    /// The rules that apply, in batches: the same however many threads there are, because rules of a batch share schemas, and
    /// who makes one ready pays for it. Those that ask for the root alone need no walk.
    fn batches(&self, ruleset: &'r Ruleset) -> Vec<Batch<'r>> {
        let mut batches: BTreeMap<_, Batch<'r>> = BTreeMap::new();
        let applies = |(_, rule): &(usize, &Rule)| rule.applies_to(&self.description.formats);
        for (rank, rule) in (1..).zip(&ruleset.rules).filter(applies) {
            let of_root = rule.given.iter().all(|given| given.path.is_root());
            // The longest comes first: of Spectral's rules, the schema of OpenAPI, and what looks for examples.
            let turn = match (rule.view, of_root) {
                (_, true) if rule.is_ours() => 4,
                (View::AsWritten, true) => 0,
                (View::ThroughRefs, false) => 1,
                (View::AsWritten, false) => 2,
                (View::ThroughRefs, true) => 3,
            };
            // All is told in one view, then in the other.
            let before = match rule.view {
                View::ThroughRefs => 0,
                View::AsWritten => ruleset.rules.len(),
            };
            let batch = batches.entry((turn, before));
            let batch = batch.or_insert_with(|| Batch { view: rule.view, rules: Vec::new() });
            batch.rules.push((before + rank, rule));
        }
        batches.into_values().collect()
    }

    /// What the rules of a batch say.
    fn said(&self, batch: &Batch<'r>, watching: Watching<'_>) -> Together {
        let formats = &self.description.formats;
        let rules: Vec<&Rule> = batch.rules.iter().map(|(_, rule)| *rule).collect();
        let selection = Selection::of(&rules, batch.view, self.description);
        done(watching, Step::Selection);
        let schemas = Schemas::default();
        let mut together = Together::new(self.limit);
        let groups = batch.groups(formats);
        // Who follows is told of one rule after the other.
        let most = if watching.is_some() { 1 } else { AT_ONCE };
        for group in groups.iter().flat_map(|group| group.chunks(most)) {
            let budgets: Vec<Budget> = group.iter().map(|_| Budget::default()).collect();
            let asked = |((_, rule), budget): (&(usize, &'r Rule), _)| {
                let asked = Asked::new(self.description, self.dossier, rule, (budget, &schemas));
                (asked.ignoring(self.ignores), OfRule::new(self.limit))
            };
            let mut rules: Vec<_> = group.iter().zip(&budgets).map(asked).collect();
            for given in applied(group[0].1, formats) {
                for found in selection.matches(given) {
                    for (asked, said) in &mut rules {
                        for then in &asked.rule.then {
                            asked.check(then, *found, said);
                        }
                    }
                }
            }
            for ((rank, rule), (_, said)) in group.iter().zip(rules) {
                together.and(*rank, &rule.id, said);
                done(watching, Step::Rule(&rule.id));
            }
        }
        together
    }
}

/// Spectral's code for a document that a ruleset is not for.
const UNRECOGNISED: &str = "unrecognized-format";

/// Says that a document is of none of the formats that a ruleset is for: few of its rules run, if any.
fn unrecognised(description: &Description, ruleset: &Ruleset) -> Option<Diagnostic> {
    let is_known = ruleset.formats.iter().any(|format| description.formats.contains(format));
    if ruleset.formats.is_empty() || is_known {
        return None;
    }
    let titles: Vec<&str> = ruleset.formats.iter().map(|format| format.title()).collect();
    let titles = titles.join(", ");
    Some(Diagnostic {
        rule: UNRECOGNISED.to_owned(),
        severity: Severity::Warning,
        message: Text::new(
            format!(
                "The provided document does not match any of the registered formats [{titles}]"
            ),
            format!("Le document n'est d'aucun des formats de ce jeu de règles [{titles}]"),
        ),
        at: description.root().label(),
        related: Vec::new(),
        fixes: Vec::new(),
        count: None,
        fingerprint: Fingerprint::default(),
    })
}

/// What the expressions of some rules select, each expression once.
struct Selection<'p, 'd> {
    ranks: HashMap<(&'p str, Dialect), usize>,
    matches: Vec<Vec<Match<'d>>>,
}

impl<'p, 'd> Selection<'p, 'd> {
    fn of(rules: &[&'p Rule], view: View, description: &'d Description) -> Self {
        let mut ranks: HashMap<(&str, Dialect), usize> = HashMap::new();
        let mut paths: Vec<&Path> = Vec::new();
        let wanted = rules.iter().flat_map(|rule| &rule.given);
        for given in wanted.filter(|given| given.applies_to(&description.formats)) {
            let path = &given.path;
            ranks.entry(given.key()).or_insert_with(|| {
                paths.push(path);
                paths.len() - 1
            });
        }
        let matches =
            if paths.is_empty() { Vec::new() } else { Plan::new(paths, view).select(description) };
        Self { ranks, matches }
    }

    fn matches(&self, given: &Given) -> &[Match<'d>] {
        self.ranks.get(&given.key()).map_or(&[], |rank| &self.matches[*rank])
    }
}

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

    fn check(&self, then: &'d Then, found: Match<'d>, said: &mut OfRule) {
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
            description: &self.rule.docs.description,
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

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use crate::description::Description;
    use crate::guide::Dossier;
    use crate::lint::{Ignores, lint_by};
    use crate::loader::Memory;
    use crate::ruleset::Ruleset;
    use crate::source::Uri;
    use crate::work::{ALONE, Workers};

    #[test]
    fn how_many_run_the_rules_changes_nothing() {
        let path = |rank| {
            format!(
                "  /ponts/{rank}/:\n    get:\n      operationId: pont\n      tags: [ponts]\n      sumary: Un pont\n      \
                 parameters: [{{name: id, in: path, required: true, schema: {{type: integer, example: a}}}}]\n      \
                 responses: {{'200': {{description: Le pont, content: {{a/b: {{schema: {{$ref: '#/components/schemas/P'}}}}}}}}}}\n"
            )
        };
        let paths: String = (0..ALONE / 250).map(path).collect();
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Ponts, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n    \
             P: {{type: object, properties: {{a: {{type: string, enum: [b, b]}}, a: {{type: array}}}}}}\n    Q: {{type: text}}\n"
        );
        assert!(text.len() > ALONE);
        let files = Memory::one("a.yaml", text.as_str());
        let description = Description::load(&files, &Uri::new("a.yaml")).expect("it is read");
        let rulesets = ["spectral:oas", "apilint:openapi", "apilint:rest"].map(str::to_owned);
        let ruleset = Ruleset::load(&rulesets, &files).expect("they are right");
        for limit in [7, 100_000] {
            let told = |threads| {
                let workers = Workers { threads: &|| threads, watching: None };
                let (dossier, ignores) = (Dossier::default(), Ignores::default());
                let told = lint_by(&description, &ruleset, &dossier, &ignores, limit, &workers);
                assert!(told.diagnostics.len() >= 7, "{told:?}");
                format!("{told:?}")
            };
            let [one, two, four] = [1, 2, 4].map(|count| told(NonZero::new(count).expect("some")));
            assert_eq!(one, two);
            assert_eq!(one, four);
        }
    }
}
