//! `availability`: the share of the time that the API answers is published, or its state can be seen (G14).
//! `availability-target`: the share that is published is the one that the guide aims at (G11: 99.9 %).

use super::prose::Prose;
use super::prose::availability::{Availability, availability_stated};
use super::prose::status_page::speaks_of_health;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::description::Operation;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static PUBLISHED: Criterion = Criterion {
    id: "availability",
    guide: &["G14"],
    strength: Strength::Standard,
    title: Title { en: "Availability is published", fr: "La disponibilité est communiquée" },
    assess: assess_published,
};

pub(super) static TARGET: Criterion = Criterion {
    id: "availability-target",
    guide: &["G11"],
    strength: Strength::Standard,
    title: Title {
        en: "The API aims at 99.9 % availability",
        fr: "L'API vise une disponibilité de 99,9\u{a0}%",
    },
    assess: assess_target,
};

/// What the guide aims at, in thousandths of a hundredth.
const AIM: u32 = 99_900;

/// The first figure and the first page that the texts give.
#[derive(Default)]
pub(super) struct Published {
    share: Option<(u32, Evidence)>,
    page: Option<Evidence>,
}

impl Published {
    /// Reads the texts.
    pub(super) fn of(inspection: &Inspection<'_>) -> Self {
        let mut published = Self::default();
        let docs =
            inspection.description.root().get("externalDocs").and_then(|docs| docs.get("url"));
        let docs = docs.and_then(|url| Some((url, Prose::of(url.as_str()?))));
        for (node, prose) in inspection.passages().iter().chain(&docs) {
            for stated in availability_stated(prose) {
                let evidence = Evidence::in_text(*node, stated.range);
                match stated.value {
                    Availability::Share(share) if published.share.is_none() => {
                        let evidence = evidence.extracting(Extracted::Availability(share));
                        published.share = Some((share, evidence));
                    }
                    Availability::Page(url) if published.page.is_none() => {
                        published.page = Some(evidence.extracting(Extracted::Url(url)));
                    }
                    Availability::Share(_) | Availability::Page(_) => {}
                }
            }
        }
        published
    }
}

fn assess_published(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let operations = inspection.operations();
    let published = inspection.published();
    let evidence: Vec<Evidence> = published
        .share
        .iter()
        .map(|(_, evidence)| evidence)
        .chain(&published.page)
        .cloned()
        .collect();
    if !evidence.is_empty() {
        return PUBLISHED.met(evidence);
    }
    if let Some(operation) = operations.iter().find(|operation| is_health_check(operation)) {
        let name = operation.name();
        let message = Text::new(
            format!("{name} tells whether the API answers now: a rate or a status page is wanted"),
            format!(
                "{name} dit si l'API répond maintenant\u{a0}: il manque un taux ou une page d'état"
            ),
        );
        let at = operation.node.key_label();
        let evidence = Evidence::at(operation.node, operation.method.to_owned());
        let evidence = Evidence { at: Some(at.clone()), ..evidence };
        return PUBLISHED.judged(Verdict::Partial, vec![evidence], vec![Gap::partial(message, at)]);
    }
    let root = description.root();
    let message = Text::new(
        "Nothing says how available the API is: no rate, no status page",
        "Rien ne dit à quel point l'API est disponible\u{a0}: ni taux, ni page d'état",
    );
    let at = root.get("info").unwrap_or(root).key_label();
    PUBLISHED.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, at)])
}

fn assess_target(inspection: &Inspection<'_>) -> Assessment {
    let Some((share, evidence)) = inspection.published().share.clone() else {
        // Without a figure, only watching the API could tell.
        return TARGET.judged(Verdict::ToProbe, Vec::new(), Vec::new());
    };
    if share >= AIM {
        return TARGET.met(vec![evidence]);
    }
    let (en, fr) = (percent(share), percent(share).replace('.', ","));
    let message = Text::new(
        format!("An availability of {en} % is published: the guide aims at 99.9 %"),
        format!("Une disponibilité de {fr}\u{a0}% est annoncée\u{a0}: le guide vise 99,9\u{a0}%"),
    );
    let gaps = evidence.at.clone().map(|at| Gap::partial(message, at)).into_iter().collect();
    TARGET.judged(Verdict::Partial, vec![evidence], gaps)
}

/// `99.5`, `98`.
fn percent(share: u32) -> String {
    let (whole, fraction) = (share / 1000, share % 1000);
    let text = format!("{whole}.{fraction:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether an operation only tells that the service is up.
fn is_health_check(operation: &Operation<'_>) -> bool {
    if operation.method != "get" || operation.path.contains('{') {
        return false;
    }
    let segments: Vec<String> = operation
        .path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| segment.replace(['-', '_', '.'], "").to_ascii_lowercase())
        .collect();
    let Some((last, before)) = segments.split_last().filter(|(_, before)| before.len() <= 3) else {
        return false;
    };
    // « statut » is the state of an order as often as that of the service: the words decide, or that nothing is named.
    let of_service = before.iter().all(|segment| {
        let version = segment.trim_start_matches('v');
        segment == "api" || (!version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()))
    });
    SURE.contains(&last.as_str())
        || (of_service && LIKELY.contains(&last.as_str()))
        || ["summary", "description"]
            .iter()
            .filter_map(|field| operation.get(field).and_then(Node::as_str))
            .any(speaks_of_health)
}

#[rustfmt::skip]
const SURE: &[&str] = &[
    "health", "healthz", "healthcheck", "ping", "heartbeat", "liveness", "readiness", "livez",
    "readyz", "isalive", "etatsante", "etatdesante",
];
const LIKELY: &[&str] = &["status", "statut", "etat", "up", "live", "ready", "alive", "uptime"];
