//! What is declared beside a description, brought to its criteria: it stands in for what the document does not say, never
//! against what it says.

mod bouquet;
mod contradiction;
mod franceconnect;
mod known;
mod lacking;
mod table;

use super::dossier::{Remark, RemarkKind};
use super::{Assessment, Evidence, Gap, Origin, Verdict};
use crate::declaration::{Access, Declaration, Fact};
use crate::description::Description;
use crate::diagnostic::Text;

pub use known::known;
pub use table::{DECLARED, Entry, entry};

/// What an answer is taken from.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    description: &'a Description,
    declaration: &'a Declaration,
    /// Who may use the API as declared, where the document does not say otherwise.
    access: Option<Access>,
}

/// What a declaration answers to a criterion.
#[derive(Debug)]
pub enum Answer {
    /// All that it asks.
    Whole(Vec<Evidence>),
    /// A part; the text says which is missing.
    Part(Vec<Evidence>, Text),
    /// Something else than it asks.
    Short(Vec<Evidence>, Text),
    /// A question that the document answers, now that it arises.
    Judged(Assessment),
}

impl Evidence {
    /// A fact of the declaration.
    fn declared<T>(fact: &Fact<T>) -> Self {
        Self {
            origin: Origin::Declaration,
            at: Some(fact.at.clone()),
            excerpt: fact.written.clone(),
            extracted: None,
        }
    }
}

/// Brings a declaration to the criteria; what is to be said of it.
pub(super) fn apply(
    description: &Description,
    declaration: &Declaration,
    assessments: &mut [Assessment],
) -> Vec<Remark> {
    let contradictions = contradiction::find(description, declaration, assessments);
    let is_contradicted = |id: &str| contradictions.iter().any(|(criterion, _)| *criterion == id);
    let access = declaration.access.as_ref().map(|fact| fact.value);
    let access = access.filter(|_| !is_contradicted("who-may-consume"));
    let asked = Asked { description, declaration, access };
    for assessment in assessments.iter_mut() {
        let id = assessment.criterion.id;
        if let Some(entry) = entry(id).filter(|_| !is_contradicted(id)) {
            settle(assessment, entry, &asked);
            assessment.gaps.extend((entry.lacks)(&asked));
        }
    }
    contradictions.into_iter().map(|(_, remark)| remark).chain(stale(declaration)).collect()
}

/// Answers one criterion.
fn settle(assessment: &mut Assessment, entry: &Entry, asked: &Asked<'_>) {
    match assessment.verdict {
        Verdict::Met | Verdict::Declared => return,
        Verdict::NotApplicable if !(entry.arises)(asked) => return,
        Verdict::Missing | Verdict::Partial if (entry.stands)(assessment) => return,
        _ => {}
    }
    if (entry.ceases)(asked) {
        if assessment.verdict != Verdict::Partial {
            let access = asked.declaration.access.iter().map(Evidence::declared).collect();
            *assessment = assessment.criterion.judged(Verdict::NotApplicable, access, Vec::new());
        }
        return;
    }
    let (verdict, mut evidence, gaps) = match (entry.answer)(asked) {
        Some(Answer::Whole(evidence)) => (Verdict::Declared, evidence, Vec::new()),
        Some(Answer::Part(evidence, _)) if assessment.verdict == Verdict::Partial => {
            assessment.evidence.extend(evidence);
            return;
        }
        Some(Answer::Part(evidence, message)) => {
            let gaps = place_of(&evidence).map(|at| Gap::partial(message, at));
            (Verdict::Partial, evidence, gaps.into_iter().collect())
        }
        Some(Answer::Short(evidence, message)) => {
            let gaps = place_of(&evidence).map(|at| Gap::missing(message, at));
            (Verdict::Missing, evidence, gaps.into_iter().collect())
        }
        Some(Answer::Judged(judged)) => {
            *assessment = judged;
            return;
        }
        None if assessment.verdict == Verdict::NotApplicable => {
            (Verdict::ToDeclare, Vec::new(), Vec::new())
        }
        None => return,
    };
    evidence.append(&mut assessment.evidence);
    *assessment = assessment.criterion.judged(verdict, evidence, gaps);
}

fn place_of(evidence: &[Evidence]) -> Option<crate::diagnostic::Label> {
    evidence.iter().find_map(|evidence| evidence.at.clone())
}

/// An attestation that is more than 12 months old.
fn stale(declaration: &Declaration) -> Option<Remark> {
    let date = declaration.attestation.date.as_ref()?;
    let today = declaration.today?;
    date.value.is_a_year_before(today).then(|| Remark {
        kind: RemarkKind::Stale,
        message: Text::new(
            format!(
                "The declaration was attested on {}, more than 12 months ago: check it, then change the date",
                date.value
            ),
            format!(
                "La déclaration a été attestée le {}, il y a plus de 12 mois\u{a0}: vérifiez-la, puis changez la date",
                date.value
            ),
        ),
        at: date.at.clone(),
        related: Vec::new(),
    })
}
