//! The grammar of paths: what Nimma and JSONPath-Plus accept, the two engines behind Spectral.

use super::lexer::Lexer;
use super::{Filter, Path, PathError, Segment, Selector};

impl Path {
    /// Reads an expression: `$.paths[*][get,put].responses[?(@property.match(/^5/))]~`.
    ///
    /// ```
    /// use apilint::jsonpath::Path;
    ///
    /// assert!(Path::parse("$.paths[*]~").is_ok());
    /// assert!(Path::parse("paths").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let mut lexer = Lexer::new(text);
        if !lexer.take('$') {
            return Err(PathError::new(
                0,
                "a JSONPath starts with `$`, the root of the document",
                "un chemin JSONPath commence par `$`, la racine du document",
            ));
        }
        let mut segments = Vec::new();
        let mut takes_keys = false;
        while !lexer.is_done() {
            if takes_keys {
                return Err(lexer.fault("nothing may follow `~`", "rien ne peut suivre `~`"));
            }
            match lexer.peek() {
                Some('^') => {
                    lexer.bump();
                    segments.push(Segment::Parent);
                }
                Some('~') => {
                    lexer.bump();
                    takes_keys = true;
                }
                Some('[') => segments.push(Segment::Child(bracket(&mut lexer)?)),
                Some('.') => {
                    lexer.bump();
                    let is_deep = lexer.take('.');
                    segments.push(dotted(&mut lexer, is_deep)?);
                }
                _ => {
                    return Err(lexer.fault(
                        "expected `.name`, `[…]`, `^` or `~` here",
                        "`.nom`, `[…]`, `^` ou `~` est attendu ici",
                    ));
                }
            }
        }
        Ok(Self { text: text.to_owned(), segments, takes_keys })
    }
}

/// What follows a dot or two.
fn dotted(lexer: &mut Lexer<'_>, is_deep: bool) -> Result<Segment, PathError> {
    let wrap = if is_deep { Segment::Descendant } else { Segment::Child };
    match lexer.peek() {
        Some('*') => {
            lexer.bump();
            Ok(wrap(Selector::Any))
        }
        Some('[') => Ok(wrap(bracket(lexer)?)),
        None | Some('^' | '~') if is_deep => Ok(wrap(Selector::Containers)),
        _ => {
            let name = lexer.word();
            if name.is_empty() {
                return Err(lexer.fault(
                    "a name is expected after the dot",
                    "un nom est attendu après le point",
                ));
            }
            Ok(wrap(Selector::Name(name.to_owned())))
        }
    }
}

/// What stands in brackets: names, ranks, slices, a wildcard, a filter, or several of them.
fn bracket(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    let open = lexer.at();
    lexer.bump();
    let mut selectors = Vec::new();
    loop {
        lexer.skip_space();
        selectors.push(bracketed(lexer)?);
        lexer.skip_space();
        if lexer.take(']') {
            break;
        }
        if !lexer.take(',') {
            return Err(PathError::new(
                open,
                "this bracket is not closed, or a comma is missing in it",
                "ce crochet n'est pas refermé, ou il y manque une virgule",
            ));
        }
    }
    Ok(if selectors.len() == 1 { selectors.remove(0) } else { Selector::Union(selectors) })
}

fn bracketed(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    match lexer.peek() {
        Some('*') => {
            lexer.bump();
            Ok(Selector::Any)
        }
        Some('\'' | '"') => Ok(Selector::Name(lexer.quoted()?)),
        Some('?') => {
            lexer.bump();
            Ok(Selector::Filter(Filter::parse(lexer)?))
        }
        Some('(') => last(lexer),
        _ => rank_or_name(lexer),
    }
}

/// `(@.length-1)`: the only computed rank that people write.
fn last(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    let start = lexer.at();
    let written: String = lexer.until(')').chars().filter(|c| !c.is_whitespace()).collect();
    if written == "(@.length-1" && lexer.take(')') {
        return Ok(Selector::Slice { start: Some(-1), end: None, step: 1 });
    }
    Err(PathError::new(
        start,
        "of computed ranks only `(@.length-1)` is understood",
        "parmi les rangs calculés, seul `(@.length-1)` est compris",
    ))
}

/// `0`, `1:3`, `::2`, or a name without quotes.
fn rank_or_name(lexer: &mut Lexer<'_>) -> Result<Selector, PathError> {
    let start = lexer.at();
    let word = lexer.bare();
    if word.is_empty() {
        return Err(
            lexer.fault("a name or a rank is expected here", "un nom ou un rang est attendu ici")
        );
    }
    if !word.contains(':') {
        return Ok(Selector::Name(word.to_owned()));
    }
    let parts: Vec<&str> = word.split(':').map(str::trim).collect();
    let rank = |part: Option<&&str>| match part.filter(|part| !part.is_empty()) {
        None => Ok(None),
        Some(part) => part.parse::<i64>().map(Some).map_err(|_| {
            PathError::new(
                start,
                format!("`{part}` is not a rank"),
                format!("`{part}` n'est pas un rang"),
            )
        }),
    };
    let step = rank(parts.get(2))?.unwrap_or(1);
    if parts.len() > 3 || step < 1 {
        return Err(PathError::new(
            start,
            "a slice is `start:end:step`, with a step of 1 or more",
            "une tranche s'écrit `début:fin:pas`, avec un pas d'au moins 1",
        ));
    }
    Ok(Selector::Slice {
        start: rank(parts.first())?,
        end: rank(parts.get(1))?,
        step: step as usize,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rules_write_is_understood() {
        for text in [
            "$",
            "$.info.contact",
            "$.paths[*]~",
            "$.paths[*][get,put]",
            "$..parameters[?(@.in == 'query' && @.name)]",
            "$.x-foo['a b'][\"c\"].d",
            "$.servers[0].url",
            "$.servers[-1:]",
            "$.e[(@.length-1)]",
            "$..",
            "$..name^^",
            "$.paths[?(!@property.match(/^x-/))]^~",
            "$.a.[b]",
        ] {
            assert!(Path::parse(text).is_ok(), "{text}: {:?}", Path::parse(text));
        }
    }

    #[test]
    fn faults_have_a_place() {
        for (text, at) in [
            ("", 0),
            ("paths", 0),
            ("$paths", 1),
            ("$.a[", 4),
            ("$.a[b", 3),
            ("$.", 2),
            ("$.a~b", 4),
        ] {
            let fault = Path::parse(text).expect_err(text);
            assert_eq!(fault.at, at, "{text}: {fault}");
        }
    }
}
