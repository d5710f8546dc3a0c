//! The report for GitHub Actions: workflow commands that annotate the lines of a change, and the summary of the step.
//!
//! | severity | in GitHub |
//! |---|---|
//! | error, unreadable input, fault of the settings | `error` |
//! | warning | `warning` |
//! | info, hint | `notice` |
//!
//! What is ignored is not annotated.

pub(super) mod summary;

use std::io::{self, Write};

use super::notice::Notice;
use super::{Ending, Outcome, Reporter, Run, order};
use crate::diagnostic::{Language, Severity};

/// How many annotations of one kind GitHub shows of a step; it drops the others without a word.
const MOST: usize = 10;

/// The kinds, the heaviest first.
const KINDS: [&str; 3] = ["error", "warning", "notice"];

/// The annotations kept until the end: the first of each kind, so that the heaviest come first.
#[derive(Default)]
pub(super) struct GitHub {
    kept: [Vec<Notice>; KINDS.len()],
    /// How many there were of each kind.
    counts: [usize; KINDS.len()],
}

impl Reporter for GitHub {
    fn document(&mut self, run: &Run<'_>, outcome: &Outcome, _: &mut dyn Write) -> io::Result<()> {
        Notice::all(run, outcome).for_each(|notice| self.keep(notice));
        for left_out in &outcome.left_out {
            self.counts[kind(left_out.severity)] += left_out.count;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        // An input that could not be read hides all that would be said of it: it comes before what is said of others.
        let mut first: Vec<Notice> = Notice::ending(run, ending).collect();
        self.counts[0] += first.len();
        first.append(&mut self.kept[0]);
        first.truncate(MOST);
        self.kept[0] = first;
        for (command, notices) in KINDS.into_iter().zip(&self.kept) {
            notices.iter().try_for_each(|notice| annotation(command, notice, out))?;
        }
        let shown: usize = self.kept.iter().map(Vec::len).sum();
        match self.counts.iter().sum::<usize>() - shown {
            0 => Ok(()),
            more => writeln!(out, "{}", left(more, run.language)),
        }
    }
}

impl GitHub {
    fn keep(&mut self, notice: Notice) {
        let kind = kind(notice.severity);
        self.counts[kind] += 1;
        if self.kept[kind].len() < MOST {
            self.kept[kind].push(notice);
        }
    }
}

/// The rank of a severity among the kinds.
fn kind(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info | Severity::Hint => 2,
    }
}

/// A workflow command, its properties in the order of the runner's own toolkit.
fn annotation(command: &str, notice: &Notice, out: &mut dyn Write) -> io::Result<()> {
    let Notice { rule, message, file, start, end, .. } = notice;
    write!(out, "::{command} title={},file={}", property(rule), property(file))?;
    write!(out, ",line={},endLine={}", start.line, end.line)?;
    // GitHub refuses columns of what goes over several lines.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    writeln!(out, "::{}", data(message))
}

/// What is said where not everything is annotated.
fn left(count: usize, language: Language) -> String {
    match (language, super::wording::is_plural(count, language)) {
        (Language::En, false) => {
            "1 more diagnostic is not annotated: GitHub shows 10 of a kind.".to_owned()
        }
        (Language::En, true) => {
            format!("{count} more diagnostics are not annotated: GitHub shows 10 of a kind.")
        }
        (Language::Fr, false) => {
            "1 autre diagnostic n'est pas annoté\u{a0}: GitHub en montre 10 par gravité.".to_owned()
        }
        (Language::Fr, true) => format!(
            "{count} autres diagnostics ne sont pas annotés\u{a0}: GitHub en montre 10 par gravité."
        ),
    }
}

/// A text after the second `::`, as the runner reads it; a log may have other readers.
fn data(text: &str) -> String {
    order::within(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn a_strangers_text_is_no_command() {
        assert_eq!(data("100 %\r\n::error::x, y"), "100 %25%0D%0A::error::x, y");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
