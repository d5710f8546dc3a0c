//! The list of rules for people: a line or two for each, under the ruleset that defines it.

use super::by_ruleset;
use crate::diagnostic::Language;
use crate::report::Style;
use crate::report::page::{Ink, Page};
use crate::report::wording::{self, Noun};
use crate::ruleset::Ruleset;

/// The list.
pub(super) fn list(ruleset: &Ruleset, language: Language, style: Style) -> String {
    let mut page = Page::new(language, style);
    for (name, entries) in by_ruleset(ruleset) {
        page.blank();
        let count = wording::counted(entries.len(), Noun::Rule, language);
        page.led(0, (&page.clean(name), Ink::Strong), 0, Ink::Faint, &format!("({count})"));
        page.blank();
        let mut last = None;
        for entry in entries {
            let Some(severity) = entry.severity else { continue };
            if last != Some(severity) {
                if last.is_some() {
                    page.blank();
                }
                page.line(2, &page.ink(severity.into(), wording::severity(severity, language)));
                last = Some(severity);
            }
            let words = entry.docs.words();
            let mut text = words.description.in_language(language).trim_end().to_owned();
            if !words.guide.is_empty() {
                text = format!("{text} ({})", words.guide.join(",\u{a0}"));
            }
            page.led(
                4,
                (&page.clean(entry.id), Ink::Plain),
                COLUMN,
                Ink::Plain,
                &page.clean(&text),
            );
        }
    }
    if !ruleset.disabled.is_empty() {
        page.blank();
        let ids: Vec<&str> = ruleset.disabled.keys().map(String::as_str).collect();
        let lead = format!(
            "{}{}",
            wording::all_switched_off(language),
            wording::colon(language).trim_end()
        );
        page.led(0, (&lead, Ink::Strong), 2, Ink::Plain, &page.clean(&ids.join(", ")));
    }
    page.into_text()
}

/// The column of the descriptions: most ids are shorter.
const COLUMN: usize = 30;
