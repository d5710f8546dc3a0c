//! What a schema says of a value as a whole, of numbers and of texts.

use super::words::{counted, subject};
use super::{Judge, Types, Verdict};
use crate::diagnostic::Text;
use crate::document::{Kind, Node};
use crate::functions::openapi::words::{code, did_you_mean, listed};
use crate::spec::Version;

/// Values of an `enum` that a message can list.
const LISTED: usize = 6;
/// Maps with more members are taken for the same.
const COMPARED: usize = 200;
/// The sign that another alternative was meant: the one value that a property may have is not this.
const OTHER_CONSTANT: usize = 8;

impl<'d> Judge<'d> {
    pub(super) fn scalar(&mut self, schema: Node<'d>, value: Node<'d>, verdict: &mut Verdict<'d>) {
        let version = self.description.version;
        match Types::of(version, schema) {
            // A value that `enum` lists and `type` does not accept is told there.
            Some(types) if !types.accept(value) && is_listed(schema, value) => {
                verdict.is_unsure = true;
                return;
            }
            Some(types) if !types.accept(value) => {
                let written = types.written;
                let tell = move || types.refusal(value, &Text::default());
                verdict.refuse_later(value, written, tell);
                verdict.weigh(4);
                return;
            }
            None if schema.get("type").is_some() => verdict.is_unsure = true,
            Some(_) | None => {}
        }
        for keyword in schema.children() {
            match keyword.key().unwrap_or_default() {
                "enum" => {
                    self.spend(keyword.len() / 8);
                    among(keyword, value, verdict);
                }
                "const" if version >= Version::Oas3_1 && !is_same(keyword, value) => {
                    let (it, constant) = (subject(value), subject(keyword));
                    verdict.refuse(
                        value,
                        keyword,
                        Text::new(
                            format!("{} is not `const`, {}", it.en, constant.en),
                            format!("{} n'est pas `const`, {}", it.fr, constant.fr),
                        ),
                    );
                    verdict.weigh(OTHER_CONSTANT);
                }
                // What it asks of the text is not asserted.
                "format" | "$dynamicRef" | "$recursiveRef" => verdict.is_unsure = true,
                _ => {}
            }
        }
        if !verdict.is_accepted() {
            return;
        }
        match value.kind() {
            Kind::Integer | Kind::Float => number(schema, value, verdict),
            Kind::Text => self.text(schema, value, verdict),
            _ => {}
        }
    }

    fn text(&mut self, schema: Node<'d>, value: Node<'d>, verdict: &mut Verdict<'d>) {
        let Some(text) = value.as_str() else { return };
        let it = subject(value);
        for keyword in schema.children() {
            match keyword.key().unwrap_or_default() {
                "pattern" => {
                    let Some(pattern) = keyword.as_str() else { continue };
                    match self.matches(pattern, text) {
                        None => verdict.is_unsure = true,
                        Some(true) => {}
                        Some(false) => {
                            let shown = if pattern.chars().count() <= 60 && !pattern.contains('`') {
                                format!(" `{pattern}`")
                            } else {
                                String::new()
                            };
                            verdict.refuse(
                                value,
                                keyword,
                                Text::new(
                                    format!("{} does not match the `pattern`{shown}", it.en),
                                    format!("{} ne correspond pas au `pattern`{shown}", it.fr),
                                ),
                            );
                        }
                    }
                }
                name @ ("minLength" | "maxLength") => {
                    let length = text.chars().count();
                    let Some(limit) = size(keyword) else { continue };
                    if is_within(name, length, limit) {
                        continue;
                    }
                    let length =
                        counted(length, ("character", "caractère"), ("characters", "caractères"));
                    verdict.refuse(
                        value,
                        keyword,
                        Text::new(
                            format!("{} has {}, and `{name}` is {limit}", it.en, length.en),
                            format!("{} a {}, alors que `{name}` vaut {limit}", it.fr, length.fr),
                        ),
                    );
                }
                _ => {}
            }
        }
    }
}

/// A limit on a number of things.
pub(super) fn size(keyword: Node<'_>) -> Option<usize> {
    let number = keyword.as_number()?;
    (number >= 0.0 && number.fract() == 0.0).then_some(number as usize)
}

