//! Aliases: names for expressions, `#Operation.responses`, which may depend on the format of the document.

use super::faults::Faults;
use super::unit;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::spec::Format;

/// Formats that a document must be of, and must not: an alias takes the last of its targets that suits the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// One of these.
    pub is: Vec<Format>,
    /// None of these.
    pub is_not: Vec<Format>,
}

impl Scope {
    /// Whether a document of these formats is within it.
    pub fn holds(&self, formats: &[Format]) -> bool {
        let has = |wanted: &[Format]| wanted.iter().any(|format| formats.contains(format));
        has(&self.is) && !has(&self.is_not)
    }
}

/// An expression with its aliases replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expanded {
    pub text: String,
    pub scopes: Vec<Scope>,
}

/// Aliases inside one another that are followed.
const DEPTH: usize = 32;

/// Replaces the alias at the start of an expression, by as many expressions as it names. Of maps of aliases, the first that
/// has it.
pub(super) fn expand(aliases: &[Node<'_>], expression: &str) -> Result<Vec<Expanded>, Text> {
    let mut expanded = Vec::new();
    let start = Expanded { text: expression.to_owned(), scopes: Vec::new() };
    let mut expansion = Expansion { aliases, stack: Vec::new(), expanded: &mut expanded };
    expansion.expand(start)?;
    Ok(expanded)
}

struct Expansion<'a, 'f> {
    aliases: &'a [Node<'f>],
    stack: Vec<&'f str>,
    expanded: &'a mut Vec<Expanded>,
}

impl Expansion<'_, '_> {
    fn expand(&mut self, from: Expanded) -> Result<(), Text> {
        let Some(used) = from.text.strip_prefix('#') else {
            self.expanded.push(from);
            return Ok(());
        };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = used.bytes().take_while(|byte| is_name(byte)).count();
        let (name, rest) = used.split_at(length);
        let Some(alias) = self.aliases.iter().find_map(|aliases| aliases.get(name)) else {
            return Err(self.unknown(name));
        };
        let name = alias.key().unwrap_or_default();
        if self.stack.contains(&name) || self.stack.len() > DEPTH {
            return Err(self.circular(name));
        }
        self.stack.push(name);
        for (scope, items) in targets(alias) {
            let mut scopes = from.scopes.clone();
            scopes.extend(scope);
            for item in items {
                let text = format!("{}{rest}", item.as_str().unwrap_or_default());
                self.expand(Expanded { text, scopes: scopes.clone() })?;
            }
        }
        self.stack.pop();
        Ok(())
    }

    fn unknown(&self, name: &str) -> Text {
        let known = self.aliases.iter().copied().flat_map(Node::children).filter_map(Node::key);
        let (en, fr) = match crate::spec::nearest(name, known) {
            Some(guess) => (
                format!(". Did you mean `#{guess}`?"),
                format!(". Vouliez-vous dire `#{guess}`\u{202f}?"),
            ),
            None => (String::new(), String::new()),
        };
        Text::new(
            format!("Alias \"{name}\" does not exist{en}"),
            format!("l'alias «\u{a0}{name}\u{a0}» n'existe pas{fr}"),
        )
    }

    fn circular(&self, name: &str) -> Text {
        let way = [self.stack.as_slice(), &[name]].concat().join(" -> ");
        let name = self.stack.first().unwrap_or(&name);
        Text::new(
            format!("Alias \"{name}\" is circular. Resolution stack: {way}"),
            format!("l'alias «\u{a0}{name}\u{a0}» se désigne lui-même\u{a0}: {way}"),
        )
    }
}

/// The expressions of an alias, by the formats they are for: the last target that suits a document wins.
fn targets<'f>(alias: Node<'f>) -> Vec<(Option<Scope>, Vec<Node<'f>>)> {
    let Some(targets) = alias.get("targets").filter(|_| alias.is_map()) else {
        return vec![(None, alias.children().collect())];
    };
    // Their names were checked with the ruleset.
    let mut faults = Faults::default();
    let targets: Vec<Node<'f>> = targets.children().collect();
    let formats: Vec<Vec<Format>> =
        targets.iter().map(|target| unit::formats(target.get("formats"), &mut faults)).collect();
    let with_scope = targets.iter().enumerate().map(|(rank, target)| {
        let is_not = formats[rank + 1..].concat();
        let scope = Scope { is: formats[rank].clone(), is_not };
        (Some(scope), target.get("given").map(Node::children).into_iter().flatten().collect())
    });
    with_scope.collect()
}
