//! Ways to reach the team, given in a sentence: an address, a form.
//!
//! The guide: « L'équipe en charge de l'API doit pouvoir être contactée » (G03).

use std::collections::HashSet;
use std::ops::Range;

use super::address::address_fault;
use super::host::host_fault;
use super::normal::{Folded, Normal};
use super::stated::Stated;
use super::stems::Stems;
use super::subject::words;
use super::written_out::addresses_written_out;

/// Words without which no link is offered to reach the team.
const STEMS: Stems<17> = Stems::new([
    "cont", "ecri", "écri", "touc", "reac", "form", "tick", "issu", "bug", "sign", "ques", "supp",
    "pose", "echa", "écha", "ask", "dema",
]);

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
    "problem", "joindre", "joignable", "par mail", "par e-mail", "par email", "par courriel",
    "mailto:", "write to", "email us", "e-mail us", "reach", "bug", "signaler", "signalez",
    "report", "a l'adresse mail", "a l'adresse suivante", "equipe", "team", "demande", "feedback",
    "adressez", "envoyez", "envoyer un", "besoin d'aide", "help", "adresser un", "anomalie",
    "renseignement", "plus d'information", "more information", "further information",
    "send an e-mail", "send an email", "difficulte", "remarque", "suggestion", "dysfonctionnement",
    "commentaire",
];

/// The links that a text gives as the way to reach the team, once each, in reading order: a contact page, a form, a list of
/// tickets. Only `http` and `https` addresses count.
pub fn contact_links(text: &str) -> Vec<Stated<String>> {
    if !text.contains("://") || !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let links = links(text, &normal, &folded);
    let mut offered: Vec<Stated<String>> = Vec::new();
    for (start, line) in folded.lines() {
        let first = links.partition_point(|link| link.at.start < start);
        let last = links.partition_point(|link| link.at.start <= start + line.len());
        let inside = &links[first..last];
        let cues = REACHED
            .iter()
            .flat_map(|cue| line.match_indices(cue))
            .filter(|(at, cue)| is_cue(line, *at, cue));
        let near = cues.filter_map(|(at, _)| nearest(inside, line, start + at));
        let explicit = inside
            .iter()
            .filter(|link| leads_to_contact(link, &text[link.target.clone()], folded.text));
        for link in near.chain(explicit) {
            let value = text[link.target.clone()].to_owned();
            offered.push(Stated { value, range: link.target.clone() });
        }
    }
    offered.sort_by_key(|stated| stated.range.start);
    let mut seen = HashSet::new();
    offered.retain(|stated| seen.insert(stated.value.clone()));
    offered
}

/// A link: its label in the folded text, its target in the text as it was given.
struct FoldedLink {
    at: Range<usize>,
    target: Range<usize>,
    bare: bool,
}

/// Labelled links and bare addresses, those that can be reached.
fn links(text: &str, normal: &Normal, folded: &Folded) -> Vec<FoldedLink> {
    let mut links: Vec<FoldedLink> = Vec::new();
    let mut labels = normal
        .links
        .iter()
        .map(|link| (link.label.clone(), link.target.clone()))
        .collect::<Vec<_>>();
    // Labels are places of the plain text: the folded one is found by walking both once.
    labels.sort_by_key(|(label, _)| label.start);
    for (label, target) in labels {
        let from = folded.find(label.start);
        let to = folded.find(label.end);
        links.push(FoldedLink { at: from..to, target, bare: false });
    }
    for (at, _) in folded.text.match_indices("http") {
        let rest = &folded.text[at..];
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let len = rest.find([' ', '\n', ')', '"', '>', ',', ']']).unwrap_or(rest.len());
            let len = rest[..len].trim_end_matches(['.', ';', ':', '\'', '!', '?']).len();
            links.push(FoldedLink {
                at: at..at + len,
                target: folded.origin(at..at + len),
                bare: true,
            });
        }
    }
    links.retain(|link| {
        let target = &text[link.target.clone()];
        let host = target
            .split_once("://")
            .map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(rest));
        target.starts_with("http") && host.is_some_and(|host| host_fault(host).is_none())
    });
    links.sort_by_key(|link| link.at.start);
    links
}

/// The first link after a word of contact, or the form just before it: « ce [formulaire](…) pour nous contacter ».
fn nearest<'l>(links: &'l [FoldedLink], line: &str, cue: usize) -> Option<&'l FoldedLink> {
    let after = links.iter().find(|link| link.at.end > cue && link.at.start <= cue + 160);
    let before = || {
        links
            .iter()
            .rev()
            .find(|link| link.at.end <= cue && cue <= link.at.end + REACH && line.contains("form"))
    };
    after.or_else(before)
}

