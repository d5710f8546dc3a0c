//! The dossier of one description: each criterion of the guide, what it rests on, and what to do.

use maud::{Markup, html};

use super::description::Shown;
use super::words::{self, both, code_of, plain, say, text};
use crate::diagnostic::Language;
use crate::guide::{Assessment, Evidence, Extracted, Gap, Strength, Verdict, declared_by};
use crate::report::wording;

/// Letters of an excerpt.
const EXCERPT: usize = 240;
/// Pieces of evidence, and gaps, of a criterion that are shown.
const SHOWN: usize = 5;

/// The criteria, the prerequisites first; apart from them and last, those that rest on the declaration alone. Late in a
/// long page, only what is still to be done, without what it rests on: the findings say where.
pub(super) fn dossier(shown: &mut Shown<'_>) -> Markup {
    let is_late = shown.advised.is_late;
    let all =
        shown.outcome.dossier.iter().filter(|judged| !is_late || tone(judged.verdict) != "good");
    let all: Vec<&Assessment> = all.collect();
    let mut groups: Vec<(Markup, Vec<&Assessment>)> = Vec::new();
    for strength in [Strength::Prerequisite, Strength::Standard, Strength::Recommendation] {
        let criteria = all.iter().copied().filter(|judged| {
            judged.criterion.strength == strength && judged.verdict != Verdict::Declared
        });
        let heading = both(|language| wording::strength(strength, language).to_owned());
        groups.push((heading, criteria.collect()));
    }
    let declared = all.iter().copied().filter(|judged| judged.verdict == Verdict::Declared);
    let heading = both(|language| wording::declared(language).to_owned());
    groups.push((heading, declared.collect()));
    html! {
        div.dossier {
            h3 { (say("What the referencing guide asks", "Ce que demande le guide de référencement")) }
            @for (heading, criteria) in groups.iter().filter(|(_, criteria)| !criteria.is_empty()) {
                div.strength {
                    h4 { (heading) }
                    ul.criteria { @for judged in criteria {
                        @if is_late { (briefly(shown, judged)) } @else { (criterion(shown, judged)) }
                    } }
                }
            }
        }
    }
}

/// The word for a verdict: the sign alone would not be read aloud.
fn status(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (Verdict::Met, Language::En) => "met",
        (Verdict::Met, Language::Fr) => "rempli",
        (Verdict::Missing, Language::En) => "missing",
        (Verdict::Missing, Language::Fr) => "manquant",
        (Verdict::Declared, Language::En) => "declared",
        (Verdict::Declared, Language::Fr) => "déclaré",
        (Verdict::ToDeclare, Language::En) => "to be declared",
        (Verdict::ToDeclare, Language::Fr) => "à déclarer",
        (Verdict::ToProbe, Language::En) => "to be seen live",
        (Verdict::ToProbe, Language::Fr) => "à voir en service",
        (Verdict::Unknown, Language::En) => "unknown",
        (Verdict::Unknown, Language::Fr) => "inconnu",
        (verdict, language) => wording::remark(verdict, language).unwrap_or_default(),
    }
}

/// What a verdict means for who reads: well, to be looked at, or wrong.
fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met | Verdict::Declared => "good",
        Verdict::Partial => "middling",
        Verdict::Missing => "bad",
        Verdict::ToDeclare | Verdict::ToProbe | Verdict::Unknown => "open",
        Verdict::NotApplicable => "none",
    }
}

/// A criterion on a line, its title a link to what to do.
fn briefly(shown: &mut Shown<'_>, judged: &Assessment) -> Markup {
    let run = shown.run;
    let is_open = matches!(judged.verdict, Verdict::Missing | Verdict::Partial);
    let rule = run.rules_of(judged.criterion).next().filter(|_| is_open);
    let advice = rule.map(|rule| shown.advised.place_of(&rule.id));
    html! {
        li class=(tone(judged.verdict)) { p.title {
            (verdict(judged.verdict)) " "
            @if let Some(id) = advice { a href={ "#" (id) } { (words::title(judged.criterion.title)) } }
            @else { (words::title(judged.criterion.title)) }
        } }
    }
}

