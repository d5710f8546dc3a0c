//! `who-may-consume`: who may use the API (G04: « Qui a le droit de la consommer ? »).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::prose::Prose;
use super::prose::audience::{Audience, audiences_stated};
use super::prose::case::bare;
use super::prose::credential::credentials_mentioned;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
    authentication,
};
use crate::description::{Parameter, Response, is_security_required, security_of};
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "who-may-consume",
    guide: &["G04b"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "Who may use the API is said",
        fr: "On sait qui a le droit d'utiliser l'API",
    },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut hint = None;
    for (node, prose) in inspection.passages_on_api() {
        for stated in audiences_stated(prose) {
            let evidence =
                Evidence::in_text(*node, stated.range).extracting(Extracted::Access(stated.value));
            match stated.value {
                Audience::Open | Audience::Restricted => return CRITERION.met(vec![evidence]),
                Audience::Hinted => hint = hint.or(Some(evidence)),
            }
        }
    }
    if let Some(evidence) = authentication::unguarded(inspection) {
        return CRITERION.met(vec![evidence.extracting(Extracted::Access(Audience::Open))]);
    }
    let operations = inspection.operations();
    let mut told = 0;
    let mut first = None;
    // What each text states, by its rank.
    let mut known = HashMap::with_hasher(RandomState::default());
    for operation in operations {
        let passages =
            ["summary", "description"].into_iter().filter_map(|field| operation.get(field));
        let found = passages.filter_map(|node| {
            let rank = inspection.rank_of_text(node)?;
            let stated = || {
                let stated = audiences_stated(&inspection.passages()[rank].1);
                stated.into_iter().find(|stated| stated.value != Audience::Hinted)
            };
            let stated = known.entry(rank).or_insert_with(stated).clone()?;
            Some(Evidence::in_text(node, stated.range).extracting(Extracted::Access(stated.value)))
        });
        if let Some(evidence) = found.into_iter().next() {
            told += 1;
            first = first.or(Some(evidence));
        }
    }
    // Said of most operations, it is said of the API.
    if told * 2 > operations.len() {
        return CRITERION.met(first.into_iter().collect());
    }
    let root = description.root();
    let place = root.get("info").unwrap_or(root).key_label();
    match hint.or(first).or_else(|| implied(inspection)) {
        Some(evidence) => {
            let message = Text::new(
                "Access is restricted, and nothing says to whom",
                "L'accès est restreint, et rien ne dit à qui il est ouvert",
            );
            CRITERION.judged(Verdict::Partial, vec![evidence], vec![Gap::partial(message, place)])
        }
        None => {
            let message = Text::new(
                "No sentence was recognised that says who may use the API: everyone, or whom?",
                "Aucune phrase reconnue ne dit qui a le droit d'utiliser l'API\u{a0}: tout le monde, ou qui\u{202f}?",
            );
            CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, place)])
        }
    }
}

/// Signs that not everyone may: security requirements, 401 and 403 responses, a key among the required parameters.
fn implied(inspection: &Inspection<'_>) -> Option<Evidence> {
    for operation in inspection.distinct_operations() {
        if is_security_required(operation) {
            let node = security_of(operation)?;
            return Some(Evidence::at(node, "security".to_owned()));
        }
        let refusal = operation.each_response().find(is_refusal);
        if let Some(refusal) = refusal {
            let words = words_of(&refusal).trim();
            let excerpt = format!("{} {words}", refusal.status).trim().to_owned();
            return Some(Evidence::at(refusal.written, excerpt));
        }
        let parameters = inspection.parameters(operation);
        let key = parameters.iter().find(|it| it.is_required() && carries_a_key(it));
        if let Some(name) = key.and_then(|parameter| parameter.get("name")) {
            return Some(Evidence::at(name, name.as_str().unwrap_or_default().to_owned()));
        }
    }
    None
}

/// Whether a response refuses who calls. A 403 may have other reasons: an archived file, a closed campaign.
fn is_refusal(response: &Response<'_>) -> bool {
    let words = words_of(response);
    match response.status {
        "401" => true,
        "403" => words.trim().is_empty() || speaks_of_access(words),
        _ => false,
    }
}

fn words_of<'d>(response: &Response<'d>) -> &'d str {
    let description = response.node.and_then(|node| node.get("description"));
    description.and_then(Node::as_str).unwrap_or_default()
}

/// Whether the words of a refusal are about who calls.
fn speaks_of_access(words: &str) -> bool {
    let words = words.to_lowercase();
    let access = [
        "acc",
        "autoris",
        "droit",
        "forbidden",
        "interdit",
        "permission",
        "allowed",
        "habilit",
        "authori",
        "privil",
    ];
    access.iter().any(|stem| words.contains(stem))
}

/// Whether a parameter carries a key: by its name, or by what is said of one that is called `key`.
pub(super) fn carries_a_key(parameter: &Parameter<'_>) -> bool {
    let in_header = parameter.location == Some("header");
    let said = parameter.get("description").and_then(Node::as_str);
    parameter.name.is_some_and(|name| {
        is_a_key(name, in_header)
            || (matches!(name, "key" | "cle" | "clef") && said.is_some_and(opens_with_a_credential))
    })
}

/// « Clé d'API. », `Your API key`, and not « Clé du pont. Une clé d'API n'est pas nécessaire. »
fn opens_with_a_credential(text: &str) -> bool {
    let first = credentials_mentioned(&Prose::of(text)).into_iter().next();
    first.is_some_and(|stated| !text[..stated.range.start].contains(['.', '\n', ';']))
}

/// Whether a parameter of this name carries a key. In a header, short names are keys too.
fn is_a_key(name: &str, in_header: bool) -> bool {
    // No key has a name that long; hostile ones are not read to their end.
    let Some(bare) = bare(name, LONGEST) else { return false };
    // `X-User-Key`, `X-Application-Token`; others order pages, or tell two calls from one.
    let is_of_caller =
        ["userkey", "applicationkey", "appkey", "clientkey", "accesskey", "subscriptionkey"]
            .iter()
            .any(|end| bare.ends_with(end));
    (in_header && (is_of_caller || matches!(bare.as_str(), "cle" | "clé" | "key")))
        || matches!(
            bare.as_str(),
            "apikey" | "xapikey" | "token" | "accesstoken" | "authorization" | "jeton" | "cleapi"
        )
}

/// The most letters and digits that the name of a key has: `X-Organisation-Application-Key`.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_called_so() {
        for name in ["X-User-Key", "x-api-key", "Authorization", "key"] {
            assert!(is_a_key(name, true), "{name}");
        }
        let long = "a".repeat(LONGEST - 7) + "-user-key-of-bridges";
        for name in ["Sort-Key", "code", &long] {
            assert!(!is_a_key(name, true), "{name}");
        }
        for text in ["Clé d'API", "Your API key, from the portal.", "Votre jeton"] {
            assert!(opens_with_a_credential(text), "{text}");
        }
        for text in ["Clé du pont", "Clé de l'opération. Une clé d'API n'est pas nécessaire."]
        {
            assert!(!opens_with_a_credential(text), "{text}");
        }
    }
}
