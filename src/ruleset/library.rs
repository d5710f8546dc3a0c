//! The rulesets that were read, and the rules they make for a document.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::definition::{self, Level};
use super::faults::Faults;
use super::load::Extent;
use super::merge::{Draft, Drafts, Merging};
use super::origin::{Origin, Spot};
use super::overrides::{self, Placed};
use super::unit::{self, Unit};
use super::{Ruleset, compile, is_ours};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::source::Uri;
use crate::spec::Format;

/// Rulesets, with those they extend.
#[derive(Debug)]
pub(super) struct Library {
    units: Vec<Unit>,
    /// What is part of every ruleset.
    always: Option<usize>,
    /// Those that the user asked for, in their order.
    roots: Vec<usize>,
    names: Vec<String>,
    /// How much of the rules is kept.
    extent: Extent,
    /// Rulesets already made, by what is different in them.
    variants: Mutex<BTreeMap<Variant, Arc<Ruleset>>>,
}

/// What applies to a document: overrides by their root and rank, and severities at places.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Variant {
    overrides: Vec<(usize, usize)>,
    places: Vec<Placed>,
}

/// Rules of `apilint:reading` that say what Spectral says whatever the ruleset. Those that it says as errors come with the
/// option that weighs them otherwise, if there is one.
const SPECTRALS: &[(&str, Option<&str>)] = &[
    ("duplicate-key", Some("duplicateKeys")),
    ("integer-status-code", Some("incompatibleValues")),
    ("non-string-key", Some("incompatibleValues")),
    ("ref-outside", None),
    ("ref-resolves", Some("")),
    ("syntax-error", None),
    ("yaml-anchor-cycle", None),
];

impl Library {
    pub(super) fn new(
        units: Vec<Unit>,
        always: Option<usize>,
        roots: Vec<usize>,
        names: Vec<String>,
        extent: Extent,
    ) -> Self {
        Self { units, always, roots, names, extent, variants: Mutex::default() }
    }

    /// Whether what runs depends on the document.
    pub(super) fn has_overrides(&self) -> bool {
        let keys = ["overrides", "except"];
        self.roots.iter().any(|root| keys.iter().any(|key| self.units[*root].get(key).is_some()))
    }

    /// What is different for a document; nothing for most.
    pub(super) fn variant(&self, document: &Uri) -> Option<Variant> {
        let mut variant = Variant::default();
        for root in &self.roots {
            let unit = &self.units[*root];
            let Some(file) = unit.file() else { continue };
            let path = overrides::relative(&file.source.uri, document);
            for (rank, item) in overrides::read(file.root()).iter().enumerate() {
                if item.is_for(&path) {
                    variant.overrides.push((*root, rank));
                }
                variant.places.extend(item.places(&path));
            }
        }
        (variant != Variant::default()).then_some(variant)
    }

    /// The rules with what is different, made once.
    pub(super) fn varied(&self, variant: Variant) -> Arc<Ruleset> {
        let mut variants = self.variants.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = variants.get(&variant) {
            return Arc::clone(known);
        }
        let ruleset = Arc::new(self.ruleset(&variant, &mut Faults::default()));
        variants.insert(variant, Arc::clone(&ruleset));
        ruleset
    }

    /// Every fault of an override that some document may bring to light.
    pub(super) fn check_overrides(&self, faults: &mut Faults) {
        for root in &self.roots {
            let Some(file) = self.units[*root].file() else { continue };
            for (rank, item) in overrides_of(file.root()).enumerate() {
                if unit::is_of_places(item) {
                    continue;
                }
                let variant = Variant { overrides: vec![(*root, rank)], places: Vec::new() };
                self.ruleset(&variant, faults);
            }
        }
        faults.list.sort_by_key(|fault| fault.at.map(|(_, span)| span.start));
        faults.list.dedup();
    }

    /// Says which rules are given a severity at places, and are no rules of `ruleset`: that changes nothing, and Spectral
    /// lets it pass.
    pub(super) fn check_places(&self, ruleset: &Ruleset, faults: &mut Faults) {
        for root in &self.roots {
            let unit = &self.units[*root];
            let Some(file) = unit.file().filter(|_| !unit.extends_unknown) else { continue };
            let (of_places, of_files): (Vec<_>, Vec<_>) =
                overrides_of(file.root()).partition(|item| unit::is_of_places(*item));
            let added: Vec<&str> =
                of_files.into_iter().flat_map(rules_of).filter_map(Node::key).collect();
            for rule in of_places.into_iter().flat_map(rules_of) {
                let (Some(id), Some(entry)) = (rule.key(), unit::entry(rule)) else { continue };
                let id = unit::current_id(id, &entry);
                let is_known = ruleset.rule(id).is_some() || ruleset.disabled.contains_key(id);
                if !is_known && !added.contains(&id) {
                    faults.leave_out(id, rule, no_such_rule());
                }
            }
        }
    }

    /// The rules for the documents of a variant.
    pub(super) fn ruleset(&self, variant: &Variant, faults: &mut Faults) -> Ruleset {
        let mut merging = Merging { units: &self.units, always: Drafts::new(), faults };
        merging.always = self.always.map(|always| merging.unit(always, None)).unwrap_or_default();
        let mut drafts = merging.always.clone();
        let is_spectrals = self.is_spectrals();
        if is_spectrals {
            drafts.retain(|id, _| SPECTRALS.iter().any(|(known, _)| known == id));
        }
        for root in &self.roots {
            if is_spectrals {
                weigh(&mut drafts, self.units[*root].get("parserOptions"));
            }
            let mut own = merging.unit(*root, None);
            for (_, rank) in variant.overrides.iter().filter(|(of, _)| of == root) {
                self.override_with(&mut merging, *root, *rank, &mut own);
            }
            drafts.append(&mut own);
        }
        self.compile(&drafts, variant, faults)
    }

