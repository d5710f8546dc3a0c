//! What a declaration says, typed: taken from fields that were found right.

use std::collections::HashSet;

use super::date::Date;
use super::field::UNLIMITED;
use super::{
    Access, Attestation, Audience, Availability, CallLimit, Contact, Declaration, Documentation,
    FranceConnect, Limit, Producer, ResponseTime, value,
};
use crate::diagnostic::Label;
use crate::document::{Node, NodeId};

/// A value with its place in the file that declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// As it is written.
    pub written: String,
    /// The place.
    pub at: Label,
}

impl<T> Fact<T> {
    /// A value that stands on a node.
    pub(super) fn on(node: Node<'_>, value: T) -> Self {
        let written = node.scalar().unwrap_or_default().trim().to_owned();
        Self { value, written, at: node.label() }
    }
}

/// Right values of a map.
#[derive(Clone, Copy)]
struct Fields<'d> {
    map: Option<Node<'d>>,
    wrong: &'d HashSet<NodeId>,
}

impl<'d> Fields<'d> {
    fn node(self, name: &str) -> Option<Node<'d>> {
        let node = self.map?.get(name)?;
        (!node.is_null() && !self.wrong.contains(&node.id())).then_some(node)
    }

    fn below(self, name: &str) -> Self {
        Self { map: self.node(name), ..self }
    }

    fn read<T>(self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Fact<T>> {
        let node = self.node(name)?;
        Some(Fact::on(node, read(node.scalar()?.trim())?))
    }

    fn text(self, name: &str) -> Option<Fact<String>> {
        self.read(name, |text| Some(text.to_owned()))
    }

    fn count(self, name: &str) -> Option<Fact<u64>> {
        self.read(name, value::count)
    }

    fn figure(self, name: &str) -> Option<Fact<f64>> {
        let number = self.node(name)?.as_number()?;
        self.read(name, |_| Some(number))
    }

    fn flag(self, name: &str) -> Option<Fact<bool>> {
        let flag = self.node(name)?.as_bool()?;
        self.read(name, |_| Some(flag))
    }
}

/// Takes what is right in a declaration.
pub(super) fn gather(section: Node<'_>, wrong: &HashSet<NodeId>) -> Declaration {
    let root = Fields { map: Some(section), wrong };
    let (producer, contact) = (root.below("producteur"), root.below("contact"));
    let (documentation, availability) = (root.below("documentation"), root.below("disponibilite"));
    let (time, attestation) = (root.below("temps_reponse_ms"), root.below("attestation"));
    let franceconnect = root.below("franceconnect");
    let publics = root.node("publics").map(Node::children).into_iter().flatten();
    Declaration {
        document: None,
        section: None,
        today: None,
        producer: Producer {
            name: producer.text("nom"),
            siret: producer.text("siret"),
            kind: producer.text("type"),
        },
        contact: Contact { email: contact.text("email"), form: contact.text("formulaire") },
        access: root.read("acces", |word| match word {
            "ouvert" => Some(Access::Open),
            "compte" => Some(Access::Account),
            "habilitation" => Some(Access::Restricted),
            _ => None,
        }),
        audiences: publics
            .map(|item| Fields { map: Some(item), wrong })
            .filter_map(|item| {
                Some(Audience { role: item.text("role")?, condition: item.text("condition") })
            })
            .collect(),
        access_request: root.text("demande_acces_url"),
        answer_days: root.count("delai_reponse_jours"),
        purpose: root.text("objet"),
        document_url: root.text("document_url"),
        documentation: Documentation {
            technical: documentation.text("technique"),
            functional: documentation.text("metier"),
        },
        base_url: root.text("base_url"),
        call_limit: call_limit(root),
        availability: Availability {
            percent: availability.figure("pourcentage"),
            period: availability.text("periode"),
            url: availability.text("url"),
        },
        response_time: ResponseTime {
            mean: time.figure("moyen"),
            p95: time.figure("p95"),
            most: time.figure("max"),
        },
        peaks: root.text("pics"),
        terms: root.text("cgu_url"),
        licence: root.text("licence"),
        franceconnect: FranceConnect {
            is_used: franceconnect.flag("actif"),
            prefix: franceconnect.text("prefixe"),
        },
        bundle: root.text("bouquet"),
        attestation: Attestation {
            by: attestation.text("par"),
            capacity: attestation.text("fonction"),
            date: attestation.read("date", Date::read),
        },
    }
}

fn call_limit(root: Fields<'_>) -> Option<CallLimit> {
    let node = root.node("limite_appels")?;
    if node.scalar() == Some(UNLIMITED) {
        return Some(CallLimit::Unlimited(Fact::on(node, ())));
    }
    let fields = Fields { map: Some(node).filter(|node| node.is_map()), ..root };
    fields.map?;
    Some(CallLimit::Limited(Box::new(Limit {
        text: fields.text("texte"),
        amount: fields.count("nombre"),
        period_s: fields.count("periode_s"),
        scope: fields.text("portee"),
        url: fields.text("url"),
    })))
}
