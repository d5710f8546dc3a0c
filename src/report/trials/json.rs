//! The examples of a ruleset for machines: each one, with what was expected and found.

use serde::Serialize;

use crate::diagnostic::Language;
use crate::examples::{Misfit, Trial, Tried};
use crate::report::Style;
use crate::report::json::{Words, pretty};
use crate::report::place::Point;
use crate::spec::Format;

/// The list.
pub(super) fn write(tried: &[Tried<'_>], _: Language, _: Style) -> String {
    let list = List {
        format: "apilint-test",
        version: 1,
        held: tried.iter().map(Tried::held).sum(),
        tried: tried.iter().map(|tried| tried.trials.len()).sum(),
        rules: tried.iter().map(RuleTried::of).collect(),
    };
    pretty(&list)
}

#[derive(Serialize)]
struct List<'r> {
    format: &'static str,
    version: u32,
    /// Examples that hold.
    held: usize,
    /// Examples that were tried.
    tried: usize,
    rules: Vec<RuleTried<'r>>,
}

#[derive(Serialize)]
struct RuleTried<'r> {
    id: &'r str,
    off: bool,
    examples: Vec<ExampleTried<'r>>,
}

impl<'r> RuleTried<'r> {
    fn of(tried: &'r Tried<'_>) -> Self {
        let examples = tried.trials.iter().map(ExampleTried::of).collect();
        Self { id: tried.rule, off: tried.is_off, examples }
    }
}

#[derive(Serialize)]
struct ExampleTried<'r> {
    number: usize,
    bad: bool,
    uri: &'r str,
    start: Point,
    holds: bool,
    misfits: Vec<Reason<'r>>,
}

impl<'r> ExampleTried<'r> {
    fn of(trial: &'r Trial<'_>) -> Self {
        let example = trial.example;
        Self {
            number: trial.number,
            bad: example.is_bad,
            uri: example.at.uri.as_str(),
            start: example.at.at.into(),
            holds: trial.misfits.is_empty(),
            misfits: trial.misfits.iter().map(|misfit| Reason::of(misfit, trial)).collect(),
        }
    }
}

/// Why an example does not hold, at its place in the ruleset.
#[derive(Serialize)]
struct Reason<'r> {
    kind: &'static str,
    start: Point,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Words<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    formats: Option<Formats>,
}

/// Names of formats.
#[derive(Serialize)]
struct Formats {
    rule: Vec<&'static str>,
    example: Vec<&'static str>,
}

impl<'r> Reason<'r> {
    fn of(misfit: &'r Misfit, trial: &Trial<'_>) -> Self {
        let names = |formats: &[Format]| formats.iter().map(|format| format.name()).collect();
        let (kind, expected, found, formats) = match misfit {
            Misfit::Unreadable(reason) => ("unreadable", None, Some(reason), None),
            Misfit::Unmarked => ("unmarked", None, None, None),
            Misfit::Marked(mark) => ("marked", Some(mark), None, None),
            Misfit::OtherFormat(rule, example) => {
                let formats = Formats { rule: names(rule), example: names(example) };
                ("other-format", None, None, Some(formats))
            }
            Misfit::Missing(mark) => ("missing", Some(mark), None, None),
            Misfit::Unexpected(found) => ("unexpected", None, Some(&found.message), None),
            Misfit::OtherWords(mark, found) => {
                ("other-words", Some(mark), Some(&found.message), None)
            }
        };
        let at = misfit.at().map_or(trial.example.at.at, |at| trial.example.place_of(at));
        Self {
            kind,
            start: at.into(),
            expected: expected.map(|mark| mark.words.as_str()),
            found: found.map(Words::of),
            formats,
        }
    }
}
