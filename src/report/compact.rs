//! The report for editors, one line each, as compilers write it: `file:line:column: severity: message [rule]`.
//!
//! Lines and columns count from 1. Columns are UTF-16 code units, as the problem matchers of VS Code and the Language Server
//! Protocol count them; Vim counts bytes and Emacs characters, which differs only after a letter beyond ASCII or beyond the
//! basic plane. Severities keep their English names in every language: editors know them by those.

use std::io::{self, Write};

use super::notice::{self, Notice};
use super::{Ending, Outcome, Reporter, Run, order};
use crate::source::Position;

/// The report, written as its descriptions come.
pub(super) struct Compact;

impl Reporter for Compact {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut notices = Notice::all(run, outcome).chain(Notice::left_out(run, outcome));
        notices.try_for_each(|notice| line(&notice, out))
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        Notice::ending(run, ending).try_for_each(|notice| line(&notice, out))
    }
}

fn line(notice: &Notice, out: &mut dyn Write) -> io::Result<()> {
    let Notice { rule, severity, message, file, start, .. } = notice;
    let (file, Position { line, column }) = (notice::first_on_line(file), start);
    let line = format!("{file}:{line}:{column}: {severity}: {message} [{rule}]");
    writeln!(out, "{}", order::disarmed(&line))
}
