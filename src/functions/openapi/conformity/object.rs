//! What a schema says of an object.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::scalar::{is_within, size};
use super::words::counted;
use super::{Around, Direction, Judge, Verdict};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};
use crate::functions::openapi::words::did_you_mean;

impl<'d> Judge<'d> {
    pub(super) fn object(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        around: Around<'d>,
        verdict: &mut Verdict<'d>,
    ) {
        let properties = schema.get("properties").filter(|it| it.is_map());
        let patterns = schema.get("patternProperties").filter(|it| it.is_map());
        let additional = schema.get("additionalProperties");
        if properties.is_some() || patterns.is_some() || additional.is_some() {
            let mut strangers = Vec::new();
            self.spend(value.len() / 8);
            for member in value.children() {
                let Some(name) = member.key() else { continue };
                let own = properties.and_then(|properties| self.member(properties, name));
                if let Some(own) = own {
                    verdict.add(self.judge(own, member, None));
                }
                let mut is_known = own.is_some();
                for pattern in patterns.map(Node::children).into_iter().flatten() {
                    match pattern.key().and_then(|key| self.matches(key, name)) {
                        None => (is_known, verdict.is_unsure) = (true, true),
                        Some(true) => {
                            is_known = true;
                            verdict.add(self.judge(pattern, member, None));
                        }
                        Some(false) => {}
                    }
                }
                match additional {
                    Some(_) if is_known => {}
                    Some(additional) if additional.as_bool() == Some(false) => {
                        strangers.push(member);
                    }
                    Some(additional) if additional.is_map() => {
                        verdict.add(self.judge(additional, member, None));
                    }
                    _ => {}
                }
            }
            if let Some(additional) = additional {
                self.strangers(schema, around, &strangers, additional, verdict);
            }
        }
        for keyword in schema.children() {
            match keyword.key().unwrap_or_default() {
                "required" if keyword.is_list() => {
                    self.required(schema, value, around, keyword, verdict);
                }
                name @ ("minProperties" | "maxProperties") => {
                    let Some(limit) = size(keyword) else { continue };
                    let count = value.len();
                    if !is_within(name, count, limit) {
                        let count =
                            counted(count, ("property", "propriété"), ("properties", "propriétés"));
                        let text = Text::new(
                            format!("The object has {}, and `{name}` is {limit}", count.en),
                            format!("L'objet a {}, alors que `{name}` vaut {limit}", count.fr),
                        );
                        verdict.refuse(value, keyword, text);
                    }
                }
                "dependentSchemas" => {
                    for dependent in keyword.children() {
                        if dependent.key().is_some_and(|key| value.get(key).is_some()) {
                            verdict.add(self.judge(dependent, value, Some(around)));
                        }
                    }
                }
                "propertyNames"
                | "unevaluatedProperties"
                | "dependentRequired"
                | "dependencies" => {
                    verdict.is_unsure = true;
                }
                _ => {}
            }
        }
    }

    /// Members that `additionalProperties: false` refuses.
    fn strangers(
        &mut self,
        schema: Node<'d>,
        around: Around<'d>,
        members: &[Node<'d>],
        keyword: Node<'d>,
        verdict: &mut Verdict<'d>,
    ) {
        if members.is_empty() {
            return;
        }
        let known = self.properties(schema, around.whole, !around.in_choice);
        self.spend(members.len());
        if known.iter().any(|known| known.is_open) || self.steps == 0 {
            verdict.is_unsure = true;
            return;
        }
        let is_stranger = |member: &&Node<'d>| {
            let knows = |name| known.iter().any(|known| known.by_name.contains_key(name));
            member.key().is_some_and(|name| !knows(name))
        };
        for member in members.iter().filter(is_stranger) {
            let name = member.key().unwrap_or_default();
            let [own, whole] = &known;
            let others = whole.names.iter().filter(|name| !own.by_name.contains_key(*name));
            let guess = did_you_mean(name, own.names.iter().chain(others).copied());
            let text = Text::new(
                format!(
                    "`{name}` is not a property of the schema, which accepts no others{}",
                    guess.en
                ),
                format!(
                    "`{name}` n'est pas une propriété du schéma, qui n'en accepte pas d'autres{}",
                    guess.fr
                ),
            );
            verdict.refuse_key(*member, keyword, text);
            verdict.weigh(2);
        }
    }

