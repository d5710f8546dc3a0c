//! The operations of `paths`, as Spectral's functions see them.

use crate::document::Node;
use crate::functions::Target;

/// The methods that make an operation.
pub(super) const METHODS: [&str; 8] =
    ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

/// The operations of a map of paths, in the order of the text, references followed.
pub(super) fn operations<'d>(target: &Target<'d>, paths: Option<Node<'d>>) -> Vec<Node<'d>> {
    let paths = paths.filter(|paths| paths.is_map());
    let items = paths.map(Node::children).into_iter().flatten();
    let items = items.filter_map(|item| target.seen(item)).filter(|item| item.is_map());
    items.flat_map(|item| of_item(target, item)).collect()
}

/// The operations of a path item.
pub(super) fn of_item<'d>(target: &Target<'d>, item: Node<'d>) -> Vec<Node<'d>> {
    item.children()
        .filter(|entry| entry.key().is_some_and(|key| METHODS.contains(&key)))
        .filter_map(|entry| target.seen(entry))
        .filter(|operation| operation.is_map())
        .collect()
}
