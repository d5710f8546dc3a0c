//! What no OpenAPI file says and a producer knows, written beside the description: the `declaration` of `apilint.yaml`.
//!
//! A fact keeps its place in the file, so that the dossier can show it and a contradiction can point at it. Field names are
//! French and stable: they map to lines of the referencing guide and to fields of the catalogues.

mod date;
mod fact;
mod faults;
mod field;
mod files;
mod ignoring;
mod overriding;
mod read;
mod schema;
mod setting;
mod template;
mod value;

use std::sync::Arc;

use crate::document::{Document, Node, NodeId};

pub use date::Date;
pub use fact::Fact;
pub use faults::Fault;
pub(crate) use faults::Faults;
pub use field::{About, FIELDS, Field, Kind};
pub use ignoring::Ignoring;
pub use overriding::Overriding;
pub use read::{FILE_NAMES, Form, Settings};
pub use schema::{config_schema, json_schema};
pub use setting::{Checking, FORMATS, LIMITS, SETTINGS, Setting};
pub use template::{Known, Template};

/// A declaration: every field of it may be missing.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    /// The file.
    pub document: Option<Arc<Document>>,
    /// Where in the file it stands: the map of its fields.
    pub(crate) section: Option<NodeId>,
    /// The day that dates are compared with.
    pub today: Option<Date>,
    /// `producteur`: who provides the API (G01, G04a).
    pub producer: Producer,
    /// `contact`: how to reach the team (G03).
    pub contact: Contact,
    /// `acces`: who may use the API (G04b).
    pub access: Option<Fact<Access>>,
    /// `publics`: which publics may, where not everyone does (G04b).
    pub audiences: Vec<Audience>,
    /// `demande_acces_url`: where access is asked for (G17, G18).
    pub access_request: Option<Fact<String>>,
    /// `delai_reponse_jours`: days within which a request for access is answered (G16).
    pub answer_days: Option<Fact<u64>>,
    /// `objet`: what the API is for (G04c).
    pub purpose: Option<Fact<String>>,
    /// `document_url`: where the description is published (G09, G10).
    pub document_url: Option<Fact<String>>,
    /// `documentation`: for people (G10, G26).
    pub documentation: Documentation,
    /// `base_url`: the address to call (G04d, G06).
    pub base_url: Option<Fact<String>>,
    /// `limite_appels`: how many calls are allowed (G15).
    pub call_limit: Option<CallLimit>,
    /// `disponibilite`: how much of the time the API answers (G11, G14).
    pub availability: Availability,
    /// `temps_reponse_ms`: how fast (G12).
    pub response_time: ResponseTime,
    /// `pics`: what it can bear when calls peak (G13).
    pub peaks: Option<Fact<String>>,
    /// `cgu_url`: the terms of use.
    pub terms: Option<Fact<String>>,
    /// `licence`: of the data.
    pub licence: Option<Fact<String>>,
    /// `franceconnect`: whether it is called with a FranceConnect token (G22 to G24).
    pub franceconnect: FranceConnect,
    /// `bouquet`: the bundle of APIs that it belongs to (G19).
    pub bundle: Option<Fact<String>>,
    /// `attestation`: who vouches for all this.
    pub attestation: Attestation,
}

impl Declaration {
    /// The map of its fields, if there is one that holds any.
    pub fn section(&self) -> Option<Node<'_>> {
        let section = self.document.as_ref()?.node(self.section?.index);
        (section.is_map() && !section.is_empty()).then_some(section)
    }
}

/// Who provides the API.
#[derive(Clone, Debug, Default)]
pub struct Producer {
    /// `nom`
    pub name: Option<Fact<String>>,
    /// `siret`: 14 figures, perhaps with spaces.
    pub siret: Option<Fact<String>>,
    /// `type`: which kind of public body.
    pub kind: Option<Fact<String>>,
}

/// How to reach the team.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// `email`
    pub email: Option<Fact<String>>,
    /// `formulaire`
    pub form: Option<Fact<String>>,
}

/// Who may use the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `ouvert`: anyone.
    Open,
    /// `compte`: anyone with an account.
    Account,
    /// `habilitation`: those who are authorised.
    Restricted,
}

/// A public, and whether it may use the API.
#[derive(Clone, Debug)]
pub struct Audience {
    /// `role`
    pub role: Fact<String>,
    /// `condition`: `oui`, `non`, `sous-conditions`.
    pub condition: Option<Fact<String>>,
}

/// Documentation for people.
#[derive(Clone, Debug, Default)]
pub struct Documentation {
    /// `technique`
    pub technical: Option<Fact<String>>,
    /// `metier`
    pub functional: Option<Fact<String>>,
}

/// How many calls are allowed.
#[derive(Clone, Debug)]
pub enum CallLimit {
    /// `illimite`
    Unlimited(Fact<()>),
    /// Some, as far as it is said.
    Limited(Box<Limit>),
}

/// A limit on calls.
#[derive(Clone, Debug, Default)]
pub struct Limit {
    /// `texte`
    pub text: Option<Fact<String>>,
    /// `nombre`
    pub amount: Option<Fact<u64>>,
    /// `periode_s`
    pub period_s: Option<Fact<u64>>,
    /// `portee`
    pub scope: Option<Fact<String>>,
    /// `url`
    pub url: Option<Fact<String>>,
}

/// How much of the time the API answers.
#[derive(Clone, Debug, Default)]
pub struct Availability {
    /// `pourcentage`
    pub percent: Option<Fact<f64>>,
    /// `periode`
    pub period: Option<Fact<String>>,
    /// `url`
    pub url: Option<Fact<String>>,
}

/// Milliseconds in which the API answers.
#[derive(Clone, Debug, Default)]
pub struct ResponseTime {
    /// `moyen`
    pub mean: Option<Fact<f64>>,
    /// `p95`
    pub p95: Option<Fact<f64>>,
    /// `max`
    pub most: Option<Fact<f64>>,
}

/// Whether the API is called with a FranceConnect token.
#[derive(Clone, Debug, Default)]
pub struct FranceConnect {
    /// `actif`
    pub is_used: Option<Fact<bool>>,
    /// `prefixe`
    pub prefix: Option<Fact<String>>,
}

/// Who vouches for a declaration.
#[derive(Clone, Debug, Default)]
pub struct Attestation {
    /// `par`
    pub by: Option<Fact<String>>,
    /// `fonction`
    pub capacity: Option<Fact<String>>,
    /// `date`
    pub date: Option<Fact<Date>>,
}
