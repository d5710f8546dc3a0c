//! How JSONPath-Plus, the fallback of Spectral, cuts an expression into steps. It has no grammar: one replacement after the
//! other turns the text into steps between semicolons, and so it takes nearly anything.

use super::expression::KIND_TESTS;
use super::lexer::Lexer;
use super::{Filter, Path, PathError, Segment, Selector, Slice};

/// Stand-ins for a dot and a tilde between quotes, which separate nothing.
const DOT: char = '\u{E000}';
const TILDE: char = '\u{E001}';

/// Types that `@…()` may name.
const TYPES: [&str; 11] = [
    "null",
    "boolean",
    "number",
    "string",
    "integer",
    "undefined",
    "nonFinite",
    "scalar",
    "array",
    "object",
    "function",
];

/// Reads an expression. In a field, `$name` is a name.
pub(super) fn parse(text: &str, is_field: bool) -> Result<Path, PathError> {
    check_brackets(text)?;
    let mut steps = steps(text);
    if steps[0] == "$" {
        steps.remove(0);
    } else if !is_field {
        return Err(PathError::new(
            1,
            "expected `.name`, `[…]`, `^` or `~` here",
            "`.nom`, `[…]`, `^` ou `~` est attendu ici",
        ));
    }
    let mut segments = Vec::new();
    let mut takes_keys = false;
    let mut is_deep = false;
    for step in &steps {
        match step.as_str() {
            ".." => {
                is_deep = true;
                continue;
            }
            "$" => continue,
            // Nothing that follows is looked at.
            "~" => {
                takes_keys = true;
                break;
            }
            _ => {}
        }
        if let Some(test) = type_test(text, step)? {
            leave_deep(&mut segments, &mut is_deep);
            segments.push(Segment::Test(test));
            break;
        }
        if step == "^" {
            leave_deep(&mut segments, &mut is_deep);
            segments.push(Segment::Parent);
            continue;
        }
        let selector = selector(text, step)?;
        segments.push(if std::mem::take(&mut is_deep) {
            Segment::Descendant(selector)
        } else {
            Segment::Child(selector)
        });
    }
    leave_deep(&mut segments, &mut is_deep);
    if segments.is_empty() && takes_keys {
        return Err(PathError::new(
            1,
            "the root has no key: `~` follows a step, as in `$.paths~`",
            "la racine n'a pas de clé\u{a0}: `~` suit une étape, comme dans `$.paths~`",
        ));
    }
    Ok(Path { text: text.to_owned(), segments, takes_keys })
}

/// A `..` that no name follows takes every map and list.
fn leave_deep(segments: &mut Vec<Segment>, is_deep: &mut bool) {
    if std::mem::take(is_deep) {
        segments.push(Segment::Descendant(Selector::Containers));
    }
}

fn check_brackets(text: &str) -> Result<(), PathError> {
    let filters = filters(text);
    let is_in_filter = |at: usize| filters.iter().any(|(start, end)| (*start..*end).contains(&at));
    let mut open = None;
    for (at, character) in text.char_indices().filter(|(at, _)| !is_in_filter(*at)) {
        match character {
            '[' if open.is_none() => open = Some(at),
            ']' => open = None,
            _ => {}
        }
    }
    match open {
        None => Ok(()),
        Some(at) => Err(PathError::new(
            at,
            "this bracket is not closed, or a comma is missing in it",
            "ce crochet n'est pas refermé, ou il y manque une virgule",
        )),
    }
}

/// What a step selects that is none of `..`, `^`, `~`, `@…()`.
fn selector(text: &str, step: &str) -> Result<Selector, PathError> {
    if let Some(slice) = slice(step) {
        return Ok(Selector::Slice(slice));
    }
    if step == "*" {
        return Ok(Selector::Any);
    }
    if let Some(inner) = step.strip_prefix("?(") {
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        return Ok(Selector::of(script(text, inner)?));
    }
    if step.starts_with('(') {
        return Ok(Selector::Computed(script(text, step)?));
    }
    if let Some(name) = step.strip_prefix('`') {
        return Ok(Selector::Name(name.to_owned()));
    }
    if step.contains(',') {
        let parts: Vec<&str> = step.split(',').collect();
        if !parts.iter().any(|part| is_plausible(part)) {
            return Err(implausible(text, step));
        }
        let parts = parts.into_iter().filter(|part| is_plausible(part));
        return Ok(Selector::Union(
            parts.map(|part| selector(text, part)).collect::<Result<_, _>>()?,
        ));
    }
    if !is_plausible(step) {
        return Err(implausible(text, step));
    }
    Ok(if step == "length" {
        Selector::Union(vec![Selector::Name(step.to_owned()), Selector::Length])
    } else {
        Selector::Name(step.to_owned())
    })
}

