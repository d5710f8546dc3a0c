//! Operations that answer with a list.

use super::habit::{Habit, LISTS};
use super::words::words;
use crate::description::{Description, Operation, Response, operations};
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// Words of the parameters that cut a list in pages, as they start or end their names.
const PAGING: &[&str] = &[
    "page", "pages", "per_page", "perpage", "pagesize", "limit", "limite", "offset", "size",
    "taille", "cursor", "curseur", "after", "before", "apres", "debut", "start", "skip", "take",
    "top", "count", "nombre", "nb", "max", "rows", "first", "last", "range", "from", "marker",
    "next", "token",
];

/// Words of what is short by nature: a nomenclature.
const SHORT: &[&str] = &[
    "nomenclature",
    "referentiel",
    "reference",
    "enum",
    "type",
    "types",
    "categor",
    "statut",
    "status",
    "code",
    "version",
    "pays",
    "langue",
    "region",
    "departement",
    "civilite",
    "config",
    "feature",
    "motif",
    "lov",
];

/// The most fields of an envelope, and the headers that are looked at.
const ENVELOPE: usize = 9;
const HEADERS: usize = 100;

/// On the root: lists are read by pages.
pub(in crate::functions) fn are_paged(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut habit = Habit::of(LISTS, target.description);
        for operation in operations(target.description) {
            let Some(list) = List::of(&operation) else { continue };
            // What belongs to one thing, and what is short by nature, has no pages.
            let path = operation.path.to_lowercase();
            if path.contains('{') || SHORT.iter().any(|word| path.contains(word)) {
                continue;
            }
            let parameters = operation.parameters();
            // What a reference that names nothing declares is unknown.
            let is_known = parameters.iter().all(|parameter| parameter.name.is_some());
            let is_paged = !is_known
                || list.is_paged
                || parameters.iter().filter_map(|parameter| parameter.name).any(is_paging);
            habit.count(!is_paged, || (operation.name(), operation.node.key_label()));
        }
        habit.finding().into_iter().collect()
    }))
}

/// On the root: a list stands in an object, beside which more can be said later.
pub(in crate::functions) fn are_wrapped(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut habit = Habit::of(LISTS, target.description);
        for operation in operations(target.description) {
            let Some(list) = List::of(&operation) else { continue };
            habit.count(list.is_bare, || (operation.name(), operation.node.key_label()));
        }
        habit.finding().into_iter().collect()
    }))
}

/// Whether a GET answers with a list, bare or in an envelope.
pub(super) fn answers_with_list(operation: &Operation<'_>) -> bool {
    List::of(operation).is_some()
}

/// The list that a GET answers with.
struct List {
    /// The list is the whole body.
    is_bare: bool,
    /// The body says where the next ones are, or how many there are.
    is_paged: bool,
}

impl List {
    fn of(operation: &Operation<'_>) -> Option<Self> {
        if operation.method != "get" {
            return None;
        }
        let description = operation.description;
        let response = operation.each_response().find(Response::is_success)?;
        let is_paged_by_header = response
            .node
            .and_then(|node| description.get(node, "headers"))
            .is_some_and(|headers| {
                let names = headers.children().take(HEADERS).filter_map(Node::key);
                names
                    .map(str::to_lowercase)
                    .any(|name| name == "link" || name.contains("range") || name.contains("total"))
            });
        let is_data = |name: &str| name.contains("json") || name == "*/*" || name.contains("xml");
        let payload = response
            .payloads()
            .into_iter()
            .find(|payload| payload.media_type.is_none_or(is_data))?;
        let schema = description.follow(payload.schema?)?;
        if is_list(description, schema) {
            return Some(Self { is_bare: true, is_paged: is_paged_by_header });
        }
        // A list in an envelope is the only one there, alone or beside what speaks of pages.
        let is_envelope = |properties: &Node<'_>| properties.len() <= ENVELOPE;
        let properties = description.get(schema, "properties").filter(is_envelope)?;
        let holds_list = |written: &Node<'_>| {
            description.follow(*written).is_some_and(|node| is_list_of_objects(description, node))
        };
        let (lists, others): (Vec<Node<'_>>, Vec<Node<'_>>) =
            properties.children().partition(holds_list);
        let mut names = others.iter().filter_map(|node| node.key());
        let is_paged = is_paged_by_header || names.any(|name| is_paging(name) || is_links(name));
        let is_list = lists.len() == 1 && (is_paged || others.is_empty());
        is_list.then_some(Self { is_bare: false, is_paged })
    }
}

fn is_list(description: &Description, schema: Node<'_>) -> bool {
    let kind = description.get(schema, "type").and_then(Node::as_str);
    kind == Some("array") || (kind.is_none() && schema.get("items").is_some())
}

fn is_list_of_objects(description: &Description, schema: Node<'_>) -> bool {
    let items = description.get(schema, "items");
    is_list(description, schema)
        && items
            .is_some_and(|items| items.get("properties").is_some() || items.get("allOf").is_some())
}

fn is_links(name: &str) -> bool {
    let name = name.trim_start_matches('_').to_lowercase();
    ["links", "pagination", "paging", "meta", "total"].iter().any(|word| name.contains(word))
}

/// Whether a name speaks of pages: one of its words does.
fn is_paging(name: &str) -> bool {
    words(name).iter().any(|word| PAGING.contains(&word.as_str()))
        || PAGING.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_paging;

    #[test]
    fn paging_is_a_word_of_the_name() {
        assert!(
            ["page", "pageSize", "_limit", "page[size]", "$top", "nb_resultats"]
                .iter()
                .all(|name| is_paging(name))
        );
        assert!(!["commune", "homepage_url", "nom"].iter().any(|name| is_paging(name)));
    }
}
