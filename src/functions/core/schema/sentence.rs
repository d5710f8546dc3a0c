//! Faults put into sentences, the redundant ones left out: what Spectral makes of Ajv's errors. Its steps are kept as they
//! are, odd ones included (a tree of places in which `/a~1b` is not a place).

use std::collections::HashSet;
use std::rc::Rc;

use super::fault::Fault;
use super::instance::{Instance, Type};
use crate::diagnostic::Text;
use crate::document::escape;
use crate::functions::json::Json;
use crate::functions::spectral::Identity;

/// A sentence, and the way to what it is said of.
pub(super) struct Sentence {
    pub(super) message: Text,
    pub(super) path: Vec<Rc<str>>,
}

/// Faults by the place of what they are found on.
#[derive(Default)]
struct Place<'f, 's> {
    faults: Vec<&'f Fault<'s>>,
    below: Vec<(String, Place<'f, 's>)>,
}

/// Puts faults into sentences. `segment`: the last one on the way to the whole value.
pub(super) fn sentences<I: Instance>(
    faults: &[Fault<'_>],
    value: I,
    segment: Option<&str>,
) -> Vec<Sentence> {
    let mut root = Place::default();
    for fault in faults {
        root.add(fault);
    }
    root.below = prune_all(root.below);
    let mut told = Vec::new();
    let teller = Teller { faults, value, segment };
    teller.tell(&root, &mut told);
    told
}

impl<'f, 's> Place<'f, 's> {
    fn add(&mut self, fault: &'f Fault<'s>) {
        let steps = steps(&fault.pointer());
        if steps.is_empty() {
            return;
        }
        let mut here = self;
        for step in steps {
            let rank = here.below.iter().position(|(known, _)| *known == step);
            let rank = rank.unwrap_or_else(|| {
                here.below.push((step, Place::default()));
                here.below.len() - 1
            });
            here = &mut here.below[rank].1;
        }
        here.faults.push(fault);
    }
}

/// Leaves out what says less: `anyOf` where something is known of what is inside, values that are not in a list where
/// something else stands beside.
fn prune_all<'f, 's>(places: Vec<(String, Place<'f, 's>)>) -> Vec<(String, Place<'f, 's>)> {
    let mut left = places.len();
    let mut kept = Vec::new();
    for (step, mut place) in places {
        if place.faults.iter().any(|fault| fault.keyword == "anyOf") && !place.below.is_empty() {
            place.faults.clear();
        }
        let is_choice = |fault: &&Fault<'_>| fault.keyword == "enum";
        if !place.faults.is_empty() && place.faults.iter().all(is_choice) && left > 1 {
            left -= 1;
            continue;
        }
        place.below = prune_all(place.below);
        kept.push((step, place));
    }
    kept
}

struct Teller<'t, 's, I> {
    faults: &'t [Fault<'s>],
    value: I,
    segment: Option<&'t str>,
}

impl<I: Instance> Teller<'_, '_, I> {
    fn tell(&self, place: &Place<'_, '_>, told: &mut Vec<Sentence>) {
        let is_choice = |fault: &&Fault<'_>| fault.keyword == "enum";
        if let Some(first) = place.faults.first().filter(|_| place.faults.iter().all(is_choice)) {
            let allowed = place.faults.iter().flat_map(|fault| fault.allowed.unwrap_or_default());
            let mut known = HashSet::new();
            let mut values: Vec<&Json> = allowed.map(|value| &**value).collect();
            values.retain(|value| Identity::of_json(value).is_none_or(|it| known.insert(it)));
            told.push(self.choice(first, &values));
            return;
        }
        told.extend(place.faults.iter().map(|fault| self.sentence(fault)));
        for (_, below) in &place.below {
            self.tell(below, told);
        }
    }

    fn sentence(&self, fault: &Fault<'_>) -> Sentence {
        if let ("additionalProperties", Some(name)) = (fault.keyword, &fault.property) {
            let message = Text::new(
                format!("Property \"{name}\" is not expected to be here"),
                format!("La propriété «\u{a0}{name}\u{a0}» n'est pas attendue ici"),
            );
            return Sentence { message, path: fault.path.clone() };
        }
        if fault.keyword == "errorMessage" {
            return Sentence { message: fault.message.clone(), path: fault.path.clone() };
        }
        let asked = fault.message.en.replace('\'', "\"").replace("NOT", "not");
        let unmatched = self.unmatched(fault, &asked);
        let mut message = self.about(fault, &asked, &fault.message.fr);
        if unmatched {
            message.en.push_str(
                ". None of the schemas matched, see the other errors reported for this value",
            );
            message.fr.push_str(
                ". Aucun ne convient\u{a0}: voyez ce qui est dit d'autre de cette valeur",
            );
        }
        Sentence { message, path: fault.path.clone() }
    }

