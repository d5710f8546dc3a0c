//! Operations, whatever the version.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::known::{Fields, field};
use super::{Body, Description, Parameter, Response};
use crate::document::{Keys, Node};
use crate::spec::Version;

/// One method of one path.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'d> {
    /// The description it belongs to.
    pub description: &'d Description,
    /// The path as it is written: `/livres/{id}`.
    pub path: &'d str,
    /// The entry of `paths`, where the path is written.
    pub path_node: Node<'d>,
    /// The Path Item Object, its `$ref` followed.
    pub item: Node<'d>,
    /// The method in lower case: `get`.
    pub method: &'d str,
    /// The Operation Object.
    pub node: Node<'d>,
    /// Its rank among the operations.
    pub(crate) rank: usize,
    /// The lists of its parameters: that of the path, and its own.
    lists: [Option<Node<'d>>; 2],
    fields: Fields<9>,
}

/// The fields of an operation that are asked for again and again.
static FIELDS: Keys<9> = Keys::of([
    "summary",
    "description",
    "operationId",
    "tags",
    "parameters",
    "requestBody",
    "responses",
    "deprecated",
    "security",
]);

/// The operations of the entry document, in its order. Webhooks are not among them: nobody calls them.
pub fn operations(description: &Description) -> Vec<Operation<'_>> {
    each_operation(description).collect()
}

/// The same, for who may not need all of them.
pub(crate) fn each_operation(description: &Description) -> impl Iterator<Item = Operation<'_>> {
    let paths = description.get(description.root(), "paths");
    let paths = paths.map(Node::children).into_iter().flatten();
    let operations = paths.flat_map(|path_node| of_path(description, path_node));
    operations.enumerate().map(|(rank, operation)| Operation { rank, ..operation })
}

/// The operations of an entry of `paths`, their ranks left out.
fn of_path<'d>(description: &'d Description, path_node: Node<'d>) -> Vec<Operation<'d>> {
    let mut operations = Vec::new();
    let path = path_node.key().filter(|key| !key.starts_with("x-"));
    let Some((path, item)) = path.zip(description.follow(path_node)) else { return operations };
    let list = |node: Option<Node<'d>>| Some(description.follow(node?)?.target());
    let of_item = list(item.get("parameters"));
    let operation = |method, node: Node<'d>| {
        let (rank, fields) = (0, node.entries(&FIELDS));
        let lists = [of_item, list(field(node, (&FIELDS, &fields), "parameters"))];
        Operation { description, path, path_node, item, method, node, rank, lists, fields }
    };
    for node in item.children().filter(|child| child.is_map()) {
        let Some(method) = node.key() else { continue };
        if description.version.table().methods.contains(&method) {
            operations.push(operation(method, node));
        } else if method == "additionalOperations" && description.version >= Version::Oas3_2 {
            let nodes = node.children().filter(|child| child.is_map());
            operations.extend(nodes.filter_map(|node| Some(operation(node.key()?, node))));
        }
    }
    operations
}

/// Of operations, the ranks of each Operation Object of a path item once: references may put one at ten thousand paths, where
/// it says the same of all but the path.
pub fn distinct(operations: &[Operation<'_>]) -> impl Iterator<Item = usize> {
    let mut seen = HashSet::with_hasher(RandomState::default());
    let key = |it: &Operation<'_>| (it.item.target().id(), it.node.target().id());
    let is_new = move |(_, operation): &(usize, &Operation<'_>)| seen.insert(key(operation));
    operations.iter().enumerate().filter(is_new).map(|(rank, _)| rank)
}

impl<'d> Operation<'d> {
    /// `GET /livres/{id}`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }

    /// A field of the operation, as [`Node::get`] gives it.
    pub fn get(&self, name: &str) -> Option<Node<'d>> {
        field(self.node, (&FIELDS, &self.fields), name)
    }

    /// A text of the operation: `summary`, `description`, `operationId`.
    pub fn text(&self, field: &str) -> Option<&'d str> {
        self.get(field)?.as_str()
    }

    /// The lists of its parameters, references and aliases followed: that of the path, and its own.
    pub(crate) fn parameter_lists(&self) -> [Option<Node<'d>>; 2] {
        self.lists
    }

    /// Its parameters: those of the path unless the operation redefines them, then its own. Without the body of 2.0.
    pub fn parameters(&self) -> Vec<Parameter<'d>> {
        let [of_path, own] = self.lists;
        let read = |list: Option<Node<'d>>| -> Vec<Parameter<'d>> {
            let mut parameters = Vec::with_capacity(list.map_or(0, Node::len));
            let items = list.map(Node::children).into_iter().flatten();
            parameters.extend(items.map(|item| Parameter::read(self.description, item)));
            parameters
        };
        let own = read(own);
        let mut all = read(of_path);
        if !all.is_empty() {
            let redefined: HashSet<_, RandomState> =
                own.iter().filter_map(Parameter::identity).collect();
            all.retain(|it| it.identity().is_none_or(|it| !redefined.contains(&it)));
        }
        all.extend(own);
        all.retain(|parameter| parameter.location != Some("body"));
        all
    }

    /// Its body: `requestBody`, or the parameter `in: body` of 2.0.
    pub fn body(&self) -> Option<Body<'d>> {
        if self.description.version > Version::Oas2 {
            return self.get("requestBody").map(|written| Body::read(self.description, written));
        }
        let [of_path, own] = self.lists;
        [own, of_path].into_iter().flatten().find_map(|list| {
            let body =
                list.children().find(|item| self.description.text(*item, "in") == Some("body"))?;
            Some(Body::read(self.description, body))
        })
    }

    /// Its responses, in the order they are written.
    pub fn responses(&self) -> Vec<Response<'d>> {
        self.each_response().collect()
    }

    /// The same, for who may not need all of them.
    pub(crate) fn each_response(&self) -> impl Iterator<Item = Response<'d>> {
        let entries = self.written_responses().map(Node::children).into_iter().flatten();
        entries.filter_map(|written| Response::read(self, written))
    }

    /// Its response of this status, as it is written.
    pub fn response(&self, status: &str) -> Option<Response<'d>> {
        Response::read(self, self.written_responses()?.get(status)?)
    }

    fn written_responses(&self) -> Option<Node<'d>> {
        self.description.follow(self.get("responses")?)
    }
}
