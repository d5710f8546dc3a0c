//! What is counted in a text, as far as someone asked: a place near its start does not have all of it read.

use std::sync::OnceLock;

/// Bytes that are counted at once.
const STRETCH: usize = 1 << 16;

/// How often something begins in a text, counted from its start.
#[derive(Debug)]
pub(super) struct Tally {
    /// Counts it in some bytes.
    count: fn(&[u8]) -> u32,
    /// Bytes between which it is counted once for all: a part of a stretch.
    block: usize,
    /// Of each stretch, what is before each of its blocks, and at its end. Those that are counted are the first ones.
    stretches: OnceLock<Box<[OnceLock<Vec<u32>>]>>,
}

impl Tally {
    pub(super) fn new(count: fn(&[u8]) -> u32, block: usize) -> Self {
        Self { count, block, stretches: OnceLock::new() }
    }

    /// How many there are before a byte of the text.
    pub(super) fn before(&self, byte: usize, text: &[u8]) -> u32 {
        let block = byte % STRETCH / self.block;
        let inside = &text[byte - byte % self.block..byte];
        self.stretch(byte / STRETCH, text)[block] + (self.count)(inside)
    }

    /// The first byte of the block that holds the one of this rank, and how many are before it; nothing where there are not as
    /// many.
    pub(super) fn block_of(&self, rank: u32, text: &[u8]) -> Option<(usize, u32)> {
        let stretches = self.stretches(text);
        let is_after = |blocks: &Vec<u32>| blocks.last().is_some_and(|end| *end <= rank);
        let first = stretches.partition_point(|one| one.get().is_some_and(is_after));
        (first..stretches.len()).find_map(|index| {
            let blocks = self.stretch(index, text);
            let block = blocks.partition_point(|before| *before <= rank) - 1;
            (block + 1 < blocks.len())
                .then(|| (index * STRETCH + block * self.block, blocks[block]))
        })
    }

    fn stretches(&self, text: &[u8]) -> &[OnceLock<Vec<u32>>] {
        self.stretches.get_or_init(|| (0..=text.len() / STRETCH).map(|_| OnceLock::new()).collect())
    }

    fn stretch(&self, index: usize, text: &[u8]) -> &[u32] {
        let stretches = self.stretches(text);
        if let Some(known) = stretches[index].get() {
            return known;
        }
        let known = stretches[..index].partition_point(|one| one.get().is_some());
        let before = known.checked_sub(1).and_then(|last| stretches[last].get());
        let mut blocks = before.map_or(&[][..], Vec::as_slice);
        let mut start = known * STRETCH;
        for stretch in &stretches[known..=index] {
            let counted = blocks.last().copied().unwrap_or_default();
            let end = text.len().min(start + STRETCH);
            blocks = stretch.get_or_init(|| self.blocks(counted, &text[start..end]));
            start = end;
        }
        blocks
    }

    fn blocks(&self, before: u32, bytes: &[u8]) -> Vec<u32> {
        let mut counted = before;
        let ends = bytes.chunks(self.block).map(|block| {
            counted += (self.count)(block);
            counted
        });
        std::iter::once(before).chain(ends).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{STRETCH, Tally};

    #[test]
    fn what_is_counted_is_found_in_any_order() {
        let count = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u32;
        for (length, step) in
            [(0, 1), (10, 3), (STRETCH, 1), (3 * STRETCH + 5, 700), (STRETCH, STRETCH)]
        {
            let text: Vec<u8> =
                (1..=length).map(|byte| if byte % step == 0 { b'\n' } else { b'a' }).collect();
            for order in [1, 7 * STRETCH / 11] {
                let tally = Tally::new(count, 512);
                let ask = |byte: usize| byte * order % (length + 1);
                for byte in (0..=length).step_by(311).map(ask) {
                    assert_eq!(
                        tally.before(byte, &text),
                        (byte / step) as u32,
                        "{byte} of {length}"
                    );
                }
                let tally = Tally::new(count, 512);
                let all = length / step;
                for rank in (0..all).step_by(97).map(|rank| rank * order % all) {
                    let at = (rank + 1) * step - 1;
                    let block = at - at % 512;
                    let expected = Some((block, (block / step) as u32));
                    assert_eq!(tally.block_of(rank as u32, &text), expected, "{rank} of {length}");
                }
                assert_eq!(tally.block_of(all as u32, &text), None);
            }
        }
    }
}
