//! `placeholder`: no value is left that stands for another (G02, G03, G06): `https://to-be-defined/…`, « à compléter ».

use super::prose::address::{Fault, address_fault};
use super::prose::host::{HostFault, host_fault};
use super::prose::placeholder::is_placeholder;
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict, server};
use crate::description::{security_schemes, servers};
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "placeholder",
    guide: &["G02", "G03", "G06"],
    strength: Strength::Prerequisite,
    title: Title { en: "No placeholder is left", fr: "Aucune valeur fictive n'est restée" },
    assess,
};

/// A value that stands for another.
struct Left<'d> {
    node: Node<'d>,
    /// Whether a prerequisite rests on it: the address to call, of the team, of the tokens.
    is_vital: bool,
    /// Whether the criterion of the field says it, at the same place.
    is_said: bool,
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let left = left(inspection);
    let Some(first) = left.iter().find(|left| left.is_vital).or(left.first()) else {
        return CRITERION.met(Vec::new());
    };
    let verdict = if first.is_vital { Verdict::Missing } else { Verdict::Partial };
    let words = first.node.scalar().unwrap_or_default().trim().to_owned();
    let evidence = vec![Evidence::at(first.node, words)];
    let gap = |left: &Left<'_>| {
        let value = left.node.scalar().unwrap_or_default().trim();
        let value: String = value.chars().take(80).collect();
        let message = if is_private(&value) {
            Text::new(
                format!("{value} is an address of a private network: remove it"),
                format!("{value} est une adresse de réseau privé\u{a0}: retirez-la"),
            )
        } else {
            Text::new(
                format!("“{value}” is a placeholder: write the real value, or remove the field"),
                format!(
                    "«\u{a0}{value}\u{a0}» est une valeur fictive\u{a0}: écrivez la vraie, ou retirez le champ"
                ),
            )
        };
        Gap { is_partial: !left.is_vital, ..Gap::missing(message, left.node.label()) }
    };
    let untold: Vec<&Left<'_>> = left.iter().filter(|left| !left.is_said).collect();
    let gaps = untold.iter().take(description.told).map(|left| gap(left)).collect();
    Assessment {
        gaps_left_out: untold.len().saturating_sub(description.told),
        ..CRITERION.judged(verdict, evidence, gaps)
    }
}

/// The placeholders, the servers' first, then in the order of what follows.
fn left<'d>(inspection: &Inspection<'d>) -> Vec<Left<'d>> {
    let description = inspection.description;
    let mut left = of_servers(inspection);
    let root = description.root();
    let info = root.get("info");
    let contact = info.and_then(|info| info.get("contact"));
    let license = info.and_then(|info| info.get("license"));
    let docs = root.get("externalDocs");
    if let Some(email) = contact.and_then(|contact| contact.get("email"))
        && let Some(Fault::Placeholder | Fault::Host(_)) =
            address_fault(email.scalar().unwrap_or_default())
    {
        left.push(Left { node: email, is_vital: true, is_said: true });
    }
    let purpose = info.and_then(|info| info.get("description"));
    left.extend(purpose.filter(|node| stands_for_another(*node)).map(|node| Left {
        node,
        is_vital: true,
        is_said: true,
    }));
    let holders = [
        (info, ["title", "summary", "termsOfService"].as_slice()),
        (contact, &["name", "url"]),
        (license, &["name", "url"]),
        (docs, &["url", "description"]),
    ];
    for (holder, fields) in holders {
        let nodes = fields.iter().filter_map(|field| holder?.get(field));
        left.extend(nodes.filter(|node| stands_for_another(*node)).map(|node| Left {
            node,
            is_vital: false,
            is_said: false,
        }));
    }
    for scheme in security_schemes(description).iter().filter_map(|scheme| scheme.node) {
        let flows = scheme.get("flows").map(Node::children).into_iter().flatten();
        let urls = flows.chain([scheme]).flat_map(|holder| {
            ["tokenUrl", "authorizationUrl", "refreshUrl", "openIdConnectUrl"]
                .into_iter()
                .filter_map(move |field| holder.get(field))
        });
        left.extend(urls.filter(|node| stands_for_another(*node)).map(|node| Left {
            node,
            is_vital: true,
            is_said: false,
        }));
    }
    left
}

fn stands_for_another(node: Node<'_>) -> bool {
    node.scalar().is_some_and(is_placeholder)
}

/// Addresses to call that lead nowhere, and values of their variables that do: vital where there is no other to call.
fn of_servers<'d>(inspection: &Inspection<'d>) -> Vec<Left<'d>> {
    let servers = servers(inspection.description);
    let is_left = |url: &str| {
        let url = url.trim();
        let rest = url.split_once("://").map(|(_, rest)| rest).or(url.strip_prefix("//"));
        url.eq_ignore_ascii_case("null") || rest.is_some_and(|rest| leads_nowhere(host(rest)))
    };
    let is_vital = inspection.judged(&server::CRITERION).verdict == Verdict::Missing;
    let mut left: Vec<Left<'_>> = Vec::new();
    for server in &servers {
        if is_left(&server.url) {
            left.push(Left { node: server.node, is_vital, is_said: true });
        }
        let object = server.node.parent();
        let variables = object.and_then(|server| server.get("variables"));
        for variable in variables.map(Node::children).into_iter().flatten() {
            let listed = variable.get("enum").map(Node::children).into_iter().flatten();
            let values = listed.filter(|node| {
                node.as_str().is_some_and(|value| {
                    let host = host(value);
                    host.contains('.') && leads_nowhere(host)
                })
            });
            left.extend(values.map(|node| Left { node, is_vital, is_said: false }));
        }
    }
    left
}

/// A value of a server's variable, the only place where such an address is looked for.
fn is_private(value: &str) -> bool {
    host_fault(host(value)) == Some(HostFault::Private)
}

/// The authority that an address begins with, without user or port.
fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Whether a host stands for another. The name of a machine on an internal network is real, if of no use.
fn leads_nowhere(host: &str) -> bool {
    // A variable without a value is said by the criterion of the address.
    !host.contains('{')
        && matches!(
            host_fault(host),
            Some(
                HostFault::Local | HostFault::Private | HostFault::Example | HostFault::Placeholder
            )
        )
}