/// Whether a name may be meant: one that starts or ends with a space or a quote never is.
fn is_plausible(name: &str) -> bool {
    let is_edge = |c: char| c == ' ' || c == '\t' || c == '"';
    !name.starts_with(is_edge) && !name.ends_with(is_edge) && !name.starts_with('?')
}

fn implausible(text: &str, step: &str) -> PathError {
    let at = text.find(step).unwrap_or(0);
    if step.starts_with('?') {
        return PathError::new(
            at,
            "a filter needs parentheses, `[?(…)]`: Spectral selects nothing without them",
            "un filtre demande des parenthèses, `[?(…)]`\u{a0}: sans elles, Spectral ne choisit rien",
        );
    }
    PathError::new(
        at,
        "no space, nor quotes but in `['…']`, may stand around a name: Spectral selects nothing then",
        "ni espace, ni guillemets hors de `['…']`, ne peuvent entourer un nom\u{a0}: Spectral ne choisit alors rien",
    )
}

/// `@string()` and the like.
fn type_test(text: &str, step: &str) -> Result<Option<Filter>, PathError> {
    let Some(name) = step.strip_prefix('@') else { return Ok(None) };
    let known = name.strip_suffix("()").filter(|name| TYPES.contains(name));
    let is_ours = |name: &&str| KIND_TESTS.iter().any(|(known, _)| known == name);
    if known.as_ref().is_some_and(is_ours) {
        return script(text, step).map(Some);
    }
    Err(PathError::new(
        text.find(step).unwrap_or(0),
        format!(
            "`{step}` is not a type: @string(), @number(), @boolean(), @integer(), @null(), @array(), @object(), @scalar() are"
        ),
        format!(
            "`{step}` n'est pas un type\u{a0}: @string(), @number(), @boolean(), @integer(), @null(), @array(), @object(), @scalar() le sont"
        ),
    ))
}

/// An expression in JavaScript, read where it stands in the text.
fn script(text: &str, script: &str) -> Result<Filter, PathError> {
    match text.find(script) {
        Some(start) => Filter::parse(&mut Lexer::within(text, start, start + script.len())),
        None => {
            Filter::parse(&mut Lexer::new(script)).map_err(|error| PathError { at: 0, ..error })
        }
    }
}

/// `1:3`, `-2:`, `::2`
fn slice(step: &str) -> Option<Slice> {
    let mut parts = step.split(':');
    let bound = |part: &str| match part {
        "" => Some(None),
        "-" => None,
        _ => part.parse::<i64>().ok().map(Some),
    };
    let start = bound(parts.next()?)?;
    let end = bound(parts.next()?)?;
    let third = match parts.next() {
        Some(third) if third.starts_with('-') => return None,
        Some(third) => bound(third)?,
        None => None,
    };
    // An end or a step of 0 counts as none.
    let nonzero = |bound: &i64| *bound != 0;
    let end = end.filter(nonzero);
    parts.next().is_none().then_some(Slice {
        start,
        end,
        is_forward: true,
        step: third.filter(nonzero).unwrap_or(1),
    })
}

/// The steps, as texts.
fn steps(text: &str) -> Vec<String> {
    let (text, scripts) = without_filters(&around_types(text));
    let text = mask_quoted(&text).replace('~', ";~;");
    let text = cut(&text).replace(DOT, ".").replace(TILDE, "~");
    let text = apart(&text);
    let text = descents(&text);
    let text = trimmed(&text);
    text.split(';').map(|step| script_of(step, &scripts).unwrap_or(step).to_owned()).collect()
}

/// `@string()` is a step.
fn around_types(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('@').map(|found| at + found) {
        let name = TYPES.iter().find(|name| {
            text[start + 1..].strip_prefix(**name).is_some_and(|rest| rest.starts_with("()"))
        });
        let end = start + 1 + name.map_or(0, |name| name.len() + 2);
        out.push_str(&text[at..start]);
        if name.is_some() {
            out.push(';');
            out.push_str(&text[start..end]);
            out.push(';');
        } else {
            out.push('@');
        }
        at = end;
    }
    out + &text[at..]
}

