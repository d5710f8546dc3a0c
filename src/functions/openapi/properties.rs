//! Properties that a schema names without defining them.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::words::did_you_mean;
use crate::description::{Description, Object, objects};
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};
use crate::functions::{Check, Finding, Listener, Options, OptionsError};
use crate::spec::{ObjectName, Version};

/// Schemas that make one schema, more than any real one has: beyond, nothing is said of it.
const PARTS_READ: usize = 100;
/// Keywords whose schemas speak of the same value.
const PARTS: &[&str] =
    &["allOf", "oneOf", "anyOf", "if", "then", "else", "not", "dependentSchemas"];

/// On the root: what `required` names is defined by some part of the composed schema.
pub(in crate::functions) fn required_defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let description = target.description;
        let schemas = || objects(description).filter(|it| it.kind.name == ObjectName::Schema);
        let mut wholes: HashMap<NodeId, Vec<Node<'_>>> = HashMap::new();
        for Object { node, .. } in schemas() {
            for part in parts(node, PARTS) {
                for part in [Some(part), description.follow(part)].into_iter().flatten() {
                    wholes.entry(part.target().id()).or_default().push(node);
                }
            }
            // Since 3.1 what stands beside a reference completes it.
            if let Some(target) = description.follow(node).filter(|target| *target != node) {
                wholes.entry(target.target().id()).or_default().push(node);
            }
        }
        for schema in schemas() {
            undefined(description, schema.node, &wholes, findings);
        }
    }))
}

fn parts<'d>(
    schema: Node<'d>,
    keywords: &'static [&'static str],
) -> impl Iterator<Item = Node<'d>> {
    keywords.iter().filter_map(move |name| schema.get(name)).flat_map(parts_in)
}

/// The schemas under one keyword: one, a list or a map of them.
fn parts_in(keyword: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let is_many = keyword.is_list() || keyword.key() == Some("dependentSchemas");
    let children = is_many.then(|| keyword.children()).into_iter().flatten();
    children.chain((!is_many).then_some(keyword))
}

fn undefined(
    description: &Description,
    schema: Node<'_>,
    wholes: &HashMap<NodeId, Vec<Node<'_>>>,
    findings: &mut dyn Listener,
) {
    let Some(required) = schema.get("required").filter(|it| it.is_list() && !it.is_empty()) else {
        return;
    };
    // What is excluded, or asked first, need not exist.
    let mut around = std::iter::successors(Some(schema), |node| node.parent());
    if around.any(|node| matches!(node.key(), Some("not" | "if")) && !is_property(node)) {
        return;
    }
    // Up to the outermost compositions, then down through all of their parts.
    let mut outermost = vec![schema];
    let mut seen = HashSet::new();
    let mut rank = 0;
    while let Some(node) = outermost.get(rank).copied() {
        rank += 1;
        if outermost.len() < PARTS_READ && seen.insert(node.target().id()) {
            outermost.extend(wholes.get(&node.target().id()).into_iter().flatten());
        }
    }
    let Some(known) = Defined::of(description, &outermost, PARTS) else { return };
    if known.names.is_empty() {
        return;
    }
    let is_undefined = |name: &str| !known.names.contains(&name) && !known.tags.contains(&name);
    for node in required.children() {
        let Some(name) = node.as_str().filter(|name| is_undefined(name)) else { continue };
        if !findings.wants(node.place()) {
            continue;
        }
        let guess = known.guess(name);
        findings.push(Finding {
            at: Some(node.label()),
            ..Finding::new(Text::new(
                format!("`{name}` is required, and no `properties` defines it{}", guess.en),
                format!(
                    "`{name}` est obligatoire, et aucun `properties` ne le définit{}",
                    guess.fr
                ),
            ))
        });
    }
}

fn is_property(node: Node<'_>) -> bool {
    node.parent().and_then(Node::key) == Some("properties")
}

/// The properties of a composed schema.
#[derive(Default)]
struct Defined<'d> {
    names: HashSet<&'d str, RandomState>,
    /// The same in order, once a name is looked for that may be meant.
    in_order: OnceCell<Vec<&'d str>>,
    /// Those that `required` lists somewhere.
    required: HashSet<&'d str>,
    /// Those that a discriminator names: another rule's.
    tags: HashSet<&'d str>,
}

