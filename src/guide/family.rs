//! The families that an API is said to be of: open, internal, partner, composite.
//!
//! No criterion asks for them: they are what a catalogue sorts by, taken where a text states them.

use super::prose::audience::Audience;
use super::prose::family::{Family, families_stated};
use super::{Assessment, Evidence, Extracted, Origin, Verdict, reading};
use crate::description::Description;
use crate::document::Node;

/// Each family that the title, a text about the API as a whole, or the declaration says, once, on what it rests. Nothing
/// where nothing says it.
pub fn families_of(description: &Description, dossier: &[Assessment]) -> Vec<(Family, Evidence)> {
    let evidence = |id: &'static str| {
        let judged = dossier.iter().filter(move |judged| judged.criterion.id == id);
        judged
            .filter(|judged| matches!(judged.verdict, Verdict::Met | Verdict::Declared))
            .flat_map(|judged| &judged.evidence)
    };
    let open = evidence("who-may-consume")
        .filter(|piece| piece.extracted == Some(Extracted::Access(Audience::Open)))
        .map(|piece| (Family::Open, Evidence { extracted: None, ..piece.clone() }));
    let info = description.root().get("info");
    let title = info.and_then(|info| info.get("title")).map(|node| (node, node.as_str()));
    let texts = reading::of_api(description).into_iter().map(|it| (it.node, Some(it.text)));
    let stated = title.into_iter().chain(texts).flat_map(|(node, text): (Node<'_>, _)| {
        let stated = families_stated(text.unwrap_or_default()).into_iter();
        stated.map(move |stated| (stated.value, Evidence::in_text(node, stated.range)))
    });
    // A bouquet is an API made of several.
    let declared = evidence("bouquet")
        .filter(|piece| piece.origin == Origin::Declaration && piece.excerpt.starts_with("api-"))
        .map(|piece| (Family::Composite, piece.clone()));
    let mut families: Vec<(Family, Evidence)> = Vec::new();
    for (family, evidence) in open.chain(stated).chain(declared) {
        if families.iter().all(|(known, _)| *known != family) {
            families.push((family, evidence));
        }
    }
    families
}
