//! E-mail addresses: whether one is well formed and can receive.

use super::case::starts_with;
use super::host::{HostFault, host_fault};
use super::person::folded;
use super::placeholder::is_placeholder;

/// Why a value is no address to write to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// A value to fill in: `TODO`, `prenom.nom@…`.
    Placeholder,
    /// The address is behind `mailto:`.
    Mailto,
    /// More than one address is written in the field.
    Several,
    /// A space or a name beside the address.
    Space,
    /// No `@`.
    NoAt,
    /// What stands before `@` cannot be a local part.
    LocalPart,
    /// What stands after `@` cannot be a domain.
    Domain,
    /// The domain is well formed, and cannot receive.
    Host(HostFault),
}

/// What is wrong with a contact's address, if anything (RFC 5321, internationalised names included). The guide asks for
/// an address that the team can be reached at (G03).
pub fn address_fault(address: &str) -> Option<Fault> {
    let address = address.trim();
    if address.is_empty() {
        return Some(Fault::Empty);
    }
    if starts_with(address, "mailto:") {
        return Some(Fault::Mailto);
    }
    if address.matches('@').count() > 1 || (address.contains('@') && address.contains([',', ';'])) {
        return Some(Fault::Several);
    }
    let Some((local, domain)) = address.split_once('@') else {
        return Some(if is_placeholder(address) { Fault::Placeholder } else { Fault::NoAt });
    };
    if address.contains(char::is_whitespace) {
        return Some(Fault::Space);
    }
    if is_placeholder_local(local) {
        return Some(Fault::Placeholder);
    }
    if !is_local_part(local) {
        return Some(Fault::LocalPart);
    }
    match host_fault(domain) {
        _ if !is_domain(domain) => Some(Fault::Domain),
        Some(fault) => Some(Fault::Host(fault)),
        None => None,
    }
}

fn is_placeholder_local(local: &str) -> bool {
    let local = folded(local);
    let words: Vec<&str> = local.split(['.', '-', '_', '+']).collect();
    local.contains(['{', '}', '<', '>'])
        || matches!(
            words.as_slice(),
            ["prenom", "nom"]
                | ["nom", "prenom"]
                | ["firstname", "lastname"]
                | ["john" | "jane", "doe"]
        )
        || matches!(
            words.as_slice(),
            ["your" | "votre" | "my" | "mon", ..]
                | ["xxx" | "todo" | "changeme" | "johndoe" | "janedoe" | "jdoe"]
        )
}

/// A dot-atom of at most 64 bytes. Quoted local parts are left to Fault: nobody publishes one.
fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_sign))
}

fn is_atom_sign(sign: char) -> bool {
    sign.is_alphanumeric() || "!#$%&'*+/=?^_`|~-".contains(sign)
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    domain.len() <= 253
        && labels.iter().all(label)
        && labels.last().is_some_and(|last| {
            last.chars().count() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_to_write_to() {
        for address in [
            "contact@ponts.gouv.fr",
            "api.ponts+tickets@ponts.fr",
            "équipe@île-de-france.fr",
            " contact@ponts.fr ",
            "a@b.museum",
            "o'neil@ponts.fr",
            "contact@xn--le-de-france-ugb.fr",
        ] {
            assert_eq!(address_fault(address), None, "{address}");
        }
    }

    #[test]
    fn values_that_are_no_address() {
        for (address, fault) in [
            ("", Fault::Empty),
            ("TODO", Fault::Placeholder),
            ("prenom.nom@ponts.fr", Fault::Placeholder),
            ("votre-email@ponts.fr", Fault::Placeholder),
            ("mailto:contact@ponts.fr", Fault::Mailto),
            ("a@ponts.fr, b@ponts.fr", Fault::Several),
            ("a@ponts.fr ou b@ponts.fr", Fault::Several),
            ("Support <contact@ponts.fr>", Fault::Space),
            ("contact @ponts.fr", Fault::Space),
            ("contact.ponts.fr", Fault::NoAt),
            (".contact@ponts.fr", Fault::LocalPart),
            ("con..tact@ponts.fr", Fault::LocalPart),
            ("contact@ponts.fr.", Fault::Domain),
            ("contact@ponts..fr", Fault::Domain),
            ("contact@-ponts.fr", Fault::Domain),
            ("contact@ponts.f", Fault::Domain),
            ("contact@example.com", Fault::Host(HostFault::Example)),
            ("contact@ponts", Fault::Host(HostFault::SingleLabel)),
            ("contact@ponts.local", Fault::Host(HostFault::ReservedTld)),
        ] {
            assert_eq!(address_fault(address), Some(fault), "{address}");
        }
    }
}