impl<'d> Defined<'d> {
    /// Nothing where some part is not known, or defines properties otherwise than by their names.
    fn of(
        description: &'d Description,
        schemas: &[Node<'d>],
        keywords: &'static [&'static str],
    ) -> Option<Self> {
        let mut defined = Self::default();
        let mut seen = HashSet::new();
        let mut to_visit = schemas.to_vec();
        while let Some(written) = to_visit.pop() {
            let node = description.follow(written)?;
            // What could not be read may define more.
            if written.holds_cut() || node.holds_cut() {
                return None;
            }
            for schema in [written, node] {
                if !seen.insert(schema.target().id()) {
                    continue;
                }
                if seen.len() > PARTS_READ {
                    return None;
                }
                for field in schema.children() {
                    match field.key().unwrap_or_default() {
                        "properties" => {
                            defined.names.extend(field.children().filter_map(Node::key));
                        }
                        "required" => {
                            defined.required.extend(field.children().filter_map(Node::as_str));
                        }
                        "discriminator" => defined.tags.extend(tag(schema).and_then(Node::as_str)),
                        "patternProperties" | "$dynamicRef" | "$recursiveRef" => return None,
                        "additionalProperties" if field.is_map() => return None,
                        name if keywords.contains(&name) => {
                            // As many as that would be too many once visited.
                            if field.is_list() && field.len() > PARTS_READ {
                                return None;
                            }
                            to_visit.extend(parts_in(field));
                        }
                        _ => {}
                    }
                }
            }
        }
        Some(defined)
    }
}

impl Defined<'_> {
    /// The property that may be meant by a name that none has.
    fn guess(&self, name: &str) -> Text {
        let names = self.in_order.get_or_init(|| {
            let mut names: Vec<&str> = self.names.iter().copied().collect();
            names.sort_unstable();
            names
        });
        did_you_mean(name, names.iter().copied())
    }
}

/// Where the name of the property that tells schemas apart is written.
fn tag(schema: Node<'_>) -> Option<Node<'_>> {
    let discriminator = schema.get("discriminator")?;
    let tag =
        if discriminator.is_map() { discriminator.get("propertyName")? } else { discriminator };
    tag.as_str().map(|_| tag)
}

/// On the root: the property of a discriminator is defined and required where it is looked for.
pub(in crate::functions) fn discriminator(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        objects(description)
            .filter(|it| it.kind.name == ObjectName::Schema)
            .filter_map(|schema| {
                let tag = tag(schema.node)?;
                // A text where an object is asked is the reader's.
                let is_2_0 = description.version == Version::Oas2;
                if is_2_0
                    != schema.node.get("discriminator").is_some_and(|it| it.as_str().is_some())
                {
                    return None;
                }
                let message = tag_fault(description, schema.node, tag.as_str()?)?;
                Some(Finding { at: Some(tag.label()), ..Finding::new(message) })
            })
            .collect()
    }))
}

fn tag_fault(description: &Description, schema: Node<'_>, name: &str) -> Option<Text> {
    let alternatives: Vec<Node<'_>> = parts(schema, &["oneOf", "anyOf"]).collect();
    let own = Defined::of(description, &[schema], &["allOf"])?;
    // Said by the schema itself, it holds for every alternative.
    let (has_own, requires_own) = (own.names.contains(name), own.required.contains(name));
    let judged: Vec<(Option<&str>, Defined<'_>)> = if alternatives.is_empty() {
        vec![(None, own)]
    } else {
        let named = alternatives.into_iter().map(|alternative| {
            let target = description.follow(alternative)?;
            let defined = Defined::of(description, &[alternative], &["allOf"])?;
            // A list of schemas again, or one that says nothing of its properties.
            if defined.names.is_empty() || parts(target, &["oneOf", "anyOf"]).next().is_some() {
                return None;
            }
            Some((target.key(), defined))
        });
        named.flatten().collect()
    };
    let may_be_absent = description.version >= Version::Oas3_2
        && schema.get("discriminator").is_some_and(|it| it.get("defaultMapping").is_some());
    judged.into_iter().find_map(|(of, defined)| {
        let has = has_own || defined.names.contains(name);
        let requires = requires_own || defined.required.contains(name) || may_be_absent;
        let (of_en, of_fr) = match of {
            Some(of) => (format!(" of `{of}`"), format!(" de `{of}`")),
            None => (String::new(), String::new()),
        };
        if !has {
            let guess = defined.guess(name);
            return Some(Text::new(
                format!(
                    "The discriminator `{name}` is not one of the properties{of_en}{}",
                    guess.en
                ),
                format!(
                    "Le discriminateur `{name}` n'est pas une des propriétés{of_fr}{}",
                    guess.fr
                ),
            ));
        }
        (!requires).then(|| {
            Text::new(
                format!("The discriminator `{name}` is not among the `required` properties{of_en}"),
                format!(
                    "Le discriminateur `{name}` n'est pas parmi les propriétés `required`{of_fr}"
                ),
            )
        })
    })
}
