//! `access-request`: where access is not open, the description says how to ask for it (G17, G18). `access-delay`: requests
//! are answered within 15 days (G16).

use std::ops::Range;

use super::prose::audience::Audience;
use super::prose::credential::credentials_offered;
use super::prose::delay::delays_stated;
use super::prose::request::{Request, requests_stated};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
    audience, authentication,
};
use crate::description::{Operation, is_security_required, security_of};
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

/// What a text says of how access is asked for.
pub(super) struct Requested {
    request: Request,
    evidence: Evidence,
}

impl Requested {
    /// The surest. Where an operation mentions a request, it may be one that the API handles.
    pub(super) fn of(inspection: &Inspection<'_>) -> Option<Self> {
        let of_api = inspection.passages_on_api().len();
        let mut surest: Option<Self> = None;
        let of_keys = authentication::of_keys(inspection);
        let texts = inspection.passages().iter().chain(&of_keys).enumerate();
        for (rank_of_text, (node, prose)) in texts {
            let known = surest.as_ref().map(|known| &known.request);
            let Some(stated) = requests_stated(prose, known).into_iter().next() else { continue };
            if rank_of_text < of_api || stated.value != Request::Mentioned {
                let evidence = Evidence::in_text(*node, stated.range);
                surest = Some(Self { request: stated.value, evidence });
            }
        }
        surest
    }
}

/// Whether something shows that the API asks who calls, and none may go without.
fn restricts(inspection: &Inspection<'_>) -> bool {
    let (operations, signs) = (inspection.operations(), inspection.signs());
    let stated = |operation: &Operation<'_>| security_of(operation).is_some();
    // Every operation may be called without: `security: [{}, …]`.
    let is_optional = !operations.is_empty()
        && operations.iter().all(stated)
        && !operations.iter().any(is_security_required);
    let is_declared = !signs.schemes.is_empty() && !is_optional;
    is_declared || signs.key.is_some() || signs.refusal.is_some()
}

/// Whether the description says that anyone may call, and no operation asks who does.
fn is_open(inspection: &Inspection<'_>) -> bool {
    let told = &inspection.judged(&audience::CRITERION).evidence;
    let open =
        told.iter().any(|evidence| evidence.extracted == Some(Extracted::Access(Audience::Open)));
    open && !inspection.operations().iter().any(is_security_required)
}

fn assess_request(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let requested = inspection.requested();
    let is_restricted = requested.is_some() || restricts(inspection);
    if !is_restricted || is_open(inspection) {
        return REQUEST.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    match requested.map(|told| (&told.request, told.evidence.clone())) {
        Some((Request::Page(url), evidence)) => {
            REQUEST.met(vec![evidence.extracting(Extracted::Url(url.clone()))])
        }
        Some((Request::Told, evidence)) => REQUEST.met(vec![evidence]),
        Some((Request::Mentioned, evidence)) => {
            let gap = evidence.at.clone().map(|at| Gap::partial(nowhere(), at));
            REQUEST.lacking(description, Verdict::Partial, vec![evidence], gap)
        }
        None => {
            if let Some(evidence) = credential_told(inspection) {
                let gap = evidence.at.clone().map(|at| Gap::partial(nowhere(), at));
                return REQUEST.lacking(description, Verdict::Partial, vec![evidence], gap);
            }
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

fn nowhere() -> Text {
    Text::new(
        "Access must be asked for, and no sentence was recognised that says where",
        "L'accès se demande, et aucune phrase reconnue ne dit où",
    )
}

/// Where a text on the whole API says that a key or a token is to be obtained: who reads it knows that access is asked for.
fn credential_told(inspection: &Inspection<'_>) -> Option<Evidence> {
    inspection.passages_on_api().iter().find_map(|(node, prose)| {
        // A token is what callers exchange a key for; of that nobody is asked.
        let is_of_key = |range: &Range<usize>| {
            let words = prose.text.get(range.clone()).unwrap_or_default().to_lowercase();
            !["token", "jeton", "password", "mot de passe"].iter().any(|word| words.contains(word))
        };
        let offered = credentials_offered(prose).into_iter();
        let range = offered.map(|stated| stated.range).find(is_of_key)?;
        Some(Evidence::in_text(*node, range))
    })
}

fn assess_delay(inspection: &Inspection<'_>) -> Assessment {
    let told = inspection.passages_on_api().iter().find_map(|(node, prose)| {
        let stated = delays_stated(prose.text).into_iter().next()?;
        Some((stated.value, Evidence::in_text(*node, stated.range)))
    });
    let Some((days, evidence)) = told else {
        let is_restricted = restricts(inspection) || inspection.requested().is_some();
        let verdict = if is_restricted && !is_open(inspection) {
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
