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

/// Bytes of a page after which the details of a description are kept as text: what a browser reads as elements at once. The
/// script makes elements of some more when the page is open, and of the others when they are asked for.
const AT_ONCE: usize = 256 << 10;
/// Bytes of a page after which what a rule advises stands at its end, once.
const IN_PLACE: usize = 2 << 20;

/// Descriptions that stand by themselves, and then in one block each: a browser lays out a block where it is looked at.
const BY_THEMSELVES: usize = 40;
const IN_A_BLOCK: usize = 40;

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
        self.advised.is_late = self.written > IN_PLACE;
        let is_kept = self.written > AT_ONCE;
        let before = self.rows.len();
        if before == BY_THEMSELVES {
            out.write_all(b"<div class=\"block\">")?;
        } else if before > BY_THEMSELVES && (before - BY_THEMSELVES).is_multiple_of(IN_A_BLOCK) {
            out.write_all(b"</div><div class=\"block\">")?;
        }
        let shown =
            description::description(run, outcome, (before + 1, is_kept), &mut self.advised);
        let (page, row) = shown;
        let page = page.into_string();
        self.written += page.len();
        self.rows.push(row);
        out.write_all(page.as_bytes())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.len() > BY_THEMSELVES {
            out.write_all(b"</div>")?;
        }
        let rest = maud::html! {
            (self.advised.rest(run))
            (contents::unread(ending))
            (contents::contents(run, &self.rows, ending))
            (frame::foot())
        };
        out.write_all(rest.into_string().as_bytes())
    }
}
