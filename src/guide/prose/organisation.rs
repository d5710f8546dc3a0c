//! Organisations: reading the name of one in a sentence, and telling one from a product or a role.

use std::ops::Range;
use std::sync::LazyLock;

use super::person::{folded, name_parts, names_a_person};
use super::placeholder;
use super::subject::{self, Subject};
use super::words;

static PUBLIC_BODIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::read(include_str!("words/public-bodies.txt")));

/// Whether a contact's name names an organisation or a team (« DINUM », « Équipe Ponts », « Direction des ponts »), rather
/// than the product (« API Ponts », the title again), a role (« Support », `API Team`) or a person. `title` is the API's.
///
/// The guide: « Qui propose cette API ? » (G04).
pub fn names_an_organisation(contact_name: &str, title: Option<&str>) -> bool {
    let name = contact_name.trim();
    let parts = name_parts(name);
    if parts.is_empty()
        || name.contains('@')
        || name.contains("://")
        || placeholder::is_placeholder(name)
    {
        return false;
    }
    let is_product = |word: &str| matches!(word, "api" | "apis" | "swagger" | "webservice");
    if parts.iter().any(|part| is_product(part)) {
        // « DINUM - API Ponts », « API Ponts (DINUM) », « Équipe API Ponts »
        let team = parts.iter().take(2).any(|part| TEAMS.contains(&part.as_str()));
        let more = parts.iter().filter(|part| !is_product(part) && !is_role(part)).count() > 0;
        return (team && more)
            || parts.iter().any(|part| is_public_body(part))
            || apart(name).any(heads_an_organisation);
    }
    if is_domain(name) {
        return true;
    }
    if name.contains('/') && !name.contains(' ') {
        return false; // the name of a repository
    }
    let rest: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !is_role(part)).collect();
    if rest.is_empty() || names_a_person(name) {
        return false;
    }
    let is_team =
        parts.first().is_some_and(|first| TEAMS.contains(&first.as_str()) || is_institution(first));
    is_team || rest.iter().any(|part| is_public_body(part)) || !repeats(&rest, title)
}

/// The pieces of « Direction du livre - API Prêts », « API Prêts (Direction du livre) ».
fn apart(name: &str) -> impl Iterator<Item = &str> {
    let dashed = [" - ", " – ", " — ", " | ", " / ", ", ", ": ", " ("];
    let mut pieces = vec![name];
    for dash in dashed {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(dash)).collect();
    }
    pieces.into_iter()
}

/// Whether a piece of a name opens with what an organisation is, and goes on: « Direction du livre », « Service des prêts ».
fn heads_an_organisation(piece: &str) -> bool {
    let parts = name_parts(piece);
    let mut rest = parts.iter().skip(1).filter(|part| !is_role(part));
    let is_named = rest.next().is_some_and(|part| !matches!(part.as_str(), "api" | "apis"));
    parts.first().is_some_and(|first| {
        is_institution(first)
            || (first == "service" && parts.get(1).is_some_and(|next| is_linking(next)))
    }) && is_named
}

/// Whether nothing of the name is not in the title already: « Ponts » for « API Ponts ».
fn repeats(rest: &[&str], title: Option<&str>) -> bool {
    let title = title.map(name_parts).unwrap_or_default();
    !title.is_empty()
        && rest.iter().all(|part| is_linking(part) || title.iter().any(|word| word == part))
}

fn is_domain(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        && labels.last().is_some_and(|last| {
            last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
}

fn is_role(word: &str) -> bool {
    ROLES.contains(&word) || is_linking(word)
}

fn is_linking(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "l"
            | "les"
            | "et"
            | "a"
            | "au"
            | "aux"
            | "the"
            | "of"
            | "for"
            | "and"
    )
}

/// Whether a folded word is the acronym or name of a French public body.
pub(super) fn is_public_body(word: &str) -> bool {
    words::has(&PUBLIC_BODIES, word)
}

/// Whether a folded word is what an organisation is: a ministry, a directorate, an agency.
pub(super) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.contains(&word)
}

/// The organisation whose name opens a text in its own case: « la Cour des ponts, dans… » gives « Cour des ponts ».
/// The article is left out. `None` for a pronoun, the API itself, a technology or a person.
pub(super) fn opening(text: &str) -> Option<Range<usize>> {
    read(text, false)
}

/// The same where only someone can stand, « proposée par … »: a service is one of an administration there.
pub(super) fn opening_of_someone(text: &str) -> Option<Range<usize>> {
    read(text, true)
}

