//! What a fault of syntax may hide is unknown, never missing.

use super::{Assessment, Criterion, Extracted, Verdict, document};
use crate::description::Description;
use crate::diagnostic::Label;
use crate::document::Node;

/// Takes back from an assessment of a description that was read in part what may not be true.
pub(super) fn spare(description: &Description, assessment: Assessment) -> Assessment {
    if assessment.criterion.id == document::DOCUMENT.id {
        return assessment;
    }
    match assessment.verdict {
        Verdict::Missing | Verdict::Partial => {}
        // Nothing was found that it could apply to.
        Verdict::NotApplicable => return unknown(assessment.criterion),
        Verdict::Met
        | Verdict::Declared
        | Verdict::ToDeclare
        | Verdict::ToProbe
        | Verdict::Unknown => return assessment,
    }
    let is_count = assessment
        .evidence
        .iter()
        .any(|evidence| matches!(evidence.extracted, Some(Extracted::Coverage { .. })));
    let stands = |at: &Label| {
        description.node_of(at).is_some_and(|node| {
            // Each item of a count is judged by itself; anything else, by all that is said in the document.
            let object = node.parent().filter(|_| node.scalar().is_some()).unwrap_or(node);
            if is_count { !description.reaches_cut(object) } else { is_surely(node) }
        })
    };
    let mut gaps = assessment.gaps.clone();
    gaps.retain(|gap| stands(&gap.at));
    if gaps.is_empty() { unknown(assessment.criterion) } else { Assessment { gaps, ..assessment } }
}

fn unknown(criterion: &'static Criterion) -> Assessment {
    criterion.judged(Verdict::Unknown, Vec::new(), Vec::new())
}

/// Whether a value and all that stands around it was read.
fn is_surely(node: Node<'_>) -> bool {
    let mut around = std::iter::successors(Some(node), |node| node.parent());
    let is_text = node.scalar().is_some_and(|text| !text.is_empty());
    is_text && !node.parent().is_some_and(Node::holds_cut) && !around.any(Node::is_cut)
}
