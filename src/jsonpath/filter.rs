//! Filters, evaluated on a node without ever failing: what is not there is `undefined`, and nothing of it is true.

use std::borrow::Cow;

use super::PathError;
use super::expression::{self, Expression, Method, Operator};
use super::lexer::Lexer;
use crate::description::Description;
use crate::document::{Kind, Node};

/// The condition of `[?(…)]`.
#[derive(Clone, Debug)]
pub struct Filter {
    expression: Expression,
}

/// What a filter may speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'d> {
    pub description: &'d Description,
    /// Whether members are read through references.
    pub through_refs: bool,
    pub current: Node<'d>,
    /// Key or rank of the current node.
    pub property: &'d str,
    pub parent: Option<Node<'d>>,
    pub parent_property: Option<&'d str>,
    pub root: Node<'d>,
}

/// A value of the JavaScript kind.
#[derive(Clone, Debug)]
enum Value<'d> {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    Text(Cow<'d, str>),
    Node(Node<'d>),
    List(Vec<Value<'d>>),
    Regex(&'d ::regex::Regex),
}

impl Filter {
    pub(super) fn parse(lexer: &mut Lexer<'_>) -> Result<Self, PathError> {
        lexer.skip_space();
        let expression = expression::parse(lexer, 0, 0)?;
        Ok(Self { expression })
    }

    /// Whether the condition holds.
    pub(super) fn holds<'d>(&'d self, scope: Scope<'d>) -> bool {
        evaluate(&self.expression, scope).is_truthy()
    }
}

fn evaluate<'d>(expression: &'d Expression, scope: Scope<'d>) -> Value<'d> {
    match expression {
        Expression::Text(text) => Value::Text(Cow::Borrowed(text)),
        Expression::Number(number) => Value::Number(*number),
        Expression::Boolean(boolean) => Value::Boolean(*boolean),
        Expression::Null => Value::Null,
        Expression::Undefined => Value::Undefined,
        Expression::Current => of_node(scope.current),
        Expression::Property => Value::Text(Cow::Borrowed(scope.property)),
        Expression::Parent => scope.parent.map_or(Value::Undefined, of_node),
        Expression::ParentProperty => {
            scope.parent_property.map_or(Value::Undefined, |name| Value::Text(Cow::Borrowed(name)))
        }
        Expression::Root => of_node(scope.root),
        Expression::Member(of, name) => member(&evaluate(of, scope), &evaluate(name, scope), scope),
        Expression::Call(of, method, arguments) => {
            let arguments: Vec<_> =
                arguments.iter().map(|argument| evaluate(argument, scope)).collect();
            call(&evaluate(of, scope), *method, &arguments)
        }
        Expression::Regex(regex) => Value::Regex(regex),
        Expression::List(items) => {
            Value::List(items.iter().map(|item| evaluate(item, scope)).collect())
        }
        Expression::Not(inner) => Value::Boolean(!evaluate(inner, scope).is_truthy()),
        Expression::Binary(operator, left, right) => binary(*operator, left, right, scope),
    }
}

fn of_node(node: Node<'_>) -> Value<'_> {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Boolean(node.as_bool().unwrap_or_default()),
        Kind::Integer | Kind::Float => Value::Number(node.as_number().unwrap_or(f64::NAN)),
        Kind::Text => Value::Text(Cow::Borrowed(node.as_str().unwrap_or_default())),
        Kind::List | Kind::Map | Kind::Alias => Value::Node(node),
    }
}

fn member<'d>(of: &Value<'d>, name: &Value<'d>, scope: Scope<'d>) -> Value<'d> {
    let Some(name) = name.as_text() else { return Value::Undefined };
    match of {
        Value::Node(node) => {
            let followed =
                if scope.through_refs { scope.description.follow(*node) } else { Some(*node) };
            let Some(node) = followed else { return Value::Undefined };
            match node.get(&name) {
                Some(child) if scope.through_refs => {
                    scope.description.follow(child).map_or(Value::Undefined, of_node)
                }
                Some(child) => of_node(child),
                None if name == "length" && node.is_list() => Value::Number(node.len() as f64),
                None => Value::Undefined,
            }
        }
        Value::Text(text) if name == "length" => Value::Number(text.encode_utf16().count() as f64),
        Value::List(items) if name == "length" => Value::Number(items.len() as f64),
        Value::List(items) => name
            .parse()
            .ok()
            .and_then(|rank: usize| items.get(rank).cloned())
            .unwrap_or(Value::Undefined),
        _ => Value::Undefined,
    }
}

