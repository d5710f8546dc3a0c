//! Pages that a sentence gives to reach the team: a form, a list of tickets, a forum.

use std::collections::HashSet;
use std::ops::Range;

use super::super::host::host_fault;
use super::super::normal::{Folded, Normal};
use super::super::stated::Stated;
use super::super::stems::Stems;
use super::{REACH, forum};

/// Words without which no link is offered to reach the team.
const STEMS: Stems<19> = Stems::new([
    "foru", "disc", "cont", "ecri", "écri", "touc", "reac", "form", "tick", "issu", "bug", "sign",
    "ques", "supp", "pose", "echa", "écha", "ask", "dema",
]);

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
        let explicit = inside.iter().filter(|link| {
            let target = &text[link.target.clone()];
            leads_to_contact(link, target, folded.text)
                || leads_to_forum(link, target, (start, line))
        });
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

/// A link to a forum where the team answers; `sentence` is its own, and where it starts.
fn leads_to_forum(link: &FoldedLink, target: &str, (start, sentence): (usize, &str)) -> bool {
    let from = link.at.start.saturating_sub(start).min(sentence.len());
    let to = link.at.end.saturating_sub(start).clamp(from, sentence.len());
    let label = (!link.bare).then(|| &sentence[from..to]);
    forum::leads_to_forum(label, target, [&sentence[..from], &sentence[to..]])
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
    fn leads(text: &str, expected: &[&str]) {
        let found: Vec<_> = contact_links(text).into_iter().map(|stated| stated.value).collect();
        assert_eq!(found, expected, "{text}");
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
        leads(
            "Une question ? Rendez-vous sur le [forum des utilisateurs](https://forum.ponts.fr).",
            &["https://forum.ponts.fr"],
        );
        leads(
            "Les échanges ont lieu sur le forum : https://ponts.fr/c/api",
            &["https://ponts.fr/c/api"],
        );
        leads(
            "Questions are answered at https://discuss.bridges.org/api.",
            &["https://discuss.bridges.org/api"],
        );
        leads("Forum : https://ponts.fr/f", &["https://ponts.fr/f"]);
        leads("[Forum](https://ponts.fr/f) de l'API", &["https://ponts.fr/f"]);
        leads("Forum des développeurs : https://ponts.fr/f", &["https://ponts.fr/f"]);
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
            "L'API donne les messages du forum https://forum.ponts.fr.",
            "Le [compte rendu](https://ponts.fr/forum-2026) de la journée",
            "The list of threads is that of https://discuss.bridges.org.",
            "Forum des associations : https://ponts.fr/f",
            "Le [forum des métiers](https://ponts.fr/f) accueille les utilisateurs inscrits.",
            "Les problèmes de voirie sont publiés sur le [forum](https://ponts.fr/f) de la commune.",
            "Forum de l'emploi : rejoignez-nous sur https://ponts.fr/f",
            "Questions are asked at the [forum](https://bridges.org/f) of the city.",
            "Voir le schéma : https://ponts.fr/schema",
        ] {
            leads(text, &[]);
        }
    }

    #[test]
    fn the_target_is_shown_where_it_stands() {
        let text = "Une question&nbsp;? [Écrivez-nous](https://ponts.fr/c) ou a@ponts.fr";
        assert_eq!(&text[contact_links(text)[0].range.clone()], "https://ponts.fr/c");
    }
}
