//! `oasUnusedComponent`: components that nothing refers to.

use crate::functions::core::orphans::Referenced;
use crate::functions::{Check, Options, OptionsError};

/// What is looked at. Security schemes are named, not referred to; later kinds of components Spectral does not look at.
const KINDS: [&str; 8] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
];

/// On the root.
pub(in crate::functions) fn components(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| {
        let components = target.node().and_then(|root| root.get("components"));
        let Some(components) = components.filter(|it| it.is_map()) else { return Vec::new() };
        let referenced = Referenced::of(target.description);
        let of_kind = |kind: &&str| {
            let names = components.get(kind).filter(|it| it.is_map())?;
            Some(referenced.leave(names, &format!("#/components/{kind}")))
        };
        KINDS.iter().filter_map(of_kind).flatten().collect()
    }))
}