fn read(text: &str, of_someone: bool) -> Option<Range<usize>> {
    let tokens = tokens(text);
    let mut first = 0;
    while tokens.get(first).is_some_and(|token| is_article(&text[token.clone()])) {
        first += 1;
    }
    let start = tokens.get(first)?.start;
    let head = &text[tokens[first].clone()];
    let folded_head = folded(head);
    // « le Service du livre », and not « le service de l'API »; a small letter makes it a thing where things may stand.
    let is_department = folded_head == "service"
        && (of_someone || (is_capital(head) && first > 0))
        && names_a_department(&text[tokens[first].end..]);
    let institution = is_department
        || is_institution(&folded_head)
        || (of_someone && FIRMS.contains(&folded_head.as_str()));
    let team = TEAMS.contains(&folded_head.as_str());
    if !(is_capital(head) || institution || team)
        || (NO_ORGANISATION.contains(&folded_head.as_str()) && !is_department)
    {
        return None;
    }
    let mut end = tokens[first].end;
    let mut named = is_capital(head) && !team;
    let mut linked = false;
    for (index, token) in tokens.iter().enumerate().skip(first + 1).take(14) {
        let gap = &text[tokens[index - 1].end..token.start];
        let word = &text[token.clone()];
        if gap.contains([',', ';', ':', '.', '"', '«', '!', '?', ')', '[']) {
            break;
        }
        if gap.contains('(') {
            // « (ADEME) »
            let acronym = word.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
            if acronym && text[token.end..].starts_with(')') {
                end = token.end + 1;
            }
            break;
        }
        // « Agence du Numérique en Santé »
        let next = tokens.get(index + 1).map(|next| &text[next.clone()]);
        let in_name = institution && word == "en" && next.is_some_and(is_capital);
        // « développée par Pontis pour le compte de… »
        let for_another = word == "pour" && text[token.start..].starts_with("pour le compte");
        if for_another || (STOPS.contains(&word) && !in_name) {
            break;
        }
        if is_connector(word) || in_name || (institution && matches!(word, "chargé" | "chargée"))
        {
            // « développé par X et fondé sur… »
            linked = word != "et" && word != "and";
        } else if is_capital(word) || linked || ((institution || team) && is_adjective(word)) {
            // A small letter is part of the name behind « de », « du »…, or as an adjective of what it is.
            end = token.end;
            linked = false;
            named |= is_capital(word) || institution || word.contains('.');
        } else {
            break;
        }
    }
    let name = &text[start..end];
    (named && !names_a_person(name)).then_some(start..end)
}

/// Whether « service » is followed by what a part of an administration does, and not by what a part of an API is.
fn names_a_department(after: &str) -> bool {
    let after = folded(after);
    let mut words = subject::words(&after).map(|(_, word)| word);
    let linked = words.next().is_some_and(|word| is_linking(word) || is_adjective(word));
    let technical = |word: &str| {
        matches!(
            subject::first(word),
            Some(
                Subject::Api
                    | Subject::Route
                    | Subject::Access
                    | Subject::Credential
                    | Subject::Environment
            )
        ) || matches!(word, "gestion" | "management" | "recherche" | "calcul" | "identite")
    };
    linked && !words.take(3).any(technical)
}

fn is_adjective(word: &str) -> bool {
    [
        "al", "ale", "ales", "aux", "ique", "iques", "aire", "aires", "elle", "if", "ive", "cole",
        "coles", "ier", "ière", "iers", "ières", "ieur", "ieure", "eux", "euse",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "la" | "le"
            | "les"
            | "l"
            | "La"
            | "Le"
            | "Les"
            | "L"
            | "the"
            | "The"
            | "nos"
            | "notre"
            | "votre"
    )
}

fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "et"
            | "à"
            | "pour"
            | "aux"
            | "au"
            | "of"
            | "for"
            | "and"
            | "the"
    )
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = sign.is_alphanumeric()
            || (matches!(sign, '-' | '.' | '_')
                && text[at + 1..].starts_with(char::is_alphanumeric));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push(from..at);
                start = None;
            }
            _ => {}
        }
        if tokens.len() > 24 {
            break;
        }
    }
    tokens
}

