//! `rate-limit`: how many calls are allowed is published (G15: « les limites (en nombre d'appels) doivent être communiquées
//! dans la documentation de l'API »).

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::prose::limit::{
    CallLimit, call_limits, call_limits_of, is_rate_limit_header, policy_header,
};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, reading,
};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "rate-limit",
    guide: &["G15"],
    strength: Strength::Standard,
    title: Title { en: "Call limits are published", fr: "Les limites d'appels sont communiquées" },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut mechanism = None;
    let root = description.root();
    // Of Kubernetes' texts six in seven bytes are said elsewhere. Most descriptions have one in 400 bytes or more, each once.
    let mut silent =
        HashSet::with_capacity_and_hasher(description.size() / 384, RandomState::default());
    for passage in reading::of_api(description).into_iter().chain(reading::everywhere(description))
    {
        if !silent.insert(passage.text) {
            continue;
        }
        let prose = inspection.prose_of(passage.node);
        let limits = prose.map_or_else(|| call_limits(passage.text), call_limits_of);
        if !limits.is_empty() {
            silent.remove(passage.text);
        }
        for stated in limits {
            if reading::is_in_example(passage.node) {
                break;
            }
            let is_mechanism = matches!(stated.value, CallLimit::Mechanism);
            let evidence = Evidence::in_text(passage.node, stated.range)
                .extracting(Extracted::CallLimit(stated.value));
            if !is_mechanism {
                return CRITERION.met(vec![evidence]);
            }
            mechanism = mechanism.or(Some((evidence, passage.node)));
        }
    }
    if let Some(evidence) = of_gateway(description).or_else(|| of_policy(description)) {
        return CRITERION.met(vec![evidence]);
    }
    let shown = of_responses(description);
    let info = root.get("info").unwrap_or(root).key_label();
    match (shown, mechanism) {
        (Some(node), _) => {
            let name = node.key().unwrap_or_default();
            let message = Text::new(
                format!("`{name}` shows that calls are limited, and no figure says to how many"),
                format!(
                    "`{name}` montre que les appels sont limités, et aucun chiffre ne dit à combien"
                ),
            );
            let evidence = vec![Evidence {
                at: Some(node.key_label()),
                ..Evidence::at(node, name.to_owned())
            }];
            CRITERION.judged(
                Verdict::Partial,
                evidence,
                vec![Gap::partial(message, node.key_label())],
            )
        }
        (None, Some((evidence, node))) => {
            let message = Text::new(
                "A limit of calls is mentioned, and no number of calls per period was recognised",
                "Une limite d'appels est évoquée, sans nombre d'appels par période qui soit reconnu",
            );
            CRITERION.judged(
                Verdict::Partial,
                vec![evidence],
                vec![Gap::partial(message, node.label())],
            )
        }
        (None, None) => {
            let message = Text::new(
                "Nothing says how many calls are allowed",
                "Rien ne dit combien d'appels sont permis",
            );
            CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, info)])
        }
    }
}

/// The export of an API gateway: `x-throttling-tier: Unlimited`, `500_appels_par_min`.
fn of_gateway(description: &Description) -> Option<Evidence> {
    reading::with_key(
        description,
        &["x-throttling-tier", "x-rate-limit", "x-ratelimit", "x-ratelimit-limit"],
    )
    .find_map(|node| {
        let text = node.as_str()?;
        let limit = if text.eq_ignore_ascii_case("unlimited") {
            CallLimit::Unlimited
        } else {
            let words = text.replace('_', " ");
            call_limits(&words)
                .into_iter()
                .map(|stated| stated.value)
                .find(|limit| !matches!(limit, CallLimit::Mechanism))?
        };
        Some(Evidence::at(node, text.to_owned()).extracting(Extracted::CallLimit(limit)))
    })
}

/// A `RateLimit-Policy` header whose example or constant holds the figures.
fn of_policy(description: &Description) -> Option<Evidence> {
    headers(description)
        .filter(|header| header.key().is_some_and(|k| k.eq_ignore_ascii_case("ratelimit-policy")))
        .find_map(|header| {
            let header = description.follow(header)?;
            let schema = header.get("schema").and_then(|schema| description.follow(schema));
            let fields = ["example", "const", "default"];
            let values = fields
                .iter()
                .flat_map(|field| [header.get(field), schema.and_then(|schema| schema.get(field))]);
            values.flatten().find_map(|node| {
                let limit = policy_header(node.as_str()?)?;
                Some(
                    Evidence::at(node, node.as_str()?.to_owned())
                        .extracting(Extracted::CallLimit(limit)),
                )
            })
        })
}

/// The first thing in the responses that shows that calls are counted: a 429, a header.
fn of_responses(description: &Description) -> Option<Node<'_>> {
    let refusal = reading::with_key(description, &["429"]).find(|node| {
        node.parent().and_then(Node::key) == Some("responses") && !reading::is_in_example(*node)
    });
    let header = headers(description).find(|header| header.key().is_some_and(is_rate_limit_header));
    [refusal, header].into_iter().flatten().min_by_key(|node| node.key_place())
}

/// The headers of all responses, and the shared ones.
fn headers(description: &Description) -> impl Iterator<Item = Node<'_>> {
    let maps = reading::with_key(description, &["headers"]).filter(|node| node.is_map());
    maps.filter(|node| !reading::is_in_example(*node)).flat_map(Node::children)
}
