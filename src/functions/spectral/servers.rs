//! `oasServerVariables`: the variables of a server (`serverVariables` of Spectral; ours has that name).

use std::fmt::Write as _;

use url::Url;

use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError, Target};

/// URLs that are tried; beyond, a description is hostile rather than rich.
const TRIES: usize = 10_000;
/// Wrong URLs that are told.
const TOLD: usize = 5;

/// On a Server Object. Options `checkSubstitutions`: the URLs that values make are tried; `requireDefault`.
pub(in crate::functions) fn variables(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["checkSubstitutions", "requireDefault"])?;
    let flags =
        OptionsError::both(options.flag("checkSubstitutions"), options.flag("requireDefault"))?;
    Ok(Check::new(move |target| {
        if matches!(target.value, crate::functions::Value::Missing { .. }) {
            return Vec::new();
        }
        let Some(server) = target.node().and_then(|node| Server::read(target, node)) else {
            let message = Text::new("Invalid Server Object", "Objet Server incorrect");
            return vec![Finding::new(message)];
        };
        server.check(flags.0, flags.1)
    }))
}

/// A server whose parts are of the right types.
struct Server<'d> {
    node: Node<'d>,
    url: &'d str,
    variables: Option<Node<'d>>,
    each: Vec<Variable<'d>>,
}

struct Variable<'d> {
    node: Node<'d>,
    name: &'d str,
    values: Option<Vec<&'d str>>,
    default: Option<(Node<'d>, &'d str)>,
}

impl<'d> Server<'d> {
    fn read(target: &Target<'d>, node: Node<'d>) -> Option<Self> {
        let url = target.get(node, "url")?.as_str()?;
        let variables = match node.get("variables") {
            None => None,
            Some(written) => Some(target.seen(written).filter(|it| it.is_map())?),
        };
        let entries = variables.map(Node::children).into_iter().flatten();
        let each: Option<Vec<_>> = entries.map(|entry| Variable::read(target, entry)).collect();
        Some(Self { node, url, variables, each: each? })
    }

    fn check(&self, tries_urls: bool, wants_defaults: bool) -> Vec<Finding> {
        let used = used(self.url);
        let mut findings = Vec::new();
        for variable in self.each.iter().filter(|variable| !used.contains(&variable.name)) {
            findings.push(Finding::on(variable.node, redundant(variable.name)));
        }
        if used.is_empty() {
            return findings;
        }
        let is_defined = |name: &&str| self.each.iter().any(|variable| variable.name == *name);
        let missing: Vec<&str> = used.iter().copied().filter(|name| !is_defined(name)).collect();
        if !missing.is_empty() {
            findings.push(self.on_variables(undefined(&missing)));
        }
        let mut substitutions = Vec::new();
        for variable in self.each.iter().filter(|variable| used.contains(&variable.name)) {
            let default = variable.default.map(|(_, text)| text);
            if let (Some(values), Some((node, text))) = (&variable.values, variable.default)
                && !values.contains(&text)
            {
                findings.push(Finding::on(node, unlisted(variable.name)));
            }
            let values = variable.values.clone().unwrap_or_else(|| default.into_iter().collect());
            substitutions.push((variable.name, values));
            if default.is_none() && wants_defaults {
                findings.push(Finding::on(variable.node, no_default(variable.name)));
            }
        }
        if tries_urls && !substitutions.is_empty() {
            let wrong = wrong_urls(self.url, &substitutions);
            findings.extend((!wrong.is_empty()).then(|| self.on_variables(invalid(&wrong))));
        }
        findings
    }

    fn on_variables(&self, message: Text) -> Finding {
        match self.variables {
            Some(node) => Finding::on(node, message),
            None => Finding::under(self.node, message),
        }
    }
}

