//! What a plain scalar is to YAML 1.2.

use crate::document::Kind;

/// The kind of a plain scalar in YAML 1.2's core schema (§10.3.2).
pub(in crate::document) fn plain_kind(text: &str) -> Kind {
    let Some(first) = text.bytes().next() else { return Kind::Null };
    match first {
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => Kind::Null,
        b't' | b'T' if matches!(text, "true" | "True" | "TRUE") => Kind::Boolean,
        b'f' | b'F' if matches!(text, "false" | "False" | "FALSE") => Kind::Boolean,
        b'0'..=b'9' | b'-' | b'+' | b'.' => number_kind(text),
        _ => Kind::Text,
    }
}

fn number_kind(text: &str) -> Kind {
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    for (prefix, is_digit) in [
        ("0o", (|byte: u8| (b'0'..=b'7').contains(&byte)) as fn(u8) -> bool),
        ("0x", |byte| byte.is_ascii_hexdigit()),
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return if !rest.is_empty() && rest.bytes().all(is_digit) {
                Kind::Integer
            } else {
                Kind::Text
            };
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Kind::Float;
    }
    let whole = digits(unsigned);
    let mut rest = &unsigned[whole..];
    if rest.is_empty() {
        return if whole > 0 { Kind::Integer } else { Kind::Text };
    }
    let mut fraction = 0;
    if let Some(after) = rest.strip_prefix('.') {
        fraction = digits(after);
        rest = &after[fraction..];
    }
    if whole + fraction == 0 {
        return Kind::Text;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        let figures = digits(exponent);
        return if figures > 0 && figures == exponent.len() { Kind::Float } else { Kind::Text };
    }
    if rest.is_empty() { Kind::Float } else { Kind::Text }
}
