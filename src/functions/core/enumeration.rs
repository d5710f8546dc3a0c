//! `enumeration`: whether a scalar is one of a list.

use super::super::words::about_value;
use super::super::{Check, Options, OptionsError};
use crate::document::{Kind, Node};

/// Option `values`: texts, numbers, booleans, null.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["values"])?;
    let Some(values) =
        options.get("values").filter(|values| values.is_list() && !values.is_empty())
    else {
        return Err(options.fault(
            "values",
            "it needs \"values\", a list",
            "il lui faut «\u{a0}values\u{a0}», une liste",
        ));
    };
    let allowed: Vec<(Kind, String)> = values.children().filter_map(scalar).collect();
    let quote = |(kind, text): &(Kind, String)| {
        if *kind == Kind::Text { format!("\"{text}\"") } else { text.clone() }
    };
    let printed = allowed.iter().map(quote).collect::<Vec<_>>().join(", ");
    Ok(Check::one(move |target| {
        let value = match target.node() {
            Some(node) => scalar(node)?,
            None => (Kind::Text, target.text()?.to_owned()),
        };
        (!allowed.contains(&value)).then(|| {
            about_value(
                target,
                &format!("must be equal to one of the allowed values: {printed}"),
                &format!("doit être l'une des valeurs admises\u{a0}: {printed}"),
            )
        })
    }))
}

/// A scalar with its kind: `1` and `"1"` differ.
fn scalar(node: Node<'_>) -> Option<(Kind, String)> {
    node.scalar().map(|text| (node.kind(), text.to_owned()))
}