/// Where `?(…)` and `(…)` stand between brackets or quotes, those not counted.
fn filters(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(['[', '\'']).map(|open| at + open) {
        at = open + 1;
        let inner = &text[at..];
        if !inner.strip_prefix('?').unwrap_or(inner).starts_with('(') {
            continue;
        }
        let line = inner.find(['\n', '\r']).map_or(text.len(), |end| at + end);
        let ends = text[at..line].match_indices(')').map(|(end, _)| at + end + 1);
        let mut ends = ends.filter(|end| {
            let mut after = text[*end..].chars();
            let closes = matches!(after.next(), Some(']' | '\''));
            let then = (after.next(), after.next());
            closes && !matches!(then, (Some(c), Some(']')) if c != '\n' && c != '\r')
        });
        if let Some(end) = ends.next() {
            found.push((at, end));
            at = end + 1;
        }
    }
    found
}

/// The text with `[#0]` for each of them, and them.
fn without_filters(text: &str) -> (String, Vec<String>) {
    let (mut out, mut scripts) = (String::new(), Vec::new());
    let mut at = 0;
    for (start, end) in filters(text) {
        out.push_str(&text[at..start - 1]);
        out.extend(["[#", &scripts.len().to_string(), "]"]);
        scripts.push(text[start..end].to_owned());
        at = end + 1;
    }
    (out + &text[at..], scripts)
}

fn script_of<'s>(step: &str, scripts: &'s [String]) -> Option<&'s str> {
    let digits =
        step.split('#').skip(1).find(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    scripts.get(digits[..end].parse::<usize>().ok()?).map(String::as_str)
}

/// Hides the dots and tildes of `['a.b']`.
fn mask_quoted(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('[').map(|found| at + found) {
        out.push_str(&text[at..=start]);
        at = start + 1;
        let rest = &text[at..];
        let Some(inner) = rest.strip_prefix(['\'', '"']) else { continue };
        let Some(end) = inner.find(['\'', ']']) else { continue };
        let closes = inner[end..].starts_with("']");
        // The closing quote may be the double one, which the name cannot then end with.
        let double = inner[..end].ends_with('"') && inner[end..].starts_with(']');
        if closes || double {
            let name = if double { &inner[..end - 1] } else { &inner[..end] };
            let name = name.replace('.', &DOT.to_string()).replace('~', &TILDE.to_string());
            out.push('\'');
            out.push_str(&name);
            out.push_str("']");
            at += 1 + end + if double { 1 } else { 2 };
        }
    }
    out + &text[at..]
}

/// Semicolons for opening brackets, and for the dots outside brackets, with the quote on either side.
fn cut(text: &str) -> String {
    let is_quote = |c: char| c == '\'' || c == '"';
    let is_inside = |after: &str| {
        after.find(']').is_some_and(|close| after.find('[').is_none_or(|open| close < open))
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let dotted = rest.strip_prefix(is_quote).unwrap_or(rest).strip_prefix('.');
        if let Some(after) = dotted.map(|after| after.strip_prefix(is_quote).unwrap_or(after))
            && !is_inside(after)
        {
            out.push(';');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('[') {
            out.push(';');
            rest = after.strip_prefix(is_quote).unwrap_or(after);
        } else {
            out.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}

/// Every `^` is a step.
fn apart(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('^') {
        let before = &rest[..at];
        out.push_str(before.strip_suffix(';').unwrap_or(before));
        let ups = rest[at..].len() - rest[at..].trim_start_matches('^').len();
        out.push_str(&";^".repeat(ups));
        out.push(';');
        rest = &rest[at + ups..];
        rest = rest.strip_prefix(';').unwrap_or(rest);
    }
    out + rest
}

/// Two or three semicolons are a `..`.
fn descents(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(";;") {
        out.push_str(&rest[..at]);
        out.push_str(";..;");
        rest = rest[at..].strip_prefix(";;;").unwrap_or(&rest[at + 2..]);
    }
    out + rest
}

/// Without closing brackets and the quotes before them, nor a last semicolon or quote.
fn trimmed(text: &str) -> String {
    let text = text.strip_suffix(';').or_else(|| text.strip_suffix('\'')).unwrap_or(text);
    text.replace("']", "").replace(']', "")
}
