//! The gate: what makes a check end with exit code 1, and the words that say which.

mod baseline;
mod since;

use std::collections::BTreeMap;

use apilint::diagnostic::{Language, Severity, Text};
use apilint::guide::Readiness;
use apilint::report::{Outcome, Total, wording};
use apilint::ruleset::Ruleset;

use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::terminal::Terminal;

pub use baseline::{Known, Use};
pub use since::Since;

/// What a check has to hold to.
#[derive(Debug, Default)]
pub struct Bounds {
    /// The least severity that fails; none where nothing does.
    pub fail_on: Option<Severity>,
    /// The most warnings.
    pub max_warnings: Option<usize>,
    /// The worst verdict that a document may have.
    pub min_verdict: Option<Readiness>,
    /// The most diagnostics of a rule, by its id.
    pub budgets: BTreeMap<String, usize>,
}

/// Documents that are named in a line.
const NAMED: usize = 3;

/// What a run gave so far, next to its bounds.
#[derive(Debug)]
pub struct Gate {
    bounds: Bounds,
    /// How many diagnostics the rules with a budget gave.
    spent: BTreeMap<String, usize>,
    /// Documents whose verdict is worse than it may be: the first, and how many.
    worse: (Vec<String>, usize),
}

impl Gate {
    /// A gate that these rules can be held to.
    pub fn new(bounds: Bounds, ruleset: &Ruleset) -> Result<Self, Failure> {
        if bounds.min_verdict.is_some() && !ruleset.judges() {
            return Err(Failure::usage(
                "--min-verdict needs rules that judge, such as those of apilint:api-gouv-fr: add them with --ruleset",
                "--min-verdict suppose des règles qui jugent, comme celles d'apilint:api-gouv-fr : ajoutez-les avec --ruleset",
            ));
        }
        let spent = bounds.budgets.keys().map(|rule| (rule.clone(), 0)).collect();
        Ok(Self { bounds, spent, worse: (Vec::new(), 0) })
    }

    /// The least severity that fails; none where nothing does.
    pub fn fails_on(&self) -> Option<Severity> {
        self.bounds.fail_on
    }

    /// Counts what one more description gave.
    pub fn add(&mut self, outcome: &Outcome) {
        for (rule, spent) in &mut self.spent {
            let told = outcome.diagnostics.iter().filter(|said| said.rule == *rule).count();
            *spent += told + outcome.left_out(Some(rule));
        }
        // The worst verdict is the greatest.
        let is_worse = |readiness| self.bounds.min_verdict.is_some_and(|least| readiness > least);
        if outcome.readiness().is_some_and(is_worse) {
            let (names, count) = &mut self.worse;
            *count += 1;
            if names.len() < NAMED {
                names.push(outcome.description.entry().source.uri.to_string());
            }
        }
    }

    /// What all this means for who called; each reason to fail is said.
    pub fn close(&self, total: &Total, terminal: Terminal) -> Exit {
        let reasons = self.reasons(total);
        for reason in &reasons {
            terminal.note(&Text::new(
                format!("the check fails: {}", reason.en),
                format!("la vérification échoue : {}", reason.fr),
            ));
        }
        if reasons.is_empty() { Exit::Clean } else { Exit::Findings }
    }

    fn reasons(&self, total: &Total) -> Vec<Text> {
        let mut reasons = Vec::new();
        if let Some(least) = self.bounds.fail_on {
            let count = |severity| if severity >= least { total.count(severity) } else { 0 };
            if Severity::ALL.into_iter().any(|severity| count(severity) > 0) {
                let tally = |language| wording::tally(count, language);
                let (en, fr) = (tally(Language::En), tally(Language::Fr));
                reasons.push(Text::new(
                    format!("{en} (--fail-on {least})"),
                    format!("{fr} (--fail-on {least})"),
                ));
            }
        }
        let warnings = total.count(Severity::Warning);
        if let Some(most) = self.bounds.max_warnings.filter(|most| warnings > *most) {
            reasons.push(Text::new(
                format!("there are more warnings, {warnings}, than --max-warnings {most} allows"),
                format!("plus d'avertissements, {warnings}, que n'en permet --max-warnings {most}"),
            ));
        }
        for (rule, spent) in &self.spent {
            let most = self.bounds.budgets[rule];
            if *spent > most {
                reasons.push(Text::new(
                    format!("`{rule}` is over its budget: {spent}, and {most} at the most"),
                    format!("`{rule}` dépasse son budget : {spent}, pour {most} au plus"),
                ));
            }
        }
        if let Some(least) = self.bounds.min_verdict.filter(|_| self.worse.1 > 0) {
            let (names, count) = &self.worse;
            let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let (more_en, more_fr) = match count - names.len() {
                0 => (String::new(), String::new()),
                more => (format!(" and {more} more"), format!(" et {more} de plus")),
            };
            let word = least.name();
            reasons.push(Text::new(
                format!("the verdict is below --min-verdict {word}: {list}{more_en}"),
                format!("le verdict n'atteint pas --min-verdict {word} : {list}{more_fr}"),
            ));
        }
        reasons
    }
}

/// Reads what `--budget` was given: `RULE=N`; of two for one rule, the last counts.
pub fn budgets(written: &[String]) -> Result<Vec<(String, usize)>, Failure> {
    let read = |written: &String| {
        let pair = written.split_once('=').map(|(rule, most)| (rule.trim(), most.trim().parse()));
        match pair {
            Some((rule, Ok(most))) if !rule.is_empty() => Ok((rule.to_owned(), most)),
            _ => Err(Failure::usage(
                format!(
                    "--budget {written}: write it as RULE=N, as in `--budget contact-present=3`"
                ),
                format!(
                    "--budget {written} : écrivez RÈGLE=N, comme dans `--budget contact-present=3`"
                ),
            )),
        }
    };
    written.iter().map(read).collect()
}

/// Refuses a budget for a rule that nobody defines: it would hold whatever happens.
pub fn know_rules<'b>(
    budgets: impl Iterator<Item = &'b String>,
    ruleset: &Ruleset,
) -> Result<(), Failure> {
    for rule in budgets.filter(|rule| ruleset.rule(rule).is_none()) {
        if apilint::ruleset::builtin_ids().any(|known| known == rule) {
            // It is defined, and does not run here: nothing is over its budget.
            continue;
        }
        let known: Vec<&str> = ruleset.rules.iter().map(|rule| rule.id.as_str()).collect();
        let kind = Kind { en: "rule of a budget", unknown_fr: "règle inconnue dans un budget" };
        return Err(unknown(kind, rule, &known));
    }
    Ok(())
}
