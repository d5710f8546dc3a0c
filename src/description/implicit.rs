//! Values without quotes that YAML turns into something else where OpenAPI wants a text.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::Description;
use super::problem::{Problem, Problems};
use crate::diagnostic::{Edit, Fix, Safety, Text};
use crate::document::{Document, Kind, Node, NodeId, Notation, Reading, Style};
use crate::spec::ObjectType;

/// Examples are looked into as far as this.
const DEPTH: usize = 12;

/// Whether a value that is no text would be one between quotes.
pub(super) fn is_unquoted(node: Node<'_>) -> bool {
    let node = node.target();
    node.document().notation == Notation::Yaml
        && node.style() == Style::Plain
        && matches!(node.kind(), Kind::Boolean | Kind::Integer | Kind::Float)
}

/// What is said of a field that wants a text.
pub(super) fn of_field(node: Node<'_>) -> Problem {
    let text = node.scalar().unwrap_or_default();
    let (en, fr) = match (node.kind(), node.implicit()) {
        (_, Some(Reading::Number(number))) => {
            (format!("as the number {number}"), format!("comme le nombre {number}"))
        }
        (Kind::Boolean, _) => ("as true or false".to_owned(), "comme vrai ou faux".to_owned()),
        _ => ("as a number".to_owned(), "comme un nombre".to_owned()),
    };
    let message = Text::new(
        format!("`{text}` is read {en}, and a text is wanted here: put it between quotes"),
        format!("`{text}` est lu {fr}, et il faut ici un texte\u{a0}: mettez-le entre guillemets"),
    );
    Problem { fix: quote(&[node]), ..Problem::new("yaml-implicit-typing", message, node.label()) }
}

