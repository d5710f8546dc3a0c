//! `purpose`: what the API is for (G04: « À quoi sert-elle ? », G25).

use super::prose::purpose::{Purpose, purpose_of};
use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict, reading};
use crate::description::Description;
use crate::diagnostic::{Label, Text};
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
        if let Some(evidence) = told_elsewhere(description, title) {
            return said_elsewhere(evidence, info.unwrap_or(root).key_label());
        }
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
            if let Some(evidence) = told_elsewhere(description, title) {
                return said_elsewhere(evidence, node.label());
            }
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

/// What the tags, the extensions of the root or the external documentation say that the API is for.
fn told_elsewhere(description: &Description, title: Option<&str>) -> Option<Evidence> {
    let info = reading::of_info(description).len();
    reading::of_api(description).into_iter().skip(info).find_map(|passage| {
        let stated = purpose_of(passage.text, title);
        (stated.value == Purpose::Stated).then(|| Evidence::in_text(passage.node, stated.range))
    })
}

/// Half of what is asked: whoever opens the page of the API does not read it first.
fn said_elsewhere(evidence: Evidence, at: Label) -> Assessment {
    let message = Text::new(
        "What the API is for is not said first, in `info.description`, but further on only",
        "Ce à quoi sert l'API n'est pas dit d'abord, dans `info.description`, mais plus loin seulement",
    );
    CRITERION.judged(Verdict::Partial, vec![evidence], vec![Gap::partial(message, at)])
}
