//! Rules on a description: matches, findings, diagnostics. Pure: no file, clock, language or output.

mod asked;
pub mod baseline;
mod bounded;
mod changed;
mod fingerprint;
mod ignore;
mod locate;
mod run;
mod uses;
mod why;

use crate::description::Description;
use crate::diagnostic::Diagnostic;
use crate::guide::{self, Dossier};
use crate::ruleset::Ruleset;
use crate::watch::{Step, done};
use crate::work::Workers;

pub use asked::Dropped;
pub use bounded::{LeftOut, Told};
pub use changed::{Change, Changed, Changes};
pub use ignore::{By, Ignored, Ignores};
pub use locate::{Astray, locate};
pub use why::{Answer, Hidden, Inquiry, Look, Said, Selected, why};

/// Runs every rule. Diagnostics come sorted by place, then by rule, each once.
pub fn lint(description: &Description, ruleset: &Ruleset) -> Vec<Diagnostic> {
    lint_with(description, ruleset, &guide::assess(description))
}

/// The same, for who has judged the criteria of the guide already. What the description asks to ignore is.
pub fn lint_with(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &Dossier,
) -> Vec<Diagnostic> {
    let ignores = Ignores::of(description, &[], None);
    lint_within(description, ruleset, dossier, &ignores, usize::MAX).diagnostics
}

/// The same, with what is to be ignored, and no more than `limit` diagnostics; the others are counted.
pub fn lint_within(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &Dossier,
    ignores: &Ignores,
    limit: usize,
) -> Told {
    lint_by(description, ruleset, dossier, ignores, limit, &Workers::default())
}

/// The same, by several threads or followed.
pub fn lint_by(
    description: &Description,
    ruleset: &Ruleset,
    dossier: &Dossier,
    ignores: &Ignores,
    limit: usize,
    workers: &Workers<'_>,
) -> Told {
    let mut told = run::run(description, ruleset, dossier, ignores, limit, workers);
    ignores.tell(ruleset, &mut told);
    uses::add(description, &mut told.diagnostics);
    fingerprint::add(description, &mut told, workers);
    done(workers.watching, Step::Diagnostics);
    told
}
