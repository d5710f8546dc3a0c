//! From a rule as it is written to a rule that cannot fail.

use super::alias::{self, Expanded};
use super::definition::{self, Definition, Level};
use super::faults::{Fault, Faults};
use super::merge::Draft;
use super::overrides::Placed;
use super::unit::{self, Unit};
use super::{Field, Given, Place, Rule, Then};
use crate::description::View;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{self, FUNCTIONS};
use crate::jsonpath::{DIALECTS, Dialect, Path};
use crate::spec::nearest;

/// Compiles a draft, with the rulesets it comes from and the overrides that apply to them. What is wrong in it is said, all of it; a rule with a fault gives nothing.
pub(super) fn rule<'f>(
    id: &str,
    draft: &Draft<'f>,
    (units, overrides): (&'f [Unit], &[(usize, Node<'f>)]),
    faults: &mut Faults,
) -> Option<Rule> {
    let before = faults.list.len();
    let definition = &draft.definition;
    let is_builtin = |layer: usize| units[draft.units[layer]].is_builtin;
    let mut docs = definition::docs(id, definition, is_builtin);
    check_severity(definition, faults);
    let extra = definition.get("x-apilint");
    let partial = extra.and_then(|extra| extra.get("partial")).and_then(Node::scalar);
    let (severity, partial) = definition::weights(draft.level, partial);
    docs.severity = (draft.level != Some(Level::Off)).then_some(severity);
    let owner = &units[draft.units[0]];
    let formats = unit::formats(definition.get("formats").or_else(|| owner.get("formats")), faults);
    let resolved = definition.get("resolved").and_then(Node::as_bool) != Some(false);
    let page = || Some(format!("{}#{id}", owner.get("documentationUrl")?.as_str()?));
    docs.url = docs.url.take().or_else(page);
    let author = Author { id, units, overrides, draft };
    let given = author.given(faults);
    let then = author.then(faults);
    let message = definition::message(definition::messages(definition), &docs);
    (faults.list.len() == before).then(|| Rule {
        id: id.to_owned(),
        ruleset: owner.name_for(definition.first()).to_owned(),
        severity,
        partial,
        places: Vec::new(),
        formats,
        view: if resolved { View::ThroughRefs } else { View::AsWritten },
        given,
        then,
        message,
        docs,
    })
}

/// The severities of a rule at places, the last one said of each; where it is not said elsewhere, the whole document is the
/// first of them.
pub(super) fn places(is_said: bool, said: &[&Placed]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    if !is_said {
        places.push(Place { pointer: String::new(), severity: None, said: None });
    }
    for one in said {
        let severity = match one.level {
            Level::Severity(severity) => Some(severity),
            Level::Off => None,
        };
        places.retain(|known| known.pointer != one.pointer);
        let said = Some(one.said.clone());
        places.push(Place { pointer: one.pointer.clone(), severity, said });
    }
    places
}

fn check_severity(definition: &Definition<'_>, faults: &mut Faults) {
    let Some(written) = definition.get("severity") else { return };
    if written.scalar().and_then(definition::level).is_none() {
        let message = Text::new(
            "a severity is error, warn, info, hint or off",
            "une sévérité est error, warn, info, hint ou off",
        );
        faults.at(written, message);
    }
}

/// A rule being compiled, with the rulesets that write it.
struct Author<'f, 'a> {
    id: &'a str,
    units: &'f [Unit],
    overrides: &'a [(usize, Node<'f>)],
    draft: &'a Draft<'f>,
}

