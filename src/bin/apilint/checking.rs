//! What a command was asked: by the command line, else by the settings of its inputs. One run has one gate.

use std::collections::BTreeMap;

use apilint::declaration::Checking;
use apilint::diagnostic::{Language, Severity};
use apilint::guide::Readiness;
use clap::ValueEnum;

use crate::args::{Check, FailOn, MinVerdict};
use crate::exit::Failure;
use crate::gate::{self, Bounds};
use crate::limits::Limits;
use crate::settings::{AllSettings, relative_to};

/// The language of the messages, where no flag says it.
pub fn language(settings: &AllSettings) -> Result<Option<Language>, Failure> {
    one(settings, "lang", |_, said| Some(said.lang.as_ref()?.value))
}

/// What goes to standard output where no flag names a report: nothing is said, or one format.
pub fn formats(settings: &AllSettings) -> Result<Vec<String>, Failure> {
    let said = one(settings, "format", |_, said| Some(said.format.as_ref()?.value.clone()))?;
    Ok(said.into_iter().collect())
}

/// What the gate is held to.
pub fn bounds(arguments: &Check, settings: &AllSettings) -> Result<Bounds, Failure> {
    let asked = &arguments.gate;
    let fail_on = match asked.fail_on {
        Some(fail_on) => Some(fail_on),
        None => one(settings, "fail-on", |_, said| {
            word::<FailOn>(said.fail_on.as_ref()?.value.as_str())
        })?,
    };
    let max_warnings = match asked.max_warnings {
        Some(most) => Some(most),
        None => one(settings, "max-warnings", |_, said| Some(said.max_warnings.as_ref()?.value))?,
    };
    let min_verdict = match asked.min_verdict {
        Some(verdict) => Some(verdict),
        None => one(settings, "min-verdict", |_, said| {
            word::<MinVerdict>(said.min_verdict.as_ref()?.value.as_str())
        })?,
    };
    let mut budgets = one(settings, "budgets", |_, said| {
        Some(said.budgets.clone()).filter(|budgets| !budgets.is_empty())
    })?
    .unwrap_or_default();
    budgets.extend(gate::budgets(&asked.budget)?);
    Ok(Bounds {
        fail_on: fail_on.map_or(Some(Severity::Error), FailOn::severity),
        max_warnings,
        min_verdict: min_verdict.map(Readiness::from),
        budgets,
    })
}

/// The baseline.
pub fn baseline(arguments: &Check, settings: &AllSettings) -> Result<Option<String>, Failure> {
    match &arguments.gate.baseline {
        Some(file) => Ok(Some(file.clone())),
        None => one(settings, "baseline", |file, said| {
            Some(relative_to(file, &said.baseline.as_ref()?.value))
        }),
    }
}

/// The limits: of the settings, then of the command line.
pub fn limits(arguments: &Check, settings: &AllSettings) -> Result<Limits, Failure> {
    let of_settings = one(settings, "limits", |_, said| {
        Some(said.limits.clone()).filter(|limits| !limits.is_empty())
    })?;
    let of_settings: BTreeMap<String, String> = of_settings.unwrap_or_default();
    let mut written: Vec<String> =
        of_settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
    written.extend(arguments.limit.iter().cloned());
    Limits::read(&written)
}

/// The hosts that any of the settings allows.
pub fn hosts(settings: &AllSettings) -> Vec<String> {
    let all = settings.checkings().flat_map(|(_, said)| &said.allow_hosts);
    all.map(|host| host.value.clone()).collect()
}

fn word<T: ValueEnum>(word: &str) -> Option<T> {
    T::from_str(word, false).ok()
}

/// What the settings say of one key: those of two inputs may not say two things.
fn one<T: PartialEq>(
    settings: &AllSettings,
    key: &str,
    read: impl Fn(&str, &Checking) -> Option<T>,
) -> Result<Option<T>, Failure> {
    let mut first: Option<(&str, T)> = None;
    for (file, said) in settings.checkings() {
        let Some(value) = read(file, said) else { continue };
        match &first {
            None => first = Some((file, value)),
            Some((_, before)) if *before == value => {}
            Some((before, _)) => {
                return Err(Failure::usage(
                    format!(
                        "`{before}` and `{file}` do not agree on {key}: check them one after the other, or give one file with \
                         --config"
                    ),
                    format!(
                        "`{before}` et `{file}` n'ont pas le même {key} : vérifiez-les l'un après l'autre, ou donnez un seul \
                         fichier avec --config"
                    ),
                ));
            }
        }
    }
    Ok(first.map(|(_, value)| value))
}
