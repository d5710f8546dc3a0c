//! Forums where the team answers: a way to reach it, though nobody's mailbox.

use super::super::subject::words;

/// Whether a link of a folded sentence leads to a forum that the sentence sends its readers to. `label` is the link's own words,
/// nothing for a bare address; `around` what the sentence says before and after it.
pub(super) fn leads_to_forum(label: Option<&str>, target: &str, around: [&str; 2]) -> bool {
    let [before, after] = around;
    let outside = &around.concat();
    let is_forum =
        label.is_some_and(speaks_of_forum) || speaks_of_forum(outside) || is_at_one(target);
    if !is_forum || is_of_else(&[before, label.unwrap_or_default(), after].concat()) {
        return false;
    }
    let all = || words(outside).chain(words(label.unwrap_or_default())).map(|(_, word)| word);
    let opens = words(outside).next().is_some_and(|(_, word)| FORUM.contains(&word))
        || label.is_some_and(|label| {
            words(label).next().is_some_and(|(_, word)| FORUM.contains(&word))
        });
    let invites = all().any(|word| HELP.iter().any(|stem| word.starts_with(stem)));
    // « les messages du forum » are what the API gives.
    let is_data = all().any(|word| DATA.contains(&word));
    (invites || opens) && !is_data
}

/// « forum des associations », « forum de la commune »: of others than those who use the API.
fn is_of_else(sentence: &str) -> bool {
    let words: Vec<&str> = words(sentence).map(|(_, word)| word).collect();
    let complement = |at: usize| match words.get(at + 1..)? {
        ["de", "la" | "l", of, ..] | ["of", "the", of, ..] | ["des" | "du" | "of", of, ..] => {
            Some(*of)
        }
        _ => None,
    };
    (0..words.len())
        .filter(|at| FORUM.contains(&words[*at]))
        .filter_map(complement)
        .any(|of| !OWN.iter().any(|stem| of.starts_with(stem)))
}

/// Beginnings of words for whose forum it is.
#[rustfmt::skip]
const OWN: &[&str] = &[
    "utilisat", "reutilisat", "usager", "developp", "api", "equipe", "communaut", "user", "developer", "team",
    "communit",
];

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
