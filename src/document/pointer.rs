//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

use super::Node;

/// Writes one segment: `~` as `~0`, `/` as `~1`.
pub fn escape(segment: &str) -> Cow<'_, str> {
    if !segment.contains(['~', '/']) {
        return Cow::Borrowed(segment);
    }
    let mut escaped = String::with_capacity(2 * segment.len());
    for letter in segment.chars() {
        match letter {
            '~' => escaped.push_str("~0"),
            '/' => escaped.push_str("~1"),
            letter => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// Reads one segment.
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if !segment.contains('~') {
        return Cow::Borrowed(segment);
    }
    let mut parts = segment.split('~');
    let first = parts.next().unwrap_or_default();
    let mut plain = String::with_capacity(segment.len());
    plain.push_str(first);
    for part in parts {
        let (sign, rest) = match part.as_bytes().first() {
            Some(b'1') => ('/', &part[1..]),
            Some(b'0') => ('~', &part[1..]),
            _ => ('~', part),
        };
        plain.push(sign);
        plain.push_str(rest);
    }
    Cow::Owned(plain)
}

/// The rank that a segment means in a list: figures without leading zero.
pub(super) fn rank(segment: &str) -> Option<usize> {
    let figures = segment.bytes().all(|byte| byte.is_ascii_digit())
        && (segment == "0" || !segment.starts_with('0'));
    if figures { segment.parse().ok() } else { None }
}

pub(super) fn find<'d>(root: Node<'d>, pointer: &str) -> Option<Node<'d>> {
    if pointer.is_empty() {
        return Some(root);
    }
    pointer
        .strip_prefix('/')?
        .split('/')
        .try_fold(root, |node, segment| node.get(&unescape(segment)))
}

pub(super) fn of(node: Node<'_>) -> String {
    let mut segments = Vec::new();
    let mut here = node;
    while let Some(parent) = here.parent() {
        segments.push(match here.key() {
            Some(key) => Cow::Borrowed(key),
            None => Cow::Owned(here.rank().unwrap_or_default().to_string()),
        });
        here = parent;
    }
    let mut pointer = String::new();
    for segment in segments.iter().rev() {
        pointer.push('/');
        pointer.push_str(&escape(segment));
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_survive_the_way_there_and_back() {
        for segment in ["", "a", "/a/{b}", "~", "~1", "~01", "a~b/c"] {
            assert_eq!(unescape(&escape(segment)), segment);
        }
    }

    /// RFC 6901 §4: `~1` first, so that `~01` is `~1`.
    #[test]
    fn what_is_no_escape_stands_for_itself() {
        for (segment, plain) in [("~01", "~1"), ("~~1~", "~/~"), ("a~2~é", "a~2~é"), ("~10", "/0")]
        {
            assert_eq!(unescape(segment), plain);
        }
    }

    #[test]
    fn ranks_are_plain_figures() {
        let ranks = ["0", "12", "01", "-1", "a", ""].map(rank);
        assert_eq!(ranks, [Some(0), Some(12), None, None, None, None]);
    }
}
