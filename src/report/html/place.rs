//! Where something stands: the line, the file where it is another one, and the way to it through the description.

use maud::{Markup, html};

use super::excerpt::excerpt;
use super::words::plain;
use crate::description::Description;
use crate::diagnostic::Label;
use crate::report::way::way;
use crate::source::{Position, SourceId};

/// The texts of a description, and how its places are named.
pub(super) struct Where<'r> {
    description: &'r Description,
}

impl<'r> Where<'r> {
    pub fn of(description: &'r Description) -> Self {
        Self { description }
    }

    /// Line and column, in the words of either language, after the name of a file that is not the entry document.
    pub fn place(&self, label: &Label) -> Markup {
        html! { span.at { (self.named(label)) } }
    }

    /// The same, in few bytes: long lists are made of it.
    pub fn named(&self, label: &Label) -> Markup {
        let position = self.position(label);
        html! { (self.file(label.span.source)) (numbers(position)) }
    }

    /// The line a place stands on.
    pub fn excerpt(&self, label: &Label) -> Markup {
        let line = self.position(label).line;
        excerpt(self.description.source(label.span.source), line, label.span)
    }

    /// The way to a place, unless the message names the operation itself.
    pub fn way(label: &Label, message: &str) -> Markup {
        let way = Self::named_way(label, message);
        html! { @if !way.0.is_empty() { span.way { (way) } } }
    }

    /// The same, in few bytes.
    pub fn named_way(label: &Label, message: &str) -> Markup {
        let way = way(&label.pointer);
        let operation = way.split(" › ").next().unwrap_or_default();
        html! { @if !message.contains(operation) { bdi { (plain(&way)) } " " } }
    }

    fn position(&self, label: &Label) -> Position {
        self.description.source(label.span.source).position(label.span.start)
    }

    fn file(&self, id: SourceId) -> Markup {
        if id == self.description.entry().id {
            return Markup::default();
        }
        html! { bdi { (plain(self.description.source(id).uri.as_str())) } ", " }
    }
}

/// `l. 12, col. 5`: the same short words in French and English.
pub(super) fn numbers(at: Position) -> Markup {
    html! { "l.\u{a0}" (at.line) ", col.\u{a0}" (at.column) }
}
