//! The list of all rules, by ruleset, with a field to search it.

use maud::{DOCTYPE, Markup, html};

use super::frame::{framed, head};
use super::{Site, other, say};
use crate::diagnostic::Language;
use crate::report::html::{badge_in as badge, plain, prose};
use crate::report::wording::{self, Noun};

/// What the list does when scripts may run.
const SEARCH: &str = include_str!("search.js");

/// The first page: a language to choose.
pub(super) fn choice(site: &Site<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                (head("Règles d'apilint · apilint rules", "", None))
            }
            body {
                main #main {
                    h1 { "Règles d'apilint" }
                    p.meta { (wording::counted(site.entries.len(), Noun::Rule, Language::Fr)) }
                    ul.choice {
                        @for language in super::LANGUAGES {
                            @let (_, name) = other(other(language).0);
                            li { a href={ (language.code()) "/index.html" } hreflang=(language.code()) lang=(language.code()) { (name) } }
                        }
                    }
                }
            }
        }
    }
}

/// The list in one language.
pub(super) fn index(site: &Site<'_>, language: Language) -> Markup {
    let title = say(language, "The rules", "Les règles");
    let groups = groups(site);
    let content = html! {
        h1 { (title) }
        p.meta { (wording::counted(site.entries.len(), Noun::Rule, language)) }
        form #search role="search" hidden {
            div {
                label for="words" { (say(language, "Search the rules", "Chercher dans les règles")) }
                input #words type="search" autocomplete="off";
            }
            p #status role="status" data-of=(say(language, "of", "sur")) {}
        }
        @for (rank, (name, ranks)) in groups.iter().enumerate() {
            section.ruleset aria-labelledby={ "s" (rank) } {
                h2 id={ "s" (rank) } { (name.map_or_else(
                    || wording::all_switched_off(language).to_owned(), plain)) }
                ul.rules { @for at in ranks { (line(site, *at, language)) } }
            }
        }
    };
    framed(language, title, "index.html", &content, Some(SEARCH))
}

/// The rulesets, those asked for first, each with its rules: the heaviest first; last, the rules that are switched off.
fn groups<'r>(site: &Site<'r>) -> Vec<(Option<&'r str>, Vec<usize>)> {
    let names = site.ruleset.names.iter().map(|name| (Some(name.as_str()), Vec::new()));
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = names.collect();
    for (rank, entry) in site.entries.iter().enumerate() {
        match groups.iter_mut().find(|(name, _)| *name == entry.ruleset) {
            Some((_, ranks)) => ranks.push(rank),
            None => groups.push((entry.ruleset, vec![rank])),
        }
    }
    groups.retain(|(_, ranks)| !ranks.is_empty());
    for (_, ranks) in &mut groups {
        ranks.sort_by_key(|rank| std::cmp::Reverse(site.entries[*rank].severity));
    }
    groups
}

fn line(site: &Site<'_>, rank: usize, language: Language) -> Markup {
    let entry = &site.entries[rank];
    let words = entry.docs.words();
    html! {
        li {
            @if let Some(severity) = entry.severity { (badge(severity, language)) " " }
            a href=(site.files[rank]) { (prose(words.description.in_language(language), language)) } " "
            code { (plain(entry.id)) }
            @if !words.guide.is_empty() { " " span.refs { (words.guide.join(", ")) } }
        }
    }
}
