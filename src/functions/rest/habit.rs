//! What several places of a description have in common: one finding, at the first of them.

use crate::description::Description;
use crate::diagnostic::{Label, Text};
use crate::functions::Finding;

/// Places that are shown beside the first.
const SHOWN: usize = 10;

/// What is counted: in English and in French, several of them.
#[derive(Clone, Copy)]
pub(super) struct Noun {
    pub en: &'static str,
    pub fr: &'static str,
}

pub(super) const OPERATIONS: Noun = Noun { en: "operations", fr: "opérations" };
pub(super) const PATHS: Noun = Noun { en: "paths", fr: "chemins" };
pub(super) const LISTS: Noun = Noun { en: "lists", fr: "listes" };
pub(super) const ERRORS: Noun = Noun { en: "error responses", fr: "réponses d'erreur" };
pub(super) const DATES: Noun = Noun { en: "dates", fr: "dates" };

/// A count as it goes. Of a description that could not be read whole, no count is true, and nothing is said.
pub(super) struct Habit {
    noun: Noun,
    is_known: bool,
    first: Option<(String, Label)>,
    others: Vec<Label>,
    /// Places that have it.
    pub count: usize,
    /// All that could.
    pub of: usize,
}

impl Habit {
    pub(super) fn of(noun: Noun, description: &Description) -> Self {
        let is_known = !description.is_partial();
        Self { noun, is_known, first: None, others: Vec::new(), count: 0, of: 0 }
    }

    /// One more place; where it has the habit, `told` gives its name and itself.
    pub(super) fn count(&mut self, has_it: bool, told: impl FnOnce() -> (String, Label)) {
        self.of += 1;
        if !has_it || !self.is_known {
            return;
        }
        self.count += 1;
        if self.first.is_none() {
            self.first = Some(told());
        } else if self.others.len() < SHOWN {
            let (_, label) = told();
            let text = Text::new("here too", "ici aussi");
            self.others.push(Label { text: Some(text), ..label });
        }
    }

    /// How many of how many, at the first place: `12 of the 30 operations`, or the name of the only one.
    pub(super) fn finding(self) -> Option<Finding> {
        let (en, fr) = (self.noun.en, self.noun.fr);
        let (name, _) = self.first.as_ref()?;
        let message = match (self.count, self.of) {
            (1, _) => Text::same(name.clone()),
            (count, of) if count == of => {
                Text::new(format!("the {count} {en}"), format!("les {count} {fr}"))
            }
            (count, of) => {
                Text::new(format!("{count} of the {of} {en}"), format!("{count} des {of} {fr}"))
            }
        };
        self.saying(message)
    }

    /// The same places, in other words.
    pub(super) fn saying(self, message: Text) -> Option<Finding> {
        let (_, at) = self.first?;
        let (at, count) = (Some(at), Some(self.count));
        Some(Finding { at, related: self.others, count, ..Finding::new(message) })
    }
}