pub(super) fn is_within(name: &str, size: usize, limit: usize) -> bool {
    if name.starts_with("min") { size >= limit } else { size <= limit }
}

fn number<'d>(schema: Node<'d>, value: Node<'d>, verdict: &mut Verdict<'d>) {
    let Some(number) = value.as_number().filter(|number| number.is_finite()) else { return };
    let is_set = |name: &str| schema.get(name).and_then(Node::as_bool) == Some(true);
    for keyword in schema.children() {
        let name = keyword.key().unwrap_or_default();
        let Some(limit) = keyword.as_number().filter(|limit| limit.is_finite()) else { continue };
        let holds = match name {
            "minimum" if is_set("exclusiveMinimum") => number > limit,
            "maximum" if is_set("exclusiveMaximum") => number < limit,
            "minimum" => number >= limit,
            "maximum" => number <= limit,
            "exclusiveMinimum" => number > limit,
            "exclusiveMaximum" => number < limit,
            "multipleOf" if limit > 0.0 => is_multiple(number, limit),
            _ => continue,
        };
        if holds {
            continue;
        }
        let (it, limit) = (subject(value), keyword.scalar().unwrap_or_default());
        verdict.refuse(
            value,
            keyword,
            Text::new(
                format!("{} is out of bounds: `{name}` is {limit}", it.en),
                format!("{} est hors limites\u{a0}: `{name}` vaut {limit}", it.fr),
            ),
        );
    }
}

/// Up to what binary fractions do to decimal ones: 0.3 is a multiple of 0.1.
fn is_multiple(number: f64, of: f64) -> bool {
    let quotient = number / of;
    (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
}

fn is_listed(schema: Node<'_>, value: Node<'_>) -> bool {
    let values = schema.get("enum").map(Node::children);
    values.into_iter().flatten().any(|known| is_same(known, value))
}

fn among<'d>(keyword: Node<'d>, value: Node<'d>, verdict: &mut Verdict<'d>) {
    // The quotes that a value of the list lacks are told by its own rule.
    let is_it = |known: Node<'_>| {
        is_same(known, value) || known.scalar().is_some() && known.scalar() == value.scalar()
    };
    if !keyword.is_list() || keyword.is_empty() || keyword.children().any(is_it) {
        return;
    }
    let it = subject(value);
    let words: Vec<&str> = keyword.children().filter_map(Node::scalar).collect();
    let guess = did_you_mean(value.scalar().unwrap_or_default(), words.iter().copied());
    let is_listable = words.len() <= LISTED && words.iter().all(|word| word.chars().count() <= 30);
    let end = if guess != Text::default() {
        guess
    } else if is_listable {
        let words = code(words.iter().copied());
        let words = listed(&words.iter().map(String::as_str).collect::<Vec<_>>(), "or", "ou");
        Text::new(format!(": write {}", words.en), format!("\u{a0}: écrivez {}", words.fr))
    } else {
        Text::default()
    };
    verdict.refuse(
        value,
        keyword,
        Text::new(
            format!("{} is not one of the values of `enum`{}", it.en, end.en),
            format!("{} n'est pas une des valeurs d'`enum`{}", it.fr, end.fr),
        ),
    );
    if keyword.len() == 1 {
        verdict.weigh(OTHER_CONSTANT);
    }
}

/// Equality of JSON Schema: numbers by their value, maps in any order.
pub(super) fn is_same(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::Integer | Kind::Float, Kind::Integer | Kind::Float) => {
            a.scalar() == b.scalar() || a.as_number().is_some() && a.as_number() == b.as_number()
        }
        (Kind::Null, Kind::Null) => true,
        (Kind::Boolean, Kind::Boolean) => a.as_bool() == b.as_bool(),
        (Kind::Text, Kind::Text) => a.scalar() == b.scalar(),
        (Kind::List, Kind::List) => {
            a.len() == b.len() && a.children().zip(b.children()).all(|(a, b)| is_same(a, b))
        }
        // Not compared: it takes the square of its size.
        (Kind::Map, Kind::Map) if a.len() > COMPARED => true,
        (Kind::Map, Kind::Map) => {
            a.len() == b.len()
                && a.children().all(|child| {
                    child
                        .key()
                        .and_then(|key| b.get(key))
                        .is_some_and(|other| is_same(child, other))
                })
        }
        _ => false,
    }
}
