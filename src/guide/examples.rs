//! `examples`: what must be filled in to call an operation has an example (G06: a documentation « qui permet de tester les
//! différentes manières d'appeler les données »).

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::inputs::is_of_http;
use super::prose::case::{bare, starts_with};
use super::prose::usage::example_word;
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Body, Description, Operation, Parameter, Payload, properties_of};
use crate::diagnostic::{Label, Text};
use crate::document::{Keys, Node, NodeId};

pub(super) static CRITERION: Criterion = Criterion {
    id: "examples",
    guide: &["G06"],
    strength: Strength::Recommendation,
    title: Title { en: "Calls can be tried out", fr: "Les appels peuvent être essayés" },
    assess,
};

/// From how many in a hundred inputs the criterion is met, and met in part.
const ENOUGH: usize = 80;
const HALF: usize = 50;

/// The inputs that the finding names.
const NAMED: usize = 3;

/// Fields that show a value.
static VALUES: Keys<7> =
    Keys::of(["example", "examples", "x-example", "x-examples", "default", "enum", "const"]);

/// Fields that hold the members of a composition.
static COMPOSITIONS: Keys<3> = Keys::of(["allOf", "oneOf", "anyOf"]);

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut seen = HashSet::with_hasher(RandomState::default());
    let (mut shown, mut of) = (0, 0);
    let mut unshown: Vec<(Node<'_>, String)> = Vec::new();
    let mut known = HashMap::default();
    for operation in inspection.operations() {
        for input in required(inspection, operation) {
            if input.named_at().is_some_and(|name| seen.contains(&name.id())) {
                continue;
            }
            let Some((node, is_shown)) = judge(description, &input, &mut known) else { continue };
            if !seen.insert(node.id()) {
                continue;
            }
            of += 1;
            shown += usize::from(is_shown);
            if !is_shown && unshown.len() < NAMED {
                let name = input.name(operation);
                // The same identifier is often asked by several operations.
                if !unshown.iter().any(|(_, known)| *known == name) {
                    unshown.push((node, name));
                }
            }
        }
    }
    if of == 0 {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    let verdict = match shown * 100 {
        share if share >= of * ENOUGH => Verdict::Met,
        // A share of what could be read is not the share of the whole.
        _ if description.is_partial() => Verdict::Unknown,
        share if share >= of * HALF => Verdict::Partial,
        _ => Verdict::Missing,
    };
    let gaps = match unshown.first() {
        Some((first, _))
            if verdict == Verdict::Partial
                // `how-to-use` says it, when there is none at all.
                || verdict == Verdict::Missing && inspection.call().is_some() =>
        {
            let gap = Gap::missing(message(&unshown, of - shown, of), place(*first));
            vec![Gap { is_partial: verdict == Verdict::Partial, count: Some(of - shown), ..gap }]
        }
        _ => Vec::new(),
    };
    CRITERION.judged(verdict, vec![Evidence::coverage(shown, of)], gaps)
}

/// The name of a parameter, or the key of a body.
fn place(node: Node<'_>) -> Label {
    if node.scalar().is_some() { node.label() } else { node.key_label() }
}

/// What a call cannot do without.
enum Input<'d> {
    Parameter(Parameter<'d>),
    Body(Body<'d>),
}

fn required<'d>(inspection: &Inspection<'d>, operation: &Operation<'d>) -> Vec<Input<'d>> {
    let parameters = inspection.parameters(operation);
    let parameters =
        parameters.iter().copied().filter(Parameter::must_be_given).map(Input::Parameter);
    // Few write `required` on a body, and a write without it does nothing.
    let writes = matches!(operation.method, "post" | "put" | "patch");
    let body = operation.body().filter(|_| writes).map(Input::Body);
    parameters.chain(body).collect()
}

impl<'d> Input<'d> {
    /// Where a parameter has its name: it is judged once, whatever asks for it.
    fn named_at(&self) -> Option<Node<'d>> {
        match self {
            Self::Parameter(parameter) => parameter.get("name"),
            Self::Body(_) => None,
        }
    }

    /// Its name, or that of the operation whose body it is.
    fn name(&self, operation: &Operation<'_>) -> String {
        match self {
            Self::Parameter(parameter) => format!("`{}`", parameter.name.unwrap_or_default()),
            Self::Body(_) => operation.name(),
        }
    }
}

/// Where an input would be shown, and whether it is. What was already said of a schema is `known`.
fn judge<'d>(
    description: &'d Description,
    input: &Input<'d>,
    known: &mut HashMap<NodeId, bool, RandomState>,
) -> Option<(Node<'d>, bool)> {
    match input {
        Input::Parameter(parameter) => {
            if is_of_http(parameter) || parameter.name.is_some_and(is_secret) {
                return None;
            }
            let node = parameter.node?;
            let is_shown = is_parameter_shown(description, parameter, node);
            Some((parameter.get("name")?, is_shown))
        }
        Input::Body(body) => {
            let node = body.node?;
            let is_text = |payload: &&Payload<'_>| {
                payload.media_type.is_none_or(|name| name.contains("json") || name.contains('*'))
            };
            let payloads: Vec<_> = body.payloads.iter().filter(is_text).collect();
            if payloads.is_empty() {
                return None;
            }
            let is_shown = payloads.iter().any(|payload| {
                payload.has_example
                    // Without a schema there is nothing to say of; dangling, it is unknown.
                    || payload.schema.and_then(|schema| description.follow(schema)).is_none_or(|schema| {
                        *known.entry(schema.id()).or_insert_with(|| is_body_shown(description, schema))
                    })
            });
            Some((node.get("name").unwrap_or(body.written), is_shown))
        }
    }
}

