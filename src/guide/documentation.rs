//! `functional-doc`: a documentation for people exists (G26: « Lire la documentation fonctionnelle de l'API qui est un élément
//! clé de son appropriation »).

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::prose::Prose;
use super::prose::reference::{Documentation, documentation_linked, documents, leads_somewhere};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "functional-doc",
    guide: &["G26"],
    strength: Strength::Standard,
    title: Title {
        en: "Functional documentation exists",
        fr: "Une documentation fonctionnelle existe",
    },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let root = description.root();
    if let Some(evidence) = declared(description).or_else(|| itself(description)) {
        return CRITERION.met(vec![evidence]);
    }
    let mut pointer: Option<(bool, Evidence, Node<'_>)> = None;
    let mut said = HashSet::with_hasher(RandomState::default());
    // Many operations share a response, or its words.
    let of_responses = inspection
        .all_responses()
        .iter()
        .filter_map(|response| response.node)
        .filter_map(|node| node.get("description"))
        .filter_map(|node| Some((node, node.as_str()?)))
        .filter(|(_, text)| said.insert(*text))
        .map(|(node, text)| (node, documentation_linked(&Prose::of(text))));
    let passages = inspection.passages().iter();
    let of_passages = passages.map(|(node, prose)| (*node, documentation_linked(prose)));
    for (node, found) in of_passages.chain(of_responses) {
        let Some(stated) = found.into_iter().next() else { continue };
        let evidence = Evidence::in_text(node, stated.range);
        let is_link = match stated.value {
            Documentation::Page(url) => {
                return CRITERION.met(vec![evidence.extracting(Extracted::Url(url))]);
            }
            Documentation::Repository(_) => true,
            Documentation::Named => false,
        };
        pointer = pointer.or(Some((is_link, evidence, node)));
    }
    if let Some((is_link, evidence, node)) = pointer {
        let message = if is_link {
            Text::new(
                "The text links to a place for code: link to the documentation itself",
                "Le texte mène à un dépôt de code\u{a0}: donnez le lien de la documentation elle-même",
            )
        } else {
            Text::new(
                "A documentation is named, without a link to it",
                "Une documentation est citée, sans lien pour y aller",
            )
        };
        let at = evidence.at.clone().unwrap_or_else(|| node.label());
        let gap = Some(Gap::partial(message, at));
        return CRITERION.lacking(description, Verdict::Partial, vec![evidence], gap);
    }
    let (message, at) = match root.get("externalDocs") {
        Some(docs) => {
            let message = Text::new(
                "`externalDocs` leads nowhere: give the address of the documentation",
                "`externalDocs` ne mène nulle part\u{a0}: donnez l'adresse de la documentation",
            );
            (message, docs.key_label())
        }
        None => {
            let message = Text::new(
                "No documentation for people was recognised: no link to one, no long description",
                "Aucune documentation fonctionnelle n'a été reconnue\u{a0}: ni lien, ni longue description",
            );
            (message, root.get("info").unwrap_or(root).key_label())
        }
    };
    CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, at)])
}

/// `externalDocs` of the root, of a tag.
fn declared(description: &Description) -> Option<Evidence> {
    let root = description.root();
    let tags = root.get("tags").map(Node::children).into_iter().flatten();
    let urls = [root].into_iter().chain(tags).filter_map(|holder| {
        holder.get("externalDocs").and_then(|docs| description.follow(docs))?.get("url")
    });
    urls.into_iter().find_map(|node| {
        let url = node.as_str().filter(|url| leads_somewhere(url))?.trim().to_owned();
        Some(Evidence::at(node, url.clone()).extracting(Extracted::Url(url)))
    })
}

/// `info.description`, when it is a documentation.
fn itself(description: &Description) -> Option<Evidence> {
    let node = description.root().get("info")?.get("description")?;
    let mut range = documents(node.as_str()?)?;
    // A whole text is shown by its first words.
    let text = node.as_str()?;
    if range.len() > 120 {
        let end = text[range.start..]
            .char_indices()
            .nth(100)
            .map_or(text.len(), |(at, _)| range.start + at);
        range.end = end;
    }
    Some(Evidence::in_text(node, range))
}
