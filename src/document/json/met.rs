//! The faults that were met, each told once: where it was first seen, what it hides, how often it comes again.

use std::fmt::Write as _;

use super::fault::Fault;
use super::{Next, Reader};
use crate::diagnostic::Text;
use crate::document::{FAULT_LIMIT, Loss, Notation, SyntaxError};
use crate::source::Span;

/// A fault as it was first met.
pub(super) struct Met {
    fault: Fault,
    at: Span,
    holder: u32,
    loss: Loss,
    /// How many more of its sort were mended in the same way.
    more: usize,
}

impl Reader<'_, '_> {
    /// A fault that hides nothing: the text around it was read as it was meant.
    pub(super) fn note(&mut self, fault: Fault, start: usize, end: usize) {
        let known = |met: &&mut Met| met.fault == fault && met.loss == Loss::Nothing;
        if let Some(met) = self.faults.iter_mut().find(known) {
            met.more += 1;
        } else {
            self.meet(fault, start, end, Loss::Nothing);
        }
    }

    /// A fault that hides some of the text.
    pub(super) fn lose(&mut self, fault: Fault, start: usize, end: usize) {
        self.breaks += 1;
        if self.breaks <= FAULT_LIMIT {
            self.meet(fault, start, end, Loss::Part);
        }
    }

    /// The text is not read any further.
    pub(super) fn stop(&mut self, fault: Fault) -> Next {
        let end = self.text.len() as u32;
        if let Some(met) = self.faults.last_mut().filter(|met| {
            fault == Fault::End && met.fault == Fault::OpenString && met.at.end == end
        }) {
            // The file is cut short inside a text: that says it.
            met.loss = Loss::Rest;
            return Next::Stop;
        }
        let end = if fault == Fault::End { self.at } else { self.at + 1 };
        self.meet(fault, self.at, end, Loss::Rest);
        Next::Stop
    }

    fn meet(&mut self, fault: Fault, start: usize, end: usize, loss: Loss) {
        let (at, holder) = (self.span(start, end), self.builder.holder());
        self.faults.push(Met { fault, at, holder, loss, more: 0 });
    }

    /// Never inside a character: faults start on ASCII bytes, or on the first byte of something else.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let is_inside = |at: usize| self.text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        let mut end = end.min(self.text.len());
        while is_inside(end) {
            end += 1;
        }
        Span { source: self.builder.id(), start: start as u32, end: end as u32 }
    }

    pub(super) fn into_faults(self) -> Vec<SyntaxError> {
        self.faults.into_iter().map(Met::into_error).collect()
    }
}

impl Met {
    /// Whether it stopped the reading.
    pub fn is_rest(&self) -> bool {
        self.loss == Loss::Rest
    }

    fn into_error(self) -> SyntaxError {
        let Text { mut en, mut fr } = self.fault.message();
        match self.more {
            0 => {}
            1 => {
                en.push_str(" (and once more below)");
                fr.push_str(" (et une autre fois plus bas)");
            }
            more => {
                let _ = write!(en, " (and {more} times more below)");
                let _ = write!(fr, " (et {more} autres fois plus bas)");
            }
        }
        SyntaxError {
            message: Text { en, fr },
            at: self.at,
            holder: self.holder,
            loss: self.loss,
            resumed: None,
            notation: Notation::Json,
        }
    }
}
