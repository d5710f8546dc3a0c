//! I-Regexp (RFC 9485).

use super::condition::Comparable;

/// The second argument of `match` and `search`.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Written in the expression, and compiled with it; nothing where it is no I-Regexp.
    Written(Option<regex::Regex>),
    /// Read from the document, and compiled each time.
    Read(Comparable),
}

/// Compiles an I-Regexp; nothing where it is none.
pub(super) fn compile(pattern: &str, whole: bool) -> Option<regex::Regex> {
    let mut out = String::from(if whole { r"\A(?:" } else { "(?:" });
    let mut characters = pattern.chars();
    let mut in_class = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                out.push('\\');
                let escaped = characters.next()?;
                if !(escaped.is_ascii_punctuation()
                    || matches!(escaped, 'n' | 'r' | 't' | 'p' | 'P'))
                {
                    return None;
                }
                out.push(escaped);
            }
            '[' if !in_class => {
                in_class = true;
                out.push('[');
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '[' | '&' | '~' if in_class => {
                out.push('\\');
                out.push(character);
            }
            '.' if !in_class => out.push_str(r"[^\n\r]"),
            '^' | '$' if !in_class => {
                out.push(if character == '^' { '^' } else { '$' });
            }
            other => out.push(other),
        }
    }
    out.push_str(if whole { r")\z" } else { ")" });
    regex::RegexBuilder::new(&out).size_limit(1 << 20).build().ok()
}
