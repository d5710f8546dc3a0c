//! What a run gave as a whole: its total, the list of its descriptions, and the inputs that could not be read.

use maud::{Markup, html};

use super::description::{sign, tone};
use super::excerpt::excerpt;
use super::place::numbers;
use super::words::{both, plain, say, text, theirs};
use crate::description::Unreadable;
use crate::diagnostic::{Language, Severity};
use crate::document::Node;
use crate::guide::{Readiness, Strength, Tongue, Verdict};
use crate::report::wording::{self, Noun};
use crate::report::{Ending, Outcome, Run, Total};

/// What is kept of a description once its page is written.
pub(super) struct Row {
    /// The name of its place in the page.
    pub id: String,
    /// Its file.
    pub uri: String,
    /// Diagnostics by severity, the heaviest first.
    pub counts: [usize; 4],
    name: Option<String>,
    tongue: Tongue,
    readiness: Option<Readiness>,
    missing: usize,
}

impl Row {
    pub fn of(run: &Run<'_>, outcome: &Outcome, tongue: Tongue, id: String) -> Self {
        let description = &outcome.description;
        let title = description.root().get("info").and_then(|info| description.get(info, "title"));
        let title = title.and_then(Node::scalar).map(str::trim).filter(|title| !title.is_empty());
        let is_missing = |verdict| matches!(verdict, Verdict::Missing | Verdict::Partial);
        let missing = outcome.dossier.iter().filter(|judged| {
            judged.criterion.strength == Strength::Prerequisite && is_missing(judged.verdict)
        });
        Self {
            id,
            uri: description.entry().source.uri.as_str().to_owned(),
            counts: Severity::ALL.map(|severity| outcome.count(severity)),
            name: title.map(|title| title.chars().take(200).collect()),
            tongue,
            readiness: outcome.readiness().filter(|_| run.judges()),
            missing: missing.count(),
        }
    }

    /// The title of the API.
    pub fn title(&self) -> Markup {
        match &self.name {
            Some(name) => theirs(name, self.tongue),
            None => say("Untitled API", "API sans titre"),
        }
    }
}

/// The total and the list, where there is more than one description.
pub(super) fn contents(run: &Run<'_>, rows: &[Row], ending: &Ending) -> Markup {
    let unread = unreadable(ending).count();
    if rows.len() + unread < 2 {
        return Markup::default();
    }
    let judges = run.judges();
    html! {
        nav #contents slot="contents" aria-labelledby="contents-t" {
            h2 #contents-t { (say("All descriptions", "Toutes les descriptions")) }
            p.total { (both(|language| total(&ending.total, judges, unread, language))) }
            @if unread > 0 || !ending.faults.is_empty() {
                p { a href="#unreadable" { (say("What could not be read", "Ce qui n'a pas pu être lu")) } }
            }
            @if !rows.is_empty() { div.table role="region" aria-labelledby="contents-c" tabindex="0" { table {
                caption #contents-c { (say("Verdict and number of findings of each description", "Verdict et nombre de constats de chaque description")) }
                thead { tr {
                    th scope="col" { "API" }
                    @if judges {
                        th scope="col" { (say("Verdict", "Verdict")) }
                        th.number scope="col" { (say("Prerequisites to mend", "Prérequis à compléter")) }
                    }
                    @for severity in Severity::ALL { th.number scope="col" {
                        (both(|language| wording::plural(Noun::of(severity), language).to_owned())) } }
                } }
                tbody { @for row in rows { (line(row, judges)) } }
            } } }
        }
    }
}

fn line(row: &Row, judges: bool) -> Markup {
    html! {
        tr data-for=(row.id) {
            th scope="row" { a href={ "#" (row.id) } { (row.title()) } " " small { (plain(&row.uri)) } }
            @if judges {
                td { @if let Some(readiness) = row.readiness { (short(readiness)) } }
                td.number { @if row.readiness.is_some() { (row.missing) } }
            }
            @for count in row.counts { td.number { (count) } }
        }
    }
}

/// A verdict in a word.
pub(in crate::report) fn short(readiness: Readiness) -> Markup {
    let noun = Noun::of_verdict(readiness);
    html! { span class={ "status " (tone(readiness)) } {
        span aria-hidden="true" { (sign(readiness)) " " }
        (both(|language| wording::singular(noun, language).to_owned()))
    } }
}

/// One sentence on the whole run.
fn total(total: &Total, judges: bool, unreadable: usize, language: Language) -> String {
    let parts = wording::total(total, judges, unreadable, language);
    let between = match language {
        Language::En => "; ",
        Language::Fr => "\u{202f}; ",
    };
    let all = wording::counted(total.documents + unreadable, Noun::Input, language);
    if parts.is_empty() {
        return format!("{all}.");
    }
    format!("{all}{}{}.", wording::colon(language), parts.join(between))
}

/// What could not be read at all: what was read in part is shown with the rest.
fn unreadable(ending: &Ending) -> impl Iterator<Item = &Unreadable> {
    ending.unreadable.iter().filter(|one| !one.is_partial)
}

/// The inputs that could not be read, each with the reason and the place; and what is wrong in the files beside them.
pub(super) fn unread(ending: &Ending) -> Markup {
    if unreadable(ending).next().is_none() && ending.faults.is_empty() {
        return Markup::default();
    }
    html! {
        section #unreadable aria-labelledby="unreadable-t" {
            h2 #unreadable-t { (say("What could not be read", "Ce qui n'a pas pu être lu")) }
            ul.unread {
                @for one in unreadable(ending) { li {
                    p { code { (plain(one.uri.as_str())) }
                        @if let Some((at, _)) = one.at { " " span.at { (numbers(at)) } } }
                    p { (text(&one.reason)) }
                    @if let (Some((at, span)), Some(source)) = (one.at, &one.text) { (excerpt(source, at.line, span)) }
                } }
                @for fault in &ending.faults { li {
                    p { code { (plain(fault.uri.as_str())) } " " span.at { (numbers(fault.position)) } }
                    p { (text(&fault.message)) }
                } }
            }
        }
    }
}
