//! The rules of the binary where nobody tunes them: what runs of them is in tables, and nothing is left to read but the options of
//! their functions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builtin::{self, Folder};
use super::definition::{self, Level};
use super::docs::RuleDocs;
use super::{Field, Given, Rule, Ruleset, Then};
use crate::description::View;
use crate::document::{Document, Node};
use crate::functions;
use crate::jsonpath::{Dialect, Path};
use crate::source::{Source, SourceId, Uri};
use crate::spec::Format;

/// What runs of a rule, as its file says it.
pub(super) struct Ready {
    pub id: &'static str,
    pub severity: Option<&'static str>,
    pub partial: Option<&'static str>,
    pub recommended: bool,
    pub resolved: bool,
    pub formats: &'static [&'static str],
    pub given: &'static [&'static str],
    pub then: &'static [Step],
    /// In English and in French, where they are written.
    pub message: (Option<&'static str>, Option<&'static str>),
}

/// An item of `then`. Its options are in the text of its folder.
pub(super) struct Step {
    pub field: Option<&'static str>,
    pub function: &'static str,
    pub has_options: bool,
}

/// Rulesets of the binary, with that which is part of all; nothing where another is among them, or one of Spectral's, whose rules
/// others weigh.
pub(super) fn ruleset(names: &[String]) -> Option<Ruleset> {
    let wanted = || names.iter().map(String::as_str).chain([builtin::ALWAYS]);
    if !wanted().all(|name| builtin::is_ours(name) && builtin::has(name)) {
        return None;
    }
    let is_wanted = |folder: &&Folder| wanted().any(|name| builtin::holds(name, folder.name));
    let folders: Vec<&Folder> = builtin::TO_RUN.iter().filter(is_wanted).collect();
    let read = |folder: &&Folder| {
        let source = Source::new(Uri::new(folder.name), folder.options.to_owned());
        Document::parse(SourceId(0), Arc::new(source))
    };
    let options: Vec<Document> = folders.iter().map(read).collect();
    let mut found = Vec::new();
    for (folder, options) in folders.iter().zip(&options) {
        let mut options = options.root().children();
        for rule in folder.ready {
            let steps =
                rule.then.iter().map(|step| if step.has_options { options.next() } else { None });
            found.push((rule, folder.name, steps.collect::<Vec<_>>()));
        }
    }
    found.sort_unstable_by_key(|(rule, ..)| rule.id);
    let mut ruleset = Ruleset { names: names.to_vec(), ..Ruleset::default() };
    ruleset.rules.reserve_exact(found.len());
    let mut disabled = BTreeMap::new();
    for (ready, folder, options) in found {
        let rule = ready.rule(folder, &options)?;
        if ready.recommended && ready.level() != Some(Level::Off) {
            ruleset.rules.push(rule);
        } else {
            disabled.insert(rule.id, rule.docs);
        }
    }
    ruleset.disabled = disabled;
    Some(ruleset)
}

impl Ready {
    fn level(&self) -> Option<Level> {
        self.severity.and_then(definition::level)
    }

    /// The rule; nothing where it is wrong, which those are told who read its file.
    fn rule(&self, folder: &str, options: &[Option<Node<'_>>]) -> Option<Rule> {
        let level = self.level();
        let (severity, partial) = definition::weights(level, self.partial);
        let given = |written: &&str| {
            let path = Path::parse_as(written, Dialect::Spectral).ok()?;
            let written = (*written).to_owned();
            Some(Given { written, path, dialect: Dialect::Spectral, scopes: Vec::new() })
        };
        let then = self.then.iter().zip(options).map(|(step, options)| step.then(*options));
        let criterion = self.then.iter().zip(options).find_map(|(step, options)| {
            let named = options.filter(|_| step.function == "criterion")?.get("criterion")?;
            Some(named.as_str()?.to_owned())
        });
        let docs = RuleDocs {
            severity: (level != Some(Level::Off)).then_some(severity),
            criterion,
            builtin: self.id.to_owned(),
            ..RuleDocs::default()
        };
        Some(Rule {
            id: self.id.to_owned(),
            ruleset: format!("apilint:{folder}"),
            severity,
            partial,
            places: Vec::new(),
            formats: all(self.formats.iter().map(|name| Format::named(name)))?,
            view: if self.resolved { View::ThroughRefs } else { View::AsWritten },
            given: all(self.given.iter().map(given))?,
            then: all(then)?,
            message: definition::message(self.message, &docs),
            docs,
        })
    }
}

/// All, where each is there. Of most there is one: `collect` has room for four.
fn all<T>(items: impl ExactSizeIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        all.push(item?);
    }
    Some(all)
}

impl Step {
    fn then(&self, options: Option<Node<'_>>) -> Option<Then> {
        let field = match self.field {
            Some(path) if path.starts_with('$') => {
                Field::Selected(Path::parse_as(path, Dialect::Field).ok()?)
            }
            Some(path) => Field::of(path),
            None => Field::Itself,
        };
        let check = functions::compile(functions::function(self.function)?, options).ok()?;
        Some(Then { field, function: self.function.to_owned(), check })
    }
}

#[cfg(test)]
mod tests {
    use super::ruleset;

    #[test]
    fn our_own_rulesets_are_ready_and_others_are_not() {
        let of = |name: &str| ruleset(&[name.to_owned()]).map(|ruleset| ruleset.rules.len());
        assert!(of("apilint:all") > of("apilint:api-gouv-fr") && of("apilint:reading").is_some());
        for other in ["spectral:oas", "apilint:unknown", "ruleset.yaml"] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
