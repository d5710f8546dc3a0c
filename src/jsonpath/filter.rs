//! Filters, evaluated on a node. Where JavaScript would throw (a member of nothing, a method that is not there), the filter
//! is not true of that node: Spectral gives up the whole run there.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::PathError;
use super::expression::{Binary, Expression, Global, KindTest, METHODS, Method, Unary};
use super::lexer::Lexer;
use super::method;
use super::script;
use super::select::Above;
use super::value::Value;
use crate::description::Description;
use crate::document::Node;

/// The condition of `[?(…)]`.
#[derive(Clone, Debug)]
pub struct Filter {
    pub(super) expression: Expression,
}

/// What a filter may speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'d> {
    pub description: &'d Description,
    /// Whether members are read through references.
    pub through_refs: bool,
    pub current: Node<'d>,
    pub property: Property<'d>,
    /// What surrounds it.
    pub above: Above<'d>,
}

/// Key or rank of a node.
#[derive(Clone, Copy)]
pub(super) enum Property<'d> {
    Key(&'d str),
    Rank(usize),
    /// Of the root.
    None,
}

impl<'d> Property<'d> {
    pub(super) fn of(node: Node<'d>, rank: usize) -> Self {
        node.key().map_or(Self::Rank(rank), Self::Key)
    }

    pub(super) fn value(self) -> Value<'d> {
        match self {
            Self::Key(key) => Value::Text(Cow::Borrowed(key)),
            Self::Rank(rank) => Value::Number(rank as f64),
            Self::None => Value::Undefined,
        }
    }
}

/// JavaScript would throw.
pub(super) struct Throws;

pub(super) type Evaluated<'d> = Result<Value<'d>, Throws>;

impl Filter {
    pub(super) fn parse(lexer: &mut Lexer<'_>) -> Result<Self, PathError> {
        Ok(Self { expression: script::parse(lexer)? })
    }

    /// Whether the condition holds.
    pub(super) fn holds<'d>(&'d self, scope: Scope<'d>) -> bool {
        evaluate(&self.expression, scope).is_ok_and(|value| value.is_truthy())
    }

    /// The name of the entries of which it is true, where it asks nothing else: `@property === '$ref'`.
    pub(super) fn entry(&self) -> Option<&str> {
        let Expression::Binary(Binary::Same, left, right) = &self.expression else { return None };
        match (&**left, &**right) {
            (Expression::Property, Expression::Text(name)) => Some(name),
            _ => None,
        }
    }

    /// The key that it works out: `[(@.length-1)]`.
    pub(super) fn key<'d>(&'d self, scope: Scope<'d>) -> Option<Cow<'d, str>> {
        evaluate(&self.expression, scope).ok().map(|value| value.to_text())
    }
}

