//! Components that nothing uses.

use std::collections::{HashMap, HashSet};

use crate::description::{Description, Target};
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Version, nearest};

/// Names that a misspelt one is compared with.
const COMPARED: usize = 500;
/// Where components stand, with what one of them is called.
const SECTIONS: &[(&str, &str, &str)] = &[
    ("schemas", "The schema", "Le schéma"),
    ("responses", "The response", "La réponse"),
    ("parameters", "The parameter", "Le paramètre"),
    ("examples", "The example", "L'exemple"),
    ("requestBodies", "The request body", "Le corps de requête"),
    ("headers", "The header", "L'en-tête"),
    ("securitySchemes", "The security scheme", "Le schéma de sécurité"),
    ("links", "The link", "Le lien"),
    ("callbacks", "The callback", "Le rappel"),
    ("pathItems", "The path item", "Le chemin"),
    ("mediaTypes", "The media type", "Le type de média"),
];
/// The same of 2.0, at the root.
const SWAGGER_SECTIONS: &[(&str, &str, &str)] = &[
    ("definitions", "The schema", "Le schéma"),
    ("responses", "The response", "La réponse"),
    ("parameters", "The parameter", "Le paramètre"),
    ("securityDefinitions", "The security scheme", "Le schéma de sécurité"),
];

/// On the root: every component is reached from the paths, the webhooks or the security of the description.
pub(in crate::functions) fn components(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let finding = |Component { node, en, fr }| {
            let name = node.key().unwrap_or_default();
            Finding {
                at: Some(node.key_label()),
                ..Finding::new(Text::new(
                    format!("{en} `{name}` is not used"),
                    format!("{fr} `{name}` ne sert pas"),
                ))
            }
        };
        unused(target.description).into_iter().map(finding).collect()
    }))
}

fn unused(description: &Description) -> Vec<Component<'_>> {
    if description.is_partial() {
        // What uses them may stand in what could not be read.
        return Vec::new();
    }
    let root = description.root();
    let has = |name: &str| root.get(name).is_some_and(|node| !node.is_empty());
    // A library, which other descriptions use.
    if !has("paths") && !has("webhooks") {
        return Vec::new();
    }
    let components = Components::of(description);
    let used = Reach::of(description, &components).used;
    let is_unused = |component: &Component<'_>| !used.contains(&component.node.id());
    components.all.into_iter().filter(is_unused).collect()
}

struct Component<'d> {
    node: Node<'d>,
    en: &'static str,
    fr: &'static str,
}

/// The components of the entry document: those of another file may serve other descriptions.
struct Components<'d> {
    all: Vec<Component<'d>>,
    /// The maps that hold them.
    sections: HashMap<&'static str, Section<'d>>,
}

struct Section<'d> {
    node: Node<'d>,
    by_name: HashMap<&'d str, Node<'d>>,
}

impl<'d> Components<'d> {
    fn of(description: &'d Description) -> Self {
        let root = description.root();
        let (holder, names) = if description.version == Version::Oas2 {
            (Some(root), SWAGGER_SECTIONS)
        } else {
            (root.get("components"), SECTIONS)
        };
        let mut components = Self { all: Vec::new(), sections: HashMap::new() };
        for &(name, en, fr) in names {
            let Some(section) = holder.and_then(|it| it.get(name)).filter(|it| it.is_map()) else {
                continue;
            };
            let by_name = section.children().filter_map(|it| Some((it.key()?, it))).collect();
            components.sections.insert(name, Section { node: section, by_name });
            // A section that is a reference has its components elsewhere.
            let own = section
                .children()
                .filter(|it| it.key().is_some_and(|key| key != "$ref" && !key.starts_with("x-")));
            components.all.extend(own.map(|node| Component { node, en, fr }));
        }
        components
    }

    /// The component that a node is in, itself counted.
    fn around(&self, node: Node<'d>) -> Option<Node<'d>> {
        let mut here = node;
        loop {
            let parent = here.parent()?;
            if self.sections.values().any(|section| section.node == parent) {
                return Some(here);
            }
            here = parent;
        }
    }

    /// The component of a section, by its name.
    fn named(&self, section: &str, name: &str) -> Option<Node<'d>> {
        self.sections.get(section)?.by_name.get(name).copied()
    }
}

/// What is reached from the roots of a description.
struct Reach<'c, 'd> {
    description: &'d Description,
    components: &'c Components<'d>,
    /// Schemas by a schema that they name in `allOf`.
    children: HashMap<NodeId, Vec<Node<'d>>>,
    /// Those whose descendants are known to be used.
    ancestors: HashSet<NodeId>,
    used: HashSet<NodeId>,
    seen: HashSet<NodeId>,
    to_visit: Vec<Node<'d>>,
}

impl<'c, 'd> Reach<'c, 'd> {
    fn of(description: &'d Description, components: &'c Components<'d>) -> Self {
        let mut reach = Self {
            description,
            components,
            children: HashMap::new(),
            ancestors: HashSet::new(),
            used: HashSet::new(),
            seen: HashSet::new(),
            to_visit: Vec::new(),
        };
        reach.draw_inheritance();
        let sections: Vec<Node<'_>> =
            components.sections.values().map(|section| section.node).collect();
        for node in description.root().children() {
            if description.version > Version::Oas2 && node.key() == Some("components") {
                let others = node.children().filter(|node| !sections.contains(node));
                reach.to_visit.extend(others);
            } else if !sections.contains(&node) {
                reach.to_visit.push(node);
            }
        }
        while let Some(node) = reach.to_visit.pop() {
            reach.visit(node);
        }
        reach
    }

