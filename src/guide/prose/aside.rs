//! Sentences that state nothing: questions, notes for later.

use super::subject::words;

/// Whether a folded sentence asks, or is a note of what is still to be written.
pub(super) fn is_aside(line: &str) -> bool {
    line.ends_with('?') || words(line).any(|(_, word)| matches!(word, "todo" | "tbd" | "fixme"))
}

#[cfg(test)]
mod tests {
    use super::is_aside;

    #[test]
    fn questions_and_notes() {
        assert!(is_aside("comment obtenir un jeton ?") && is_aside("todo : le lien"));
        assert!(!is_aside("methodologie") && !is_aside("demandez un jeton."));
    }
}