impl<'d> Scope<'d> {
    /// The node, references followed where the view follows them.
    pub(super) fn follow(&self, node: Node<'d>) -> Option<Node<'d>> {
        if self.through_refs { self.description.follow(node) } else { Some(node) }
    }

    fn value_of(&self, node: Node<'d>) -> Value<'d> {
        self.follow(node).map_or(Value::Undefined, Value::of)
    }

    /// The items of a list, the values of a map.
    pub(super) fn children(&self, of: &Value<'d>) -> Vec<Value<'d>> {
        match of {
            Value::List(items) => items.clone(),
            Value::Node(node) => node.children().map(|child| self.value_of(child)).collect(),
            _ => Vec::new(),
        }
    }
}

fn evaluate<'d>(expression: &'d Expression, scope: Scope<'d>) -> Evaluated<'d> {
    Ok(match expression {
        Expression::Text(text) => Value::Text(Cow::Borrowed(text)),
        Expression::Number(number) => Value::Number(*number),
        Expression::Boolean(boolean) => Value::Boolean(*boolean),
        Expression::Null => Value::Null,
        Expression::Undefined => Value::Undefined,
        Expression::Current => Value::of(scope.current),
        Expression::Property => scope.property.value(),
        Expression::Parent => scope.above.parent().map_or(Value::Undefined, Value::of),
        Expression::ParentProperty => scope.above.parent_property().value(),
        Expression::Root => Value::of(scope.description.root()),
        Expression::Path => {
            let mut path = scope.above.path();
            step(&mut path, scope.property);
            Value::Text(Cow::Owned(path))
        }
        Expression::Kind(test) => Value::Boolean(is_kind(&Value::of(scope.current), *test)),
        Expression::Member(of, name) => {
            let of = evaluate(of, scope)?;
            match &**name {
                Expression::Text(name) => member(&of, name, scope)?,
                name => member(&of, &evaluate(name, scope)?.to_text(), scope)?,
            }
        }
        Expression::Call(of, method, arguments) => call(of, *method, arguments, scope)?,
        Expression::Global(global, arguments) => {
            let argument = match arguments.first() {
                Some(argument) => evaluate(argument, scope)?,
                None => Value::Undefined,
            };
            call_global(*global, &argument, scope)
        }
        Expression::Regex(regex) => Value::Regex(regex),
        Expression::List(items) => {
            Value::List(items.iter().map(|item| evaluate(item, scope)).collect::<Result<_, _>>()?)
        }
        Expression::Unary(operator, of) => unary(*operator, &evaluate(of, scope)?),
        Expression::Binary(operator, left, right) => binary(*operator, left, right, scope)?,
        Expression::Choice(parts) => {
            let [test, yes, no] = &**parts;
            evaluate(if evaluate(test, scope)?.is_truthy() { yes } else { no }, scope)?
        }
        Expression::Any(of, filter) => {
            let Value::Node(node) = evaluate(of, scope)? else { return Ok(Value::Boolean(false)) };
            Value::Boolean(node.children().enumerate().any(|(rank, child)| {
                let Some(current) = scope.follow(child) else { return false };
                let property = Property::of(child, rank);
                let inner = Scope { current, property, above: Above::NOWHERE, ..scope };
                evaluate(filter, inner).is_ok_and(|value| value.is_truthy())
            }))
        }
    })
}

/// One more step of a path as Spectral writes it.
pub(super) fn step(path: &mut String, property: Property<'_>) {
    match property {
        Property::Key(key) => {
            path.push_str("['");
            path.push_str(key);
            path.push_str("']");
        }
        Property::Rank(rank) => path.extend(["[", &rank.to_string(), "]"]),
        Property::None => {}
    }
}

fn is_kind(value: &Value<'_>, test: KindTest) -> bool {
    match test {
        KindTest::Text => matches!(value, Value::Text(_)),
        KindTest::Number => matches!(value, Value::Number(_)),
        KindTest::Boolean => matches!(value, Value::Boolean(_)),
        KindTest::Integer => is_integer(value),
        KindTest::Null => matches!(value, Value::Null),
        KindTest::List => value.is_list(),
        KindTest::Container => matches!(value, Value::Node(_)),
        KindTest::Scalar => !matches!(value, Value::Node(_)),
    }
}

fn is_integer(value: &Value<'_>) -> bool {
    matches!(value, Value::Number(number) if number.is_finite() && number.fract().abs() <= 0.0)
}

fn member<'d>(of: &Value<'d>, name: &str, scope: Scope<'d>) -> Evaluated<'d> {
    if of.is_nothing() {
        return Err(Throws);
    }
    let own = match of {
        Value::Node(node) => match scope.follow(*node) {
            Some(node) => match node.get(name) {
                Some(child) => Some(scope.value_of(child)),
                None if name == "length" && node.is_list() => {
                    Some(Value::Number(node.len() as f64))
                }
                None => None,
            },
            None => return Ok(Value::Undefined),
        },
        Value::Text(text) if name == "length" => {
            Some(Value::Number(text.encode_utf16().count() as f64))
        }
        Value::Text(text) => name.parse().ok().and_then(|rank| method::unit(text, rank)),
        Value::List(items) if name == "length" => Some(Value::Number(items.len() as f64)),
        Value::List(items) => name.parse().ok().and_then(|rank: usize| items.get(rank).cloned()),
        Value::Constructor(text) if name == "name" => Some(Value::Text(Cow::Borrowed(text))),
        _ => None,
    };
    if let Some(own) = own {
        return Ok(own);
    }
    Ok(match name {
        "constructor" => of.constructor(),
        _ => match METHODS.iter().find(|(known, _)| *known == name) {
            Some((_, method)) if method::has(of, *method) => Value::Function,
            _ => Value::Undefined,
        },
    })
}

fn call<'d>(
    of: &'d Expression,
    method: Method,
    arguments: &'d [Expression],
    scope: Scope<'d>,
) -> Evaluated<'d> {
    let value = match (of, evaluate(of, scope)?) {
        // The rank of an item is a text as soon as a method of texts is called on it.
        (Expression::Property, rank @ Value::Number(_)) => Value::Text(rank.to_text()),
        (_, value) => value,
    };
    if !method::has(&value, method) {
        return Err(Throws);
    }
    let arguments = arguments
        .iter()
        .map(|argument| evaluate(argument, scope))
        .collect::<Result<Vec<_>, _>>()?;
    method::call(&value, method, &arguments, scope)
}

fn call_global<'d>(global: Global, argument: &Value<'d>, scope: Scope<'d>) -> Value<'d> {
    let number = |number: f64| Value::Number(number);
    match global {
        Global::IsArray => Value::Boolean(argument.is_list()),
        Global::Values => Value::List(scope.children(argument)),
        Global::Keys => Value::List(match argument {
            Value::Node(node) => {
                let keys = node.children().enumerate();
                keys.map(|(rank, child)| Property::of(child, rank).value()).collect()
            }
            Value::List(items) => (0..items.len()).map(|rank| number(rank as f64)).collect(),
            _ => Vec::new(),
        }),
        Global::IsInteger => Value::Boolean(is_integer(argument)),
        Global::IsNan => Value::Boolean(argument.to_number().is_nan()),
        Global::Number => number(argument.to_number()),
        Global::ParseInt => number(leading_number(&argument.to_text(), false)),
        Global::ParseFloat => number(leading_number(&argument.to_text(), true)),
        Global::String => Value::Text(argument.to_text()),
        Global::Boolean => Value::Boolean(argument.is_truthy()),
    }
}

/// The number that a text starts with.
fn leading_number(text: &str, with_fraction: bool) -> f64 {
    let text = text.trim_start();
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = text[sign..].find(|c: char| !(c.is_ascii_digit() || with_fraction && c == '.'));
    text[..digits.map_or(text.len(), |end| sign + end)].parse().unwrap_or(f64::NAN)
}

fn unary<'d>(operator: Unary, of: &Value<'d>) -> Value<'d> {
    match operator {
        Unary::Not => Value::Boolean(!of.is_truthy()),
        Unary::Minus => Value::Number(-of.to_number()),
        Unary::Plus => Value::Number(of.to_number()),
        Unary::BitNot => Value::Number(f64::from(!of.to_int32())),
        Unary::Void => Value::Undefined,
        Unary::TypeOf => Value::Text(Cow::Borrowed(of.type_name())),
    }
}