impl<'f> Author<'f, '_> {
    /// The aliases that count: those of the ruleset that gives `given`, and of its overrides that apply, the last first.
    fn aliases(&self) -> Vec<Node<'f>> {
        let Some(layer) = self.draft.definition.layer_of("given") else { return Vec::new() };
        let unit = self.draft.units[layer];
        let overrides = self.overrides.iter().rev().filter(|(of, _)| *of == unit);
        let overridden = overrides.filter_map(|(_, node)| node.get("aliases"));
        overridden.chain(self.units[unit].get("aliases")).collect()
    }

    /// The ruleset that gives a key of the rule: its functions are those that count.
    fn unit_of(&self, key: &str) -> Option<&'f Unit> {
        let layer = self.draft.definition.layer_of(key)?;
        Some(&self.units[self.draft.units[layer]])
    }

    fn given(&self, faults: &mut Faults) -> Vec<Given> {
        let Some(given) = self.draft.definition.get("given") else { return Vec::new() };
        let aliases = self.aliases();
        let dialect = self.dialect(faults);
        let items: Vec<Node<'_>> =
            if given.is_list() { given.children().collect() } else { vec![given] };
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            if !unit::is_expression(item) {
                faults.at(
                    item,
                    Text::new(
                        "an expression starts with `$`, the root of the document, or with `#` and the name of an alias",
                        "une expression commence par `$`, la racine du document, ou par `#` et le nom d'un alias",
                    ),
                );
                continue;
            }
            match alias::expand(&aliases, item.as_str().unwrap_or_default()) {
                Ok(expanded) => {
                    let path = |one| self.path(item, one, dialect, faults);
                    all.extend(expanded.into_iter().filter_map(path));
                }
                Err(message) => faults.at(item, message),
            }
        }
        all
    }

    /// `x-apilint: {jsonpath: rfc9535}`, of the rule or of its ruleset.
    fn dialect(&self, faults: &mut Faults) -> Dialect {
        let of_ruleset = self.unit_of("given").and_then(|unit| unit.get("x-apilint"));
        let extras = [self.draft.definition.get("x-apilint"), of_ruleset];
        let Some(written) = extras.into_iter().flatten().find_map(|extra| extra.get("jsonpath"))
        else {
            return Dialect::Spectral;
        };
        written.as_str().and_then(Dialect::of_name).unwrap_or_else(|| {
            let names: Vec<String> = DIALECTS.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = Text::new(
                format!("`jsonpath` is {}", names.join(" or ")),
                format!("`jsonpath` vaut {}", names.join(" ou ")),
            );
            faults.at(written, message);
            Dialect::Spectral
        })
    }

    /// An expression that is not understood leaves the rule out: the others run.
    fn path(
        &self,
        item: Node<'_>,
        expanded: Expanded,
        dialect: Dialect,
        faults: &mut Faults,
    ) -> Option<Given> {
        match Path::parse_as(&expanded.text, dialect) {
            Ok(path) => {
                let written = item.scalar().unwrap_or_default().to_owned();
                Some(Given { written, path, dialect, scopes: expanded.scopes })
            }
            Err(error) => {
                let rest = expanded.text.get(error.at..).unwrap_or_default();
                let rest: String = rest.chars().take(20).collect();
                let message = if rest.is_empty() {
                    error.message
                } else {
                    Text::new(
                        format!("{} (before `{rest}`)", error.message.en),
                        format!("{} (avant `{rest}`)", error.message.fr),
                    )
                };
                faults.leave_out(self.id, item, message);
                None
            }
        }
    }

    fn then(&self, faults: &mut Faults) -> Vec<Then> {
        let Some(then) = self.draft.definition.get("then") else { return Vec::new() };
        let items: Vec<Node<'_>> =
            if then.is_list() { then.children().collect() } else { vec![then] };
        let mut all = Vec::with_capacity(items.len());
        all.extend(items.into_iter().filter_map(|item| self.one_then(item, faults)));
        all
    }

    fn one_then(&self, node: Node<'_>, faults: &mut Faults) -> Option<Then> {
        let written = node.get("function");
        let Some(name) = written.and_then(Node::as_str) else {
            let message = Text::new("`then` names a `function`", "`then` nomme une `function`");
            faults.at(written.unwrap_or(node), message);
            return None;
        };
        let at = written.unwrap_or(node);
        let function = functions::function(name);
        if let Some(file) = self.script(name) {
            // A function of the ruleset's own hides ours of the same name.
            faults.leave_out(self.id, at, is_javascript(name, &file));
            return None;
        }
        let Some(function) = function else {
            faults.at(at, unknown_function(name));
            return None;
        };
        match functions::compile(function, node.get("functionOptions")) {
            Ok(check) => {
                let field = self.field(node, faults)?;
                Some(Then { field, function: name.to_owned(), check })
            }
            Err(error) => {
                for fault in error.faults {
                    let span = fault.at.unwrap_or_else(|| node.place());
                    faults.list.push(Fault::in_span(node, span, fault.message));
                }
                None
            }
        }
    }

    /// The file of a function that the ruleset brings.
    fn script(&self, name: &str) -> Option<String> {
        let unit = self.unit_of("then")?;
        let is_named = |item: Node<'_>| {
            // `[name, {schema of its options}]` is the older form.
            item.as_str() == Some(name)
                || item.children().next().and_then(Node::as_str) == Some(name)
        };
        unit.get("functions")?.children().any(is_named).then(|| {
            let folder = unit.get("functionsDir").and_then(Node::as_str).unwrap_or("functions");
            format!("{}/{name}.js", folder.trim_end_matches('/'))
        })
    }

    /// `field`: `@key`, `name`, `a.b`, `a[0]`, `$.a[*]`.
    fn field(&self, then: Node<'_>, faults: &mut Faults) -> Option<Field> {
        let Some(node) = then.get("field") else { return Some(Field::Itself) };
        match node.scalar() {
            None => Some(Field::Itself),
            Some(path) if path.starts_with('$') => {
                let expanded = Expanded { text: path.to_owned(), scopes: Vec::new() };
                let given = self.path(node, expanded, Dialect::Field, faults);
                given.map(|given| Field::Selected(given.path))
            }
            Some(path) => Some(Field::of(path)),
        }
    }
}

fn is_javascript(name: &str, file: &str) -> Text {
    Text::new(
        format!(
            "the function `{name}` is JavaScript ({file}), which apilint does not run: write it with the core functions"
        ),
        format!(
            "la fonction `{name}` est du JavaScript ({file}), qu'apilint n'exécute pas\u{a0}: écrivez-la avec les fonctions de base"
        ),
    )
}

fn unknown_function(name: &str) -> Text {
    let (en, fr) = match nearest(name, FUNCTIONS.iter().map(|function| function.name)) {
        Some(guess) => (
            format!(". Did you mean `{guess}`?"),
            format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!("the function `{name}` is not known to this version of apilint{en}"),
        format!("la fonction `{name}` n'est pas connue de cette version d'apilint{fr}"),
    )
}
