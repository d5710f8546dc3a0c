//! Items of a list by their ranks.

/// `start:end:step`, the ends counted from the last item where they are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// First rank.
    pub start: Option<i64>,
    /// Rank after the last.
    pub end: Option<i64>,
    /// From one to the next, never 0; backwards where it is negative.
    pub step: i64,
    /// Whether a negative step goes forwards all the same, as in Nimma, provided that the end is farther than it.
    pub is_forward: bool,
}

impl Slice {
    /// The item of one rank.
    pub(super) fn item(rank: i64) -> Self {
        Self {
            start: Some(rank),
            end: rank.checked_add(1).filter(|end| *end != 0),
            step: 1,
            is_forward: false,
        }
    }

    /// The ranks taken of a list of this length, in order (RFC 9535, 2.3.4.2.2).
    pub(super) fn ranks(self, length: usize) -> impl Iterator<Item = usize> {
        let length = length as i64;
        let absolute = |bound: i64| if bound < 0 { bound.saturating_add(length) } else { bound };
        let (first, end, step) = if self.step >= 0 || self.is_forward {
            let first = self.start.map_or(0, |start| absolute(start).clamp(0, length));
            let end = self.end.map_or(length, |end| absolute(end).clamp(0, length));
            let is_too_long = self.step < 0 && end <= self.step.abs();
            (first, if is_too_long { first } else { end }, self.step.abs())
        } else {
            let first =
                self.start.map_or(length - 1, |start| absolute(start).clamp(-1, length - 1));
            let end = self.end.map_or(-1, |end| absolute(end).clamp(-1, length - 1));
            (first, end, self.step)
        };
        let mut next = first;
        std::iter::from_fn(move || {
            let is_in = if step > 0 { next < end } else { step < 0 && next > end };
            let rank = next;
            next = next.saturating_add(step);
            is_in.then_some(rank as usize)
        })
    }

    /// Whether an item is taken of a list of this length, in constant time.
    pub(super) fn takes(self, rank: usize, length: usize) -> bool {
        let Some(first) = self.ranks(length).next() else { return false };
        let (rank, first) = (rank as i64, first as i64);
        let distance = rank - first;
        let step = if self.is_forward { self.step.abs() } else { self.step };
        if distance % step != 0 || distance.signum() * step.signum() < 0 {
            return false;
        }
        let one = Self { start: Some(rank), ..self };
        one.ranks(length).next() == Some(rank as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_taken_if_and_only_if_its_rank_is_listed() {
        let bounds = [None, Some(-9), Some(-4), Some(-1), Some(0), Some(1), Some(3), Some(9)];
        for (start, end) in bounds.iter().flat_map(|s| bounds.iter().map(move |e| (*s, *e))) {
            for (step, is_forward) in [(-3, false), (-1, false), (1, false), (2, false), (-2, true)]
            {
                let slice = Slice { start, end, step, is_forward };
                for length in [0, 1, 4, 5] {
                    let listed: Vec<usize> = slice.ranks(length).collect();
                    for rank in 0..length {
                        let taken = slice.takes(rank, length);
                        assert_eq!(listed.contains(&rank), taken, "{slice:?} of {length}: {rank}");
                    }
                }
            }
        }
    }
}
