//! `sandbox`: where the API can be tried without consequence. The guide does not ask it, the doctrine does: « A chaque API
//! devrait correspondre une version “bac à sable” ».

use super::prose::environment::is_non_production;
use super::prose::host::host_fault;
use super::prose::sandbox::sandbox_told;
use super::server::host;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::description::{Server, is_security_required, servers};
use crate::diagnostic::Text;

pub(super) static CRITERION: Criterion = Criterion {
    id: "sandbox",
    guide: &[],
    strength: Strength::Recommendation,
    title: Title { en: "A sandbox is given", fr: "Un bac à sable est indiqué" },
    assess,
};

/// Places where teams work, and where nobody else is expected.
const INTERNAL: &[&str] =
    &["localhost", "dev", "develop", "development", "int", "integ", "integration", "qlf", "qualif"];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let servers = servers(description);
    if let Some(server) = servers.iter().find(|server| is_sandbox(server)) {
        let evidence = Evidence::at(server.node, server.url.clone());
        return CRITERION.met(vec![evidence.extracting(Extracted::Url(server.url.clone()))]);
    }
    for (node, prose) in inspection.passages_on_api() {
        if let Some(range) = sandbox_told(prose.text) {
            return CRITERION.met(vec![Evidence::in_text(*node, range)]);
        }
    }
    // Reading open data has no consequence: production is as good a place to try.
    let has_consequence = inspection.operations().iter().any(|operation| {
        matches!(operation.method, "put" | "patch" | "delete") || is_security_required(operation)
    });
    if !has_consequence {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    let root = description.root();
    let at = root.get("servers").or_else(|| root.get("host")).or_else(|| root.get("info"));
    let message = Text::new(
        "Nothing says where to try the API without consequence: no sandbox is given",
        "Rien ne dit où essayer l'API sans conséquence\u{a0}: aucun bac à sable n'est indiqué",
    );
    let gap = Gap::missing(message, at.unwrap_or(root).key_label());
    CRITERION.judged(Verdict::Missing, Vec::new(), vec![gap])
}

/// A server that is said to be, or named as, one to try on; `x-sandbox` is Italy's word for it.
fn is_sandbox(server: &Server<'_>) -> bool {
    let is_marked = server
        .node
        .parent()
        .and_then(|server| server.get("x-sandbox"))
        .is_some_and(|mark| mark.as_bool() != Some(false));
    let said = server.description.unwrap_or_default();
    let is_internal = |text: &str| {
        text.to_lowercase()
            .split(|sign: char| !sign.is_alphanumeric())
            .any(|word| INTERNAL.contains(&word))
    };
    // A name inside a network is nobody else's to try.
    let is_reachable =
        server.url.split_once("://").is_none_or(|(_, rest)| host_fault(host(rest)).is_none());
    let is_test = is_non_production(said) || is_non_production(&server.url);
    is_marked || (is_test && is_reachable && !is_internal(said) && !is_internal(&server.url))
}
