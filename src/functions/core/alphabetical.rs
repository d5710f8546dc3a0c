//! `alphabetical`: whether items, or keys, stand in alphabetical order.

use super::super::json::{number, quoted};
use super::super::words::about_property;
use super::super::{Check, Finding, Options, OptionsError, Target};
use super::collation;
use crate::diagnostic::Text;
use crate::document::{Kind, Node};

/// Option `keyedBy`: the member that orders objects in a list. The first pair out of order is told.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    const EXAMPLES: &str = r#"null (no options), { "keyedBy": "my-key" }"#;
    if !options.is_empty() {
        options.expect_map(EXAMPLES)?;
    }
    let (key, ()) = OptionsError::both(options.text("keyedBy"), options.only(&["keyedBy"]))?;
    let key = key.map(str::to_owned);
    Ok(Check::new(move |target| check(target, key.as_deref()).into_iter().collect()))
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Number(f64),
    Text(String),
}

fn check(target: &Target<'_>, key: Option<&str>) -> Option<Finding> {
    let node = target.node().filter(|node| node.is_list() || node.is_map())?;
    let children: Vec<Node<'_>> = node.children().collect();
    if children.len() < 2 {
        return None;
    }
    let items: Option<Vec<Item>> = if let Some(key) = key {
        let objects: Option<Vec<Node<'_>>> = children
            .iter()
            .map(|child| {
                target.seen(*child).filter(|it| node.is_list() && (it.is_map() || it.is_list()))
            })
            .collect();
        let Some(objects) = objects else {
            let message = about_property(target, "must be an object", "doit être un objet");
            return Some(Finding::new(message));
        };
        objects.iter().map(|object| item(target.get(*object, key)?)).collect()
    } else if node.is_list() {
        children.iter().map(|child| item(target.seen(*child)?)).collect()
    } else {
        children.iter().map(|child| Some(Item::Text(child.key()?.to_owned()))).collect()
    };
    let Some(items) = items else {
        let message = about_property(
            target,
            "must be one of the allowed types: number, string",
            "doit être de l'un des types admis\u{a0}: nombre, texte",
        );
        return Some(Finding::new(message));
    };
    let rank = items.windows(2).position(|pair| is_before(&pair[1], &pair[0]))?;
    if key.is_some() {
        return Some(Finding::new(Text::new(
            "properties must follow the alphabetical order",
            "les propriétés doivent suivre l'ordre alphabétique",
        )));
    }
    let (later, earlier) = (printed(&items[rank]), printed(&items[rank + 1]));
    let message = Text::new(
        format!("{later} must be placed after {earlier}"),
        format!("{later} doit venir après {earlier}"),
    );
    Some(target.on(children[rank], message))
}

fn item(node: Node<'_>) -> Option<Item> {
    match node.kind() {
        Kind::Integer | Kind::Float => node.as_number().map(Item::Number),
        Kind::Text => node.as_str().map(|text| Item::Text(text.to_owned())),
        _ => None,
    }
}

/// Whether an item should stand before the one that precedes it. Numbers are compared by value, from one unit on; a text
/// and a number, only where the text is the second and reads as one.
fn is_before(item: &Item, previous: &Item) -> bool {
    match (previous, item) {
        (Item::Number(previous), Item::Number(item)) => previous - item >= 1.0,
        (Item::Number(previous), Item::Text(item)) => {
            value_of(item).is_some_and(|item| previous - item >= 1.0)
        }
        (Item::Text(_), Item::Number(_)) => false,
        // A word before figures cannot be compared as numbers, nor is it compared as text.
        (Item::Text(previous), Item::Text(item))
            if value_of(previous).is_none() && value_of(item).is_some() =>
        {
            false
        }
        (Item::Text(previous), Item::Text(item)) => collation::compare(previous, item).is_gt(),
    }
}

/// What JavaScript's `Number` makes of a text.
fn value_of(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0.0);
    }
    let radix = |prefixes: [&str; 2], radix| {
        let digits = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))?;
        u64::from_str_radix(digits, radix).ok().map(|value| value as f64)
    };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "Infinity" {
        return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    radix(["0x", "0X"], 16)
        .or_else(|| radix(["0o", "0O"], 8))
        .or_else(|| radix(["0b", "0B"], 2))
        .or_else(|| {
            let is_plain = unsigned.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.');
            text.parse().ok().filter(|_| is_plain)
        })
}

fn printed(item: &Item) -> String {
    match item {
        Item::Number(value) => number(*value),
        Item::Text(text) => quoted(text),
    }
}