fn call<'d>(of: &Value<'d>, method: Method, arguments: &[Value<'d>]) -> Value<'d> {
    let argument = arguments.first();
    if let (Value::Regex(regex), Method::Test) = (of, method) {
        return Value::Boolean(
            argument.and_then(Value::as_text).is_some_and(|text| regex.is_match(&text)),
        );
    }
    if let (Value::List(_) | Value::Node(_), Method::Includes, Some(argument)) =
        (of, method, argument)
    {
        return Value::Boolean(of.items().iter().any(|item| item.equals(argument)));
    }
    let Some(text) = of.as_text() else { return Value::Undefined };
    let wanted = argument.and_then(Value::as_text).unwrap_or_default();
    match (method, argument) {
        (Method::Match, Some(Value::Regex(regex))) => Value::Boolean(regex.is_match(&text)),
        (Method::Match, Some(Value::Text(pattern))) => {
            Value::Boolean(super::regex(pattern, "").is_ok_and(|regex| regex.is_match(&text)))
        }
        (Method::Includes, _) => Value::Boolean(text.contains(&*wanted)),
        (Method::StartsWith, _) => Value::Boolean(text.starts_with(&*wanted)),
        (Method::EndsWith, _) => Value::Boolean(text.ends_with(&*wanted)),
        (Method::IndexOf, _) => Value::Number(text.find(&*wanted).map_or(-1.0, |at| at as f64)),
        (Method::ToLowerCase, _) => Value::Text(Cow::Owned(text.to_lowercase())),
        (Method::ToUpperCase, _) => Value::Text(Cow::Owned(text.to_uppercase())),
        (Method::Trim, _) => Value::Text(Cow::Owned(text.trim().to_owned())),
        (Method::Match | Method::Test, _) => Value::Undefined,
    }
}

fn binary<'d>(
    operator: Operator,
    left: &'d Expression,
    right: &'d Expression,
    scope: Scope<'d>,
) -> Value<'d> {
    let first = evaluate(left, scope);
    match operator {
        Operator::Or if first.is_truthy() => return first,
        Operator::And if !first.is_truthy() => return first,
        _ => {}
    }
    let second = evaluate(right, scope);
    match operator {
        Operator::Or | Operator::And => second,
        Operator::Equal => Value::Boolean(first.equals(&second)),
        Operator::NotEqual => Value::Boolean(!first.equals(&second)),
        Operator::Less => first.compares(&second, std::cmp::Ordering::is_lt),
        Operator::LessOrEqual => first.compares(&second, std::cmp::Ordering::is_le),
        Operator::Greater => first.compares(&second, std::cmp::Ordering::is_gt),
        Operator::GreaterOrEqual => first.compares(&second, std::cmp::Ordering::is_ge),
        Operator::In => Value::Boolean(second.items().iter().any(|item| item.equals(&first))),
        Operator::Subtract => Value::Number(first.as_number() - second.as_number()),
        Operator::Add => match (&first, &second) {
            (Value::Text(a), _) => {
                Value::Text(Cow::Owned(format!("{a}{}", second.as_text().unwrap_or_default())))
            }
            (_, Value::Text(b)) => {
                Value::Text(Cow::Owned(format!("{}{b}", first.as_text().unwrap_or_default())))
            }
            _ => Value::Number(first.as_number() + second.as_number()),
        },
    }
}

impl<'d> Value<'d> {
    fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Boolean(boolean) => *boolean,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Node(_) | Self::List(_) | Self::Regex(_) => true,
        }
    }

    fn as_text(&self) -> Option<Cow<'d, str>> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Boolean(boolean) => Some(Cow::Borrowed(if *boolean { "true" } else { "false" })),
            _ => None,
        }
    }

    fn as_number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Text(text) => text.trim().parse().unwrap_or(f64::NAN),
            _ => f64::NAN,
        }
    }

    /// The items of a list, the keys of a map.
    fn items(&self) -> Vec<Value<'d>> {
        match self {
            Self::List(items) => items.clone(),
            Self::Node(node) if node.is_list() => node.children().map(of_node).collect(),
            Self::Node(node) => node
                .children()
                .filter_map(Node::key)
                .map(|key| Value::Text(Cow::Borrowed(key)))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Undefined | Self::Null, Self::Undefined | Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Node(a), Self::Node(b)) => a == b,
            (Self::Number(_), Self::Number(_) | Self::Text(_))
            | (Self::Text(_), Self::Number(_)) => {
                let (a, b) = (self.as_number(), other.as_number());
                a.partial_cmp(&b).is_some_and(std::cmp::Ordering::is_eq)
            }
            _ => false,
        }
    }

    fn compares(&self, other: &Self, holds: impl Fn(std::cmp::Ordering) -> bool) -> Value<'d> {
        let order = match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            _ => self.as_number().partial_cmp(&other.as_number()),
        };
        Value::Boolean(order.is_some_and(holds))
    }
}
