//! `bouquet`: an API about companies or individuals may join API Entreprise or API Particulier (G19: « nous vous invitons à
//! contacter directement notre équipe »).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::prose::audience::Audience;
use super::prose::case::bare;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, audience,
};
use crate::description::{Description, Operation, properties_of, servers};
use crate::diagnostic::Text;
use crate::document::{Document, Node, NodeId};

pub(super) static CRITERION: Criterion = Criterion {
    id: "bouquet",
    guide: &["G19"],
    strength: Strength::Recommendation,
    title: Title { en: "The API may join a bouquet", fr: "L'API pourrait rejoindre un bouquet" },
    assess,
};

/// The two bouquets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bouquet {
    Entreprise,
    Particulier,
}

impl Bouquet {
    /// As a declaration names it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Entreprise => "api-entreprise",
            Self::Particulier => "api-particulier",
        }
    }
}

/// Only where access is said to be restricted: open data have no need of a bouquet.
fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    if let Some((_, evidence)) = belongs(description) {
        return CRITERION.met(vec![evidence]);
    }
    let is_restricted = || {
        let judged = inspection.judged(&audience::CRITERION);
        let restricted = Some(Extracted::Access(Audience::Restricted));
        judged.evidence.iter().any(|evidence| evidence.extracted == restricted)
    };
    is_restricted()
        .then(|| invited(inspection))
        .flatten()
        .unwrap_or_else(|| CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new()))
}

/// The invitation to those whose inputs identify a company or a person.
pub(super) fn invited(inspection: &Inspection<'_>) -> Option<Assessment> {
    let (input, bouquet) = concerned(inspection)?;
    let name = input.as_str().or(input.key()).unwrap_or_default();
    let label = if input.as_str().is_some() { input.label() } else { input.key_label() };
    let (bouquet, about, sur) = match bouquet {
        Bouquet::Entreprise => ("API Entreprise", "companies", "les entreprises"),
        Bouquet::Particulier => ("API Particulier", "individuals", "les particuliers"),
    };
    let message = Text::new(
        format!(
            "`{name}` suggests that the API is about {about}, for restricted use: it might join the bouquet {bouquet}"
        ),
        format!(
            "`{name}` laisse penser que l'API concerne {sur}, en accès restreint\u{a0}: elle pourrait rejoindre le bouquet {bouquet}"
        ),
    );
    let evidence = Evidence { at: Some(label.clone()), ..Evidence::at(input, name.to_owned()) };
    Some(CRITERION.judged(Verdict::ToDeclare, vec![evidence], vec![Gap::partial(message, label)]))
}

/// The first input that identifies a company or a person, where most operations ask for one: a number that one operation
/// takes among others does not make an API about companies.
fn concerned<'d>(inspection: &Inspection<'d>) -> Option<(Node<'d>, Bouquet)> {
    let (description, operations) = (inspection.description, inspection.operations());
    let mut known = HashMap::default();
    let mut names = HashMap::with_hasher(RandomState::default());
    let is_named = description
        .documents
        .iter()
        .flat_map(Document::names)
        .any(|name| identifies(name).is_some());
    let mut of_body = |operation| {
        let found = || of_body(description, operation, &mut known);
        is_named.then(found).flatten()
    };
    let mut of_parameters = |operation| of_parameters(inspection, operation, &mut names);
    let (mut first, mut others) = (None, 0);
    for operation in operations {
        match of_parameters(operation).or_else(|| of_body(operation)) {
            Some(found) => first = first.or(Some(found)),
            None => others += 1,
        }
        // More than half of all.
        if others * 2 > operations.len() {
            return None;
        }
    }
    first
}

/// A parameter that the operation cannot do without. What was already said of a name is `known`.
fn of_parameters<'d>(
    inspection: &Inspection<'d>,
    operation: &Operation<'d>,
    known: &mut HashMap<&'d str, Option<Bouquet>, RandomState>,
) -> Option<(Node<'d>, Bouquet)> {
    let mut identifies = |name| *known.entry(name).or_insert_with(|| identifies(name));
    inspection.parameters(operation).iter().find_map(|parameter| {
        let name = parameter.name.filter(|_| parameter.must_be_given());
        let bouquet = name.and_then(&mut identifies)?;
        Some((parameter.get("name")?, bouquet))
    })
}

/// A field of the body. What was already said of a schema is `known`.
fn of_body<'d>(
    description: &'d Description,
    operation: &Operation<'d>,
    known: &mut HashMap<NodeId, Option<(Node<'d>, Bouquet)>, RandomState>,
) -> Option<(Node<'d>, Bouquet)> {
    let payloads = operation.body()?.payloads;
    payloads.iter().filter_map(|payload| description.follow(payload.schema?)).find_map(|schema| {
        *known.entry(schema.id()).or_insert_with(|| {
            let fields = properties_of(description, schema);
            let found = fields.filter_map(|field| Some((field.written, identifies(field.name)?)));
            found.filter(|(node, _)| node.is_map()).min_by_key(|(node, _)| node.id())
        })
    })
}

