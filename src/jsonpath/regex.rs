//! Regular expressions as JavaScript writes them: those of filters, and of the functions that rules name.

use regex::{Regex, RegexBuilder};

use crate::diagnostic::Text;

/// Compiles an ECMAScript pattern. Its size is bounded; the time of a match is linear, whatever the pattern.
pub fn regex(pattern: &str, flags: &str) -> Result<Regex, Text> {
    RegexBuilder::new(pattern)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(1 << 20)
        .build()
        .map_err(|error| {
            let last = error.to_string();
            let last =
                last.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Text::new(
                format!("the regular expression /{pattern}/ is not understood: {last}"),
                format!("l'expression régulière /{pattern}/ n'est pas comprise\u{a0}: {last}"),
            )
        })
}
