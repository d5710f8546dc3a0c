//! `or`, `xor`: which of several members are there.

use super::super::{Check, Options, OptionsError, Target};
use crate::diagnostic::Text;
use crate::document::Node;

/// Beyond this many names, only the first three are told.
const MANY: usize = 4;

/// What each of the two says of wrong options.
struct Words {
    examples: &'static str,
    lists: &'static str,
}

/// At least one of `properties`.
pub(crate) fn or(options: &Options<'_>) -> Result<Check, OptionsError> {
    let words = Words {
        examples: r#"{ "properties": ["default", "example"] }, { "properties": ["title", "summary", "description"] }, etc."#,
        lists: r#"["default", "example"], ["title", "summary", "description"], etc."#,
    };
    let properties = properties(options, "or", &words)?;
    Ok(Check::one(move |target| {
        present(target, &properties)?.is_empty().then(|| none_of(&properties))
    }))
}

/// Exactly one of `properties`.
pub(crate) fn xor(options: &Options<'_>) -> Result<Check, OptionsError> {
    let words = Words {
        examples: r#"{ "properties": ["country", "street"] }, { "properties": ["one", "two", "three"] }, etc."#,
        lists: r#"["country", "street"], ["one", "two", "three"], etc."#,
    };
    let properties = properties(options, "xor", &words)?;
    Ok(Check::one(move |target| match present(target, &properties)?.as_slice() {
        [] => Some(none_of(&properties)),
        [_] => None,
        several => Some(Text::new(
            format!("Just one of {} must be defined", quoted(several).join(" and ")),
            format!(
                "Une seule de ces propriétés doit être présente\u{a0}: {}",
                quoted(several).join(", ")
            ),
        )),
    }))
}

fn properties(
    options: &Options<'_>,
    function: &str,
    words: &Words,
) -> Result<Vec<String>, OptionsError> {
    options.expect_map(words.examples)?;
    let named = match options.get("properties") {
        None => Err(options.missing("properties")),
        Some(list) => {
            let names: Option<Vec<String>> =
                list.children().map(|item| item.as_str().map(str::to_owned)).collect();
            names.filter(|names| list.is_list() && names.len() > 1).ok_or_else(|| {
                let lists = words.lists;
                let message = Text::new(
                    format!(
                        "\"{function}\" requires at least two enumerated \"properties\", i.e. {lists}"
                    ),
                    format!(
                        "la fonction «\u{a0}{function}\u{a0}» veut au moins deux noms dans «\u{a0}properties\u{a0}», par exemple {lists}"
                    ),
                );
                options.fault_at(Some(list), message)
            })
        }
    };
    OptionsError::both(named, options.only(&["properties"])).map(|(names, ())| names)
}

/// The names that the target has, in the order it writes them. Nothing if it is no map.
fn present(target: &Target<'_>, properties: &[String]) -> Option<Vec<String>> {
    let node = target.node().filter(|node| node.is_map())?;
    let keys = node.children().filter_map(Node::key);
    Some(keys.filter(|key| properties.iter().any(|name| name == key)).map(str::to_owned).collect())
}

fn none_of(properties: &[String]) -> Text {
    if properties.len() > MANY {
        let others = properties.len() - 3;
        let first = quoted(&properties[..3]);
        return Text::new(
            format!(
                "At least one of {} or {others} other properties must be defined",
                first.join(" or ")
            ),
            format!(
                "Au moins une de ces propriétés doit être présente\u{a0}: {} ou {others} autres",
                first.join(", ")
            ),
        );
    }
    let names = quoted(properties);
    Text::new(
        format!("At least one of {} must be defined", names.join(" or ")),
        format!("Au moins une de ces propriétés doit être présente\u{a0}: {}", names.join(", ")),
    )
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("\"{name}\"")).collect()
}
