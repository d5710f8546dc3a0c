//! What a rule advises: why it matters, in whose words, what to do, and a piece of YAML to paste.

use std::collections::BTreeSet;

use annotate_snippets::normalize_untrusted_str;
use textwrap::core::display_width;

use super::page::{Ink, Page};
use super::wording;
use crate::diagnostic::Language;
use crate::ruleset::{RuleDocs, RuleSource};

/// Adds the advice, its labels at `indent`. A quote that is in `told` is only referred to.
pub(super) fn write(page: &mut Page, docs: &RuleDocs, indent: usize, told: &mut BTreeSet<String>) {
    let language = page.language;
    let (why, fix, hang) = match language {
        Language::En => ("Why", "Fix", indent + 5),
        Language::Fr => ("Pourquoi", "Que faire", indent + 11),
    };
    let advice = docs.words();
    let words = advice.why.as_ref().map(|text| page.clean(text.in_language(language)));
    let quote =
        advice.source.as_ref().and_then(|source| passage(page, source, &advice.guide, told));
    let reasons = words
        .map(|words| (Ink::Plain, words))
        .into_iter()
        .chain(quote.map(|quote| (Ink::Faint, quote)));
    for (rank, (ink, text)) in reasons.enumerate() {
        if rank == 0 {
            page.led(indent, (why, Ink::Strong), hang, ink, &text);
        } else {
            page.paragraph(hang, ink, &text);
        }
    }
    if let Some(text) = &advice.fix {
        page.led(
            indent,
            (fix, Ink::Strong),
            hang,
            Ink::Plain,
            &page.clean(text.in_language(language)),
        );
    }
    if let Some(snippet) = &advice.snippet {
        page.blank();
        paste(page, snippet, indent, hang);
    }
}

/// Adds lines to paste, as they are: below the text, or further left where they need the room.
fn paste(page: &mut Page, snippet: &str, indent: usize, hang: usize) {
    let lines: Vec<String> =
        snippet.lines().map(|line| normalize_untrusted_str(line.trim_end())).collect();
    let widest = lines.iter().map(|line| display_width(line)).max().unwrap_or_default();
    let left = if hang + widest <= page.width() { hang } else { indent + 2 };
    for line in lines {
        // A style around nothing would indent an empty line.
        if line.is_empty() {
            page.line(0, "");
        } else {
            page.line(left, &page.ink(Ink::Sample, &line));
        }
    }
}

/// The quote with its source: `« … » (guide de référencement, G03)`. The texts quoted are French.
fn passage(
    page: &Page,
    source: &RuleSource,
    guide: &[String],
    told: &mut BTreeSet<String>,
) -> Option<String> {
    let quote = source.quote.as_deref()?;
    let name = wording::quoted_document(&source.document, page.language);
    let references: Vec<&str> =
        std::iter::once(name).chain(guide.iter().map(String::as_str)).collect();
    let reference = page.clean(&references.join(", "));
    if !told.insert(quote.to_owned()) {
        return Some(format!("({reference})"));
    }
    let quote = wording::typeset(&page.clean(&wording::quoted(quote)), Language::Fr);
    Some(format!("{quote} ({reference})"))
}
