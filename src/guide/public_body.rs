//! `public-body`: the provider is part of the public service (G01: « L'API doit provenir d'une administration, d'un
//! établissement public ou d'une organisation investie d'une mission de service public »).

use super::prose::address::address_fault;
use super::{Assessment, Criterion, Evidence, Inspection, Strength, Title, Verdict};
use crate::description::{Description, servers};

pub(super) static CRITERION: Criterion = Criterion {
    id: "public-body",
    guide: &["G01"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "The provider is part of the public service",
        fr: "Le producteur relève du service public",
    },
    assess,
};

/// No file proves it: a domain of the State is a hint, and its absence is none, since most public bodies have another.
fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    CRITERION.judged(Verdict::ToDeclare, hint(description).into_iter().collect(), Vec::new())
}

/// A server or an address under `.gouv.fr`.
fn hint(description: &Description) -> Option<Evidence> {
    let server = servers(description).into_iter().find_map(|server| {
        let authority = server.url.split_once("://")?.1.split(['/', '?', '#']).next()?.to_owned();
        let host = authority.split(':').next().unwrap_or_default();
        is_of_the_state(host).then(|| Evidence::at(server.node, host.to_owned()))
    });
    server.or_else(|| {
        let email = description.root().get("info")?.get("contact")?.get("email")?;
        let address = email.as_str()?.trim();
        let (_, domain) = address.split_once('@').filter(|_| address_fault(address).is_none())?;
        is_of_the_state(domain).then(|| Evidence::at(email, domain.to_owned()))
    })
}

fn is_of_the_state(host: &str) -> bool {
    host.to_ascii_lowercase().ends_with(".gouv.fr")
}
