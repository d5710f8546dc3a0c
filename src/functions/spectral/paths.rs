//! `oasPathParam`: the parameters of paths are declared, required, used, and each once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::operations::{METHODS, of_item};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Listener, Options, OptionsError, Target};

/// On the Paths Object.
pub(in crate::functions) fn parameters(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::each(|target, findings| {
        let Some(paths) = target.node().filter(|node| node.is_map()) else { return };
        let mut shapes: HashMap<String, &str, RandomState> = HashMap::default();
        for entry in paths.children() {
            let Some(path) = entry.key() else { continue };
            let Some(item) = target.seen(entry).filter(|it| it.is_map() || it.is_list()) else {
                continue;
            };
            let (shape, names) = templates(path);
            match shapes.get(&shape) {
                Some(first) => say(findings, item, || equivalent(first, path)),
                None => {
                    shapes.insert(shape, path);
                }
            }
            let mut expected = Named::default();
            for name in names {
                if expected.insert(name, ()).is_some() {
                    say(findings, item, || repeated(path, name));
                }
            }
            let path = Path { text: path, expected };
            path.check(target, item, findings);
        }
    }))
}

/// Says something of a node, if it would be told: a message may hold a path of a megabyte.
fn say(findings: &mut dyn Listener, node: Node<'_>, message: impl FnOnce() -> Text) {
    if findings.wants(node.place()) {
        findings.push(Finding::on(node, message()));
    }
}

/// A path and the names of its parameters.
struct Path<'d> {
    text: &'d str,
    expected: Named<'d, ()>,
}

/// Parameters by name, in the order they were met.
#[derive(Clone)]
struct Named<'d, T> {
    entries: Vec<(&'d str, T)>,
    ranks: HashMap<&'d str, usize, RandomState>,
}

impl<T> Default for Named<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), ranks: HashMap::default() }
    }
}

impl<'d, T> Named<'d, T> {
    fn contains(&self, name: &str) -> bool {
        self.ranks.contains_key(name)
    }

    /// Puts a parameter in the place of the one of this name, which is given back, or after the others.
    fn insert(&mut self, name: &'d str, value: T) -> Option<T> {
        if let Some(rank) = self.ranks.get(name) {
            return Some(std::mem::replace(&mut self.entries[*rank].1, value));
        }
        self.ranks.insert(name, self.entries.len());
        self.entries.push((name, value));
        None
    }
}

impl<'d> Path<'d> {
    fn check(&self, target: &Target<'d>, item: Node<'d>, findings: &mut dyn Listener) {
        let shared = declared(target, item, findings);
        let operations = of_item(target, item);
        debug_assert!(operations.len() <= METHODS.len());
        for operation in operations {
            let own = declared(target, operation, findings);
            let mut all = shared.clone();
            for (name, node) in own.entries {
                all.insert(name, node);
            }
            for (name, node) in &all.entries {
                if !self.expected.contains(name) {
                    say(findings, *node, || self.unused(name));
                }
            }
            for (name, ()) in &self.expected.entries {
                if !all.contains(name) {
                    say(findings, operation, || self.undeclared(name));
                }
            }
        }
    }

    fn unused(&self, name: &str) -> Text {
        let path = self.text;
        Text::new(
            format!("Parameter \"{name}\" must be used in path \"{path}\"."),
            format!(
                "Le paramètre «\u{a0}{name}\u{a0}» doit servir dans le chemin «\u{a0}{path}\u{a0}»."
            ),
        )
    }

    fn undeclared(&self, name: &str) -> Text {
        let path = self.text;
        Text::new(
            format!(
                "Operation must define parameter \"{{{name}}}\" as expected by path \"{path}\"."
            ),
            format!(
                "L'opération doit définir le paramètre «\u{a0}{{{name}}}\u{a0}» que demande le chemin «\u{a0}{path}\u{a0}»."
            ),
        )
    }
}

