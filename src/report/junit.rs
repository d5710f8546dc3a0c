//! The report as a test run: JUnit's XML, in the form of Jenkins' schema (`junit-10.xsd`), which GitLab and TeamCity read too.
//!
//! A description is a test suite, and each rule that ran on it is a test, those with nothing to say included: Jenkins and
//! GitLab tell what is fixed and since when a test fails by finding the same test again, so a rule that falls silent must
//! show as passed, not vanish. All that a rule says is one failure, because Jenkins keeps one of a test. What fails the
//! run (`--fail-on`) fails its test; what weighs less is told in the output of a test that passes, so that a build is
//! unstable when the command fails and not otherwise. What is ignored is a skipped test, and so is a silent rule where
//! broken syntax hides a part of the description. An input that could not be read is an error.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;

use super::notice::{self, Notice, sentence};
use super::{Ending, Outcome, Reporter, Run, wording, xml};
use crate::lint::Ignored;
use crate::ruleset::Rule;

const ROOT: &str = "testsuites";

/// The report, written as its descriptions come.
pub(super) struct JUnit;

impl Reporter for JUnit {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        xml::open(ROOT, &[("name", "apilint")], out)
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let name = notice::file(outcome.description.entry().source.uri.as_str());
        suite(&name, &tests(run, outcome), out)
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        for notice in Notice::ending(run, ending) {
            let end = End::Error { message: notice.message.clone(), text: place(&notice) };
            suite(&notice.file, &[Test { rule: notice.rule, end }], out)?;
        }
        xml::close(ROOT, out)
    }
}

/// What one rule gave on one description.
struct Test {
    rule: String,
    end: End,
}

enum End {
    /// Nothing that fails the run; what is said all the same.
    Passed {
        output: String,
    },
    Failed {
        severity: &'static str,
        message: String,
        text: String,
    },
    Skipped {
        message: String,
    },
    Error {
        message: String,
        text: String,
    },
}

/// The tests of a description, in the order of the ids of their rules.
fn tests(run: &Run<'_>, outcome: &Outcome) -> Vec<Test> {
    let description = &outcome.description;
    let varied = run.ruleset.for_document(&description.entry().source.uri);
    let ruleset = varied.as_deref().unwrap_or(run.ruleset);
    let mut of_rules: BTreeMap<&str, OfRule<'_>> = BTreeMap::new();
    for rule in ruleset.rules.iter().filter(|rule| rule.applies_to(&description.formats)) {
        of_rules.entry(&rule.id).or_default();
    }
    for (said, notice) in outcome.diagnostics.iter().zip(Notice::all(run, outcome)) {
        of_rules.entry(&said.rule).or_default().told.push(notice);
    }
    for ignored in &outcome.ignored {
        of_rules.entry(&ignored.diagnostic.rule).or_default().ignored.push(ignored);
    }
    let tests = of_rules.into_iter().map(|(id, of_rule)| Test {
        rule: id.to_owned(),
        end: of_rule.end(run, outcome, id, ruleset.rule(id)),
    });
    tests.collect()
}

/// What one rule said of one description.
#[derive(Default)]
struct OfRule<'o> {
    told: Vec<Notice>,
    ignored: Vec<&'o Ignored>,
}