    /// Members that must be there and are not, in one message.
    fn required(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        around: Around<'d>,
        keyword: Node<'d>,
        verdict: &mut Verdict<'d>,
    ) {
        if is_ellipsis(value) {
            return;
        }
        self.spend(keyword.len() / 8);
        let mut names: Vec<&str> = keyword
            .children()
            .filter_map(Node::as_str)
            .filter(|name| self.member(value, name).is_none())
            .collect();
        if names.is_empty() {
            return;
        }
        let known = self.properties(schema, around.whole, true);
        self.spend(names.len() / 8);
        if self.steps == 0 {
            return;
        }
        names.retain(|name| !known.iter().any(|known| self.is_left_out(known, name)));
        if names.is_empty() {
            return;
        }
        let weight = 1 + names.len();
        verdict.refuse_key(value, keyword, Text::default());
        verdict.weigh(weight);
        if let Some(fault) = verdict.faults.last_mut() {
            fault.missing = names;
        }
    }

    /// OpenAPI 3.0, Schema Object: `required` takes effect on the response only for `readOnly`, on the request only for
    /// `writeOnly`.
    fn is_left_out(&self, known: &Properties<'d>, name: &str) -> bool {
        let (read_only, write_only) = match self.direction {
            Direction::Request => (true, false),
            Direction::Response => (false, true),
            Direction::Either => (true, true),
        };
        let says = |written: Node<'d>, flag: &str| {
            let mut schemas = vec![written];
            schemas.extend(self.description.follow(written));
            let parts: Vec<Node<'_>> = schemas
                .iter()
                .filter_map(|schema| schema.get("allOf"))
                .flat_map(Node::children)
                .filter_map(|part| self.description.follow(part))
                .collect();
            schemas.extend(parts);
            schemas.iter().any(|schema| schema.get(flag).and_then(Node::as_bool) == Some(true))
        };
        known.by_name.get(name).into_iter().flatten().any(|property| {
            read_only && says(*property, "readOnly") || write_only && says(*property, "writeOnly")
        })
    }

    /// The properties that a schema and the whole around it give to one value. A whole of many alternatives is asked for them
    /// by each: those of the last one are kept.
    fn properties(
        &mut self,
        schema: Node<'d>,
        whole: Node<'d>,
        with_choices: bool,
    ) -> [Rc<Properties<'d>>; 2] {
        let own = Rc::new(Properties::of(self.description, schema, true));
        self.spend(own.weight());
        // A reference alone is what it names.
        let node = if whole.len() == 1 { self.description.follow(whole) } else { None };
        let key = (node.unwrap_or(whole).target().id(), with_choices);
        let known = match &self.properties {
            Some((last, known)) if *last == key => Rc::clone(known),
            _ => {
                let known = Rc::new(Properties::of(self.description, whole, with_choices));
                self.spend(known.weight());
                self.properties = Some((key, Rc::clone(&known)));
                known
            }
        };
        [own, known]
    }
}

/// `{}` after the first item of a list stands for those that are not shown.
fn is_ellipsis(value: Node<'_>) -> bool {
    value.is_empty() && value.rank().is_some_and(|rank| rank > 0)
}

/// The properties that the parts of a composed schema give to one value.
#[derive(Default)]
pub(super) struct Properties<'d> {
    /// Their names, in the order they were met.
    names: Vec<&'d str>,
    /// Where they are written.
    by_name: HashMap<&'d str, Vec<Node<'d>>, RandomState>,
    /// Some part is not known, or has properties by pattern.
    is_open: bool,
    seen: HashSet<NodeId, RandomState>,
}

impl<'d> Properties<'d> {
    /// The steps that it took to collect them.
    fn weight(&self) -> usize {
        (self.names.len() + self.seen.len()) / 4
    }

    fn of(description: &'d Description, schema: Node<'d>, with_choices: bool) -> Self {
        let mut found = Self::default();
        let mut to_visit = vec![schema];
        while let Some(written) = to_visit.pop() {
            if !found.seen.insert(written.target().id()) {
                continue;
            }
            let Some(node) = description.follow(written) else {
                found.is_open = true;
                continue;
            };
            found.seen.insert(node.target().id());
            let beside = (node != written).then_some(written);
            for schema in beside.into_iter().chain([node]) {
                found.is_open |= schema.get("patternProperties").is_some();
                found.take(schema.get("properties").map(Node::children).into_iter().flatten());
                to_visit.extend(schema.get("allOf").map(Node::children).into_iter().flatten());
                if with_choices {
                    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|name| schema.get(name));
                    to_visit.extend(lists.flat_map(Node::children));
                    let branches = ["if", "then", "else"].into_iter();
                    to_visit.extend(branches.filter_map(|name| schema.get(name)));
                }
            }
        }
        found
    }

    fn take(&mut self, properties: impl Iterator<Item = Node<'d>>) {
        for property in properties {
            let Some(name) = property.key() else { continue };
            let written = self.by_name.entry(name).or_default();
            if written.is_empty() {
                self.names.push(name);
            }
            written.push(property);
        }
    }
}
