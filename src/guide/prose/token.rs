//! The words, numbers and signs of a folded line.

use std::ops::Range;

/// One token and its place in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Letters only.
    Word(&'t str),
    /// Digits, with their multiplier (`2M`, `2 millions`).
    Number(u64),
    /// A number that is not whole.
    Decimal,
    /// Any other sign.
    Sign(u8),
}

impl<'t> Token<'t> {
    pub(super) fn word(&self) -> Option<&'t str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            Kind::Number(_) | Kind::Decimal | Kind::Sign(_) => None,
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
}

/// The tokens of a folded line. Underscores separate words: gateways name a tier `6500_appels_par_min`.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let bytes = line.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b'a'..=b'z' => {
                at = end(bytes, at, u8::is_ascii_lowercase);
                Kind::Word(&line[start..at])
            }
            b'0'..=b'9' => {
                at = end(bytes, at, u8::is_ascii_digit);
                number(line, start, &mut at)
            }
            b' ' | b'_' => {
                at += 1;
                continue;
            }
            _ => {
                at += 1;
                Kind::Sign(byte)
            }
        };
        if let (Kind::Word(word), Some(last)) = (kind, tokens.last_mut())
            && let Some(times) = multiplier(word)
            && let Kind::Number(number) = last.kind
        {
            last.kind = Kind::Number(number.saturating_mul(times));
            last.range.end = at;
            continue;
        }
        tokens.push(Token { kind, range: start..at });
    }
    tokens
}

fn end(bytes: &[u8], from: usize, belongs: impl Fn(&u8) -> bool) -> usize {
    from + bytes[from..].iter().position(|byte| !belongs(byte)).unwrap_or(bytes.len() - from)
}

fn number<'t>(line: &'t str, start: usize, at: &mut usize) -> Kind<'t> {
    let bytes = line.as_bytes();
    let whole = line[start..*at].parse().ok();
    if matches!(bytes.get(*at), Some(b'.' | b','))
        && bytes.get(*at + 1).is_some_and(u8::is_ascii_digit)
    {
        *at = end(bytes, *at + 1, |byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        return Kind::Decimal;
    }
    // `2m` before a space is two millions; `2min` and `2mo` are not.
    let times = match bytes.get(*at) {
        Some(b'm') => 1_000_000,
        Some(b'k') => 1_000,
        _ => 1,
    };
    if times > 1 && !bytes.get(*at + 1).is_some_and(u8::is_ascii_alphanumeric) {
        *at += 1;
        return whole.map_or(Kind::Decimal, |whole: u64| Kind::Number(whole.saturating_mul(times)));
    }
    whole.map_or(Kind::Decimal, Kind::Number)
}

fn multiplier(word: &str) -> Option<u64> {
    match word {
        "mille" | "thousand" | "milliers" => Some(1_000),
        "million" | "millions" => Some(1_000_000),
        _ => None,
    }
}

/// A small number written in letters.
pub(super) fn in_letters(word: &str) -> Option<u64> {
    Some(match word {
        "un" | "une" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "dix" | "ten" => 10,
        "quinze" | "fifteen" => 15,
        "vingt" | "twenty" => 20,
        "trente" | "thirty" => 30,
        "cinquante" | "fifty" => 50,
        "soixante" | "sixty" => 60,
        "cent" | "hundred" => 100,
        "mille" | "thousand" => 1_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(line: &str) -> Vec<Kind<'_>> {
        tokens(line).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn numbers_carry_their_multiplier() {
        assert_eq!(
            kinds("2m requetes/an"),
            [Kind::Number(2_000_000), Kind::Word("requetes"), Kind::Sign(b'/'), Kind::Word("an")]
        );
        assert_eq!(
            kinds("2 millions d'appels"),
            [Kind::Number(2_000_000), Kind::Word("d"), Kind::Sign(b'\''), Kind::Word("appels")]
        );
        assert_eq!(
            kinds("10k 5min 1.5 99999999999999999999"),
            [
                Kind::Number(10_000),
                Kind::Number(5),
                Kind::Word("min"),
                Kind::Decimal,
                Kind::Decimal
            ]
        );
        assert_eq!(kinds("6500_appels_par_min")[1], Kind::Word("appels"));
    }
}
