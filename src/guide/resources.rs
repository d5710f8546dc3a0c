//! `resources-presented`: the tags that group operations are introduced. The guide does not ask it: the page « À propos » of
//! the catalogue says that an API's page presents « les ressources disponibles et les services proposés ».

use std::collections::HashMap;

use super::prose::meaning::is_meaningful;
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::Operation;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "resources-presented",
    guide: &[],
    strength: Strength::Recommendation,
    title: Title { en: "Resources are introduced", fr: "Les ressources sont présentées" },
    assess,
};

/// The tags that the finding names.
const NAMED: usize = 3;

/// The characters of a tag that are repeated: generators make long ones.
const LONGEST: usize = 40;

/// A tag that groups operations.
struct Group<'d> {
    name: &'d str,
    /// Where it is first used.
    used: Node<'d>,
    operations: usize,
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let groups = groups(inspection.operations());
    // One group says no more than the API; a group of one operation is introduced by it.
    if groups.len() < 2 {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    let declared = description.root().get("tags").map(Node::children).into_iter().flatten();
    let tags: HashMap<&str, Node<'_>> =
        declared.filter_map(|tag| Some((tag.get("name")?.as_str()?, tag))).collect();
    let tag = |name: &str| tags.get(name).copied();
    let is_presented = |group: &&Group<'_>| {
        let says = |tag: Node<'_>, field| {
            let text = tag.get(field).and_then(Node::as_str);
            text.is_some_and(|text| is_meaningful(text, &[group.name]))
        };
        // « Attestations sociales et fiscales » needs no more.
        group.name.split_whitespace().count() > 2
            || tag(group.name).is_some_and(|tag| {
                says(tag, "description")
                    || says(tag, "summary")
                    || tag.get("externalDocs").is_some()
            })
    };
    let (presented, bare): (Vec<_>, Vec<_>) = groups.iter().partition(is_presented);
    let evidence = vec![Evidence::coverage(presented.len(), groups.len())];
    let Some(first) = bare.first() else { return CRITERION.met(evidence) };
    let named: Vec<&str> = bare.iter().take(NAMED).map(|group| group.name).collect();
    let at = tag(first.name).and_then(|tag| tag.get("name")).unwrap_or(first.used);
    let gap = Gap::missing(message(&named, bare.len(), groups.len()), at.label());
    let verdict = if presented.is_empty() { Verdict::Missing } else { Verdict::Partial };
    CRITERION.judged(
        verdict,
        evidence,
        vec![Gap { is_partial: !presented.is_empty(), count: Some(bare.len()), ..gap }],
    )
}

/// The tags that two operations have at least, in the order of their first use.
fn groups<'d>(operations: &[Operation<'d>]) -> Vec<Group<'d>> {
    let mut groups: Vec<Group<'d>> = Vec::new();
    let mut ranks = HashMap::new();
    for operation in operations {
        let tags = operation.get("tags").map(Node::children).into_iter().flatten();
        for used in tags {
            let Some(name) = used.as_str() else { continue };
            let rank = *ranks.entry(name).or_insert(groups.len());
            if rank == groups.len() {
                groups.push(Group { name, used, operations: 0 });
            }
            groups[rank].operations += 1;
        }
    }
    groups.retain(|group| group.operations > 1);
    groups
}

fn message(tags: &[&str], bare: usize, of: usize) -> Text {
    let more = if bare > tags.len() { "…" } else { "" };
    let names: Vec<String> = tags.iter().map(|name| name.chars().take(LONGEST).collect()).collect();
    let en = names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    let fr =
        names.iter().map(|name| format!("«\u{a0}{name}\u{a0}»")).collect::<Vec<_>>().join(", ");
    let (told, dit) = match bare {
        _ if bare == of => (
            "Nothing says what these tags group".to_owned(),
            "Rien ne dit ce que ces tags regroupent".to_owned(),
        ),
        1 => (
            format!("1 of {of} tags does not say what it groups"),
            format!("1 tag sur {of} ne dit pas ce qu'il regroupe"),
        ),
        _ => (
            format!("{bare} of {of} tags do not say what they group"),
            format!("{bare} tags sur {of} ne disent pas ce qu'ils regroupent"),
        ),
    };
    Text::new(format!("{told}: {en}{more}"), format!("{dit}\u{a0}: {fr}{more}"))
}
