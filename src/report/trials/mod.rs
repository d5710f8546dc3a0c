//! The examples of a ruleset, tried: one file for each way to show it.

mod json;
#[cfg(feature = "terminal")]
mod text;

use crate::diagnostic::Language;
use crate::examples::Tried;
use crate::report::Style;

/// Shows what came of the examples.
pub type TrialReporter = fn(&[Tried<'_>], Language, Style) -> String;

/// Every way to show it, by the name that `--format` takes.
pub static TRIAL_REPORTERS: &[(&str, TrialReporter)] = &[
    #[cfg(feature = "terminal")]
    ("text", text::write),
    ("json", json::write),
];
