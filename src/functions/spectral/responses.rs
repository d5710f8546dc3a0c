//! `oasOpSuccessResponse`: a success or a redirection is described.

use super::is_of;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// On a Responses Object. `default` does not count; `2XX` does since OpenAPI 3.
pub(in crate::functions) fn success(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        let responses = target.node().filter(|node| node.is_map())?;
        let knows_ranges = is_of(target, "oas3");
        let is_success = |status: &str| {
            (knows_ranges && matches!(status, "2XX" | "3XX"))
                || status.trim().parse::<f64>().is_ok_and(|code| (200.0..400.0).contains(&code))
        };
        (!responses.children().filter_map(Node::key).any(is_success)).then(|| {
            Text::new(
                "Operation must define at least a single 2xx or 3xx response",
                "L'opération doit définir au moins une réponse 2xx ou 3xx",
            )
        })
    }))
}
