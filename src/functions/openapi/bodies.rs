//! Bodies and forms as parameters, in Swagger 2.0; the whole query string as one, since OpenAPI 3.2.

use std::collections::HashSet;

use crate::description::{Description, operations};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::source::Span;
use crate::spec::Version;

/// What carries a form (Swagger 2.0, Parameter Object).
const FORMS: &[&str] = &["application/x-www-form-urlencoded", "multipart/form-data"];

/// On the root: the parameters of an operation do not carry its body, or its query string, twice.
pub(in crate::functions) fn once(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let mut told: HashSet<Span> = HashSet::new();
        let mut findings: Vec<Finding> = Vec::new();
        for operation in operations(description) {
            let parameters = parameters(description, operation.node, operation.item);
            let of = |location: &'static str| {
                parameters.iter().filter(move |it| it.location == location)
            };
            let clash = if description.version == Version::Oas2 {
                pair(of("body")).or_else(|| Some((*of("body").next()?, *of("formData").next()?)))
            } else {
                pair(of("querystring"))
                    .or_else(|| Some((*of("querystring").next()?, *of("query").next()?)))
            };
            let Some((first, second)) = clash else { continue };
            let at = second.place();
            // Parameters of a path are those of all its operations.
            if !told.insert(at.span) {
                continue;
            }
            let (one, other) = (first.location, second.location);
            let message = match (one == other, description.version) {
                (true, Version::Oas2) => Text::new(
                    "The operation has two parameters `in: body`: it has one body only",
                    "L'opération a deux paramètres `in: body`\u{a0}: elle n'a qu'un corps",
                ),
                (true, _) => Text::new(
                    "The operation has two parameters `in: querystring`: each is the whole query string",
                    "L'opération a deux paramètres `in: querystring`\u{a0}: chacun est toute la requête",
                ),
                (false, Version::Oas2) => Text::new(
                    format!(
                        "The operation has parameters `in: {one}` and `in: {other}`: the body is one or the other"
                    ),
                    format!(
                        "L'opération a des paramètres `in: {one}` et `in: {other}`\u{a0}: le corps est l'un ou l'autre"
                    ),
                ),
                (false, _) => Text::new(
                    format!(
                        "The operation has parameters `in: {one}` and `in: {other}`: the first is the whole query string"
                    ),
                    format!(
                        "L'opération a des paramètres `in: {one}` et `in: {other}`\u{a0}: le premier est toute la requête"
                    ),
                ),
            };
            let text = Text::new("the other one", "l'autre");
            findings.push(Finding {
                at: Some(at),
                related: vec![Label { text: Some(text), ..first.place() }],
                ..Finding::new(message)
            });
        }
        findings
    }))
}

/// On the root of 2.0: an operation with a form consumes a media type of forms.
pub(in crate::functions) fn form_consumes(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let root = description.root();
        let find = |operation: crate::description::Operation<'_>| {
            let parameters = parameters(description, operation.node, operation.item);
            let form: Vec<&Located<'_>> =
                parameters.iter().filter(|it| it.location == "formData").collect();
            let first = *form.first()?;
            let consumes = operation.get("consumes").or_else(|| root.get("consumes"));
            let has = |name: &str| {
                let types = consumes.map(Node::children).into_iter().flatten();
                types.filter_map(Node::as_str).any(|it| it.trim_start().starts_with(name))
            };
            let file =
                form.iter().find(|it| it.node.get("type").and_then(Node::as_str) == Some("file"));
            let (parameter, message) = match file {
                Some(file) if !has(FORMS[1]) => (
                    *file,
                    Text::new(
                        "A file is sent as `multipart/form-data`: add it to the `consumes` of the operation",
                        "Un fichier est envoyé en `multipart/form-data`\u{a0}: ajoutez-le au `consumes` de l'opération",
                    ),
                ),
                None if !FORMS.iter().any(|form| has(form)) => (
                    first,
                    Text::new(
                        format!(
                            "A form is sent as `{}` or `{}`: `consumes` has neither",
                            FORMS[0], FORMS[1]
                        ),
                        format!(
                            "Un formulaire est envoyé en `{}` ou en `{}`\u{a0}: `consumes` n'a ni l'un ni l'autre",
                            FORMS[0], FORMS[1]
                        ),
                    ),
                ),
                _ => return None,
            };
            Some(Finding { at: Some(parameter.place()), ..Finding::new(message) })
        };
        operations(description).into_iter().filter_map(find).collect()
    }))
}

/// A parameter of an operation and its place.
#[derive(Clone, Copy)]
struct Located<'d> {
    written: Node<'d>,
    node: Node<'d>,
    location: &'d str,
}

impl Located<'_> {
    fn place(&self) -> Label {
        self.written.get("in").or_else(|| self.written.get("$ref")).unwrap_or(self.written).label()
    }
}

/// The parameters of an operation, those that it takes from its path first.
fn parameters<'d>(
    description: &'d Description,
    operation: Node<'d>,
    item: Node<'d>,
) -> Vec<Located<'d>> {
    let read = |holder: Node<'d>| {
        let list = holder.get("parameters").and_then(|list| description.follow(list));
        let items = list.map(Node::children).into_iter().flatten();
        items.filter_map(|written| {
            let node = description.follow(written)?;
            Some(Located { written, node, location: node.get("in")?.as_str()? })
        })
    };
    let own: Vec<Located<'_>> = read(operation).collect();
    // A body takes the place of a body, whatever they are called.
    let identity = |it: &Located<'d>| {
        let name = it.node.get("name").and_then(Node::as_str).filter(|_| it.location != "body");
        (it.location, name)
    };
    let redefined: HashSet<_> = own.iter().map(identity).collect();
    let mut all: Vec<Located<'_>> =
        read(item).filter(|it| !redefined.contains(&identity(it))).collect();
    all.extend(own);
    all
}

fn pair<'l, 'd: 'l>(
    mut located: impl Iterator<Item = &'l Located<'d>>,
) -> Option<(Located<'d>, Located<'d>)> {
    Some((*located.next()?, *located.next()?))
}
