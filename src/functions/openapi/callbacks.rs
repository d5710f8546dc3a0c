//! The keys of callbacks: URLs made of what was sent.

use crate::description::objects;
use crate::diagnostic::Text;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::ObjectName;

/// On the root: the keys of a Callback Object are URLs, with runtime expressions in braces.
pub(in crate::functions) fn expressions(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let methods = target.description.version.table().methods;
        let callbacks =
            objects(target.description).filter(|it| it.kind.name == ObjectName::Callback);
        callbacks
            .flat_map(|callback| callback.node.children())
            .filter_map(|entry| {
                let key = entry.key().filter(|key| !key.starts_with("x-") && *key != "$ref")?;
                let message = if methods.contains(&key) {
                    Text::new(
                        format!("A callback holds URLs: put `{key}` under one, such as `{{$request.body#/url}}`"),
                        format!("Un rappel contient des URL\u{a0}: mettez `{key}` sous l'une d'elles, par exemple `{{$request.body#/url}}`"),
                    )
                } else {
                    let wrong = key.split('{').skip(1).find_map(|rest| {
                        let (expression, _) = rest.split_once('}')?;
                        (!is_expression(expression)).then_some(expression)
                    })?;
                    Text::new(
                        format!("`{{{wrong}}}` is not a runtime expression, such as `{{$request.body#/url}}`"),
                        format!("`{{{wrong}}}` n'est pas une expression d'exécution, comme `{{$request.body#/url}}`"),
                    )
                };
                Some(Finding { at: Some(entry.key_label()), ..Finding::new(message) })
            })
            .collect()
    }))
}

/// OpenAPI 3.0, section 4.7.20.3 (Runtime Expressions).
fn is_expression(text: &str) -> bool {
    if matches!(text, "$url" | "$method" | "$statusCode") {
        return true;
    }
    let source = text.strip_prefix("$request.").or_else(|| text.strip_prefix("$response."));
    let Some(source) = source else { return false };
    let has_name = |prefix: &str| source.strip_prefix(prefix).is_some_and(|name| !name.is_empty());
    source == "body"
        || source.starts_with("body#")
        || ["header.", "query.", "path."].into_iter().any(has_name)
}
