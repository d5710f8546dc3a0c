//! Where references stand, what stands beside them, and what they name.

use super::words::{an_object, capital, code, listed};
use crate::description::{
    Dangling, Description, Place, Purpose, Target, declared, references, shown,
};
use crate::diagnostic::{Label, Text};
use crate::document::{Kind, Node};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Entry, ObjectName, Value, VersionTable};

/// On the root: nothing that the version ignores stands beside a `$ref`. What only repeats what the reference names is not
/// told: nothing of it is lost.
pub(in crate::functions) fn siblings(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let table = target.description.version.table();
        // Where `$ref` is a field among others, in a Path Item or since 3.1 in a schema, nothing is ignored.
        let references = references(target.description)
            .filter(|place| matches!(place.fitting, Some(Value::Referable(_))));
        let find = |written: Node<'_>| {
            let is_ignored = |name: &str| {
                table.entry(ObjectName::Reference, name) == Entry::Ignored
                    && !name.starts_with("x-")
            };
            let original = named_by(target.description, written);
            let ignored: Vec<Node<'_>> = written
                .children()
                .filter(|node| node.key().is_some_and(is_ignored))
                .filter(|node| !original.is_some_and(|original| repeats(*node, original)))
                .collect();
            let first = ignored.first()?;
            let names = code(ignored.iter().filter_map(|node| node.key()));
            let names = listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), "and", "et");
            let version = table.name;
            let (is, est) =
                if ignored.len() > 1 { ("are", "sont ignorés") } else { ("is", "est ignoré") };
            Some(Finding {
                at: Some(first.key_label()),
                ..Finding::new(Text::new(
                    format!("{} beside `$ref` {is} ignored in {version}", names.en),
                    format!("{} à côté de `$ref` {est} dans {version}", names.fr),
                ))
            })
        };
        references.filter_map(|place| find(place.written)).collect()
    }))
}

/// On the root: a `$ref` stands where the version has one.
pub(in crate::functions) fn allowed(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let table = description.version.table();
        let find = |place: Place<'_>| {
            let reference = reference_of(place.written)?;
            let whose = match place.fitting? {
                Value::Object(name) if !takes_references(table, *name) => an_object(*name),
                Value::Map(..) | Value::List(_) => {
                    let key = place.written.key()?;
                    Text::new(format!("the whole of `{key}`"), format!("l'ensemble de `{key}`"))
                }
                _ => return None,
            };
            let version = table.name;
            Some(Finding {
                at: Some(reference.key_label()),
                ..Finding::new(Text::new(
                    format!(
                        "{version} has no `$ref` for {}: some tools do not follow it",
                        whose.en
                    ),
                    format!(
                        "{version} n'a pas de `$ref` pour {}\u{a0}: des outils ne le suivent pas",
                        whose.fr
                    ),
                ))
            })
        };
        references(description).filter_map(find).collect()
    }))
}

/// On the root: a reference names an object of the sort that is wanted in its place. Only where it is certain which one it
/// names.
pub(in crate::functions) fn right_object(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let table = description.version.table();
        let find = |place: Place<'_>| {
            let reference = reference_of(place.written)?;
            let wanted = match place.fitting? {
                Value::Referable(name) => *name,
                Value::Object(name) if takes_references(table, *name) => *name,
                _ => return None,
            };
            let named = named_by(description, place.written)?;
            let (found, related) = match declared(description, named) {
                Some(name) if name != wanted => (an_object(name), the(name)),
                Some(_) => return None,
                None if place.expected.fitting(named.kind()).is_some() => return None,
                None => {
                    let found = a_value(named.kind())?;
                    (found.clone(), found)
                }
            };
            let (wanted, written) = (an_object(wanted), shown(reference.as_str()?));
            Some(Finding {
                at: Some(reference.label()),
                related: vec![Label { text: Some(related), ..named.key_label() }],
                ..Finding::new(Text::new(
                    format!(
                        "{} is wanted here, and `{written}` is {}",
                        capital(&wanted.en),
                        found.en
                    ),
                    format!(
                        "{} est attendu ici, et `{written}` est {}",
                        capital(&wanted.fr),
                        found.fr
                    ),
                ))
            })
        };
        references(description).filter_map(find).collect()
    }))
}

/// On the root: what the mapping of a discriminator names is a schema that is there.
pub(in crate::functions) fn mapping_resolves(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| dangling(target.description, Purpose::Mapping)))
}

/// The names for a purpose that lead nowhere, for certain: they were looked for, or something else is meant.
pub(super) fn dangling(description: &Description, purpose: Purpose) -> Vec<Finding> {
    let all = description.refs.dangling.iter();
    let is_certain = |it: &Dangling| !it.reason.is_unknown() || it.guess.is_some();
    all.filter(|dangling| dangling.purpose == purpose && is_certain(dangling))
        .map(|dangling| Finding {
            at: Some(description.node(dangling.name).label()),
            ..Finding::new(dangling.message(description))
        })
        .collect()
}

/// The `$ref` of a map that is one, as a text.
fn reference_of(written: Node<'_>) -> Option<Node<'_>> {
    written.get("$ref").filter(|reference| reference.as_str().is_some())
}

/// What a map with a `$ref` names, where that is there.
fn named_by<'d>(description: &'d Description, written: Node<'d>) -> Option<Node<'d>> {
    match description.target(written)? {
        Target::Node(id) => Some(description.node(id)),
        Target::Dangling(_) => None,
    }
}

/// Whether a text, a number or a boolean says what stands under the same key of a map.
fn repeats(node: Node<'_>, map: Node<'_>) -> bool {
    let there = node.key().and_then(|key| map.get(key));
    node.scalar().is_some()
        && there.is_some_and(|it| it.kind() == node.kind() && it.scalar() == node.scalar())
}

/// Whether `$ref` is a field of the object itself: a Path Item, a schema since 3.1.
fn takes_references(table: &VersionTable, name: ObjectName) -> bool {
    table.object(name).is_some_and(|object| object.field("$ref").is_some())
}

fn the(name: ObjectName) -> Text {
    Text::new(format!("the {name} Object"), format!("l'objet {name}"))
}

fn a_value(kind: Kind) -> Option<Text> {
    match kind {
        Kind::Null | Kind::Map | Kind::Alias => None,
        Kind::List => Some(Text::new("a list", "une liste")),
        Kind::Text => Some(Text::new("a text", "un texte")),
        Kind::Integer | Kind::Float => Some(Text::new("a number", "un nombre")),
        Kind::Boolean => Some(Text::new("true or false", "vrai ou faux")),
    }
}
