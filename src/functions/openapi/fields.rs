//! The fields that objects have and should not, and those that they lack, by the tables of the specification.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::words::{code, did_you_mean, listed, the_object, versions};
use crate::description::{Object, objects};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{
    Choice, Condition, Entry, Field, Keys, ObjectName, Required, Value, Version, VersionTable,
    nearest, versions_with,
};

/// On the root: no object has a field that the version does not give it, or gives it elsewhere only.
pub(in crate::functions) fn unknown(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let table = target.description.version.table();
        // What stands in an object that was cut short may belong elsewhere.
        let whole = |object: &Object<'_>| has_its_place(object) && !object.node.is_cut();
        // What a merge key brings to several objects is told once.
        let mut brought = HashSet::new();
        for object in objects(target.description).filter(whole) {
            let room = OnceCell::new();
            for child in object.node.children() {
                let Some(name) = child.key() else { continue };
                let is_own = child.parent() == Some(object.node);
                if !is_own && !brought.insert((child.id(), object.kind.name)) {
                    continue;
                }
                let message = match object.kind.entry(name) {
                    // What is off says no more than what is not there: generators write every flag they know.
                    Entry::Field(_) if child.as_bool() == Some(false) => None,
                    Entry::Field(field) => out_of_place(&object, field),
                    // A `$ref` is the reader's.
                    Entry::Unknown if name != "$ref" => {
                        findings.wants(child.key_place()).then(|| {
                            let room = room.get_or_init(|| Room::of(&object));
                            unknown_name(table, &object, name, room)
                        })
                    }
                    Entry::Foreign => of_another_version(table, &object, name),
                    Entry::Unknown | Entry::Named { .. } | Entry::Extension | Entry::Ignored => {
                        None
                    }
                };
                if let Some(message) = message {
                    findings.push(Finding { at: Some(child.key_label()), ..Finding::new(message) });
                }
            }
        }
    }))
}

/// On the root: every object has the fields that the version requires. Those whose absence the guide's criteria tell are
/// left to them: paths and responses.
pub(in crate::functions) fn required(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let table = target.description.version.table();
        for object in objects(target.description) {
            let place = object.node.key_place();
            for missing in missing(&object) {
                if findings.wants(place) {
                    let at = Some(object.node.key_label());
                    findings.push(Finding { at, ..Finding::new(missing.told(table, &object)) });
                }
            }
        }
    }))
}

/// Whether an object is what its key says: `content: {schema: …}` lacks a media type, and its `schema` is no Media Type
/// Object. That is told of the key.
fn has_its_place(object: &Object<'_>) -> bool {
    let key = object.node.key().unwrap_or_default();
    object.kind.name != ObjectName::MediaType || Keys::MediaType.accept(key) || key.is_empty()
}

/// What an object could still be given: worked out once, for all its unknown names.
struct Room {
    /// The fields that it has not.
    absent: Vec<&'static str>,
    has_schema: bool,
    has_content: bool,
}

impl Room {
    fn of(object: &Object<'_>) -> Self {
        let has = |field: &str| {
            object.kind.field(field).is_some_and(|field| out_of_place(object, field).is_none())
        };
        let (has_schema, has_content) = (has("schema"), has("content"));
        let fields = object.kind.fields.iter();
        let absent = fields
            .filter(|field| out_of_place(object, field).is_none())
            .map(|field| field.name)
            .filter(|name| object.node.get(name).is_none())
            .collect();
        Self { absent, has_schema, has_content }
    }
}

/// What is said of a name that an object has no field for.
fn unknown_name(table: &VersionTable, object: &Object<'_>, name: &str, room: &Room) -> Text {
    let kind = object.kind.name.name();
    let extension = name.to_ascii_lowercase();
    if object.kind.extensible && extension.starts_with("x-") {
        return Text::new(
            format!("`{name}` is not an extension: write `{extension}`, with a small x"),
            format!(
                "`{name}` n'est pas une extension\u{a0}: écrivez `{extension}`, avec un x minuscule"
            ),
        );
    }
    let place = better_place(table, room, name);
    if let Some(message) = of_another_version(table, object, name) {
        return match place {
            Some(holder) => join(&message, &put_under(holder)),
            None => message,
        };
    }
    let message = Text::new(
        format!("The {kind} Object has no field `{name}`"),
        format!("L'objet {kind} n'a pas de champ `{name}`"),
    );
    match place {
        Some(holder) => join(&message, &put_under(holder)),
        None => join(&message, &did_you_mean(name, room.absent.iter().copied())),
    }
}

