//! From a JSON Pointer that a user writes to a node of a description, through references where there are some.

use percent_encoding::percent_decode_str;

use crate::description::Description;
use crate::document::{Node, escape, unescape};
use crate::spec::nearest;

/// A pointer that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Astray {
    /// The pointer of the last thing on its way that is there; empty for the root.
    pub there: String,
    /// The segment that is not in it, as the key would be written.
    pub missing: String,
    /// A pointer that may be meant.
    pub guess: Option<String>,
}

/// The node that a pointer names: `/paths/~1a/get`, `#/paths/~1a/get`; `#` and nothing are the root. Where a step is not
/// there and a `$ref` is, the step is taken in what the `$ref` names.
pub fn locate<'d>(description: &'d Description, pointer: &str) -> Result<Node<'d>, Astray> {
    let found = follow(description, pointer.strip_prefix('#').unwrap_or(pointer));
    match pointer.strip_prefix('#').filter(|_| found.is_err()) {
        // The fragment of a URI writes `{` as `%7B`.
        Some(fragment) => {
            follow(description, &percent_decode_str(fragment).decode_utf8_lossy()).or(found)
        }
        None => found,
    }
}

fn follow<'d>(description: &'d Description, pointer: &str) -> Result<Node<'d>, Astray> {
    let mut here = description.root();
    if matches!(pointer, "" | "/") {
        return Ok(here);
    }
    for segment in pointer.strip_prefix('/').unwrap_or(pointer).split('/') {
        let segment = unescape(segment);
        let below = |node: Node<'d>| node.get(&segment);
        here = below(here)
            .or_else(|| below(description.follow(here)?))
            .ok_or_else(|| astray(description.follow(here).unwrap_or(here), &segment))?;
    }
    Ok(here)
}

fn astray(there: Node<'_>, missing: &str) -> Astray {
    let guess = nearest(missing, there.children().filter_map(Node::key));
    let pointer = there.pointer();
    let guess = guess.map(|key| format!("{pointer}/{}", escape(key)));
    Astray { there: pointer, missing: missing.to_owned(), guess }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Limits;
    use crate::loader::Memory;
    use crate::source::Uri;

    #[test]
    fn pointers_lead_through_references() {
        let text = "paths:\n  /a{id}:\n    get: {$ref: '#/b'}\nb: {c: 1}\n";
        let files = Memory::one("a.yaml", text);
        let description = Description::load_any(&files, &Uri::new("a.yaml"), Limits::default())
            .expect("the text is read");
        for (pointer, expected) in [
            ("", ""),
            ("#", ""),
            ("#/b/c", "/b/c"),
            ("/paths/~1a{id}", "/paths/~1a{id}"),
            ("#/paths/~1a%7Bid%7D/get", "/paths/~1a{id}/get"),
            ("/paths/~1a{id}/get/c", "/b/c"),
        ] {
            let found = locate(&description, pointer).map(Node::pointer);
            assert_eq!(found, Ok(expected.to_owned()), "{pointer}");
        }
        let astray = locate(&description, "/paths/a{id}/get").expect_err("the `~1` is missing");
        assert_eq!(astray.there, "/paths");
        assert_eq!(astray.guess.as_deref(), Some("/paths/~1a{id}"));
    }
}