/// Whether the words say to contact the team: not « contactez votre mairie », not « les données de contact ».
fn is_cue(line: &str, at: usize, cue: &str) -> bool {
    let starts = at == 0 || !line.as_bytes()[at - 1].is_ascii_alphanumeric();
    let after = line[at + cue.len()..]
        .trim_start_matches(|sign: char| sign.is_ascii_lowercase())
        .trim_start();
    let someone_else =
        ["votre ", "vos ", "leur ", "un ", "une "].iter().any(|word| after.starts_with(word));
    starts && !(cue.starts_with("contact") && someone_else)
}

/// A link whose label or address is « contact ».
fn leads_to_contact(link: &FoldedLink, target: &str, folded: &str) -> bool {
    let label = folded[link.at.clone()].trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let path = target
        .split_once("://")
        .map_or("", |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let last = path
        .split(['?', '#'])
        .next()
        .unwrap_or("")
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or("");
    let last = last.split('.').next().unwrap_or(last).to_ascii_lowercase();
    (!link.bare && LABELS.contains(&label)) || PAGES.contains(&last.as_str())
}

#[rustfmt::skip]
const REACHED: &[&str] = &[
    "contactez", "contacter", "nous contacter", "contact us", "contact the", "contact our",
    "get in touch", "reach out", "reach us", "formulaire de contact", "contact form",
    "page de contact", "page contact", "nous ecrire", "ecrivez-nous", "ouvrir un ticket",
    "ouvrez un ticket", "open an issue", "open a ticket", "report an issue", "report a bug",
    "signaler un", "signaler une", "signaler tout", "poser une question", "poser vos questions",
    "posez une question", "posez vos questions", "posez votre question", "posez-la", "posez-les",
    "signalez", "se signalent", "demande d'assistance", "demande de support", "ask a question", "ask your question", "ask us", "echanger avec l'equipe", "echangez avec l'equipe",
    "echanger avec nous", "echangez avec nous", "contact :",
];
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "contact", "contactez-nous", "nous contacter", "contact us", "formulaire de contact",
    "contact form", "support", "support portal", "help desk", "helpdesk", "portail d'assistance",
    "portail de support", "assistance", "nous joindre", "joindre l'equipe",
];
#[rustfmt::skip]
const PAGES: &[&str] = &[
    "contact", "contacts", "contactez-nous", "nous-contacter", "contact-us", "formulaire-contact",
    "formulaire-de-contact", "support", "helpdesk", "assistance",
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

    #[track_caller]
    fn leads(text: &str, expected: &[&str]) {
        let found: Vec<_> = contact_links(text).into_iter().map(|stated| stated.value).collect();
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
    fn links_to_reach_the_team() {
        leads(
            "vous pouvez contacter l'équipe en remplissant ce [formulaire](https://ponts.fr/faq?q=contact) !",
            &["https://ponts.fr/faq?q=contact"],
        );
        leads(
            "Voir la [doc](https://ponts.fr/doc). [Contactez-nous](https://ponts.fr/c).",
            &["https://ponts.fr/c"],
        );
        leads(
            "Utilisez ce [formulaire](https://tally.so/r/x) pour nous contacter.",
            &["https://tally.so/r/x"],
        );
        leads("Aide : https://ponts.fr/contact.", &["https://ponts.fr/contact"]);
        leads(
            "Please visit our [Support portal](https://ponts.fr/s) should you need assistance.",
            &["https://ponts.fr/s"],
        );
        leads(
            "Les anomalies se signalent sur https://ponts.fr/tickets",
            &["https://ponts.fr/tickets"],
        );
        leads(
            "Found a bug? Open an issue at https://github.com/ponts/api/issues",
            &["https://github.com/ponts/api/issues"],
        );
        leads("<a href='https://ponts.fr/c'>Nous contacter</a>", &["https://ponts.fr/c"]);
    }

    #[test]
    fn links_that_lead_elsewhere() {
        for text in [
            "Contactez-nous si vous avez besoin d'autre chose. Voir https://ponts.fr/doc",
            "Consultez la [documentation](https://ponts.fr/doc).",
            "Contactez votre mairie (https://mairie.fr).",
            "Les données de contact sont décrites [ici](https://ponts.fr/doc).",
            "Contactez-nous sur https://example.com/contact",
            "contacter l'équipe : [ponts@gues.fr](mailto:ponts@gues.fr)",
            "données soumises via un formulaire : https://ponts.fr/f",
        ] {
            leads(text, &[]);
        }
    }

    #[test]
    fn the_target_is_shown_where_it_stands() {
        let text = "Une question&nbsp;? [Écrivez-nous](https://ponts.fr/c) ou a@ponts.fr";
        assert_eq!(&text[contact_links(text)[0].range.clone()], "https://ponts.fr/c");
        assert_eq!(&text[addresses_offered(text)[0].range.clone()], "a@ponts.fr");
    }
}
