//! Where each byte of a rewritten text comes from.

use std::ops::Range;

/// Pieces in the order of the rewritten text; what stands between two pieces of the origin was dropped.
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets {
    pieces: Vec<Piece>,
}

/// `len` bytes written at `at`, made from the bytes `from..to`.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    len: usize,
    from: usize,
    to: usize,
    is_copied: bool,
}

impl Offsets {
    /// Says that the next bytes are these bytes of the origin. Copies that follow each other make one piece.
    pub(super) fn copy(&mut self, origin: &Range<usize>) {
        if let Some(last) =
            self.pieces.last_mut().filter(|last| last.is_copied && last.to == origin.start)
        {
            last.len += origin.len();
            last.to = origin.end;
        } else {
            self.pieces.push(Piece {
                at: self.end(),
                len: origin.len(),
                from: origin.start,
                to: origin.end,
                is_copied: true,
            });
        }
    }

    /// Says that the next `len` bytes stand for these bytes of the origin, as a whole.
    pub(super) fn replace(&mut self, len: usize, origin: &Range<usize>) {
        self.pieces.push(Piece {
            at: self.end(),
            len,
            from: origin.start,
            to: origin.end,
            is_copied: false,
        });
    }

    fn end(&self) -> usize {
        self.pieces.last().map_or(0, |last| last.at + last.len)
    }

    /// The bytes of the origin that gave these bytes; a byte of a replaced piece stands for the whole piece.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |piece| {
            if piece.is_copied {
                piece.from + (range.start - piece.at).min(piece.len)
            } else if range.start < piece.at + piece.len {
                piece.from
            } else {
                piece.to
            }
        });
        if range.is_empty() {
            return start..start;
        }
        let end = self.piece(range.end - 1).map_or(start, |piece| {
            if piece.is_copied {
                piece.from + (range.end - piece.at).min(piece.len)
            } else {
                piece.to
            }
        });
        start..end.max(start)
    }

    /// Where a byte of the origin went: the rewritten byte, or the first after it where it was dropped.
    pub(super) fn find(&self, origin: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.to <= origin);
        match self.pieces.get(after) {
            Some(piece) if piece.is_copied && piece.from <= origin => {
                piece.at + origin - piece.from
            }
            Some(piece) => piece.at,
            None => self.end(),
        }
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        after.checked_sub(1).map(|index| &self.pieces[index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_traced_through_copies_replacements_and_holes() {
        let mut offsets = Offsets::default();
        offsets.copy(&(0..3)); // "abc" copied
        offsets.replace(2, &(3..11)); // "é" for "&eacute;"
        offsets.copy(&(15..19)); // copied after a hole of four bytes
        assert_eq!(offsets.origin(&(1..3)), 1..3);
        assert_eq!(offsets.origin(&(2..5)), 2..11);
        assert_eq!(offsets.origin(&(4..7)), 3..17);
        assert_eq!(offsets.origin(&(5..9)), 15..19);
        assert_eq!(offsets.origin(&(9..9)), 19..19);
        assert_eq!(
            (
                offsets.find(1),
                offsets.find(5),
                offsets.find(12),
                offsets.find(16),
                offsets.find(19)
            ),
            (1, 3, 5, 6, 9)
        );
        assert_eq!(Offsets::default().origin(&(0..0)), 0..0);
    }
}
