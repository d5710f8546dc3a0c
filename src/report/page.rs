//! A page for people: lines wrapped to a width, indented, painted where colours may be used.

use std::borrow::Cow;

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style as Paint};
use textwrap::core::display_width;

use super::{Style, order, wording, wrap};
use crate::diagnostic::{Language, Severity};
use crate::guide::{Readiness, Verdict};

/// Lines that a message takes at the most, about.
const LINES: usize = 5;

/// What a piece of text is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text like another.
    Plain,
    /// Headings, messages.
    Strong,
    /// What may be skipped.
    Faint,
    /// What stands in the way.
    Bad,
    /// What should be better.
    Fair,
    /// What could be better.
    Notable,
    /// What is right.
    Good,
    /// What to paste.
    Sample,
}

impl Ink {
    fn paint(self) -> Paint {
        match self {
            Self::Plain => Paint::new(),
            Self::Strong => Paint::new().bold(),
            Self::Faint => Paint::new().dimmed(),
            Self::Bad => AnsiColor::BrightRed.on_default().bold(),
            Self::Fair => AnsiColor::Yellow.on_default().bold(),
            Self::Notable => AnsiColor::BrightBlue.on_default().bold(),
            Self::Good => AnsiColor::Green.on_default().bold(),
            Self::Sample => AnsiColor::Green.on_default(),
        }
    }
}

impl From<Severity> for Ink {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Bad,
            Severity::Warning => Self::Fair,
            Severity::Info => Self::Notable,
            Severity::Hint => Self::Good,
        }
    }
}

impl From<Verdict> for Ink {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met | Verdict::Declared => Self::Good,
            Verdict::Missing => Self::Bad,
            Verdict::Partial | Verdict::ToDeclare | Verdict::ToProbe | Verdict::Unknown => {
                Self::Fair
            }
            Verdict::NotApplicable => Self::Faint,
        }
    }
}

impl From<Readiness> for Ink {
    fn from(readiness: Readiness) -> Self {
        match readiness {
            Readiness::Ready => Self::Good,
            Readiness::Incomplete => Self::Fair,
            Readiness::NotReady => Self::Bad,
        }
    }
}

/// A text being laid out. What strangers wrote goes through [`Page::clean`] before it stands here: a title may hold
/// escape sequences.
pub(super) struct Page {
    /// The language of the words.
    pub language: Language,
    style: Style,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(language: Language, style: Style) -> Self {
        Self { language, style, text: String::new() }
    }

    /// Its whole text, whose lines no build agent obeys.
    pub fn into_text(self) -> String {
        match order::disarmed(&self.text) {
            Cow::Borrowed(_) => self.text,
            Cow::Owned(disarmed) => disarmed,
        }
    }

    /// Columns it keeps within.
    pub fn width(&self) -> usize {
        self.style.width
    }

    /// Whether colours may be used.
    pub fn is_coloured(&self) -> bool {
        self.style.is_coloured
    }

    /// A word of ours, or a stranger's, as it may be shown: without control characters, and set as the language wants.
    pub fn clean(&self, text: &str) -> String {
        wording::typeset(&normalize_untrusted_str(text.trim()), self.language)
    }

    /// A text in its ink.
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        let paint = ink.paint();
        if self.style.is_coloured && paint != Paint::new() {
            format!("{}{text}{}", paint.render(), paint.render_reset())
        } else {
            text.to_owned()
        }
    }

    /// One empty line, unless there is one already or nothing stands above.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line as it is.
    pub fn line(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Lines as they are.
    pub fn lines(&mut self, indent: usize, lines: &str) {
        for line in lines.lines() {
            self.line(indent, line.trim_end());
        }
    }

    /// A heading in a line across the page.
    pub fn heading(&mut self, text: &str) {
        let rest = self.style.width.saturating_sub(display_width(text) + 4).max(2);
        let line = format!(
            "{} {} {}",
            self.ink(Ink::Faint, "──"),
            self.ink(Ink::Strong, text),
            self.ink(Ink::Faint, &"─".repeat(rest))
        );
        self.line(0, &line);
    }

    /// A text in one ink, wrapped.
    pub fn paragraph(&mut self, indent: usize, ink: Ink, text: &str) {
        self.led(indent, ("", Ink::Plain), indent, ink, text);
    }

    /// A text after a lead (a sign, a label, a place) in its own ink; its next lines are indented by `hang`, and start
    /// below the first where the lead is shorter than that.
    pub fn led(&mut self, indent: usize, lead: (&str, Ink), hang: usize, ink: Ink, text: &str) {
        let (lead, lead_ink) = lead;
        let gap = if lead.is_empty() {
            0
        } else {
            (hang.saturating_sub(indent + display_width(lead))).max(1)
        };
        let start = indent + display_width(lead) + gap;
        let width = self.style.width.max(hang + 20);
        let (first, next) = (width.saturating_sub(start), width - hang);
        for (rank, paragraph) in text.split('\n').enumerate() {
            let first = if rank == 0 { first } else { next };
            for (row, line) in wrap::lines(paragraph.trim(), first, next).into_iter().enumerate() {
                let is_first = rank == 0 && row == 0;
                let painted = self.ink(ink, line.trim_end());
                if is_first && !lead.is_empty() {
                    let lead = self.ink(lead_ink, lead);
                    let line = format!("{lead}{}{painted}", " ".repeat(gap));
                    self.line(indent, line.trim_end());
                } else {
                    self.line(if is_first { start } else { hang }, &painted);
                }
            }
        }
    }

    /// A stranger's text as it may be shown, cut where it is too long to be read: a message may quote a value.
    pub fn clean_cut(&self, text: &str) -> String {
        cut(&self.clean(text), self.style.width * LINES)
    }

    /// A text cut to what is left of a line, on one line.
    pub fn cut(&self, text: &str, taken: usize) -> String {
        cut(&one_line(text), self.style.width.saturating_sub(taken).max(20))
    }
}

/// A text on one line; the spaces that do not break a line are kept.
pub(super) fn one_line(text: &str) -> String {
    text.split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text of at most `width` columns, with `…` where it was cut.
fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|character| {
            let taken = display_width(character.encode_utf8(&mut [0; 4]));
            let fits = taken <= room;
            room = room.saturating_sub(taken);
            fits
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_hang() {
        let mut page = Page::new(Language::En, Style { width: 30, is_coloured: false });
        page.led(
            2,
            ("why", Ink::Strong),
            7,
            Ink::Plain,
            "a text that is longer than the width of the page",
        );
        page.led(0, ("error[long-rule]:", Ink::Bad), 2, Ink::Plain, "what is wrong here and there");
        let expected = "  why  a text that is longer\n       than the width of the\n       page\n\
                        error[long-rule]: what is\n  wrong here and there\n";
        assert_eq!(page.into_text(), expected);
    }

    #[test]
    fn strangers_cannot_paint() {
        let page = Page::new(Language::En, Style::default());
        assert_eq!(page.clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(cut("abcdef", 4), "abc…");
    }
}
