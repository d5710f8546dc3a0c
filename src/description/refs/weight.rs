//! What references would weigh if what they name were written in their place. Nothing copies it, but who judges a description
//! asks at each place what stands there: ten thousand references to a map of a megabyte are ten thousand megabytes.

use std::collections::HashSet;

use super::DanglingReason;
use crate::document::{Document, Node, NodeId};
use crate::spec::Version;

/// Bytes that references may stand for, however short the description.
const LEAST: u64 = 24 << 20;
/// Bytes that they may stand for, for each byte of the description. Of 526 public descriptions measured, those that need
/// more than [`LEAST`] ask for less than 5, and the others for less than 11.
const TIMES: u64 = 24;

/// How often what stands for the whole of a path or an operation counts, where it does so again. Authors repeat a list of
/// common responses so, of a few lines.
const AS_A_WHOLE: u64 = 16;

/// The bytes that references may still stand for.
pub(super) struct Weight {
    left: u64,
    limit: u64,
    /// What stands for the whole of a path or an operation.
    wholes: HashSet<NodeId>,
}

impl Weight {
    pub fn of(documents: &[Document]) -> Self {
        let written: u64 = documents.iter().map(|it| it.source.text.len() as u64).sum();
        let limit = LEAST.max(written.saturating_mul(TIMES));
        Self { left: limit, limit, wholes: HashSet::new() }
    }

    /// Adds a reference to this node, if it is not one too many. A small one may follow a large one that was.
    pub fn add(
        &mut self,
        documents: &[Document],
        written: NodeId,
        target: NodeId,
    ) -> Result<(), DanglingReason> {
        let node = |id: NodeId| documents[id.document.0 as usize].node(id.index);
        let span = node(target).span();
        let bytes = u64::from(span.end.saturating_sub(span.start));
        let is_repeated = is_whole(node(written)) && !self.wholes.insert(target);
        let bytes = if is_repeated { bytes.saturating_mul(AS_A_WHOLE) } else { bytes };
        self.left = self.left.checked_sub(bytes).ok_or(DanglingReason::TooMuch(self.limit))?;
        Ok(())
    }
}

/// Whether a reference stands for a path, an operation, or all parameters, responses or media types of one. Each question
/// asked of operations goes through what is there, whoever wrote it once for ten thousand; authors write a few words there.
fn is_whole(written: Node<'_>) -> bool {
    let around = written.parent().and_then(Node::key);
    let is_field = around != Some("properties");
    let name = written.key().filter(|_| is_field);
    let is_method = |name: &str| Version::Oas3_2.table().methods.contains(&name);
    around == Some("paths")
        || name.is_some_and(|name| {
            matches!(name, "parameters" | "responses" | "content") || is_method(name)
        })
}
