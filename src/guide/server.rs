//! `server-url`: the address to call is real (G04: « Comment s'en sert-on ? », G06).

use super::prose::environment::is_non_production;
use super::prose::host::{HostFault, host_fault};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::description::{Description, Server, servers};
use crate::diagnostic::{Label, Text};
use crate::spec::Version;

pub(super) static CRITERION: Criterion = Criterion {
    id: "server-url",
    guide: &["G04d", "G06"],
    strength: Strength::Prerequisite,
    title: Title { en: "The address to call is real", fr: "L'adresse d'appel est réelle" },
    assess,
};

/// What can be said of a base URL.
pub(super) enum Quality {
    /// Absolute, over HTTPS, in production as far as its name tells.
    Real,
    /// Usable in part.
    Partial(Text),
    /// Nobody can call it.
    Fictitious(Text),
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let servers = servers(description);
    let Some(first) = servers.first() else {
        let (message, at) = nothing_to_call(description);
        return CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, at)]);
    };
    let qualities: Vec<Quality> = servers.iter().map(quality).collect();
    let real = qualities.iter().position(|quality| matches!(quality, Quality::Real));
    let verdict = match (&qualities[0], real) {
        (Quality::Real, _) => Verdict::Met,
        (_, Some(_)) | (Quality::Partial(_), None) => Verdict::Partial,
        (Quality::Fictitious(_), None) => Verdict::Missing,
    };
    let decisive = real.map_or(first, |rank| &servers[rank]);
    let evidence = Evidence::at(decisive.node, decisive.url.clone())
        .extracting(Extracted::Url(decisive.url.clone()));
    let mut gaps = Vec::new();
    for (rank, (server, quality)) in servers.iter().zip(qualities).enumerate() {
        let gap = match quality {
            Quality::Real => continue,
            // A test server beside the real one is a courtesy, unless it stands before it.
            Quality::Partial(_) if real.is_some() && rank > 0 => continue,
            Quality::Fictitious(message) if verdict == Verdict::Missing => {
                Gap::missing(message, server.node.label())
            }
            Quality::Partial(message) | Quality::Fictitious(message) => {
                Gap::partial(message, server.node.label())
            }
        };
        gaps.push(gap);
    }
    CRITERION.judged(verdict, vec![evidence], gaps)
}

/// Where an address should stand, and what is there instead.
fn nothing_to_call(description: &Description) -> (Text, Label) {
    let root = description.root();
    let is_swagger = description.version == Version::Oas2;
    let field = if is_swagger { "host" } else { "servers" };
    match root.get(field) {
        Some(node) => {
            let message = Text::new(
                format!("`{field}` gives no address to call"),
                format!("`{field}` ne donne aucune adresse d'appel"),
            );
            (message, node.key_label())
        }
        None => {
            let message = Text::new(
                format!("No address to call is given: `{field}` is missing"),
                format!("Aucune adresse d'appel n'est donnée\u{a0}: `{field}` manque"),
            );
            (message, description.version_field().key_label())
        }
    }
}

pub(super) fn quality(server: &Server<'_>) -> Quality {
    let url = server.url.trim();
    if url.is_empty() || url.eq_ignore_ascii_case("null") {
        return Quality::Fictitious(Text::new(
            "The address to call is empty",
            "L'adresse d'appel est vide",
        ));
    }
    if let Some(name) = server.unset_variables.first() {
        return Quality::Fictitious(Text::new(
            format!("{url}: the variable `{name}` has no value"),
            format!("{url}\u{a0}: la variable `{name}` n'a pas de valeur"),
        ));
    }
    let Some((scheme, rest)) =
        url.split_once("://").or_else(|| url.strip_prefix("//").map(|rest| ("https", rest)))
    else {
        return Quality::Partial(without_host(url));
    };
    let host = host(rest);
    if let Some(fault) = host_fault(host) {
        return Quality::Fictitious(fictitious(host, fault));
    }
    let words = server.description.unwrap_or_default();
    if is_non_production(host)
        || path_words(rest).any(is_non_production)
        || is_non_production(words)
    {
        return Quality::Partial(Text::new(
            format!("{url} is a test address: give the production one, first"),
            format!("{url} est une adresse de test\u{a0}: donnez celle de production, en premier"),
        ));
    }
    if scheme.eq_ignore_ascii_case("http") {
        return Quality::Partial(Text::new(
            format!("{url} is not encrypted: give the address in https"),
            format!("{url} n'est pas chiffrée\u{a0}: donnez l'adresse en https"),
        ));
    }
    Quality::Real
}

/// A URL that is only a path, or that lacks its first word.
fn without_host(url: &str) -> Text {
    let first = url.split('/').next().unwrap_or_default();
    if first.contains('.') && !first.starts_with('.') {
        return Text::new(
            format!("{url} is read as a path: write https:// before it"),
            format!("{url} est lu comme un chemin\u{a0}: écrivez https:// devant"),
        );
    }
    Text::new(
        format!("{url} has no host: whoever reads the document elsewhere cannot call the API"),
        format!(
            "{url} n'a pas de nom d'hôte\u{a0}: qui lit le document ailleurs ne peut pas appeler l'API"
        ),
    )
}

/// The host, without user, port or brackets.
pub(super) fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    match authority.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

fn path_words(rest: &str) -> impl Iterator<Item = &str> {
    rest.split('/').skip(1).filter(|segment| !segment.is_empty())
}

fn fictitious(host: &str, fault: HostFault) -> Text {
    match fault {
        HostFault::Local => Text::new(
            format!("{host} is the reader's own machine"),
            format!("{host} est la machine du lecteur"),
        ),
        HostFault::Private => Text::new(
            format!("{host} is an address of a private network"),
            format!("{host} est une adresse de réseau privé"),
        ),
        HostFault::SingleLabel => Text::new(
            format!("{host} is the name of a machine inside a network: nobody outside can call it"),
            format!(
                "{host} est un nom de machine interne\u{a0}: personne ne peut l'appeler de l'extérieur"
            ),
        ),
        HostFault::Example | HostFault::Placeholder | HostFault::ReservedTld => Text::new(
            format!("{host} is a placeholder: write the real address"),
            format!("{host} est une adresse fictive\u{a0}: écrivez la vraie"),
        ),
    }
}
