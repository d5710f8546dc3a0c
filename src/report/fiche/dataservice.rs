//! The `Dataservice` of udata, the software of data.gouv.fr: the fields that are known, by their names.

use serde::Serialize;

use super::facts::{Contact, Facts};
use crate::declaration::Access;
use crate::guide::licence;

/// What is sent to data.gouv.fr.
#[derive(Serialize)]
pub(super) struct Dataservice<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_api_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine_documentation_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technical_documentation_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_documentation_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limiting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limiting_url: Option<&'f str>,
    /// Per cent of the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    /// Of the data, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_type: Option<AccessType>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access_audiences: Vec<Audience>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_request_url: Option<&'f str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_points: Vec<ContactPoint<'f>>,
}

/// Who may use the API.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AccessType {
    Open,
    OpenWithAccount,
    Restricted,
}

/// A public, and whether it may use the API.
#[derive(Serialize)]
pub(super) struct Audience {
    role: &'static str,
    condition: &'static str,
}

/// Whom to write to.
#[derive(Serialize)]
pub(super) struct ContactPoint<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'f str>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_form: Option<&'f str>,
}

/// The longest name of a contact that data.gouv.fr takes, in characters.
const NAME: usize = 255;

impl<'f> Dataservice<'f> {
    pub fn of(facts: &Facts<'f>) -> Self {
        Self {
            title: facts.title,
            description: facts.description,
            base_api_url: facts.base_url,
            machine_documentation_url: facts.document_url,
            technical_documentation_url: facts.technical_documentation,
            business_documentation_url: facts.functional_documentation,
            rate_limiting: facts.calls.as_ref().and_then(super::calls::Calls::sentence),
            rate_limiting_url: facts.calls_url,
            availability: facts.availability,
            availability_url: facts.availability_url,
            format: facts.is_rest.then_some("REST"),
            license: facts.licence.as_deref().and_then(licence::id),
            access_type: facts.access.map(|access| match access {
                Access::Open => AccessType::Open,
                Access::Account => AccessType::OpenWithAccount,
                Access::Restricted => AccessType::Restricted,
            }),
            access_audiences: facts.audiences.iter().filter_map(Audience::of).collect(),
            authorization_request_url: facts.access_request,
            contact_points: ContactPoint::of(&facts.contact).into_iter().collect(),
        }
    }
}

impl Audience {
    /// None where it is not said whether that public may.
    fn of((role, condition): &(&str, Option<&str>)) -> Option<Self> {
        Some(Self {
            role: match *role {
                "administrations" => "local_authority_and_administration",
                "entreprises-associations" => "company_and_association",
                "particuliers" => "private",
                _ => return None,
            },
            condition: match (*condition)? {
                "oui" => "yes",
                "non" => "no",
                "sous-conditions" => "under_condition",
                _ => return None,
            },
        })
    }
}

impl<'f> ContactPoint<'f> {
    fn of(contact: &Contact<'f>) -> Option<Self> {
        let Contact { name, email, form } = *contact;
        let name = name.filter(|name| name.chars().count() <= NAME);
        (email.is_some() || form.is_some()).then_some(Self {
            name,
            role: "contact",
            email,
            contact_form: form,
        })
    }
}
