//! Where the brackets of links close: found once for a whole text, so that one made of brackets is not read again for each.

/// Bytes of the longest label of a link, brackets included.
const LABEL: usize = 300;
/// Bytes of the longest target, its closing parenthesis included.
const TARGET: usize = 1_000;

/// The brackets of a text that close near enough to make a link, each with where it closes, in order.
pub(super) struct Brackets {
    squares: Vec<(u32, u32)>,
    /// Those behind a label. One that its line does not close ends with it.
    rounds: Vec<(u32, u32)>,
}

impl Brackets {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { squares: squares(bytes), rounds: rounds(bytes) }
    }

    /// The `]` of a `[`.
    pub(super) fn square(&self, open: usize) -> Option<usize> {
        closing(&self.squares, open)
    }

    /// The end of a target that opens here: its `)`, or that of its line.
    pub(super) fn round(&self, open: usize) -> Option<usize> {
        closing(&self.rounds, open)
    }
}

/// The square brackets that close near enough.
fn squares(bytes: &[u8]) -> Vec<(u32, u32)> {
    let (mut squares, mut open) = (Vec::new(), Vec::new());
    for at in memchr::memchr2_iter(b'[', b']', bytes) {
        if bytes[at] == b'[' {
            open.push(at);
        } else if let Some(open) = open.pop().filter(|open| at - open < LABEL) {
            squares.push((open as u32, at as u32));
        }
    }
    squares.sort_unstable();
    squares
}

/// The round ones behind a label, which close near enough or end with their line.
fn rounds(bytes: &[u8]) -> Vec<(u32, u32)> {
    let follows_label = |open: usize| {
        let before = &bytes[..open];
        before.strip_suffix(b" ").unwrap_or(before).ends_with(b"]")
    };
    let (mut rounds, mut open) = (Vec::new(), Vec::new());
    let mut end = |open: usize, at: usize| {
        let is_near = at - open <= TARGET;
        if is_near && follows_label(open) {
            rounds.push((open as u32, at as u32));
        }
        is_near
    };
    for at in memchr::memchr3_iter(b'(', b')', b'\n', bytes) {
        match bytes[at] {
            b'(' => open.push(at),
            b')' => {
                if let Some(open) = open.pop() {
                    end(open, at);
                }
            }
            _ => {
                while open.pop().is_some_and(|open| end(open, at)) {}
                open.clear();
            }
        }
    }
    rounds.sort_unstable();
    rounds
}

fn closing(pairs: &[(u32, u32)], open: usize) -> Option<usize> {
    let rank = pairs.binary_search_by_key(&open, |(open, _)| *open as usize).ok()?;
    Some(pairs[rank].1 as usize)
}

#[cfg(test)]
mod tests {
    use super::Brackets;

    #[test]
    fn brackets_close_where_theirs_do() {
        let text = "[a [b]](c (d) e) ] [f] (g\n[h](i (j)";
        let brackets = Brackets::of(text.as_bytes());
        let rest = |at: Option<usize>| at.map(|at| &text[at..]);
        assert_eq!(rest(brackets.square(0)), Some("](c (d) e) ] [f] (g\n[h](i (j)"));
        assert_eq!(rest(brackets.square(3)), Some("]](c (d) e) ] [f] (g\n[h](i (j)"));
        assert_eq!(rest(brackets.round(7)), Some(") ] [f] (g\n[h](i (j)"));
        assert_eq!(rest(brackets.round(10)), None, "no label before it");
        assert_eq!(rest(brackets.round(23)), Some("\n[h](i (j)"), "its line ends");
        assert_eq!(rest(brackets.round(29)), None, "the text ends");
    }

    #[test]
    fn what_closes_far_away_is_no_link() {
        let label = |len: usize| format!("[{}](b)", "a".repeat(len));
        let target = |len: usize| format!("[a]({})", "b".repeat(len));
        assert_eq!(Brackets::of(label(298).as_bytes()).square(0), Some(299));
        assert_eq!(Brackets::of(label(299).as_bytes()).square(0), None);
        assert_eq!(Brackets::of(target(999).as_bytes()).round(3), Some(1003));
        assert_eq!(Brackets::of(target(1000).as_bytes()).round(3), None);
        let open = format!("{}\n", "[a](".repeat(500));
        assert_eq!(
            Brackets::of(open.as_bytes()).round(1003),
            Some(2000),
            "of the line's last ones"
        );
        assert_eq!(Brackets::of(open.as_bytes()).round(999), None);
    }
}