impl OfRule<'_> {
    fn end(&self, run: &Run<'_>, outcome: &Outcome, id: &str, rule: Option<&Rule>) -> End {
        let left_out = outcome.left_out(Some(id));
        let of_left_out = outcome.left_out.iter().filter(|left| left.rule == id);
        let severities = self.told.iter().map(|notice| notice.severity);
        match severities.chain(of_left_out.map(|left| left.severity)).max() {
            Some(severity) if run.fails_on.is_some_and(|least| severity >= least) => End::Failed {
                severity: severity.name(),
                message: self.heading(run, left_out, rule),
                text: self.text(run, left_out, rule),
            },
            Some(_) => End::Passed { output: self.text(run, left_out, rule) },
            None => match self.ignored.first() {
                Some(first) => End::Skipped {
                    message: wording::ignored(self.ignored.len(), id, &first.reason, run.language),
                },
                None if outcome.description.is_partial() => {
                    End::Skipped { message: wording::read_in_part(run.language).to_owned() }
                }
                None => End::Passed { output: String::new() },
            },
        }
    }

    /// What is wrong, in one sentence whatever the number of places.
    fn heading(&self, run: &Run<'_>, left_out: usize, rule: Option<&Rule>) -> String {
        let first = self.told.first().map_or("", |notice| &notice.message);
        let count = self.told.len() + left_out;
        if count <= 1 {
            return first.to_owned();
        }
        let expected = rule.map(|rule| rule.docs.words().description.in_language(run.language));
        let message = match expected.filter(|words| !words.is_empty()) {
            Some(expected) if self.told.iter().any(|notice| notice.message != first) => {
                wording::not_followed(expected, count, run.language)
            }
            _ => wording::in_places(first, count, run.language),
        };
        sentence(run, &message)
    }

    /// Each place, then what to do.
    fn text(&self, run: &Run<'_>, left_out: usize, rule: Option<&Rule>) -> String {
        let mut text = String::new();
        for notice in &self.told {
            text.push_str(&place(notice));
            text.push('\n');
        }
        if left_out > 0 {
            let all = self.told.len() + left_out;
            text.push_str(&sentence(run, &wording::left_out(left_out, all, run.language)));
            text.push('\n');
        }
        if let Some(fix) = rule.and_then(|rule| rule.docs.words().fix.as_ref()) {
            text.push_str(&sentence(run, fix.in_language(run.language)));
            text.push('\n');
        }
        text
    }
}

/// A place and what is said of it.
fn place(notice: &Notice) -> String {
    let Notice { severity, message, file, start, .. } = notice;
    let file = notice::first_on_line(file);
    format!("{file}:{}:{}: {severity}: {message}", start.line, start.column)
}

fn suite(name: &str, tests: &[Test], out: &mut dyn Write) -> io::Result<()> {
    let count = |is_counted: fn(&End) -> bool| {
        tests.iter().filter(|test| is_counted(&test.end)).count().to_string()
    };
    let attributes = [
        ("name", name),
        ("tests", &*count(|_| true)),
        ("failures", &*count(|end| matches!(end, End::Failed { .. }))),
        ("errors", &*count(|end| matches!(end, End::Error { .. }))),
        ("skipped", &*count(|end| matches!(end, End::Skipped { .. }))),
        ("file", name),
    ];
    let mut writer = Writer::new(out);
    xml::start(&mut writer, "testsuite", &attributes)?;
    // Jenkins takes what is before the last dot for a package: files would be sorted by their extension.
    let class = format!("apilint.{}", name.replace('.', "_"));
    for test in tests {
        let attributes = [("name", &*test.rule), ("classname", &*class)];
        if matches!(&test.end, End::Passed { output } if output.is_empty()) {
            xml::empty(&mut writer, "testcase", &attributes)?;
            continue;
        }
        xml::start(&mut writer, "testcase", &attributes)?;
        match &test.end {
            End::Passed { output } => xml::text(&mut writer, "system-out", &[], output)?,
            End::Failed { severity, message, text } => {
                let attributes = [("type", *severity), ("message", message)];
                xml::text(&mut writer, "failure", &attributes, text)?;
            }
            End::Skipped { message } => {
                xml::empty(&mut writer, "skipped", &[("message", &notice::one_line(message))])?;
            }
            End::Error { message, text } => {
                let attributes = [("type", &*test.rule), ("message", message)];
                xml::text(&mut writer, "error", &attributes, text)?;
            }
        }
        xml::end(&mut writer, "testcase")?;
    }
    xml::end(&mut writer, "testsuite")
}
