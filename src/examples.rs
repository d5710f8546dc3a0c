//! The examples of rules, tried: a `#^` mark stands under each place that a rule must find, and nowhere else.

use crate::declaration::{Date, Declaration, Form, Settings};
use crate::description::{Description, Limits};
use crate::diagnostic::Text;
use crate::guide;
use crate::lint::{Ignores, lint_within};
use crate::loader::Memory;
use crate::ruleset::{BUILTIN_NAMES, Example, Rule, RuleDocs, Ruleset, is_ours};
use crate::source::{Position, Uri};
use crate::spec::Format;

/// A place where an example says that something is found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The place, in the text of the example.
    pub at: Position,
    /// Words that the English message must hold; perhaps none.
    pub words: String,
}

/// What a rule found in an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The place, in the text of the example.
    pub at: Position,
    /// What is said of it.
    pub message: Text,
}

/// Why an example does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is not a document that can be read.
    Unreadable(Text),
    /// It is bad, and has no mark.
    Unmarked,
    /// It is good, and has this mark.
    Marked(Mark),
    /// It is bad, and of none of the formats that the rule is for: those of the rule, those of the example.
    OtherFormat(Vec<Format>, Vec<Format>),
    /// Nothing is found at this mark.
    Missing(Mark),
    /// No mark expects this.
    Unexpected(Found),
    /// The message at this mark has other words.
    OtherWords(Mark, Found),
}

/// One example, tried.
#[derive(Debug)]
pub struct Trial<'r> {
    /// The example.
    pub example: &'r Example,
    /// Its rank among those of its rule, from 1.
    pub number: usize,
    /// Why it does not hold; nothing when it does.
    pub misfits: Vec<Misfit>,
}

/// The examples of one rule, tried.
#[derive(Debug)]
pub struct Tried<'r> {
    /// Id of the rule.
    pub rule: &'r str,
    /// Whether the rule is switched off: its examples are not tried then.
    pub is_off: bool,
    /// Each of its examples.
    pub trials: Vec<Trial<'r>>,
}

impl Tried<'_> {
    /// How many examples hold.
    pub fn held(&self) -> usize {
        self.trials.iter().filter(|trial| trial.misfits.is_empty()).count()
    }
}

/// Tries the examples of the rulesets that were asked for, and of the files that they extend. Those of built-in rulesets
/// are tried where these are asked for by name. A rule that a user wrote is told of even when it has none.
pub fn try_all(ruleset: &Ruleset) -> Vec<Tried<'_>> {
    let enabled = ruleset.rules.iter().filter_map(|rule| {
        let is_asked = is_asked(ruleset, &rule.ruleset);
        let trials = of_rule(&rule.docs, is_asked)
            .map(|(number, example)| {
                let misfits = misfits(rule, example, ruleset);
                Trial { example, number, misfits }
            })
            .collect::<Vec<_>>();
        let is_shown = is_asked || is_users(&rule.ruleset) || !trials.is_empty();
        is_shown.then_some(Tried { rule: &rule.id, is_off: false, trials })
    });
    let disabled = ruleset.disabled.iter().filter_map(|(id, docs)| {
        of_rule(docs, false).next()?;
        Some(Tried { rule: id, is_off: true, trials: Vec::new() })
    });
    let mut tried: Vec<Tried<'_>> = enabled.chain(disabled).collect();
    tried.sort_by_key(|tried| tried.rule);
    tried
}

/// The examples of a rule that stand in a user's file, or all of them.
fn of_rule(docs: &RuleDocs, all: bool) -> impl Iterator<Item = (usize, &Example)> {
    (1..).zip(&docs.examples).filter(move |(_, example)| all || example.at.is_users())
}

fn is_asked(ruleset: &Ruleset, name: &str) -> bool {
    ruleset.names.iter().any(|asked| asked == name || is_ours(name) && asked == "apilint:all")
}

fn is_users(ruleset: &str) -> bool {
    !BUILTIN_NAMES.iter().any(|(name, _)| *name == ruleset)
}

/// Why an example of a rule does not hold; nothing when it does.
pub fn misfits(rule: &Rule, example: &Example, ruleset: &Ruleset) -> Vec<Misfit> {
    let marks = marks(example.marked());
    match marks.first() {
        None if example.is_bad => return vec![Misfit::Unmarked],
        Some(mark) if !example.is_bad => return vec![Misfit::Marked(mark.clone())],
        _ => {}
    }
    let (mut description, declaration) = match read_with(rule, example) {
        Ok(read) => read,
        Err(reason) => return vec![Misfit::Unreadable(reason)],
    };
    if example.is_bad && !rule.applies_to(&description.formats) {
        return vec![Misfit::OtherFormat(rule.formats.clone(), description.formats)];
    }
    compare(marks, found(&rule.id, (&mut description, &declaration), ruleset))
}

/// What a rule finds in an example; why the example cannot be read, where it cannot.
pub fn findings(rule: &Rule, example: &Example, ruleset: &Ruleset) -> Result<Vec<Found>, Text> {
    let (mut description, declaration) = read_with(rule, example)?;
    Ok(found(&rule.id, (&mut description, &declaration), ruleset))
}

