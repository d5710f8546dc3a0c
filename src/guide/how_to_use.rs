//! `how-to-use`: how the API is called (G04: « Comment s'en sert-on ? »): an address, a way in, and something that shows
//! a call.

use super::prose::placeholder::is_placeholder;
use super::prose::reference::{Documentation, documentation_linked};
use super::prose::usage::{addresses, example_word, sample_call, usage_told};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
    criterion, reading,
};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "how-to-use",
    guide: &["G04d"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "The document says how to use the API",
        fr: "Le document dit comment se servir de l'API",
    },
    assess,
};

/// The parts that are criteria of their own: the address, the way in. Their own rules say what they lack.
const PARTS: &[&str] = &["server-url", "auth-explained"];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let mut evidence = Vec::new();
    let mut gaps = Vec::new();
    let (mut lacking, mut absent) = (0, 0);
    for part in PARTS.iter().filter_map(|id| criterion(id)) {
        let judged = inspection.judged(part);
        match judged.verdict {
            Verdict::Met | Verdict::Declared => evidence.extend(judged.evidence.first().cloned()),
            Verdict::NotApplicable => {}
            verdict => {
                lacking += 1;
                absent += usize::from(verdict == Verdict::Missing);
                gaps.extend(judged.gaps.first().cloned().map(|gap| Gap {
                    aspect: Some(part.id),
                    is_partial: true,
                    ..gap
                }));
            }
        }
    }
    match inspection.call().cloned() {
        Some(call) => {
            evidence.insert(0, call);
            let verdict = if lacking == 0 { Verdict::Met } else { Verdict::Partial };
            CRITERION.judged(verdict, evidence, gaps)
        }
        None => {
            let root = description.root();
            let at = root.get("info").unwrap_or(root).key_label();
            let message = Text::new(
                "Nothing shows how to call the API: no example, no sample call",
                "Rien ne montre comment appeler l'API\u{a0}: ni exemple, ni appel type",
            );
            // Where there is no address either, its own rule weighs that.
            gaps.insert(0, Gap::partial(message, at));
            let verdict = if absent > 0 { Verdict::Missing } else { Verdict::Partial };
            CRITERION.judged(verdict, evidence, gaps)
        }
    }
}

/// The first thing that shows a call: an example, a link, words of the API as a whole, then what the texts of operations
/// and parameters show. What costs least is looked at first.
pub(super) fn shown(inspection: &Inspection<'_>) -> Option<Evidence> {
    let description = inspection.description;
    let passages = || inspection.passages_on_api().iter();
    example(description)
        .or_else(|| documentation(inspection))
        .or_else(|| {
            passages()
                .find_map(|(node, prose)| Some(Evidence::in_text(*node, usage_told(prose.text)?)))
        })
        .or_else(|| {
            reading::everywhere(description).find_map(|passage| {
                let call = sample_call(passage.text).or_else(|| example_word(passage.text))?;
                (!reading::is_in_example(passage.node))
                    .then(|| Evidence::in_text(passage.node, call))
            })
        })
}

/// An example of an input or of an answer.
fn example(description: &Description) -> Option<Evidence> {
    let found =
        reading::with_key(description, &["example", "examples", "x-example"]).find(|node| {
            // A property may have that name; nothing at all is no example.
            let is_field = node.parent().and_then(Node::key) != Some("properties");
            let is_blank = node.is_null() || (node.is_map() || node.is_list()) && node.is_empty();
            is_field && !is_blank && node.as_str().is_none_or(|text| !text.trim().is_empty())
        })?;
    let evidence = Evidence::at(found, found.key().unwrap_or_default().to_owned());
    Some(Evidence { at: Some(found.key_label()), ..evidence })
}

/// A link to a documentation.
fn documentation(inspection: &Inspection<'_>) -> Option<Evidence> {
    let url = reading::with_key(inspection.description, &["externalDocs"])
        .filter_map(|docs| docs.get("url"))
        .find(|node| node.as_str().is_some_and(|url| url.contains("://") && !is_placeholder(url)));
    if let Some(node) = url {
        let url = node.as_str().unwrap_or_default().trim().to_owned();
        return Some(Evidence::at(node, url.clone()).extracting(Extracted::Url(url)));
    }
    inspection.passages_on_api().iter().find_map(|(node, prose)| {
        let range = documentation_link(prose.text).or_else(|| {
            let linked = documentation_linked(prose).into_iter();
            let page = linked.map(|stated| (stated.value, stated.range));
            page.filter(|(value, _)| matches!(value, Documentation::Page(_)))
                .map(|(_, range)| range)
                .next()
        })?;
        Some(Evidence::in_text(*node, range))
    })
}

/// An address whose words speak of a documentation.
fn documentation_link(text: &str) -> Option<std::ops::Range<usize>> {
    addresses(text).find(|range| {
        let address = &text[range.clone()];
        let Some((_, rest)) = address.split_once("://") else { return false };
        let rest = rest.to_lowercase();
        let speaks = rest.split(|sign: char| !sign.is_alphanumeric()).any(|word| {
            word.starts_with("doc")
                || matches!(
                    word,
                    "guide"
                        | "guides"
                        | "wiki"
                        | "gitbook"
                        | "tutoriel"
                        | "tutorial"
                        | "manuel"
                        | "notion"
                )
        });
        speaks && !is_placeholder(address)
    })
}
