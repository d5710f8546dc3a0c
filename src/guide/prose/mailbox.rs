//! Mailboxes: shared by a team, or one person's.
//!
//! The guide: « L'équipe en charge de l'API doit pouvoir être contactée (via une adresse mail générique) » (G03).

use std::sync::LazyLock;

use super::address::{Fault, address_fault};
use super::person::{folded, is_given_name, name_parts, names_a_person};
use super::words;

static SHARED: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::read(include_str!("words/shared-mailboxes.txt")));
static FREE_MAIL: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::read(include_str!("words/free-mail.txt")));

/// Whose mailbox an address opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// A team's, or nothing tells that it is not.
    Generic,
    /// A team's as far as can be told, at a provider of mail to individuals.
    FreeMail,
    /// One person's.
    Personal {
        /// Whether the name proves it, rather than suggests it.
        certain: bool,
    },
    /// An address that sends and does not receive.
    NoReply,
    /// No address at all.
    Malformed(Fault),
}

/// Whose mailbox this is, knowing the contact's name and the API's title. When in doubt it is generic: `x.y@` is a team's
/// mailbox nine times out of ten.
pub fn judge(address: &str, contact_name: Option<&str>, title: Option<&str>) -> Mailbox {
    let address = address.trim();
    if let Some(fault) = address_fault(address) {
        return Mailbox::Malformed(fault);
    }
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let local = folded(local.split('+').next().unwrap_or(local));
    if is_no_reply(&local) {
        return Mailbox::NoReply;
    }
    let tokens: Vec<&str> =
        local.split(['.', '_', '-']).filter(|token| !token.is_empty()).collect();
    let personal = contact_name
        .filter(|name| names_a_person(name))
        .and_then(|name| is_of(&tokens, &name_parts(name)));
    let personal = personal.or_else(|| by_itself(&local, &tokens, domain, title));
    match personal {
        Some(certain) => Mailbox::Personal { certain },
        None if is_free_mail(address) => Mailbox::FreeMail,
        None => Mailbox::Generic,
    }
}

/// Whether an address is at a provider of mail to individuals.
pub fn is_free_mail(address: &str) -> bool {
    let domain = address.trim().rsplit('@').next().unwrap_or_default();
    domain.len() < address.trim().len() && words::has(&FREE_MAIL, &domain.to_lowercase())
}

fn is_no_reply(local: &str) -> bool {
    let letters: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    ["noreply", "nepasrepondre", "donotreply", "nereply", "noresponse"]
        .iter()
        .any(|words| letters.contains(words))
}

/// Whether the local part is made of the words of a person's name: all of them, or an initial and the surname.
fn is_of(tokens: &[&str], name: &[String]) -> Option<bool> {
    let named = |token: &&str| name.iter().any(|part| part == token);
    let initial = |token: &str| token.len() == 1 && name.iter().any(|part| part.starts_with(token));
    let joined: String = tokens.concat();
    let glued = name.iter().any(|given| {
        name.iter().any(|surname| {
            given != surname
                && surname.len() > 2
                && (joined == format!("{given}{surname}")
                    || (!given.is_empty() && joined == format!("{}{surname}", &given[..1])))
        })
    });
    let whole = tokens.len() >= 2
        && tokens.iter().all(|token| named(token) || initial(token))
        && tokens.iter().any(named);
    (whole || glued).then_some(true)
}

/// What the local part says without a contact's name: « prénom.nom », « j.dupont ».
fn by_itself(local: &str, tokens: &[&str], domain: &str, title: Option<&str>) -> Option<bool> {
    let domain = folded(domain);
    let title = title.map(name_parts).unwrap_or_default();
    let shared = |token: &&str| {
        words::has(&SHARED, token)
            || (token.len() > 1 && domain.split(['.', '-']).any(|label| label == *token))
            || title.iter().any(|word| word == token)
    };
    let alphabetic =
        tokens.iter().all(|token| token.bytes().all(|byte| byte.is_ascii_alphabetic()));
    if !alphabetic || tokens.iter().any(shared) {
        return None;
    }
    match tokens {
        [first, last] if is_given_name(first) && last.len() > 1 => Some(true),
        [first, last]
            if first.len() == 1 && *first != "e" && last.len() > 3 && local.contains('.') =>
        {
            Some(false)
        }
        // « jean-marc.dupont », « jean.de.villiers »
        [first, _, last] if is_given_name(first) && last.len() > 1 && local.contains('.') => {
            Some(true)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOMEONE: Mailbox = Mailbox::Personal { certain: true };

    #[test]
    fn shared_mailboxes() {
        for (address, name, title) in [
            ("contact@ponts.gouv.fr", None, None),
            ("contact.geoponts@ponts.fr", None, None),
            ("api.ponts@finances.gouv.fr", None, None),
            ("projet.ines@ponts.gouv.fr", None, None),
            ("judiponts.courdesponts@justice.fr", None, None),
            ("ponts@abes.fr", Some("ABES"), Some("ponts")),
            ("support@ponts.fr", Some("Sophie Martin"), None),
            ("claude.ponts@dgp.fr", None, Some("API Ponts")),
            ("marie.ponts@ponts.gouv.fr", None, None),
            ("marine.nationale@defense.gouv.fr", None, None),
            ("newsponts@brgm.fr", None, None),
            ("e.sante@ponts.fr", None, None),
            ("equipe@le.taxi", None, None),
            ("partenaires-api-ponts.cnam@ponts.fr", None, None),
            ("jean@ponts.fr", None, None),
            ("team42@ponts.fr", None, None),
        ] {
            assert_eq!(judge(address, name, title), Mailbox::Generic, "{address}");
        }
    }

    #[test]
    fn personal_mailboxes() {
        for (address, name) in [
            ("sophie.martin@ponts.gouv.fr", None),
            ("Sophie.MARTIN@ponts.gouv.fr", None),
            ("hélène.durand@ponts.fr", None),
            ("jean-marc.durand@ponts.fr", None),
            ("jean.de.villiers@ponts.fr", None),
            ("durand.sophie@ponts.fr", Some("Sophie Durand")),
            ("sdurand@ponts.fr", Some("Sophie DURAND")),
            ("s.durand@ponts.fr", Some("Sophie DURAND")),
            ("sophie.martin@gmail.com", None),
        ] {
            assert_eq!(judge(address, name, None), SOMEONE, "{address}");
        }
        assert_eq!(judge("j.durand@ponts.fr", None, None), Mailbox::Personal { certain: false });
    }

    #[test]
    fn mailboxes_that_are_no_contact() {
        assert_eq!(judge("no-reply@ponts.fr", None, None), Mailbox::NoReply);
        assert_eq!(judge("ne-pas-repondre.api@ponts.fr", None, None), Mailbox::NoReply);
        assert_eq!(judge("api.ponts@gmail.com", None, None), Mailbox::FreeMail);
        assert_eq!(judge("a@ponts.fr, b@ponts.fr", None, None), Mailbox::Malformed(Fault::Several));
        assert_eq!(judge("", None, None), Mailbox::Malformed(Fault::Empty));
    }
}
