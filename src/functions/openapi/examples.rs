//! Examples and defaults against their schemas.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use serde::de::IgnoredAny;

use super::conformity::{Fault, Judge, Types, is_text, lost_its_quotes};
use super::samples::{self, Form, Sample};
use crate::description::{Description, Object, objects};
use crate::diagnostic::{Label, Text};
use crate::document::{Node, NodeId};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::source::Span;

/// On the root: the values of `enum` are of the type that stands beside it.
pub(in crate::functions) fn enum_type(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let find = |object: Object<'_>| {
            object.kind.field("type")?;
            object.kind.field("enum")?;
            let types = Types::of(description.version, object.node)?;
            let values = object.node.get("enum").filter(|node| node.is_list())?;
            let wrong: Vec<Node<'_>> =
                values.children().filter(|value| types.refuse(*value)).collect();
            let others = match wrong.len() {
                0 | 1 => Text::default(),
                count => Text::new(
                    format!(" (as are {count} values of this `enum`)"),
                    format!(" (comme {count} valeurs de cet `enum`)"),
                ),
            };
            let first = *wrong.first()?;
            Some(Finding { at: Some(first.label()), ..Finding::new(types.refusal(first, &others)) })
        };
        objects(description).filter_map(find).collect()
    }))
}

/// On the root: every example is what its schema asks for.
pub(in crate::functions) fn example_schema(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let samples = samples::examples(target.description);
        let is_judged = |sample: &Sample<'_>| {
            sample.form != Form::OtherMedia
                && !is_serialised(target.description, sample)
                && json_text(target.description, sample).is_none()
        };
        judge(target.description, samples.into_iter().filter(is_judged))
    }))
}

/// On the root: every default is what its schema asks for.
pub(in crate::functions) fn default_schema(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        judge(target.description, samples::defaults(target.description).into_iter())
    }))
}

/// On the root: an example of an object or of a list is not its JSON in a text.
pub(in crate::functions) fn example_json_text(
    options: &Options<'_>,
) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut told = HashSet::new();
        samples::examples(target.description)
            .into_iter()
            .filter(|sample| sample.form == Form::Structured)
            .filter(|sample| told.insert(sample.value.target().id()))
            .filter_map(|sample| {
                let (en, fr) = json_text(target.description, &sample)?;
                Some(Finding {
                    at: Some(sample.value.label()),
                    ..Finding::new(Text::new(
                        format!("This example is a text that holds the JSON of {en}: write {en}"),
                        format!("Cet exemple est un texte qui contient le JSON d'{fr}\u{a0}: écrivez {fr}"),
                    ))
                })
            })
            .collect()
    }))
}

/// What a text holds the JSON of, where its schema accepts that and no text.
fn json_text(
    description: &Description,
    sample: &Sample<'_>,
) -> Option<(&'static str, &'static str)> {
    let text = sample.value.as_str()?.trim();
    let (kind, words) = match text.bytes().next()? {
        b'{' => ("object", ("an object", "un objet")),
        b'[' => ("array", ("a list", "une liste")),
        _ => return None,
    };
    let schema = description.follow(sample.schema)?;
    let is_asked = match schema.get("type") {
        Some(written) => {
            let names: Vec<&str> = match written.as_str() {
                Some(name) => vec![name],
                None => written.children().filter_map(Node::as_str).collect(),
            };
            names.contains(&kind) && !names.contains(&"string")
        }
        // A schema with properties is that of an object, to whoever wrote it.
        None => kind == "object" && schema.get("properties").is_some(),
    };
    (is_asked && serde_json::from_str::<IgnoredAny>(text).is_ok()).then_some(words)
}

/// Whether a text stands for what its schema asks as it does in a URL: `12` for a number, `1,2` for a list.
fn is_serialised(description: &Description, sample: &Sample<'_>) -> bool {
    if sample.form != Form::Serialised {
        return false;
    }
    let Some(text) = sample.value.as_str() else { return false };
    let types =
        description.follow(sample.schema).and_then(|schema| Types::of(description.version, schema));
    types.is_some_and(|types| {
        !types.accept(sample.value)
            && (types.names(&["array", "object"])
                || types.names(&["integer", "number"]) && text.trim().parse::<f64>().is_ok()
                || types.names(&["boolean"]) && matches!(text, "true" | "false"))
    })
}

/// What the schemas refuse of some values, one message for each keyword of a schema that is not met.
fn judge<'d>(
    description: &'d Description,
    samples: impl Iterator<Item = Sample<'d>>,
) -> Vec<Finding> {
    let mut judge = Judge::new(description);
    let mut told: HashSet<(Span, NodeId), RandomState> = HashSet::default();
    let mut ranks: HashMap<NodeId, usize> = HashMap::new();
    let mut groups: Vec<(Sample<'d>, Fault<'d>, usize)> = Vec::new();
    for sample in samples {
        for fault in said_once(judge.faults(sample.schema, sample.value, sample.direction)) {
            if is_told_by_the_reader(&fault) || !told.insert((fault.place(), fault.keyword.id())) {
                continue;
            }
            match ranks.get(&fault.keyword.id()) {
                Some(rank) => groups[*rank].2 += 1,
                None => {
                    ranks.insert(fault.keyword.id(), groups.len());
                    groups.push((sample, fault, 0));
                }
            }
        }
    }
    groups.iter().map(|(sample, fault, others)| finding(sample, fault, *others)).collect()
}

/// Whether a value is a text that lost its quotes, `01000`: the reader tells that.
fn is_told_by_the_reader(fault: &Fault<'_>) -> bool {
    fault.keyword.key() == Some("type") && is_text(fault.keyword) && lost_its_quotes(fault.at)
}

/// What several parts of a schema find lacking in one object is told together.
fn said_once(faults: Vec<Fault<'_>>) -> Vec<Fault<'_>> {
    let mut once: Vec<Fault<'_>> = Vec::with_capacity(faults.len());
    let mut lacking: HashMap<Span, usize, RandomState> = HashMap::default();
    for fault in faults {
        let known = match fault.missing.as_slice() {
            [] => None,
            _ => lacking.get(&fault.place()).map(|rank| &mut once[*rank]),
        };
        let Some(known) = known else {
            if !fault.missing.is_empty() {
                lacking.insert(fault.place(), once.len());
            }
            once.push(fault);
            continue;
        };
        let more: Vec<&str> =
            fault.missing.iter().filter(|name| !known.missing.contains(name)).copied().collect();
        known.missing.extend(more);
    }
    once
}

fn finding(sample: &Sample<'_>, fault: &Fault<'_>, others: usize) -> Finding {
    let end = match others {
        0 => Text::default(),
        1 => Text::new(" (and 1 other value)", " (et 1 autre valeur)"),
        _ => Text::new(
            format!(" (and {others} other values)"),
            format!(" (et {others} autres valeurs)"),
        ),
    };
    let Text { en, fr } = fault.message();
    let keyword = fault.keyword;
    // What stands beside the value needs no showing.
    let is_beside = keyword.parent() == Some(sample.holder);
    let text = Text::new("the schema", "le schéma");
    let related = (!is_beside).then(|| Label { text: Some(text), ..keyword.key_label() });
    Finding {
        at: Some(fault.label()),
        related: related.into_iter().collect(),
        ..Finding::new(Text::new(format!("{en}{}", end.en), format!("{fr}{}", end.fr)))
    }
}
