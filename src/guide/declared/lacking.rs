//! What a declaration should say more. A declaration that nobody vouches for yet is being written: the dossier tells what is
//! left to declare, and a rule would only say it again.

use super::Asked;
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::guide::{Gap, response_time};

/// Which public body the provider is (G01): nothing else can prove it.
pub(super) fn public_body(asked: &Asked<'_>) -> Option<Gap> {
    let is_said =
        ["type", "siret"].iter().any(|field| field_of(asked, &["producteur", field]).is_some());
    if is_said || !is_attested(asked) {
        return None;
    }
    let message = Text::new(
        "The declaration does not say which kind of public body provides the API: `producteur.type`",
        "La déclaration ne dit pas quelle sorte d'organisme public propose l'API\u{a0}: `producteur.type`",
    );
    Some(Gap::partial(message, holder(asked, "producteur")?))
}

/// What the API bears when calls peak (G13), where the level of service is told otherwise.
pub(super) fn peaks(asked: &Asked<'_>) -> Option<Gap> {
    let service = ["disponibilite", "limite_appels", "temps_reponse_ms"];
    let tells_service = service.iter().any(|field| field_of(asked, &[field]).is_some());
    if field_of(asked, &["pics"]).is_some() || !tells_service || !is_attested(asked) {
        return None;
    }
    let message = Text::new(
        "The declaration tells the level of service, and not what it becomes when calls peak: `pics`",
        "La déclaration dit le niveau de service, et pas ce qu'il devient lors des pics\u{a0}: `pics`",
    );
    Some(Gap::partial(message, holder(asked, "pics")?))
}

/// The mean response time, or the highest one, where the other is declared. That of 95 calls in 100 is as good as the
/// highest.
pub(super) fn response_times(asked: &Asked<'_>) -> Option<Gap> {
    let is_said = |field: &str| field_of(asked, &["temps_reponse_ms", field]).is_some();
    let (mean, most) = (is_said("moyen"), is_said("max") || is_said("p95"));
    let told = response_time::Told { mean, most, any: mean || most };
    told.gap(holder(asked, "temps_reponse_ms")?)
}

/// Whether somebody vouches for the declaration.
fn is_attested(asked: &Asked<'_>) -> bool {
    let attestation = &asked.declaration.attestation;
    attestation.by.is_some() || attestation.date.is_some()
}

/// A field of the declaration, right or wrong: what is wrong with it is told already.
fn field_of<'a>(asked: &Asked<'a>, way: &[&str]) -> Option<Node<'a>> {
    let section = asked.declaration.section()?;
    way.iter().try_fold(section, |node, name| node.get(name)).filter(|node| !node.is_null())
}

/// The key of a field of the declaration, else that of the declaration.
fn holder(asked: &Asked<'_>, field: &str) -> Option<Label> {
    let section = asked.declaration.section()?;
    Some(field_of(asked, &[field]).unwrap_or(section).key_label())
}
