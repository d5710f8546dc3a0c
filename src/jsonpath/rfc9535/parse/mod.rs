//! The grammar of RFC 9535 (appendix A), and the types of its functions (2.4.3).

mod logical;

use super::super::lexer::Lexer;
use super::super::{Path, PathError, Segment, Selector, Slice};
use logical::or;

/// The widest whole number that I-JSON has (RFC 7493).
const WIDEST: i64 = (1 << 53) - 1;
/// Parentheses and filters inside one another that are read.
const DEPTH: usize = 64;

/// Reads an expression, which starts with `$`.
pub(in crate::jsonpath) fn parse(text: &str) -> Result<Path, PathError> {
    let mut lexer = Lexer::new(text);
    lexer.bump();
    let segments = segments(&mut lexer, 0)?;
    if !lexer.is_done() {
        return Err(lexer.fault(
            "expected `.name`, `..` or `[…]` here: this is read as RFC 9535",
            "`.nom`, `..` ou `[…]` est attendu ici\u{a0}: ceci est lu comme du RFC 9535",
        ));
    }
    Ok(Path { text: text.to_owned(), segments, takes_keys: false })
}

fn space(lexer: &mut Lexer<'_>) {
    while let Some(' ' | '\t' | '\n' | '\r') = lexer.peek() {
        lexer.bump();
    }
}

fn segments(lexer: &mut Lexer<'_>, depth: usize) -> Result<Vec<Segment>, PathError> {
    let mut segments = Vec::new();
    loop {
        let before = lexer.at();
        space(lexer);
        if lexer.rest().starts_with("..") {
            lexer.advance(2);
            let selector =
                if lexer.peek() == Some('[') { bracket(lexer, depth)? } else { dotted(lexer)? };
            segments.push(Segment::Descendant(selector));
        } else if lexer.take('.') {
            segments.push(Segment::Child(dotted(lexer)?));
        } else if lexer.peek() == Some('[') {
            segments.push(Segment::Child(bracket(lexer, depth)?));
        } else {
            lexer.back_to(before);
            return Ok(segments);
        }
    }
}

/// `*` or a name, after a dot.
fn dotted(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    if lexer.take('*') {
        return Ok(Selector::Any);
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
    let rest = lexer.rest();
    let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(lexer.fault(
            "a name of letters, figures and `_` is expected here; others are written `['…']`",
            "un nom de lettres, chiffres et `_` est attendu ici\u{202f}; les autres s'écrivent `['…']`",
        ));
    }
    lexer.advance(name.len());
    Ok(Selector::Entry(name.to_owned()))
}

fn bracket(lexer: &mut Lexer<'_>, depth: usize) -> Result<Selector, PathError> {
    if depth > DEPTH {
        return Err(lexer
            .fault("this expression is nested too deeply", "cette expression est trop imbriquée"));
    }
    lexer.bump();
    let mut selectors = Vec::new();
    loop {
        space(lexer);
        selectors.push(selector(lexer, depth)?);
        space(lexer);
        if lexer.take(']') {
            break;
        }
        if !lexer.take(',') {
            return Err(lexer.fault("`,` or `]` is expected here", "`,` ou `]` est attendu ici"));
        }
    }
    Ok(match selectors.len() {
        1 => selectors.remove(0),
        _ => Selector::Union(selectors),
    })
}

fn selector(lexer: &mut Lexer<'_>, depth: usize) -> Result<Selector, PathError> {
    match lexer.peek() {
        Some('*') => {
            lexer.bump();
            Ok(Selector::Any)
        }
        Some('\'' | '"') => Ok(Selector::Entry(text(lexer)?)),
        Some('?') => {
            lexer.bump();
            space(lexer);
            Ok(Selector::Condition(Box::new(or(lexer, depth + 1)?)))
        }
        Some('-' | ':' | '0'..='9') => slice(lexer),
        _ => Err(lexer.fault(
            "a name between quotes, a rank, `*` or `?` is expected here",
            "un nom entre guillemets, un rang, `*` ou `?` est attendu ici",
        )),
    }
}

