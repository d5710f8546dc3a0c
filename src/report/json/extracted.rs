//! What a catalogue can take from a description, in the report for machines.

use serde::Serialize;

use super::criterion::Evidence;
use crate::description::{Description, servers};
use crate::document::Node;
use crate::guide::prose::audience::Audience;
use crate::guide::prose::family::Family;
use crate::guide::prose::limit::{CallLimit, Scope};
use crate::guide::{self, Access, Assessment, Extracted, Style, Tongue};
use crate::report::Outcome;

/// What was understood of the whole description.
#[derive(Serialize)]
pub(super) struct Facts<'r> {
    #[serde(skip_serializing_if = "Contact::is_empty")]
    contact: Contact,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_limit: Option<RateLimit>,
    access: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    families: Vec<Membership<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    servers: Vec<String>,
    language: &'static str,
}

impl<'r> Facts<'r> {
    pub fn of(outcome: &'r Outcome) -> Self {
        let (description, dossier) = (&outcome.description, &outcome.dossier);
        Self {
            contact: Contact::of(description, dossier),
            rate_limit: evidence(dossier, "rate-limit").find_map(|extracted| match extracted {
                Extracted::CallLimit(limit) => RateLimit::of(limit),
                _ => None,
            }),
            access: match guide::access_of(description, dossier) {
                Access::Open => "open",
                Access::Account => "account",
                Access::Restricted => "restricted",
                Access::Unknown => "unknown",
            },
            families: guide::families_of(description, dossier)
                .into_iter()
                .map(|(family, piece)| Membership {
                    family: family_name(family),
                    evidence: Evidence::of_passing(description, piece),
                })
                .collect(),
            style: evidence(dossier, "rest-style").find_map(|extracted| match extracted {
                Extracted::Style(style) => Some(style_name(*style)),
                _ => None,
            }),
            servers: servers(description).into_iter().map(|server| server.url).collect(),
            language: match guide::language_of(description) {
                Tongue::French => "fr",
                Tongue::English => "en",
                Tongue::Other => "other",
            },
        }
    }
}

/// What the evidence of a criterion was understood to be.
fn evidence<'r>(
    dossier: &'r [Assessment],
    criterion: &'static str,
) -> impl Iterator<Item = &'r Extracted> {
    let judged = dossier.iter().filter(move |judged| judged.criterion.id == criterion);
    judged.flat_map(|judged| &judged.evidence).filter_map(|evidence| evidence.extracted.as_ref())
}

/// A family that the API is said to be of.
#[derive(Serialize)]
struct Membership<'r> {
    family: &'static str,
    evidence: Evidence<'r>,
}

/// Whom to write to.
#[derive(Serialize)]
struct Contact {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl Contact {
    /// `info.contact`; the address and the page also from where the criterion found them.
    fn of(description: &Description, dossier: &[Assessment]) -> Self {
        let info = description.root().get("info");
        let contact = info.and_then(|info| description.get(info, "contact"));
        let field = |name| {
            let text =
                contact.and_then(|contact| description.get(contact, name)).and_then(Node::scalar);
            text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let understood = |wanted: fn(&Extracted) -> Option<&String>| {
            evidence(dossier, "contact").find_map(wanted).cloned()
        };
        let email =
            understood(
                |extracted| {
                    if let Extracted::Email(email) = extracted { Some(email) } else { None }
                },
            );
        let url = understood(
            |extracted| if let Extracted::Url(url) = extracted { Some(url) } else { None },
        );
        Self {
            name: field("name"),
            email: email.or_else(|| field("email")),
            url: field("url").or(url),
        }
    }

    fn is_empty(&self) -> bool {
        self.name.is_none() && self.email.is_none() && self.url.is_none()
    }
}

/// What was understood of a piece of evidence.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Value {
    Coverage { met: usize, of: usize },
    Email(String),
    Url(String),
    Organisation(String),
    Access(&'static str),
    Availability(f64),
    Days(u32),
    Milliseconds(u32),
    Style(&'static str),
    RateLimit(RateLimit),
}

impl Value {
    /// Nothing where there is nothing that a machine can use: a limit that is hinted at.
    pub fn of(extracted: &Extracted) -> Option<Self> {
        Some(match extracted {
            Extracted::Coverage { met, of } => Self::Coverage { met: *met, of: *of },
            Extracted::Email(email) => Self::Email(email.clone()),
            Extracted::Url(url) => Self::Url(url.clone()),
            Extracted::Organisation(name) => Self::Organisation(name.clone()),
            Extracted::Access(Audience::Open) => Self::Access("open"),
            Extracted::Access(Audience::Restricted) => Self::Access("restricted"),
            Extracted::Access(Audience::Hinted) => return None,
            Extracted::Availability(share) => Self::Availability(f64::from(*share) / 1000.0),
            Extracted::Style(style) => Self::Style(style_name(*style)),
            Extracted::Days(days) => Self::Days(*days),
            Extracted::Milliseconds(time) => Self::Milliseconds(*time),
            Extracted::CallLimit(limit) => Self::RateLimit(RateLimit::of(limit)?),
        })
    }
}

/// A limit on calls, or that there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum RateLimit {
    Limited {
        amount: u64,
        period_s: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<&'static str>,
    },
    Unlimited {
        unlimited: bool,
    },
}

impl RateLimit {
    /// Nothing where calls are limited and the number is not given.
    fn of(limit: &CallLimit) -> Option<Self> {
        match *limit {
            CallLimit::Number { amount, period_s, scope } => {
                Some(Self::Limited { amount, period_s, scope: scope.map(scope_name) })
            }
            CallLimit::Unlimited => Some(Self::Unlimited { unlimited: true }),
            CallLimit::Mechanism => None,
        }
    }
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::Open => "open",
        Family::Internal => "internal",
        Family::Partner => "partner",
        Family::Composite => "composite",
    }
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Rest => "rest",
        Style::Rpc => "rpc",
        Style::Soap => "soap",
        Style::GraphQl => "graphql",
    }
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Ip => "ip",
        Scope::Asn => "asn",
        Scope::Token => "token",
        Scope::Key => "key",
        Scope::User => "user",
        Scope::Account => "account",
        Scope::Client => "client",
        Scope::Partner => "partner",
        Scope::Endpoint => "endpoint",
    }
}
