//! The page on many APIs: totals, trends, the criteria, the rules, the versions, and a table of the APIs to sort and
//! filter. It is complete without scripts, in both languages.

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::trend::{self, Snapshot};
use super::{Api, Overview};
use crate::diagnostic::{Language, Severity};
use crate::guide::{Readiness, Strength, Tongue, Verdict};
use crate::report::html::{
    STYLE, badge, both, plain, policy, say, sign, switches, tag, text, theirs, tone,
};
use crate::report::wording::{self, Noun};
use crate::report::{Ending, Outcome, Reporter, Run};

/// What this page adds to the looks of a report.
const OWN_STYLE: &str = include_str!("style.css");
/// What the page does when scripts may run.
const SCRIPT: &str = include_str!("script.js");

/// Rules that are listed: those that speak of most APIs.
const RULES: usize = 40;

/// The page on the APIs of one run: of each, a row is kept.
#[derive(Default)]
pub(in crate::report) struct Catalogue {
    overview: Overview,
}

impl Reporter for Catalogue {
    fn document(&mut self, _: &Run<'_>, outcome: &Outcome, _: &mut dyn Write) -> io::Result<()> {
        self.overview.add(outcome);
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let unread = ending.unreadable.iter().filter(|unread| !unread.is_partial);
        self.overview.unreadable = unread.count();
        out.write_all(page(&self.overview, &[], run.language).as_bytes())
    }
}

/// The page on the APIs of the last of several reports, with what changed from one to the next; nothing of no report.
pub fn dashboard(reports: &[Snapshot], language: Language) -> Option<String> {
    reports.last().map(|last| page(&last.overview, reports, language))
}

/// The page, whole.
fn page(overview: &Overview, earlier: &[Snapshot], language: Language) -> String {
    let (en, fr) = ("The APIs at a glance", "Les API en un coup d'œil");
    let code = match language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let page = html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{code}\">")))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(&[STYLE, OWN_STYLE], &[SCRIPT]));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="generator" content={ "apilint " (env!("CARGO_PKG_VERSION")) };
            meta name="color-scheme" content="light dark";
            title data-en=(en) data-fr=(fr) { @if language == Language::En { (en) } @else { (fr) } }
            style { (PreEscaped(STYLE)) }
            style { (PreEscaped(OWN_STYLE)) }
        }
        (tag("<body>"))
        a.skip href="#main" { (say("Skip to the figures", "Aller aux chiffres")) }
        header.page { p.name { "apilint" } h1 { (say(en, fr)) } (switches()) }
        main #main tabindex="-1" {
            (totals(overview))
            (trends(overview, earlier))
            (apis(overview))
            (criteria(overview))
            (rules(overview))
            (versions(overview))
        }
        footer.page {
            p { (say(
                "A verdict rests on what a description says, and on what its producer declares, which was not verified. The APIs themselves were not called.",
                "Un verdict repose sur ce que dit une description, et sur ce que déclare son producteur, qui n'a pas été vérifié. Les API elles-mêmes n'ont pas été appelées.",
            )) }
            p { "apilint " (env!("CARGO_PKG_VERSION")) }
        }
        script { (PreEscaped(SCRIPT)) }
        (tag("</body></html>\n"))
    };
    page.into_string()
}

/// A count with its noun, in both languages.
fn counted(count: usize, noun: Noun) -> Markup {
    both(|language| wording::counted(count, noun, language))
}

/// The noun of a verdict.
fn noun(readiness: Readiness) -> Noun {
    match readiness {
        Readiness::Ready => Noun::Ready,
        Readiness::Incomplete => Noun::Incomplete,
        Readiness::NotReady => Noun::NotReady,
    }
}

fn totals(overview: &Overview) -> Markup {
    let judged = overview.apis.iter().filter(|api| api.readiness.is_some()).count();
    html! {
        section aria-labelledby="total" {
            h2 #total { (counted(overview.apis.len(), Noun::Description)) }
            ul.totals {
                @if judged > 0 { @for readiness in Readiness::ALL {
                    li class={ "verdict " (tone(readiness)) } {
                        p.word { span aria-hidden="true" { (sign(readiness)) " " } (counted(overview.are(readiness), noun(readiness))) }
                    }
                } }
                @if overview.unreadable > 0 { li.verdict.middling { p.word { (counted(overview.unreadable, Noun::Unreadable)) } } }
            }
            ul.tally {
                @for severity in Severity::ALL { @if overview.count(severity) > 0 {
                    li { (counted(overview.count(severity), Noun::of(severity))) }
                } }
            }
        }
    }
}

