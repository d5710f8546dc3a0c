//! The page of one rule: what it asks, in whose words, why, how to mend it, and how it looks wrong and right.

use maud::{Markup, html};

use super::example::example;
use super::frame::framed;
use super::{Site, say};
use crate::diagnostic::{Language, Severity};
use crate::report::catalogue::Entry;
use crate::report::html::{badge_in as badge, plain, prose};
use crate::report::wording;
use crate::ruleset::RuleSource;

/// The page.
pub(super) fn rule(site: &Site<'_>, rank: usize, language: Language) -> Markup {
    let entry = &site.entries[rank];
    let (docs, words) = (entry.docs, entry.docs.words());
    let section = |heading: &'static str, content: Markup| {
        html! { section { h2 { (heading) } (content) } }
    };
    let content = html! {
        h1 { (prose(words.description.in_language(language), language)) }
        (facts(entry, language))
        @if let Some(source) = words.source.as_ref().filter(|source| source.quote.is_some()) {
            (section(say(language, "Who asks for it", "Qui le demande"), passage(source, &words.guide, language)))
        }
        @if let Some(why) = &words.why {
            (section(say(language, "Why", "Pourquoi"), html! { p { (prose(why.in_language(language), language)) } }))
        }
        @if words.fix.is_some() || words.snippet.is_some() {
            (section(say(language, "What to do", "Que faire"), html! {
                @if let Some(fix) = &words.fix { p { (prose(fix.in_language(language), language)) } }
                @if let Some(snippet) = &words.snippet { pre.snippet { (plain(snippet.trim_end())) } }
            }))
        }
        @for (is_bad, heading) in [
            (true, say(language, "To be mended", "À corriger")),
            (false, say(language, "Right", "Corrigé")),
        ] {
            @if docs.examples.iter().any(|one| one.is_bad == is_bad) {
                (section(heading, html! {
                    @for one in docs.examples.iter().filter(|one| one.is_bad == is_bad) {
                        (example(site.ruleset, entry.id, one, language))
                    }
                }))
            }
        }
        @if let Some(url) = docs.url.as_deref().filter(|url| url.starts_with("https://")) {
            p { a href=(url) rel="noreferrer" { (plain(url)) } }
        }
    };
    framed(language, entry.id, &site.files[rank], &content, None)
}

/// Id, severity, ruleset, criterion, requirements, version.
fn facts(entry: &Entry<'_>, language: Language) -> Markup {
    let term = |name: &'static str, value: Markup| {
        html! { div { dt { (name) } dd { (value) } } }
    };
    let name = |severity: Severity| html! { (badge(severity, language)) };
    let words = entry.docs.words();
    html! {
        dl.facts {
            (term(say(language, "Rule", "Règle"), html! { code { (plain(entry.id)) } }))
            (term(say(language, "Severity", "Gravité"), html! {
                @if let Some(severity) = entry.severity { (name(severity)) } @else { (wording::switched_off(language)) }
                @if let Some(partial) = entry.partial {
                    " " (say(language, "or, where the criterion is met in part, ", "ou, si le critère est rempli en partie, ")) (name(partial))
                }
            }))
            @if let Some(ruleset) = entry.ruleset { (term(say(language, "Ruleset", "Jeu de règles"), html! { code { (plain(ruleset)) } })) }
            @if let Some(criterion) = &entry.docs.criterion { (term(say(language, "Criterion", "Critère"), html! { code { (criterion) } })) }
            @if !words.guide.is_empty() {
                (term(say(language, "Guide", "Guide"), html! { (words.guide.join(", ")) }))
            }
            @if let Some(since) = &words.since { (term(say(language, "Since", "Depuis"), html! { (plain(since)) })) }
        }
    }
}

/// The sentence that asks for it, word for word, and where it stands. The texts quoted are French.
fn passage(source: &RuleSource, guide: &[String], language: Language) -> Markup {
    let quote = wording::quoted(source.quote.as_deref().unwrap_or_default());
    html! {
        blockquote {
            p lang="fr" { (plain(&wording::typeset(&quote, Language::Fr))) }
            footer {
                (plain(wording::quoted_document(&source.document, language)))
                @if let Some(section) = &source.section { ", " span lang="fr" { (prose(section, Language::Fr)) } }
                @if !guide.is_empty() { ", " (guide.join(", ")) }
            }
        }
    }
}