/// Bytes of a name that are read: one that is longer is none.
const LONGEST: usize = 200;

/// What identifies a person, in letters and figures only.
#[rustfmt::skip]
const OF_A_PERSON: &[&str] = &[
    "nir", "spi", "numerofiscal", "numfiscal", "numerosecuritesociale", "numerodesecuritesociale", "nomnaissance",
    "nomdenaissance", "ine", "numeroallocataire",
];
/// The most that one of them has.
const LETTERS: usize = 23;

/// What a name identifies: `siret`, `numSiren`, `numero_fiscal`.
fn identifies(name: &str) -> Option<Bouquet> {
    if name.len() > LONGEST {
        return None;
    }
    // Nearly no name is one of those, and it is not read as words.
    let is_part = |part: &[u8]| part.eq_ignore_ascii_case(b"sire");
    let of_a_company = |word: &String| matches!(word.as_str(), "siren" | "siret");
    if name.as_bytes().windows(4).any(is_part) && words(name).iter().any(of_a_company) {
        return Some(Bouquet::Entreprise);
    }
    let first = name.bytes().find(u8::is_ascii_alphanumeric)?.to_ascii_lowercase();
    let may_be_one = matches!(first, b'n' | b's' | b'i');
    let joined = may_be_one.then(|| bare(name, LETTERS)).flatten()?;
    OF_A_PERSON.contains(&joined.as_str()).then_some(Bouquet::Particulier)
}

/// `numSiret_siege` is num, siret, siege.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for sign in name.chars() {
        if !sign.is_alphanumeric() || (sign.is_uppercase() && was_small) {
            words.push(String::new());
        }
        if sign.is_alphanumeric() {
            words.last_mut().expect("there is always one").extend(sign.to_lowercase());
        }
        was_small = sign.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The bouquet that the API is part of, with what shows it: its title, its address.
pub(super) fn belongs(description: &Description) -> Option<(Bouquet, Evidence)> {
    let title = description.root().get("info").and_then(|info| info.get("title"));
    if let Some((title, text)) = title.and_then(|title| Some((title, title.as_str()?)))
        && let Some(bouquet) = named(text)
    {
        return Some((bouquet, Evidence::at(title, text.trim().to_owned())));
    }
    servers(description).into_iter().find_map(|server| {
        let bouquet = hosted(&server.url)?;
        let evidence = Evidence::at(server.node, server.url.clone());
        Some((bouquet, evidence.extracting(Extracted::Url(server.url))))
    })
}

/// The bouquet that a title names: « API Entreprise », and not « API Entreprises du bâtiment ».
fn named(title: &str) -> Option<Bouquet> {
    let words = words(title);
    let is_there = |name: &str| {
        words.iter().any(|word| word.strip_prefix("api") == Some(name))
            || words.windows(2).any(|pair| pair[0] == "api" && pair[1] == name)
    };
    let both = [("entreprise", Bouquet::Entreprise), ("particulier", Bouquet::Particulier)];
    both.into_iter().find_map(|(name, bouquet)| is_there(name).then_some(bouquet))
}

/// The bouquet that is served at this address.
fn hosted(url: &str) -> Option<Bouquet> {
    let both = [
        ("entreprise.api.gouv.fr", Bouquet::Entreprise),
        ("particulier.api.gouv.fr", Bouquet::Particulier),
    ];
    let is_at = |host: &str| url.contains(host) && !url.contains(&format!("-{host}"));
    both.into_iter().find_map(|(host, bouquet)| is_at(host).then_some(bouquet))
}

#[cfg(test)]
mod tests {
    use super::{Bouquet, identifies, named, words};

    #[test]
    fn titles_name_a_bouquet() {
        for title in
            ["API Entreprise", "Api-Entreprise v3", "APIEntreprise", "[API Entreprise] Aides"]
        {
            assert!(named(title) == Some(Bouquet::Entreprise), "{title}");
        }
        assert!(named("API Particulier") == Some(Bouquet::Particulier));
        for title in ["API Entreprises du bâtiment", "API Particuliers employeurs", "Entreprise"] {
            assert!(named(title).is_none(), "{title}");
        }
    }

    #[test]
    fn names_are_words() {
        assert_eq!(words("numSiret_siege"), ["num", "siret", "siege"]);
        assert!(identifies("siren_unite_legale").is_some());
        assert!(identifies("numeroFiscal").is_some());
        assert!(identifies("spinnaker").is_none());
        assert!(identifies("sirene").is_none());
    }
}
