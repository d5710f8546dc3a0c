//! Rulesets by name, from the binary or from files, with those that they extend.

use std::collections::HashMap;
use std::sync::Arc;

use super::Ruleset;
use super::builtin;
use super::faults::{Fault, Faults, NotRun, RulesetError};
use super::library::{Library, Variant};
use super::package::{self, Package};
use super::ready;
use super::unit::{self, Extension, Named, Unit};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::loader::{LoadError, Loader};
use crate::source::Uri;
use crate::spec::nearest;

/// How much of its rulesets a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What runs: [`Ruleset::origins`] and the examples of the rules of the binary are left out.
    ToRun,
    /// All that is known of each rule.
    Whole,
}

impl Ruleset {
    /// Loads rulesets: names of built-in ones, and files that `files` gives. What the reader of the documents meets is always
    /// said, by rules of `apilint:reading`.
    pub fn load(names: &[String], files: &dyn Loader) -> Result<Self, RulesetError> {
        Self::load_as_far_as(Extent::Whole, names, files)
    }

    /// The same, as far as a command needs it.
    pub fn load_as_far_as(
        extent: Extent,
        names: &[String],
        files: &dyn Loader,
    ) -> Result<Self, RulesetError> {
        if extent == Extent::ToRun
            && let Some(ready) = ready::ruleset(names)
        {
            return Ok(ready);
        }
        let mut loading = Loading {
            files,
            extent,
            units: Vec::new(),
            known: HashMap::new(),
            stack: Vec::new(),
            faults: Faults::default(),
        };
        let always = loading.named(&asked(builtin::ALWAYS));
        let roots = names.iter().filter_map(|name| loading.named(&asked(name))).collect();
        let Loading { units, mut faults, .. } = loading;
        let library = Library::new(units, always, roots, names.to_vec(), extent);
        let mut ruleset = library.ruleset(&Variant::default(), &mut faults);
        if library.has_overrides() {
            library.check_overrides(&mut faults);
            library.check_places(&ruleset, &mut faults);
            ruleset.not_run.append(&mut faults.not_run);
            ruleset.library = Some(Arc::new(library));
        }
        if faults.list.is_empty() { Ok(ruleset) } else { Err(RulesetError { faults: faults.list }) }
    }
}

/// A ruleset that the user asks for.
fn asked(name: &str) -> Named {
    Named { name: name.to_owned(), mode: None, at: Fault::of_name(name, Text::default()) }
}

struct Loading<'l> {
    files: &'l dyn Loader,
    extent: Extent,
    units: Vec<Unit>,
    /// Rulesets that were read, by name or address.
    known: HashMap<String, Option<usize>>,
    /// Those that are being read: one that extends itself is not read again.
    stack: Vec<String>,
    faults: Faults,
}