impl<'d> Variable<'d> {
    fn read(target: &Target<'d>, entry: Node<'d>) -> Option<Self> {
        let name = entry.key()?;
        let node = target.seen(entry).filter(|node| node.is_map())?;
        let is_known = |key: &str| {
            ["enum", "default", "description", "examples"].contains(&key) || key.starts_with("x-")
        };
        if !node.children().all(|entry| entry.key().is_some_and(is_known)) {
            return None;
        }
        let text = |name| match node.get(name) {
            None => Some(None),
            Some(entry) => target.seen(entry)?.as_str().map(|text| Some((entry, text))),
        };
        let values = match node.get("enum") {
            None => None,
            Some(written) => {
                let list = target.seen(written).filter(|list| list.is_list())?;
                Some(list.children().map(Node::as_str).collect::<Option<Vec<_>>>()?)
            }
        };
        text("description")?;
        text("examples")?;
        Some(Self { node: entry, name, values, default: text("default")? })
    }
}

/// The names between braces; a name has one sign at least.
fn used(url: &str) -> Vec<&str> {
    let (mut names, mut rest) = (Vec::new(), url);
    while let Some((_, inside)) = rest.split_once('{') {
        let first = inside.chars().next().map_or(0, char::len_utf8);
        let Some(end) = inside[first..].find('}') else { break };
        if inside[..first + end].contains(['\n', '\r']) {
            rest = inside;
            continue;
        }
        names.push(&inside[..first + end]);
        rest = &inside[first + end + 1..];
    }
    names
}

/// The first wrong ones of the URLs that values make, the last variable turning fastest.
fn wrong_urls(url: &str, substitutions: &[(&str, Vec<&str>)]) -> Vec<String> {
    let mut ranks = vec![0; substitutions.len()];
    let mut wrong = Vec::new();
    if substitutions.iter().any(|(_, values)| values.is_empty()) {
        return wrong;
    }
    for _ in 0..TRIES {
        let mut made = url.to_owned();
        for ((name, values), rank) in substitutions.iter().zip(&ranks) {
            made = made.replace(&format!("{{{name}}}"), &encoded(values[*rank]));
        }
        if Url::parse(&made).is_err() {
            wrong.push(made);
            if wrong.len() == TOLD {
                break;
            }
        }
        let turning = ranks.iter_mut().zip(substitutions).rev().find_map(|(rank, (_, values))| {
            *rank += 1;
            if *rank < values.len() {
                return Some(());
            }
            *rank = 0;
            None
        });
        if turning.is_none() {
            break;
        }
    }
    wrong
}

/// What JavaScript's `encodeURI` makes of a text.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b";,/?:@&=+$-_.!~*'()#".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn redundant(name: &str) -> Text {
    Text::new(
        format!("Server's \"variables\" object has unused defined \"{name}\" url variable."),
        format!(
            "La variable «\u{a0}{name}\u{a0}» est définie dans «\u{a0}variables\u{a0}» et n'est pas dans l'URL."
        ),
    )
}

fn undefined(names: &[&str]) -> Text {
    let names = names.join(", ");
    Text::new(
        format!(
            "Not all server's variables are described with \"variables\" object. Missed: {names}."
        ),
        format!(
            "Des variables du serveur ne sont pas décrites dans «\u{a0}variables\u{a0}»\u{a0}: {names}."
        ),
    )
}

fn unlisted(name: &str) -> Text {
    Text::new(
        format!("Server Variable \"{name}\" has a default not listed in the enum."),
        format!(
            "La valeur par défaut de la variable «\u{a0}{name}\u{a0}» n'est pas dans son énumération."
        ),
    )
}

fn no_default(name: &str) -> Text {
    Text::new(
        format!("Server Variable \"{name}\" has a missing default."),
        format!("La variable «\u{a0}{name}\u{a0}» n'a pas de valeur par défaut."),
    )
}

fn invalid(urls: &[String]) -> Text {
    let told = urls.join(", ");
    if urls.len() == TOLD {
        return Text::new(
            format!(
                "At least {TOLD} substitutions of server variables resulted in invalid URLs: {told} and more"
            ),
            format!(
                "Au moins {TOLD} valeurs des variables donnent une URL incorrecte\u{a0}: {told} et d'autres"
            ),
        );
    }
    Text::new(
        format!("A few substitutions of server variables resulted in invalid URLs: {told}"),
        format!("Quelques valeurs des variables donnent une URL incorrecte\u{a0}: {told}"),
    )
}