/// What is said of a name that the object has in other versions of the specification.
fn of_another_version(table: &VersionTable, object: &Object<'_>, name: &str) -> Option<Text> {
    let others: Vec<Version> = match object.kind.name {
        // The root changed its name.
        ObjectName::Swagger => versions_with(ObjectName::OpenApi, name).collect(),
        ObjectName::OpenApi => versions_with(ObjectName::Swagger, name)
            .chain(versions_with(ObjectName::OpenApi, name))
            .collect(),
        kind => versions_with(kind, name).collect(),
    };
    if others.is_empty() || others.contains(&table.version) {
        return None;
    }
    let (others, this, kind) = (versions(&others), table.name, object.kind.name);
    let (holder, porteur) = match kind {
        ObjectName::Swagger | ObjectName::OpenApi => ("root".to_owned(), "La racine".to_owned()),
        kind => (format!("{kind} Object"), format!("L'objet {kind}")),
    };
    Some(Text::new(
        format!("The {holder} has `{name}` in {}, not in {this}", others.en),
        format!("{porteur} a `{name}` dans {}, pas dans {this}", others.fr),
    ))
}

/// The field of the object under which a name has its place.
fn better_place(table: &VersionTable, room: &Room, name: &str) -> Option<&'static str> {
    let schema_has = || table.object(ObjectName::Schema).is_some_and(|it| it.field(name).is_some());
    let media_has =
        || table.object(ObjectName::MediaType).is_some_and(|it| it.field(name).is_some());
    if room.has_schema && schema_has() {
        Some("`schema`")
    } else if room.has_content && media_has() {
        Some("`content`")
    } else {
        None
    }
}

fn put_under(holder: &str) -> Text {
    Text::new(format!(": put it under {holder}"), format!("\u{a0}: mettez-le sous {holder}"))
}

fn join(start: &Text, end: &Text) -> Text {
    Text::new(format!("{}{}", start.en, end.en), format!("{}{}", start.fr, end.fr))
}

/// What is said of a field that has no meaning beside what the object holds.
fn out_of_place(object: &Object<'_>, field: &Field) -> Option<Text> {
    let name = field.name;
    if !field.is_out_of_place(object.node.key().unwrap_or_default(), text_of(object)) {
        return None;
    }
    match field.applies? {
        Condition::Sibling(sibling, words) => {
            let value = text_of(object)(sibling)?;
            // A word that is not one of the specification's is told elsewhere, and proves nothing.
            let is_word = object.kind.field(sibling).is_some_and(
                |field| matches!(field.value, Value::Word(words) if words.contains(&value)),
            );
            let words = listed_code(words);
            is_word.then(|| {
                Text::new(
                    format!("`{name}` goes with `{sibling}` {}, not `{value}`", words.en),
                    format!("`{name}` va avec `{sibling}` {}, pas `{value}`", words.fr),
                )
            })
        }
        Condition::Key(keys) => {
            let key = object.node.key()?;
            let keys = listed_code(keys);
            Some(Text::new(
                format!("`{name}` goes under {}, not under `{key}`", keys.en),
                format!("`{name}` va sous {}, pas sous `{key}`", keys.fr),
            ))
        }
    }
}

fn listed_code(words: &[&str]) -> Text {
    let words = code(words.iter().copied());
    listed(&words.iter().map(String::as_str).collect::<Vec<_>>(), "or", "ou")
}

fn text_of<'d>(object: &Object<'d>) -> impl Fn(&str) -> Option<&'d str> + use<'d> {
    let node = object.node;
    move |name| node.get(name).and_then(Node::as_str)
}

/// What an object lacks.
enum Missing {
    Field(&'static Field),
    /// One of these fields.
    Choice(&'static [&'static str]),
}

