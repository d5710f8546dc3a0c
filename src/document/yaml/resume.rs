//! Reading on after a fault: at the next line that looks like an entry of something that is open, as far as indentation
//! tells. A text cannot be entered in the middle, so a few lines that open the same containers are put before it.

use granit_parser::ScanError;

use super::{Anchored, FAULT_LIMIT, Loss, Notation, Reader, SyntaxError, fault};

/// Where the reading is taken up again.
pub(super) struct Resumption {
    /// First byte of the line.
    line: usize,
    /// How many containers stay open.
    depth: usize,
    /// Whether an entry of the innermost of them may have been lost.
    is_cut: bool,
    /// Whether lines before it are not read.
    is_later: bool,
}

/// A line that may be an entry.
struct Line<'t> {
    start: usize,
    /// Without its indentation.
    text: &'t str,
    indent: usize,
}

impl<'t> Line<'t> {
    fn of(start: usize, whole: &'t str) -> Self {
        let text = whole.trim_start_matches(' ');
        // Other white space than YAML's belongs to what is written: a key does not end before it.
        let ends = [' ', '\t', '\r', '\n'];
        Self { start, text: text.trim_end_matches(ends), indent: whole.len() - text.len() }
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty() || self.text.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ")
    }

    /// A name without quotes, or a short one with them, and a colon; not an entry of a JSON text.
    fn is_entry(&self) -> bool {
        let text = self.text;
        if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'')) {
            let name = text[1..].split_once(quote);
            return name.is_some_and(|(_, rest)| {
                rest.starts_with(':') && !rest.ends_with(',') && !rest.ends_with('{')
            });
        }
        let end = text.find(": ").unwrap_or(text.len() - usize::from(text.ends_with(':')));
        let is_name = |c: char| c.is_alphanumeric() || "_-./{}$~<*&,".contains(c);
        end > 0
            && end < text.len()
            && text[..end].chars().all(is_name)
            && !text.starts_with(['-', '{', '&', '*', ','])
    }
}

impl Reader<'_, '_> {
    /// Reads what follows a fault, and what follows the next.
    pub(super) fn read_past(&mut self, error: ScanError) -> Vec<SyntaxError> {
        let mut faults: Vec<SyntaxError> = Vec::new();
        let mut error = error;
        let mut from = 0;
        for rank in 0..=FAULT_LIMIT {
            let fault = self.fault(&error);
            // A fault where the reading was just taken up is the same one going on.
            let is_new = rank == 0 || self.since > 1;
            self.since = 0;
            if !self.is_reading && self.documents > 0 {
                // A later document of the file, of which nothing is wanted.
                faults.push(SyntaxError { loss: Loss::Nothing, ..fault });
                break;
            }
            let resumption = if rank < FAULT_LIMIT { self.next_entry(from) } else { None };
            let resumed = resumption.as_ref().filter(|it| it.is_later).map(|it| {
                let line = Line::of(it.line, self.line(it.line));
                let start = (line.start + line.indent) as u32;
                self.span(start, start + line.text.len() as u32)
            });
            let loss = if resumption.is_some() { Loss::Part } else { Loss::Rest };
            match faults.last_mut().filter(|_| !is_new) {
                Some(last) => (last.loss, last.resumed) = (loss, resumed),
                None => faults.push(SyntaxError { loss, resumed, ..fault }),
            }
            let Some(resumption) = resumption else {
                self.keys.clear();
                self.builder.forget_last();
                self.builder.cut_last();
                self.builder.close_cut(0);
                break;
            };
            from = resumption.line + self.line(resumption.line).len();
            match self.resume(&resumption) {
                Ok(()) => break,
                Err(next) => error = next,
            }
        }
        faults
    }

    fn fault(&self, error: &ScanError) -> SyntaxError {
        let end = self.text.len();
        let byte = error.marker().byte_offset().map_or(end, |byte| self.byte(byte) as usize);
        let byte = byte.min(end);
        let next = self.text.get(byte..).and_then(|rest| rest.chars().next());
        let start = byte as u32;
        SyntaxError {
            message: fault::message(
                error.kind(),
                self.text.get(..byte).unwrap_or_default(),
                self.builder.depth_limit(),
            ),
            at: self.span(start, start + next.map_or(0, char::len_utf8) as u32),
            notation: Notation::Yaml,
            holder: self.builder.holder(),
            loss: Loss::Rest,
            resumed: None,
        }
    }

