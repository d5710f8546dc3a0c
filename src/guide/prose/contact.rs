//! Ways to reach the team, given in a sentence: an address, a form.
//!
//! The guide: « L'équipe en charge de l'API doit pouvoir être contactée » (G03).

mod forum;
mod page;

use std::collections::HashSet;
use std::ops::Range;

use super::address::address_fault;
use super::normal::{Folded, Normal};
use super::stated::Stated;
use super::subject::words;
use super::written_out::addresses_written_out;
pub use page::contact_links;

/// How far a word that speaks of contact may stand from an address, in bytes of folded text.
const REACH: usize = 80;

/// The e-mail addresses that a text gives as the way to reach the team, once each, in reading order: beside words such as
/// « contact », « question », `support`, or behind `mailto:`. Addresses in code, commands and examples are samples.
pub fn addresses_offered(text: &str) -> Vec<Stated<String>> {
    if !text.contains('@') && !text.contains(['[', '(', '{']) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut offered: Vec<Stated<String>> = Vec::new();
    for link in &normal.links {
        let target = &text[link.target.clone()];
        let Some(address) =
            target.strip_prefix("mailto:").map(|rest| rest.split('?').next().unwrap_or(rest))
        else {
            continue;
        };
        if address_fault(address).is_none() {
            let start = link.target.start + "mailto:".len();
            offered.push(Stated { value: address.to_owned(), range: start..start + address.len() });
        }
    }
    for (at, _) in folded.text.match_indices('@') {
        let Some(range) = address_around(&folded, &normal, at) else { continue };
        let address = &normal.text[folded.plain(range.clone())];
        let is_told =
            || !is_sample(&folded.text[..range.start]) && is_near_contact(folded.text, &range);
        if address_fault(address).is_none()
            && (is_labelled(&folded, &normal, range.start) || is_told())
        {
            offered.push(Stated { value: address.to_owned(), range: folded.origin(range) });
        }
    }
    for (address, range) in addresses_written_out(folded.text) {
        // Nobody hides an address that is a sample.
        if address_fault(&address).is_none() {
            offered.push(Stated { value: address, range: folded.origin(range) });
        }
    }
    offered.sort_by_key(|stated| stated.range.start);
    let mut seen = HashSet::new();
    offered.retain(|stated| seen.insert(stated.value.to_lowercase()));
    offered
}

/// The address around an `@`, as bytes of the folded text.
fn address_around(folded: &Folded, normal: &Normal, at: usize) -> Option<Range<usize>> {
    let bytes = folded.text.as_bytes();
    let belongs =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    let start = at - bytes[..at].iter().rev().take_while(|byte| belongs(byte)).count();
    let mut end = at + 1 + bytes[at + 1..].iter().take_while(|byte| belongs(byte)).count();
    while end > at && matches!(bytes[end - 1], b'.' | b'-' | b'_') {
        end -= 1;
    }
    // An URL such as `https://user@host/` or a name such as `@types/node` is no address.
    let after = bytes.get(end).copied();
    let before = start.checked_sub(1).map(|before| bytes[before]);
    let alone = after != Some(b'/') && before != Some(b'/') && after != Some(b'@');
    let plain = folded.plain(start..end);
    (start < at && at + 1 < end && alone && normal.text.get(plain).is_some()).then_some(start..end)
}

/// `-u a@b.fr`, `"email": "a@b.fr"`, « ex : a@b.fr ».
fn is_sample(before: &str) -> bool {
    let before = &before[before.len().saturating_sub(4 * REACH)..];
    let last = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let near = &last[last.len().saturating_sub(30)..];
    let tail = near.trim_end_matches(['"', '\'', ' ', '(']);
    let quoted = before.ends_with("('") || before.ends_with("(\"");
    let assigned = tail.ends_with('=')
        || ["email:", "email\":", "mail\":", "uid:", "login:", "user:", "username:"]
            .iter()
            .any(|key| tail.ends_with(key));
    let example = words(near).any(|(_, word)| matches!(word, "ex" | "exemple" | "example" | "eg"));
    quoted || (assigned && !near.contains("contact")) || example || last.contains("curl ")
}

/// « Administrateur fonctionnel : a@b.fr », `Maintainer: a@b.fr`: a label that opens its line with a capital, and names who
/// answers or what one writes to.
fn is_labelled(folded: &Folded, normal: &Normal, at: usize) -> bool {
    let line = folded.text[..at].rfind('\n').map_or(0, |end| end + 1);
    let Some(label) = folded.text[line..at].trim_end().strip_suffix(':') else { return false };
    let label = label.trim_end();
    let mut words = words(label).map(|(start, word)| (line + start, word));
    let Some((start, first)) = words.next() else { return false };
    let is_capital =
        normal.text[folded.plain(start..start + first.len())].starts_with(char::is_uppercase);
    is_capital
        && LABELLED.contains(&first)
        && words.count() <= 3
        && !label.contains(['"', '=', '{'])
}

