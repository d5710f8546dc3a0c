//! Words that the messages of the core functions share. The English is Spectral's.

use super::Target;
use crate::diagnostic::Text;

/// `"name" property must be …` / `la propriété « name » doit …`, or the document's own form at the root.
pub(super) fn about_property(target: &Target<'_>, en: &str, fr: &str) -> Text {
    let property = target.property();
    if property.is_empty() {
        return Text::new(format!("The document {en}"), format!("Le document {fr}"));
    }
    Text::new(
        format!("\"{property}\" property {en}"),
        format!("La propriété «\u{a0}{property}\u{a0}» {fr}"),
    )
}

/// `"value" must …` / `« value » doit …`.
pub(super) fn about_value(target: &Target<'_>, en: &str, fr: &str) -> Text {
    let printed = target.printed();
    let shown = target.scalar().map_or_else(|| printed.clone(), str::to_owned);
    Text::new(format!("{printed} {en}"), format!("«\u{a0}{shown}\u{a0}» {fr}"))
}
