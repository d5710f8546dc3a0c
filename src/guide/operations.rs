//! `operations`: there is something to call (G02). `operations-described`: each says what it does (G02, G07).

use super::prose::meaning::is_meaningful;
use super::{Assessment, Coverage, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::Operation;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static PRESENT: Criterion = Criterion {
    id: "operations",
    guide: &["G02"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "The API has at least one operation",
        fr: "L'API décrit au moins une opération",
    },
    assess: assess_presence,
};

pub(super) static DESCRIBED: Criterion = Criterion {
    id: "operations-described",
    guide: &["G02", "G07"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "Every operation says what it does",
        fr: "Chaque opération dit ce qu'elle fait",
    },
    assess: assess_descriptions,
};

fn assess_presence(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let found = inspection.operations();
    let root = description.root();
    if let Some(first) = found.first() {
        let evidence = Evidence::coverage(found.len(), found.len());
        return PRESENT.met(vec![evidence.placed(first.node.key_label(), first.name())]);
    }
    // A description of webhooks alone (OpenAPI 3.1) has nothing to call, and is whole.
    if let Some(webhooks) = root.get("webhooks").filter(|webhooks| !webhooks.is_empty()) {
        return PRESENT.met(vec![Evidence::at(webhooks, "webhooks".to_owned())]);
    }
    let at = root.get("paths").unwrap_or(description.version_field()).key_label();
    let message = Text::new("No operation is described", "Aucune opération n'est décrite");
    PRESENT.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, at)])
}

fn assess_descriptions(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut coverage = Coverage::new(description);
    let found = inspection.operations();
    for operation in found {
        // Nobody documents what HTTP defines.
        if matches!(operation.method, "head" | "options" | "trace") {
            continue;
        }
        if is_described(operation) {
            coverage.met();
        } else {
            let (at, message) = gap(operation);
            coverage.missed(at.id(), || Gap::missing(message, at.label()));
        }
    }
    if coverage.of == 0 {
        return DESCRIBED.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    coverage.assess(&DESCRIBED)
}

/// The names that a summary may repeat without saying anything.
fn names<'d>(operation: &Operation<'d>) -> [&'d str; 3] {
    [operation.text("operationId").unwrap_or_default(), operation.path, operation.method]
}

fn is_described(operation: &Operation<'_>) -> bool {
    let names = names(operation);
    ["summary", "description"]
        .iter()
        .any(|field| operation.text(field).is_some_and(|text| is_meaningful(text, &names)))
}

/// Where a reader would write what is missing: the text that says nothing, or the method.
fn gap<'d>(operation: &Operation<'d>) -> (Node<'d>, Text) {
    let name = operation.name();
    let empty = |field: &&str| {
        operation.get(field).filter(|node| node.as_str().is_some_and(|t| !t.trim().is_empty()))
    };
    match ["summary", "description"].iter().find_map(empty) {
        Some(node) => {
            let text = node.as_str().unwrap_or_default().trim();
            let text: String = text.chars().take(60).collect();
            let message = Text::new(
                format!("“{text}” does not say what {name} does"),
                format!("«\u{a0}{text}\u{a0}» ne dit pas ce que fait {name}"),
            );
            (node, message)
        }
        None => {
            let message = Text::new(
                format!("{name} does not say what it does"),
                format!("{name} ne dit pas ce qu'elle fait"),
            );
            (operation.node, message)
        }
    }
}
