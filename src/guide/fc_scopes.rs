//! `fc-scopes`: the scopes that FranceConnect shows and checks have a label, a prefix of the provider's own, and small
//! letters (G22, G23, G24).

use super::prose::meaning::is_meaningful;
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Description, security_schemes};
use crate::diagnostic::{Label, Text};
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "fc-scopes",
    guide: &["G22", "G23", "G24"],
    strength: Strength::Standard,
    title: Title {
        en: "FranceConnect scopes have a label and a prefix",
        fr: "Les scopes FranceConnect ont un libellé et un préfixe",
    },
    assess,
};

/// The scopes that a finding names.
const NAMED: usize = 3;

/// Scopes whose names are given, by the standard of identity or by FranceConnect itself.
#[rustfmt::skip]
const STANDARD: &[&str] = &[
    "openid", "profile", "email", "address", "phone", "offline_access", "given_name",
    "family_name", "birthdate", "gender", "birthplace", "birthcountry", "preferred_username",
    "identite_pivot", "birth", "rnipp_profile", "rnipp_identite_pivot",
];

/// Beginnings that say nothing of who provides the data.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "scope", "scopes", "data", "donnees", "api", "read", "write", "get", "lecture", "ecriture",
    "user", "fc", "franceconnect", "openid", "access", "acces",
];

/// Identity services of others, whose scopes are not shown by FranceConnect.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "proconnect", "agentconnect", "educonnect", "keycloak", "cerbere", "google", "azure",
    "microsoft", "github", "inclusionconnect", "shibboleth",
];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    judge(&scopes(description))
}

/// The same where it is declared that the API is called with a FranceConnect token: the scopes of what signs people in are
/// FranceConnect's, though nothing in the document says so.
pub(super) fn assess_as_declared(description: &Description) -> Assessment {
    judge(&scopes_of(description, |flow| {
        let read = |field| flow.scheme.get(field).and_then(Node::as_str).unwrap_or_default();
        let addresses = ["authorizationUrl", "tokenUrl"]
            .map(|field| flow.node.get(field).and_then(Node::as_str).unwrap_or_default());
        let texts = [flow.name, read("description"), addresses[0], addresses[1]];
        !texts.iter().any(|text| {
            let letters = letters_of(text);
            OTHERS.iter().any(|other| letters.contains(other))
        })
    }))
}

/// Judges scopes that are shown by FranceConnect.
fn judge(scopes: &[Node<'_>]) -> Assessment {
    let Some(first) = scopes.first() else {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    };
    let evidence = Evidence::at(*first, key(*first).to_owned());
    let evidence = vec![Evidence { at: Some(first.key_label()), ..evidence }];
    let mut gaps: Vec<Gap> = Vec::new();
    let unlabelled: Vec<Node<'_>> =
        scopes.iter().copied().filter(|scope| !has_label(*scope)).collect();
    let verdict = if unlabelled.is_empty() { Verdict::Partial } else { Verdict::Missing };
    if let Some(first) = unlabelled.first() {
        let (en, fr) = (named(&unlabelled), named(&unlabelled));
        let message = Text::new(
            format!("What FranceConnect would show to people for these scopes is not given: {en}"),
            format!(
                "Le libellé que FranceConnect montrerait à l'usager n'est pas donné\u{a0}: {fr}"
            ),
        );
        gaps.push(Gap::missing(message, first.key_label()));
    }
    gaps.extend(prefix(scopes));
    gaps.extend(letters(scopes));
    let verdict = if gaps.is_empty() { Verdict::Met } else { verdict };
    CRITERION.judged(verdict, evidence, gaps)
}

/// A way for people to sign in.
struct Flow<'d> {
    /// The name of its scheme.
    name: &'d str,
    scheme: Node<'d>,
    node: Node<'d>,
}

/// The scopes of the schemes that are FranceConnect's, each name once, the standard ones left out.
pub(super) fn scopes(description: &Description) -> Vec<Node<'_>> {
    scopes_of(description, |flow| {
        is_scheme_named(flow.name, flow.scheme)
            || ["authorizationUrl", "tokenUrl"].iter().any(|field| {
                flow.node.get(field).and_then(Node::as_str).is_some_and(is_france_connect)
            })
    })
}

/// The scopes of some ways for people to sign in.
fn scopes_of<'d>(
    description: &'d Description,
    is_wanted: impl Fn(&Flow<'d>) -> bool,
) -> Vec<Node<'d>> {
    let mut scopes: Vec<Node<'_>> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for scheme in security_schemes(description) {
        let Some(node) = scheme.node else { continue };
        let flows: Vec<Node<'_>> = match node.get("flows") {
            Some(flows) => flows.children().collect(),
            None => vec![node],
        };
        let flows = flows.into_iter().filter(|flow| is_of_people(*flow));
        let flows = flows.map(|flow| Flow { name: scheme.name, scheme: node, node: flow });
        for flow in flows.filter(&is_wanted) {
            let found = flow.node.get("scopes").map(Node::children).into_iter().flatten();
            scopes.extend(found.filter(|scope| {
                let name = key(*scope);
                !name.starts_with("x-") && !STANDARD.contains(&name) && seen.insert(name)
            }));
        }
    }
    scopes
}

/// Whether the name or the words of a scheme are FranceConnect's.
fn is_scheme_named(name: &str, scheme: Node<'_>) -> bool {
    let mut texts = ["description", "openIdConnectUrl"]
        .into_iter()
        .filter_map(|field| scheme.get(field).and_then(Node::as_str));
    is_france_connect(name) || texts.any(is_offered)
}

