//! Words in both languages: the reader chooses which are shown, and nobody's words are taken for markup.

use maud::{Markup, PreEscaped, html};

use crate::diagnostic::{Language, Text};
use crate::guide::{Title, Tongue};
use crate::report::wording::typeset;

/// A sentence in both languages, or once where it is the same in both.
pub(in crate::report) fn both(words: impl Fn(Language) -> String) -> Markup {
    let (en, fr) = (words(Language::En), words(Language::Fr));
    if en == fr {
        return marked(&fr);
    }
    html! { span lang="en" { (marked(&en)) } span lang="fr" { (marked(&typeset(&fr, Language::Fr))) } }
}

/// The tool's own words.
pub(in crate::report) fn say(en: &'static str, fr: &'static str) -> Markup {
    title(Title { en, fr })
}

/// The tool's own words.
pub(super) fn title(words: Title) -> Markup {
    both(|language| match language {
        Language::En => words.en.to_owned(),
        Language::Fr => words.fr.to_owned(),
    })
}

/// What a rule says.
pub(in crate::report) fn text(text: &Text) -> Markup {
    both(|language| text.in_language(language).to_owned())
}

/// A sentence in one language.
pub(in crate::report) fn prose(words: &str, language: Language) -> Markup {
    marked(&typeset(words, language))
}

/// What stands between backticks is code.
fn marked(words: &str) -> Markup {
    let words = plain(words);
    let parts: Vec<&str> = words.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html! { (words) };
    }
    html! {
        @for (rank, part) in parts.iter().enumerate() {
            @if rank % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Words of a description, set apart from ours whatever direction they run in, in the language it is in.
pub(in crate::report) fn theirs(words: &str, tongue: Tongue) -> Markup {
    html! { bdi lang=[code_of(tongue)] { (plain(words)) } }
}

/// The code of a language, where it is known.
pub(super) fn code_of(tongue: Tongue) -> Option<&'static str> {
    match tongue {
        Tongue::French => Some("fr"),
        Tongue::English => Some("en"),
        Tongue::Other => None,
    }
}

/// A text without what is not seen: control characters have a sign of their own, and marks that turn the direction of
/// reading, with which a text can show other words than it holds, are replaced.
pub(in crate::report) fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\t' | '\n' => letter,
            '\u{0}'..='\u{1f}' => {
                char::from_u32(0x2400 + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            '\u{7f}' => '\u{2421}',
            '\u{80}'..='\u{9f}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            _ => letter,
        })
        .collect()
}

/// An opening or closing tag: for what is written before its content is known.
pub(in crate::report) fn tag(tag: &'static str) -> Markup {
    PreEscaped(tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{plain, text, theirs};
    use crate::diagnostic::Text;
    use crate::guide::Tongue;

    #[test]
    fn strangers_words_are_words() {
        let shown = theirs("</bdi><script>alert(1)</script>\u{202e}", Tongue::French);
        assert_eq!(
            shown.into_string(),
            "<bdi lang=\"fr\">&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u{fffd}</bdi>"
        );
        let said = text(&Text::new("the key `<b>` is", "la clé `<b>` : est"));
        assert_eq!(
            said.into_string(),
            "<span lang=\"en\">the key <code>&lt;b&gt;</code> is</span>\
             <span lang=\"fr\">la clé <code>&lt;b&gt;</code>\u{a0}: est</span>"
        );
        assert_eq!(text(&Text::same("GET `")).into_string(), "GET `");
    }

    #[test]
    fn what_is_not_seen_has_a_sign() {
        assert_eq!(plain("a\u{0}b\u{1b}[31m\r\n\u{85}"), "a␀b␛[31m␍\n\u{fffd}");
    }
}
