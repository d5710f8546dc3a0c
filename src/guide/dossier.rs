//! Every criterion judged, and what is to be said of the declaration.

use std::ops::Deref;

use super::Assessment;
use crate::diagnostic::{Label, Text};

/// The criteria of the guide, judged, in their order; and remarks on the declaration beside the description.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Each criterion. A dossier can be read as this list.
    pub assessments: Vec<Assessment>,
    /// What is to be said of the declaration.
    pub remarks: Vec<Remark>,
}

/// Something to say of a declaration, at its place in its file.
#[derive(Clone, Debug)]
pub struct Remark {
    /// What it is about.
    pub kind: RemarkKind,
    /// What is wrong, in one line.
    pub message: Text,
    /// The place in the declaration.
    pub at: Label,
    /// What the description says.
    pub related: Vec<Label>,
}

/// Sorts of remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// The description says otherwise.
    Contradiction,
    /// Nobody has vouched for it for 12 months.
    Stale,
}

impl RemarkKind {
    /// Its name in rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Stale => "stale",
        }
    }

    /// All of them.
    pub const ALL: [Self; 2] = [Self::Contradiction, Self::Stale];
}

impl Deref for Dossier {
    type Target = [Assessment];

    fn deref(&self) -> &[Assessment] {
        &self.assessments
    }
}

impl<'d> IntoIterator for &'d Dossier {
    type Item = &'d Assessment;
    type IntoIter = std::slice::Iter<'d, Assessment>;

    fn into_iter(self) -> Self::IntoIter {
        self.assessments.iter()
    }
}
