//! Work that is counted: what a stranger's description can make endless stops somewhere.

use std::cell::Cell;

/// Steps for all that one rule asks of one description. Ten times what the largest real one at hand needs.
const STEPS: usize = 500_000;

/// Work that one rule may still ask of one description, in steps: parts of a schema looked at. What comes after is not
/// judged.
#[derive(Debug)]
pub struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(STEPS))
    }
}

impl Budget {
    /// Steps that are left.
    pub fn left(&self) -> usize {
        self.0.get()
    }

    /// Takes steps away.
    pub fn spend(&self, steps: usize) {
        self.0.set(self.0.get().saturating_sub(steps));
    }
}
