//! One selection for all rules of a batch, then each rule on what it was given.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;

use super::asked::Asked;
use super::bounded::{OfRule, Together, Told};
use super::ignore::Ignores;
use crate::description::{Description, View};
use crate::diagnostic::{Diagnostic, Fingerprint, Severity, Text};
use crate::functions::{Budget, Schemas};
use crate::guide::Dossier;
use crate::jsonpath::{Dialect, Match, Path, Plan};
use crate::ruleset::{Given, Rule, Ruleset};
use crate::spec::Format;
use crate::watch::{Step, Watching, done};
use crate::work::{LINTED_ALONE, Workers, share};

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
    let threads = if is_heavy { workers.count(description.size(), LINTED_ALONE) } else { alone };
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

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use crate::description::Description;
    use crate::guide::Dossier;
    use crate::lint::{Ignores, lint_by};
    use crate::loader::Memory;
    use crate::ruleset::Ruleset;
    use crate::source::Uri;
    use crate::work::{LINTED_ALONE, Workers};

    #[test]
    fn how_many_run_the_rules_changes_nothing() {
        let path = |rank| {
            format!(
                "  /ponts/{rank}/:\n    get:\n      operationId: pont\n      tags: [ponts]\n      sumary: Un pont\n      \
                 parameters: [{{name: id, in: path, required: true, schema: {{type: integer, example: a}}}}]\n      \
                 responses: {{'200': {{description: Le pont, content: {{a/b: {{schema: {{$ref: '#/components/schemas/P'}}}}}}}}}}\n"
            )
        };
        let paths: String = (0..LINTED_ALONE / 250).map(path).collect();
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Ponts, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n    \
             P: {{type: object, properties: {{a: {{type: string, enum: [b, b]}}, a: {{type: array}}}}}}\n    Q: {{type: text}}\n"
        );
        assert!(text.len() > LINTED_ALONE);
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
