//! `length`: whether something has the right size.

use super::super::words::about_property;
use super::super::{Check, Options, OptionsError, Target, Value};
use crate::document::Kind;

/// Options `min` and `max`, one at least, both included: UTF-16 units of a text, items, entries, or the value of a number.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["min", "max"])?;
    let min = options.number("min")?;
    let max = options.number("max")?;
    if min.is_none() && max.is_none() {
        return Err(options.fault(
            "min",
            "it needs \"min\" or \"max\"",
            "il lui faut «\u{a0}min\u{a0}» ou «\u{a0}max\u{a0}»",
        ));
    }
    Ok(Check::one(move |target| {
        let size = size(target)?;
        if let Some(min) = min.filter(|min| size < *min) {
            return Some(about_property(
                target,
                &format!("must be longer than {min}"),
                &format!("doit compter au moins {min}"),
            ));
        }
        let max = max.filter(|max| size > *max)?;
        Some(about_property(
            target,
            &format!("must be shorter than {max}"),
            &format!("doit compter au plus {max}"),
        ))
    }))
}

fn size(target: &Target<'_>) -> Option<f64> {
    let units = |text: &str| text.encode_utf16().count() as f64;
    match target.value {
        Value::Missing { .. } => None,
        Value::Key(node) => node.key().map(units),
        Value::Node(node) => match node.kind() {
            Kind::Text => node.as_str().map(units),
            Kind::Integer | Kind::Float => node.as_number(),
            Kind::List | Kind::Map => Some(node.children().count() as f64),
            Kind::Null | Kind::Boolean | Kind::Alias => None,
        },
    }
}
