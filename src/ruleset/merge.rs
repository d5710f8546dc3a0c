//! Rules of rulesets that extend one another: the last definition wins, key by key, and tunings apply on top.
//!
//! What is on: a ruleset's own recommended rules, unless it is extended as `[name, all]` or `[name, off]`.

use std::collections::BTreeMap;

use super::definition::{Definition, Level};
use super::faults::Faults;
use super::origin::Extended;
use super::unit::{self, Entry, Mode, Unit};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::spec::nearest;

/// A rule on its way: definitions and tunings put together.
#[derive(Clone, Debug)]
pub(super) struct Draft<'f> {
    pub definition: Definition<'f>,
    /// For each layer of the definition, the ruleset it stands in.
    pub units: Vec<usize>,
    /// The weight it was given last, by a definition or a tuning.
    pub level: Option<Level>,
    pub is_enabled: bool,
    /// What had the last word on its weight: a definition or a tuning.
    pub weighed: Node<'f>,
    /// How its ruleset was extended, when that had the last word on whether it is on.
    pub extended: Option<Extended>,
}

impl Draft<'_> {
    fn is_recommended(&self) -> bool {
        self.definition.get("recommended").and_then(Node::as_bool) != Some(false)
    }

    /// Switches it on or off as the way its ruleset is extended asks.
    fn switch(&mut self, mode: Option<Mode>) {
        self.extended = mode.map(Extended::from);
        self.is_enabled = match mode {
            Some(Mode::All) => true,
            Some(Mode::Off) => false,
            Some(Mode::Recommended) | None => self.is_recommended(),
        };
    }
}

/// Rules by id.
pub(super) type Drafts<'f> = BTreeMap<&'f str, Draft<'f>>;

/// The rulesets that were read, each with those it extends.
pub(super) struct Merging<'f, 'a> {
    pub units: &'f [Unit],
    /// Rules that any ruleset may tune without extending theirs.
    pub always: Drafts<'f>,
    pub faults: &'a mut Faults,
}

impl<'f> Merging<'f, '_> {
    /// The rules of a ruleset, those it extends included.
    pub(super) fn unit(&mut self, rank: usize, mode: Option<Mode>) -> Drafts<'f> {
        let mut drafts = Drafts::new();
        self.add_extended(rank, mode, &mut drafts);
        let units = self.units;
        for root in units[rank].roots() {
            self.add_own(rank, root, mode, &mut drafts);
        }
        drafts
    }

    fn add_extended(&mut self, rank: usize, mode: Option<Mode>, drafts: &mut Drafts<'f>) {
        let units = self.units;
        for extension in &units[rank].extends {
            let mut extended = self.unit(extension.unit, extension.mode);
            if mode.is_some() {
                for draft in extended.values_mut() {
                    draft.switch(mode);
                }
            }
            drafts.append(&mut extended);
        }
    }

    /// The rules that a ruleset, or an override of it, defines or tunes.
    pub(super) fn add_own(
        &mut self,
        rank: usize,
        root: Node<'f>,
        mode: Option<Mode>,
        drafts: &mut Drafts<'f>,
    ) {
        for node in root.get("rules").map(Node::children).into_iter().flatten() {
            let (Some(id), Some(entry)) = (node.key(), unit::entry(node)) else { continue };
            let id = unit::current_id(id, &entry);
            let is_own = match entry {
                Entry::Definition(layer) => self.define(rank, id, layer, drafts),
                _ => {
                    self.tune(rank, (id, &entry), node, drafts);
                    false
                }
            };
            if let Some(draft) = drafts.get_mut(id).filter(|_| is_own || mode.is_some()) {
                draft.switch(mode);
            }
        }
    }

    /// Whether the rule is new here: a rule of an extended ruleset that is written over is on.
    fn define(
        &mut self,
        rank: usize,
        id: &'f str,
        layer: Node<'f>,
        drafts: &mut Drafts<'f>,
    ) -> bool {
        for key in ["given", "then"] {
            if layer.get(key).is_none() {
                self.faults.at_key(layer, lacks(id, key, drafts.contains_key(id)));
            }
        }
        let level = layer.get("severity").and_then(Node::scalar).and_then(super::definition::level);
        if let Some(draft) = drafts.get_mut(id) {
            draft.definition.cover(layer);
            draft.units.push(rank);
            draft.level = level.or(draft.level);
            draft.is_enabled = true;
            draft.weighed = layer;
            draft.extended = None;
            return false;
        }
        let definition = Definition::new(layer);
        let draft = Draft {
            definition,
            units: vec![rank],
            level,
            is_enabled: true,
            weighed: layer,
            extended: None,
        };
        drafts.insert(id, draft);
        true
    }

    fn tune(
        &mut self,
        rank: usize,
        (id, entry): (&'f str, &Entry<'_>),
        node: Node<'f>,
        drafts: &mut Drafts<'f>,
    ) {
        if let (false, Some(draft)) = (drafts.contains_key(id), self.always.get(id)) {
            drafts.insert(id, draft.clone());
        }
        let Some(draft) = drafts.get_mut(id) else {
            if self.units[rank].extends_unknown {
                // It may be a rule of a ruleset that is not run, which was said.
                return;
            }
            let builtin = super::builtin::builtin_ids().map(|known| -> &str { known });
            let guess = nearest(id, drafts.keys().map(|known| -> &str { known }).chain(builtin));
            self.faults.at_key(node, unknown_rule(id, guess));
            return;
        };
        draft.weighed = node;
        draft.extended = None;
        match entry {
            Entry::Level(level) => {
                draft.level = Some(*level);
                draft.is_enabled = *level != Level::Off;
            }
            Entry::On => draft.is_enabled = true,
            Entry::Off => draft.is_enabled = false,
            Entry::Definition(_) => {}
        }
    }
}

fn lacks(id: &str, key: &str, exists: bool) -> Text {
    if exists {
        return Text::new(
            format!(
                "the rule must have at least `given` and `then`. To change its severity alone, write `{id}: warn`"
            ),
            format!(
                "la règle doit avoir au moins `given` et `then`. Pour ne changer que sa sévérité, écrivez `{id}: warn`"
            ),
        );
    }
    match key {
        "given" => Text::new(
            "the rule has no `given`: where does it look?",
            "la règle n'a pas de `given`\u{a0}: où regarde-t-elle\u{202f}?",
        ),
        _ => Text::new(
            "the rule has no `then`: what does it check?",
            "la règle n'a pas de `then`\u{a0}: que vérifie-t-elle\u{202f}?",
        ),
    }
}

fn unknown_rule(id: &str, guess: Option<&str>) -> Text {
    let (en, fr) = match guess {
        Some(guess) if guess != id => (
            format!(". Did you mean `{guess}`?"),
            format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        _ => (String::new(), String::new()),
    };
    Text::new(
        format!("no rule `{id}` is in what this ruleset extends{en}"),
        format!("aucune règle `{id}` n'est dans ce que ce jeu de règles étend{fr}"),
    )
}
