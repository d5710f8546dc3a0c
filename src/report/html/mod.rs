//! The report as one page for browsers: no network, both languages, and all of it readable without scripts.
//!
//! The page is written as it comes, a description at a time. Nothing in it is trusted: every word goes through the
//! escaping of the templates, and the page's own policy lets nothing run but its own script.

mod contents;
mod description;
mod dossier;
mod excerpt;
mod findings;
mod frame;
mod ignored;
mod place;
mod words;

use std::io::{self, Write};

use super::Report;

/// Bytes of a page after which the details of a description are kept as text until they are asked for: what a browser
/// lays out at once.
const AT_ONCE: usize = 3 << 20;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(frame::head(report).into_string().as_bytes())?;
    let (mut rows, mut written) = (Vec::new(), 0);
    for (rank, outcome) in (1..).zip(&report.outcomes) {
        let (page, row) = description::description(report, outcome, rank, written > AT_ONCE);
        let page = page.into_string();
        written += page.len();
        rows.push(row);
        out.write_all(page.as_bytes())?;
    }
    let unread = || report.unreadable.iter().filter(|unread| !unread.is_partial);
    let rest = maud::html! {
        (contents::unread(unread()))
        (contents::contents(report, &rows, unread().count()))
        (frame::foot())
    };
    out.write_all(rest.into_string().as_bytes())
}
