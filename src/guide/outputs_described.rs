//! `outputs-described`: the fields that come back are explained (G02: « qui décrit en détail les données […] en sortie », G07).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::inputs::describes;
use super::prose::meaning::is_meaningful;
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Description, Property, Response, properties_within};
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};

pub(super) static CRITERION: Criterion = Criterion {
    id: "outputs-described",
    guide: &["G02", "G07"],
    strength: Strength::Standard,
    title: Title {
        en: "Returned fields are explained", fr: "Les champs renvoyés sont expliqués"
    },
    assess,
};

/// From how many in a hundred fields the criterion is met, and met in part: a judgement, the guide gives no figure.
const ENOUGH: usize = 80;
const HALF: usize = 50;

/// Under so few fields a share says little: never more than met in part.
const FEW: usize = 4;

/// The schemas that the finding names, and the members of one that are looked at for words.
const NAMED: usize = 3;
const MEMBERS: usize = 20;

/// Members of the objects of `application/geo+json` (RFC 7946, and `crs` of its predecessor).
const GEOJSON: &[&str] = &[
    "type",
    "coordinates",
    "bbox",
    "geometry",
    "geometries",
    "properties",
    "features",
    "crs",
    "id",
];

/// What wraps the data, in letters only: nobody needs to be told what `page` is. Counted when described.
#[rustfmt::skip]
const WRAPPING: &[&str] = &[
    "page", "pages", "perpage", "pagesize", "pagenumber", "pagecount", "limit", "offset", "total",
    "totalpages", "totalcount", "totalresults", "totalelements", "totalitems", "count", "next",
    "previous", "prev", "first", "last", "links", "link", "self", "href", "meta", "metadata",
    "pagination", "data", "results", "result", "items", "error", "errors", "cursor", "nextcursor",
];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut schemas = Vec::new();
    for operation in inspection.operations() {
        schemas.extend(returned(inspection.responses(operation)));
    }
    let (mut met, mut of) = (0, 0);
    let mut holders: Vec<Holder<'_>> = Vec::new();
    let mut ranks: HashMap<NodeId, usize, RandomState> = HashMap::default();
    for field in properties_within(description, schemas) {
        let is_described = is_described(description, &field);
        if !is_described && is_known_to_all(&field) {
            continue;
        }
        of += 1;
        met += usize::from(is_described);
        if !is_described {
            let node = holder(field.written);
            let rank = *ranks.entry(node.id()).or_insert(holders.len());
            if rank == holders.len() {
                holders.push(Holder { node, unexplained: 0 });
            }
            holders[rank].unexplained += 1;
        }
    }
    let is_unknown = description.is_partial() && met * 100 < of * ENOUGH;
    let verdict = match of {
        // A share of what could be read is not the share of the whole.
        _ if is_unknown => Verdict::Unknown,
        0 => Verdict::NotApplicable,
        _ if met * 100 >= of * ENOUGH => Verdict::Met,
        _ if met * 100 >= of * HALF || of < FEW => Verdict::Partial,
        _ => Verdict::Missing,
    };
    if matches!(verdict, Verdict::Unknown | Verdict::NotApplicable) {
        return CRITERION.judged(verdict, Vec::new(), Vec::new());
    }
    let evidence = vec![Evidence::coverage(met, of)];
    // The one that needs most work first, then in the order of the text.
    holders.sort_by_key(|holder| (std::cmp::Reverse(holder.unexplained), holder.node.id()));
    let gaps = match holders.first().filter(|_| verdict != Verdict::Met) {
        None => Vec::new(),
        Some(worst) => vec![Gap {
            is_partial: verdict == Verdict::Partial,
            count: Some(of - met),
            ..Gap::missing(message(met, of, &holders), worst.node.key_label())
        }],
    };
    CRITERION.judged(verdict, evidence, gaps)
}

/// What the document names that fields stand in: a schema, an operation.
struct Holder<'d> {
    node: Node<'d>,
    unexplained: usize,
}

