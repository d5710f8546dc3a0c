//! `oasOpIdUnique`: no two operations have the same `operationId`.

use std::collections::HashSet;

use super::Identity;
use super::operations::operations;
use crate::diagnostic::Text;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On the Paths Object.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::each(|target, findings| {
        let mut seen = HashSet::new();
        for operation in operations(target, target.node()) {
            let Some(written) = operation.get("operationId") else { continue };
            let id = target.seen(written).unwrap_or(written);
            let is_new = Identity::of(id).is_none_or(|identity| seen.insert(identity));
            if !is_new && findings.wants(id.place()) {
                let message =
                    Text::new("operationId must be unique.", "operationId doit être unique.");
                findings.push(Finding::on(id, message));
            }
        }
    }))
}