/// How things went from report to report.
fn trends(overview: &Overview, earlier: &[Snapshot]) -> Markup {
    if earlier.len() < 2 {
        return Markup::default();
    }
    let most = earlier.iter().map(Snapshot::total).max().unwrap_or_default();
    let changes = trend::changes(&earlier[earlier.len() - 2].overview, overview);
    html! {
        section aria-labelledby="trend" {
            h2 #trend { (say("From report to report", "De rapport en rapport")) }
            div.table role="region" aria-labelledby="trend-c" tabindex="0" { table {
                caption #trend-c { (say("Verdicts and findings of each report", "Verdicts et constats de chaque rapport")) }
                thead { tr {
                    th scope="col" { (say("report", "rapport")) }
                    @for readiness in Readiness::ALL { th.number scope="col" { (heading(readiness)) } }
                    td aria-hidden="true" {}
                    @for severity in Severity::ALL { th.number scope="col" { (both(|language| wording::plural(Noun::of(severity), language).to_owned())) } }
                } }
                tbody { @for snapshot in earlier { tr {
                    th scope="row" { (plain(&snapshot.label)) }
                    @for readiness in Readiness::ALL { td.number { (snapshot.overview.are(readiness)) } }
                    td { (stacked(Readiness::ALL.map(|readiness| (tone(readiness), snapshot.overview.are(readiness))), most)) }
                    @for severity in Severity::ALL { td.number { (snapshot.overview.count(severity)) } }
                } } }
            } }
            h3 { (say("Since the last report but one", "Depuis l'avant-dernier rapport")) }
            @if changes.is_empty() { p { (say("No verdict changed.", "Aucun verdict n'a changé.")) } }
            @for (what, apis) in [
                (say("Better", "En progrès"), &changes.better),
                (say("Worse", "En recul"), &changes.worse),
                (say("New", "Nouvelles"), &changes.new),
                (say("Gone", "Disparues"), &changes.gone),
            ] {
                @if !apis.is_empty() {
                    h4 { (what) }
                    ul.apis { @for api in apis { li { (name(api)) } } }
                }
            }
        }
    }
}

/// The word of a verdict at the head of a column.
fn heading(readiness: Readiness) -> Markup {
    both(|language| wording::plural(noun(readiness), language).to_owned())
}

/// The table of the APIs.
fn apis(overview: &Overview) -> Markup {
    html! {
        section aria-labelledby="apis" {
            h2 #apis { (say("Every API", "Chaque API")) }
            form #filter role="search" aria-labelledby="filter-t" hidden {
                h3.hidden #filter-t { (say("Filter the APIs", "Filtrer les API")) }
                div { label for="words" { (say("Name, file or criterion", "Nom, fichier ou critère")) } input #words type="search" autocomplete="off"; }
                fieldset { legend { "Verdict" }
                    @for readiness in Readiness::ALL {
                        label { input type="checkbox" name="verdict" value=(readiness.name()) checked; " " (heading(readiness)) }
                    }
                }
                div.buttons { button type="reset" { (say("Show all", "Tout montrer")) } }
                p #status role="status" {}
            }
            div.table role="region" aria-labelledby="apis-c" tabindex="0" { table #table {
                caption #apis-c { (say("Verdict, prerequisites to complete and findings of each API", "Verdict, prérequis à compléter et constats de chaque API")) }
                thead { tr {
                    (column("api", &say("API", "API"), false))
                    (column("spec", &say("specification", "spécification"), false))
                    (column("verdict", &say("verdict", "verdict"), false))
                    (column("lacks", &say("prerequisites to complete", "prérequis à compléter"), false))
                    @for severity in Severity::ALL {
                        (column(severity.name(), &both(|language| wording::plural(Noun::of(severity), language).to_owned()), true))
                    }
                } }
                tbody { @for api in &overview.apis { (row(overview, api)) } }
            } }
        }
    }
}

/// A column that can be sorted: a button where scripts run.
fn column(id: &str, words: &Markup, is_number: bool) -> Markup {
    html! { th.number[is_number] scope="col" data-sort=(id) { (words) } }
}

fn row(overview: &Overview, api: &Api) -> Markup {
    let lacks: Vec<_> = api.lacks(&overview.criteria).collect();
    // The worst first when sorted: not ready, then incomplete.
    let weight = api.readiness.map_or(9, |readiness| 2 - readiness as usize);
    html! {
        tr data-verdict=(api.readiness.map_or("not-applicable", Readiness::name)) {
            th scope="row" { (name(api)) }
            td { (plain(&api.spec)) @if api.spec.is_empty() { (say("other document", "autre document")) } }
            td data-value=(weight) { @if let Some(readiness) = api.readiness {
                span class={ "status " (tone(readiness)) } { span aria-hidden="true" { (sign(readiness)) " " }
                    (both(|language| wording::singular(noun(readiness), language).to_owned())) }
            } }
            td data-value=(lacks.len()) {
                @if !lacks.is_empty() { ul { @for criterion in &lacks { li {
                    (text(&criterion.title))
                    @if api.verdicts.get(&criterion.id) == Some(&Verdict::Partial) { " (" (say("in part", "en partie")) ")" }
                } } } }
            }
            @for count in api.counts { td.number data-value=(count) { (count) } }
        }
    }
}

/// An API by its title and its file.
fn name(api: &Api) -> Markup {
    let title = api.title.as_deref().map(|title| title.chars().take(200).collect::<String>());
    html! {
        @if let Some(title) = &title { (theirs(title, Tongue::Other)) } @else { (say("Untitled API", "API sans titre")) }
        @if let Some(version) = &api.version { " " small.version { (plain(version)) } }
        small { code { (plain(&api.uri)) } }
    }
}

