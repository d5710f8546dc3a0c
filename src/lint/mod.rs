//! Rules on a description: matches, findings, diagnostics. Pure: no file, clock, language or output.

mod run;
mod uses;

use crate::description::Description;
use crate::diagnostic::Diagnostic;
use crate::guide::{self, Assessment};
use crate::ruleset::Ruleset;

/// Runs every rule. Diagnostics come sorted by place, then by rule, each once.
pub fn lint(description: &Description, ruleset: &Ruleset) -> Vec<Diagnostic> {
    lint_with(description, ruleset, &guide::assess(description))
}

/// The same, for who has judged the criteria of the guide already.
pub fn lint_with(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &[Assessment],
) -> Vec<Diagnostic> {
    let mut diagnostics = run::run(description, ruleset, dossier);
    diagnostics.sort_by(|a, b| {
        (a.at.span, &a.rule, &a.message, &a.at.pointer).cmp(&(
            b.at.span,
            &b.rule,
            &b.message,
            &b.at.pointer,
        ))
    });
    diagnostics
        .dedup_by(|a, b| a.at.span == b.at.span && a.rule == b.rule && a.message == b.message);
    uses::add(description, &mut diagnostics);
    diagnostics
}