impl Missing {
    fn told(&self, table: &VersionTable, object: &Object<'_>) -> Text {
        let the = the_object(object);
        match self {
            Self::Field(field) => missing_field(table, object, &the, field),
            Self::Choice(fields) => missing_choice(table, &the, fields),
        }
    }
}

/// All that an object lacks.
fn missing(object: &Object<'_>) -> Vec<Missing> {
    let (node, kind) = (object.node, object.kind);
    if kind.fields.is_empty() {
        return Vec::new();
    }
    // A name that is not a field and looks like one is that one, misspelt: it has its own finding.
    let strangers: Vec<&str> = node
        .children()
        .filter_map(Node::key)
        .filter(|name| matches!(kind.entry(name), Entry::Unknown | Entry::Foreign))
        .collect();
    let names = || kind.fields.iter().map(|field| field.name);
    let meant = OnceCell::new();
    let is_misspelt = |field: &str| {
        let nearest = || strangers.iter().filter_map(|name| nearest(name, names())).collect();
        let meant: &HashSet<&str> = meant.get_or_init(nearest);
        meant.contains(field)
    };
    let is_absent = |field: &str| node.get(field).is_none() && !is_misspelt(field);
    let is_misplaced =
        |field: &Field| node.get(field.name).is_some() && out_of_place(object, field).is_some();
    let mut missing: Vec<Missing> = kind
        .fields
        .iter()
        .filter(|field| !is_told_elsewhere(kind.name, field))
        .filter(|field| {
            field.is_required(node.key().unwrap_or_default(), text_of(object))
                // In 2.0 `schema` and `type` exclude each other: the one that is there is the fault.
                && !(kind.name == ObjectName::Parameter && kind.fields.iter().any(is_misplaced))
        })
        .filter(|field| is_absent(field.name))
        .map(Missing::Field)
        .collect();
    let holds_another_version =
        strangers.iter().any(|name| versions_with(kind.name, name).next().is_some());
    for choice in &kind.choices {
        let (Choice::ExactlyOne(fields) | Choice::AtLeastOne(fields)) = choice else { continue };
        let is_met = fields.iter().any(|field| !is_absent(field));
        let is_told = kind.name == ObjectName::OpenApi || holds_another_version;
        if !is_met && !is_told && missing.is_empty() {
            missing.push(Missing::Choice(fields));
        }
    }
    missing
}

/// Whether another rule says that the field is not there.
fn is_told_elsewhere(kind: ObjectName, field: &Field) -> bool {
    match kind {
        ObjectName::Swagger | ObjectName::OpenApi => field.name == "paths",
        ObjectName::Operation => field.name == "responses",
        ObjectName::Parameter => {
            field.name == "required" && matches!(field.required, Required::When(_))
        }
        _ => false,
    }
}

fn missing_field(table: &VersionTable, object: &Object<'_>, the: &Text, field: &Field) -> Text {
    let (name, version) = (field.name, table.name);
    let that = that(version);
    let (en, fr) = match field.required {
        Required::When(Condition::Sibling(sibling, _)) => {
            let value = text_of(object)(sibling).unwrap_or_default();
            (
                format!(" where `{sibling}` is `{value}`"),
                format!(" quand `{sibling}` vaut `{value}`"),
            )
        }
        Required::When(Condition::Key(_)) | Required::Always | Required::Never => {
            (String::new(), String::new())
        }
    };
    Text::new(
        format!("{} has no `{name}`, which {version} requires{en}", the.en),
        format!("{} n'a pas de `{name}`, {that} exige{fr}", the.fr),
    )
}

fn missing_choice(table: &VersionTable, the: &Text, fields: &[&str]) -> Text {
    let version = table.name;
    let names = code(fields.iter().copied());
    let (nor, ni) = (names.join(" nor "), names.join(" ni "));
    Text::new(
        format!("{} has neither {nor}: {version} requires one of them", the.en),
        format!("{} n'a ni {ni}\u{a0}: {version} exige l'un d'eux", the.fr),
    )
}

/// `qu'OpenAPI 3.0`, `que Swagger 2.0`.
fn that(version: &str) -> String {
    if version.starts_with('O') { format!("qu'{version}") } else { format!("que {version}") }
}
