//! Lists and maps between brackets, on one line or several.

use super::plain::FLOW_STOPS;
use super::{LONGEST_KEY, Reader, Scalar};
use crate::document::yaml::plain_kind;
use crate::document::{Kind, Style};

impl Reader<'_, '_> {
    /// A value between brackets, to the end of its last line.
    pub(super) fn flow(&mut self) -> Option<()> {
        let outside = self.builder.depth();
        loop {
            // A value must stand here.
            match self.peek()? {
                bracket @ (b'[' | b'{') => {
                    self.open_flow(bracket)?;
                    self.skip_flow_space()?;
                    if !self.is_at_flow_end()? {
                        self.flow_key()?;
                        continue;
                    }
                }
                _ => {
                    let scalar = self.flow_scalar()?;
                    self.put_scalar(&scalar);
                }
            }
            // A comma or the end of the brackets must.
            loop {
                if self.builder.depth() == outside {
                    self.skip_spaces();
                    self.end_line()?;
                    return Some(());
                }
                self.skip_flow_space()?;
                if self.is_at_flow_end()? {
                    self.at += 1;
                    self.builder.close(Some(self.at as u32));
                    continue;
                }
                if self.peek() != Some(b',') {
                    return None;
                }
                self.at += 1;
                self.skip_flow_space()?;
                if !self.is_at_flow_end()? {
                    self.flow_key()?;
                    break;
                }
            }
        }
    }

    fn open_flow(&mut self, bracket: u8) -> Option<()> {
        if self.builder.depth() >= self.builder.depth_limit() {
            return None;
        }
        let kind = if bracket == b'{' { Kind::Map } else { Kind::List };
        self.builder.open(kind, Style::Flow, self.at as u32);
        self.at += 1;
        Some(())
    }

    /// Whether the bracket that ends the innermost open value stands here; nothing where the other one does.
    fn is_at_flow_end(&self) -> Option<bool> {
        match self.peek()? {
            b'}' => self.builder.in_map().then_some(true),
            b']' => (!self.builder.in_map()).then_some(true),
            _ => Some(false),
        }
    }

    /// In a map, a key and its colon, on one line, and what stands between it and its value.
    fn flow_key(&mut self) -> Option<()> {
        if !self.builder.in_map() {
            return Some(());
        }
        let line = self.line;
        let key = self.flow_scalar()?;
        self.skip_spaces();
        let is_key = self.peek() == Some(b':')
            && (key.is_quoted || self.is_blank_at(self.at + 1))
            && self.line == line
            && key.end - key.start <= LONGEST_KEY;
        is_key.then_some(())?;
        self.put_key(&key)?;
        self.at += 1;
        self.skip_flow_space()
    }

    /// A key or value: between quotes, or without them on one line.
    fn flow_scalar(&mut self) -> Option<Scalar> {
        if let Some(b'"' | b'\'') = self.peek() {
            return self.quoted(true);
        }
        let start = self.at;
        if !self.may_start_plain()
            || FLOW_STOPS[*self.text.get(start + 1)? as usize]
                && matches!(self.text[start], b'-' | b'?' | b':')
        {
            return None;
        }
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.iter().position(|byte| FLOW_STOPS[*byte as usize])?;
            match self.text[self.at] {
                // `a:b` is a text; `a:]` is left to the parser.
                b':' if !self.is_blank_at(self.at + 1) => {
                    if matches!(self.text[self.at + 1], b',' | b'[' | b']' | b'{' | b'}') {
                        return None;
                    }
                    self.at += 1;
                }
                b'#' if self.text[self.at - 1] != b' ' => self.at += 1,
                b'\t' => return None,
                _ => break,
            }
        }
        let end = self.trimmed(start);
        let kind = plain_kind(&self.source[start..end]);
        Some(Scalar { kind, is_quoted: false, start, end, verbatim: Some((start, end)) })
    }

    /// Spaces, line ends and comments.
    fn skip_flow_space(&mut self) -> Option<()> {
        loop {
            self.skip_spaces();
            if !self.is_at_end() {
                break;
            }
            self.peek()?;
            self.skip_line();
            // What stands at the margin may be a document's mark or a directive.
            if let Some(b'-' | b'.' | b'%') = self.peek() {
                return None;
            }
        }
        (self.peek() != Some(b'\t')).then_some(())
    }
}
