//! `enumeration`: whether a scalar is one of a list.

use super::super::json::Json;
use super::super::words::about_value;
use super::super::{Check, Options, OptionsError, Value};
use crate::diagnostic::Text;
use crate::document::Node;

/// Option `values`: texts, numbers, booleans, null.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.expect_map(
        r#"{ "values": ["Berlin", "London", "Paris"] }, { "values": [2, 3, 5, 8, 13, 21] }"#,
    )?;
    let (allowed, ()) = OptionsError::both(values(options), options.only(&["values"]))?;
    let printed = allowed.iter().map(Json::written).collect::<Vec<_>>().join(", ");
    Ok(Check::one(move |target| {
        let value = match target.value {
            Value::Node(node) => scalar(node)?,
            Value::Key(node) => Json::Text(node.key()?.to_owned()),
            Value::Missing { .. } => return None,
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

fn values(options: &Options<'_>) -> Result<Vec<Json>, OptionsError> {
    let Some(node) = options.get("values") else { return Err(options.missing("values")) };
    let values: Option<Vec<Json>> = node.children().map(scalar).collect();
    values.filter(|_| node.is_list()).ok_or_else(|| {
        let message = Text::new(
            "\"enumeration\" and its \"values\" option support only arrays of primitive values, i.e. [\"Berlin\", \"London\", \"Paris\"]",
            "l'option «\u{a0}values\u{a0}» de la fonction «\u{a0}enumeration\u{a0}» est une liste de textes, de nombres, de booléens ou de null, par exemple [\"Berlin\", \"London\", \"Paris\"]",
        );
        options.fault_at(Some(node), message)
    })
}

/// A scalar; `1` and `"1"` differ, `1` and `1.0` do not.
fn scalar(node: Node<'_>) -> Option<Json> {
    (!node.is_list() && !node.is_map()).then(|| Json::of(node))
}
