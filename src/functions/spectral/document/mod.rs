//! `oasDocumentSchema`: the whole document against the schema of its version, every fault told.

mod notation;

use std::sync::{Arc, LazyLock};

use super::is_of;
use crate::diagnostic::Text;
use crate::document::{Node, escape};
use crate::functions::core::schema::{
    Dialect, Fault, Leniency, Schema, add_guess, faults_of, nearest_of, node_at, vocabularies,
};
use crate::functions::json::Json;
use crate::functions::{Budget, Check, Finding, Listener, Options, OptionsError, Target};

static OAS_2: LazyLock<Option<Schema>> =
    LazyLock::new(|| schema(include_str!("oas2.yaml"), "additionalProperties", Vec::new()));
static OAS_3_0: LazyLock<Option<Schema>> =
    LazyLock::new(|| schema(include_str!("oas3_0.yaml"), "additionalProperties", Vec::new()));
static OAS_3_1: LazyLock<Option<Schema>> =
    LazyLock::new(|| schema(include_str!("oas3_1.yaml"), "unevaluatedProperties", vocabularies()));
static OAS_3_2: LazyLock<Option<Schema>> =
    LazyLock::new(|| schema(include_str!("oas3_2.yaml"), "unevaluatedProperties", vocabularies()));

fn schema(text: &str, closing: &'static str, more: Vec<(String, Arc<Json>)>) -> Option<Schema> {
    let root = Arc::new(notation::read(text, closing, more));
    Schema::compile(root, Dialect::Draft202012, true, Leniency::default(), &Budget::default()).ok()
}

/// On the root. What is of another 3.x is judged as 3.0, as in Spectral.
pub(in crate::functions) fn conforms(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::each(|target, findings| {
        let schema = if is_of(target, "oas2") {
            &*OAS_2
        } else if is_of(target, "oas3.2") {
            &*OAS_3_2
        } else if is_of(target, "oas3.1") {
            &*OAS_3_1
        } else {
            &*OAS_3_0
        };
        let (Some(schema), Some(root)) = (schema, target.node()) else { return };
        let mut faults = faults_of(target, schema, root);
        faults.dedup_by(|fault, before| fault.says_the_same(before));
        for fault in faults {
            if fault.keyword != "if" {
                tell(target, root, &fault, findings);
            }
        }
    }))
}

fn tell<'d>(target: &Target<'d>, root: Node<'d>, fault: &Fault<'_>, findings: &mut dyn Listener) {
    let node = node_at(target, root, &fault.path);
    if let ("additionalProperties", Some(name)) = (fault.keyword, &fault.property) {
        let node = node.get(name).unwrap_or(node);
        if findings.wants(node.place()) {
            let message = Text::new(
                format!("Property \"{name}\" is not expected to be here"),
                format!("La propriété «\u{a0}{name}\u{a0}» n'est pas attendue ici"),
            );
            findings.push(Finding::on(node, message));
        }
    } else if findings.wants(node.place()) {
        let name = fault.path.last().map(|segment| escape(segment).into_owned());
        findings.push(Finding::on(node, sentence(name.as_deref(), node, fault)));
    }
}

fn sentence(name: Option<&str>, node: Node<'_>, fault: &Fault<'_>) -> Text {
    if fault.keyword == "errorMessage" {
        let fill = |text: &str| text.replace("{{property}}", name.unwrap_or_default());
        return Text::new(fill(&fault.message.en), fill(&fault.message.fr));
    }
    let asked = fault.message.en.replace('\'', "\"").replace("NOT", "not");
    let mut message = match name {
        None => Text::new(asked, fault.message.fr.clone()),
        Some(name) => Text::new(
            format!("\"{name}\" property {asked}"),
            format!("La propriété «\u{a0}{name}\u{a0}» {}", fault.message.fr),
        ),
    };
    if let Some(allowed) = fault.allowed {
        let list = allowed.iter().map(|value| value.written()).collect::<Vec<_>>().join(", ");
        message.en.push_str(": ");
        message.en.push_str(&list);
        message.fr.push_str("\u{a0}: ");
        message.fr.push_str(&list);
        let values: Vec<&Json> = allowed.iter().map(|value| &**value).collect();
        if let Some(guess) = node.as_str().and_then(|text| nearest_of(text, &values)) {
            add_guess(&mut message, guess);
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_are_schemas() {
        for schema in [&OAS_2, &OAS_3_0, &OAS_3_1, &OAS_3_2] {
            assert!(schema.is_some());
        }
    }
}