    /// Whether this is said of alternatives of which none was met.
    fn unmatched(&self, fault: &Fault<'_>, asked: &str) -> bool {
        let last = self.faults.iter().rfind(|it| {
            matches!(it.keyword, "anyOf" | "oneOf") && !it.has_several && it.path == fault.path
        });
        last.is_some_and(|last| asked.ends_with(&format!(" in {}", last.keyword)))
    }

    fn choice(&self, fault: &Fault<'_>, values: &[&Json]) -> Sentence {
        let printed = |value: &&Json| match value {
            Json::Text(text) => format!("\"{text}\""),
            other => other.written(),
        };
        let list = values.iter().map(printed).collect::<Vec<_>>().join(", ");
        let asked = &fault.message;
        let mut message = self.about(
            fault,
            &format!("{}: {list}", asked.en),
            &format!("{}\u{a0}: {list}", asked.fr),
        );
        if let Some(guess) = self.guess(fault, values) {
            add_guess(&mut message, guess);
        }
        Sentence { message, path: fault.path.clone() }
    }

    fn guess<'v>(&self, fault: &Fault<'_>, values: &[&'v Json]) -> Option<&'v str> {
        let value = self.at(&fault.path)?;
        let text = value.text()?;
        nearest_of(text, values)
    }

    /// The value at a place.
    fn at(&self, path: &[Rc<str>]) -> Option<I> {
        path.iter().try_fold(self.value, |value, segment| match value.kind() {
            Type::List => value.items().nth(segment.parse().ok()?),
            _ => value.get(segment),
        })
    }

    /// `"name" property must …`, `Item at index 2 must …`, `Value type must …`, `String must …`.
    fn about(&self, fault: &Fault<'_>, asked: &str, asked_fr: &str) -> Text {
        let is_type = fault.keyword == "type";
        let own = fault.path.last().map(|segment| escape(segment).into_owned());
        if let Some(rank) = own
            .as_deref()
            .filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()) && !it.is_empty())
        {
            return Text::new(
                format!("Item at index {rank} {asked}"),
                format!("L'élément {rank} {asked_fr}"),
            );
        }
        if let Some(name) = own.as_deref().or(self.segment) {
            let of_type = if is_type { "type " } else { "" };
            return Text::new(
                format!("\"{name}\" property {of_type}{asked}"),
                format!("La propriété «\u{a0}{name}\u{a0}» {asked_fr}"),
            );
        }
        let subject = if is_type { "Value type" } else { type_of(self.value) };
        Text::new(format!("{subject} {asked}"), format!("La valeur {asked_fr}"))
    }
}

/// `. Did you mean …?`
pub(in crate::functions) fn add_guess(message: &mut Text, guess: &str) {
    message.en.push_str(". Did you mean \"");
    message.en.push_str(guess);
    message.en.push_str("\"?");
    message.fr.push_str(". Vouliez-vous dire «\u{a0}");
    message.fr.push_str(guess);
    message.fr.push_str("\u{a0}»\u{202f}?");
}

/// The value that was meant, if it is near enough.
pub(in crate::functions) fn nearest_of<'v>(text: &str, values: &[&'v Json]) -> Option<&'v str> {
    let texts = values.iter().filter_map(|value| value.as_str());
    let (distance, nearest) = texts
        .map(|value| (strsim::levenshtein(value, text), value))
        .min_by_key(|(distance, _)| *distance)?;
    let is_near = values.len() == 1 || distance < nearest.encode_utf16().count();
    is_near.then_some(nearest)
}

/// What JavaScript's `typeof` calls it.
fn type_of<I: Instance>(value: I) -> &'static str {
    match value.kind() {
        Type::Text => "String",
        Type::Number => "Number",
        Type::Boolean => "Boolean",
        Type::Null | Type::List | Type::Map | Type::Unknown => "Object",
    }
}

/// The steps of a pointer: `/name` or `/name/0`; signs that are not of a name end it, up to the next slash. The root is one
/// step, of no sign.
fn steps(pointer: &str) -> Vec<String> {
    if pointer.is_empty() {
        return vec![String::new()];
    }
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '$' | '-');
    let (mut steps, mut rest) = (Vec::new(), pointer);
    while let Some(slash) = rest.find('/') {
        let inside = &rest[slash + 1..];
        let length = inside.find(|sign| !is_name(sign)).unwrap_or(inside.len());
        rest = inside;
        if length == 0 {
            continue;
        }
        let mut step = format!("/{}", &inside[..length]);
        rest = &inside[length..];
        if let Some(after) = rest.strip_prefix('/') {
            let figures = after.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(after.len());
            if figures > 0 {
                step.push('/');
                step.push_str(&after[..figures]);
                rest = &after[figures..];
            }
        }
        steps.push(step);
    }
    steps
}
