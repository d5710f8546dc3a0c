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
use crate::document::{Kind, Node};
use crate::spec::Format;

/// Whether the document is of a format, by its name in rulesets.
fn is_of(target: &Target<'_>, format: &str) -> bool {
    Format::named(format).is_some_and(|format| target.description.formats.contains(&format))
}

/// A value as JavaScript's `===` knows it: what a table is keyed by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Identity<'d> {
    Null,
    Bool(bool),
    /// The bits of a double.
    Number(u64),
    Text(&'d str),
}

impl<'d> Identity<'d> {
    /// Nothing for lists and objects, which are never the same as others.
    fn of(node: Node<'d>) -> Option<Self> {
        Some(match node.kind() {
            Kind::Null | Kind::Alias => Self::Null,
            Kind::Boolean => Self::Bool(node.as_bool() == Some(true)),
            Kind::Integer | Kind::Float => Self::number(node.as_number().unwrap_or(f64::NAN)),
            Kind::Text => Self::Text(node.as_str().unwrap_or_default()),
            Kind::List | Kind::Map => return None,
        })
    }

    /// The same of a value on its own.
    pub(super) fn of_json(value: &'d Json) -> Option<Self> {
        Some(match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => Self::number(*number),
            Json::Text(text) => Self::Text(text),
            Json::List(_) | Json::Map(_) => return None,
        })
    }

    /// Of 0 and -0, one; of the many NaN, one.
    fn number(number: f64) -> Self {
        Self::Number(if number.is_nan() { f64::NAN } else { number + 0.0 }.to_bits())
    }
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
