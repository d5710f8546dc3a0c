//! `oasSchema`: whether a value is what a schema asks for, in the dialect of the version of `OpenAPI`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::is_of;
use crate::document::Node;
use crate::functions::core::schema::{
    CompileError, Dialect, Fault, Leniency, Schema, findings, refused,
};
use crate::functions::json::Json;
use crate::functions::{Budget, Check, Finding, Options, OptionsError, Target, Value};

type Compiled = Arc<Result<Schema, CompileError>>;

/// Option `schema`. The first fault is told.
pub(in crate::functions) fn conforms(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["schema"])?;
    let node = options.get("schema").ok_or_else(|| options.missing("schema"))?;
    if !node.is_map() {
        return Err(options.wrong_type(node, "schema", "object"));
    }
    let root = Arc::new(Json::of(node));
    // One for each dialect that was met.
    let made: Mutex<HashMap<(Dialect, bool), Compiled>> = Mutex::new(HashMap::new());
    Ok(Check::new(move |target| {
        let Value::Node(node) = target.value else { return Vec::new() };
        let dialect = dialect(target, &root);
        let leniency = leniency(target);
        let schema = {
            let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
            let key = (dialect, leniency.knows_x_nullable);
            let compile = || {
                let own = Budget::default();
                Arc::new(Schema::compile(Arc::clone(&root), dialect, false, leniency, &own))
            };
            Arc::clone(made.entry(key).or_insert_with(compile))
        };
        said(target, &schema, node, target.segment().as_deref())
    }))
}

/// What is said of a node, in the words of the version.
pub(super) fn said<'d>(
    target: &Target<'d>,
    schema: &Result<Schema, CompileError>,
    node: Node<'d>,
    segment: Option<&str>,
) -> Vec<Finding> {
    match schema {
        Ok(schema) => findings(target, schema, node, segment, |fault| {
            if knows_nullable(target) {
                name_null(fault);
            }
        }),
        Err(error) => refused(target, Some(node), error),
    }
}

/// The dialect that a schema of the document is in.
pub(super) fn dialect(target: &Target<'_>, schema: &Json) -> Dialect {
    if is_of(target, "oas3.2") || is_of(target, "oas3.1") {
        let named = target.description.root().get("jsonSchemaDialect").and_then(Node::as_str);
        return named.and_then(Dialect::of_uri).unwrap_or(Dialect::Draft202012);
    }
    if is_of(target, "oas3") || is_of(target, "oas2") {
        return Dialect::Draft4;
    }
    let declared = schema.get("$schema").and_then(|uri| uri.as_str()).and_then(Dialect::of_uri);
    declared.unwrap_or(Dialect::Draft7)
}

/// What the version reads otherwise than JSON Schema does.
pub(super) fn leniency(target: &Target<'_>) -> Leniency {
    Leniency { knows_x_nullable: is_of(target, "oas2"), ..Leniency::default() }
}

fn knows_nullable(target: &Target<'_>) -> bool {
    (is_of(target, "oas3.0") || is_of(target, "oas2"))
        && !is_of(target, "oas3.1")
        && !is_of(target, "oas3.2")
}

/// `must be string,null` where the schema is nullable; not below `allOf` and its like, where Spectral does not look.
fn name_null(fault: &mut Fault<'_>) {
    let is_true = |name| fault.schema.get(name).is_some_and(|flag| flag.is_true());
    if fault.keyword == "type"
        && !fault.is_in_list
        && (is_true("nullable") || is_true("x-nullable"))
    {
        fault.message.en.push_str(",null");
        fault.message.fr.push_str(",null");
    }
}
