//! `functionOptions`, read once, refused with a reason.

use crate::diagnostic::Text;
use crate::document::Node;
use crate::jsonpath::Regex;
use crate::source::Span;
use crate::spec::nearest;

/// The options of one use of a function.
pub struct Options<'o> {
    function: &'static str,
    node: Option<Node<'o>>,
}

/// Why options are refused.
#[derive(Clone, Debug)]
pub struct OptionsError {
    /// What is wrong.
    pub message: Text,
    /// The place in the ruleset, where there is one.
    pub at: Option<Span>,
}

impl<'o> Options<'o> {
    /// The options of a function, if any are written.
    pub fn new(function: &'static str, node: Option<Node<'o>>) -> Self {
        Self { function, node: node.filter(|node| !node.is_null()) }
    }

    /// A fault of an option, or of all of them.
    pub fn fault(&self, name: &str, en: &str, fr: &str) -> OptionsError {
        let function = self.function;
        let at = self.get(name).or(self.node).map(Node::place);
        let message = Text::new(
            format!("\"{function}\" function: {en}"),
            format!("fonction «\u{a0}{function}\u{a0}»\u{a0}: {fr}"),
        );
        OptionsError { message, at }
    }

    /// Refuses any option that is not among these.
    pub fn only(&self, names: &[&str]) -> Result<(), OptionsError> {
        for entry in self.node.map(Node::children).into_iter().flatten() {
            let name = entry.key().unwrap_or_default();
            if names.contains(&name) {
                continue;
            }
            let guess = nearest(name, names.iter().copied());
            let (en, fr) = match guess {
                Some(guess) => (
                    format!(". Did you mean \"{guess}\"?"),
                    format!(". Vouliez-vous dire «\u{a0}{guess}\u{a0}»\u{202f}?"),
                ),
                None if names.is_empty() => {
                    (", it takes none".to_owned(), ", elle n'en prend aucune".to_owned())
                }
                None => (
                    format!(": it knows {}", names.join(", ")),
                    format!("\u{a0}: elle connaît {}", names.join(", ")),
                ),
            };
            return Err(OptionsError {
                message: Text::new(
                    format!(
                        "\"{}\" function does not support the \"{name}\" option{en}",
                        self.function
                    ),
                    format!(
                        "la fonction «\u{a0}{}\u{a0}» ne connaît pas l'option «\u{a0}{name}\u{a0}»{fr}",
                        self.function
                    ),
                ),
                at: entry.key_span(),
            });
        }
        Ok(())
    }

    /// An option as it is written.
    pub fn get(&self, name: &str) -> Option<Node<'o>> {
        self.node?.get(name)
    }

    /// An option that is a text.
    pub fn text(&self, name: &str) -> Result<Option<&'o str>, OptionsError> {
        match self.get(name) {
            None => Ok(None),
            Some(node) => node.as_str().map(Some).ok_or_else(|| {
                self.fault(
                    name,
                    &format!("\"{name}\" must be a text"),
                    &format!("«\u{a0}{name}\u{a0}» doit être un texte"),
                )
            }),
        }
    }

    /// An option that must be there and be a text.
    pub fn required_text(&self, name: &str) -> Result<&'o str, OptionsError> {
        self.text(name)?.ok_or_else(|| {
            self.fault(
                name,
                &format!("\"{name}\" option is missing"),
                &format!("il manque l'option «\u{a0}{name}\u{a0}»"),
            )
        })
    }

    /// An option that is a number.
    pub fn number(&self, name: &str) -> Result<Option<f64>, OptionsError> {
        match self.get(name) {
            None => Ok(None),
            Some(node) => node.as_number().map(Some).ok_or_else(|| {
                self.fault(
                    name,
                    &format!("\"{name}\" must be a number"),
                    &format!("«\u{a0}{name}\u{a0}» doit être un nombre"),
                )
            }),
        }
    }

    /// An option that is a regular expression: `^a` or `/^a/i`.
    pub fn regex(&self, name: &str) -> Result<Option<Regex>, OptionsError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        Regex::from_option(text)
            .map(Some)
            .map_err(|message| OptionsError { message, at: self.get(name).map(Node::place) })
    }
}