fn binary<'d>(
    operator: Binary,
    left: &'d Expression,
    right: &'d Expression,
    scope: Scope<'d>,
) -> Evaluated<'d> {
    let first = evaluate(left, scope)?;
    match operator {
        Binary::Or if first.is_truthy() => return Ok(first),
        Binary::And if !first.is_truthy() => return Ok(first),
        Binary::OrNull if !first.is_nothing() => return Ok(first),
        _ => {}
    }
    let second = evaluate(right, scope)?;
    let truth = |boolean| Ok(Value::Boolean(boolean));
    let compared = |holds: fn(Ordering) -> bool| truth(first.compare(&second).is_some_and(holds));
    let number = |number: f64| Ok(Value::Number(number));
    let (a, b) = (&first, &second);
    match operator {
        Binary::Or | Binary::And | Binary::OrNull => Ok(second),
        Binary::Equal => truth(a.equals(b)),
        Binary::NotEqual => truth(!a.equals(b)),
        Binary::Same => truth(a.is_same(b)),
        Binary::NotSame => truth(!a.is_same(b)),
        Binary::Less => compared(Ordering::is_lt),
        Binary::LessOrEqual => compared(Ordering::is_le),
        Binary::Greater => compared(Ordering::is_gt),
        Binary::GreaterOrEqual => compared(Ordering::is_ge),
        Binary::In => truth(is_in(a, b, scope)),
        Binary::Looks => method::call(b, Method::Test, &[first], scope),
        Binary::Subtract => number(a.to_number() - b.to_number()),
        Binary::Multiply => number(a.to_number() * b.to_number()),
        Binary::Divide => number(a.to_number() / b.to_number()),
        Binary::Remainder => number(a.to_number() % b.to_number()),
        Binary::BitOr => number(f64::from(a.to_int32() | b.to_int32())),
        Binary::BitXor => number(f64::from(a.to_int32() ^ b.to_int32())),
        Binary::BitAnd => number(f64::from(a.to_int32() & b.to_int32())),
        Binary::ShiftLeft => number(f64::from(a.to_int32().wrapping_shl(b.to_int32() as u32))),
        Binary::ShiftRight => number(f64::from(a.to_int32().wrapping_shr(b.to_int32() as u32))),
        Binary::ShiftRightZero => {
            number(f64::from((a.to_int32() as u32).wrapping_shr(b.to_int32() as u32)))
        }
        Binary::Add => {
            let is_plain = |value: &Value<'_>| {
                value.is_nothing() || matches!(value, Value::Number(_) | Value::Boolean(_))
            };
            if is_plain(a) && is_plain(b) {
                return number(a.to_number() + b.to_number());
            }
            Ok(Value::Text(Cow::Owned(format!("{}{}", a.to_text(), b.to_text()))))
        }
    }
}

/// `in`, which Spectral reads as `includes`; of a map, its keys.
fn is_in<'d>(item: &Value<'d>, holder: &Value<'d>, scope: Scope<'d>) -> bool {
    match holder {
        Value::Text(text) => text.contains(&*item.to_text()),
        Value::Node(node) if node.is_map() => node.get(&item.to_text()).is_some(),
        _ => scope.children(holder).iter().any(|other| other.is_same(item)),
    }
}
