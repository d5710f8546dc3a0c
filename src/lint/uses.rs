//! What stands in another file, and where the entry document uses it.

use crate::description::{Description, Uses};
use crate::diagnostic::{Diagnostic, Label, Text};

/// Adds to what is said of another document the reference that leads there: its reader has the entry document open.
pub(super) fn add(description: &Description, diagnostics: &mut [Diagnostic]) {
    let entry = description.entry().id;
    let is_elsewhere = |diagnostic: &&mut Diagnostic| {
        let places = std::iter::once(&diagnostic.at).chain(&diagnostic.related);
        places.into_iter().all(|label| label.span.source != entry)
    };
    let mut elsewhere = diagnostics.iter_mut().filter(is_elsewhere).peekable();
    if elsewhere.peek().is_none() {
        return;
    }
    let uses = Uses::of(description);
    for diagnostic in elsewhere {
        let Some(reference) = uses.in_entry(diagnostic.at.span) else { continue };
        let text = Some(Text::new("used here", "utilisé ici"));
        diagnostic.related.push(Label { text, ..reference.label() });
    }
}
