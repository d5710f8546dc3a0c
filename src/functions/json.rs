//! Values as JavaScript prints them, and JSON that keeps the order of its keys: what Spectral's messages are made of.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::document::{Kind, Node};

/// A value on its own, keys in the order they were written. Parts may be shared.
#[derive(Clone, Debug)]
pub(super) enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number, as a double: what JavaScript knows of it.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Arc<Json>>),
    /// An object; no key stands twice.
    Map(Vec<(String, Arc<Json>)>),
}

impl Json {
    /// A copy of a node, references as they are written.
    pub(super) fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null | Kind::Alias => Self::Null,
            Kind::Boolean => Self::Bool(node.as_bool() == Some(true)),
            Kind::Integer | Kind::Float => Self::Number(node.as_number().unwrap_or(f64::NAN)),
            Kind::Text => Self::Text(node.as_str().unwrap_or_default().to_owned()),
            Kind::List => {
                Self::List(node.children().map(|item| Arc::new(Self::of(item))).collect())
            }
            Kind::Map => Self::Map(
                node.children()
                    .filter_map(|entry| Some((entry.key()?.to_owned(), Arc::new(Self::of(entry)))))
                    .collect(),
            ),
        }
    }

    /// An entry of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Arc<Json>> {
        self.entries().iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The entries of an object; of anything else, none.
    pub(super) fn entries(&self) -> &[(String, Arc<Json>)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of an array; of anything else, none.
    pub(super) fn items(&self) -> &[Arc<Json>] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// As `JSON.stringify` writes it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) if !value.is_finite() => "null".to_owned(),
            Self::Number(value) => number(*value),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.written()).collect();
                format!("[{}]", items.join(","))
            }
            Self::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}:{}", quoted(key), value.written()))
                    .collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }
}

impl PartialEq for Json {
    /// The same value; the order of keys makes no difference.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, value)| other.get(key).is_some_and(|it| it == value))
            }
            _ => false,
        }
    }
}

/// A text as `JSON.stringify` writes it, quotes included.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\0'..='\u{1f}' => {
                let _ = write!(quoted, "\\u{:04x}", sign as u32);
            }
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// A number as JavaScript prints it (ECMA-262, `Number::toString`).
pub(super) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned();
    }
    let size = value.abs();
    if (1e-6..1e21).contains(&size) {
        return value.to_string();
    }
    let written = format!("{value:e}");
    match written.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power}"),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::{number, quoted};

    #[test]
    fn numbers_are_printed_as_in_javascript() {
        for (value, printed) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-12.5, "-12.5"),
            (0.1, "0.1"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(number(value), printed);
        }
    }

    #[test]
    fn texts_are_quoted_as_in_javascript() {
        assert_eq!(quoted("a\"b\\c\n\u{1}é\u{7f}"), "\"a\\\"b\\\\c\\n\\u0001é\u{7f}\"");
    }
}
