//! `bouquet`: the bundle of APIs that this one is said to belong to (G19).

use super::contradiction::remark;
use super::{Answer, Asked};
use crate::declaration::{Access, Declaration};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::guide::dossier::Remark;
use crate::guide::{Evidence, Inspection, bouquet};

/// The word for an API that is in none.
const NONE: &str = "aucun";

/// Whether an API that says nothing of a bouquet is asked about it: it is declared to be in one, or to be restricted, and
/// its inputs identify a company or a person.
pub(super) fn arises(asked: &Asked<'_>) -> bool {
    let is_in_one = asked.declaration.bundle.as_ref().is_some_and(|fact| fact.value != NONE);
    is_in_one
        || (asked.access == Some(Access::Restricted)
            && bouquet::invited(&Inspection::of(asked.description)).is_some())
}

pub(super) fn answer(asked: &Asked<'_>) -> Option<Answer> {
    if let Some(fact) = &asked.declaration.bundle {
        return Some(Answer::Whole(vec![Evidence::declared(fact)]));
    }
    let access = asked.declaration.access.as_ref().filter(|_| asked.access.is_some())?;
    let mut invited = bouquet::invited(&Inspection::of(asked.description))?;
    invited.evidence.push(Evidence::declared(access));
    Some(Answer::Judged(invited))
}

/// Another bouquet, or none, where the title or the address is that of one.
pub(super) fn contradicted(description: &Description, declaration: &Declaration) -> Option<Remark> {
    let declared = declaration.bundle.as_ref()?;
    let (bouquet, evidence) = bouquet::belongs(description)?;
    if declared.value == bouquet.word() {
        return None;
    }
    let (word, words) = (&declared.value, &evidence.excerpt);
    let message = Text::new(
        format!(
            "`bouquet: {word}` is declared, and the description is that of a bouquet: “{words}”"
        ),
        format!(
            "`bouquet: {word}` est déclaré, et la description est celle d'un bouquet\u{a0}: «\u{a0}{words}\u{a0}»"
        ),
    );
    Some(remark(declared, message, evidence.at?))
}
