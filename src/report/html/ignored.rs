//! What somebody asked not to be told, and why.

use maud::{Markup, html};

use super::description::Shown;
use super::words::{code_of, plain, say};
use crate::lint::{By, Ignored};

/// A table of the requests that were honoured; nothing where there is none.
pub(super) fn ignored(shown: &mut Shown<'_>) -> Markup {
    let ignored = &shown.outcome.ignored;
    if ignored.is_empty() {
        return Markup::default();
    }
    html! {
        h3 { (say("Ignored on request", "Ignoré sur demande")) }
        @let caption = shown.part("ignored");
        div.table role="region" aria-labelledby=(caption) tabindex="0" { table {
            caption id=(caption) { (say("What somebody asked not to be told, and why", "Ce que quelqu'un a demandé de taire, et pourquoi")) }
            thead { tr {
                th scope="col" { (say("Rule", "Règle")) }
                th scope="col" { (say("Place", "Endroit")) }
                th scope="col" { (say("Reason given", "Raison donnée")) }
                th scope="col" { (say("Until", "Jusqu'au")) }
                th scope="col" { (say("Asked", "Demandé")) }
            } }
            tbody { @for one in ignored { (row(shown, one)) } }
        } }
    }
}

fn row(shown: &mut Shown<'_>, one: &Ignored) -> Markup {
    html! {
        tr {
            th scope="row" { code { (plain(&one.diagnostic.rule)) } }
            td { (shown.places.place(&one.diagnostic.at)) }
            td { bdi lang=[code_of(shown.tongue)] { (plain(&one.reason)) } }
            td { @if let Some(day) = one.until { time datetime=(day) { (day) } } @else { (say("no date", "sans date")) } }
            td { (match one.by {
                By::Document => say("in the description", "dans la description"),
                By::Comment => say("in a comment", "dans un commentaire"),
                By::Config => say("in apilint.yaml", "dans apilint.yaml"),
                By::Baseline => say("in the baseline", "dans la référence"),
            }) }
        }
    }
}
