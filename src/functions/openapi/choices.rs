//! Fields of one object that exclude each other.

use super::words::{code, listed, the_object};
use crate::description::{Object, objects};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Choice, ObjectName, Value};

/// On the root: of fields that exclude each other, an object has one.
pub(in crate::functions) fn exclusive(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let table = target.description.version.table();
        objects(target.description)
            .filter(|object| !object.kind.choices.is_empty())
            .flat_map(|object| {
                let choices = object.kind.choices.iter();
                choices.filter_map(move |choice| too_many(table.name, &object, *choice))
            })
            .collect()
    }))
}

fn too_many(version: &str, object: &Object<'_>, choice: Choice) -> Option<Finding> {
    let (Choice::ExactlyOne(fields) | Choice::AtMostOne(fields)) = choice else { return None };
    let is_there = |name: &&&str| {
        let is_literal = matches!(object.kind.field(name)?.value, Value::Literal);
        // Left empty, it is told by the reader, unless null is a value like another.
        object.node.get(name).filter(|node| is_literal || !node.is_null())
    };
    let mut there: Vec<Node<'_>> = fields.iter().filter_map(|name| is_there(&name)).collect();
    there.sort_by_key(|node| node.id());
    let [first, second, ..] = there[..] else { return None };
    let (names, the) = (code(there.iter().filter_map(|node| node.key())), the_object(object));
    let names = names.iter().map(String::as_str).collect::<Vec<_>>();
    let names = listed(&names, "and", "et");
    let text = Text::new("excludes the other", "exclut l'autre");
    Some(Finding {
        at: Some(second.key_label()),
        related: vec![Label { text: Some(text), ..first.key_label() }],
        ..Finding::new(Text::new(
            format!("{} has {}: {version} allows one of them only", the.en, names.en),
            format!("{} a {}\u{a0}: {version} n'en permet qu'un", the.fr, names.fr),
        ))
    })
}

/// On the root: the `content` of a parameter or header has one media type.
pub(in crate::functions) fn one_content(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        objects(target.description)
            .filter(|it| matches!(it.kind.name, ObjectName::Parameter | ObjectName::Header))
            .filter_map(|object| {
                let content = object.node.get("content").filter(|content| content.is_map())?;
                let types: Vec<Node<'_>> = content
                    .children()
                    .filter(|entry| entry.key().is_some_and(|key| !key.starts_with("x-")))
                    .collect();
                if types.len() == 1 {
                    return None;
                }
                let the = the_object(&object);
                let count = types.len();
                Some(Finding {
                    at: Some(content.key_label()),
                    ..Finding::new(Text::new(
                        format!(
                            "The `content` of {} has {count} media types: it must have one",
                            lower(&the.en)
                        ),
                        format!(
                            "Le `content` de {} a {count} types de média\u{a0}: il en faut un",
                            lower(&the.fr)
                        ),
                    ))
                })
            })
            .collect()
    }))
}

/// A sentence's start, inside it.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
