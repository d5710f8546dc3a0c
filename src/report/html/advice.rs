//! What a rule advises: what to do, why it matters, and in whose words.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::words::{both, plain, prose, say, text};
use crate::diagnostic::Language;
use crate::report::{Run, wording};
use crate::ruleset::{RuleDocs, RuleSource};

/// Where advice is given: in each description, or, late in a long page, once for all of them at its end.
#[derive(Default)]
pub(super) struct Advised {
    /// Whether the page is long already.
    pub is_late: bool,
    /// The rules whose advice stands at the end.
    rules: BTreeSet<String>,
}

impl Advised {
    /// The advice of a rule, or the way to it.
    pub fn of(&mut self, rule: &str, docs: &RuleDocs, places: Option<&str>) -> Markup {
        if !self.is_late {
            return advice(docs, places);
        }
        let id = self.place_of(rule);
        html! { div.more { a href={ "#" (id) } { (say("What to do, and why", "Que faire, et pourquoi")) } } }
    }

    /// The place of a rule's advice at the end of the page, where it will stand.
    pub fn place_of(&mut self, rule: &str) -> String {
        self.rules.insert(rule.to_owned());
        id(rule)
    }

    /// The advice that was only referred to.
    pub fn rest(&self, run: &Run<'_>) -> Markup {
        let rules: Vec<_> = self.rules.iter().filter_map(|rule| run.ruleset.rule(rule)).collect();
        if rules.is_empty() {
            return Markup::default();
        }
        html! {
            section #rules aria-labelledby="rules-t" {
                h2 #rules-t { (say("What to do, and why, rule by rule", "Que faire, et pourquoi, règle par règle")) }
                @for rule in rules {
                    div id=(id(&rule.id)) {
                        h3 { (text(&rule.docs.words().description)) " " code { (plain(&rule.id)) } }
                        (advice(&rule.docs, None))
                    }
                }
            }
        }
    }
}

/// The name of the place of a rule's advice at the end of the page.
fn id(rule: &str) -> String {
    format!("rule-{}", plain_id(rule))
}

/// A name with nothing in it but letters and figures: users name their rules as they like.
pub(in crate::report) fn plain_id(rule: &str) -> String {
    rule.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// What to do, with a piece of YAML to paste; why, with the sentence that asks for it; and a way to the places.
fn advice(docs: &RuleDocs, places: Option<&str>) -> Markup {
    let advice = docs.words();
    let quote = advice.source.as_ref().filter(|source| source.quote.is_some());
    html! {
        @if let Some(fix) = &advice.fix {
            p.fix { strong { (both(|language| label("What to do", "Que faire", language))) } " " (text(fix)) }
        }
        @if let Some(snippet) = advice.snippet.as_deref().filter(|it| !it.trim().is_empty()) {
            pre.snippet { (plain(snippet.trim_end())) }
        }
        div.more {
            @if advice.why.is_some() || quote.is_some() {
                details.why {
                    summary { (say("Why?", "Pourquoi ?")) }
                    @if let Some(why) = &advice.why { p { (text(why)) } }
                    @if let Some(source) = quote { (passage(source, &advice.guide)) }
                    @if let Some(url) = docs.url.as_deref().filter(|url| url.starts_with("https://")) {
                        p { a href=(url) rel="noreferrer" { (plain(url)) } }
                    }
                }
            }
            (way_to(places))
        }
    }
}

fn way_to(places: Option<&str>) -> Markup {
    html! { @if let Some(id) = places { a href={ "#" (id) } { (say("Where in the file", "Où, dans le fichier")) } } }
}

/// The sentence that asks for it, word for word, and where it stands. The texts quoted are French.
pub(super) fn passage(source: &RuleSource, guide: &[String]) -> Markup {
    let quote = source.quote.as_deref().unwrap_or_default();
    let section = source.section.as_deref();
    html! {
        blockquote {
            p lang="fr" { (plain(&wording::typeset(&wording::quoted(quote), Language::Fr))) }
            footer {
                (both(|language| wording::quoted_document(&source.document, language).to_owned()))
                @if let Some(section) = section { ", " span.section { bdi lang="fr" { (prose(section, Language::Fr)) } } }
                @if !guide.is_empty() { ", " (guide.join(", ")) }
            }
        }
    }
}

/// A label and its colon.
fn label(en: &str, fr: &str, language: Language) -> String {
    let words = match language {
        Language::En => en,
        Language::Fr => fr,
    };
    format!("{words}{}", wording::colon(language).trim_end())
}
