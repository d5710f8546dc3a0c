//! An example of a rule, what is wrong in it marked, with what is said of it.

use maud::{Markup, html};

use crate::diagnostic::Language;
use crate::examples::{Found, findings};
use crate::report::html::{plain, prose};
use crate::ruleset::{Example, Ruleset};

/// The example, with the declaration beside it where there is one.
pub(super) fn example(
    ruleset: &Ruleset,
    id: &str,
    example: &Example,
    language: Language,
) -> Markup {
    let found = ruleset.rule(id).filter(|_| example.is_bad);
    let found = found.and_then(|rule| findings(rule, example, ruleset).ok()).unwrap_or_default();
    let (told, untold) = (found.as_slice(), &[][..]);
    let is_declared = example.declaration.is_some();
    html! {
        (listing(&example.text, if is_declared { untold } else { told }, language))
        @if let Some(declaration) = &example.declaration {
            p.file { code { "apilint.yaml" } }
            (listing(declaration, told, language))
        }
    }
}

/// The lines, without those of the marks.
fn listing(text: &str, found: &[Found], language: Language) -> Markup {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    html! {
        pre {
            @for (rank, line) in lines.iter().enumerate().filter(|(_, line)| carets(line).is_none()) {
                @let marks = marks(lines.get(rank + 1..).unwrap_or_default());
                (marked(line, &marks)) "\n"
                @for said in found.iter().filter(|said| said.at.line as usize == rank + 1) {
                    span.note { "↑ " (prose(said.message.in_language(language), language)) } "\n"
                }
            }
        }
    }
}

/// The columns that the lines below a line mark, as far as they do.
fn marks(below: &[&str]) -> Vec<(usize, usize)> {
    below.iter().map_while(|line| carets(line)).collect()
}

/// Where a `#^^^` mark starts, in characters, and how wide it is.
fn carets(line: &str) -> Option<(usize, usize)> {
    let start = line.chars().take_while(|letter| *letter == ' ').count();
    let mark = line.trim_start_matches(' ').strip_prefix('#')?;
    let width = mark.chars().take_while(|letter| *letter == '^').count();
    (width > 0).then_some((start, width + 1))
}

/// A line with its marked columns.
fn marked(line: &str, marks: &[(usize, usize)]) -> Markup {
    let letters: Vec<char> = line.chars().collect();
    let is_marked =
        |at: usize| marks.iter().any(|(start, width)| (*start..start + width).contains(&at));
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        match pieces.last_mut().filter(|(was, _)| *was == is_marked(at)) {
            Some((_, piece)) => piece.push(*letter),
            None => pieces.push((is_marked(at), letter.to_string())),
        }
    }
    html! { @for (is_marked, piece) in &pieces {
        @if *is_marked { mark { (plain(piece)) } } @else { (plain(piece)) }
    } }
}

#[cfg(test)]
mod tests {
    use super::listing;
    use crate::diagnostic::{Language, Text};
    use crate::examples::Found;
    use crate::source::Position;

    #[test]
    fn marks_are_shown_in_their_line() {
        let text = "info:\n  title: <é>\n         #^ words\n";
        let found =
            Found { at: Position { line: 2, column: 10 }, message: Text::new("no", "non !") };
        let shown = listing(text, &[found], Language::Fr).into_string();
        assert_eq!(
            shown,
            "<pre>info:\n  title: <mark>&lt;é</mark>&gt;\n<span class=\"note\">↑ non\u{202f}!</span>\n</pre>"
        );
    }
}
