//! `outputs-documented`: what an operation returns has a schema or an example (G02: « les données … en sortie »).

use super::prose::promise;
use super::{Assessment, Coverage, Criterion, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Description, Operation, Payload, Response};
use crate::diagnostic::{Label, Text};
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "outputs-documented",
    guide: &["G02", "G07"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "Outputs have a documented structure",
        fr: "Les données en sortie ont une structure documentée",
    },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut coverage = Coverage::new(description);
    for operation in inspection.operations() {
        match judge(inspection, operation) {
            Answer::Documented => coverage.met(),
            Answer::Exempt => {}
            Answer::Undocumented(at, id) => {
                coverage.missed(id.id(), || {
                    let name = operation.name();
                    let message = Text::new(
                        format!("{name} does not show what it returns: no schema, no example"),
                        format!(
                            "{name} ne montre pas ce qu'elle renvoie\u{a0}: ni schéma, ni exemple"
                        ),
                    );
                    Gap::missing(message, at)
                });
            }
        }
    }
    if coverage.of == 0 {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    coverage.assess(&CRITERION)
}

enum Answer<'d> {
    Documented,
    /// It returns no data, or data that a schema does not describe.
    Exempt,
    Undocumented(Label, Node<'d>),
}

fn judge<'d>(inspection: &Inspection<'d>, operation: &Operation<'d>) -> Answer<'d> {
    if matches!(operation.method, "head" | "options" | "trace") || is_health_check(operation) {
        return Answer::Exempt;
    }
    let (description, responses) = (inspection.description, inspection.responses(operation));
    if responses.iter().any(|response| response.is_success() && response.node.is_none()) {
        return Answer::Exempt;
    }
    let successes: Vec<&Response<'_>> =
        responses.iter().filter(|response| response.is_success()).collect();
    let successes = if successes.is_empty() {
        responses.iter().filter(|response| response.status == "default").collect()
    } else {
        successes
    };
    if successes
        .iter()
        .flat_map(|response| response.payloads())
        .any(|payload| is_documented(description, &payload))
    {
        return Answer::Documented;
    }
    let Some(first) = successes.first() else {
        // Only redirections: nothing is returned.
        if responses.iter().any(|response| response.status.starts_with('3')) {
            return Answer::Exempt;
        }
        let at = operation.get("responses").unwrap_or(operation.node);
        return Answer::Undocumented(at.key_label(), operation.node);
    };
    let is_empty = |response: &&Response<'_>| {
        matches!(response.status, "204" | "205") || returns_nothing(operation, response)
    };
    if successes.iter().all(is_empty)
        || successes.iter().any(|response| is_file(operation, response))
    {
        return Answer::Exempt;
    }
    let first = successes.iter().find(|response| !is_empty(response)).unwrap_or(first);
    Answer::Undocumented(first.written.key_label(), first.written)
}

/// A schema that says something, or an example. A dangling reference is unknown, not missing.
fn is_documented(description: &Description, payload: &Payload<'_>) -> bool {
    if payload.has_example {
        return true;
    }
    match payload.schema {
        None => false,
        Some(written) => description.follow(written).is_none_or(|schema| !schema.is_empty()),
    }
}

/// An acknowledgement: a write that answers without content, and whose words promise none.
fn returns_nothing(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    let has_content = !response.payloads().is_empty();
    operation.method != "get" && !has_content && !promises_data(operation, response)
}

fn promises_data(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    let own = ["summary", "description"].iter().filter_map(|field| operation.text(field));
    let of_response = response.node.and_then(|node| node.get("description")).and_then(Node::as_str);
    own.chain(of_response).any(promise::promises_data)
}

/// A file, which a schema does not describe: PDF, archive, image, CSV…
fn is_file(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    let listed: Vec<&str> = if response.payloads().is_empty() {
        let root = operation.description.root();
        let produces = operation.get("produces").or_else(|| root.get("produces"));
        produces.map(Node::children).into_iter().flatten().filter_map(Node::as_str).collect()
    } else {
        response.payloads().iter().filter_map(|payload| payload.media_type).collect()
    };
    !listed.is_empty() && listed.iter().all(|media_type| is_file_type(media_type))
}

/// Whether a media type is that of a file, which a schema does not describe.
pub(super) fn is_file_type(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = media_type.split_once('/').unwrap_or((&media_type, ""));
    match kind {
        "image" | "audio" | "video" | "font" => true,
        "text" => matches!(
            subtype,
            "csv" | "plain" | "html" | "calendar" | "tab-separated-values" | "event-stream"
        ),
        "application" => {
            matches!(
                subtype,
                "pdf"
                    | "zip"
                    | "gzip"
                    | "octet-stream"
                    | "csv"
                    | "yaml"
                    | "x-yaml"
                    | "vnd.oai.openapi"
                    | "geopackage+sqlite3"
            ) || subtype.starts_with("vnd.openxmlformats")
                || subtype.starts_with("vnd.ms-")
                || subtype.starts_with("vnd.oasis.opendocument")
                || subtype.ends_with("parquet")
        }
        _ => false,
    }
}

/// Whether an operation only tells that the service is up.
fn is_health_check(operation: &Operation<'_>) -> bool {
    if operation.method != "get" || operation.path.contains('{') {
        return false;
    }
    let segments = operation.path.split('/').filter(|segment| !segment.is_empty());
    let last = segments.clone().next_back().unwrap_or_default();
    HEALTH.iter().any(|name| last.eq_ignore_ascii_case(name)) && segments.count() <= 4
}

#[rustfmt::skip]
const HEALTH: &[&str] = &[
    "health", "healthz", "healthcheck", "health-check", "status", "ping", "up", "live", "liveness", "ready", "readiness",
    "etat", "current_status", "heartbeat",
];
