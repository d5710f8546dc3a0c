//! `response-time`: the API answers in less than 50 ms (G12), as far as a text says it.

use super::prose::response_time::response_times;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::diagnostic::{Label, Text};

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

/// Which response times are given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// What calls take as a rule.
    pub(super) mean: bool,
    /// What they take at the most.
    pub(super) most: bool,
    /// Any.
    pub(super) any: bool,
}

impl Told {
    /// What is wanted beside what is told: the doctrine wants the mean and the maximum. Nothing where nothing is told.
    pub(super) fn gap(self, at: Label) -> Option<Gap> {
        let message = match (self.any, self.mean, self.most) {
            (false, ..) | (_, true, true) => return None,
            (true, true, false) => Text::new(
                "The mean response time is given, and not the maximum",
                "Le temps de réponse moyen est donné, pas le maximum",
            ),
            (true, false, true) => Text::new(
                "The maximum response time is given, and not the mean",
                "Le temps de réponse maximal est donné, pas le moyen",
            ),
            (true, false, false) => Text::new(
                "A response time is given: nothing says whether it is the mean or the maximum",
                "Un temps de réponse est donné\u{a0}: rien ne dit si c'est le moyen ou le maximum",
            ),
        };
        Some(Gap { aspect: Some(PUBLISHED), ..Gap::partial(message, at) })
    }
}

/// The gaps on which times are given, and not on how long they are.
const PUBLISHED: &str = "published";

fn assess(inspection: &Inspection<'_>) -> Assessment {
    // What one operation takes is not what the API does.
    let texts = inspection.passages_on_api().iter();
    let times: Vec<_> = texts
        .flat_map(|(node, prose)| {
            let stated = response_times(prose).into_iter();
            stated.map(|it| (it.value, Evidence::in_text(*node, it.range)))
        })
        .collect();
    let Some((first, evidence)) = times.first().cloned() else {
        // Without a figure, only calling the API could tell.
        return CRITERION.judged(Verdict::ToProbe, Vec::new(), Vec::new());
    };
    let told = Told {
        mean: times.iter().any(|(time, _)| time.is_mean),
        most: times.iter().any(|(time, _)| time.is_most),
        any: true,
    };
    let milliseconds = first.milliseconds;
    let evidence = evidence.extracting(Extracted::Milliseconds(milliseconds));
    let at = evidence.at.clone();
    let mut gaps: Vec<Gap> = at.clone().and_then(|at| told.gap(at)).into_iter().collect();
    if milliseconds <= MOST {
        return CRITERION.judged(Verdict::Met, vec![evidence], gaps);
    }
    let message = Text::new(
        format!(
            "A response time of {milliseconds} ms is published: the guide asks for under 50 ms"
        ),
        format!(
            "Un temps de réponse de {milliseconds}\u{a0}ms est annoncé\u{a0}: le guide en demande moins de 50"
        ),
    );
    gaps.splice(..0, at.map(|at| Gap::partial(message, at)));
    CRITERION.judged(Verdict::Partial, vec![evidence], gaps)
}