    /// The line that starts at a byte, its end included.
    fn line(&self, start: usize) -> &str {
        let rest = self.text.get(start..).unwrap_or_default();
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1)]
    }

    /// The next line, from a byte on, that looks like an entry of what is open.
    fn next_entry(&self, from: usize) -> Option<Resumption> {
        // What stands in brackets cannot be taken up in the middle: it starts where the outermost bracket does.
        let flow = self.keys.iter().position(|open| open.flow);
        let block = &self.keys[..flow.unwrap_or(self.keys.len())];
        let last = flow.map_or(self.last, |flow| self.keys[flow].start) as usize;
        let last =
            self.text.get(..last).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        let mut start = (last + self.line(last).len()).max(from);
        // What was lost at this indentation may have been the start of something else.
        let mut indent = usize::MAX;
        while start < self.text.len() {
            let whole = self.line(start);
            let line = Line::of(start, whole);
            start += whole.len();
            if line.is_blank() {
                continue;
            }
            if line.text.starts_with("---") || line.text.starts_with("...") {
                return None;
            }
            if let Some(depth) = self.holder_of(&line, block, indent) {
                let is_cut = indent <= line.indent;
                let is_later = indent != usize::MAX;
                return Some(Resumption { line: line.start, depth, is_cut, is_later });
            }
            indent = indent.min(line.indent);
        }
        None
    }

    /// How many containers are open where a line is an entry of the innermost of them.
    fn holder_of(&self, line: &Line<'_>, block: &[super::Open], indent: usize) -> Option<usize> {
        let is_item = line.is_item();
        if !(is_item || line.is_entry()) || line.indent > indent {
            return None;
        }
        if block.is_empty() {
            return (line.indent == 0 && !is_item && self.keys.is_empty()).then_some(0);
        }
        let holds = |open: &super::Open| open.map != is_item && self.column(open) == line.indent;
        block.iter().rposition(holds).map(|rank| rank + 1)
    }

    /// How far a container is indented.
    fn column(&self, open: &super::Open) -> usize {
        let before = self.text.get(..open.start as usize).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        before[line..].trim_start_matches('\u{feff}').len()
    }

    /// Closes what is not open any more and reads the rest.
    fn resume(&mut self, resumption: &Resumption) -> Result<(), ScanError> {
        let Resumption { line, depth, is_cut, .. } = *resumption;
        if depth == 0 {
            return self.start_again(line);
        }
        self.complex = 0;
        self.builder.forget_last();
        self.builder.forget_from(line as u32);
        self.keys.truncate(self.builder.depth());
        let depth = depth.min(self.builder.depth());
        self.builder.close_cut(depth);
        self.builder.cut_last();
        self.keys.truncate(depth);
        if is_cut {
            self.builder.cut_innermost();
        }
        let end = self.builder.next_index();
        self.anchors.retain(|_, it| !matches!(it, Anchored::Node(index) if *index >= end));
        self.name_anchors();
        let mut text = String::with_capacity(self.text.len() - line + depth * 8);
        // The start of the stream and of the document, then what each container and its entry start with.
        let mut skipped = 2;
        for open in &self.keys[..depth - 1] {
            text.extend(std::iter::repeat_n(' ', self.column(open)));
            text.push_str(if open.map { "_:\n" } else { "-\n" });
            skipped += if open.map { 2 } else { 1 };
        }
        self.shift = line as i64 - text.len() as i64;
        text.push_str(&self.text[line..]);
        self.last = line as u32;
        self.pass(&text, skipped + 1)?;
        // Where the line was something else than an entry after all, less was opened than is closed here.
        self.builder.close_cut(0);
        Ok(())
    }

    /// Nothing is open: what follows is read as the whole.
    fn start_again(&mut self, line: usize) -> Result<(), ScanError> {
        *self.builder = self.builder.fresh();
        self.builder.start_cut();
        self.keys.clear();
        self.complex = 0;
        self.documents = 0;
        self.shift = line as i64;
        self.last = line as u32;
        let text = &self.text[line..];
        self.pass(text, 0)
    }

    /// Anchors by their names, later ones over earlier ones.
    fn name_anchors(&mut self) {
        let mut known: Vec<_> = self.anchors.iter().collect();
        known.sort_unstable_by_key(|(id, _)| **id);
        let named = known.into_iter().filter_map(|(_, anchored)| match anchored {
            Anchored::Node(index) => Some((self.builder.anchor_before(*index)?, anchored.clone())),
            Anchored::Key(..) => None,
        });
        self.names = Some(named.collect());
    }
}