fn is_parameter_shown(
    description: &Description,
    parameter: &Parameter<'_>,
    node: Node<'_>,
) -> bool {
    let has_value = |node: Node<'_>| {
        values(node).any(|value| match value.as_str() {
            Some(text) => !text.trim().is_empty(),
            None => !value.is_null(),
        })
    };
    let schema = parameter.schema(description);
    let items = schema.and_then(|schema| description.get(schema, "items"));
    let media = parameter.get("content").and_then(|content| description.follow(content));
    let media = media.into_iter().flat_map(Node::children);
    let is_plain = |schema: Node<'_>| {
        schema.get("type").and_then(Node::as_str) == Some("boolean")
            // The form is known: an ISO date, a UUID.
            || schema.get("format").and_then(Node::as_str).is_some_and(|format| {
                matches!(format, "date" | "date-time" | "uuid" | "email" | "uri" | "binary" | "password")
            })
    };
    // Its schema cannot be read: unknown.
    let is_dangling = schema.is_none() && parameter.get("schema").is_some();
    is_dangling
        || [Some(node), schema, items].into_iter().flatten().any(has_value)
        || media.filter_map(|media| description.follow(media)).any(has_value)
        || schema
            .is_some_and(|schema| is_plain(schema) || is_composed_of_values(description, schema))
        || parameter.descriptions(description).any(shows_in_words)
}

/// What shows a value of a parameter, a schema or a body: one look at each entry, where most have none.
fn values(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.each_of(&VALUES)
}

/// Whether a member of a composition shows a value.
fn is_composed_of_values(description: &Description, schema: Node<'_>) -> bool {
    schema.each_of(&COMPOSITIONS).any(|composition| {
        let members = description.follow(composition);
        let members = members.into_iter().flat_map(Node::children).take(20);
        members
            .filter_map(|member| description.follow(member))
            .any(|member| values(member).next().is_some())
    })
}

/// Whether a body has an example somewhere: on its schema or on a field.
fn is_body_shown(description: &Description, schema: Node<'_>) -> bool {
    let shows = |node: Node<'_>| values(node).any(|value| !value.is_null());
    // A file, or a value without fields.
    shows(schema)
        || properties_of(description, schema).any(|property| property.node.is_none_or(shows))
}

/// Whether a description gives the value to try, or its form: « (ex : 75056) », « au format AAAA-MM-JJ ».
fn shows_in_words(text: &str) -> bool {
    let is_format = |at| starts_with(&text[at..], "format ");
    example_word(text).is_some() || memchr::memchr2_iter(b'f', b'F', text.as_bytes()).any(is_format)
}

/// Whether a parameter carries a key: there is none to show.
fn is_secret(name: &str) -> bool {
    bare(name, LONGEST).is_some_and(|bare| SECRETS.contains(&bare.as_str()))
}

#[rustfmt::skip]
const SECRETS: &[&str] = &[
    "apikey", "xapikey", "key", "cle", "clé", "cleapi", "token", "accesstoken", "jeton", "authorization",
    "password", "motdepasse", "secret", "clientsecret",
];

/// Letters of the longest of them.
const LONGEST: usize = 13;

fn message(unshown: &[(Node<'_>, String)], count: usize, of: usize) -> Text {
    let named: Vec<&str> = unshown.iter().map(|(_, name)| name.as_str()).collect();
    let more = if count > named.len() { "…" } else { "" };
    let named = named.join(", ");
    if count == 1 && of > 1 {
        return Text::new(
            format!("1 of the {of} inputs that calls require has no example: {named}"),
            format!(
                "1 des {of} données obligatoires pour appeler l'API n'a pas d'exemple\u{a0}: {named}"
            ),
        );
    }
    if count == of && of > 1 {
        return Text::new(
            format!("None of the {of} inputs that calls require has an example: {named}{more}"),
            format!(
                "Aucune des {of} données obligatoires pour appeler l'API n'a d'exemple\u{a0}: {named}{more}"
            ),
        );
    }
    if of == 1 {
        return Text::new(
            format!("The one input that calls require has no example: {named}"),
            format!(
                "La seule donnée obligatoire pour appeler l'API n'a pas d'exemple\u{a0}: {named}"
            ),
        );
    }
    Text::new(
        format!("{count} of the {of} inputs that calls require have no example: {named}{more}"),
        format!(
            "{count} des {of} données obligatoires pour appeler l'API n'ont pas d'exemple\u{a0}: {named}{more}"
        ),
    )
}