/// `2`, `-1`, `1:3`, `::2`
fn slice(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    let start = integer(lexer)?;
    let before = lexer.at();
    space(lexer);
    if !lexer.take(':') {
        lexer.back_to(before);
        let rank = start.unwrap_or_default();
        return Ok(Selector::Slice(Slice::item(rank)));
    }
    space(lexer);
    let end = integer(lexer)?;
    let before = lexer.at();
    space(lexer);
    let mut step = None;
    if lexer.take(':') {
        space(lexer);
        step = integer(lexer)?;
    } else {
        lexer.back_to(before);
    }
    // A step of 0 takes nothing.
    Ok(Selector::Slice(match step.unwrap_or(1) {
        0 => Slice { start: Some(0), end: Some(0), step: 1, is_forward: false },
        step => Slice { start, end, step, is_forward: false },
    }))
}

fn integer(lexer: &mut Lexer<'_>) -> Result<Option<i64>, PathError> {
    let rest = lexer.rest();
    let sign = usize::from(rest.starts_with('-'));
    let end = rest[sign..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |n| n + sign);
    let digits = &rest[sign..end];
    if end == 0 {
        return Ok(None);
    }
    let number = rest[..end].parse::<i64>().ok().filter(|number| number.abs() <= WIDEST);
    let is_plain = digits == "0" && sign == 0 || !digits.starts_with('0') && !digits.is_empty();
    let Some(number) = number.filter(|_| is_plain) else {
        return Err(lexer.fault(
            "a rank is a whole number without leading zero, below 2^53",
            "un rang est un nombre entier sans zéro devant, inférieur à 2^53",
        ));
    };
    lexer.advance(end);
    Ok(Some(number))
}

/// A text between quotes (2.3.1.1).
fn text(lexer: &mut Lexer<'_>) -> Result<String, PathError> {
    let start = lexer.at();
    let quote = lexer.peek();
    lexer.bump();
    let mut text = String::new();
    while let Some(character) = lexer.peek() {
        let here = lexer.at();
        lexer.bump();
        if Some(character) == quote {
            return Ok(text);
        }
        if character < ' ' {
            return Err(PathError::new(
                here,
                "a control character is written `\\n`, `\\t` or `\\u001f`",
                "un caractère de contrôle s'écrit `\\n`, `\\t` ou `\\u001f`",
            ));
        }
        if character != '\\' {
            text.push(character);
            continue;
        }
        let escaped = lexer.peek();
        lexer.bump();
        let read = match escaped {
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('u') => unicode(lexer),
            Some(sign @ ('/' | '\\')) => Some(sign),
            _ if escaped == quote => quote,
            _ => None,
        };
        let Some(read) = read else {
            return Err(PathError::new(
                here,
                "this escape is not among \\b \\f \\n \\r \\t \\/ \\\\ \\uXXXX and the quote",
                "cet échappement n'est pas parmi \\b \\f \\n \\r \\t \\/ \\\\ \\uXXXX et le guillemet",
            ));
        };
        text.push(read);
    }
    Err(PathError::new(start, "this quote is never closed", "ce guillemet n'est jamais refermé"))
}

/// Four hexadecimal digits, twice for a pair of surrogates.
fn unicode(lexer: &mut Lexer<'_>) -> Option<char> {
    let mut four = || {
        let digits = lexer.rest().get(..4)?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        lexer.advance(4);
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)
    };
    let high = four()?;
    if !(0xD800..0xDC00).contains(&high) {
        return char::from_u32(high);
    }
    if !lexer.rest().starts_with("\\u") {
        return None;
    }
    lexer.advance(2);
    let mut four = || {
        let digits = lexer.rest().get(..4)?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        lexer.advance(4);
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)
    };
    let low = four().filter(|low| (0xDC00..0xE000).contains(low))?;
    char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}
