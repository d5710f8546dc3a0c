//! The report for TeamCity: service messages on standard output, which it shows as inspections of the build.
//!
//! | severity | in TeamCity |
//! |---|---|
//! | error, unreadable input, fault of the settings | `ERROR` |
//! | warning | `WARNING` |
//! | info | `WEAK WARNING` |
//! | hint | `INFO` |
//!
//! What is ignored is not listed.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::notice::{Notice, sentence};
use super::{Ending, Outcome, Reporter, Run};
use crate::diagnostic::Severity;

/// The most that TeamCity keeps of a name, in characters; the rest of a text may be [`LONG`].
const SHORT: usize = 255;
const LONG: usize = 4_000;

/// The report, written as its descriptions come.
#[derive(Default)]
pub(super) struct TeamCity {
    /// The rules that were presented: each once, before its first inspection.
    presented: HashSet<String>,
}

impl Reporter for TeamCity {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut notices = Notice::all(run, outcome).chain(Notice::left_out(run, outcome));
        notices.try_for_each(|notice| self.inspection(run, &notice, out))
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        Notice::ending(run, ending).try_for_each(|notice| self.inspection(run, &notice, out))
    }
}

impl TeamCity {
    fn inspection(
        &mut self,
        run: &Run<'_>,
        notice: &Notice,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !self.presented.contains(&notice.rule) {
            self.presented.insert(notice.rule.clone());
            let rule = run.ruleset.rule(&notice.rule);
            let description = rule
                .map(|rule| sentence(run, rule.docs.words().description.in_language(run.language)))
                .filter(|words| !words.is_empty());
            let description = description.as_deref().unwrap_or(&notice.rule);
            let category = rule.map_or("apilint", |rule| &rule.ruleset);
            message(
                "inspectionType",
                &[
                    ("id", &notice.rule, SHORT),
                    ("name", &notice.rule, SHORT),
                    ("description", description, LONG),
                    ("category", category, SHORT),
                ],
                out,
            )?;
        }
        let severity = match notice.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "WEAK WARNING",
            Severity::Hint => "INFO",
        };
        message(
            "inspection",
            &[
                ("typeId", &notice.rule, SHORT),
                ("message", &notice.message, LONG),
                ("file", &notice.file, LONG),
                ("line", &notice.start.line.to_string(), SHORT),
                ("SEVERITY", severity, SHORT),
            ],
            out,
        )
    }
}

/// A service message, each value cut to what TeamCity keeps.
fn message(name: &str, values: &[(&str, &str, usize)], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "##teamcity[{name}")?;
    for (key, value, most) in values {
        write!(out, " {key}='{}'", escaped(value, *most))?;
    }
    out.write_all(b"]\n")
}

/// A value of at most so many characters. What is beyond ASCII is written by its UTF-16 code units: an agent reads the
/// output of a build in the character set of its machine.
fn escaped(value: &str, most: usize) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut room = most;
    for letter in value.chars() {
        let units = letter.len_utf16();
        if units > room {
            break;
        }
        room -= units;
        match letter {
            '\n' => escaped.push_str("|n"),
            '\r' => escaped.push_str("|r"),
            '|' | '\'' | '[' | ']' => escaped.extend(['|', letter]),
            ' '..='~' => escaped.push(letter),
            letter => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    // Writing into a String cannot fail.
                    let _ = write!(escaped, "|0x{unit:04X}");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn values_are_escaped_and_cut() {
        assert_eq!(escaped("a|b'c[d]\r\n", 255), "a||b|'c|[d|]|r|n");
        assert_eq!(escaped("é𝄞\u{1}", 255), "|0x00E9|0xD834|0xDD1E|0x0001");
        assert_eq!(escaped("ab𝄞", 3), "ab");
        assert_eq!(escaped("||||", 2), "||||");
    }
}