    fn draw_inheritance(&mut self) {
        let schemas = ["schemas", "definitions"];
        let sections = schemas.into_iter().filter_map(|name| self.components.sections.get(name));
        for schema in sections.flat_map(|section| section.node.children()) {
            for part in schema.get("allOf").map(Node::children).into_iter().flatten() {
                if let Some(Target::Node(parent)) = self.description.target(part) {
                    self.children.entry(parent).or_default().push(schema);
                }
            }
        }
    }

    fn use_component(&mut self, component: Node<'d>) {
        if self.used.insert(component.id()) {
            self.to_visit.push(component);
        }
    }

    fn visit(&mut self, node: Node<'d>) {
        // An alias is written where it stands, and is what it names.
        let node = node.target();
        if !self.seen.insert(node.id()) {
            return;
        }
        if let Some(Target::Node(id)) = self.description.refs.target(node.id()) {
            let target = self.description.node(id);
            match self.components.around(target) {
                Some(component) => self.use_component(component),
                None => self.to_visit.push(target),
            }
        }
        if let Some(text) = node.as_str() {
            let is_followed = node.key() == Some("$ref")
                && node.parent().is_some_and(|it| self.leads_somewhere(it));
            if !is_followed {
                self.mentioned(text);
            }
            return;
        }
        if node.is_map() && node.get("discriminator").is_some() {
            self.use_descendants(node);
        }
        if node.is_list() && node.key() == Some("security") {
            self.use_schemes(node);
        }
        self.to_visit.extend(node.children());
    }

    fn leads_somewhere(&self, node: Node<'d>) -> bool {
        matches!(self.description.refs.target(node.id()), Some(Target::Node(_)))
    }

    /// A value of a schema with a discriminator may be of any schema that is made from it.
    fn use_descendants(&mut self, schema: Node<'d>) {
        let mut parents = vec![schema];
        while let Some(parent) = parents.pop() {
            if !self.ancestors.insert(parent.id()) {
                continue;
            }
            for child in self.children.get(&parent.id()).cloned().unwrap_or_default() {
                self.use_component(child);
                parents.push(child.target());
            }
        }
        let mapping = schema.get("discriminator").and_then(|it| it.get("mapping"));
        for name in mapping.map(Node::children).into_iter().flatten().filter_map(Node::as_str) {
            if let Some(component) = self.components.named("schemas", name) {
                self.use_component(component);
            }
        }
    }

    fn use_schemes(&mut self, security: Node<'d>) {
        let entries = security.children().flat_map(Node::children);
        // `- scheme: bearer`, where `- bearer: []` is meant, has its own rule.
        for name in entries.flat_map(|entry| [entry.key(), entry.as_str()]).flatten() {
            let scheme = ["securitySchemes", "securityDefinitions"]
                .into_iter()
                .find_map(|section| self.components.named(section, name));
            if let Some(scheme) = scheme {
                self.use_component(scheme);
            }
        }
    }

    /// Texts name components too: a mapping, a link, a `$ref` in an extension, a description that shows a schema.
    fn mentioned(&mut self, text: &str) {
        for rest in text.split("#/").skip(1) {
            let rest = rest.strip_prefix("components/").unwrap_or(rest);
            let Some((section, rest)) = rest.split_once('/') else { continue };
            let is_of_name = |sign: char| sign.is_alphanumeric() || "._-~%".contains(sign);
            let name = rest.split(|sign| !is_of_name(sign)).next().unwrap_or_default();
            let name = name.trim_end_matches('.');
            // A name that is misspelt is told where it is written.
            let meant = || {
                let names = self.components.sections.get(section)?.node.children();
                let names = names.filter_map(Node::key).take(COMPARED);
                self.components.named(section, nearest(name, names)?)
            };
            if let Some(component) = self.components.named(section, name).or_else(meant) {
                self.use_component(component);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unused;
    use crate::description::Description;
    use crate::loader::Memory;
    use crate::source::Uri;

    #[test]
    fn other_files_use_components_and_keep_their_own() {
        let files = Memory::one(
            "api.yaml",
            "openapi: 3.0.3\npaths:\n  /communes:\n    $ref: chemins.yaml#/communes\ncomponents:\n  schemas:\n    Commune: {type: object}\n    Canton: {type: object}\n",
        )
        .and(
            "chemins.yaml",
            "communes:\n  get:\n    responses:\n      '200':\n        description: Une commune\n        content:\n          application/json:\n            schema: {$ref: 'api.yaml#/components/schemas/Commune'}\ncomponents:\n  schemas:\n    Autre: {type: object}\n",
        );
        let description = Description::load(&files, &Uri::new("api.yaml")).expect("it can be read");
        let unused = unused(&description);
        let names: Vec<&str> = unused.iter().filter_map(|component| component.node.key()).collect();
        assert_eq!(names, ["Canton"]);
    }
}
