//! The report for editors, one line each, as compilers write it: `file:line:column: severity: message [rule]`.
//!
//! Lines and columns count from 1. Columns are UTF-16 code units, as the problem matchers of VS Code and the Language Server
//! Protocol count them; Vim counts bytes and Emacs characters, which differs only after a letter beyond ASCII or beyond the
//! basic plane. Severities keep their English names in every language: editors know them by those.

use std::io::{self, Write};

use super::notice::{self, Notice};
use super::{Ending, Outcome, Reporter, Run};
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
    let (file, Position { line, column }) = (notice::one_line(file), start);
    let line = format!("{file}:{line}:{column}: {severity}: {message} [{rule}]");
    writeln!(out, "{}", disarmed(&line))
}

/// A line that no build agent obeys, whatever a stranger's file says: those of Azure and TeamCity look for their commands
/// anywhere in a line, that of GitHub at its start.
fn disarmed(line: &str) -> String {
    let start = if line.starts_with("::") { "./" } else { "" };
    let line = line.replace("##[", "# #[").replace("##vso[", "# #vso[");
    format!("{start}{}", line.replace("##teamcity[", "# #teamcity["))
}

#[cfg(test)]
mod tests {
    use super::disarmed;

    #[test]
    fn a_stranger_gives_no_order_to_a_build() {
        assert_eq!(disarmed("::error::a.yaml:1:1: x"), "./::error::a.yaml:1:1: x");
        let said = "a.yaml:1:1: ##vso[task.complete] ##[error] ##teamcity[buildStop]";
        assert!(!["##vso[", "##[", "##teamcity["].iter().any(|it| disarmed(said).contains(it)));
    }
}
