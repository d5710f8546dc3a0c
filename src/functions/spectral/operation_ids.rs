//! `oasOpIdUnique`: no two operations have the same `operationId`.

use super::is_same;
use super::operations::operations;
use crate::diagnostic::Text;
use crate::functions::json::Json;
use crate::functions::{Check, Options, OptionsError};

/// On the Paths Object.
pub(in crate::functions) fn unique(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| {
        let mut seen: Vec<Json> = Vec::new();
        let mut texts = std::collections::HashSet::new();
        let mut findings = Vec::new();
        for operation in operations(target, target.node()) {
            let Some(written) = operation.get("operationId") else { continue };
            let id = Json::of(target.seen(written).unwrap_or(written));
            let is_new = match &id {
                Json::Text(text) => texts.insert(text.clone()),
                id if seen.iter().any(|known| is_same(known, id)) => false,
                id => {
                    seen.push(id.clone());
                    true
                }
            };
            if !is_new {
                let message =
                    Text::new("operationId must be unique.", "operationId doit être unique.");
                findings.push(target.on(written, message));
            }
        }
        findings
    }))
}