/// The schemas of the success responses among those of an operation; those of `default` where it has none.
fn returned<'d>(responses: &[Response<'d>]) -> Vec<Node<'d>> {
    let has_success = responses.iter().any(Response::is_success);
    responses
        .iter()
        .filter(
            |response| {
                if has_success { response.is_success() } else { response.status == "default" }
            },
        )
        .flat_map(Response::payloads)
        .filter_map(|payload| payload.schema)
        .collect()
}

/// Whether a text explains a field: its own, that of what it names, of its items, or of a member of its composition.
fn is_described(description: &Description, field: &Property<'_>) -> bool {
    // A dangling reference: unknown, not missing.
    let Some(node) = field.node else { return true };
    let says = |node: Node<'_>| {
        let text = |name| node.get(name).and_then(Node::as_str);
        text("description").is_some_and(|text| describes(text, &[field.name]))
            // Generators fill the title with the name.
            || text("title").is_some_and(|text| is_meaningful(text, &[field.name]))
    };
    let within = |name| description.get(node, name);
    let members = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .filter_map(within)
        .flat_map(|list| list.children().take(MEMBERS));
    says(field.written)
        || says(node)
        || within("items").is_some_and(says)
        || members.filter_map(|member| description.follow(member)).any(says)
}

/// Whether whoever writes programs knows the field without being told.
fn is_known_to_all(field: &Property<'_>) -> bool {
    let letters: String =
        field.name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    WRAPPING.contains(&letters.as_str())
        || GEOJSON.contains(&field.name) && field.written.parent().is_some_and(is_of_geojson)
}

/// Whether these properties are those of an object of `application/geo+json`.
fn is_of_geojson(properties: Node<'_>) -> bool {
    properties.get("type").is_some()
        && ["coordinates", "geometry", "geometries", "features"]
            .iter()
            .any(|name| properties.get(name).is_some())
}

/// The component that a node stands in, or the operation, or the first thing under the root of its document.
fn holder(node: Node<'_>) -> Node<'_> {
    let mut way: Vec<Node<'_>> = std::iter::successors(Some(node), |node| node.parent()).collect();
    way.reverse();
    let depth = match way.get(1).and_then(|node| node.key()) {
        Some("components" | "paths") => 3,
        _ => 2,
    };
    way.get(depth).copied().unwrap_or(node)
}

/// `Commune`, or `GET /communes`.
fn name_of(node: Node<'_>) -> String {
    let key = node.key().unwrap_or_default();
    match node.parent().and_then(Node::key).filter(|parent| parent.starts_with('/')) {
        Some(path) => format!("{} {path}", key.to_ascii_uppercase()),
        None => format!("`{key}`"),
    }
}

fn message(met: usize, of: usize, holders: &[Holder<'_>]) -> Text {
    let percent = met * 100 / of;
    let named = holders.iter().take(NAMED);
    let named: Vec<String> =
        named.map(|holder| format!("{} ({})", name_of(holder.node), holder.unexplained)).collect();
    let named = named.join(", ");
    let is_all = holders.len() <= NAMED;
    let (most, la_plupart) = match (is_all, met) {
        (true, 0) => ("they", "ils"),
        (true, _) => ("the others", "les autres"),
        (false, 0) => ("most", "la plupart"),
        (false, _) => ("most of the others", "la plupart des autres"),
    };
    let told = match met {
        0 => Text::new(
            format!("None of the {of} fields that come back is explained"),
            format!("Aucun des {of} champs renvoyés n'est expliqué"),
        ),
        1 => Text::new(
            format!("1 of the {of} fields that come back is explained ({percent} %)"),
            format!("Un seul des {of} champs renvoyés est expliqué ({percent}\u{a0}%)"),
        ),
        _ => Text::new(
            format!("{met} of the {of} fields that come back are explained ({percent} %)"),
            format!("{met} des {of} champs renvoyés sont expliqués ({percent}\u{a0}%)"),
        ),
    };
    Text::new(
        format!("{}; {most} are in {named}", told.en),
        format!("{}\u{202f}; {la_plupart} sont dans {named}", told.fr),
    )
}
