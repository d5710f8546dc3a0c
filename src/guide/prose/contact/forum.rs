//! Forums where the team answers: a way to reach it, though nobody's mailbox.

use super::super::subject::words;

/// Whether a link of a folded sentence leads to a forum that the sentence sends its readers to. `label` is the link's own words,
/// nothing for a bare address; `outside` the sentence without it.
pub(super) fn leads_to_forum(label: Option<&str>, target: &str, outside: &str) -> bool {
    let is_forum =
        label.is_some_and(speaks_of_forum) || speaks_of_forum(outside) || is_at_one(target);
    let all = || words(outside).chain(words(label.unwrap_or_default())).map(|(_, word)| word);
    let opens = words(outside).next().is_some_and(|(_, word)| FORUM.contains(&word))
        || label.is_some_and(|label| {
            words(label).next().is_some_and(|(_, word)| FORUM.contains(&word))
        });
    let invites = all().any(|word| HELP.iter().any(|stem| word.starts_with(stem)));
    // « les messages du forum » are what the API gives.
    let is_data = all().any(|word| DATA.contains(&word));
    is_forum && (invites || opens) && !is_data
}

fn speaks_of_forum(text: &str) -> bool {
    words(text).any(|(_, word)| FORUM.contains(&word))
}

/// `https://forum.ponts.fr`, `…/discussions`
fn is_at_one(target: &str) -> bool {
    let rest = target.split_once("://").map_or("", |(_, rest)| rest).to_ascii_lowercase();
    let (host, path) = rest.split_once('/').unwrap_or((&rest, ""));
    let first = host.split('.').next().unwrap_or_default();
    FORUM.contains(&first) || path.split(['/', '?', '#']).any(|piece| FORUM.contains(&piece))
}

const FORUM: &[&str] = &["forum", "forums", "discuss", "discourse", "discussions"];

/// Beginnings of words that send to a place where one is answered.
#[rustfmt::skip]
const HELP: &[&str] = &[
    "question", "aide", "entraide", "help", "ask", "echang", "discut", "discuss", "support", "probleme",
    "problem", "issue", "retour", "feedback", "repon", "answer", "rejoi", "join", "rendez", "utilisateur",
    "user", "pose", "contact", "equipe", "team", "communaut", "community", "signal", "report",
];

#[rustfmt::skip]
const DATA: &[&str] = &[
    "messages", "sujets", "topics", "threads", "donnees", "data", "retourne", "renvoie", "returns", "liste",
    "list", "moderation", "recherche", "extrait", "exporte",
];
