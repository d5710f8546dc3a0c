//! `response-time`: the API answers in less than 50 ms (G12), as far as a text says it.

use super::prose::response_time::response_times;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, reading,
};
use crate::diagnostic::Text;

pub(super) static CRITERION: Criterion = Criterion {
    id: "response-time",
    guide: &["G12"],
    strength: Strength::Standard,
    title: Title {
        en: "The API answers in less than 50 ms",
        fr: "L'API répond en moins de 50\u{a0}ms",
    },
    assess,
};

/// What the guide asks for, in milliseconds.
const MOST: u32 = 50;

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    // What one operation takes is not what the API does.
    let told = reading::of_api(description).into_iter().find_map(|passage| {
        let stated = response_times(passage.text).into_iter().next()?;
        Some((stated.value, Evidence::in_text(passage.node, stated.range)))
    });
    let Some((milliseconds, evidence)) = told else {
        // Without a figure, only calling the API could tell.
        return CRITERION.judged(Verdict::ToProbe, Vec::new(), Vec::new());
    };
    let evidence = evidence.extracting(Extracted::Milliseconds(milliseconds));
    if milliseconds <= MOST {
        return CRITERION.met(vec![evidence]);
    }
    let message = Text::new(
        format!(
            "A response time of {milliseconds} ms is published: the guide asks for under 50 ms"
        ),
        format!(
            "Un temps de réponse de {milliseconds}\u{a0}ms est annoncé\u{a0}: le guide en demande moins de 50"
        ),
    );
    let gaps = evidence.at.clone().map(|at| Gap::partial(message, at)).into_iter().collect();
    CRITERION.judged(Verdict::Partial, vec![evidence], gaps)
}
