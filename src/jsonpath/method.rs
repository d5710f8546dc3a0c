//! Methods of texts, lists, maps and regular expressions.

use std::borrow::Cow;

use super::expression::Method;
use super::filter::{Evaluated, Scope, Throws};
use super::value::{Value, join};

/// Whether a value has a method.
pub(super) fn has(of: &Value<'_>, method: Method) -> bool {
    match of {
        Value::Text(_) => !matches!(method, Method::Test | Method::Exec | Method::Join),
        Value::Regex(_) => matches!(method, Method::Test | Method::Exec | Method::ToString),
        Value::List(_) => on_lists(method),
        Value::Node(node) if node.is_list() => on_lists(method),
        Value::Node(_) => matches!(method, Method::HasOwnProperty | Method::ToString),
        Value::Number(_) | Value::Boolean(_) => matches!(method, Method::ToString),
        Value::Undefined | Value::Null | Value::Function | Value::Constructor(_) => false,
    }
}

fn on_lists(method: Method) -> bool {
    use Method::{
        At, Concat, HasOwnProperty, Includes, IndexOf, Join, LastIndexOf, Slice, ToString,
    };
    matches!(
        method,
        At | Concat | HasOwnProperty | Includes | IndexOf | Join | LastIndexOf | Slice | ToString
    )
}

/// Calls a method that the value has.
pub(super) fn call<'d>(
    of: &Value<'d>,
    method: Method,
    arguments: &[Value<'d>],
    scope: Scope<'d>,
) -> Evaluated<'d> {
    let first = arguments.first().unwrap_or(&Value::Undefined);
    match (of, method) {
        (_, Method::ToString) => Ok(text(of.to_text())),
        (Value::Node(node), Method::HasOwnProperty) => {
            Ok(Value::Boolean(node.get(&first.to_text()).is_some()))
        }
        (Value::Regex(regex), Method::Test) => Ok(Value::Boolean(regex.is_match(&first.to_text()))),
        (Value::Regex(regex), Method::Exec) => {
            Ok(regex.groups(&first.to_text()).map_or(Value::Null, groups))
        }
        (Value::Text(subject), _) => on_text(subject, method, arguments),
        (Value::Node(_) | Value::List(_), _) => on_list(&scope.children(of), method, arguments),
        _ => Err(Throws),
    }
}

fn text(text: Cow<'_, str>) -> Value<'_> {
    Value::Text(text)
}

fn owned<'d>(text: impl Into<String>) -> Value<'d> {
    Value::Text(Cow::Owned(text.into()))
}

fn groups<'d>(groups: Vec<Option<String>>) -> Value<'d> {
    Value::List(groups.into_iter().map(|group| group.map_or(Value::Undefined, owned)).collect())
}

/// One character, by its rank in UTF-16.
pub(super) fn unit<'d>(subject: &str, rank: usize) -> Option<Value<'d>> {
    let unit = subject.encode_utf16().nth(rank)?;
    Some(owned(String::from_utf16_lossy(&[unit])))
}

fn on_text<'d>(subject: &str, method: Method, arguments: &[Value<'d>]) -> Evaluated<'d> {
    let first = arguments.first().unwrap_or(&Value::Undefined);
    let wanted = first.to_text();
    let units = |byte: usize| Value::Number(subject[..byte].encode_utf16().count() as f64);
    let missing = Value::Number(-1.0);
    Ok(match method {
        Method::Match => match first {
            Value::Regex(regex) if regex.is_global() => {
                let all = regex.all(subject);
                if all.is_empty() {
                    Value::Null
                } else {
                    Value::List(all.into_iter().map(owned).collect())
                }
            }
            _ => with_regex(first, |regex| regex.groups(subject).map_or(Value::Null, groups))?,
        },
        Method::Search => {
            with_regex(first, |regex| regex.find(subject).map_or(missing, |found| units(found.0)))?
        }
        Method::Includes => Value::Boolean(subject.contains(&*wanted)),
        Method::StartsWith => Value::Boolean(subject.starts_with(&*wanted)),
        Method::EndsWith => Value::Boolean(subject.ends_with(&*wanted)),
        Method::IndexOf => subject.find(&*wanted).map_or(missing, units),
        Method::LastIndexOf => subject.rfind(&*wanted).map_or(missing, units),
        Method::ToLowerCase => owned(subject.to_lowercase()),
        Method::ToUpperCase => owned(subject.to_uppercase()),
        Method::Trim => owned(subject.trim()),
        Method::TrimStart => owned(subject.trim_start()),
        Method::TrimEnd => owned(subject.trim_end()),
        Method::Concat => {
            let rest = arguments.iter().map(|argument| argument.to_text().into_owned());
            owned(subject.to_owned() + &rest.collect::<String>())
        }
        Method::CharAt => {
            unit(subject, first.to_int32().max(0) as usize).unwrap_or_else(|| owned(""))
        }
        Method::At => {
            let length = subject.encode_utf16().count();
            place(first, length).and_then(|rank| unit(subject, rank)).unwrap_or(Value::Undefined)
        }
        Method::Slice | Method::Substring => {
            let units: Vec<u16> = subject.encode_utf16().collect();
            let (start, end) = bounds(method, arguments, units.len());
            owned(String::from_utf16_lossy(&units[start..end]))
        }
        Method::Split => match first {
            Value::Undefined => Value::List(vec![owned(subject)]),
            Value::Regex(regex) => {
                Value::List(regex.split(subject).into_iter().map(owned).collect())
            }
            _ if wanted.is_empty() => {
                Value::List(subject.chars().map(|c| owned(c.to_string())).collect())
            }
            _ => Value::List(subject.split(&*wanted).map(owned).collect()),
        },
        Method::Replace | Method::ReplaceAll => {
            let with = arguments.get(1).unwrap_or(&Value::Undefined).to_text();
            match first {
                Value::Regex(regex) => owned(regex.replace(subject, &with)),
                _ if method == Method::Replace => owned(subject.replacen(&*wanted, &with, 1)),
                _ => owned(subject.replace(&*wanted, &with)),
            }
        }
        Method::HasOwnProperty => Value::Boolean(wanted == "length"),
        Method::ToString => owned(subject),
        Method::Test | Method::Exec | Method::Join => return Err(Throws),
    })
}

