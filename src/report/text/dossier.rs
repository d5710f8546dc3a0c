//! The dossier of one description: each criterion of the guide with its verdict and what it rests on.

use crate::description::Description;
use crate::diagnostic::Language;
use crate::guide::{Assessment, Evidence, Extracted, Origin, Strength, Verdict, declared_by};
use crate::report::page::{Ink, Page};
use crate::report::way;
use crate::report::wording;
use crate::report::{Outcome, Run};

/// Adds the criteria, the prerequisites first; apart from them and last, those that rest on the declaration alone.
pub(super) fn write(page: &mut Page, run: &Run<'_>, outcome: &Outcome) {
    for strength in [Strength::Prerequisite, Strength::Standard, Strength::Recommendation] {
        let criteria = outcome.dossier.iter().filter(|a| a.criterion.strength == strength);
        let mut criteria = criteria.filter(|a| a.verdict != Verdict::Declared).peekable();
        if criteria.peek().is_none() {
            continue;
        }
        page.blank();
        page.line(0, "");
        page.paragraph(0, Ink::Strong, wording::strength(strength, page.language));
        page.blank();
        for assessment in criteria {
            criterion(page, run, outcome, assessment);
        }
    }
    declared(page, outcome);
}

/// What nobody verified, each fact at its place in the file that declares it.
fn declared(page: &mut Page, outcome: &Outcome) {
    let mut criteria = outcome.dossier.iter().filter(|a| a.verdict == Verdict::Declared).peekable();
    if criteria.peek().is_none() {
        return;
    }
    page.blank();
    page.line(0, "");
    page.paragraph(0, Ink::Strong, wording::declared(page.language));
    page.blank();
    for assessment in criteria {
        let criterion = assessment.criterion;
        let title = wording::say(criterion.title, page.language);
        let strength = wording::of_strength(criterion.strength, page.language);
        page.led(
            2,
            (wording::mark(assessment.verdict), assessment.verdict.into()),
            4,
            Ink::Plain,
            &page.clean(&format!("{title} ({strength})")),
        );
        for evidence in assessment.evidence.iter().filter(|e| e.origin == Origin::Declaration) {
            shown(page, &outcome.description, evidence);
        }
    }
}

/// What is added after the title of a criterion: where only a person can say, the fields of a declaration that do.
fn remark(assessment: &Assessment, language: Language) -> Option<String> {
    let remark = wording::remark(assessment.verdict, language)?;
    let is_open = assessment.verdict == Verdict::ToDeclare;
    let entry = declared_by(assessment.criterion.id);
    Some(match entry.filter(|entry| is_open && !entry.fields.is_empty()) {
        Some(entry) => wording::to_declare(entry.fields, language),
        None => remark.to_owned(),
    })
}

fn criterion(page: &mut Page, run: &Run<'_>, outcome: &Outcome, assessment: &Assessment) {
    let language = page.language;
    let rules = spoken(run, outcome, assessment);
    let remarks: Vec<String> = [
        remark(assessment, language),
        coverage(assessment).map(|(met, of)| wording::coverage(met, of, language)),
        (!rules.is_empty()).then(|| wording::see(&rules.join(", "), language)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = wording::say(assessment.criterion.title, language);
    let title = match remarks.as_slice() {
        [] => title.to_owned(),
        remarks => format!("{title} ({})", remarks.join(", ")),
    };
    page.led(
        2,
        (wording::mark(assessment.verdict), assessment.verdict.into()),
        4,
        Ink::Plain,
        &page.clean(&title),
    );
    // What rules said above is not said again.
    if !rules.is_empty() {
        return;
    }
    if let Some(evidence) =
        assessment.evidence.iter().find(|evidence| !evidence.excerpt.trim().is_empty())
    {
        shown(page, &outcome.description, evidence);
    }
    if let Some(gap) = assessment.gaps.first() {
        let position = way::position(&outcome.description, &gap.at);
        page.led(
            4,
            (&position, Ink::Notable),
            6,
            Ink::Plain,
            &page.clean(gap.message.in_language(language)),
        );
    }
}

/// The rules that said what is missing.
fn spoken<'r>(run: &Run<'r>, outcome: &Outcome, assessment: &Assessment) -> Vec<&'r str> {
    let has_spoken = |id: &str| outcome.diagnostics.iter().any(|diagnostic| diagnostic.rule == id);
    run.rules_of(assessment.criterion)
        .map(|rule| rule.id.as_str())
        .filter(|id| has_spoken(id))
        .collect()
}

/// The decisive words and their place, on one line.
fn shown(page: &mut Page, description: &Description, evidence: &Evidence) {
    let position =
        evidence.at.as_ref().map(|label| format!("{}  ", way::position(description, label)));
    let position = position.unwrap_or_default();
    let excerpt = page.cut(&page.clean(&evidence.excerpt), 4 + position.len());
    page.line(
        4,
        &format!("{}{}", page.ink(Ink::Notable, &position), page.ink(Ink::Faint, &excerpt)),
    );
}

/// How many of how many, where some are missing.
fn coverage(assessment: &Assessment) -> Option<(usize, usize)> {
    assessment.evidence.iter().find_map(|evidence| match evidence.extracted {
        Some(Extracted::Coverage { met, of }) if met < of => Some((met, of)),
        _ => None,
    })
}
