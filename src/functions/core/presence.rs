//! `truthy`, `falsy`, `defined`, `undefined`: whether something is there.

use super::super::words::about_property;
use super::super::{Check, Options, OptionsError, Value};

/// There, and neither false, 0, empty nor null.
pub(crate) fn truthy(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        (!target.is_truthy())
            .then(|| about_property(target, "must be truthy", "doit être renseignée"))
    }))
}

/// Absent, false, 0, empty or null.
pub(crate) fn falsy(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        target
            .is_truthy()
            .then(|| about_property(target, "must be falsy", "ne doit pas être renseignée"))
    }))
}

/// There, even if null.
pub(crate) fn defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        matches!(target.value, Value::Missing { .. })
            .then(|| about_property(target, "must be defined", "doit être présente"))
    }))
}

/// Not there.
pub(crate) fn undefined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        (!matches!(target.value, Value::Missing { .. }))
            .then(|| about_property(target, "must be undefined", "ne doit pas être présente"))
    }))
}
