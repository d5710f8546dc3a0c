//! The report as one page for browsers: no network, both languages, and all of it readable without scripts.
//!
//! The page is written as it comes, a description at a time. Nothing in it is trusted: every word goes through the
//! escaping of the templates, and the page's own policy lets nothing run but its own script.

mod advice;
mod contents;
mod description;
mod dossier;
mod excerpt;
mod findings;
mod frame;
mod ignored;
mod place;
mod severity;
mod words;

use std::io::{self, Write};

use super::{Ending, Outcome, Reporter, Run};
use advice::Advised;
use contents::Row;

pub(super) use advice::plain_id;
pub(super) use contents::short;
pub(super) use description::{sign, tone};
pub(super) use frame::{STYLE, closing, opening, policy};
pub(super) use severity::{badge, badge_in};
pub(super) use words::{both, plain, prose, say, text, theirs};

/// Bytes of a page after which the details of a description are kept as text until they are asked for: what a browser
/// lays out at once.
const AT_ONCE: usize = 2 << 20;

/// The page, written as its descriptions come; of each, a row of the contents is kept.
#[derive(Default)]
pub(super) struct Html {
    rows: Vec<Row>,
    advised: Advised,
    written: usize,
}

impl Reporter for Html {
    fn start(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(frame::head(run).into_string().as_bytes())
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.advised.is_late = self.written > AT_ONCE;
        let rank = self.rows.len() + 1;
        let (page, row) = description::description(run, outcome, rank, &mut self.advised);
        let page = page.into_string();
        self.written += page.len();
        self.rows.push(row);
        out.write_all(page.as_bytes())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let rest = maud::html! {
            (self.advised.rest(run))
            (contents::unread(ending))
            (contents::contents(run, &self.rows, ending))
            (frame::foot())
        };
        out.write_all(rest.into_string().as_bytes())
    }
}