/// The path parameters of a path item or operation; what is wrong with each is said on the way.
fn declared<'d>(
    target: &Target<'d>,
    holder: Node<'d>,
    findings: &mut dyn Listener,
) -> Named<'d, Node<'d>> {
    let mut declared = Named::default();
    let list = target.get(holder, "parameters").filter(|list| list.is_list());
    for item in list.map(Node::children).into_iter().flatten() {
        let Some(parameter) = target.seen(item).filter(|it| it.is_map()) else { continue };
        let text = |name| target.get(parameter, name).and_then(Node::scalar);
        if target.get(parameter, "in").and_then(Node::as_str) != Some("path") {
            continue;
        }
        let Some(name) = text("name") else { continue };
        if target.get(parameter, "required").and_then(Node::as_bool) != Some(true) {
            say(findings, parameter, || not_required(name));
        }
        if declared.contains(name) {
            say(findings, parameter, || twice(name));
        } else {
            declared.insert(name, parameter);
        }
    }
    declared
}

/// A path with its templates made alike, and the names in them. Only `{name}`, `{?name}`, `{;name*}` and the like, of
/// letters, figures, `_` and `-`, are templates to Spectral.
fn templates(path: &str) -> (String, Vec<&str>) {
    let (mut shape, mut names) = (String::with_capacity(path.len()), Vec::new());
    let mut rest = path;
    while let Some(start) = rest.find('{') {
        shape.push_str(&rest[..start]);
        let inside = &rest[start + 1..];
        let after = inside.strip_prefix(';').unwrap_or(inside);
        let after = after.strip_prefix('?').unwrap_or(after);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = after.bytes().take_while(is_name).count();
        let end = after[length..].strip_prefix('*').unwrap_or(&after[length..]);
        match end.strip_prefix('}') {
            Some(end) if length > 0 => {
                shape.push('%');
                names.push(&after[..length]);
                rest = end;
            }
            _ => {
                shape.push('{');
                rest = inside;
            }
        }
    }
    shape.push_str(rest);
    (shape, names)
}

fn equivalent(first: &str, path: &str) -> Text {
    Text::new(
        format!("Paths \"{first}\" and \"{path}\" must not be equivalent."),
        format!(
            "Les chemins «\u{a0}{first}\u{a0}» et «\u{a0}{path}\u{a0}» ne doivent pas être équivalents."
        ),
    )
}

fn repeated(path: &str, name: &str) -> Text {
    Text::new(
        format!("Path \"{path}\" must not use parameter \"{{{name}}}\" multiple times."),
        format!(
            "Le chemin «\u{a0}{path}\u{a0}» ne doit pas employer plusieurs fois le paramètre «\u{a0}{{{name}}}\u{a0}»."
        ),
    )
}

fn not_required(name: &str) -> Text {
    Text::new(
        format!(
            "Path parameter \"{name}\" must have \"required\" property that is set to \"true\"."
        ),
        format!(
            "Le paramètre de chemin «\u{a0}{name}\u{a0}» doit avoir «\u{a0}required: true\u{a0}»."
        ),
    )
}

fn twice(name: &str) -> Text {
    Text::new(
        format!("Path parameter \"{name}\" must not be defined multiple times."),
        format!(
            "Le paramètre de chemin «\u{a0}{name}\u{a0}» ne doit pas être défini plusieurs fois."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::templates;

    #[test]
    fn templates_are_what_spectral_sees() {
        for (path, shape, names) in [
            ("/a/{b}/{c-d}", "/a/%/%", vec!["b", "c-d"]),
            ("/{;a*}{?b}", "/%%", vec!["a", "b"]),
            ("/{user.id}/{}/{a b}", "/{user.id}/{}/{a b}", vec![]),
            ("/{{a}}", "/{%}", vec!["a"]),
        ] {
            assert_eq!(templates(path), (shape.to_owned(), names), "{path}");
        }
    }
}
