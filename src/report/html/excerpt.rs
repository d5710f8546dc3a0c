//! The line a place stands on, the part that is meant marked.

use maud::{Markup, html};

use super::words::plain;
use crate::report::window::Window;
use crate::source::{Source, Span};

/// Characters of a line that are shown.
const WIDTH: usize = 140;

/// The line, with its number.
pub(super) fn excerpt(source: &Source, line: u32, span: Span) -> Markup {
    let window = Window::around(source, line, span, WIDTH, |_| 1);
    let (before, rest) = window.text.split_at(window.start);
    let (meant, after) = rest.split_at(window.end - window.start);
    // What stands at the end of a line, or in an empty one, is shown by a space.
    let meant = if meant.is_empty() { " " } else { meant };
    html! { pre { i { (line) } (plain(before)) mark { (plain(meant)) } (plain(after)) } }
}
