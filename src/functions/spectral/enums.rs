//! `typedEnum`: the values of an enumeration are of its type.

use super::is_of;
use crate::diagnostic::Text;
use crate::document::{Kind, Node};
use crate::functions::target::printed;
use crate::functions::{Check, Finding, Options, OptionsError, Target};

/// On anything that has an `enum` and a `type`.
pub(in crate::functions) fn typed(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| check(target).unwrap_or_default()))
}

fn check(target: &Target<'_>) -> Option<Vec<Finding>> {
    let schema = target.node().filter(|node| node.is_map())?;
    let values = target.get(schema, "enum").filter(|node| node.is_list())?;
    let types = types(target, schema)?;
    let wants_integers = types.contains(&"integer");
    let is_wrong = |value: &Node<'_>| !types.contains(&type_of(target, *value, wants_integers));
    let say = |value: Node<'_>| {
        let (value_printed, types) =
            (printed(target.seen(value).unwrap_or(value)), types.join(","));
        let message = Text::new(
            format!("Enum value {value_printed} must be \"{types}\"."),
            format!(
                "La valeur {value_printed} de l'énumération doit être du type «\u{a0}{types}\u{a0}»."
            ),
        );
        target.on(value, message)
    };
    Some(values.children().filter(is_wrong).map(say).collect())
}

/// The types of a schema; `null` among them where the version has a word for it.
fn types<'d>(target: &Target<'d>, schema: Node<'d>) -> Option<Vec<&'d str>> {
    let written = target.get(schema, "type")?;
    let mut types: Vec<&str> = if written.is_list() {
        written.children().map(Node::as_str).collect::<Option<_>>()?
    } else {
        vec![written.as_str()?]
    };
    let is_true = |name| target.get(schema, name).and_then(Node::as_bool) == Some(true);
    if (is_true("nullable") && is_of(target, "oas3.0"))
        || (is_true("x-nullable") && is_of(target, "oas2"))
    {
        types.push("null");
    }
    Some(types)
}

fn type_of(target: &Target<'_>, value: Node<'_>, wants_integers: bool) -> &'static str {
    let Some(value) = target.seen(value) else { return "object" };
    match value.kind() {
        Kind::Null | Kind::Alias => "null",
        Kind::Boolean => "boolean",
        Kind::Text => "string",
        Kind::List => "array",
        Kind::Map => "object",
        Kind::Integer | Kind::Float => {
            let is_whole = value.as_number().is_some_and(|number| number.fract() == 0.0);
            if wants_integers && is_whole { "integer" } else { "number" }
        }
    }
}
