//! `message` templates: `{{error}}`, `{{property}}`, `{{path}}`, `{{value}}`, `{{description}}`; `#{{value}}` is the value as
//! functions print it, between quotes when it is a text (`#{{print("value")}}` too).

use crate::diagnostic::{Language, Text};

/// A message with its holes, in both languages.
#[derive(Clone, Debug, Default)]
pub struct Template {
    en: Vec<Piece>,
    fr: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    Hole(Variable),
    /// `#{{value}}`.
    Printed(Variable),
}

/// What a hole asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// `{{error}}`
    Error,
    /// `{{description}}`
    Description,
    /// `{{property}}`
    Property,
    /// `{{path}}`
    Path,
    /// `{{value}}`
    Value,
}

impl Variable {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "error" => Self::Error,
            "description" => Self::Description,
            "property" => Self::Property,
            "path" => Self::Path,
            "value" => Self::Value,
            _ => return None,
        })
    }
}

/// What fills the holes.
#[derive(Clone, Debug)]
pub struct Variables<'v> {
    /// What the function says.
    pub error: &'v Text,
    /// The description of the rule.
    pub description: &'v Text,
    /// Name of the member or key.
    pub property: &'v str,
    /// JSON Pointer of the place, after `#`.
    pub path: &'v str,
    /// The value as JavaScript makes a text of it.
    pub value: &'v str,
    /// The value as functions print it: JSON for scalars, `Array[]` and `Object{}` for the rest.
    pub printed: &'v str,
}

impl Template {
    /// Reads the messages as they are written.
    pub fn new(en: &str, fr: &str) -> Self {
        let read = pieces(en);
        let french = if fr == en { read.clone() } else { pieces(fr) };
        Self { en: read, fr: french }
    }

    /// Whether it names the value or the property: what the place of the finding is.
    pub fn shows_the_place(&self) -> bool {
        self.names(Variable::Value) || self.names(Variable::Property)
    }

    /// Whether a variable is among its holes: what nothing names need not be worked out.
    pub fn names(&self, variable: Variable) -> bool {
        self.en.iter().chain(&self.fr).any(|piece| match piece {
            Piece::Hole(named) | Piece::Printed(named) => *named == variable,
            Piece::Words(_) => false,
        })
    }

    /// Fills the holes; an unknown variable is left empty, as Spectral does.
    pub fn fill(&self, variables: &Variables<'_>) -> Text {
        Text::new(fill(&self.en, variables, Language::En), fill(&self.fr, variables, Language::Fr))
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut rest, mut words) = (text, String::new());
    while let Some((before, after)) = cut(rest, b'{') {
        let name = cut(after, b'}').map(|(name, _)| name);
        // A hole is on one line, and holds no brace.
        let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(['}', '\n'])) else {
            words.push_str(before);
            words.push_str("{{");
            rest = after;
            continue;
        };
        let (before, is_printed) = match before.strip_suffix('#') {
            Some(before) => (before, true),
            None => (before, false),
        };
        words.push_str(before);
        if !words.is_empty() {
            pieces.push(Piece::Words(std::mem::take(&mut words)));
        }
        rest = &after[name.len() + 2..];
        let name = name.trim();
        let argument = name.strip_prefix("print(").and_then(|rest| rest.strip_suffix(')'));
        let name = argument.map_or(name, |name| name.trim_matches(['"', '\'']));
        let hole = if is_printed { Piece::Printed } else { Piece::Hole };
        pieces.extend(Variable::named(name).map(hole));
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// As `str::split_once` at two of a sign, without what it takes to begin: most messages are nothing but a hole.
fn cut(text: &str, sign: u8) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let is_double = |start: &usize| bytes.get(start + 1) == Some(&sign);
    let start = memchr::memchr_iter(sign, bytes).find(is_double)?;
    Some((&text[..start], &text[start + 2..]))
}

fn fill(pieces: &[Piece], variables: &Variables<'_>, language: Language) -> String {
    let mut message = String::new();
    for piece in pieces {
        message.push_str(match piece {
            Piece::Words(words) => words,
            Piece::Printed(Variable::Value) => variables.printed,
            Piece::Hole(variable) | Piece::Printed(variable) => match variable {
                Variable::Error => variables.error.in_language(language),
                Variable::Description => variables.description.in_language(language),
                Variable::Property => variables.property,
                Variable::Path => variables.path,
                Variable::Value => variables.value,
            },
        });
    }
    message.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled() {
        let template =
            Template::new("{{ property }}: {{error}} {{x}}", "{{property}} : {{error}} {{");
        let (error, description) = (Text::new("is bad", "est faux"), Text::default());
        let variables = Variables {
            error: &error,
            description: &description,
            property: "p",
            path: "#",
            value: "",
            printed: "",
        };
        assert_eq!(template.fill(&variables), Text::new("p: is bad", "p : est faux {{"));
        assert!(template.names(Variable::Error) && !template.names(Variable::Value));
    }
}
