//! What Spectral says itself, whatever the ruleset: the codes and words of its parser and of its resolver.

use crate::document::Node;

/// The code of what its parser says.
pub(super) const PARSER: &str = "parser";

/// The code of a reference that names nothing.
pub(super) const INVALID_REF: &str = "invalid-ref";

/// How Spectral says something.
pub(super) struct Said {
    /// `parser`, `invalid-ref`.
    pub code: &'static str,
    /// Its words, where they are known; ours otherwise.
    pub message: Option<String>,
    /// Whether it shows the key, and not the value.
    pub is_on_key: bool,
}

/// How Spectral says what a rule of `apilint:reading` found at a node, if it says it at all.
pub(super) fn said(rule: &str, node: Node<'_>) -> Option<Said> {
    let key = node.key().unwrap_or_default();
    let (code, message, is_on_key) = match rule {
        "duplicate-key" => (PARSER, Some(format!("Duplicate key: {key}")), true),
        "integer-status-code" | "non-string-key" => {
            let kind = kind_of(key);
            let message = format!("Mapping key must be a string scalar rather than {kind}");
            (PARSER, Some(message), true)
        }
        "syntax-error" | "yaml-anchor-cycle" => (PARSER, None, false),
        "ref-resolves" => (INVALID_REF, place(node), false),
        _ => return None,
    };
    Some(Said { code, message, is_on_key })
}

fn kind_of(key: &str) -> &'static str {
    match key {
        "" => "object",
        "~" | "null" | "Null" | "NULL" => "null",
        _ if key.eq_ignore_ascii_case("true") || key.eq_ignore_ascii_case("false") => "boolean",
        _ => "number",
    }
}

/// `'#/components/schemas/A' does not exist`.
fn place(node: Node<'_>) -> Option<String> {
    let (file, pointer) = node.as_str()?.split_once('#')?;
    (file.is_empty() && pointer.starts_with('/')).then(|| format!("'#{pointer}' does not exist"))
}