/// The day on which examples are read: they hold whatever the clock says.
const TODAY: &str = "2026-01-01";

/// Reads an example, and what is declared beside it.
fn read_with(rule: &Rule, example: &Example) -> Result<(Description, Declaration), Text> {
    let description = read(rule, &example.text)?;
    let Some(text) = &example.declaration else {
        return Ok((description, Declaration::default()));
    };
    let uri = Uri::new("apilint.yaml");
    let settings = Settings::read(&uri, text.clone(), Form::Settings, Date::read(TODAY));
    match settings.faults.into_iter().next() {
        Some(fault) => Err(fault.message),
        None => Ok((description, settings.declaration)),
    }
}

/// Reads the text of an example. Rules that a user brings may be for any document.
fn read(rule: &Rule, text: &str) -> Result<Description, Text> {
    let name = if text.trim_start().starts_with('{') { "example.json" } else { "example.yaml" };
    let (files, uri) = (Memory::one(name, text), Uri::new(name));
    let read = if rule.is_ours() {
        Description::load(&files, &uri)
    } else {
        Description::load_any(&files, &uri, Limits::default())
    };
    read.map_err(|unreadable| unreadable.reason)
}

fn found(
    rule: &str,
    (description, declaration): (&mut Description, &Declaration),
    ruleset: &Ruleset,
) -> Vec<Found> {
    let dossier = guide::assess_with(description, declaration);
    let ignores = Ignores::of(description, &[], Date::read(TODAY));
    let told = lint_within(description, ruleset, &dossier, &ignores, usize::MAX);
    let diagnostics = told.diagnostics.into_iter();
    let of_rule = diagnostics.filter(|diagnostic| diagnostic.rule == rule);
    let mut found: Vec<Found> = of_rule
        .map(|diagnostic| {
            let span = diagnostic.at.span;
            let at = description.source(span.source).position(span.start);
            Found { at, message: diagnostic.message }
        })
        .collect();
    found.sort();
    found
}

/// The marks of an example: the `#` of `#^` stands under the first character at fault of the line above.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut judged = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim_start();
        if let Some(words) = trimmed.strip_prefix("#^") {
            let column = line.chars().count() - trimmed.chars().count() + 1;
            let words = words.trim_start_matches('^').trim().to_owned();
            marks.push(Mark { at: Position { line: judged, column: column as u32 }, words });
        } else {
            judged = number;
        }
    }
    // Of two marks at one place, the one that asks for more words chooses first.
    marks.sort_by(|a, b| (a.at, b.words.len(), &a.words).cmp(&(b.at, a.words.len(), &b.words)));
    marks
}

/// Holds what was expected against what was found: first by place and words, then by place.
fn compare(marks: Vec<Mark>, mut found: Vec<Found>) -> Vec<Misfit> {
    let mut unmet = Vec::new();
    for mark in marks {
        let is_meant =
            |found: &Found| found.at == mark.at && found.message.en.contains(&mark.words);
        match found.iter().position(is_meant) {
            Some(rank) => drop(found.remove(rank)),
            None => unmet.push(mark),
        }
    }
    let mut misfits = Vec::new();
    for mark in unmet {
        match found.iter().position(|found| found.at == mark.at) {
            Some(rank) => misfits.push(Misfit::OtherWords(mark, found.remove(rank))),
            None => misfits.push(Misfit::Missing(mark)),
        }
    }
    misfits.extend(found.into_iter().map(Misfit::Unexpected));
    misfits.sort_by_key(Misfit::at);
    misfits
}

impl Misfit {
    /// The place of the example that it is about; nothing where it is about the whole.
    pub fn at(&self) -> Option<Position> {
        match self {
            Self::Unreadable(_) | Self::Unmarked | Self::OtherFormat(..) => None,
            Self::Marked(mark) | Self::Missing(mark) | Self::OtherWords(mark, _) => Some(mark.at),
            Self::Unexpected(found) => Some(found.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn marks_stand_under_the_line_above() {
        let marks = marks("a: 1\n   #^^ one\nb:\n#^\n#^^^ two words\n");
        let mark = |at, words: &str| Mark { at, words: words.to_owned() };
        assert_eq!(marks, [mark(at(1, 4), "one"), mark(at(3, 1), "two words"), mark(at(3, 1), "")]);
    }

    #[test]
    fn each_mark_takes_one_finding() {
        let mark = |column, words: &str| Mark { at: at(1, column), words: words.to_owned() };
        let found = |column, words: &str| Found { at: at(1, column), message: Text::same(words) };
        let both = compare(
            vec![mark(1, "two"), mark(1, "")],
            vec![found(1, "one thing"), found(1, "two things")],
        );
        assert_eq!(both, []);
        let neither = compare(vec![mark(1, "x"), mark(3, "")], vec![found(1, "y"), found(2, "z")]);
        assert_eq!(
            neither,
            [
                Misfit::OtherWords(mark(1, "x"), found(1, "y")),
                Misfit::Unexpected(found(2, "z")),
                Misfit::Missing(mark(3, "")),
            ]
        );
    }
}
