//! The grammar of RFC 9535 (appendix A), and the types of its functions (2.4.3).

use super::super::lexer::Lexer;
use super::super::{Path, PathError, Segment, Selector, Slice};
use super::condition::{Comparable, Comparison, Condition, Query};
use super::pattern::{self, Pattern};

/// The widest whole number that I-JSON has (RFC 7493).
const WIDEST: i64 = (1 << 53) - 1;
/// Parentheses and filters inside one another that are read.
const DEPTH: usize = 64;

const COMPARISONS: [(&str, Comparison); 6] = [
    ("==", Comparison::Equal),
    ("!=", Comparison::NotEqual),
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

/// Reads an expression, which starts with `$`.
pub(in super::super) fn parse(text: &str) -> Result<Path, PathError> {
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

fn or(lexer: &mut Lexer<'_>, depth: usize) -> Result<Condition, PathError> {
    let mut any = vec![and(lexer, depth)?];
    while follows(lexer, "||") {
        any.push(and(lexer, depth)?);
    }
    Ok(if any.len() == 1 { any.remove(0) } else { Condition::Or(any) })
}

fn and(lexer: &mut Lexer<'_>, depth: usize) -> Result<Condition, PathError> {
    let mut all = vec![basic(lexer, depth)?];
    while follows(lexer, "&&") {
        all.push(basic(lexer, depth)?);
    }
    Ok(if all.len() == 1 { all.remove(0) } else { Condition::And(all) })
}

/// Takes a sign and the space around it, or nothing.
fn follows(lexer: &mut Lexer<'_>, sign: &str) -> bool {
    let before = lexer.at();
    space(lexer);
    if lexer.rest().starts_with(sign) {
        lexer.advance(sign.len());
        space(lexer);
        return true;
    }
    lexer.back_to(before);
    false
}

fn basic(lexer: &mut Lexer<'_>, depth: usize) -> Result<Condition, PathError> {
    if depth > DEPTH {
        return Err(lexer
            .fault("this expression is nested too deeply", "cette expression est trop imbriquée"));
    }
    let start = lexer.at();
    let is_negated = lexer.take('!');
    if is_negated {
        space(lexer);
    }
    let negate = |condition| {
        if is_negated { Condition::Not(Box::new(condition)) } else { condition }
    };
    if lexer.take('(') {
        space(lexer);
        let inner = or(lexer, depth + 1)?;
        space(lexer);
        if !lexer.take(')') {
            return Err(lexer
                .fault("this parenthesis is not closed", "cette parenthèse n'est pas refermée"));
        }
        return Ok(negate(inner));
    }
    let left = operand(lexer, depth)?;
    let before = lexer.at();
    space(lexer);
    let comparison = COMPARISONS.iter().find(|(sign, _)| lexer.rest().starts_with(sign));
    let Some((sign, comparison)) = comparison else {
        lexer.back_to(before);
        return match left {
            Operand::Query(query) => Ok(negate(Condition::Exists(query))),
            Operand::Logical(condition) => Ok(negate(condition)),
            Operand::Value(_) => Err(PathError::new(
                start,
                "a value alone is neither true nor false: compare it with something",
                "une valeur seule n'est ni vraie ni fausse\u{a0}: comparez-la à quelque chose",
            )),
        };
    };
    if is_negated {
        return Err(PathError::new(
            start,
            "`!` before a comparison needs parentheses: `!(@.a == 1)`",
            "`!` devant une comparaison demande des parenthèses\u{a0}: `!(@.a == 1)`",
        ));
    }
    lexer.advance(sign.len());
    space(lexer);
    let middle = lexer.at();
    let right = operand(lexer, depth)?;
    Ok(Condition::Compare(comparable(left, start)?, *comparison, comparable(right, middle)?))
}

/// What stands on a side of a comparison, or alone.
enum Operand {
    Query(Query),
    Value(Comparable),
    Logical(Condition),
}

fn comparable(operand: Operand, at: usize) -> Result<Comparable, PathError> {
    match operand {
        Operand::Value(value) => Ok(value),
        Operand::Query(query) if is_singular(&query) => Ok(Comparable::Query(query)),
        Operand::Query(_) => Err(PathError::new(
            at,
            "this query may select several nodes: it cannot be compared, nor be an argument that is one value",
            "cette requête peut choisir plusieurs nœuds\u{a0}: elle ne peut être ni comparée, ni un argument qui est une seule valeur",
        )),
        Operand::Logical(_) => Err(PathError::new(
            at,
            "`match` and `search` are true or false: they are not compared",
            "`match` et `search` sont vrais ou faux\u{a0}: ils ne se comparent pas",
        )),
    }
}

/// Whether a query selects one node at the most.
fn is_singular(query: &Query) -> bool {
    query.segments.iter().all(|segment| match segment {
        Segment::Child(Selector::Entry(_)) => true,
        Segment::Child(Selector::Slice(slice)) => {
            slice.start.is_some_and(|rank| *slice == Slice::item(rank))
        }
        _ => false,
    })
}

fn operand(lexer: &mut Lexer<'_>, depth: usize) -> Result<Operand, PathError> {
    Ok(match lexer.peek() {
        Some('@' | '$') => Operand::Query(query(lexer, depth)?),
        Some('\'' | '"') => Operand::Value(Comparable::Text(text(lexer)?)),
        Some('-' | '0'..='9') => Operand::Value(Comparable::Number(number(lexer)?)),
        Some('a'..='z') => return word(lexer, depth),
        _ => {
            return Err(lexer.fault(
                "`@`, `$`, a value or a function is expected here",
                "`@`, `$`, une valeur ou une fonction est attendu ici",
            ));
        }
    })
}

fn query(lexer: &mut Lexer<'_>, depth: usize) -> Result<Query, PathError> {
    let is_absolute = lexer.peek() == Some('$');
    lexer.bump();
    Ok(Query { is_absolute, segments: segments(lexer, depth + 1)? })
}

fn number(lexer: &mut Lexer<'_>) -> Result<f64, PathError> {
    let rest = lexer.rest();
    let digits = |from: usize| {
        rest[from..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |n| from + n)
    };
    let sign = usize::from(rest.starts_with('-'));
    let mut end = digits(sign);
    let whole = &rest[sign..end];
    let mut is_right = whole == "0" || !whole.is_empty() && !whole.starts_with('0');
    if rest[end..].starts_with('.') {
        let after = digits(end + 1);
        is_right &= after > end + 1;
        end = after;
    }
    if rest[end..].starts_with(['e', 'E']) {
        let from = end + 1 + usize::from(rest[end + 1..].starts_with(['+', '-']));
        let after = digits(from);
        is_right &= after > from;
        end = after;
    }
    let read = rest[..end].parse().ok().filter(|_| is_right);
    let Some(number) = read else {
        return Err(lexer.fault("this is not a number of JSON", "ce n'est pas un nombre de JSON"));
    };
    lexer.advance(end);
    Ok(number)
}

/// `true`, `false`, `null`, or a function.
fn word(lexer: &mut Lexer<'_>, depth: usize) -> Result<Operand, PathError> {
    let start = lexer.at();
    let rest = lexer.rest();
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let name = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
    lexer.advance(name.len());
    if !lexer.take('(') {
        return Ok(Operand::Value(match name {
            "true" => Comparable::Boolean(true),
            "false" => Comparable::Boolean(false),
            "null" => Comparable::Null,
            _ => {
                return Err(PathError::new(
                    start,
                    format!("`{name}` is not known: put quotes around a text"),
                    format!("`{name}` n'est pas connu\u{a0}: mettez un texte entre guillemets"),
                ));
            }
        }));
    }
    let mut arguments = Vec::new();
    space(lexer);
    while !lexer.take(')') {
        let at = lexer.at();
        arguments.push((at, operand(lexer, depth + 1)?));
        space(lexer);
        if lexer.take(',') {
            space(lexer);
            if lexer.peek() == Some(')') {
                return Err(
                    lexer.fault("an argument is expected here", "un argument est attendu ici")
                );
            }
        } else if lexer.peek() != Some(')') {
            return Err(lexer.fault("`,` or `)` is expected here", "`,` ou `)` est attendu ici"));
        }
    }
    function(name, start, arguments)
}

fn function(name: &str, at: usize, arguments: Vec<(usize, Operand)>) -> Result<Operand, PathError> {
    let given = arguments.len();
    let wanted = match name {
        "length" | "count" | "value" => 1,
        "match" | "search" => 2,
        _ => {
            return Err(PathError::new(
                at,
                format!("`{name}()` is not known: length, count, match, search and value are"),
                format!(
                    "`{name}()` n'est pas connu\u{a0}: length, count, match, search et value le sont"
                ),
            ));
        }
    };
    let mut arguments = arguments.into_iter();
    let (Some((first_at, first)), true) = (arguments.next(), given == wanted) else {
        return Err(PathError::new(
            at,
            format!("`{name}()` takes {wanted} argument(s), not {given}"),
            format!("`{name}()` prend {wanted} argument(s), pas {given}"),
        ));
    };
    let nodes = |operand| match operand {
        Operand::Query(query) => Ok(query),
        Operand::Value(_) | Operand::Logical(_) => Err(PathError::new(
            first_at,
            format!("`{name}()` is asked of a query: `@…` or `$…`"),
            format!("`{name}()` porte sur une requête\u{a0}: `@…` ou `$…`"),
        )),
    };
    Ok(match (name, arguments.next()) {
        ("length", _) => Operand::Value(Comparable::Length(Box::new(comparable(first, first_at)?))),
        ("count", _) => Operand::Value(Comparable::Count(nodes(first)?)),
        ("value", _) => Operand::Value(Comparable::Value(nodes(first)?)),
        (_, Some((second_at, second))) => {
            let whole = name == "match";
            let text = comparable(first, first_at)?;
            let pattern = match comparable(second, second_at)? {
                Comparable::Text(written) => Pattern::Written(pattern::compile(&written, whole)),
                other => Pattern::Read(other),
            };
            Operand::Logical(Condition::Looks { text, pattern, whole })
        }
        (_, None) => {
            return Err(PathError::new(at, "an argument is missing", "il manque un argument"));
        }
    })
}
