//! `or`, `xor`: which of several members are there.

use super::super::{Check, Options, OptionsError, Target};
use crate::diagnostic::Text;
use crate::document::Node;

/// At least one of `properties`.
pub(crate) fn or(options: &Options<'_>) -> Result<Check, OptionsError> {
    let properties = properties(options)?;
    Ok(Check::one(move |target| {
        present(target, &properties)?.is_empty().then(|| none_of(&properties))
    }))
}

/// Exactly one of `properties`.
pub(crate) fn xor(options: &Options<'_>) -> Result<Check, OptionsError> {
    let properties = properties(options)?;
    Ok(Check::one(move |target| match present(target, &properties)?.as_slice() {
        [] => Some(none_of(&properties)),
        [_] => None,
        several => Some(Text::new(
            format!("Just one of {} must be defined", listed(several, "and")),
            format!(
                "Une seule de ces propriétés doit être présente\u{a0}: {}",
                listed(several, "et")
            ),
        )),
    }))
}

fn properties(options: &Options<'_>) -> Result<Vec<String>, OptionsError> {
    options.only(&["properties"])?;
    let list = options.get("properties").map(Node::children).into_iter().flatten();
    let properties: Vec<String> = list.filter_map(Node::as_str).map(str::to_owned).collect();
    if properties.len() < 2 {
        return Err(options.fault(
            "properties",
            "it needs \"properties\", a list of two names or more",
            "il lui faut «\u{a0}properties\u{a0}», une liste d'au moins deux noms",
        ));
    }
    Ok(properties)
}

/// The names that the target has, in the order it writes them. Nothing if it is no map.
fn present(target: &Target<'_>, properties: &[String]) -> Option<Vec<String>> {
    let node = target.node().filter(|node| node.is_map())?;
    let keys = node.children().filter_map(Node::key);
    Some(keys.filter(|key| properties.iter().any(|name| name == key)).map(str::to_owned).collect())
}

fn none_of(properties: &[String]) -> Text {
    Text::new(
        format!("At least one of {} must be defined", listed(properties, "or")),
        format!(
            "Au moins une de ces propriétés doit être présente\u{a0}: {}",
            listed(properties, "ou")
        ),
    )
}

fn listed(names: &[String], last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, before)) => format!("{} {last} {end}", before.join(", ")),
        None => String::new(),
    }
}
