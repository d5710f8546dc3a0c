//! `schema`: whether a value is what a JSON Schema asks for, in the words of Spectral.
//!
//! Spectral leaves this to Ajv, and what it says depends on Ajv's habits: the order of keywords, where it stops, what it
//! reports of alternatives. No library has these habits, and rulesets are compared by what they say: hence our own
//! evaluator, which follows them. Values are judged in place, references followed where the rule sees through them.

mod compile;
mod compiler;
mod composite;
mod copy;
mod dialect;
mod evaluate;
mod fault;
mod format;
mod instance;
mod keyword;
mod keywords;
mod listed;
mod meta;
mod part;
mod path;
mod pattern;
mod patterns;
mod reword;
mod schemas;
mod sentence;
mod uri;

use std::rc::Rc;
use std::sync::Arc;

use crate::description::View;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::json::Json;
use crate::functions::words::about_property;
use crate::functions::{Budget, Check, Finding, Options, OptionsError, Target, Value};

pub(in crate::functions) use compile::{CompileError, Leniency, Schema};
pub(in crate::functions) use dialect::Dialect;
use evaluate::Evaluation;
pub(in crate::functions) use fault::Fault;
use instance::Seen;
pub(in crate::functions) use meta::vocabularies;
pub use schemas::Schemas;
pub(in crate::functions) use sentence::{add_guess, nearest_of};

const DIALECTS: [&str; 6] = ["auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

/// Options `schema`, `dialect` (else what `$schema` says, else Draft 7) and `allErrors` (else the first fault is told).
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.expect_map(
        r#"{ "schema": { /* any JSON Schema can be defined here */ } , { "schema": { "type": "object" }, "dialect": "auto" }"#,
    )?;
    let read = OptionsError::both(schema(options), dialect(options));
    let read = OptionsError::both(read, options.flag("allErrors"));
    let known = options.only(&["schema", "dialect", "allErrors"]);
    let (((schema, dialect), tells_all), ()) = OptionsError::both(read, known)?;
    let root = Arc::new(Json::of(schema));
    let dialect = dialect.or_else(|| Dialect::of(&root)).unwrap_or(Dialect::Draft7);
    let schema = Schema::compile(root, dialect, tells_all, Leniency::default(), &Budget::default());
    Ok(Check::new(move |target| match (target.value, &schema) {
        (Value::Missing { .. }, _) => {
            vec![Finding::new(about_property(target, "must exist", "doit être là"))]
        }
        (Value::Key(node), Ok(schema)) => {
            let key = Json::Text(node.key().unwrap_or_default().to_owned());
            let faults = Evaluation::judge(schema, &key, target.budget);
            let said = sentence::sentences(&faults, &key, node.key());
            said.into_iter().map(|sentence| Finding::new(sentence.message)).collect()
        }
        (Value::Node(node), Ok(schema)) => {
            findings(target, schema, node, target.segment().as_deref(), |_| {})
        }
        (_, Err(error)) => refused(target, None, error),
    }))
}

fn schema<'o>(options: &Options<'o>) -> Result<Node<'o>, OptionsError> {
    let node = options.get("schema").ok_or_else(|| options.missing("schema"))?;
    if node.is_map() { Ok(node) } else { Err(options.wrong_type(node, "schema", "object")) }
}

/// The dialect that is asked for; `auto` is none.
fn dialect(options: &Options<'_>) -> Result<Option<Dialect>, OptionsError> {
    let Some(node) = options.get("dialect") else { return Ok(None) };
    if let Some(name) = node.as_str().filter(|name| DIALECTS.contains(name)) {
        return Ok(Dialect::named(name));
    }
    let names = DIALECTS.map(|name| format!("\"{name}\"")).join(", ");
    let message = Text::new(
        format!(
            "\"schema\" function and its \"dialect\" option accepts only the following values: {names}"
        ),
        format!(
            "l'option «\u{a0}dialect\u{a0}» de la fonction «\u{a0}schema\u{a0}» est l'un de {names}"
        ),
    );
    Err(options.fault_at(Some(node), message))
}

/// What a schema finds wrong with a node. `segment` is its name in messages; `amend` may change faults before they are told.
pub(in crate::functions) fn findings<'d>(
    target: &Target<'d>,
    schema: &Schema,
    node: Node<'d>,
    segment: Option<&str>,
    amend: impl Fn(&mut Fault<'_>),
) -> Vec<Finding> {
    let value = Seen::new(target, node);
    let mut faults = Evaluation::judge(schema, value, target.budget);
    // To tell a fault is more work than to find it.
    target.budget.spend(2 * faults.len());
    faults.iter_mut().for_each(amend);
    let said = sentence::sentences(&faults, value, segment);
    said.into_iter()
        .map(|sentence| Finding::on(node_at(target, node, &sentence.path), sentence.message))
        .collect()
}

/// What a schema finds wrong with a node, not put into sentences.
pub(in crate::functions) fn faults_of<'s, 'd>(
    target: &Target<'d>,
    schema: &'s Schema,
    node: Node<'d>,
) -> Vec<Fault<'s>> {
    Evaluation::judge(schema, Seen::new(target, node), target.budget)
}

/// What is said where a schema cannot judge: nothing, if a reference that is not resolved is all that is wrong.
pub(in crate::functions) fn refused<'d>(
    target: &Target<'d>,
    node: Option<Node<'d>>,
    error: &CompileError,
) -> Vec<Finding> {
    if error.is_missing_reference && target.view == View::ThroughRefs {
        return Vec::new();
    }
    vec![match node {
        Some(node) => target.on(node, error.text()),
        None => Finding::new(error.text()),
    }]
}

/// The node at the end of a way, references followed on it; the last one that is there.
pub(in crate::functions) fn node_at<'d>(
    target: &Target<'d>,
    node: Node<'d>,
    path: &[Rc<str>],
) -> Node<'d> {
    let mut here = target.seen(node).unwrap_or(node);
    for segment in path {
        let Some(child) = here.get(segment) else { break };
        here = target.seen(child).unwrap_or(child);
    }
    here
}