/// A verdict, by its sign and its word.
fn verdict(verdict: Verdict) -> Markup {
    html! { span.status { span aria-hidden="true" { (wording::mark(verdict)) " " }
    (both(|language| status(verdict, language).to_owned())) } }
}

fn criterion(shown: &mut Shown<'_>, judged: &Assessment) -> Markup {
    let criterion = judged.criterion;
    let is_declared = judged.verdict == Verdict::Declared;
    let evidence = judged.evidence.iter().filter(|piece| !piece.excerpt.trim().is_empty());
    let evidence: Vec<Markup> = evidence.take(SHOWN).map(|piece| quoted(shown, piece)).collect();
    let gaps: Vec<Markup> = judged.gaps.iter().take(SHOWN).map(|gap| missing(shown, gap)).collect();
    let more = judged.gaps.len().saturating_sub(SHOWN) + judged.gaps_left_out;
    html! {
        li id=(shown.criterion_id(criterion.id)) class=(tone(judged.verdict)) {
            p.title {
                (verdict(judged.verdict))
                " " strong { (words::title(criterion.title)) } " "
                span.refs { (criterion.guide.join(", "))
                    @if is_declared { " · " (both(|language| wording::of_strength(criterion.strength, language).to_owned())) }
                    @if let Some((met, of)) = coverage(judged) {
                        " · " (both(|language| wording::coverage(met, of, language)))
                    } }
            }
            @if !evidence.is_empty() { ul.evidence { @for piece in &evidence { li { (piece) } } } }
            @if !gaps.is_empty() {
                ul.gaps {
                    @for gap in &gaps { li { (gap) } }
                    @if more > 0 { li { (both(|language| match language {
                        Language::En => format!("and {more} more"),
                        Language::Fr => format!("et {more} de plus"),
                    })) } }
                }
            }
            (next(shown, judged))
        }
    }
}

/// The decisive words and their place.
fn quoted(shown: &mut Shown<'_>, piece: &Evidence) -> Markup {
    let words = piece.excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(EXCERPT).collect();
    let more = if cut.len() < words.len() { "…" } else { "" };
    html! {
        q lang=[code_of(shown.tongue)] { (plain(&cut)) (more) }
        @if let Some(at) = &piece.at { " " (shown.places.place(at)) }
    }
}

fn missing(shown: &mut Shown<'_>, gap: &Gap) -> Markup {
    html! { (text(&gap.message)) " " (shown.places.place(&gap.at)) }
}

/// What to do: the advice of the rule that speaks of the criterion, or the fields to declare.
fn next(shown: &mut Shown<'_>, judged: &Assessment) -> Markup {
    match judged.verdict {
        Verdict::Missing | Verdict::Partial => {
            let Some(rule) = shown.run.rules_of(judged.criterion).next() else {
                return Markup::default();
            };
            let places = shown.speaks(&rule.id).then(|| shown.rule_id(&rule.id));
            shown.advised.of(&rule.id, &rule.docs, places.as_deref())
        }
        Verdict::ToDeclare => {
            let fields = declared_by(judged.criterion.id).map(|entry| entry.fields);
            let fields = fields.unwrap_or_default();
            if fields.is_empty() {
                return Markup::default();
            }
            html! { p.fix { (say("In apilint.yaml, ", "Dans apilint.yaml, "))
            (both(|language| wording::to_declare(fields, language))) } }
        }
        Verdict::Met
        | Verdict::Declared
        | Verdict::ToProbe
        | Verdict::NotApplicable
        | Verdict::Unknown => Markup::default(),
    }
}

/// How many of how many, where some are missing.
fn coverage(judged: &Assessment) -> Option<(usize, usize)> {
    judged.evidence.iter().find_map(|piece| match piece.extracted {
        Some(Extracted::Coverage { met, of }) if met < of => Some((met, of)),
        _ => None,
    })
}
