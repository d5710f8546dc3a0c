//! The order of texts as `String.prototype.localeCompare` gives it in English, for ASCII and Latin letters: first the
//! letters, then their accents, then their case (Unicode Collation Algorithm, three levels). A whole collator would weigh
//! a megabyte; other scripts are compared by code point.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// Signs before letters, in their order.
const SIGNS: &str = "\t\n\u{b}\u{c}\r \u{a0}_-‐‑‒–—―,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥€0123456789";
/// Marks above, through and below letters, in their order.
const MARKS: &str = "\u{301}\u{300}\u{306}\u{302}\u{30c}\u{30a}\u{308}\u{30b}\u{303}\u{307}\u{338}\u{327}\u{328}\u{304}\u{30f}\u{311}\u{31b}";
/// The stroke through a letter, as a mark of its own.
const STROKE: char = '\u{338}';
/// After the Latin alphabet come þ and its like, then everything else.
const AFTER_LATIN: u32 = 1000;

/// Weights of one letter or mark; a primary of 0 counts for nothing on the first level.
#[derive(Clone, Copy)]
struct Weights {
    primary: u32,
    secondary: u32,
    tertiary: u32,
}

/// Compares two texts.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (one, other) = (weights(one), weights(other));
    let level = |of: fn(&Weights) -> u32| {
        let weights = |list: &[Weights]| -> Vec<u32> {
            list.iter().map(of).filter(|weight| *weight > 0).collect()
        };
        weights(&one).cmp(&weights(&other))
    };
    level(|it| it.primary)
        .then_with(|| level(|it| it.secondary))
        .then_with(|| level(|it| it.tertiary))
}

fn weights(text: &str) -> Vec<Weights> {
    let mut list = Vec::with_capacity(text.len());
    for sign in text.nfd() {
        // Ligatures are their letters, with a difference on the second level.
        let (letters, mark) = match sign {
            'æ' | 'Æ' => ("ae", Some('\u{338}')),
            'œ' | 'Œ' => ("oe", Some('\u{338}')),
            'ß' => ("ss", Some(STROKE)),
            'ø' | 'Ø' => ("o", Some(STROKE)),
            'đ' | 'Đ' | 'ð' | 'Ð' => ("d", Some(STROKE)),
            'ħ' | 'Ħ' => ("h", Some(STROKE)),
            'ł' | 'Ł' => ("l", Some(STROKE)),
            _ => {
                list.extend(single(sign));
                continue;
            }
        };
        let tertiary = if sign.is_uppercase() { 2 } else { 1 };
        for letter in letters.chars() {
            let primary = SIGNS.chars().count() as u32 + 1 + (letter as u32 - 'a' as u32) * 2;
            list.push(Weights { primary, secondary: 1, tertiary });
        }
        list.extend(mark.and_then(single));
    }
    list
}

/// The weights of a sign that is not several. Control characters have none.
fn single(sign: char) -> Option<Weights> {
    let rank = |list: &str| list.chars().position(|it| it == sign).map(|rank| rank as u32 + 1);
    if let Some(rank) = rank(MARKS) {
        return Some(Weights { primary: 0, secondary: rank + 1, tertiary: 1 });
    }
    if let Some(primary) = rank(SIGNS) {
        return Some(Weights { primary, secondary: 1, tertiary: 1 });
    }
    if sign.is_control() || sign == '\u{ad}' {
        return None;
    }
    let tertiary = if sign.is_uppercase() { 2 } else { 1 };
    let lower = sign.to_lowercase().next().unwrap_or(sign);
    let signs = SIGNS.chars().count() as u32;
    let primary = match lower {
        'a'..='z' => signs + 1 + (lower as u32 - 'a' as u32) * 2,
        // Letters of their own, right after another.
        'ı' => signs + 2 + (u32::from(b'i' - b'a')) * 2,
        'ŋ' => signs + 2 + (u32::from(b'n' - b'a')) * 2,
        'ŧ' => signs + 2 + (u32::from(b't' - b'a')) * 2,
        'þ' => AFTER_LATIN,
        _ => AFTER_LATIN + 1 + lower as u32,
    };
    Some(Weights { primary, secondary: 1, tertiary })
}

#[cfg(test)]
mod tests {
    use super::compare;

    /// In the order that node 20 gives.
    #[test]
    fn texts_stand_as_node_puts_them() {
        let sorted = [
            "", "\t", " ", "_a", "-a", ",", "/a", "/a/{id}", "/a/b", "$a", "1", "10", "2", "a",
            "A", "á", "Á", "à", "a b", "a_b", "a-b", "a1", "ab", "aB", "Ab", "AB", "abc", "ae",
            "æ", "af", "B", "coté", "côte", "d", "đ", "e", "é", "ê", "ë", "œ", "p", "ss", "ß",
            "st", "t", "z", "Zèbre", "þ", "µ",
        ];
        for pair in sorted.windows(2) {
            assert!(compare(pair[0], pair[1]).is_lt(), "{} before {}", pair[0], pair[1]);
            assert!(compare(pair[1], pair[0]).is_gt(), "{} after {}", pair[1], pair[0]);
        }
        assert!(compare("e\u{301}", "é").is_eq());
    }
}
