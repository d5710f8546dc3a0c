//! Reads the expressions of filters, by the binding power of their operators.

use super::PathError;
use super::expression::{
    BINARIES, Binary, Expression, GLOBALS, Global, KIND_TESTS, METHODS, Method, Unary,
};
use super::lexer::Lexer;

/// Parentheses and negations inside one another that are read.
const DEPTH: usize = 64;

/// Reads a whole expression: nothing may be left.
pub(super) fn parse(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let read = expression(lexer, 0)?;
    lexer.skip_space();
    if lexer.is_done() {
        return Ok(read);
    }
    let rest = lexer.rest();
    Err(if rest.starts_with("=~") {
        lexer.fault(
            "`=~` is not JavaScript: write `@.name.match(/…/)`",
            "`=~` n'est pas du JavaScript\u{a0}: écrivez `@.name.match(/…/)`",
        )
    } else if rest.starts_with('=') {
        lexer.fault("to compare, write `==`", "pour comparer, écrivez `==`")
    } else {
        lexer.fault(
            "an operator (`==`, `&&`, `||`…) or the end of the filter is expected here",
            "un opérateur (`==`, `&&`, `||`…) ou la fin du filtre est attendu ici",
        )
    })
}

fn expression(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    let test = binary(lexer, 0, depth)?;
    lexer.skip_space();
    if !lexer.take('?') {
        return Ok(test);
    }
    let yes = expression(lexer, depth + 1)?;
    lexer.skip_space();
    if !lexer.take(':') {
        return Err(lexer.fault(
            "`:` is missing in this `test ? yes : no`",
            "il manque `:` dans ce `test ? oui : non`",
        ));
    }
    Ok(Expression::Choice(Box::new([test, yes, expression(lexer, depth + 1)?])))
}

fn check_depth(lexer: &Lexer<'_>, depth: usize) -> Result<(), PathError> {
    if depth <= DEPTH {
        return Ok(());
    }
    Err(lexer.fault("this expression is nested too deeply", "cette expression est trop imbriquée"))
}

fn binary(lexer: &mut Lexer<'_>, power: u8, depth: usize) -> Result<Expression, PathError> {
    check_depth(lexer, depth)?;
    let mut left = unary(lexer, depth)?;
    loop {
        lexer.skip_space();
        let Some((sign, operator, binding)) = operator(lexer).filter(|(_, _, b)| *b > power) else {
            return Ok(left);
        };
        lexer.advance(sign.len());
        let right = binary(lexer, binding, depth + 1)?;
        left = match (operator, right) {
            (Binary::Looks, Expression::Text(pattern)) => {
                let regex = compile(lexer, &pattern, "")?;
                Expression::Call(Box::new(Expression::Regex(regex)), Method::Test, vec![left])
            }
            (operator, right) => Expression::Binary(operator, Box::new(left), Box::new(right)),
        };
    }
}

fn operator(lexer: &Lexer<'_>) -> Option<(&'static str, Binary, u8)> {
    let rest = lexer.rest();
    let found = BINARIES.into_iter().find(|(sign, _, _)| rest.starts_with(sign))?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@');
    let continues = || rest[found.0.len()..].chars().next().is_some_and(is_word);
    if found.1 == Binary::In && continues() && !rest[2..].starts_with('@') {
        return None;
    }
    Some(found)
}

fn unary(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    check_depth(lexer, depth)?;
    lexer.skip_space();
    let rest = lexer.rest();
    let word = |name: &str| {
        rest.strip_prefix(name).is_some_and(|after| after.starts_with([' ', '\t', '(', '@']))
    };
    let (sign, length) = match lexer.peek() {
        Some('!') => (Unary::Not, 1),
        Some('-') => (Unary::Minus, 1),
        Some('+') => (Unary::Plus, 1),
        Some('~') => (Unary::BitNot, 1),
        Some('v') if word("void") => (Unary::Void, 4),
        Some('t') if word("typeof") => (Unary::TypeOf, 6),
        _ => return chain(lexer, depth),
    };
    lexer.advance(length);
    Ok(Expression::Unary(sign, Box::new(unary(lexer, depth + 1)?)))
}

