//! `purpose`: what the API is for (G04: « À quoi sert-elle ? », G25).

use super::prose::purpose::{Purpose, purpose_of};
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "purpose",
    guide: &["G04c", "G25"],
    strength: Strength::Prerequisite,
    title: Title { en: "What the API is for is said", fr: "On sait à quoi sert l'API" },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let root = description.root();
    let info = root.get("info");
    let text = |name: &str| {
        info.and_then(|info| info.get(name))
            .filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty()))
    };
    let title = text("title").and_then(Node::as_str);
    let Some(node) = text("description").or_else(|| text("summary")) else {
        let (message, place) = match info.and_then(|info| info.get("description")) {
            Some(node) => {
                let message = Text::new(
                    "`info.description` holds no text that says what the API is for",
                    "`info.description` ne contient aucun texte qui dise à quoi sert l'API",
                );
                (message, node.label())
            }
            None => {
                let message = Text::new(
                    "Nothing says what the API is for: `info.description` is missing",
                    "Rien ne dit à quoi sert l'API\u{a0}: `info.description` manque",
                );
                (message, info.unwrap_or(root).key_label())
            }
        };
        return CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, place)]);
    };
    let written = node.as_str().unwrap_or_default();
    let stated = purpose_of(written, title);
    let evidence = Evidence::in_text(node, stated.range);
    let summary = text("summary").filter(|summary| *summary != node).and_then(Node::as_str);
    let purpose = match stated.value {
        // A short description and a summary may say it together.
        Purpose::Thin | Purpose::Absent => summary.map_or(stated.value, |summary| {
            purpose_of(&format!("{summary}\n\n{written}"), title).value
        }),
        Purpose::Stated => Purpose::Stated,
    };
    match purpose {
        Purpose::Stated => CRITERION.met(vec![evidence]),
        Purpose::Thin => {
            let length = written.trim().chars().count();
            let message = if length < 100 {
                Text::new(
                    format!(
                        "The description is too short ({length} characters) to say what the API is for"
                    ),
                    format!(
                        "La description est trop courte ({length} caractères) pour dire à quoi sert l'API"
                    ),
                )
            } else {
                Text::new(
                    "No sentence was recognised that says what the API is for",
                    "Aucune phrase reconnue ne dit à quoi sert l'API",
                )
            };
            CRITERION.judged(
                Verdict::Partial,
                vec![evidence],
                vec![Gap::partial(message, node.label())],
            )
        }
        Purpose::Absent => {
            let message = Text::new(
                "The description does not say what the API is for",
                "La description ne dit pas à quoi sert l'API",
            );
            CRITERION.judged(
                Verdict::Missing,
                vec![evidence],
                vec![Gap::missing(message, node.label())],
            )
        }
    }
}
