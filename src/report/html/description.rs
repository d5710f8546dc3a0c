//! One description: its name and verdict, always in sight; then its dossier, what the rules say and what is ignored.

use std::collections::HashSet;

use maud::{Markup, html};

use super::advice::{Advised, plain_id};
use super::contents::Row;
use super::dossier::dossier;
use super::findings::findings;
use super::ignored::ignored;
use super::place::Where;
use super::words::{both, plain, say, theirs};
use crate::diagnostic::Severity;
use crate::document::Node;
use crate::guide::{Readiness, Tongue, language_of};
use crate::report::wording::{self, Noun};
use crate::report::{Outcome, Run};
use crate::spec::Version;

/// What is known while one description is shown.
pub(super) struct Shown<'r> {
    pub run: &'r Run<'r>,
    pub outcome: &'r Outcome,
    pub places: Where<'r>,
    pub advised: &'r mut Advised,
    /// The language that most of its prose is in.
    pub tongue: Tongue,
    /// What the names of its parts start with.
    id: String,
    spoken: HashSet<&'r str>,
}

impl Shown<'_> {
    /// Whether a rule says something of it.
    pub fn speaks(&self, rule: &str) -> bool {
        self.spoken.contains(rule)
    }

    /// Whether a criterion stands in the dossier that is shown, with what to do.
    pub fn judges(&self, criterion: &str) -> bool {
        use crate::guide::Verdict::{Missing, Partial};
        let judged = self.outcome.dossier.iter().find(|judged| judged.criterion.id == criterion);
        self.run.judges() && judged.is_some_and(|it| matches!(it.verdict, Missing | Partial))
    }

    /// The name of a criterion's place in the page.
    pub fn criterion_id(&self, criterion: &str) -> String {
        format!("{}-c-{criterion}", self.id)
    }

    /// The name of another place of its page.
    pub fn part(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// The name of a rule's place in the page.
    pub fn rule_id(&self, rule: &str) -> String {
        format!("{}-r-{}", self.id, plain_id(rule))
    }
}

/// The page of one description, by its rank from 1, and its row in the contents. In a long page, what is not in sight is kept
/// as text until it is asked for.
pub(super) fn description(
    run: &Run<'_>,
    outcome: &Outcome,
    (rank, is_kept): (usize, bool),
    advised: &mut Advised,
) -> (Markup, Row) {
    let tongue = language_of(&outcome.description);
    let id = format!("d{rank}");
    let mut shown = Shown {
        run,
        outcome,
        places: Where::of(&outcome.description),
        advised,
        tongue,
        id: id.clone(),
        spoken: outcome.diagnostics.iter().map(|said| said.rule.as_str()).collect(),
    };
    let row = Row::of(run, outcome, tongue, id);
    let whole = html! {
        @if run.judges() && !outcome.dossier.is_empty() { (dossier(&mut shown)) }
        (findings(&mut shown))
        (ignored(&mut shown))
    };
    let page = html! {
        article.description id=(row.id) aria-labelledby={ (row.id) "-t" }
            data-severities=(row.counts.map(|count| count.to_string()).join(" "))
            data-rules=(rules(outcome)) {
            (heading(outcome, &row))
            (verdict(run, outcome))
            (tally(&row))
            details.whole open[rank == 1] {
                summary { (say("Dossier and findings in detail", "Dossier et constats en détail")) }
                // A browser that runs scripts reads this as one text, which costs next to nothing; without scripts, as HTML.
                @if is_kept { noscript { (whole) } } @else { div { (whole) } }
            }
        }
    };
    (page, row)
}

/// The API and its version, the file, and what it is.
fn heading(outcome: &Outcome, row: &Row) -> Markup {
    let description = &outcome.description;
    let kind = match description.version_field().key() {
        _ if description.version == Version::Foreign => None,
        Some("swagger") => Some("Swagger"),
        _ => Some("OpenAPI"),
    };
    let version = description.root().get("info").and_then(|info| description.get(info, "version"));
    let version = version.and_then(Node::scalar).map(str::trim).filter(|text| !text.is_empty());
    html! {
        h2 id={ (row.id) "-t" } { (row.title()) }
        p.meta {
            code { (plain(&row.uri)) }
            @if let Some(version) = version { " · version\u{a0}" (theirs(version, Tongue::Other)) }
            @if let Some(kind) = kind { " · " (kind) "\u{a0}" (plain(&description.version_text)) }
            @else { " · " (say("not an OpenAPI description: the rules that apply to any document are run",
                "pas une description OpenAPI : les règles valables pour tout document sont exécutées")) }
        }
        @if description.is_partial() {
            p.notice { (both(|language| wording::read_in_part(language).to_owned())) }
        }
    }
}

/// Whether the API may be referenced, in a sentence.
fn verdict(run: &Run<'_>, outcome: &Outcome) -> Markup {
    let Some(readiness) = outcome.readiness().filter(|_| run.judges()) else {
        return Markup::default();
    };
    html! {
        div class={ "verdict " (tone(readiness)) } {
            p.word { span aria-hidden="true" { (sign(readiness)) " " }
                (both(|language| wording::readiness(readiness, language).to_owned())) }
            p { (both(|language| capital(&wording::prerequisites(&outcome.dossier, language)))) "." }
        }
    }
}

/// The class of a verdict.
pub(in crate::report) fn tone(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Ready => "good",
        Readiness::Incomplete => "middling",
        Readiness::NotReady => "bad",
    }
}

/// The sign of a verdict.
pub(in crate::report) fn sign(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Ready => "✔",
        Readiness::Incomplete => "~",
        Readiness::NotReady => "✗",
    }
}

/// A sentence starts with a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The counts by severity.
fn tally(row: &Row) -> Markup {
    let counts = Severity::ALL.into_iter().zip(row.counts).filter(|(_, count)| *count > 0);
    html! {
        @if row.counts.iter().all(|count| *count == 0) {
            p.tally { (say("Nothing to report.", "Rien à signaler.")) }
        } @else {
            ul.tally {
                @for (severity, count) in counts {
                    li class=(severity.name()) {
                        (both(|language| wording::counted(count, Noun::of(severity), language)))
                    }
                }
            }
        }
    }
}

/// The rules that say something of it, for the filter.
fn rules(outcome: &Outcome) -> String {
    let mut rules: Vec<&str> = outcome.diagnostics.iter().map(|said| said.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    plain(&rules.join("\n"))
}