/// A value and the members and calls that follow it.
fn chain(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    let mut value = primary(lexer, depth)?;
    loop {
        lexer.skip_space();
        let start = lexer.at();
        if lexer.rest().starts_with("?.") {
            lexer.advance(2);
        } else if lexer.take('[') {
            value = bracket(lexer, value, depth)?;
            continue;
        } else if !lexer.take('.') {
            return Ok(value);
        }
        lexer.skip_space();
        let name = lexer.identifier();
        if name.is_empty() {
            return Err(lexer.fault("a name is expected", "un nom est attendu"));
        }
        lexer.skip_space();
        if !lexer.take('(') {
            value =
                Expression::Member(Box::new(value), Box::new(Expression::Text(name.to_owned())));
            continue;
        }
        let Some((_, method)) = METHODS.iter().find(|(known, _)| *known == name) else {
            return Err(PathError::new(
                start + 1,
                format!(
                    "`.{name}()` is not among the methods that filters know: {}",
                    names(&METHODS)
                ),
                format!(
                    "`.{name}()` n'est pas parmi les méthodes que les filtres connaissent\u{a0}: {}",
                    names(&METHODS)
                ),
            ));
        };
        let mut arguments = list(lexer, ')', depth)?;
        if let (Method::Match | Method::Search, Some(first)) = (method, arguments.first_mut())
            && let Expression::Text(pattern) = first
        {
            *first = Expression::Regex(compile(lexer, pattern, "")?);
        }
        value = Expression::Call(Box::new(value), *method, arguments);
    }
}

/// `[name]`, or `[?(…)]`: whether any child satisfies the filter.
fn bracket(
    lexer: &mut Lexer<'_>,
    value: Expression,
    depth: usize,
) -> Result<Expression, PathError> {
    lexer.skip_space();
    let is_filter = lexer.take('?');
    let inner = expression(lexer, depth + 1)?;
    lexer.skip_space();
    if !lexer.take(']') {
        return Err(lexer.fault("this bracket is not closed", "ce crochet n'est pas refermé"));
    }
    Ok(if is_filter {
        Expression::Any(Box::new(value), Box::new(inner))
    } else {
        Expression::Member(Box::new(value), Box::new(inner))
    })
}

fn primary(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    match lexer.peek() {
        Some('(') => {
            lexer.bump();
            let inner = expression(lexer, depth + 1)?;
            lexer.skip_space();
            if lexer.take(')') {
                return Ok(inner);
            }
            Err(lexer
                .fault("this parenthesis is not closed", "cette parenthèse n'est pas refermée"))
        }
        Some('\'' | '"') => Ok(Expression::Text(lexer.quoted()?)),
        Some('/') => regex(lexer),
        Some('[') => {
            lexer.bump();
            Ok(Expression::List(list(lexer, ']', depth)?))
        }
        Some('@') => at_word(lexer),
        Some('0'..='9' | '.') => number(lexer),
        _ => word(lexer, depth),
    }
}

/// `@`, `@property`, `@string()`…
fn at_word(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let start = lexer.at();
    lexer.bump();
    let name = lexer.identifier();
    if lexer.rest().starts_with("()")
        && let Some((_, test)) = KIND_TESTS.iter().find(|(known, _)| *known == name)
    {
        lexer.advance(2);
        return Ok(Expression::Kind(*test));
    }
    Ok(match name {
        "" => Expression::Current,
        "property" => Expression::Property,
        "parent" => Expression::Parent,
        "parentProperty" => Expression::ParentProperty,
        "root" => Expression::Root,
        "path" => Expression::Path,
        other => {
            return Err(PathError::new(
                start,
                format!(
                    "`@{other}` is not known: @, @property, @parent, @parentProperty, @path, @root are, and @string() and the like"
                ),
                format!(
                    "`@{other}` n'est pas connu\u{a0}: @, @property, @parent, @parentProperty, @path, @root le sont, et @string() et semblables"
                ),
            ));
        }
    })
}

