//! The way to a value while it is judged, in one text: most values have no fault, and nothing is made for them. Faults share
//! the segments that are made: a key of a megabyte may stand above a million of them.

use std::fmt::Write as _;
use std::rc::Rc;

/// Segments one after the other, and where each starts.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    text: String,
    starts: Vec<usize>,
    /// The first segments, those that a fault has asked for.
    made: Vec<Rc<str>>,
}

impl Way {
    /// Goes into an entry or item.
    pub(super) fn push(&mut self, segment: &str) {
        self.starts.push(self.text.len());
        self.text.push_str(segment);
    }

    /// Goes into an item of a list.
    pub(super) fn push_rank(&mut self, rank: usize) {
        self.starts.push(self.text.len());
        // Writing to a text cannot fail.
        let _ = write!(self.text, "{rank}");
    }

    /// Comes back.
    pub(super) fn pop(&mut self) {
        self.text.truncate(self.starts.pop().unwrap_or_default());
        self.made.truncate(self.starts.len());
    }

    /// The segments, each on its own.
    pub(super) fn segments(&mut self) -> Vec<Rc<str>> {
        for rank in self.made.len()..self.starts.len() {
            let end = self.starts.get(rank + 1).copied().unwrap_or(self.text.len());
            self.made.push(self.text[self.starts[rank]..end].into());
        }
        self.made.clone()
    }
}

impl From<Vec<Rc<str>>> for Way {
    fn from(segments: Vec<Rc<str>>) -> Self {
        let mut way = Self::default();
        for segment in &segments {
            way.push(segment);
        }
        way.made = segments;
        way
    }
}
