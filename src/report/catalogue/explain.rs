//! One rule for people: what it asks, why, in whose words, how to mend it, and how it looks wrong and right.

use std::collections::BTreeSet;

use super::Entry;
use crate::diagnostic::{Language, Severity};
use crate::guide::Title;
use crate::report::Style;
use crate::report::advice;
use crate::report::page::{Ink, Page};
use crate::report::wording;

/// The page of a rule.
pub fn explain(entry: &Entry<'_>, language: Language, style: Style) -> String {
    let mut page = Page::new(language, style);
    page.line(0, &page.ink(Ink::Strong, &page.clean(entry.id)));
    page.paragraph(
        0,
        Ink::Plain,
        &page.clean(entry.docs.words().description.in_language(language)),
    );
    page.paragraph(0, Ink::Faint, &facts(&page, entry));
    page.blank();
    advice::write(&mut page, entry.docs, 0, &mut BTreeSet::new());
    for (is_bad, heading, ink) in [
        (true, Title { en: "Wrong", fr: "À corriger" }, Ink::Bad),
        (false, Title { en: "Right", fr: "Corrigé" }, Ink::Good),
    ] {
        if let Some(example) = entry.docs.examples.iter().find(|example| example.is_bad == is_bad) {
            page.blank();
            page.line(0, &page.ink(ink, wording::say(heading, language)));
            page.blank();
            shown(&mut page, &example.text);
            if let Some(declaration) = &example.declaration {
                page.blank();
                page.line(2, &page.ink(Ink::Faint, "apilint.yaml"));
                page.blank();
                shown(&mut page, declaration);
            }
        }
    }
    if let Some(url) = &entry.docs.url {
        page.blank();
        page.paragraph(0, Ink::Plain, &page.clean(url));
    }
    page.into_text()
}

/// Severity, ruleset, version: `erreur (avertissement si rempli en partie) · apilint:api-gouv-fr · depuis 0.1.0`.
fn facts(page: &Page, entry: &Entry<'_>) -> String {
    let language = page.language;
    let name = |severity: Severity| wording::severity(severity, language);
    let mut severity = entry.severity.map_or(wording::switched_off(language), name).to_owned();
    if let Some(partial) = entry.partial {
        severity = match language {
            Language::En => format!("{severity} ({} where met in part)", name(partial)),
            Language::Fr => format!("{severity} ({} si rempli en partie)", name(partial)),
        };
    }
    let since = entry.docs.words().since.as_ref().map(|version| match language {
        Language::En => format!("since {version}"),
        Language::Fr => format!("depuis {version}"),
    });
    let ruleset = entry.ruleset.map(str::to_owned);
    let facts: Vec<String> = [Some(severity), ruleset, since].into_iter().flatten().collect();
    page.clean(&facts.join(" · "))
}

/// An example; what is wrong in it is underlined as in a report.
fn shown(page: &mut Page, text: &str) {
    for line in text.lines() {
        let line = annotate_snippets::normalize_untrusted_str(line.trim_end());
        let is_mark = line.trim_start().starts_with("#^");
        let line = if is_mark { page.ink(Ink::Bad, &line.replacen('#', "^", 1)) } else { line };
        page.line(4, &line);
    }
}
