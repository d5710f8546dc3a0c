//! What is told, flat: a file, a place, a severity, a rule and a sentence. All that the formats of editors and forges know.

use super::{Ending, Outcome, Run, wording};
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Position, Uri};

/// The rule of what is said of an input that could not be read.
pub(super) const UNREADABLE: &str = "unreadable";
/// The rule of what is said where not everything is.
const LIMIT: &str = "limit";
/// The rule of what is said of settings and declarations that have faults.
const SETTINGS: &str = "settings";

/// Where a file starts: the place of what has none.
const START: Position = Position { line: 1, column: 1 };

/// One thing told.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Id of the rule that says it.
    pub rule: String,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong, in the language of the report: one line, without control characters.
    pub message: String,
    /// The file, as forges know it: without `./`.
    pub file: String,
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

impl Notice {
    /// What a rule says.
    pub fn of(run: &Run<'_>, description: &Description, said: &Diagnostic) -> Self {
        let source = description.source(said.at.span.source);
        Self {
            rule: said.rule.clone(),
            severity: said.severity,
            message: sentence(run, said.message.in_language(run.language)),
            file: file(source.uri.as_str()),
            start: source.position(said.at.span.start),
            end: source.position(said.at.span.end),
        }
    }

    /// What is said of one description, by place.
    pub fn all<'o>(run: &'o Run<'_>, outcome: &'o Outcome) -> impl Iterator<Item = Self> + 'o {
        outcome.diagnostics.iter().map(|said| Self::of(run, &outcome.description, said))
    }

    /// How much of one description is counted and not said, where there is a limit.
    pub fn left_out(run: &Run<'_>, outcome: &Outcome) -> Option<Self> {
        let left_out = outcome.left_out(None);
        let all = left_out + outcome.diagnostics.len();
        (left_out > 0).then(|| Self {
            rule: LIMIT.to_owned(),
            severity: Severity::Info,
            message: sentence(run, &wording::left_out(left_out, all, run.language)),
            file: file(outcome.description.entry().source.uri.as_str()),
            start: START,
            end: START,
        })
    }

    /// What is said at the end of a run: inputs that could not be read, then faults of the files beside them. What could
    /// be read in part has a diagnostic of its own.
    pub fn ending<'o>(run: &'o Run<'_>, ending: &'o Ending) -> impl Iterator<Item = Self> + 'o {
        let unreadable = ending.unreadable.iter().filter(|unread| !unread.is_partial);
        let unreadable = unreadable.map(move |unread| {
            let at = unread.at.map_or(START, |(position, _)| position);
            let reason = sentence(run, unread.reason.in_language(run.language));
            Self {
                rule: UNREADABLE.to_owned(),
                severity: Severity::Error,
                message: format!(
                    "{}{}{reason}",
                    wording::not_read(run.language),
                    wording::colon(run.language)
                ),
                file: file(unread.uri.as_str()),
                start: at,
                end: at,
            }
        });
        let faults = ending.faults.iter().map(move |fault| Self {
            rule: SETTINGS.to_owned(),
            severity: Severity::Error,
            message: sentence(run, fault.message.in_language(run.language)),
            file: file(fault.uri.as_str()),
            start: fault.position,
            end: fault.position,
        });
        unreadable.chain(faults)
    }
}

/// A file as forges know it; a URL is its own name.
pub(super) fn file(uri: &str) -> String {
    Uri::new(uri).folded().as_str().to_owned()
}

/// A message as it may be shown on one line: it may quote a stranger's file.
pub(super) fn sentence(run: &Run<'_>, text: &str) -> String {
    wording::typeset(&one_line(text), run.language)
}

/// A file at the start of a line. One that looks like an order to a build is named by a path that does not: an editor opens it
/// still.
pub(super) fn first_on_line(file: &str) -> String {
    let file = one_line(file);
    if file.starts_with("::") { format!("./{file}") } else { file }
}

/// A text on one line: white space that ends lines becomes a space; other control characters, and those that turn the
/// direction of what follows, are replaced by the sign for what cannot be shown.
pub(super) fn one_line(text: &str) -> String {
    let shown = text.trim().chars().map(|letter| match letter {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        letter if letter.is_control() || turns(letter) => '\u{fffd}',
        letter => letter,
    });
    shown.collect()
}

/// Whether a character changes the direction of text without being seen (Unicode Standard Annex 9, §2).
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{first_on_line, one_line};

    #[test]
    fn a_strangers_text_stays_on_its_line() {
        assert_eq!(one_line(" a\r\nb\tc\u{2028}d\u{1b}[31m\0 "), "a  b c d\u{fffd}[31m\u{fffd}");
        assert_eq!(first_on_line("::error::.yaml"), "./::error::.yaml");
        assert_eq!(one_line("clé \u{202e}yek\u{202c} 𝄞"), "clé \u{fffd}yek\u{fffd} 𝄞");
    }
}
