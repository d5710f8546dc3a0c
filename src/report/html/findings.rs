//! What the rules say of one description, rule by rule, the heaviest first.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::description::Shown;
use super::place::Where;
use super::severity::badge;
use super::words::{both, plain, say, text};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::report::groups::{Group, groups};
use crate::report::wording;

/// Places of a rule that are shown with the line they stand on; for the others, and late in a long page, its number does.
const EXCERPTS: usize = 25;

/// All that is said, by rule.
pub(super) fn findings(shown: &mut Shown<'_>) -> Markup {
    let groups = groups(shown.run, shown.outcome);
    let left_out = shown.outcome.left_out(None);
    let all = left_out + shown.outcome.diagnostics.len();
    html! {
        h3 { (say("Findings, rule by rule", "Constats, règle par règle")) }
        @if groups.is_empty() {
            p { (say("Nothing to report.", "Rien à signaler.")) }
        }
        @for group in &groups { (in_full(shown, group)) }
        @if left_out > 0 {
            p { (both(|language| wording::left_out(left_out, all, language))) }
        }
    }
}

fn in_full(shown: &mut Shown<'_>, group: &Group<'_>) -> Markup {
    let first = group.diagnostics.first().map(|diagnostic| &diagnostic.message);
    let is_one =
        group.left_out == 0 && group.diagnostics.iter().all(|it| Some(&it.message) == first);
    let count = group.count();
    let heading = both(|language| {
        let expected = group.docs.map(|docs| docs.words().description.in_language(language));
        let expected = expected.filter(|text| !text.is_empty()).unwrap_or(group.rule);
        match first.filter(|_| is_one).map(|message| message.in_language(language)) {
            Some(message) if count == 1 => message.to_owned(),
            Some(message) => wording::in_places(message, count, language),
            None => wording::not_followed(expected, count, language),
        }
    });
    let docs = group.docs.filter(|docs| docs.words().fix.is_some() || docs.words().why.is_some());
    let criterion = docs.and_then(|docs| docs.criterion.as_deref()).filter(|id| shown.judges(id));
    let is_late = shown.advised.is_late;
    let mut told: BTreeSet<&Label> = BTreeSet::new();
    html! {
        details.rule id=(shown.rule_id(group.rule)) data-rule=(plain(group.rule)) open[group.severity >= Severity::Warning] {
            summary {
                (badge(group.severity)) " "
                h4 { (heading) }
                " " code { (plain(group.rule)) }
            }
            div {
                @if let Some(id) = criterion.filter(|_| !is_late) {
                    p.fix { a href={ "#" (shown.criterion_id(id)) } {
                        (say("What to do, and why: in the dossier", "Que faire, et pourquoi : dans le dossier")) } }
                } @else if let Some(docs) = docs { (shown.advised.of(group.rule, docs, None)) }
                ul.findings {
                    @for (rank, said) in group.diagnostics.iter().enumerate() {
                        li class=(said.severity.name()) {
                            (finding(&shown.places, said, (is_one, !is_late && rank < EXCERPTS), &mut told))
                        }
                    }
                }
                @if group.left_out > 0 {
                    p { (both(|language| match language {
                        crate::diagnostic::Language::En => format!("and {} more, counted and not shown", group.left_out),
                        crate::diagnostic::Language::Fr => format!("et {} de plus, comptés sans être montrés", group.left_out),
                    })) }
                }
            }
        }
    }
}

/// A place, what is said of it unless the heading said it, and the line it stands on.
fn finding<'r>(
    places: &Where<'_>,
    said: &'r Diagnostic,
    (is_told, with_line): (bool, bool),
    told: &mut BTreeSet<&'r Label>,
) -> Markup {
    let message = if is_told { "" } else { said.message.fr.as_str() };
    if !with_line && said.related.is_empty() {
        return html! { (places.named(&said.at)) " " (Where::named_way(&said.at, message)) @if !is_told { (text(&said.message)) } };
    }
    html! {
        (places.place(&said.at)) " " (Where::way(&said.at, message))
        @if !is_told { span.said { (text(&said.message)) } }
        @if with_line { (places.excerpt(&said.at)) }
        @for related in said.related.iter()
            .filter(|label| label.span.source == said.at.span.source || told.insert(label)) {
            div.related {
                (places.place(related)) " "
                @if let Some(words) = &related.text { span.said { (text(words)) } }
                @if with_line { (places.excerpt(related)) }
            }
        }
    }
}
