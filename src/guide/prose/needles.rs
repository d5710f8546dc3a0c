//! Words looked for anywhere in a line, inside others too.

/// Words, of three bytes or more. One pass over a line rules out nearly all lines, where a search for each word makes its
/// tables again.
pub(super) struct Needles {
    /// The words.
    pub(super) words: &'static [&'static str],
    /// One mark for the first three bytes of each.
    marks: [u64; 16],
}

/// Words, ready to be looked for.
pub(super) const fn needles(words: &'static [&'static str]) -> Needles {
    let mut marks = [0; 16];
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        assert!(word.len() >= 3, "a word of fewer than three bytes stands everywhere");
        let (rank, bit) = mark(word[0], word[1], word[2]);
        marks[rank] |= bit;
        index += 1;
    }
    Needles { words, marks }
}

impl Needles {
    /// Whether one of them stands in a line.
    pub(super) fn occur_in(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        bytes.windows(3).enumerate().any(|(at, first)| {
            let (rank, bit) = mark(first[0], first[1], first[2]);
            self.marks[rank] & bit != 0
                && self.words.iter().any(|word| bytes[at..].starts_with(word.as_bytes()))
        })
    }
}

/// One of 1,024 marks for three bytes.
const fn mark(first: u8, second: u8, third: u8) -> (usize, u64) {
    let word = u32::from_le_bytes([first, second, third, 0]).wrapping_mul(0x9e37_79b1) >> 22;
    ((word / 64) as usize, 1 << (word % 64))
}

#[cfg(test)]
mod tests {
    use super::needles;

    #[test]
    fn words_are_found_inside_others() {
        let needles = needles(&["limit", "max ", "au plus"]);
        for line in ["illimite", "max 3", "au plus", "un de plus au plus tard"] {
            assert!(needles.occur_in(line), "{line}");
        }
        for line in ["", "li", "lim", "max", "au  plus", "maximum"] {
            assert!(!needles.occur_in(line), "{line}");
        }
    }
}
