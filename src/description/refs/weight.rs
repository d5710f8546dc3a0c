//! What references would weigh if what they name were written in their place. Nothing copies it, but who judges a description
//! asks at each place what stands there: ten thousand references to a map of a megabyte are ten thousand megabytes.

use super::DanglingReason;
use crate::document::{Document, NodeId};

/// Bytes that references may stand for, however short the description.
const LEAST: u64 = 24 << 20;
/// Bytes that they may stand for, for each byte of the description. Of 526 public descriptions measured, those that need
/// more than [`LEAST`] ask for less than 5, and the others for less than 11.
const TIMES: u64 = 24;

/// The bytes that references may still stand for.
pub(super) struct Weight {
    left: u64,
    limit: u64,
}

impl Weight {
    pub fn of(documents: &[Document]) -> Self {
        let written: u64 = documents.iter().map(|it| it.source.text.len() as u64).sum();
        let limit = LEAST.max(written.saturating_mul(TIMES));
        Self { left: limit, limit }
    }

    /// Adds a reference to this node, if it is not one too many. A small one may follow a large one that was.
    pub fn add(&mut self, documents: &[Document], target: NodeId) -> Result<(), DanglingReason> {
        let span = documents[target.document.0 as usize].node(target.index).span();
        let bytes = u64::from(span.end.saturating_sub(span.start));
        self.left = self.left.checked_sub(bytes).ok_or(DanglingReason::TooMuch(self.limit))?;
        Ok(())
    }
}
