//! `lifecycle`: until when an interface works is announced. The guide does not ask it, the doctrine does: the « périodes de
//! validité de l'interface » are « explicitement présentées aux réutilisateurs dans la documentation ».

use super::prose::lifecycle::{end_told, lifecycle_told};
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict, reading};
use crate::description::Operation;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "lifecycle",
    guide: &[],
    strength: Strength::Recommendation,
    title: Title {
        en: "How long the interface works is announced",
        fr: "La durée de validité de l'interface est annoncée",
    },
    assess,
};

/// The operations that the finding names.
const NAMED: usize = 3;

/// What says it without words: headers of RFC 8594 and RFC 9745, and extensions.
const FIELDS: &[&str] = &[
    "Sunset",
    "sunset",
    "Deprecation",
    "deprecation",
    "x-sunset",
    "x-deprecated-at",
    "x-deprecation-date",
];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    for (node, prose) in inspection.passages_on_api() {
        if let Some(range) = lifecycle_told(prose) {
            return CRITERION.met(vec![Evidence::in_text(*node, range)]);
        }
    }
    let field = reading::with_key(description, FIELDS).find(|node| {
        let is_header = node.parent().and_then(Node::key) == Some("headers");
        (is_header || node.key().is_some_and(|key| key.starts_with("x-")))
            && !reading::is_in_example(*node)
    });
    if let Some(node) = field {
        let evidence = Evidence::at(node, node.key().unwrap_or_default().to_owned());
        return CRITERION.met(vec![Evidence { at: Some(node.key_label()), ..evidence }]);
    }
    let operations = inspection.operations();
    let deprecated: Vec<&Operation<'_>> = operations
        .iter()
        .filter(|operation| operation.get("deprecated").and_then(Node::as_bool) == Some(true))
        .collect();
    if deprecated.is_empty() {
        // A first version, that nothing is to follow yet: nobody misses a date.
        return CRITERION.judged(Verdict::ToDeclare, Vec::new(), Vec::new());
    }
    let says_end = |operation: &&&Operation<'_>| {
        let texts = ["summary", "description"].iter().filter_map(|field| operation.text(field));
        texts.into_iter().any(end_told)
    };
    let (dated, endless): (Vec<_>, Vec<_>) = deprecated.iter().partition(says_end);
    let evidence = vec![Evidence::coverage(dated.len(), deprecated.len())];
    if endless.is_empty() {
        return CRITERION.met(evidence);
    }
    let root = description.root();
    let at = root.get("info").unwrap_or(root).key_label();
    let gap = Gap::missing(message(&endless), at);
    let verdict = if dated.is_empty() { Verdict::Missing } else { Verdict::Partial };
    CRITERION.judged(
        verdict,
        evidence,
        vec![Gap { is_partial: !dated.is_empty(), count: Some(endless.len()), ..gap }],
    )
}

fn message(endless: &[&&Operation<'_>]) -> Text {
    let names: Vec<String> = endless.iter().take(NAMED).map(|operation| operation.name()).collect();
    let more = if endless.len() > NAMED { "…" } else { "" };
    let (count, names) = (endless.len(), names.join(", "));
    if count == 1 {
        return Text::new(
            format!("Nothing says until when this deprecated operation works: {names}"),
            format!("Rien ne dit jusqu'à quand marche cette opération dépréciée\u{a0}: {names}"),
        );
    }
    Text::new(
        format!("Nothing says until when {count} deprecated operations work: {names}{more}"),
        format!(
            "Rien ne dit jusqu'à quand marchent {count} opérations dépréciées\u{a0}: {names}{more}"
        ),
    )
}
