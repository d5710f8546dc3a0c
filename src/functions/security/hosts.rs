//! Addresses of internal networks.

use std::collections::BTreeSet;

use crate::diagnostic::{Label, Text};
use crate::document::{Node, Places};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::guide::prose::case::ends_with;
use crate::guide::prose::host::{HostFault, host_fault};
use crate::spec::Version;

/// Ends of names that the public network does not have, or that only the State's own network resolves.
const INTERNAL: &[&str] =
    &[".rie.gouv.fr", ".ader.gouv.fr", ".ader.senat.fr", ".intradef.gouv.fr", ".i2"];

/// On the root: no address leads into an internal network.
pub(in crate::functions) fn internal(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let description = target.description;
        let mut seen = BTreeSet::new();
        let root = description.root();
        let host = root.get("host").filter(|_| description.version == Version::Oas2);
        let host = host.and_then(|node| Some((node, node.as_str()?)));
        let mut look = |node: Node<'_>, places: &mut Places<'_>, host: &str, start: usize| {
            let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
            if !is_internal(host) || !seen.insert(name) {
                return;
            }
            let span = places.of(start..start + host.len());
            if findings.wants(span) {
                let message = Text::new(
                    format!("{host} is on an internal network: nobody outside can reach it"),
                    format!(
                        "{host} est sur un réseau interne\u{a0}: personne ne peut l'atteindre de l'extérieur"
                    ),
                );
                let at = Some(Label { span, ..node.label() });
                findings.push(Finding { at, ..Finding::new(message) });
            }
        };
        if let Some((node, host)) = host {
            look(node, &mut node.places(), host, 0);
        }
        // What an alias names is searched where it stands.
        for node in root.subtree().filter(|node| !node.is_alias()) {
            let mut places = node.places();
            for (host, start) in addresses(node) {
                look(node, &mut places, host, start);
            }
        }
    }))
}

/// The hosts of the URLs in a text, with their first byte in it.
fn addresses(node: Node<'_>) -> impl Iterator<Item = (&str, usize)> {
    let text = node.as_str().unwrap_or_default();
    text.match_indices("://").filter_map(move |(at, _)| {
        let scheme = text.get(..at)?;
        if !["http", "https", "ws", "wss"].iter().any(|known| ends_with(scheme, known)) {
            return None;
        }
        let start = at + 3;
        let rest = text.get(start..)?;
        let end = rest
            .find(|sign: char| !(sign.is_alphanumeric() || ".-_:".contains(sign)))
            .unwrap_or(rest.len());
        // What goes on with a brace is a template, what goes on with `@` a user.
        let is_whole = !rest
            .get(end..)
            .is_some_and(|after| after.starts_with(['{', '@', '<', '$', '[', '*', '%', '…']));
        let host = rest.get(..end)?.trim_end_matches(['.', ':', '-']);
        (is_whole && !host.is_empty()).then_some((host, start))
    })
}

fn is_internal(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    if INTERNAL.iter().any(|end| name.ends_with(end)) {
        return true;
    }
    match host_fault(host) {
        Some(HostFault::Private) => true,
        // These end the names of examples.
        Some(HostFault::ReservedTld) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            !["test", "invalid", "tld"].contains(&last)
        }
        // One word may be a word to fill in: the names that machines are given have a figure or a port.
        Some(HostFault::SingleLabel) => {
            name.contains(|sign: char| sign.is_ascii_digit())
                && name.contains(|sign: char| sign.is_ascii_alphabetic())
        }
        Some(HostFault::Local | HostFault::Example | HostFault::Placeholder) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_internal;

    #[test]
    fn only_names_of_a_network_are_internal() {
        for host in [
            "vm-api01:8080",
            "10.1.2.3",
            "192.168.0.4:80",
            "api.intra",
            "gw.rie.gouv.fr",
            "srv.corp",
        ] {
            assert!(is_internal(host), "{host}");
        }
        for host in [
            "localhost:3000",
            "api.gouv.fr",
            "example.com",
            "hote",
            "to-be-defined",
            "8.8.8.8",
            "mon.test",
        ] {
            assert!(!is_internal(host), "{host}");
        }
    }
}
