//! `functionOptions`, read once, refused with a reason. The English starts with what Spectral says.

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

/// Why options are refused: every reason.
#[derive(Clone, Debug)]
pub struct OptionsError {
    /// What is wrong, one at least.
    pub faults: Vec<OptionFault>,
}

/// One thing that is wrong in options.
#[derive(Clone, Debug)]
pub struct OptionFault {
    /// What is wrong.
    pub message: Text,
    /// The place in the ruleset, where there is one.
    pub at: Option<Span>,
}

impl OptionsError {
    /// Both, or all that is wrong in either.
    pub fn both<A, B>(a: Result<A, Self>, b: Result<B, Self>) -> Result<(A, B), Self> {
        match (a, b) {
            (Ok(a), Ok(b)) => Ok((a, b)),
            (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
            (Err(mut one), Err(other)) => {
                one.faults.extend(other.faults);
                Err(one)
            }
        }
    }
}

impl<'o> Options<'o> {
    /// The options of a function, if any are written.
    pub fn new(function: &'static str, node: Option<Node<'o>>) -> Self {
        Self { function, node: node.filter(|node| !node.is_null()) }
    }

    /// A fault of an option, or of all of them.
    pub fn fault(&self, name: &str, en: &str, fr: &str) -> OptionsError {
        let function = self.function;
        self.fault_at(
            self.get(name),
            Text::new(
                format!("\"{function}\" function: {en}"),
                format!("fonction «\u{a0}{function}\u{a0}»\u{a0}: {fr}"),
            ),
        )
    }

    /// A fault in its whole words, at a node of the options or at all of them.
    pub fn fault_at(&self, node: Option<Node<'o>>, message: Text) -> OptionsError {
        let at = node.or(self.node).map(Node::place);
        OptionsError { faults: vec![OptionFault { message, at }] }
    }

    /// Refuses what is not a map of options; `examples` shows what would be accepted.
    pub fn expect_map(&self, examples: &str) -> Result<(), OptionsError> {
        if self.node.is_some_and(Node::is_map) {
            return Ok(());
        }
        Err(self.invalid(examples))
    }

    /// The fault of options that are of no use; `examples` shows what would be accepted.
    pub fn invalid(&self, examples: &str) -> OptionsError {
        let function = self.function;
        let en = format!(
            "\"{function}\" function has invalid options specified. Example valid options: {examples}"
        );
        let fr = format!(
            "les options de la fonction «\u{a0}{function}\u{a0}» ne conviennent pas. Conviendraient\u{a0}: {examples}"
        );
        self.fault_at(None, Text::new(en, fr))
    }

    /// Refuses any option at all, even an empty map.
    pub fn none(&self) -> Result<(), OptionsError> {
        let Some(node) = self.node else { return Ok(()) };
        let message = Text::new(
            format!("\"{}\" function does not accept any options", self.function),
            format!("la fonction «\u{a0}{}\u{a0}» ne prend pas d'option", self.function),
        );
        Err(self.fault_at(Some(node), message))
    }

    /// Refuses any option that is not among these.
    pub fn only(&self, names: &[&str]) -> Result<(), OptionsError> {
        self.only_in(self.node, "", names)
    }

    /// Refuses any entry of an option that is not among these; `prefix` is the way to it (`separator.`).
    pub fn only_in(
        &self,
        holder: Option<Node<'o>>,
        prefix: &str,
        names: &[&str],
    ) -> Result<(), OptionsError> {
        let unknown = |entry: Node<'o>| {
            let name = entry.key().unwrap_or_default();
            if names.contains(&name) {
                return None;
            }
            let (en, fr) = match nearest(name, names.iter().copied()) {
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
            let function = self.function;
            let message = Text::new(
                format!("\"{function}\" function does not support \"{prefix}{name}\" option{en}"),
                format!(
                    "la fonction «\u{a0}{function}\u{a0}» ne connaît pas l'option «\u{a0}{prefix}{name}\u{a0}»{fr}"
                ),
            );
            Some(OptionFault { message, at: entry.key_span() })
        };
        let faults: Vec<OptionFault> =
            holder.map(Node::children).into_iter().flatten().filter_map(unknown).collect();
        if faults.is_empty() { Ok(()) } else { Err(OptionsError { faults }) }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.node.is_none()
    }

    /// An option as it is written.
    pub fn get(&self, name: &str) -> Option<Node<'o>> {
        self.node?.get(name)
    }

    /// The fault of an option that is of the wrong type.
    pub fn wrong_type(&self, node: Node<'o>, name: &str, types: &str) -> OptionsError {
        let function = self.function;
        let fr = match types {
            "string" => "un texte",
            "number" => "un nombre",
            "boolean" => "true ou false",
            "array" => "une liste",
            "object" => "un objet",
            other => other,
        };
        self.fault_at(
            Some(node),
            Text::new(
                format!(
                    "\"{function}\" function and its \"{name}\" option accepts only the following types: {types}"
                ),
                format!(
                    "l'option «\u{a0}{name}\u{a0}» de la fonction «\u{a0}{function}\u{a0}» doit être {fr}"
                ),
            ),
        )
    }

    /// The fault of an option that must be there.
    pub fn missing(&self, name: &str) -> OptionsError {
        self.missing_in(None, name)
    }

    /// The fault of an option that must be there, in another.
    pub fn missing_in(&self, holder: Option<Node<'o>>, name: &str) -> OptionsError {
        let function = self.function;
        self.fault_at(
            holder,
            Text::new(
                format!("\"{function}\" function is missing \"{name}\" option"),
                format!(
                    "il manque l'option «\u{a0}{name}\u{a0}» à la fonction «\u{a0}{function}\u{a0}»"
                ),
            ),
        )
    }

    /// An option that is a text.
    pub fn text(&self, name: &str) -> Result<Option<&'o str>, OptionsError> {
        let Some(node) = self.get(name) else { return Ok(None) };
        node.as_str().map(Some).ok_or_else(|| self.wrong_type(node, name, "string"))
    }

    /// An option that must be there and be a text.
    pub fn required_text(&self, name: &str) -> Result<&'o str, OptionsError> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// An option that must be there and be a list of texts.
    pub fn words(&self, name: &str) -> Result<Vec<String>, OptionsError> {
        let Some(node) = self.get(name) else { return Err(self.missing(name)) };
        let is_text = |node: Node<'_>| node.as_str().is_some();
        if !node.is_list() || !node.children().all(is_text) {
            return Err(self.wrong_type(node, name, "array"));
        }
        Ok(node.children().filter_map(Node::as_str).map(str::to_owned).collect())
    }

    /// An option that is a number.
    pub fn number(&self, name: &str) -> Result<Option<f64>, OptionsError> {
        let Some(node) = self.get(name) else { return Ok(None) };
        node.as_number().map(Some).ok_or_else(|| self.wrong_type(node, name, "number"))
    }

    /// An option that is true or false; false where it is not written.
    pub fn flag(&self, name: &str) -> Result<bool, OptionsError> {
        let Some(node) = self.get(name) else { return Ok(false) };
        node.as_bool().ok_or_else(|| self.wrong_type(node, name, "boolean"))
    }

    /// An option that is a regular expression: `^a` or `/^a/i`.
    pub fn regex(&self, name: &str) -> Result<Option<Regex>, OptionsError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        Regex::from_option(text).map(Some).map_err(|message| self.fault_at(self.get(name), message))
    }
}
