//! An input that could not be read: why, and the place where there is one.

use crate::description::Unreadable;
use crate::diagnostic::Severity;
use crate::report::excerpt::excerpt;
use crate::report::page::{Ink, Page};
use crate::report::wording;

/// Adds the input.
pub(super) fn write(page: &mut Page, unreadable: &Unreadable) {
    let language = page.language;
    let name = page.clean(unreadable.uri.as_str());
    page.heading(&name);
    let lead = format!("{}{}", wording::not_read(language), wording::colon(language).trim_end());
    let reason = wording::typeset(&page.clean(unreadable.reason.in_language(language)), language);
    let reason = reason.trim_end_matches('.');
    let end = if reason.ends_with('?') { "" } else { "." };
    page.led(0, (&lead, Ink::Bad), 2, Ink::Plain, &format!("{reason}{end}"));
    if let (Some((position, span)), Some(source)) = (unreadable.at, &unreadable.text) {
        page.blank();
        page.line(2, &page.ink(Ink::Notable, &format!("{}:{}", position.line, position.column)));
        excerpt(page, 2, source, span, Severity::Error);
    }
}
