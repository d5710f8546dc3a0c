//! `message` templates: `{{error}}`, `{{property}}`, `{{path}}`, `{{value}}`, `{{description}}`.

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
    Variable(String),
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
    /// The value, as text; maps and lists print as Spectral prints them.
    pub value: &'v str,
}

impl Template {
    /// Reads the messages as they are written.
    pub fn new(text: &Text) -> Self {
        Self { en: pieces(&text.en), fr: pieces(&text.fr) }
    }

    /// Whether it names the value or the property: what the place of the finding is.
    pub fn shows_the_place(&self) -> bool {
        let is_of_place = |piece: &Piece| match piece {
            Piece::Variable(name) => matches!(name.as_str(), "value" | "property"),
            Piece::Words(_) => false,
        };
        self.en.iter().chain(&self.fr).any(is_of_place)
    }

    /// Fills the holes; an unknown variable is left empty, as Spectral does.
    pub fn fill(&self, variables: &Variables<'_>) -> Text {
        Text::new(fill(&self.en, variables, Language::En), fill(&self.fr, variables, Language::Fr))
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        pieces.push(Piece::Words(before.to_owned()));
        pieces.push(Piece::Variable(name.trim().to_owned()));
        rest = after;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces
}

fn fill(pieces: &[Piece], variables: &Variables<'_>, language: Language) -> String {
    let mut message = String::new();
    for piece in pieces {
        message.push_str(match piece {
            Piece::Words(words) => words,
            Piece::Variable(name) => match name.as_str() {
                "error" => variables.error.in_language(language),
                "description" => variables.description.in_language(language),
                "property" => variables.property,
                "path" => variables.path,
                "value" => variables.value,
                _ => "",
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
        let template = Template::new(&Text::new(
            "{{ property }}: {{error}} {{x}}",
            "{{property}} : {{error}} {{",
        ));
        let (error, description) = (Text::new("is bad", "est faux"), Text::default());
        let variables = Variables {
            error: &error,
            description: &description,
            property: "p",
            path: "#",
            value: "",
        };
        assert_eq!(template.fill(&variables), Text::new("p: is bad", "p : est faux {{"));
    }
}
