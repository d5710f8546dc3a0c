//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

use super::Node;

/// Writes one segment: `~` as `~0`, `/` as `~1`.
pub fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Reads one segment.
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
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

    #[test]
    fn ranks_are_plain_figures() {
        let ranks = ["0", "12", "01", "-1", "a", ""].map(rank);
        assert_eq!(ranks, [Some(0), Some(12), None, None, None, None]);
    }
}
