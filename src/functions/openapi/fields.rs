//! The fields that objects have and should not, and those that they lack: what is said of them.

use std::cell::OnceCell;

use super::versions::mismatch;
use super::words::{code, did_you_mean, join, listed, the_object};
use crate::description::{
    Lack, Object, Stray, StrayReason, is_out_of_place, lacks, objects, other_versions, strays,
    text_of,
};
use crate::diagnostic::Text;
use crate::document::NodeId;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Condition, Field, ObjectName, Required, Version, VersionTable};

/// On the root: no object has a field that no version gives it, or that has a meaning elsewhere only.
pub(in crate::functions) fn unknown(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(strays_told(|reason| !matches!(reason, StrayReason::OfVersions(_))))
}

/// On the root: no object has a field that other versions of the specification give it, and this one does not.
pub(in crate::functions) fn of_other_versions(
    options: &Options<'_>,
) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(strays_told(|reason| matches!(reason, StrayReason::OfVersions(_))))
}

/// Tells the fields that have no place in their object for such reasons.
fn strays_told(is_told: fn(&StrayReason) -> bool) -> Check {
    Check::each(move |target, findings| {
        let table = target.description.version.table();
        // What an object could still be given, for all its strays: they come one after the other.
        let mut last: Option<(NodeId, OnceCell<Room>)> = None;
        for mut stray in strays(target.description) {
            let id = stray.object.node.id();
            let room = match &mut last {
                Some((of, room)) if *of == id => &*room,
                other => &other.insert((id, OnceCell::new())).1,
            };
            if stray.reason == StrayReason::Unknown
                && let Some(others) = of_versions(table, &stray, room)
            {
                stray.reason = StrayReason::OfVersions(others);
            }
            if is_told(&stray.reason) && findings.wants(stray.node.key_place()) {
                let message = told(table, &stray, room);
                let at = Some(stray.node.key_label());
                findings.push(Finding { at, ..Finding::new(message) });
            }
        }
    })
}

/// What is said of a field that has no place in its object.
fn told(table: &VersionTable, stray: &Stray<'_>, room: &OnceCell<Room>) -> Text {
    match &stray.reason {
        StrayReason::OutOfPlace(field) => out_of_place(&stray.object, field).unwrap_or_default(),
        StrayReason::OfVersions(others) => mismatch(table, stray, others),
        StrayReason::Unknown => {
            let room = room.get_or_init(|| Room::of(&stray.object));
            unknown_name(table, &stray.object, stray.name, room)
        }
    }
}

/// The versions that give an object a field, where nothing else in the object would take it.
fn of_versions(
    table: &VersionTable,
    stray: &Stray<'_>,
    room: &OnceCell<Room>,
) -> Option<Vec<Version>> {
    let others = other_versions(table.version, &stray.object, stray.name);
    if others.is_empty() || stray.name.to_ascii_lowercase().starts_with("x-") {
        return None;
    }
    let room = room.get_or_init(|| Room::of(&stray.object));
    better_place(table, room, stray.name).is_none().then_some(others)
}

/// On the root: every object has the fields that the version requires. Those whose absence the guide's criteria tell are
/// left to them: paths and responses.
pub(in crate::functions) fn required(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let table = target.description.version.table();
        for object in objects(target.description) {
            let place = object.node.key_place();
            for lack in lacks(&object) {
                if findings.wants(place) {
                    let message = missing(table, &object, lack);
                    let at = Some(object.node.key_label());
                    findings.push(Finding { at, ..Finding::new(message) });
                }
            }
        }
    }))
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
            object.kind.field(field).is_some_and(|field| !is_out_of_place(object, field))
        };
        let (has_schema, has_content) = (has("schema"), has("content"));
        let fields = object.kind.fields.iter();
        let absent = fields
            .filter(|field| !is_out_of_place(object, field))
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
    let message = Text::new(
        format!("The {kind} Object has no field `{name}`"),
        format!("L'objet {kind} n'a pas de champ `{name}`"),
    );
    match better_place(table, room, name) {
        Some(holder) => join(&message, &put_under(holder)),
        None => join(&message, &did_you_mean(name, room.absent.iter().copied())),
    }
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

/// What is said of a field that has no meaning beside what the object holds.
fn out_of_place(object: &Object<'_>, field: &Field) -> Option<Text> {
    let name = field.name;
    match field.applies? {
        Condition::Sibling(sibling, words) => {
            let value = text_of(object)(sibling)?;
            let words = listed_code(words);
            Some(Text::new(
                format!("`{name}` goes with `{sibling}` {}, not `{value}`", words.en),
                format!("`{name}` va avec `{sibling}` {}, pas `{value}`", words.fr),
            ))
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

/// What is said of what an object lacks.
fn missing(table: &VersionTable, object: &Object<'_>, lack: Lack) -> Text {
    let the = the_object(object);
    match lack {
        Lack::Field(field) => missing_field(table, object, &the, field),
        Lack::OneOf(fields) => missing_choice(table, &the, fields),
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