/// A name that stands alone.
fn word(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    let start = lexer.at();
    if let Some((name, global)) = global(lexer) {
        lexer.advance(name.len());
        lexer.skip_space();
        lexer.bump();
        return Ok(Expression::Global(global, list(lexer, ')', depth)?));
    }
    Ok(match lexer.identifier() {
        "true" => Expression::Boolean(true),
        "false" => Expression::Boolean(false),
        "null" => Expression::Null,
        "undefined" => Expression::Undefined,
        "NaN" => Expression::Number(f64::NAN),
        "Infinity" => Expression::Number(f64::INFINITY),
        "$" => Expression::Root,
        "" => {
            return Err(lexer.fault(
                "a value is expected here: `@`, `'text'`, a number, `/regex/`…",
                "une valeur est attendue ici\u{a0}: `@`, `'texte'`, un nombre, `/motif/`…",
            ));
        }
        "index" => {
            return Err(PathError::new(
                start,
                "`index` is always undefined in Spectral: write `@property`, the rank of an item",
                "`index` est toujours indéfini dans Spectral\u{a0}: écrivez `@property`, le rang d'un élément",
            ));
        }
        word => {
            return Err(PathError::new(
                start,
                format!("`{word}` is not known in a filter: put quotes around a text"),
                format!(
                    "`{word}` n'est pas connu dans un filtre\u{a0}: mettez un texte entre guillemets"
                ),
            ));
        }
    })
}

/// A function that stands alone, its parenthesis next.
fn global(lexer: &Lexer<'_>) -> Option<(&'static str, Global)> {
    let rest = lexer.rest();
    GLOBALS.into_iter().find(|(name, _)| {
        rest.strip_prefix(name).is_some_and(|after| after.trim_start().starts_with('('))
    })
}

fn list(lexer: &mut Lexer<'_>, close: char, depth: usize) -> Result<Vec<Expression>, PathError> {
    let mut items = Vec::new();
    loop {
        lexer.skip_space();
        if lexer.take(close) {
            return Ok(items);
        }
        items.push(expression(lexer, depth + 1)?);
        lexer.skip_space();
        if !lexer.take(',') && lexer.peek() != Some(close) {
            return Err(lexer.fault(
                "a comma is missing in this list, or its end",
                "il manque une virgule dans cette liste, ou sa fin",
            ));
        }
    }
}

fn number(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let rest = lexer.rest();
    let digits = |from: usize| {
        rest[from..].bytes().position(|b| !b.is_ascii_digit()).map_or(rest.len(), |n| from + n)
    };
    let mut length = digits(0);
    if rest[length..].starts_with('.') {
        length = digits(length + 1);
    }
    if let Some(exponent) = rest[length..].strip_prefix(['e', 'E']) {
        let after = digits(rest.len() - exponent.trim_start_matches(['+', '-']).len());
        if rest[..after].ends_with(|c: char| c.is_ascii_digit()) {
            length = after;
        }
    }
    let number = rest[..length]
        .parse()
        .map_err(|_| lexer.fault("this is not a number", "ce n'est pas un nombre"))?;
    lexer.advance(length);
    Ok(Expression::Number(number))
}

/// `/…/flags`
fn regex(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let rest = lexer.rest();
    let (mut escaped, mut in_class) = (false, false);
    for (index, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let after = &rest[index + 1..];
                let flags = after.len() - after.trim_start_matches(char::is_alphabetic).len();
                let compiled = compile(lexer, &rest[1..index], &after[..flags])?;
                lexer.advance(index + 1 + flags);
                return Ok(Expression::Regex(compiled));
            }
            _ => {}
        }
    }
    Err(lexer.fault(
        "this regular expression is not closed",
        "cette expression régulière n'est pas refermée",
    ))
}

fn compile(lexer: &Lexer<'_>, pattern: &str, flags: &str) -> Result<super::Regex, PathError> {
    super::Regex::new(pattern, flags).map_err(|message| PathError { message, at: lexer.at() })
}

fn names<T>(known: &[(&'static str, T)]) -> String {
    known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
