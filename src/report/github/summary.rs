//! The summary of a step in GitHub Actions: verdicts and counts in Markdown, on the page of the run.
//!
//! GitHub refuses a summary above 1 MiB: what is listed is bounded, and what is not listed is counted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::{Language, Severity};
use crate::guide::Title;
use crate::report::markdown::{cell, code, escaped};
use crate::report::notice::{self, Notice};
use crate::report::wording::{self, say};
use crate::report::{Ending, Outcome, Reporter, Run};

/// Rows of a table, and characters of a name in one.
const ROWS: usize = 200;
const NAME: usize = 200;

/// The summary, all of it written at the end.
#[derive(Default)]
pub(in crate::report) struct Summary {
    /// The first descriptions, a row each.
    rows: Vec<String>,
    /// What each rule said: its heaviest severity, and how often.
    rules: BTreeMap<String, (Option<Severity>, usize)>,
}

impl Reporter for Summary {
    fn document(&mut self, run: &Run<'_>, outcome: &Outcome, _: &mut dyn Write) -> io::Result<()> {
        if self.rows.len() < ROWS {
            self.rows.push(row(run, outcome));
        }
        let told = outcome.diagnostics.iter().map(|said| (&said.rule, said.severity, 1));
        let left_out = outcome.left_out.iter().map(|left| (&left.rule, left.severity, left.count));
        for (rule, severity, count) in told.chain(left_out) {
            if !self.rules.contains_key(rule) {
                self.rules.insert(rule.clone(), (None, 0));
            }
            if let Some((heaviest, all)) = self.rules.get_mut(rule) {
                *heaviest = (*heaviest).max(Some(severity));
                *all += count;
            }
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        let total = &ending.total;
        let tally = wording::tally(|severity| total.count(severity), language);
        let nothing = say(Title { en: "nothing to report", fr: "rien à signaler" }, language);
        let tally = if tally.is_empty() { nothing } else { &tally };
        writeln!(out, "## apilint{}{tally}\n", wording::colon(language))?;
        self.descriptions(run, total.documents, out)?;
        self.of_rules(language, out)?;
        unread(run, ending, out)
    }
}

/// A description: its name, its verdict, its counts.
fn row(run: &Run<'_>, outcome: &Outcome) -> String {
    let name = notice::file(outcome.description.entry().source.uri.as_str());
    let verdict = outcome.readiness().filter(|_| run.judges());
    let verdict = verdict.map_or("–", |it| wording::readiness(it, run.language));
    let counts = Severity::ALL.map(|severity| outcome.count(severity).to_string());
    format!("| {} | {verdict} | {} |", named(&name), counts.join(" | "))
}

/// A name that stays in its cell.
fn named(name: &str) -> String {
    let cut: String = name.chars().take(NAME).collect();
    cell(&code(&notice::one_line(&cut)))
}

impl Summary {
    fn descriptions(&self, run: &Run<'_>, all: usize, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        if self.rows.is_empty() {
            return Ok(());
        }
        let severities = Severity::ALL.map(|severity| wording::severity(severity, language));
        writeln!(
            out,
            "| description | verdict | {} |\n| --- | --- | --: | --: | --: | --: |",
            severities.join(" | ")
        )?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        more(all - self.rows.len(), language, out)
    }

    /// What the rules said, the heaviest first, then the most frequent.
    fn of_rules(&self, language: Language, out: &mut dyn Write) -> io::Result<()> {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, (severity, count))| std::cmp::Reverse((*severity, *count)));
        if rules.is_empty() {
            return Ok(());
        }
        let head = Title { en: "| rule | severity | times |", fr: "| règle | gravité | fois |" };
        writeln!(out, "\n{}\n| --- | --- | --: |", say(head, language))?;
        for (rule, (severity, count)) in rules.iter().take(ROWS) {
            let severity = severity.map_or("", |severity| wording::severity(severity, language));
            writeln!(out, "| {} | {severity} | {count} |", named(rule))?;
        }
        more(rules.len().saturating_sub(ROWS), language, out)
    }
}

/// What could not be read, and what is wrong beside the descriptions.
fn unread(run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
    let notices: Vec<Notice> = Notice::ending(run, ending).collect();
    if !notices.is_empty() {
        writeln!(out)?;
    }
    for notice in notices.iter().take(ROWS) {
        let message: String = notice.message.chars().take(NAME * 2).collect();
        writeln!(out, "- {} {}", named(&notice.file), escaped(&message))?;
    }
    more(notices.len().saturating_sub(ROWS), run.language, out)
}

/// What is not listed.
fn more(count: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match (count, language) {
        (0, _) => Ok(()),
        (count, Language::En) => writeln!(out, "\nand {count} more"),
        (count, Language::Fr) => writeln!(out, "\net {count} de plus"),
    }
}