/// Where the document says that the API is called with a FranceConnect token: its scheme, with scopes or without.
pub(super) fn place(description: &Description) -> Option<Label> {
    let schemes = security_schemes(description);
    let named = schemes
        .iter()
        .find_map(|scheme| scheme.node.filter(|node| is_scheme_named(scheme.name, *node)));
    named.or_else(|| scopes(description).first().copied()).map(Node::key_label)
}

/// What all the scopes of FranceConnect begin with, and the first of them.
pub(super) fn shared_prefix(description: &Description) -> Option<(String, Node<'_>)> {
    let scopes = scopes(description);
    let first = scopes.first().copied()?;
    let prefix = prefix_of(key(first))?;
    let is_shared =
        scopes.iter().all(|scope| prefix_of(key(*scope)).as_deref() == Some(prefix.as_str()));
    is_shared.then_some((prefix, first))
}

/// Whether a person signs in: without one, as between two machines, FranceConnect has no part.
fn is_of_people(flow: Node<'_>) -> bool {
    let name = flow.get("flow").and_then(Node::as_str).or(flow.key()).unwrap_or_default();
    matches!(name, "authorizationCode" | "accessCode" | "implicit" | "deviceAuthorization")
}

/// `franceConnect`, `France-Connect`, `https://app.franceconnect.gouv.fr/…`.
fn is_france_connect(text: &str) -> bool {
    letters_of(text).contains("franceconnect")
}

fn letters_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).map(|it| it.to_ascii_lowercase()).collect()
}

/// The same in a sentence, which may deny it: « sans FranceConnect ».
fn is_offered(text: &str) -> bool {
    text.split(['.', ';', '\n', ',']).any(|clause| {
        let denied = clause
            .split(|sign: char| !sign.is_alphanumeric())
            .any(|word| matches!(word, "sans" | "pas" | "ni" | "without" | "not" | "no" | "hors"));
        !denied && is_france_connect(clause)
    }) || (text.contains("://") && is_france_connect(text))
}

fn key(scope: Node<'_>) -> &str {
    scope.key().unwrap_or_default()
}

fn has_label(scope: Node<'_>) -> bool {
    scope.as_str().is_some_and(|label| is_meaningful(label, &[key(scope)]))
}

/// What stands before the first separator of a name.
fn prefix_of(name: &str) -> Option<String> {
    let (prefix, rest) = name.split_once(['_', ':', '.', '-'])?;
    (!prefix.is_empty() && !rest.is_empty()).then(|| prefix.to_lowercase())
}

/// One prefix for all, that is not a common word. A colon or a point separates too.
fn prefix(scopes: &[Node<'_>]) -> Option<Gap> {
    let prefix = |scope: &Node<'_>| prefix_of(key(*scope));
    let is_own = |prefix: &String| !GENERIC.contains(&prefix.as_str());
    let bare: Vec<Node<'_>> = scopes
        .iter()
        .copied()
        .filter(|scope| !prefix(scope).is_some_and(|it| is_own(&it)))
        .collect();
    let shared = scopes.iter().all(|scope| prefix(scope) == prefix(&scopes[0]));
    if bare.is_empty() && shared {
        return None;
    }
    let (message, at) = match bare.first() {
        Some(first) => {
            let names = named(&bare);
            let message = Text::new(
                format!("Scopes without a prefix of your own: {names}"),
                format!("Scopes sans préfixe qui vous soit propre\u{a0}: {names}"),
            );
            (message, *first)
        }
        None => {
            let names = named(scopes);
            let message = Text::new(
                format!("The scopes do not share one prefix: {names}"),
                format!("Les scopes n'ont pas un même préfixe\u{a0}: {names}"),
            );
            (message, scopes[0])
        }
    };
    Some(Gap { aspect: Some("prefix"), ..Gap::partial(message, at.key_label()) })
}

/// Small letters and digits, `_` between words.
fn letters(scopes: &[Node<'_>]) -> Option<Gap> {
    let is_small = |scope: &Node<'_>| {
        key(*scope).split('_').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
    };
    let others: Vec<Node<'_>> = scopes.iter().copied().filter(|scope| !is_small(scope)).collect();
    let first = others.first()?;
    let names = named(&others);
    let message = Text::new(
        format!("Scopes not written in small letters with `_` between words: {names}"),
        format!("Scopes qui ne sont pas en minuscules séparées par `_`\u{a0}: {names}"),
    );
    Some(Gap { aspect: Some("lowercase"), ..Gap::partial(message, first.key_label()) })
}

fn named(scopes: &[Node<'_>]) -> String {
    let names: Vec<String> =
        scopes.iter().take(NAMED).map(|scope| format!("`{}`", key(*scope))).collect();
    let more = if scopes.len() > NAMED { "…" } else { "" };
    format!("{}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::is_offered;

    #[test]
    fn france_connect_is_there_or_denied() {
        for text in [
            "Connexion par FranceConnect",
            "Jeton France Connect de l'usager",
            "https://app.franceconnect.gouv.fr/api/v1/authorize",
        ] {
            assert!(is_offered(text), "{text}");
        }
        for text in ["Connexion sans FranceConnect", "This is not FranceConnect", "ProConnect"] {
            assert!(!is_offered(text), "{text}");
        }
    }
}
