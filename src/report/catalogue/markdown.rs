//! The list of rules for a wiki: a table for each ruleset.

use std::fmt::Write;

use super::by_ruleset;
use crate::diagnostic::Language;
use crate::report::Style;
use crate::report::wording;
use crate::ruleset::Ruleset;

/// The list.
pub(super) fn list(ruleset: &Ruleset, language: Language, _: Style) -> String {
    let mut text = String::new();
    for (name, entries) in by_ruleset(ruleset) {
        let blank = if text.is_empty() { "" } else { "\n" };
        let header = match language {
            Language::En => "| rule | severity | what it expects | guide |",
            Language::Fr => "| règle | gravité | ce qu'elle attend | guide |",
        };
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{blank}## {}\n\n{header}\n| --- | --- | --- | --- |", cell(name));
        for entry in entries {
            let severity =
                entry.severity.map_or("", |severity| wording::severity(severity, language));
            let words = entry.docs.words();
            let description = wording::typeset(words.description.in_language(language), language);
            let guide = words.guide.join(", ");
            let _ = writeln!(
                text,
                "| `{}` | {severity} | {} | {guide} |",
                cell(entry.id),
                cell(&description)
            );
        }
    }
    text
}

/// A text that stays in its cell: on one line, no-break spaces kept.
fn cell(text: &str) -> String {
    let words = text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
