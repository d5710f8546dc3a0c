//! The expressions of filters: the part of JavaScript that rulesets use, read into a tree.

use ::regex::Regex;

use super::PathError;
use super::lexer::Lexer;

/// An expression of a filter.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Text(String),
    Number(f64),
    Boolean(bool),
    Null,
    Undefined,
    /// `@`
    Current,
    /// `@property`
    Property,
    /// `@parent`
    Parent,
    /// `@parentProperty`
    ParentProperty,
    /// `@root`, `$`
    Root,
    /// `@.name`, `@['name']`, `expression.name`
    Member(Box<Expression>, Box<Expression>),
    /// `expression.match(/…/)`, `.includes(…)`, `.test(…)`…
    Call(Box<Expression>, Method, Vec<Expression>),
    Regex(Regex),
    List(Vec<Expression>),
    Not(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// Methods that texts, lists and regular expressions have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Method {
    Match,
    Test,
    Includes,
    StartsWith,
    EndsWith,
    IndexOf,
    ToLowerCase,
    ToUpperCase,
    Trim,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
}

const OPERATORS: [(&str, Operator, u8); 15] = [
    ("||", Operator::Or, 1),
    ("&&", Operator::And, 2),
    ("===", Operator::Equal, 3),
    ("!==", Operator::NotEqual, 3),
    ("==", Operator::Equal, 3),
    ("!=", Operator::NotEqual, 3),
    ("<=", Operator::LessOrEqual, 4),
    (">=", Operator::GreaterOrEqual, 4),
    ("<", Operator::Less, 4),
    (">", Operator::Greater, 4),
    ("in ", Operator::In, 4),
    ("in[", Operator::In, 4),
    ("in(", Operator::In, 4),
    ("+", Operator::Add, 5),
    ("-", Operator::Subtract, 5),
];

const METHODS: [(&str, Method); 9] = [
    ("match", Method::Match),
    ("test", Method::Test),
    ("includes", Method::Includes),
    ("startsWith", Method::StartsWith),
    ("endsWith", Method::EndsWith),
    ("indexOf", Method::IndexOf),
    ("toLowerCase", Method::ToLowerCase),
    ("toUpperCase", Method::ToUpperCase),
    ("trim", Method::Trim),
];

/// Parentheses and negations inside one another that are read.
const DEPTH: usize = 64;

/// Reads an expression by the binding power of its operators.
pub(super) fn parse(
    lexer: &mut Lexer<'_>,
    power: u8,
    depth: usize,
) -> Result<Expression, PathError> {
    if depth > DEPTH {
        return Err(lexer
            .fault("this expression is nested too deeply", "cette expression est trop imbriquée"));
    }
    let mut left = unary(lexer, depth)?;
    loop {
        lexer.skip_space();
        let next = OPERATORS.iter().find(|(sign, _, _)| lexer.rest().starts_with(sign));
        let Some((sign, operator, binding)) = next.filter(|(_, _, binding)| *binding > power)
        else {
            return Ok(left);
        };
        lexer.advance(sign.trim_end_matches([' ', '[', '(']).len());
        let right = parse(lexer, *binding, depth + 1)?;
        left = Expression::Binary(*operator, Box::new(left), Box::new(right));
    }
}

fn unary(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    lexer.skip_space();
    if lexer.take('!') {
        if depth > DEPTH {
            return Err(lexer.fault(
                "this expression is nested too deeply",
                "cette expression est trop imbriquée",
            ));
        }
        return Ok(Expression::Not(Box::new(unary(lexer, depth + 1)?)));
    }
    let mut value = primary(lexer, depth)?;
    loop {
        if lexer.take('.') {
            let name = lexer.identifier();
            let name = if name.is_empty() {
                return Err(lexer.fault("a name is expected", "un nom est attendu"));
            } else {
                name
            };
            if lexer.peek() == Some('(') {
                let Some((_, method)) = METHODS.iter().find(|(known, _)| *known == name) else {
                    return Err(lexer.fault(
                        &format!("`.{name}()` is not among the methods that filters know"),
                        &format!(
                            "`.{name}()` n'est pas parmi les méthodes que les filtres connaissent"
                        ),
                    ));
                };
                lexer.bump();
                value = Expression::Call(Box::new(value), *method, list(lexer, ')', depth)?);
            } else {
                value = Expression::Member(
                    Box::new(value),
                    Box::new(Expression::Text(name.to_owned())),
                );
            }
        } else if lexer.take('[') {
            let name = parse(lexer, 0, depth + 1)?;
            lexer.skip_space();
            if !lexer.take(']') {
                return Err(
                    lexer.fault("this bracket is not closed", "ce crochet n'est pas refermé")
                );
            }
            value = Expression::Member(Box::new(value), Box::new(name));
        } else {
            return Ok(value);
        }
    }
}

