//! The functions of `spectral:oas`, under the names that Spectral and vacuum know: exactly what they say, false alarms
//! included, for those who extend that ruleset. Our own judgement of the same matters stands in `openapi/`.

pub(super) mod discriminator;
pub(super) mod document;
pub(super) mod enums;
pub(super) mod examples;
pub(super) mod operation_ids;
mod operations;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod payloads;
pub(super) mod references;
pub(super) mod responses;
pub(super) mod schemas;
pub(super) mod security;
pub(super) mod servers;
pub(super) mod tags;
pub(super) mod unused;

use super::json::Json;
use super::{Options, OptionsError, Target};
use crate::spec::Format;

/// Whether the document is of a format, by its name in rulesets.
fn is_of(target: &Target<'_>, format: &str) -> bool {
    Format::named(format).is_some_and(|format| target.description.formats.contains(&format))
}

/// Whether JavaScript's `===` holds: lists and objects are never the same as others.
pub(super) fn is_same(one: &Json, other: &Json) -> bool {
    !matches!(one, Json::List(_) | Json::Map(_)) && one == other
}

/// Option `oasVersion`: 2 or 3.
fn version(options: &Options<'_>) -> Result<u8, OptionsError> {
    match options.number("oasVersion")? {
        Some(2.0) => Ok(2),
        Some(3.0) | None => Ok(3),
        Some(_) => Err(options.fault(
            "oasVersion",
            "\"oasVersion\" is 2 or 3",
            "«\u{a0}oasVersion\u{a0}» est 2 ou 3",
        )),
    }
}
