//! Values as JavaScript has them, and how it turns one into another.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Regex;
use crate::document::{Kind, Node};

/// A value of an expression.
#[derive(Clone, Debug)]
pub(super) enum Value<'d> {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    Text(Cow<'d, str>),
    /// A map or a list of the document.
    Node(Node<'d>),
    List(Vec<Value<'d>>),
    Regex(&'d Regex),
    /// A method that is not called: `@.match && @.match(…)`.
    Function,
    /// `@.constructor`: its name.
    Constructor(&'static str),
}

impl<'d> Value<'d> {
    pub(super) fn of(node: Node<'d>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Boolean => Self::Boolean(node.as_bool().unwrap_or_default()),
            Kind::Integer | Kind::Float => Self::Number(node.as_number().unwrap_or(f64::NAN)),
            Kind::Text => Self::Text(Cow::Borrowed(node.as_str().unwrap_or_default())),
            Kind::List | Kind::Map | Kind::Alias => Self::Node(node),
        }
    }

    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Boolean(boolean) => *boolean,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Node(_)
            | Self::List(_)
            | Self::Regex(_)
            | Self::Function
            | Self::Constructor(_) => true,
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    pub(super) fn is_list(&self) -> bool {
        match self {
            Self::List(_) => true,
            Self::Node(node) => node.is_list(),
            _ => false,
        }
    }

    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Function | Self::Constructor(_) => "function",
            Self::Null | Self::Node(_) | Self::List(_) | Self::Regex(_) => "object",
        }
    }

    pub(super) fn constructor(&self) -> Self {
        Self::Constructor(match self {
            Self::Undefined | Self::Null => return Self::Undefined,
            Self::Boolean(_) => "Boolean",
            Self::Number(_) => "Number",
            Self::Text(_) => "String",
            Self::Regex(_) => "RegExp",
            Self::Function | Self::Constructor(_) => "Function",
            Self::List(_) => "Array",
            Self::Node(node) if node.is_list() => "Array",
            Self::Node(_) => "Object",
        })
    }

    /// `String(value)`.
    pub(super) fn to_text(&self) -> Cow<'d, str> {
        Cow::Borrowed(match self {
            Self::Text(text) => return text.clone(),
            Self::Number(number) => return Cow::Owned(number_text(*number)),
            Self::Boolean(true) => "true",
            Self::Boolean(false) => "false",
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::List(items) => return Cow::Owned(join(items, ",")),
            Self::Node(node) if node.is_list() => {
                let items: Vec<_> = node.children().map(Value::of).collect();
                return Cow::Owned(join(&items, ","));
            }
            Self::Node(_) => "[object Object]",
            Self::Regex(regex) => return Cow::Owned(format!("/{regex}/")),
            Self::Function | Self::Constructor(_) => "function",
        })
    }

    /// `Number(value)`.
    pub(super) fn to_number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Null => 0.0,
            Self::Text(text) => text_number(text),
            Self::List(_) => text_number(&self.to_text()),
            Self::Node(node) if node.is_list() => text_number(&self.to_text()),
            Self::Undefined
            | Self::Node(_)
            | Self::Regex(_)
            | Self::Function
            | Self::Constructor(_) => f64::NAN,
        }
    }

    /// The 32 bits that the bitwise operators work on.
    pub(super) fn to_int32(&self) -> i32 {
        let number = self.to_number();
        if !number.is_finite() {
            return 0;
        }
        number.trunc().rem_euclid(4_294_967_296.0) as u32 as i32
    }

    /// `===`
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Undefined, Self::Undefined) | (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b).is_some_and(Ordering::is_eq),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Node(a), Self::Node(b)) => a.target() == b.target(),
            (Self::Constructor(a), Self::Constructor(b)) => a == b,
            _ => false,
        }
    }

    /// `==`
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Undefined | Self::Null, Self::Undefined | Self::Null) => true,
            (Self::Undefined | Self::Null, _) | (_, Self::Undefined | Self::Null) => false,
            (a, b) if a.type_name() == b.type_name() => a.is_same(b),
            (a, b) if a.type_name() == "object" || b.type_name() == "object" => {
                let (object, plain) = if a.type_name() == "object" { (a, b) } else { (b, a) };
                match plain {
                    Self::Text(text) => object.to_text() == *text,
                    _ => numbers(object, plain).is_some_and(Ordering::is_eq),
                }
            }
            (a, b) => numbers(a, b).is_some_and(Ordering::is_eq),
        }
    }

    /// `<` and its like.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
            _ => numbers(self, other),
        }
    }
}

fn numbers(a: &Value<'_>, b: &Value<'_>) -> Option<Ordering> {
    a.to_number().partial_cmp(&b.to_number())
}

/// Items as `Array.prototype.join` writes them: nothing for null.
pub(super) fn join(items: &[Value<'_>], sign: &str) -> String {
    let texts =
        items.iter().map(|item| if item.is_nothing() { Cow::Borrowed("") } else { item.to_text() });
    texts.collect::<Vec<_>>().join(sign)
}

fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else {
        number.to_string()
    }
}

fn text_number(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    let radix =
        |digits: &str, radix| u64::from_str_radix(digits, radix).map_or(f64::NAN, |n| n as f64);
    match text.get(..2) {
        Some("0x" | "0X") => return radix(&text[2..], 16),
        Some("0o" | "0O") => return radix(&text[2..], 8),
        Some("0b" | "0B") => return radix(&text[2..], 2),
        _ => {}
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        // Rust reads more words than JavaScript: `inf`, `nan`.
        _ if text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E')) => f64::NAN,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}
