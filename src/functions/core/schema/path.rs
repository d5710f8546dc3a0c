//! The way to a value while it is judged, in one text: most values have no fault, and nothing is made for them.

use std::fmt::Write as _;

/// Segments one after the other, and where each starts.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    text: String,
    starts: Vec<usize>,
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
    }

    /// The segments, each on its own.
    pub(super) fn segments(&self) -> Vec<String> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let spans = self.starts.iter().zip(ends);
        spans.map(|(start, end)| self.text[*start..end].to_owned()).collect()
    }
}

impl From<Vec<String>> for Way {
    fn from(segments: Vec<String>) -> Self {
        let mut way = Self::default();
        for segment in &segments {
            way.push(segment);
        }
        way
    }
}
