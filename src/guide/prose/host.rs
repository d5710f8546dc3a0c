//! Hosts that cannot be a published address: the author's machine, a private network, an example, a word left to fill in.

use std::net::IpAddr;

/// Why a host cannot be reached by a consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFault {
    /// The machine itself: `localhost`, `127.0.0.1`.
    Local,
    /// A private address: `10.0.0.1`, `192.168.1.22`.
    Private,
    /// A name kept for examples: `example.com`, `petstore.swagger.io`.
    Example,
    /// No point in it: the name of a machine on an internal network.
    SingleLabel,
    /// A value to fill in: `IP-GATEWAY`, `to-be-defined`, `{host}`.
    Placeholder,
    /// A top-level domain that the public network does not have: `.local`, `.intra`.
    ReservedTld,
}

/// What is wrong with a host (a port is allowed and ignored), if anything. Placeholders of the guide's criteria on the
/// server and the contact (G03, G04).
pub fn host_fault(host: &str) -> Option<HostFault> {
    let host = host.trim().to_ascii_lowercase();
    if let Some(address) = address(&host) {
        return address_fault(address);
    }
    let name = host.split(':').next().unwrap_or("").trim_end_matches('.');
    if name.is_empty() || is_placeholder_name(name) {
        return Some(HostFault::Placeholder);
    }
    if name == "localhost" || name.ends_with(".localhost") || name == "host.docker.internal" {
        return Some(HostFault::Local);
    }
    if EXAMPLES.iter().any(|example| {
        name == *example || name.strip_suffix(example).is_some_and(|rest| rest.ends_with('.'))
    }) {
        return Some(HostFault::Example);
    }
    let Some((_, last)) = name.rsplit_once('.') else { return Some(HostFault::SingleLabel) };
    match last {
        "example" => Some(HostFault::Example),
        _ if RESERVED.contains(&last) || name.ends_with(".home.arpa") => {
            Some(HostFault::ReservedTld)
        }
        _ => None,
    }
}

fn address(host: &str) -> Option<IpAddr> {
    let bare = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None if host.matches(':').count() == 1 => host.split(':').next().unwrap_or(host),
        None => host,
    };
    bare.parse().ok()
}

fn address_fault(address: IpAddr) -> Option<HostFault> {
    let (local, private) = match address {
        IpAddr::V4(v4) => {
            (v4.is_loopback() || v4.is_unspecified(), v4.is_private() || v4.is_link_local())
        }
        IpAddr::V6(v6) => (
            v6.is_loopback() || v6.is_unspecified(),
            v6.is_unique_local() || v6.is_unicast_link_local(),
        ),
    };
    match (local, private) {
        (true, _) => Some(HostFault::Local),
        (_, true) => Some(HostFault::Private),
        _ => None,
    }
}

/// Words are looked for between points, hyphens and underscores: `methodo.fr` has nothing to do with `todo`.
fn is_placeholder_name(name: &str) -> bool {
    if name.contains(['{', '}', '<', '>', '$', '*', ' ', '[']) {
        return true;
    }
    let words: Vec<&str> = name.split(['.', '-', '_']).filter(|word| !word.is_empty()).collect();
    let has = |sought: &[&str]| words.windows(sought.len()).any(|window| window == sought);
    words.is_empty()
        || PLACEHOLDERS.iter().any(|sought| has(sought))
        || (words.len() == 1
            && ["null", "undefined", "none", "host", "hostname", "server", "domain", "string"]
                .contains(&words[0]))
        || words.iter().all(|word| word.len() >= 3 && word.bytes().all(|byte| byte == b'x'))
}

const PLACEHOLDERS: &[&[&str]] = &[
    &["todo"],
    &["tbd"],
    &["changeme"],
    &["ip", "gateway"],
    &["ipgateway"],
    &["to", "be", "defined"],
    &["tobedefined"],
    &["to", "be", "completed"],
    &["a", "definir"],
    &["adefinir"],
    &["a", "completer"],
    &["acompleter"],
    &["a", "renseigner"],
    &["your"],
    &["votre"],
    &["yourdomain"],
    &["yourserver"],
    &["yourhost"],
    &["mydomain"],
    &["mondomaine"],
    &["mon", "domaine"],
    &["monserveur"],
    &["mon", "serveur"],
    &["my", "server"],
    &["myserver"],
];

/// Names that documents about something else than an API of theirs take for their examples.
#[rustfmt::skip]
const EXAMPLES: &[&str] = &[
    "example.com", "example.org", "example.net", "example.fr", "exemple.fr", "exemple.com",
    "exemple.gouv.fr", "example.gouv.fr", "domain.com", "domain.tld", "domaine.fr", "domaine.tld",
    "server.com", "api.server.test", "petstore.swagger.io", "petstore3.swagger.io",
    "petstore.com",
];

#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "local", "internal", "lan", "intra", "intranet", "corp", "home", "private", "test", "invalid",
    "localdomain", "tld",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_nobody_reaches() {
        use HostFault::{Example, Local, Placeholder, Private, ReservedTld, SingleLabel};
        for (host, fault) in [
            ("localhost", Local),
            ("localhost:3000", Local),
            ("127.0.0.1:8080", Local),
            ("0.0.0.0", Local),
            ("[::1]:80", Local),
            ("192.168.1.22", Private),
            ("10.1.2.3", Private),
            ("172.31.0.1", Private),
            ("api.example.com", Example),
            ("exemple.fr", Example),
            ("IP-GATEWAY", Placeholder),
            ("TODO_PROD.ponts.fr", Placeholder),
            ("to-be-defined", Placeholder),
            ("adefinir.ponts.gouv.fr", Placeholder),
            ("null", Placeholder),
            ("{host}.ponts.fr", Placeholder),
            ("your-domain.com", Placeholder),
            ("xxxx", Placeholder),
            ("", Placeholder),
            ("vponts-app1a:7009", SingleLabel),
            ("api.ponts.local", ReservedTld),
            ("ponts.intra", ReservedTld),
        ] {
            assert_eq!(host_fault(host), Some(fault), "{host}");
        }
        for host in [
            "ponts.api.gouv.fr",
            "api.ponts.fr:8443",
            "methodo.fr",
            "172.32.0.1",
            "8.8.8.8",
            "www.exemples.fr",
            "équipe.fr",
            "le.taxi",
        ] {
            assert_eq!(host_fault(host), None, "{host}");
        }
    }
}
