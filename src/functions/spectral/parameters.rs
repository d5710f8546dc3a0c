//! `oasOpParams`: the parameters of an operation do not clash.

use std::collections::HashSet;

use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On the `parameters` of an operation: no two have the same `in` and `name`, one body at the most, and no body beside a
/// form.
pub(in crate::functions) fn clash(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::each(|target, findings| {
        let Some(list) = target.node().filter(|node| node.is_list()) else { return };
        if list.children().nth(1).is_none() {
            return;
        }
        let text = |parameter, name| {
            let value: Option<Node<'_>> = target.get(parameter, name);
            value.and_then(Node::scalar).unwrap_or("undefined")
        };
        let mut seen = HashSet::new();
        let (mut bodies, mut has_form) = (Vec::new(), false);
        for item in list.children() {
            let Some(parameter) = target.seen(item).filter(|it| it.is_map()) else { continue };
            if parameter.get("$ref").is_some() {
                continue;
            }
            let place = text(parameter, "in");
            if place == "body" {
                bodies.push(item);
            }
            has_form |= place == "formData";
            if !seen.insert((place, text(parameter, "name"))) && findings.wants(parameter.place()) {
                findings.push(Finding::on(parameter, duplicate()));
            }
        }
        if !bodies.is_empty() && has_form {
            findings.push(Finding::new(body_and_form()));
        }
        for body in bodies.into_iter().skip(1) {
            findings.push(target.on(body, second_body()));
        }
    }))
}

fn duplicate() -> Text {
    Text::new(
        "A parameter in this operation already exposes the same combination of \"name\" and \"in\" values.",
        "Un paramètre de cette opération a déjà ce «\u{a0}name\u{a0}» et ce «\u{a0}in\u{a0}».",
    )
}

fn body_and_form() -> Text {
    Text::new(
        "Operation must not have both \"in:body\" and \"in:formData\" parameters.",
        "L'opération ne doit pas avoir à la fois un paramètre «\u{a0}in: body\u{a0}» et un «\u{a0}in: formData\u{a0}».",
    )
}

fn second_body() -> Text {
    Text::new(
        "Operation must not have more than a single instance of the \"in:body\" parameter.",
        "L'opération ne doit pas avoir plus d'un paramètre «\u{a0}in: body\u{a0}».",
    )
}
