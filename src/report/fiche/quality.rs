//! The quality score that data.gouv.fr should give: its ten criteria and their weights, as of its development branch
//! `feat/dataservice-quality-score`. A prediction: it is not released, and only data.gouv.fr computes it.

use serde::Serialize;

use super::dataservice::{AccessType, Dataservice};

/// The score, criterion by criterion.
#[derive(Serialize)]
pub(super) struct Quality {
    score: u32,
    max: u32,
    criteria: Vec<Criterion>,
    prediction: bool,
}

#[derive(Serialize)]
struct Criterion {
    id: &'static str,
    met: bool,
    weight: u32,
}

/// A description counts when it is longer than this, in characters.
pub(super) const DESCRIPTION: usize = 100;

impl Quality {
    pub fn of(service: &Dataservice<'_>) -> Self {
        let has_machine_documentation = service.machine_documentation_url.is_some();
        // What a machine cannot read, a person has to find: other things weigh more then.
        let weighs = |with: u32, without: u32| {
            if has_machine_documentation { with } else { without }
        };
        let is_access_clear = service.access_type == Some(AccessType::Open)
            || service.authorization_request_url.is_some();
        let is_availability_told =
            service.availability.is_some() || service.availability_url.is_some();
        let is_limit_told = service.rate_limiting.is_some() || service.rate_limiting_url.is_some();
        let criteria: Vec<Criterion> = [
            ("has_description", is_described(service), 2),
            ("has_machine_documentation", has_machine_documentation, weighs(3, 0)),
            (
                "has_technical_documentation",
                service.technical_documentation_url.is_some(),
                weighs(1, 2),
            ),
            ("has_business_documentation", service.business_documentation_url.is_some(), 1),
            ("license", service.license.is_some(), 1),
            ("has_contact_point", !service.contact_points.is_empty(), 1),
            ("has_base_api_url", service.base_api_url.is_some(), weighs(1, 2)),
            ("availability_documented", is_availability_told, 1),
            ("rate_limiting_documented", is_limit_told, 2),
            ("access_conditions_clear", is_access_clear, 1),
        ]
        .into_iter()
        .map(|(id, met, weight)| Criterion { id, met, weight })
        .collect();
        Self {
            score: criteria.iter().filter(|criterion| criterion.met).map(|c| c.weight).sum(),
            max: criteria.iter().map(|criterion| criterion.weight).sum(),
            criteria,
            prediction: true,
        }
    }
}

/// Whether the description is long enough to count.
pub(super) fn is_described(service: &Dataservice<'_>) -> bool {
    service.description.is_some_and(|text| text.chars().count() > DESCRIPTION)
}