/// The share of the APIs that meet each criterion.
fn criteria(overview: &Overview) -> Markup {
    if overview.criteria.is_empty() {
        return Markup::default();
    }
    html! {
        section aria-labelledby="criteria" {
            h2 #criteria { (say("Criterion by criterion", "Critère par critère")) }
            @for strength in Strength::ALL { div.table role="region" aria-labelledby={ "c-" (strength.name()) } tabindex="0" { table {
                caption id={ "c-" (strength.name()) } { (both(|language| wording::strength(strength, language).to_owned())) }
                thead { tr {
                    th scope="col" { (say("criterion", "critère")) }
                    th.number scope="col" { (say("met or declared", "rempli ou déclaré")) }
                    td aria-hidden="true" {}
                    th.number scope="col" { (say("in part", "en partie")) }
                    th.number scope="col" { (say("missing", "manquant")) }
                    th.number scope="col" { (say("to be declared", "à déclarer")) }
                } }
                tbody { @for criterion in overview.criteria.iter().filter(|it| it.strength == strength) {
                    @let counts = overview.verdicts(&criterion.id);
                    @let count = |verdict| counts.get(&verdict).copied().unwrap_or_default();
                    tr {
                        th scope="row" { (text(&criterion.title)) }
                        @let share = overview.share_met(&criterion.id);
                        td.number { @if let Some(share) = share { (percent(share)) } @else { "–" } }
                        td { @if let Some(share) = share { (bar("good", share)) } }
                        td.number { (count(Verdict::Partial)) }
                        td.number { (count(Verdict::Missing)) }
                        td.number { (count(Verdict::ToDeclare)) }
                    }
                } }
            } } }
        }
    }
}

/// The rules that speak of most APIs.
fn rules(overview: &Overview) -> Markup {
    let rules = overview.rules();
    let most = rules.first().map_or(1, |rule| rule.apis);
    html! {
        section aria-labelledby="rules" {
            h2 #rules { (say("Rule by rule", "Règle par règle")) }
            @if rules.is_empty() { p { (say("Nothing to report.", "Rien à signaler.")) } }
            @else { div.table role="region" aria-labelledby="rules-c" tabindex="0" { table {
                caption #rules-c {
                    @if rules.len() > RULES {
                        (both(|language| match language {
                            Language::En => format!("The {RULES} rules, out of {}, that speak of most APIs", rules.len()),
                            Language::Fr => format!("Les {RULES} règles, sur {}, qui concernent le plus d'API", rules.len()),
                        }))
                    } @else { (say("The rules that speak, of most APIs first", "Les règles qui s'appliquent, au plus d'API d'abord")) }
                }
                thead { tr {
                    th scope="col" { (say("rule", "règle")) }
                    th scope="col" { (say("severity", "gravité")) }
                    th.number scope="col" { "API" }
                    td aria-hidden="true" {}
                    th.number scope="col" { (say("findings", "constats")) }
                } }
                tbody { @for rule in rules.iter().take(RULES) { tr {
                    th scope="row" { code { (plain(rule.rule)) } }
                    td { (badge(rule.severity)) }
                    td.number { (rule.apis) }
                    td { (bar("open", rule.apis as f64 / most.max(1) as f64)) }
                    td.number { (rule.findings) }
                } } }
            } } }
        }
    }
}

/// The versions of the specification.
fn versions(overview: &Overview) -> Markup {
    let specs = overview.specs();
    let most = specs.values().max().copied().unwrap_or(1);
    if specs.is_empty() {
        return Markup::default();
    }
    html! {
        section aria-labelledby="versions" {
            h2 #versions { (say("Version by version", "Version par version")) }
            div.table role="region" aria-labelledby="versions-c" tabindex="0" { table {
                caption #versions-c { (say("APIs by version of the specification", "API par version de la spécification")) }
                thead { tr { th scope="col" { (say("specification", "spécification")) } th.number scope="col" { "API" } td aria-hidden="true" {} } }
                tbody { @for (spec, count) in &specs { tr {
                    th scope="row" { (plain(spec)) }
                    td.number { (count) }
                    td { (bar("open", *count as f64 / most as f64)) }
                } } }
            } }
        }
    }
}

/// A share as a percentage, without decimals: not quite all is not 100.
fn percent(share: f64) -> String {
    let percent = (share * 100.0).floor();
    format!("{percent}\u{a0}%")
}

/// A bar next to its number: nothing that a screen reader has to say twice.
fn bar(tone: &str, share: f64) -> Markup {
    stacked([(tone, (share * 1000.0).round() as usize)], 1000)
}

/// Bars end to end.
fn stacked<const N: usize>(parts: [(&str, usize); N], of: usize) -> Markup {
    let share = |count: usize| count as f64 * 100.0 / of.max(1) as f64;
    let starts = parts.iter().scan(0, |before, (_, count)| {
        *before += count;
        Some(*before - count)
    });
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (start, (tone, count)) in starts.zip(parts) {
                rect class=(tone) x=(format!("{:.2}", share(start))) y="0" width=(format!("{:.2}", share(count))) height="8" {}
            }
        }
    }
}
