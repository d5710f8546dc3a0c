//! Criteria that count: how many of how many, and what is missing where.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::{Assessment, Criterion, Evidence, Gap, Verdict};
use crate::description::Description;
use crate::document::NodeId;

/// From how many in a hundred a criterion is met in part (`domain` of the guide's reading: 90 %).
const ENOUGH: usize = 90;

/// Bytes of the texts of gaps that are described: a path of a megabyte may stand in a million of them.
const MOST_BYTES: usize = 8 << 20;

/// A count as it goes.
pub(super) struct Coverage {
    /// Those that meet the criterion.
    met: usize,
    /// All that it applies to.
    pub of: usize,
    gaps: Vec<Gap>,
    /// The most gaps that are described, and how many more there are.
    limit: usize,
    left_out: usize,
    /// Of the texts of the gaps.
    bytes: usize,
    /// Places that were said: a shared parameter is counted at each use and said once.
    said: HashSet<NodeId, RandomState>,
}

impl Coverage {
    /// Nothing yet.
    pub(super) fn new(description: &Description) -> Self {
        let limit = description.told;
        Self {
            met: 0,
            of: 0,
            gaps: Vec::new(),
            limit,
            left_out: 0,
            bytes: 0,
            said: HashSet::default(),
        }
    }

    /// One more that meets it.
    pub(super) fn met(&mut self) {
        self.met += 1;
        self.of += 1;
    }

    /// One more that does not.
    pub(super) fn missed(&mut self, at: NodeId, gap: impl FnOnce() -> Gap) {
        self.of += 1;
        if !self.said.insert(at) {
            return;
        }
        if self.gaps.len() < self.limit && self.bytes < MOST_BYTES {
            let gap = gap();
            self.bytes += gap.message.en.len() + gap.at.pointer.len();
            self.gaps.push(gap);
        } else {
            self.left_out += 1;
        }
    }

    /// Met by all; in part from 90 %.
    pub(super) fn assess(self, criterion: &'static Criterion) -> Assessment {
        self.judge(criterion, 0)
    }

    /// The same, and a single gap is met in part whatever the share.
    pub(super) fn assess_leniently(self, criterion: &'static Criterion) -> Assessment {
        self.judge(criterion, 1)
    }

    fn judge(mut self, criterion: &'static Criterion, forgiven: usize) -> Assessment {
        let missed = self.of - self.met;
        let verdict = if missed == 0 {
            Verdict::Met
        } else if self.met * 100 >= self.of * ENOUGH || (missed <= forgiven && self.of > missed) {
            Verdict::Partial
        } else {
            Verdict::Missing
        };
        for gap in &mut self.gaps {
            gap.is_partial = verdict == Verdict::Partial;
        }
        let gaps_left_out = self.left_out;
        let evidence = vec![Evidence::coverage(self.met, self.of)];
        Assessment { gaps_left_out, ..criterion.judged(verdict, evidence, self.gaps) }
    }
}
