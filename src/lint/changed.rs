//! What is told of the places that changed since an earlier version of the files.
//!
//! A place has changed where its own lines did: of an object, its keys and its values that are not objects themselves, and
//! what stood between them and was removed. What changed deep below an object is no change of it.

use std::collections::{HashMap, HashSet};

use crate::description::Description;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::{Document, Node, NodeId};
use crate::source::{SourceId, Span};

/// What changed in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// All of it: it is new.
    All,
    /// Some lines, in the order of the text.
    Lines(Vec<Change>),
}

/// Some lines that changed, counted in halves: line `n` is `2n`, and what stands between it and the next one `2n + 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    first: u32,
    last: u32,
}

impl Change {
    /// `after` lines from `start` on took the place of `before`; where there are none, `start` is the line above, as in
    /// unified diffs.
    pub fn new(before: u32, start: u32, after: u32) -> Self {
        if after == 0 {
            let between = start.saturating_mul(2).saturating_add(1);
            return Self { first: between, last: between };
        }
        let first = start.saturating_mul(2);
        let last = start.saturating_add(after - 1).saturating_mul(2);
        // Where fewer lines are left, some were removed: perhaps at the edges.
        if before > after {
            Self { first: first.saturating_sub(1), last: last.saturating_add(1) }
        } else {
            Self { first, last }
        }
    }

    fn meets(self, first: u32, last: u32) -> bool {
        self.first <= last && first <= self.last
    }
}

/// The places of a description that changed.
#[derive(Debug)]
pub struct Changed<'d> {
    description: &'d Description,
    /// What changed in its files; of others, nothing is known.
    files: HashMap<SourceId, Changes>,
    nodes: HashSet<NodeId>,
}

impl<'d> Changed<'d> {
    /// Finds them.
    pub fn of(description: &'d Description, files: HashMap<SourceId, Changes>) -> Self {
        let mut nodes = HashSet::new();
        for (id, changes) in &files {
            if let Changes::Lines(changes) = changes {
                touch(description.document(*id).root(), changes, &mut nodes);
            }
        }
        Self { description, files, nodes }
    }

    /// Whether a diagnostic is about one of them: it, the object that it is about, or another place that explains it.
    pub fn concerns(&self, diagnostic: &Diagnostic) -> bool {
        let at = &diagnostic.at;
        self.is_changed(at.span)
            || self.is_touched(at)
            || diagnostic.related.iter().any(|label| self.is_changed(label.span))
    }

    fn is_changed(&self, span: Span) -> bool {
        match self.files.get(&span.source) {
            None => false,
            Some(Changes::All) => true,
            Some(Changes::Lines(changes)) => {
                let (first, last) = lines(self.description.document(span.source), span);
                met(changes, first, last).next().is_some()
            }
        }
    }

    fn is_touched(&self, at: &Label) -> bool {
        let node = self.description.document(at.span.source).at_pointer(&at.pointer);
        node.is_some_and(|node| self.nodes.contains(&node.id()))
    }
}

/// The first and the last line of a span, in halves.
fn lines(document: &Document, span: Span) -> (u32, u32) {
    let line = |byte: u32| document.source.position(byte).line * 2;
    (line(span.start), line(span.end.max(span.start + 1) - 1))
}

/// The changes that some lines meet. Changes are in order, and apart.
fn met(changes: &[Change], first: u32, last: u32) -> impl Iterator<Item = &Change> {
    let from = changes.partition_point(|change| change.last < first);
    changes[from..].iter().take_while(move |change| change.meets(first, last))
}

/// Gathers the nodes that changes touch, from a node that they meet.
fn touch(node: Node<'_>, changes: &[Change], nodes: &mut HashSet<NodeId>) {
    let mut within = 0;
    // What an alias or a merge key brings stands elsewhere.
    let children = node.children().filter(|child| child.parent() == Some(node));
    for child in children {
        let document = child.document();
        let (start, last) = lines(document, child.span());
        let first = child.key_span().map_or(start, |key| lines(document, key).0);
        let from = changes.partition_point(|change| change.last < first);
        let count = changes[from..].iter().take_while(|one| one.meets(first, last + 1)).count();
        let met = &changes[from..from + count];
        if met.is_empty() {
            continue;
        }
        if child.is_alias() || !(child.is_map() || child.is_list()) {
            nodes.insert(child.id());
            continue;
        }
        // Its first line is that of its key, which is its holder's too.
        within += met.iter().filter(|one| first < one.first && one.last <= last).count();
        touch(child, met, nodes);
    }
    if within < changes.len() {
        nodes.insert(node.id());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Limits;
    use crate::loader::Memory;
    use crate::source::Uri;

    const TEXT: &str = "info:\n  title: a\n  license:\n    name: b\npaths:\n  /a:\n    get:\n      summary: >\n        c\n        d\n  /b: {}\n";

    /// The pointers of the nodes that a change touches.
    fn touched(text: &str, changes: &[Change]) -> Vec<String> {
        let files = Memory::one("a.yaml", text);
        let description = Description::load_any(&files, &Uri::new("a.yaml"), Limits::default())
            .expect("the text is read");
        let files = [(SourceId(0), Changes::Lines(changes.to_vec()))].into();
        let found = Changed::of(&description, files).nodes;
        let nodes = description.root().subtree().filter(|node| found.contains(&node.id()));
        nodes.map(Node::pointer).collect()
    }

    #[test]
    fn a_change_touches_what_holds_it_and_not_what_is_above() {
        for (change, expected) in [
            (Change::new(1, 2, 1), vec!["/info", "/info/title"]),
            (Change::new(1, 4, 1), vec!["/info/license", "/info/license/name"]),
            (Change::new(1, 10, 1), vec!["/paths/~1a/get", "/paths/~1a/get/summary"]),
            (Change::new(1, 3, 1), vec!["/info", "/info/license"]),
            // Removed after the title, and after the licence.
            (Change::new(1, 2, 0), vec!["/info", "/info/title"]),
            (Change::new(2, 4, 0), vec!["", "/info", "/info/license", "/info/license/name"]),
            // Removed before the first entry.
            (Change::new(2, 1, 0), vec!["/info"]),
            (
                Change::new(0, 6, 5),
                vec!["/paths", "/paths/~1a", "/paths/~1a/get", "/paths/~1a/get/summary"],
            ),
        ] {
            assert_eq!(touched(TEXT, &[change]), expected, "{change:?}");
        }
        assert_eq!(touched(TEXT, &[]), [""; 0]);
    }

    #[test]
    fn on_one_line_everything_is_touched() {
        let text = "{\"info\": {\"title\": \"a\"}, \"paths\": {}}";
        let all = ["", "/info", "/info/title", "/paths"];
        assert_eq!(touched(text, &[Change::new(1, 1, 1)]), all);
    }
}