/// What a contact does, not who it is.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "support", "contact", "contacts", "equipe", "team", "technique", "technical", "tech",
    "service", "services", "client", "clients", "customer", "assistance", "aide", "help",
    "helpdesk", "desk", "hotline", "admin", "administrateur", "administrator", "webmaster",
    "developpeur", "developpeurs", "developer", "developers", "dev", "devs", "responsable",
    "manager", "owner", "maintainer", "maintainers", "documentation", "doc", "info",
    "information", "informations", "question", "questions", "utilisateur", "utilisateurs", "user",
    "users", "projet", "project", "produit", "product", "management", "it", "nous", "us", "point",
    "referent", "email", "mail", "formulaire", "form", "page", "site", "web",
];
const TEAMS: &[&str] = &["equipe", "équipe", "team", "incubateur", "startup"];
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "direction", "ministere", "agence", "departement", "region", "ville", "mairie", "commune",
    "metropole", "institut", "office", "caisse", "conseil", "cour", "banque", "bureau", "pole",
    "mission", "prefecture", "academie", "universite", "observatoire", "etablissement", "centre",
    "secretariat", "delegation", "division", "commission", "autorite", "bibliotheque", "chambre",
    "syndicat", "association", "federation", "groupement", "laboratoire", "musee", "ordre",
    "assemblee", "senat", "ministry", "agency", "department", "directorate", "university",
    "council", "bank", "city",
];
/// The same where only someone can stand: elsewhere they are what the data are about.
#[rustfmt::skip]
const FIRMS: &[&str] = &[
    "societe", "entreprise", "fondation", "regie", "communaute", "cooperative", "collectivite",
    "consortium", "company", "foundation", "institute", "authority",
];
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "dans", "afin", "qui", "que", "dont", "sous", "avec", "via", "depuis", "est", "sont", "a",
    "ont", "permet", "en", "sur", "selon", "ainsi", "puis", "mais", "ou", "où", "par", "through",
    "with", "that", "which", "in", "is", "are", "under", "using", "to", "on", "by", "has", "as",
    "from", "il", "elle", "permettant", "comme", "lors", "vers", "chez", "et/ou",
];
/// Capitals that open a sentence without naming anyone, and technologies that manage or serve an API.
#[rustfmt::skip]
const NO_ORGANISATION: &[&str] = &[
    "api", "apis", "service", "services", "application", "plateforme", "portail", "outil",
    "module", "cette", "cet", "ce", "ces", "elle", "elles", "il", "ils", "nous", "vous", "on",
    "cela", "ceci", "celui", "celle", "swagger", "documentation", "page", "site", "serveur",
    "serveurs", "system", "systeme", "un", "une", "des", "chaque", "tout", "toute", "tous",
    "toutes", "this", "that", "it", "we", "you", "they", "each", "all", "our", "your", "oauth",
    "oauth2", "openid", "keycloak", "openapi", "django", "spring", "kong", "gravitee", "wso2",
    "nginx", "http", "https", "rest", "json", "xml", "jwt", "tls", "ssl", "get", "post", "put",
    "patch", "delete", "franceconnect", "proconnect", "agentconnect", "url", "uri", "uuid", "id",
    "sdk", "docker", "kubernetes", "github", "gitlab", "redis", "postgresql", "postgres",
    "elasticsearch", "default", "défaut", "si", "aws", "ovh", "le", "la",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_that_name_an_organisation() {
        for (name, title) in [
            ("DINUM", Some("API Ponts")),
            ("ABES", Some("ponts")),
            ("Equipe Ponts de France", Some("API Ponts de France")),
            ("Équipe technique du SIP", Some("Registre")),
            ("Direction des ponts et des gués", None),
            ("ponts.gouv.fr", Some("ponts.gouv.fr API")),
            ("DINUM – pôle circulation de la donnée", Some("API Ponts")),
            ("Support Insee", Some("API Insee")),
            ("Ville de Nantes", Some("API Nantes")),
            ("API Ponts (DINUM)", Some("API Ponts")),
            ("Équipe API Ponts", Some("API Ponts")),
            ("Service des ponts et des gués - API Ponts", Some("API Ponts")),
            ("Direction des ponts (DP) – API Ponts", Some("API Ponts")),
            ("API Ponts, Département de la Loire", Some("API Ponts")),
        ] {
            assert!(names_an_organisation(name, title), "{name}");
        }
        for (name, title) in [
            ("API Carto Ponts", Some("Module Ponts")),
            ("API Ponts", Some("API Ponts")),
            ("Contact API Ponts", Some("API Ponts")),
            ("API Ponts - Support", Some("API Ponts")),
            ("Service API Ponts", Some("API Ponts")),
            ("Service de support de l'API", Some("API Ponts")),
            ("API Ponts - Recette", Some("API Ponts")),
            ("Support", None),
            ("API Support", Some("Bridges")),
            ("API Team", None),
            ("Ponts", Some("API Ponts")),
            ("Support technique", None),
            ("Sophie MARTIN", Some("API Ponts")),
            ("contact@ponts.fr", None),
            ("https://ponts.fr", None),
            ("PONTS/validator", Some("API Validator")),
            ("TODO", None),
            ("", None),
        ] {
            assert!(!names_an_organisation(name, title), "{name}");
        }
    }

    #[test]
    fn names_are_read_in_sentences() {
        for (text, expected) in [
            ("la Cour des ponts, dans le cadre", Some("Cour des ponts")),
            (
                "le Ministère des Ponts et l'Agence de la traversée écologique (ATE).",
                Some("Ministère des Ponts et l'Agence de la traversée écologique (ATE)"),
            ),
            ("BridgeHub.", Some("BridgeHub")),
            ("France Ponts et fondé sur", Some("France Ponts")),
            (
                "la Direction de la diffusion et des partenariats",
                Some("Direction de la diffusion et des partenariats"),
            ),
            ("l'Insee et permet de", Some("Insee")),
            ("la DINUM pour les administrations", Some("DINUM pour les administrations")),
            ("la DGFiP dans le cadre", Some("DGFiP")),
            ("l'équipe du Registre des ponts.", Some("équipe du Registre des ponts")),
            (
                "la direction interministérielle du numérique",
                Some("direction interministérielle du numérique"),
            ),
            ("l'utilisateur", None),
            ("un tiers", None),
            ("Elle permet", None),
            ("OAuth2", None),
            ("Jean Dupont", None),
            ("l'équipe technique", None),
        ] {
            assert_eq!(opening(text).map(|range| &text[range]), expected, "{text}");
        }
    }
}
