//! What the rules say of one description, rule by rule, the heaviest first.

use std::collections::BTreeSet;

use crate::description::Description;
use crate::diagnostic::{Diagnostic, Label, Language, Severity};
use crate::report::advice;
use crate::report::excerpt::excerpt;
use crate::report::groups::{Group, groups};
use crate::report::page::{Ink, Page};
use crate::report::way;
use crate::report::wording::{self, Noun};
use crate::report::{Outcome, Run};

/// Rules shown with their places; those after them take a line each.
const RULES_IN_FULL: usize = 12;
/// Places of a rule shown with an excerpt.
const EXCERPTS: usize = 3;
/// Places of a rule that are listed after those.
const LISTED: usize = 8;

/// Adds all groups. What is in `told`, by the id of the rule or the words of the guide, was said of an earlier
/// description: why and how to mend it is not said again.
pub(super) fn write(
    page: &mut Page,
    run: &Run<'_>,
    outcome: &Outcome,
    told: &mut BTreeSet<String>,
) {
    let groups = groups(run, outcome);
    for group in groups.iter().take(RULES_IN_FULL) {
        page.blank();
        page.line(0, "");
        in_full(page, group, &outcome.description);
        if let Some(docs) = group.docs.filter(|_| told.insert(group.rule.to_owned())) {
            page.blank();
            advice::write(page, docs, 2, told);
        }
    }
    if groups.len() > RULES_IN_FULL {
        page.blank();
        page.line(0, "");
        let rest = &groups[RULES_IN_FULL..];
        briefly(page, rest);
    }
}

/// The title of a group and its places.
fn in_full(page: &mut Page, group: &Group<'_>, description: &Description) {
    let language = page.language;
    let messages: BTreeSet<&str> =
        group.diagnostics.iter().map(|d| d.message.in_language(language)).collect();
    let said_once = if messages.len() == 1 { messages.first().copied() } else { None };
    let expected = group
        .docs
        .map(|docs| docs.words().description.in_language(language))
        .filter(|text| !text.is_empty());
    let count = group.count();
    let said_once = said_once.filter(|_| group.left_out == 0);
    let title = match said_once {
        Some(message) if count == 1 => message.to_owned(),
        Some(message) => wording::in_places(message, count, language),
        None => wording::not_followed(expected.unwrap_or(group.rule), count, language),
    };
    let name = wording::severity(group.severity, language);
    let lead = format!("{name}[{}]{}", page.clean(group.rule), wording::colon(language).trim_end());
    page.led(0, (&lead, group.severity.into()), 2, Ink::Strong, &page.clean_cut(&title));
    let mut shown: BTreeSet<&Label> = BTreeSet::new();
    for diagnostic in group.diagnostics.iter().take(EXCERPTS) {
        page.blank();
        let label = &diagnostic.at;
        let message = diagnostic.message.in_language(language);
        place_of(page, description, label, (message, said_once.is_none()), diagnostic.severity);
        for related in &diagnostic.related {
            // Several faults of another file are used in one place: it is shown once.
            let is_elsewhere = related.span.source != label.span.source;
            if is_elsewhere && !shown.insert(related) {
                continue;
            }
            let text = related.text.as_ref().map_or("", |text| text.in_language(language));
            place_of(page, description, related, (text, true), Severity::Info);
        }
    }
    let others = group.diagnostics.get(EXCERPTS..).unwrap_or_default();
    if !others.is_empty() || group.left_out > 0 {
        page.blank();
        page.paragraph(2, Ink::Faint, &listed(others, group.left_out, description, language));
    }
}

/// A place with what is said of it, unless the title said it, and the line it stands on.
fn place_of(
    page: &mut Page,
    description: &Description,
    label: &Label,
    said: (&str, bool),
    severity: Severity,
) {
    let (message, is_new) = (page.clean_cut(said.0), said.1);
    let position = way::position(description, label);
    let way = page.clean(&way::way(&label.pointer));
    // A message that names the operation itself need not be told where it stands.
    let operation = way.split(" › ").next().unwrap_or_default();
    let way = if message.contains(operation) { "" } else { way.as_str() };
    let text = match (is_new, way) {
        (true, "") => message,
        (true, way) => format!("{message}\n{way}"),
        (false, way) => way.to_owned(),
    };
    // After the name of another file, a hang as wide as the place would leave no room.
    let (position, hang) = if position.len() > 16 {
        (position + " ", 6)
    } else {
        let hang = position.len() + 4;
        (position, hang)
    };
    page.led(2, (&position, Ink::Notable), hang, Ink::Plain, &text);
    excerpt(page, 2, description.source(label.span.source), label.span, severity);
}

/// The places after those shown: `and 12 more: 45:3, 78:5…`.
fn listed(
    others: &[&Diagnostic],
    left_out: usize,
    description: &Description,
    language: Language,
) -> String {
    let places: Vec<String> = others
        .iter()
        .take(LISTED)
        .map(|diagnostic| way::position(description, &diagnostic.at))
        .collect();
    let count = others.len() + left_out;
    let lead = match language {
        Language::En => format!("and {count} more"),
        Language::Fr if count > 1 => format!("et {count} autres"),
        Language::Fr => "et 1 autre".to_owned(),
    };
    let all = match language {
        _ if count <= LISTED => "",
        _ if left_out > 0 => "…",
        Language::En => "… (all of them with --format json)",
        Language::Fr => "… (tous avec --format json)",
    };
    if places.is_empty() {
        return lead;
    }
    format!("{lead}{}{}{all}", wording::colon(language), places.join(", "))
}

/// The rules after those shown in full: a line each.
fn briefly(page: &mut Page, groups: &[Group<'_>]) {
    let language = page.language;
    let rules = wording::counted(groups.len(), Noun::Rule, language);
    let more = match language {
        Language::En => format!("{rules} more, in full with --format json:"),
        Language::Fr => format!("Encore {rules}, en entier avec --format json\u{a0}:"),
    };
    page.paragraph(0, Ink::Strong, &more);
    page.blank();
    for group in groups {
        let name = wording::severity(group.severity, language);
        let lead = format!("{name}[{}]", page.clean(group.rule));
        let count = group.count();
        let title = group.docs.map_or("", |docs| docs.words().description.in_language(language));
        page.led(
            2,
            (&lead, group.severity.into()),
            4,
            Ink::Plain,
            &format!("×\u{a0}{count}  {}", page.clean(title)),
        );
    }
}
