//! Values in messages.

use crate::diagnostic::Text;
use crate::document::{Kind, Node};
use crate::functions::openapi::words::{code, listed};

/// Names that one message lists.
const LISTED: usize = 5;

/// What a value is, as a noun.
pub(super) fn what(value: Node<'_>) -> Text {
    let (en, fr) = match value.kind() {
        Kind::Null if value.span().start == value.span().end => {
            ("empty, that is null", "vide, donc null")
        }
        Kind::Null => ("null", "null"),
        Kind::Boolean => ("a boolean", "un booléen"),
        Kind::Integer | Kind::Float => ("a number", "un nombre"),
        Kind::Text => ("a text", "un texte"),
        Kind::List => ("a list", "une liste"),
        Kind::Map | Kind::Alias => ("an object", "un objet"),
    };
    Text::new(en, fr)
}

/// A short scalar as code.
pub(super) fn shown(value: Node<'_>) -> Option<String> {
    let text = value.scalar()?;
    let is_short = !text.is_empty() && text.chars().count() <= 40 && !text.contains(['\n', '`']);
    is_short.then(|| format!("`{text}`"))
}

/// A short scalar as code, or `the value`, at the start of a sentence.
pub(super) fn subject(value: Node<'_>) -> Text {
    shown(value).map_or_else(|| Text::new("The value", "La valeur"), Text::same)
}

/// What is said of an object that lacks members.
pub(super) fn lacking(names: &[&str]) -> Text {
    let shown = code(names.iter().copied().take(LISTED));
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let names = if names.len() > LISTED {
        let (shown, rest) = (shown.join(", "), names.len() - LISTED);
        Text::new(format!("{shown} and {rest} more"), format!("{shown} et {rest} autres"))
    } else {
        listed(&shown, "and", "et")
    };
    Text::new(
        format!("The object has no {}: the schema says `required`", names.en),
        format!("Il manque {} à l'objet\u{a0}: le schéma dit `required`", names.fr),
    )
}

/// `3 items`, `1 item`.
pub(super) fn counted(count: usize, one: (&str, &str), many: (&str, &str)) -> Text {
    // In French zero is singular.
    let (en, fr) =
        (if count == 1 { one.0 } else { many.0 }, if count < 2 { one.1 } else { many.1 });
    Text::new(format!("{count} {en}"), format!("{count} {fr}"))
}
