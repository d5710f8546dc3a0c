//! `length`: whether something has the right size.

use super::super::json::number;
use super::super::words::about_property;
use super::super::{Check, Finding, Options, OptionsError, Target, Value};
use crate::document::Kind;

/// Options `min` and `max`, one at least, both included: UTF-16 units of a text, items, entries, or the value of a number.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    const EXAMPLES: &str = r#"{ "min": 2 }, { "max": 5 }, { "min": 0, "max": 10 }"#;
    options.expect_map(EXAMPLES)?;
    let bounds = OptionsError::both(options.number("min"), options.number("max"));
    let ((min, max), ()) = OptionsError::both(bounds, options.only(&["min", "max"]))?;
    if min.is_none() && max.is_none() {
        return Err(options.invalid(EXAMPLES));
    }
    Ok(Check::new(move |target| {
        let Some(size) = size(target) else { return Vec::new() };
        let short = min.filter(|min| size < *min).map(|min| {
            let min = number(min);
            about_property(
                target,
                &format!("must be longer than {min}"),
                &format!("doit compter au moins {min}"),
            )
        });
        let long = max.filter(|max| size > *max).map(|max| {
            let max = number(max);
            about_property(
                target,
                &format!("must be shorter than {max}"),
                &format!("doit compter au plus {max}"),
            )
        });
        short.into_iter().chain(long).map(Finding::new).collect()
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
