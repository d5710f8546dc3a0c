//! The values that a description shows, each with its schema: examples and defaults.

use super::conformity::Direction;
use crate::description::{Description, Object, objects};
use crate::document::{Kind, Node};
use crate::spec::{ObjectName, Version};

/// A value that is shown, and the schema it should fit.
#[derive(Clone, Copy)]
pub(super) struct Sample<'d> {
    /// The object that shows it.
    pub(super) holder: Node<'d>,
    /// The value.
    pub(super) value: Node<'d>,
    /// Its schema; in 2.0, a parameter, items or a header, which has the same keywords.
    pub(super) schema: Node<'d>,
    /// Which way it goes.
    pub(super) direction: Direction,
    /// How it may be written.
    pub(super) form: Form,
}

/// How a value may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the schema says, and in no other way.
    Structured,
    /// As the schema says, or as it stands in a URL or a header: `1,2` for a list.
    Serialised,
    /// A text in a media type that is not JSON, which the schema does not describe.
    OtherMedia,
}

/// The examples of a description.
pub(super) fn examples(description: &Description) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    for object in objects(description) {
        match object.kind.name {
            ObjectName::Schema => of_schema(description, &object, &mut samples),
            ObjectName::Parameter | ObjectName::Header if description.version > Version::Oas2 => {
                let direction = if object.kind.name == ObjectName::Header {
                    Direction::Response
                } else {
                    Direction::Request
                };
                if let Some(schema) = object.node.get("schema") {
                    let sample = Sample {
                        holder: object.node,
                        value: object.node,
                        schema,
                        direction,
                        form: Form::Serialised,
                    };
                    of_holder(description, sample, &mut samples);
                }
                of_content(description, object.node, direction, &mut samples);
            }
            ObjectName::RequestBody => {
                of_content(description, object.node, Direction::Request, &mut samples);
            }
            ObjectName::Response if description.version == Version::Oas2 => {
                of_swagger_response(object.node, &mut samples);
            }
            ObjectName::Response => {
                of_content(description, object.node, Direction::Response, &mut samples);
            }
            _ => {}
        }
    }
    in_order(samples)
}

/// In the order of the texts: what is said once is said at the first.
fn in_order(mut samples: Vec<Sample<'_>>) -> Vec<Sample<'_>> {
    samples.sort_by_key(|sample| sample.value.id());
    samples
}

/// The defaults of a description.
pub(super) fn defaults(description: &Description) -> Vec<Sample<'_>> {
    let has_default = |object: &Object<'_>| {
        object.kind.field("default").is_some()
            && object.kind.field("enum").is_some()
            && object.kind.name != ObjectName::ServerVariable
    };
    let mut samples = Vec::new();
    for object in objects(description).filter(has_default) {
        let Some(value) = object.node.get("default") else { continue };
        samples.push(Sample {
            holder: object.node,
            value,
            schema: object.node,
            direction: Direction::Either,
            form: Form::Structured,
        });
    }
    in_order(samples)
}

fn of_schema<'d>(description: &Description, object: &Object<'d>, samples: &mut Vec<Sample<'d>>) {
    let sample = |value| Sample {
        holder: object.node,
        value,
        schema: object.node,
        direction: Direction::Either,
        form: Form::Structured,
    };
    samples.extend(object.node.get("example").map(sample));
    if description.version >= Version::Oas3_1 {
        let list = object.node.get("examples").filter(|list| list.is_list());
        samples.extend(list.map(Node::children).into_iter().flatten().map(sample));
    }
}

/// `example`, and the values of `examples`. The sample given says all but the value.
fn of_holder<'d>(description: &'d Description, sample: Sample<'d>, samples: &mut Vec<Sample<'d>>) {
    let mut values: Vec<Node<'_>> = sample.holder.get("example").into_iter().collect();
    let named = sample.holder.get("examples").filter(|examples| examples.is_map());
    for entry in named.map(Node::children).into_iter().flatten() {
        let Some(example) = description.follow(entry).filter(|example| example.is_map()) else {
            continue;
        };
        // The text that is sent is no data.
        let is_elsewhere =
            ["externalValue", "serializedValue"].iter().any(|name| example.get(name).is_some());
        let data = example.get("dataValue").filter(|_| description.version >= Version::Oas3_2);
        let value = example.get("value").filter(|_| !is_elsewhere);
        values.extend(data.or(value));
    }
    let form = |value: Node<'_>| match sample.form {
        // A structure is written as the schema says whatever the media type.
        Form::OtherMedia if matches!(value.kind(), Kind::Map | Kind::List) => Form::Structured,
        form => form,
    };
    samples.extend(values.into_iter().map(|value| Sample { value, form: form(value), ..sample }));
}

fn of_content<'d>(
    description: &'d Description,
    node: Node<'d>,
    direction: Direction,
    samples: &mut Vec<Sample<'d>>,
) {
    let content = node.get("content").filter(|content| content.is_map());
    for entry in content.map(Node::children).into_iter().flatten() {
        let Some(holder) = description.follow(entry).filter(|media| media.is_map()) else {
            continue;
        };
        let Some(schema) = holder.get("schema") else { continue };
        let form = form(entry.key().unwrap_or_default());
        of_holder(description, Sample { holder, value: holder, schema, direction, form }, samples);
    }
}

fn of_swagger_response<'d>(response: Node<'d>, samples: &mut Vec<Sample<'d>>) {
    let Some(schema) = response.get("schema") else { return };
    let examples = response.get("examples").filter(|examples| examples.is_map());
    for value in examples.map(Node::children).into_iter().flatten() {
        let media_type = value.key().unwrap_or_default();
        // Not a media type: the examples are not written as they should be.
        if !media_type.contains('/') {
            continue;
        }
        let form = match form(media_type) {
            Form::OtherMedia if matches!(value.kind(), Kind::Map | Kind::List) => Form::Structured,
            form => form,
        };
        let direction = Direction::Response;
        samples.push(Sample { holder: response, value, schema, direction, form });
    }
}

fn form(media_type: &str) -> Form {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = essence.ends_with("/json")
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "application/*";
    if is_json { Form::Structured } else { Form::OtherMedia }
}
