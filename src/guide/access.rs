//! `access-request`: where access is not open, the description says how to ask for it (G17, G18). `access-delay`: requests
//! are answered within 15 days (G16).

use super::authentication::Signs;
use super::prose::audience::Audience;
use super::prose::delay::delays_stated;
use super::prose::request::{Request, requests_stated};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Strength, Title, Verdict, audience, reading,
};
use crate::description::{Description, Operation, is_security_required, operations};
use crate::diagnostic::Text;

pub(super) static REQUEST: Criterion = Criterion {
    id: "access-request",
    guide: &["G17", "G18"],
    strength: Strength::Standard,
    title: Title {
        en: "How to ask for access is told",
        fr: "La démarche pour demander l'accès est indiquée",
    },
    assess: assess_request,
};

pub(super) static DELAY: Criterion = Criterion {
    id: "access-delay",
    guide: &["G16"],
    strength: Strength::Standard,
    title: Title {
        en: "Requests for access are answered within 15 days",
        fr: "Les demandes d'accès reçoivent une réponse sous 15 jours",
    },
    assess: assess_delay,
};

/// The most days that the guide grants.
const DAYS: u32 = 15;

/// What the texts say of how access is asked for: the surest. Where an operation mentions a request, it may be one that the
/// API handles.
fn requested(
    description: &Description,
    operations: &[Operation<'_>],
) -> Option<(Request, Evidence)> {
    let of_api = reading::of_api(description).len();
    let mut surest: Option<(Request, Evidence)> = None;
    let texts = reading::of_api_and_operations(description, operations).enumerate();
    for (rank_of_text, passage) in texts {
        let Some(stated) = requests_stated(passage.text).into_iter().next() else { continue };
        let known = surest.as_ref().map_or(u8::MAX, |(known, _)| rank(known));
        let is_of_api = rank_of_text < of_api || stated.value != Request::Mentioned;
        if is_of_api && rank(&stated.value) < known {
            surest = Some((stated.value, Evidence::in_text(passage.node, stated.range)));
        }
    }
    surest
}

fn rank(request: &Request) -> u8 {
    match request {
        Request::Page(_) => 0,
        Request::Told => 1,
        Request::Mentioned => 2,
    }
}

/// Whether something shows that the API asks who calls, and none may go without.
fn restricts(description: &Description, operations: &[Operation<'_>]) -> bool {
    let signs = Signs::of(description, operations);
    let stated = |operation: &Operation<'_>| {
        operation.node.get("security").or_else(|| description.root().get("security")).is_some()
    };
    // Every operation may be called without: `security: [{}, …]`.
    let is_optional = !operations.is_empty()
        && operations.iter().all(stated)
        && !operations.iter().any(is_security_required);
    let is_declared = !signs.schemes.is_empty() && !is_optional;
    is_declared || signs.key.is_some() || signs.refusal.is_some()
}

/// Whether the description says that anyone may call, and no operation asks who does.
fn is_open(description: &Description, operations: &[Operation<'_>]) -> bool {
    let told = (audience::CRITERION.assess)(description).evidence;
    let open =
        told.iter().any(|evidence| evidence.extracted == Some(Extracted::Access(Audience::Open)));
    open && !operations.iter().any(is_security_required)
}

fn assess_request(description: &Description) -> Assessment {
    let operations = operations(description);
    let requested = requested(description, &operations);
    let is_restricted = requested.is_some() || restricts(description, &operations);
    if !is_restricted || is_open(description, &operations) {
        return REQUEST.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    match requested {
        Some((Request::Page(url), evidence)) => {
            REQUEST.met(vec![evidence.extracting(Extracted::Url(url))])
        }
        Some((Request::Told, evidence)) => REQUEST.met(vec![evidence]),
        Some((Request::Mentioned, evidence)) => {
            let message = Text::new(
                "Access must be asked for, and no sentence was recognised that says where",
                "L'accès se demande, et aucune phrase reconnue ne dit où",
            );
            let gap = evidence.at.clone().map(|at| Gap::partial(message, at));
            REQUEST.lacking(description, Verdict::Partial, vec![evidence], gap)
        }
        None => {
            let root = description.root();
            let message = Text::new(
                "Callers must authenticate, and nothing says where to ask for access",
                "Il faut s'authentifier, et rien ne dit où demander l'accès",
            );
            let at = root.get("info").unwrap_or(root).key_label();
            REQUEST.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, at)])
        }
    }
}

fn assess_delay(description: &Description) -> Assessment {
    let operations = operations(description);
    let told = reading::of_api(description).into_iter().find_map(|passage| {
        let stated = delays_stated(passage.text).into_iter().next()?;
        Some((stated.value, Evidence::in_text(passage.node, stated.range)))
    });
    let Some((days, evidence)) = told else {
        let is_restricted =
            restricts(description, &operations) || requested(description, &operations).is_some();
        let verdict = if is_restricted && !is_open(description, &operations) {
            Verdict::ToDeclare
        } else {
            Verdict::NotApplicable
        };
        return DELAY.judged(verdict, Vec::new(), Vec::new());
    };
    let evidence = evidence.extracting(Extracted::Days(days));
    if days <= DAYS {
        return DELAY.met(vec![evidence]);
    }
    let message = Text::new(
        format!(
            "Requests for access are answered in {days} days: the guide asks for fewer than 15"
        ),
        format!(
            "Les demandes d'accès reçoivent une réponse en {days} jours\u{a0}: le guide en demande moins de 15"
        ),
    );
    let gaps = evidence.at.clone().map(|at| Gap::partial(message, at)).into_iter().collect();
    DELAY.judged(Verdict::Partial, vec![evidence], gaps)
}
