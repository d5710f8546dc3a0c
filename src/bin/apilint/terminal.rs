//! The two streams the command writes to: the report on standard output, all the rest on standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use apilint::diagnostic::{Language, Text};
use apilint::report::{Style, order, wording};

use crate::args::When;
use crate::checking;
use crate::exit::{Exit, Failure};
use crate::language::of_environment;
use crate::settings::AllSettings;

/// Columns a report keeps within where nobody sees it.
const WIDTH: usize = 80;
/// The widest and the narrowest a report gets: prose is hard to read beyond, excerpts below.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=100;

/// Writes a text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    write(|out| out.write_all(text.as_bytes()))
}

/// Writes to standard output. A reader that went away (`| head`) has read enough.
pub fn write(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(not_written(&error)),
        _ => Ok(()),
    }
}

/// Standard output refuses what is written.
pub fn not_written(error: &io::Error) -> Failure {
    let what = Text::new(
        "standard output cannot be written",
        "la sortie standard ne peut pas être écrite",
    );
    Failure::world(Exit::Usage, &what, error)
}

/// A text that does not drive the terminal: it may name a stranger's file.
fn shown(text: &str) -> String {
    let is_shown = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\t');
    text.chars().map(|sign| if is_shown(sign) { sign } else { '\u{fffd}' }).collect()
}

/// Quotes a line on standard error, as it is, and shows a place in it.
pub fn quote(line: &str, byte: usize) {
    let shown: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let shown = order::disarmed(&shown);
    let before = line.get(..byte).unwrap_or(line).chars().count();
    // Where standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "  {shown}\n  {:before$}^", "");
}

/// Whether somebody sees standard error as it comes.
pub fn is_seen() -> bool {
    io::stderr().is_terminal()
}

/// Where the command speaks, and how.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// The language of the messages.
    pub language: Language,
    /// Whether that one was asked for: it holds whatever the settings say.
    is_language_asked: bool,
    color: When,
    is_quiet: bool,
}

impl Terminal {
    /// A terminal as it was asked for.
    pub fn new(language: Option<Language>, color: When, is_quiet: bool) -> Self {
        let is_language_asked = language.is_some();
        let language = language.unwrap_or_else(|| of_environment(|name| std::env::var(name).ok()));
        Self { language, is_language_asked, color, is_quiet }
    }

    /// From now on speaks as the settings say, unless a language was asked for. Where they do not agree, nothing changes.
    pub fn follow(&mut self, settings: &AllSettings) -> Result<(), Failure> {
        if !self.is_language_asked {
            self.language = checking::language(settings)?.unwrap_or(self.language);
        }
        Ok(())
    }

    /// How a report on standard output looks.
    pub fn style(self) -> Style {
        let out = io::stdout();
        let is_coloured = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never,
        };
        let seen = if out.is_terminal() { terminal_size::terminal_size() } else { None };
        let width = seen
            .map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(*WIDTHS.start(), *WIDTHS.end()));
        Style { width, is_coloured }
    }

    /// Whether only errors are wanted on standard error.
    pub fn is_quiet(self) -> bool {
        self.is_quiet
    }

    /// Says something on standard error that is not an error; nothing when asked to be quiet.
    pub fn note(self, note: &Text) {
        if !self.is_quiet {
            self.say("", note.in_language(self.language));
        }
    }

    /// Says on standard error why the command cannot go on.
    pub fn failure(self, message: &Text) {
        let text = message.in_language(self.language);
        self.say(&format!("apilint{}", wording::colon(self.language)), text);
    }

    /// Writes a line to standard error, whatever was asked.
    pub fn figures(self, line: impl Display) {
        self.say("", &line.to_string());
    }

    fn say(self, lead: &str, text: &str) {
        // Where standard error is closed, there is nobody left to tell.
        let text = format!("{lead}{}", wording::typeset(text, self.language));
        let _ = writeln!(io::stderr().lock(), "{}", order::disarmed(&shown(&text)));
    }
}
