//! `oasOpFormDataConsumeCheck`: forms are consumed where a parameter is in a form.

use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// On an operation of Swagger 2.0 that has `consumes` and `parameters`.
pub(in crate::functions) fn form_data(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        let operation = target.node()?;
        let list = |name| target.get(operation, name).filter(|node| node.is_list());
        let (consumes, parameters) = (list("consumes")?, list("parameters")?);
        let is_form = |parameter: Node<'_>| {
            let place = target.seen(parameter).and_then(|it| target.get(it, "in"));
            place.and_then(Node::as_str) == Some("formData")
        };
        let is_consumed = consumes.children().filter_map(Node::as_str).any(|media| {
            media.contains("application/x-www-form-urlencoded")
                || media.contains("multipart/form-data")
        });
        (parameters.children().any(is_form) && !is_consumed).then(|| {
            Text::new(
                "Consumes must include urlencoded, multipart, or form-data media type when using formData parameter.",
                "`consumes` doit contenir application/x-www-form-urlencoded ou multipart/form-data quand un paramètre est dans formData.",
            )
        })
    }))
}
