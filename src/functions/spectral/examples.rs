//! `oasExample`: examples and defaults are what their schema asks for.

use std::sync::Arc;

use super::schemas::{dialect, leniency, said};
use super::{is_of, version};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::json::Json;
use crate::functions::{Check, Finding, Options, OptionsError, Target};

/// What is asked of one use of the function.
struct Asked {
    /// Whether the target holds a schema and its examples, or is the schema itself.
    is_media: bool,
    /// Where the schema is; `$`, the target itself.
    field: String,
    is_swagger: bool,
}

/// An example, and its name in messages.
struct Example<'d> {
    name: String,
    /// Nothing where `value` is missing: the holder instead.
    node: Result<Node<'d>, Node<'d>>,
}

/// Options `oasVersion` (2 or 3), `schemaField` (`$` for the target itself) and `type` (`schema` or `media`).
pub(in crate::functions) fn conform(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["oasVersion", "schemaField", "type"])?;
    let is_media = match options.text("type")? {
        Some("media") => true,
        Some("schema") | None => false,
        Some(_) => {
            return Err(options.fault(
                "type",
                "\"type\" is media or schema",
                "«\u{a0}type\u{a0}» est media ou schema",
            ));
        }
    };
    let asked = Asked {
        is_media,
        field: options.text("schemaField")?.unwrap_or("$").to_owned(),
        is_swagger: version(options)? == 2,
    };
    Ok(Check::new(move |target| check(target, &asked).unwrap_or_default()))
}

fn check(target: &Target<'_>, asked: &Asked) -> Option<Vec<Finding>> {
    let holder = target.node().filter(|node| node.is_map())?;
    let schema = if asked.field == "$" { holder } else { target.get(holder, &asked.field)? };
    if !schema.is_map() {
        return None;
    }
    let examples = if asked.is_media {
        of_media(target, holder, asked.is_swagger)
    } else {
        of_schema(holder, asked.is_swagger)
    };
    if examples.is_empty() {
        return None;
    }
    if target.budget.left() == 0 {
        return None;
    }
    let mut leniency = leniency(target);
    if asked.is_media {
        let way = target.written.pointer();
        let responses = if asked.is_swagger { "/responses" } else { "/components/responses" };
        if is_below(&way, &[responses, "/paths/*/*/responses"]) {
            leniency.left_out = Some("writeOnly");
        } else if !asked.is_swagger
            && is_below(&way, &["/components/requestBodies", "/paths/*/*/requestBody"])
        {
            leniency.left_out = Some("readOnly");
        }
    }
    leniency.ignores_foreign_names = true;
    let schema = target.schemas.made(target, schema, leniency, |copy| {
        let root = without_flag(target, copy);
        let dialect = dialect(target, &root);
        (root, dialect)
    });
    let told = examples.iter().flat_map(|example| match example.node {
        Ok(node) => said(target, &schema, node, Some(&example.name)),
        Err(holder) => vec![missing(target, holder, &example.name)],
    });
    Some(told.collect())
}

/// A schema without the `required: true` of a parameter.
fn without_flag(target: &Target<'_>, schema: &Arc<Json>) -> Arc<Json> {
    let is_flag =
        |(key, value): &(String, Arc<Json>)| key == "required" && matches!(**value, Json::Bool(_));
    if !is_of(target, "oas2") || !schema.entries().iter().any(is_flag) {
        return Arc::clone(schema);
    }
    let kept = schema.entries().iter().filter(|entry| !is_flag(entry)).cloned().collect();
    Arc::new(Json::Map(kept))
}

fn of_schema(schema: Node<'_>, is_swagger: bool) -> Vec<Example<'_>> {
    let names: &[&str] =
        if is_swagger { &["example", "x-example", "default"] } else { &["example", "default"] };
    let example =
        |name: &&str| Some(Example { name: (*name).to_owned(), node: Ok(schema.get(name)?) });
    names.iter().filter_map(example).collect()
}

fn of_media<'d>(target: &Target<'d>, holder: Node<'d>, is_swagger: bool) -> Vec<Example<'d>> {
    if !is_swagger && let Some(node) = holder.get("example") {
        return vec![Example { name: "example".to_owned(), node: Ok(node) }];
    }
    let examples = target.get(holder, "examples").filter(|it| it.is_map() || it.is_list());
    let example = |entry: Node<'d>| {
        if is_swagger {
            return Some(Example {
                name: entry.key().unwrap_or_default().to_owned(),
                node: Ok(entry),
            });
        }
        let object = target.seen(entry).filter(|it| it.is_map() || it.is_list())?;
        if object.get("externalValue").is_some() {
            return None;
        }
        Some(Example { name: "value".to_owned(), node: object.get("value").ok_or(object) })
    };
    examples.map(Node::children).into_iter().flatten().filter_map(example).collect()
}

fn missing(target: &Target<'_>, holder: Node<'_>, name: &str) -> Finding {
    let holder = target.seen(holder).unwrap_or(holder);
    let way = holder.key().map_or_else(|| name.to_owned(), |key| format!("{key}.{name}"));
    let message = Text::new(
        format!("\"{way}\" property must exist"),
        format!("La propriété «\u{a0}{way}\u{a0}» doit être là"),
    );
    Finding::under(holder, message)
}

/// Whether a pointer starts as one of these; `*` is any segment.
fn is_below(pointer: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| {
        let mut segments = pointer.split('/');
        prefix
            .split('/')
            .all(|wanted| segments.next().is_some_and(|it| wanted == "*" || it == wanted))
    })
}
