//! `peak-capacity`: the API bears the peaks of its use (G13: « lui permettre d'être appelée lors de pics de consommation »).
//! Nobody tests that from outside, on a public service: only its producer can say.

use super::Inspection;
use super::{Assessment, Criterion, Strength, Title, Verdict};

pub(super) static CRITERION: Criterion = Criterion {
    id: "peak-capacity",
    guide: &["G13"],
    strength: Strength::Standard,
    title: Title {
        en: "Its capacity is adapted to peaks of use",
        fr: "Sa capacité est adaptée aux pics de consommation",
    },
    assess: to_declare,
};

fn to_declare(_: &Inspection<'_>) -> Assessment {
    CRITERION.judged(Verdict::ToDeclare, Vec::new(), Vec::new())
}
