//! Characters behind HTML entities, and plain letters behind accented ones.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The text of a reference such as `&eacute;` or `&#233;` at the start of `text`, and the bytes it takes.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    // The longest name of the table has six letters, the longest number seven digits.
    let end = body.bytes().take(10).position(|byte| byte == b';')?;
    let name = &body[..end];
    let decoded = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((decoded, end + 2))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|decoded| *decoded != '\0')
}

/// Entities met in French and English prose, by decreasing frequency.
const NAMED: &[(&str, char)] = &[
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("quot", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ecirc", 'ê'),
    ("ccedil", 'ç'),
    ("acirc", 'â'),
    ("ocirc", 'ô'),
    ("ucirc", 'û'),
    ("ugrave", 'ù'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("euml", 'ë'),
    ("uuml", 'ü'),
    ("oelig", 'œ'),
    ("aelig", 'æ'),
    ("Eacute", 'É'),
    ("Egrave", 'È'),
    ("Agrave", 'À'),
    ("Ecirc", 'Ê'),
    ("Ccedil", 'Ç'),
    ("Icirc", 'Î'),
    ("Ocirc", 'Ô'),
    ("OElig", 'Œ'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("bull", '•'),
    ("middot", '·'),
    ("euro", '€'),
    ("deg", '°'),
    ("times", '×'),
];

/// Appends the character in lower case, without its accent, in ASCII. What has no plain form becomes `_` (a letter) or a
/// space (a sign), so that the result stays ASCII and words stay words.
pub(super) fn fold(character: char, into: &mut String) {
    match character {
        '\0'..='\x7f' => into.push(character.to_ascii_lowercase()),
        'œ' | 'Œ' => into.push_str("oe"),
        'æ' | 'Æ' => into.push_str("ae"),
        'ß' => into.push_str("ss"),
        'ø' | 'Ø' => into.push('o'),
        'ł' | 'Ł' => into.push('l'),
        '«' | '»' | '“' | '”' | '„' => into.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => into.push('-'),
        '·' => into.push('.'),
        '×' => into.push('x'),
        _ => {
            let before = into.len();
            decompose_canonical(character, |part| {
                if part.is_ascii() {
                    into.push(part.to_ascii_lowercase());
                }
            });
            if into.len() == before && !is_combining_mark(character) {
                into.push(if character.is_alphanumeric() { '_' } else { ' ' });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        assert_eq!(decode("&apos;une"), Some(('\'', 6)));
        assert_eq!(decode("&eacute;"), Some(('é', 8)));
        assert_eq!(decode("&#233;;"), Some(('é', 6)));
        assert_eq!(decode("&#xE9;"), Some(('é', 6)));
        for text in
            ["& amp;", "&unknown;", "&", "&a=1&b=2;", "&#0;", "&#x110000;", "&éa;", "eacute;"]
        {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    #[test]
    fn accents_are_stripped() {
        let mut folded = String::new();
        "Œuvre « ÉTÉ » à Łódź – 100 € · 日本"
            .chars()
            .for_each(|character| fold(character, &mut folded));
        assert_eq!(folded, "oeuvre \" ete \" a lodz - 100   . __");
    }
}