/// Does something with a regular expression, or with the one that a text writes.
fn with_regex<'d>(of: &Value<'d>, ask: impl FnOnce(&super::Regex) -> Value<'d>) -> Evaluated<'d> {
    match of {
        Value::Regex(regex) => Ok(ask(regex)),
        Value::Undefined => Ok(ask(&super::Regex::new("", "").map_err(|_| Throws)?)),
        other => Ok(ask(&super::Regex::new(&other.to_text(), "").map_err(|_| Throws)?)),
    }
}

fn on_list<'d>(items: &[Value<'d>], method: Method, arguments: &[Value<'d>]) -> Evaluated<'d> {
    let first = arguments.first().unwrap_or(&Value::Undefined);
    let rank = |found: Option<usize>| Value::Number(found.map_or(-1.0, |rank| rank as f64));
    Ok(match method {
        Method::Includes => Value::Boolean(items.iter().any(|item| item.is_same(first))),
        Method::IndexOf => rank(items.iter().position(|item| item.is_same(first))),
        Method::LastIndexOf => rank(items.iter().rposition(|item| item.is_same(first))),
        Method::At => place(first, items.len())
            .and_then(|rank| items.get(rank).cloned())
            .unwrap_or(Value::Undefined),
        Method::Join => match first {
            Value::Undefined => owned(join(items, ",")),
            sign => owned(join(items, &sign.to_text())),
        },
        Method::Concat => {
            let mut all = items.to_vec();
            for argument in arguments {
                match argument {
                    Value::List(more) => all.extend(more.iter().cloned()),
                    Value::Node(node) if node.is_list() => {
                        all.extend(node.children().map(Value::of));
                    }
                    one => all.push(one.clone()),
                }
            }
            Value::List(all)
        }
        Method::Slice => {
            let (start, end) = bounds(method, arguments, items.len());
            Value::List(items[start..end].to_vec())
        }
        Method::HasOwnProperty => {
            Value::Boolean(first.to_text().parse().is_ok_and(|rank: usize| rank < items.len()))
        }
        _ => return Err(Throws),
    })
}

/// A rank that counts from the end when it is negative.
fn place(rank: &Value<'_>, length: usize) -> Option<usize> {
    let rank = i64::from(rank.to_int32());
    usize::try_from(if rank < 0 { rank + length as i64 } else { rank }).ok()
}

/// The bounds of `slice` and `substring`, first not after the second.
fn bounds(method: Method, arguments: &[Value<'_>], length: usize) -> (usize, usize) {
    let bound = |argument: Option<&Value<'_>>, default: usize| match argument {
        None | Some(Value::Undefined) => default,
        Some(rank) if method == Method::Slice => place(rank, length).unwrap_or(0).min(length),
        Some(rank) => (rank.to_int32().max(0) as usize).min(length),
    };
    let (start, end) = (bound(arguments.first(), 0), bound(arguments.get(1), length));
    match method {
        Method::Substring => (start.min(end), start.max(end)),
        _ => (start, end.max(start)),
    }
}
