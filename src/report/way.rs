//! Places as people name them: `12:5`, `GET /livres/{id} › parameters › q`.

use crate::description::Description;
use crate::diagnostic::Label;
use crate::document::unescape;

/// Line and column, and the file where it is not the entry document.
pub(super) fn position(description: &Description, label: &Label) -> String {
    let source = description.source(label.span.source);
    let position = source.position(label.span.start);
    let is_entry = label.span.source == description.entry().id;
    let file = if is_entry { String::new() } else { format!("{}:", source.uri) };
    format!("{file}{}:{}", position.line, position.column)
}

/// A JSON Pointer in words: the operation by its name, the rest by its keys. Empty for the root.
pub(super) fn way(pointer: &str) -> String {
    let keys: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    match keys.as_slice() {
        ["paths", path, method, rest @ ..] if is_method(method) => {
            let operation = format!("{} {path}", method.to_ascii_uppercase());
            std::iter::once(operation.as_str())
                .chain(rest.iter().copied())
                .collect::<Vec<_>>()
                .join(" › ")
        }
        ["paths", path, rest @ ..] => {
            std::iter::once(path).chain(rest).copied().collect::<Vec<_>>().join(" › ")
        }
        keys => keys.join(" › "),
    }
}

/// Whether a key under a path is a method: all that 3.2 has.
fn is_method(key: &str) -> bool {
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"].contains(&key)
}

#[cfg(test)]
mod tests {
    use super::way;

    #[test]
    fn operations_are_named() {
        for (pointer, expected) in [
            ("", ""),
            ("/info/contact", "info › contact"),
            ("/paths/~1livres~1{id}/get/parameters/0", "GET /livres/{id} › parameters › 0"),
            ("/paths/~1livres/parameters", "/livres › parameters"),
            ("/paths", "paths"),
        ] {
            assert_eq!(way(pointer), expected);
        }
    }
}