/// What labels of addresses begin with.
#[rustfmt::skip]
const LABELLED: &[&str] = &[
    "administrateur", "administratrice", "administration", "responsable", "referent", "correspondant",
    "correspondante", "gestionnaire", "interlocuteur", "interlocutrice", "mainteneur", "courriel",
    "mail", "mel", "email", "e", "bal", "boite", "messagerie", "adresse", "equipe", "assistance",
    "maintainer", "maintainers", "owner", "administrator", "mailbox", "mailto", "team", "helpdesk",
];

/// Whether the words around an address speak of contact.
fn is_near_contact(text: &str, range: &Range<usize>) -> bool {
    let before = &text[range.start.saturating_sub(REACH)..range.start];
    let after = &text[range.end..(range.end + REACH).min(text.len())];
    // An address holds words such as `contact` too: only sentences count.
    let sentences = before
        .split(' ')
        .chain(after.split(' '))
        .filter(|word| !word.contains('@'))
        .collect::<Vec<_>>()
        .join(" ");
    CONTACT.iter().any(|cue| {
        sentences.match_indices(cue).any(|(at, _)| {
            let start = at == 0 || !sentences.as_bytes()[at - 1].is_ascii_alphanumeric();
            // « l'adresse du contact » is a field of the data.
            start
                && !["du ", "un ", "le nom du "]
                    .iter()
                    .any(|article| sentences[..at].ends_with(article))
        })
    })
}

#[rustfmt::skip]
const CONTACT: &[&str] = &[
    "contact", "support", "ecrire", "ecrivez", "ecrivant", "assistance", "question", "probleme",
    "problem", "joindre", "joignable", "m'adresser", "s'adresser", "vous adresser", "sollicitation", "par mail", "par e-mail", "par email", "par courriel",
    "mailto:", "write to", "email us", "e-mail us", "reach", "bug", "signaler", "signalez",
    "report", "a l'adresse mail", "a l'adresse suivante", "equipe", "team", "demande", "feedback",
    "adressez", "envoyez", "envoyer un", "besoin d'aide", "help", "adresser un", "anomalie",
    "renseignement", "plus d'information", "more information", "further information",
    "send an e-mail", "send an email", "difficulte", "remarque", "suggestion", "dysfonctionnement",
    "commentaire",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn addresses(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            addresses_offered(text).into_iter().map(|stated| stated.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_to_reach_the_team() {
        addresses("Pour toute question, écrivez à **ponts@ademe.fr**.", &["ponts@ademe.fr"]);
        addresses(
            "En cas d'anomalie, merci d'adresser un courriel à appui@ponts.fr.",
            &["appui@ponts.fr"],
        );
        addresses("Pour tout renseignement : api@ponts.fr", &["api@ponts.fr"]);
        addresses("**À qui m'adresser ?** bal-ponts@gues.fr", &["bal-ponts@gues.fr"]);
        addresses("## Contact\n\napi-ponts@gues.fr", &["api-ponts@gues.fr"]);
        addresses("l'équipe : [ponts@gues.fr](mailto:ponts@gues.fr)", &["ponts@gues.fr"]);
        addresses("[Nous écrire](mailto:ponts@gues.fr?subject=API)", &["ponts@gues.fr"]);
        addresses("If you need support, <help@bridges.org>", &["help@bridges.org"]);
        addresses("Contactez-nous&nbsp;: équipe@île.fr", &["équipe@île.fr"]);
        addresses("Contact : ponts[at]gues.fr", &["ponts@gues.fr"]);
        addresses("- Administrateur fonctionnel : ponts@gues.gouv.fr", &["ponts@gues.gouv.fr"]);
        addresses("Courriel : ponts@gues.gouv.fr", &["ponts@gues.gouv.fr"]);
    }

    #[test]
    fn addresses_that_are_samples() {
        for text in [
            "Contact : \n```sh\ncurl -u agent@demo.ponts.fr https://ponts.fr\n```",
            "email='agent@demo.ponts.fr' pour le support",
            "Identifiant : agent@ponts.fr",
            "Le courriel de l'abonné : agent@ponts.fr",
            "courriel : agent@ponts.fr",
            "Un courriel à lecteur@ponts.fr est envoyé quand le prêt expire.",
            "Le contact, par exemple martin@gues.fr, est renvoyé.",
            "\"email\": \"agent@ponts.fr\" est l'adresse de contact",
            "L'adresse agent@ponts.fr est un identifiant",
            "contact : contact@example.com",
            "Contact::from([])->setValue('support@ponts.fr')",
            "`support@ponts.fr` est le contact",
            "Support : https://support@ponts.fr/aide",
            "L'adresse du contact : mairie@gues.fr",
        ] {
            addresses(text, &[]);
        }
    }

    #[test]
    fn the_address_is_shown_where_it_stands() {
        let text = "Une question&nbsp;? [Écrivez-nous](https://ponts.fr/c) ou a@ponts.fr";
        assert_eq!(&text[addresses_offered(text)[0].range.clone()], "a@ponts.fr");
    }
}
