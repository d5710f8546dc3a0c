//! Block scalars: `|` keeps the lines, `>` folds them (YAML 1.2.2, §8.1).

use super::Reader;
use crate::document::build::Words;
use crate::document::{Kind, Style};

/// What is kept of the line ends after the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

/// What follows `|` or `>`.
struct Header {
    is_folded: bool,
    chomp: Chomp,
    /// By how much the text is indented, where it is said.
    indent: Option<usize>,
}

impl Reader<'_, '_> {
    /// A block scalar that is not empty. The reader then stands at the line after it.
    pub(super) fn block_scalar(&mut self) -> Option<()> {
        let parent = self.levels.last()?.column;
        let start = self.at;
        let header = self.header()?;
        let mut breaks = 0;
        let indent = match header.indent {
            Some(indent) => parent + indent,
            None => self.indent_of_text(parent, &mut breaks)?,
        };
        self.word.clear();
        // Where the text starts and ends, as it is written.
        let mut content: Option<(usize, usize)> = None;
        let mut was_blank = false;
        loop {
            let spaces = self.spaces_up_to(indent);
            let at = self.at + spaces;
            match self.text.get(at) {
                None => break,
                Some(b'\n' | b'\r') => {
                    self.skip_line();
                    breaks += 1;
                    continue;
                }
                Some(_) if spaces < indent => break,
                Some(_) => {}
            }
            let is_blank = matches!(self.text[at], b' ' | b'\t');
            if content.is_some() {
                if !header.is_folded || was_blank || is_blank {
                    self.word.push('\n');
                    self.word.extend(std::iter::repeat_n('\n', breaks));
                } else {
                    self.fold(breaks);
                }
            } else {
                self.word.extend(std::iter::repeat_n('\n', breaks));
            }
            was_blank = is_blank;
            breaks = 0;
            let end = self.skip_line();
            self.word.push_str(&self.source[at..end]);
            content = Some((content.map_or(at, |(first, _)| first), end));
        }
        let (first, last) = content?;
        if header.chomp != Chomp::Strip {
            self.word.push('\n');
        }
        if header.chomp == Chomp::Keep {
            self.word.extend(std::iter::repeat_n('\n', breaks));
        }
        let end = first + self.source[first..last].trim_end().len();
        let words = Words::Decoded(&self.word);
        self.builder.scalar(Kind::Text, words, start as u32, end as u32, Style::Block);
        Some(())
    }

    fn header(&mut self) -> Option<Header> {
        let is_folded = self.peek() == Some(b'>');
        self.at += 1;
        let mut header = Header { is_folded, chomp: Chomp::Clip, indent: None };
        loop {
            match self.peek() {
                Some(sign @ (b'+' | b'-')) if header.chomp == Chomp::Clip => {
                    header.chomp = if sign == b'+' { Chomp::Keep } else { Chomp::Strip };
                }
                Some(figure @ b'1'..=b'9') if header.indent.is_none() => {
                    header.indent = Some(usize::from(figure - b'0'));
                }
                _ => break,
            }
            self.at += 1;
        }
        self.skip_spaces();
        self.end_line()?;
        Some(header)
    }

    /// How far the first line of the text is indented, and how many blank lines are before it, which are passed over. None of
    /// them may be longer.
    fn indent_of_text(&mut self, parent: usize, breaks: &mut usize) -> Option<usize> {
        let mut widest = 0;
        loop {
            let spaces = self.spaces(self.at);
            match self.text.get(self.at + spaces)? {
                b'\n' | b'\r' => {
                    widest = widest.max(spaces);
                    self.skip_line();
                    *breaks += 1;
                }
                _ => return (spaces > parent && spaces >= widest).then_some(spaces),
            }
        }
    }

    fn spaces_up_to(&self, most: usize) -> usize {
        let rest = &self.text[self.at..];
        let rest = &rest[..most.min(rest.len())];
        rest.iter().position(|byte| *byte != b' ').unwrap_or(rest.len())
    }
}