impl Loading<'_> {
    /// The rank of a ruleset, read now if it was not before. Nothing when it cannot be, which is said, or when it is being
    /// read: rulesets may extend one another in a circle.
    fn named(&mut self, named: &Named) -> Option<usize> {
        let uri = address(named);
        let address = uri.as_str().to_owned();
        if self.stack.contains(&address) {
            return None;
        }
        if let Some(known) = self.known.get(&address) {
            return *known;
        }
        self.stack.push(address.clone());
        let unit = self.read(named, &uri);
        self.stack.pop();
        self.known.insert(address, unit);
        unit
    }

    fn read(&mut self, named: &Named, uri: &Uri) -> Option<usize> {
        let name = &named.name;
        if builtin::has(name) {
            let files = builtin::files(name, self.extent)
                .into_iter()
                .filter_map(|(uri, text)| unit::parse(&uri, text.to_owned(), &mut self.faults));
            let files = files.collect();
            return Some(self.add(Unit {
                name: name.clone(),
                is_builtin: true,
                files,
                extends: Vec::new(),
                extends_unknown: false,
                override_extends: Vec::new(),
            }));
        }
        if builtin::NOT_RUN.contains(&name.as_str()) {
            self.leave_out(named, not_run(name));
            return None;
        }
        if let "js" | "mjs" | "cjs" | "ts" = uri.extension().as_str() {
            self.leave_out(named, is_javascript());
            return None;
        }
        if name.contains(':') && !name.contains('/') && !name.contains('\\') {
            self.refuse(named, unknown_name(name));
            return None;
        }
        let (text, uri) = self.text(named, uri)?;
        let document = unit::parse(&uri, text, &mut self.faults)?;
        unit::check(document.root(), &mut self.faults);
        let root = document.root();
        let extends = unit::extends(root, &mut self.faults);
        let overrides = root.get("overrides").map(Node::children).into_iter().flatten();
        let of_overrides: Vec<Vec<Named>> =
            overrides.map(|item| unit::extends(item, &mut self.faults)).collect();
        let rank = self.add(Unit {
            name: uri.as_str().to_owned(),
            is_builtin: false,
            files: vec![document],
            extends: Vec::new(),
            extends_unknown: false,
            override_extends: Vec::new(),
        });
        let written = || extends.iter().chain(of_overrides.iter().flatten());
        let extensions = self.extensions(&extends);
        let override_extends =
            of_overrides.iter().map(|extends| self.extensions(extends)).collect();
        let extends_unknown = written().any(|named| self.is_left_out(named))
            || extensions.iter().any(|extension| self.units[extension.unit].extends_unknown);
        let unit = &mut self.units[rank];
        unit.extends = extensions;
        unit.override_extends = override_extends;
        unit.extends_unknown = extends_unknown;
        Some(rank)
    }

    fn extensions(&mut self, extends: &[Named]) -> Vec<Extension> {
        let read = |named: &Named| Some(Extension { unit: self.named(named)?, mode: named.mode });
        extends.iter().filter_map(read).collect()
    }

    /// Whether it was met, and has no rules to give.
    fn is_left_out(&self, named: &Named) -> bool {
        matches!(self.known.get(address(named).as_str()), Some(None))
    }

    fn add(&mut self, unit: Unit) -> usize {
        self.units.push(unit);
        self.units.len() - 1
    }

    /// The text of a ruleset and where it is in the end, from where it names others: after redirects; the main file of an
    /// npm package, where no file has the name.
    fn text(&mut self, named: &Named, uri: &Uri) -> Option<(String, Uri)> {
        let loaded = match self.files.load(uri) {
            Err(LoadError::NotFound | LoadError::Folder) if package::is_name(&named.name) => {
                match package::find(&named.name, &named.at.uri, self.files) {
                    Package::Main(loaded) => Ok(loaded),
                    Package::JavaScript => {
                        self.leave_out(named, package::is_javascript());
                        return None;
                    }
                    // Asked for alone, there is nothing else to run.
                    Package::Absent if named.at.at.is_none() => Err(LoadError::NotFound),
                    Package::Absent => {
                        self.leave_out(named, package::is_absent(&named.name));
                        return None;
                    }
                }
            }
            answer => answer,
        };
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                self.refuse(named, unreadable(&named.name, &error));
                return None;
            }
        };
        let uri = loaded.uri;
        let Ok(text) = String::from_utf8(loaded.bytes) else {
            let message =
                Text::new("the ruleset is not in UTF-8", "le jeu de règles n'est pas en UTF-8");
            self.refuse(named, message);
            return None;
        };
        Some((text, uri))
    }

    /// A ruleset that cannot be run leaves the others to run.
    fn leave_out(&mut self, named: &Named, message: Text) {
        let reason = Fault { message, ..named.at.clone() };
        self.faults.not_run.push(NotRun { rule: named.name.clone(), reason });
    }

    fn refuse(&mut self, named: &Named, message: Text) {
        self.faults.list.push(Fault { message, ..named.at.clone() });
    }
}

/// Where a ruleset is: in the binary, or from the file that names it.
fn address(named: &Named) -> Uri {
    let name = &named.name;
    if builtin::has(name) || named.at.at.is_none() {
        Uri::new(name.as_str())
    } else {
        named.at.uri.join(name)
    }
}

fn is_javascript() -> Text {
    Text::new(
        "this ruleset is JavaScript, which apilint does not run: write it in YAML",
        "ce jeu de règles est du JavaScript, qu'apilint n'exécute pas\u{a0}: écrivez-le en YAML",
    )
}

fn not_run(name: &str) -> Text {
    Text::new(
        format!("the rules of `{name}` are not run by this version of apilint"),
        format!("les règles de `{name}` ne sont pas exécutées par cette version d'apilint"),
    )
}

fn unknown_name(name: &str) -> Text {
    let known = || builtin::BUILTIN_NAMES.iter().map(|(known, _)| *known);
    match nearest(name, known()) {
        Some(guess) => Text::new(
            format!("unknown ruleset `{name}`. Did you mean `{guess}`?"),
            format!("jeu de règles inconnu, `{name}`. Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        None => {
            let known = known().collect::<Vec<_>>().join(", ");
            Text::new(
                format!("unknown ruleset `{name}`: this version knows {known}, and files"),
                format!(
                    "jeu de règles inconnu, `{name}`\u{a0}: cette version connaît {known}, et des fichiers"
                ),
            )
        }
    }
}

fn unreadable(name: &str, error: &LoadError) -> Text {
    match error {
        LoadError::NotFound => {
            let known = builtin::BUILTIN_NAMES.iter().map(|(known, _)| *known);
            let bare = nearest(&format!("apilint:{name}"), known);
            match bare {
                Some(guess) => Text::new(
                    format!("no ruleset file `{name}`. Did you mean `{guess}`?"),
                    format!(
                        "aucun fichier de règles `{name}`. Vouliez-vous dire `{guess}`\u{202f}?"
                    ),
                ),
                None => Text::new(
                    format!("no ruleset file `{name}`"),
                    format!("aucun fichier de règles `{name}`"),
                ),
            }
        }
        LoadError::Remote => Text::new(
            format!("`{name}` is on the network: allow its host with --allow-host, or download it"),
            format!(
                "`{name}` est sur le réseau\u{a0}: autorisez son hôte par --allow-host, ou téléchargez-le"
            ),
        ),
        other => Text::new(
            format!("the ruleset `{name}` cannot be read: {other}"),
            format!("le jeu de règles `{name}` ne peut pas être lu\u{a0}: {other}"),
        ),
    }
}