fn primary(lexer: &mut Lexer<'_>, depth: usize) -> Result<Expression, PathError> {
    match lexer.peek() {
        Some('(') => {
            lexer.bump();
            let inner = parse(lexer, 0, depth + 1)?;
            lexer.skip_space();
            if lexer.take(')') {
                Ok(inner)
            } else {
                Err(lexer
                    .fault("this parenthesis is not closed", "cette parenthèse n'est pas refermée"))
            }
        }
        Some('\'' | '"') => Ok(Expression::Text(lexer.quoted()?)),
        Some('/') => regex(lexer),
        Some('[') => {
            lexer.bump();
            Ok(Expression::List(list(lexer, ']', depth)?))
        }
        Some('@') => {
            lexer.bump();
            match lexer.identifier() {
                "" => Ok(Expression::Current),
                "property" => Ok(Expression::Property),
                "parent" => Ok(Expression::Parent),
                "parentProperty" => Ok(Expression::ParentProperty),
                "root" => Ok(Expression::Root),
                other => Err(lexer.fault(
                    &format!("`@{other}` is not known: @, @property, @parent, @parentProperty, @root are"),
                    &format!("`@{other}` n'est pas connu : @, @property, @parent, @parentProperty, @root le sont"),
                )),
            }
        }
        Some('$') => {
            lexer.bump();
            Ok(Expression::Root)
        }
        Some('0'..='9' | '-') => number(lexer),
        _ => match lexer.identifier() {
            "true" => Ok(Expression::Boolean(true)),
            "false" => Ok(Expression::Boolean(false)),
            "null" => Ok(Expression::Null),
            "undefined" => Ok(Expression::Undefined),
            word => Err(lexer.fault(
                &format!("`{word}` is not understood in a filter"),
                &format!("`{word}` n'est pas compris dans un filtre"),
            )),
        },
    }
}

fn list(lexer: &mut Lexer<'_>, close: char, depth: usize) -> Result<Vec<Expression>, PathError> {
    let mut items = Vec::new();
    loop {
        lexer.skip_space();
        if lexer.take(close) {
            return Ok(items);
        }
        items.push(parse(lexer, 0, depth + 1)?);
        lexer.skip_space();
        if !lexer.take(',') && lexer.peek() != Some(close) {
            return Err(lexer.fault(
                "a comma is missing in this list",
                "il manque une virgule dans cette liste",
            ));
        }
    }
}

fn number(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let rest = lexer.rest();
    let length = rest
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_ascii_digit() && *c != '.')
        .map_or(rest.len(), |(i, _)| i);
    let number = rest[..length]
        .parse()
        .map_err(|_| lexer.fault("this is not a number", "ce n'est pas un nombre"))?;
    lexer.advance(length);
    Ok(Expression::Number(number))
}

/// `/…/flags`
fn regex(lexer: &mut Lexer<'_>) -> Result<Expression, PathError> {
    let start = lexer.at();
    let rest = lexer.rest();
    let mut escaped = false;
    let mut in_class = false;
    for (index, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                lexer.advance(index + 1);
                let flags = lexer.identifier();
                return super::regex(&rest[1..index], flags)
                    .map(Expression::Regex)
                    .map_err(|message| PathError { message, at: start });
            }
            _ => {}
        }
    }
    Err(PathError::new(
        start,
        "this regular expression is not closed",
        "cette expression régulière n'est pas refermée",
    ))
}