/// Values of the schemas that want a text.
pub(super) fn read(
    description: &Description,
    objects: &[(NodeId, &'static ObjectType)],
    problems: &mut Problems,
) {
    // Such values are few: only the objects that they stand in are looked at.
    let holders: HashSet<NodeId, RandomState> =
        description.documents.iter().flat_map(Document::implicit_nodes).flat_map(holders).collect();
    let mut reader = Reader { description, seen: HashSet::default(), found: Vec::new() };
    for (id, _) in objects.iter().filter(|(id, _)| holders.contains(id)) {
        reader.of_object(description.node(*id));
    }
    reader.found.sort_unstable_by_key(|(node, _)| node.id());
    for problem in grouped(&reader.found) {
        problems.push(problem);
    }
}

/// The objects whose example, default or list of values a node may be in.
fn holders(node: Node<'_>) -> impl Iterator<Item = NodeId> {
    let around = std::iter::successors(Some(node), |node| node.parent());
    around.filter_map(|node| match node.key()? {
        "default" | "example" | "const" | "enum" | "examples" => Some(node.parent()?.id()),
        _ => None,
    })
}

struct Reader<'d> {
    description: &'d Description,
    seen: HashSet<NodeId, RandomState>,
    found: Vec<(Node<'d>, Reading)>,
}

impl<'d> Reader<'d> {
    /// The values that an object gives of its schema, or of itself when it is one.
    fn of_object(&mut self, node: Node<'d>) {
        let schema = if node.get("type").is_some() { Some(node) } else { node.get("schema") };
        let Some(schema) = schema else { return };
        for name in ["default", "example", "const"] {
            if let Some(value) = node.get(name) {
                self.of_value(schema, value, 0);
            }
        }
        for name in ["enum", "examples"] {
            for value in node.get(name).map(Node::children).into_iter().flatten() {
                // An entry of a map of examples is an Example Object.
                let value = if value.key().is_some() { value.get("value") } else { Some(value) };
                if let Some(value) = value {
                    self.of_value(schema, value, 0);
                }
            }
        }
    }

    fn of_value(&mut self, schema: Node<'d>, value: Node<'d>, depth: usize) {
        if value.is_alias() || depth > DEPTH {
            return;
        }
        let Some(schema) = self.description.follow(schema) else { return };
        match value.kind() {
            Kind::Map => {
                let Some(properties) = schema.get("properties") else { return };
                for child in value.children() {
                    if let Some(property) = child.key().and_then(|key| properties.get(key)) {
                        self.of_value(property, child, depth + 1);
                    }
                }
            }
            Kind::List => {
                let Some(items) = schema.get("items").filter(|items| items.is_map()) else {
                    return;
                };
                for child in value.children() {
                    self.of_value(items, child, depth + 1);
                }
            }
            _ => {
                if wants_text(schema)
                    && let Some(reading) = value.implicit()
                    && self.seen.insert(value.id())
                {
                    self.found.push((value, reading));
                }
            }
        }
    }
}

/// `string`, or nothing else than it and `null`.
fn wants_text(schema: Node<'_>) -> bool {
    let Some(kind) = schema.get("type") else { return false };
    if kind.is_list() {
        let mut names = kind.children().filter_map(Node::as_str).filter(|name| *name != "null");
        names.next() == Some("string") && names.next().is_none()
    } else {
        kind.as_str() == Some("string")
    }
}

/// One problem for a list, and one for all the dates of a document.
fn grouped(found: &[(Node<'_>, Reading)]) -> Vec<Problem> {
    let mut groups: Vec<Vec<&(Node<'_>, Reading)>> = Vec::new();
    let place = |(node, reading): &(Node<'_>, Reading)| match reading {
        Reading::OldDate => (node.document().id, None, 2),
        Reading::OldBoolean(_) => (node.document().id, Some(list_of(*node)), 1),
        Reading::Number(_) => (node.document().id, Some(list_of(*node)), 0),
    };
    let mut ranks = std::collections::HashMap::new();
    for one in found {
        let rank = *ranks.entry(place(one)).or_insert(groups.len());
        if rank == groups.len() {
            groups.push(Vec::new());
        }
        groups[rank].push(one);
    }
    groups.iter().map(|group| of_group(group)).collect()
}

/// The list that a value is an item of; the value itself where it is none.
fn list_of(node: Node<'_>) -> NodeId {
    let list = node.parent().filter(|_| node.key().is_none());
    list.unwrap_or(node).id()
}

fn of_group(group: &[&(Node<'_>, Reading)]) -> Problem {
    let (first, reading) = group[0];
    let text = first.scalar().unwrap_or_default();
    let (more_en, more_fr) = match group.len() - 1 {
        0 => (String::new(), String::new()),
        1 => (", and another one below".to_owned(), ", ainsi qu'une autre plus bas".to_owned()),
        more => {
            (format!(", and {more} others below"), format!(", ainsi que {more} autres plus bas"))
        }
    };
    let (kind, message) = match reading {
        Reading::Number(number) => (
            "yaml-implicit-typing",
            Text::new(
                format!(
                    "`{text}` is read as the number {number}, and a text is wanted: put it between quotes{more_en}"
                ),
                format!(
                    "`{text}` est lu comme le nombre {number}, et il faut un texte\u{a0}: mettez cette valeur entre \
                     guillemets{more_fr}"
                ),
            ),
        ),
        Reading::OldBoolean(value) => {
            let vrai = if *value { "vrai" } else { "faux" };
            let message = Text::new(
                format!(
                    "`{text}` is a text, which readers of YAML 1.1 (PyYAML, SnakeYAML, Ruby) take for {value}: put it between \
                     quotes{more_en}"
                ),
                format!(
                    "`{text}` est un texte, que les lecteurs de YAML 1.1 (PyYAML, SnakeYAML, Ruby) prennent pour {vrai}\u{a0}: \
                     mettez cette valeur entre guillemets{more_fr}"
                ),
            );
            ("yaml-1-1-value", message)
        }
        Reading::OldDate => (
            "yaml-1-1-value",
            Text::new(
                format!(
                    "`{text}` is a text, which some YAML readers (PyYAML, js-yaml, Ruby) turn into a date: put it between \
                     quotes{more_en}"
                ),
                format!(
                    "`{text}` est un texte, que certains lecteurs de YAML (PyYAML, js-yaml, Ruby) transforment en date\u{a0}: \
                     mettez cette valeur entre guillemets{more_fr}"
                ),
            ),
        ),
    };
    let nodes: Vec<Node<'_>> = group.iter().map(|(node, _)| *node).collect();
    Problem { fix: quote(&nodes), ..Problem::new(kind, message, first.label()) }
}

fn quote(nodes: &[Node<'_>]) -> Option<Fix> {
    let edit = |node: &Node<'_>| {
        let text = format!("\"{}\"", node.scalar()?);
        (!node.is_alias()).then_some(Edit { span: node.span(), text })
    };
    let edits: Vec<Edit> = nodes.iter().filter_map(edit).collect();
    let title = match edits.len() {
        0 => return None,
        1 => Text::new("quote the value", "mettre la valeur entre guillemets"),
        _ => Text::new("quote the values", "mettre les valeurs entre guillemets"),
    };
    Some(Fix { title, edits, safety: Safety::Safe })
}