    /// An override applies as a ruleset that extends the one it stands in.
    fn override_with<'f>(
        &'f self,
        merging: &mut Merging<'f, '_>,
        root: usize,
        rank: usize,
        drafts: &mut Drafts<'f>,
    ) {
        let unit = &self.units[root];
        for extension in unit.override_extends.get(rank).into_iter().flatten() {
            drafts.append(&mut merging.unit(extension.unit, extension.mode));
        }
        if let Some(node) = unit.override_at(rank) {
            weigh(drafts, node.get("parserOptions"));
            merging.add_own(root, node, None, drafts);
        }
    }

    fn compile<'f>(
        &'f self,
        drafts: &Drafts<'f>,
        variant: &Variant,
        faults: &mut Faults,
    ) -> Ruleset {
        let not_run = std::mem::take(&mut faults.not_run);
        let overrides: Vec<(usize, Node<'_>)> = variant
            .overrides
            .iter()
            .filter_map(|(root, rank)| Some((*root, self.units[*root].override_at(*rank)?)))
            .collect();
        let mut ruleset = Ruleset { names: self.names.clone(), not_run, ..Ruleset::default() };
        ruleset.rules.reserve_exact(drafts.len());
        for (id, draft) in drafts {
            let places: Vec<&Placed> =
                variant.places.iter().filter(|placed| placed.rule == *id).collect();
            let left_out = faults.not_run.len();
            if self.extent == Extent::Whole {
                ruleset.origins.insert((*id).to_owned(), self.origin(draft));
            }
            let Some(mut rule) = compile::rule(id, draft, (&self.units, &overrides), &mut *faults)
            else {
                continue;
            };
            if faults.not_run.len() > left_out {
                continue;
            }
            let is_said = draft.is_enabled && draft.level != Some(Level::Off);
            if !is_said && places.is_empty() {
                ruleset.disabled.insert(rule.id, rule.docs);
                continue;
            }
            rule.places = compile::places(is_said, &places);
            ruleset.rules.push(rule);
        }
        ruleset.not_run.append(&mut faults.not_run);
        let is_known = !self.roots.iter().any(|root| self.units[*root].extends_unknown);
        if self.is_spectrals() && is_known {
            let mut faults = Faults::default();
            let own = self.units.iter().filter(|unit| !unit.is_builtin);
            let of_units = own.map(|unit| unit.get("formats"));
            let of_rules = drafts.values().map(|draft| draft.definition.get("formats"));
            let mut formats: Vec<Format> = of_units
                .chain(of_rules)
                .flat_map(|written| unit::formats(written, &mut faults))
                .collect();
            formats.sort_unstable();
            formats.dedup();
            ruleset.formats = formats;
        }
        ruleset
    }

    /// Who decides of a rule.
    fn origin(&self, draft: &Draft<'_>) -> Origin {
        let first = draft.definition.first();
        let owner = &self.units[draft.units[0]];
        Origin {
            ruleset: owner.name_for(first).to_owned(),
            defined: Spot::of(first, first.key_place()),
            weighed: Spot::of(draft.weighed, draft.weighed.key_place()),
            extended: draft.extended,
        }
    }

    /// Whether everything asked for was written for Spectral: nothing then is said but what Spectral would say.
    fn is_spectrals(&self) -> bool {
        let asked = self.units.iter().enumerate().filter(|(rank, _)| Some(*rank) != self.always);
        !self.roots.is_empty() && !asked.map(|(_, unit)| unit).any(|unit| is_ours(&unit.name))
    }
}

fn overrides_of(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    root.get("overrides").map(Node::children).into_iter().flatten()
}

fn rules_of(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    item.get("rules").map(Node::children).into_iter().flatten()
}

fn no_such_rule() -> Text {
    Text::new(
        "no rule has this name, so there is nothing to change at this place",
        "aucune règle ne porte ce nom, il n'y a donc rien à changer à cet emplacement",
    )
}

/// Gives what Spectral's parser says the weight that `parserOptions` asks for: `error` unless said otherwise.
fn weigh<'f>(drafts: &mut Drafts<'f>, options: Option<Node<'f>>) {
    for (id, option) in SPECTRALS {
        let (Some(option), Some(draft)) = (option, drafts.get_mut(id)) else { continue };
        let written = options.and_then(|options| options.get(option));
        let asked = written.and_then(Node::scalar);
        draft.weighed = written.unwrap_or(draft.weighed);
        let error = Level::Severity(crate::diagnostic::Severity::Error);
        draft.level = Some(asked.and_then(definition::level).unwrap_or(error));
    }
}

#[cfg(test)]
mod tests {
    use crate::Ruleset;
    use crate::loader::Memory;

    #[test]
    fn a_severity_at_a_place_for_a_rule_that_is_not_there_is_said_and_let_pass() {
        // With a comma too many, which Spectral lets pass too.
        let text = r#"{
            "rules": {"known": {"given": "$", "then": {"function": "truthy"}}},
            "overrides": [{"files": ["**#/info"], "rules": {"known": "off", "other": "off"}}],
        }"#;
        let files = Memory::one("ruleset.json", text);
        let ruleset = Ruleset::load(&["ruleset.json".to_owned()], &files).expect("it loads");
        let said: Vec<&str> = ruleset.not_run.iter().map(|left| left.rule.as_str()).collect();
        assert_eq!(said, ["other"]);
    }
}
