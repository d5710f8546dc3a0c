//! What the referencing guide asks, criterion by criterion: what is looked for is written once, here; rules and dossier
//! both read it.
//!
//! The guide is the *Guide pratique pour la diffusion d'une API sur api.gouv.fr* of 2024-08-30. `G03` and the like number
//! its requirements in the order of the text.

mod access;
mod audience;
mod authentication;
mod availability;
mod bouquet;
mod contact;
mod coverage;
mod declared;
mod document;
mod documentation;
mod dossier;
mod examples;
mod family;
mod fc_scopes;
mod hidden;
mod how_to_use;
mod inputs;
mod inputs_typed;
mod inspection;
pub mod licence;
mod lifecycle;
mod openapi_valid;
mod operations;
mod outputs;
mod outputs_described;
mod peaks;
mod placeholder;
pub mod prose;
mod provider;
mod public_body;
mod publication;
mod purpose;
mod rate_limit;
mod reading;
mod resources;
mod response_time;
mod sandbox;
mod server;
mod style;
mod terms;

use std::num::NonZero;

use crate::declaration::Declaration;
use crate::description::Description;
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::spec::Version;
use crate::watch::{Step, done};
use crate::work::{JUDGED_ALONE, Workers};
use coverage::Coverage;

pub use declared::{DECLARED, Entry, entry as declared_by, known};
pub use dossier::{Dossier, Remark, RemarkKind};
pub use family::families_of;
pub use inspection::Inspection;
pub use prose::mailbox::is_free_mail;
pub use reading::{Access, Passage, Tongue, access_of, language_of};
pub use style::Style;

/// Date of the edition of the guide that the criteria follow.
pub const EDITION: &str = "2024-08-30";

/// How strongly the guide asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// « Quels sont les prérequis pour qu'une API puisse être référencée ? »
    Prerequisite,
    /// « Standards à respecter », « doit », « doivent ».
    Standard,
    /// « recommandé », « de préférence », « nous vous invitons ».
    Recommendation,
}

impl Strength {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Prerequisite, Self::Standard, Self::Recommendation];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prerequisite => "prerequisite",
            Self::Standard => "standard",
            Self::Recommendation => "recommendation",
        }
    }
}

/// The answer to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The document shows it.
    Met,
    /// It shows a part of it.
    Partial,
    /// It does not show it.
    Missing,
    /// The declaration says so; nobody verified it.
    Declared,
    /// Only a person can say.
    ToDeclare,
    /// Only the live API can say.
    ToProbe,
    /// The question does not arise.
    NotApplicable,
    /// The document could not be read whole, and what was read does not show it.
    Unknown,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Partial,
        Self::Missing,
        Self::Declared,
        Self::ToDeclare,
        Self::ToProbe,
        Self::NotApplicable,
        Self::Unknown,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Declared => "declared",
            Self::ToDeclare => "to-declare",
            Self::ToProbe => "to-probe",
            Self::NotApplicable => "not-applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a piece of evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The description.
    Document,
    /// The declaration beside it.
    Declaration,
    /// The live API.
    Probe,
}

/// What a verdict rests on.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Where it comes from.
    pub origin: Origin,
    /// The place, where there is one.
    pub at: Option<Label>,
    /// The decisive words, as they stand there; empty for a count.
    pub excerpt: String,
    /// What was understood of it.
    pub extracted: Option<Extracted>,
}

/// A value that a machine can use.
#[derive(Clone, Debug, PartialEq)]
pub enum Extracted {
    /// How many of how many: operations described, inputs described…
    Coverage {
        /// Those that meet the criterion.
        met: usize,
        /// All that it applies to.
        of: usize,
    },
    /// An address of the team.
    Email(String),
    /// A link, a base URL.
    Url(String),
    /// An organisation.
    Organisation(String),
    /// Who may use the API.
    Access(prose::audience::Audience),
    /// Days, of the calendar.
    Days(u32),
    /// A time in milliseconds.
    Milliseconds(u32),
    /// The style of the API.
    Style(Style),
    /// A share of the time, in thousandths of a hundredth: 99 900 for 99.9 %.
    Availability(u32),
    /// A call limit.
    CallLimit(prose::limit::CallLimit),
}

/// Something that keeps a criterion from being met, at its place.
#[derive(Clone, Debug)]
pub struct Gap {
    /// What is wrong, in one line.
    pub message: Text,
    /// The smallest thing to change.
    pub at: Label,
    /// Whether it alone leaves the criterion only partly met, rather than missing.
    pub is_partial: bool,
    /// What it is about, when a criterion has several sorts of gaps: `valid` for a malformed address.
    pub aspect: Option<&'static str>,
    /// Of how many places it speaks, where it stands at one of them for all.
    pub count: Option<usize>,
}

/// A criterion, judged.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Which.
    pub criterion: &'static Criterion,
    /// The answer.
    pub verdict: Verdict,
    /// What it rests on, the decisive piece first.
    pub evidence: Vec<Evidence>,
    /// What keeps it from being met.
    pub gaps: Vec<Gap>,
    /// How many more there are, past the limit.
    pub gaps_left_out: usize,
}

/// A question of the guide.
pub struct Criterion {
    /// Its id in reports: `contact-generic`.
    pub id: &'static str,
    /// The requirements of the guide it answers: `G03`.
    pub guide: &'static [&'static str],
    /// How strongly the guide asks.
    pub strength: Strength,
    /// What is asked, as a heading.
    pub title: Title,
    /// Judges a description.
    pub assess: fn(&Inspection<'_>) -> Assessment,
}

impl Criterion {
    /// The criterion met, on this evidence.
    fn met(&'static self, evidence: Vec<Evidence>) -> Assessment {
        self.judged(Verdict::Met, evidence, Vec::new())
    }

    /// The criterion not met for want of something that may stand anywhere: where the document was not read whole, nothing
    /// is told of it.
    fn lacking(
        &'static self,
        description: &Description,
        verdict: Verdict,
        evidence: Vec<Evidence>,
        gap: Option<Gap>,
    ) -> Assessment {
        let gap = gap.filter(|_| !description.is_partial());
        self.judged(verdict, evidence, gap.into_iter().collect())
    }

    /// The criterion judged.
    fn judged(
        &'static self,
        verdict: Verdict,
        evidence: Vec<Evidence>,
        gaps: Vec<Gap>,
    ) -> Assessment {
        Assessment { criterion: self, verdict, evidence, gaps, gaps_left_out: 0 }
    }
}

impl Evidence {
    /// A node of the description, with the decisive words.
    fn at(node: Node<'_>, excerpt: String) -> Self {
        Self { origin: Origin::Document, at: Some(node.label()), excerpt, extracted: None }
    }

    /// A piece of a text of the description, at its exact place.
    fn in_text(node: Node<'_>, range: std::ops::Range<usize>) -> Self {
        let excerpt = node.scalar().and_then(|text| text.get(range.clone())).unwrap_or_default();
        let excerpt = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = Label { span: node.place_of(range), pointer: node.pointer(), text: None };
        Self { origin: Origin::Document, at: Some(at), excerpt, extracted: None }
    }

    /// A count.
    fn coverage(met: usize, of: usize) -> Self {
        let extracted = Some(Extracted::Coverage { met, of });
        Self { origin: Origin::Document, at: None, excerpt: String::new(), extracted }
    }

    /// The same, at a place.
    fn placed(self, at: Label, excerpt: String) -> Self {
        Self { at: Some(at), excerpt, ..self }
    }

    /// The same, with what was understood.
    fn extracting(self, extracted: Extracted) -> Self {
        Self { extracted: Some(extracted), ..self }
    }
}

impl Gap {
    /// What leaves the criterion missing.
    fn missing(message: Text, at: Label) -> Self {
        Self { message, at, is_partial: false, aspect: None, count: None }
    }

    /// What leaves it met in part.
    fn partial(message: Text, at: Label) -> Self {
        Self { is_partial: true, ..Self::missing(message, at) }
    }
}

/// A heading in both languages, known at compile time.
#[derive(Clone, Copy, Debug)]
pub struct Title {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl std::fmt::Debug for Criterion {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// Every criterion, in the order of the dossier.
pub static CRITERIA: &[&Criterion] = &[
    &document::DOCUMENT,
    &operations::PRESENT,
    &contact::CONTACT,
    &contact::GENERIC,
    &provider::CRITERION,
    &audience::CRITERION,
    &purpose::CRITERION,
    &how_to_use::CRITERION,
    &server::CRITERION,
    &authentication::CRITERION,
    &operations::DESCRIBED,
    &inputs::CRITERION,
    &inputs_typed::CRITERION,
    &outputs::CRITERION,
    &outputs_described::CRITERION,
    &public_body::CRITERION,
    &placeholder::CRITERION,
    &rate_limit::CRITERION,
    &availability::PUBLISHED,
    &availability::TARGET,
    &response_time::CRITERION,
    &peaks::CRITERION,
    &access::REQUEST,
    &access::DELAY,
    &documentation::CRITERION,
    &openapi_valid::CRITERION,
    &style::CRITERION,
    &publication::PUBLISHED,
    &publication::HOSTED,
    &fc_scopes::CRITERION,
    &bouquet::CRITERION,
    &terms::CRITERION,
    &sandbox::CRITERION,
    &lifecycle::CRITERION,
    &examples::CRITERION,
    &resources::CRITERION,
];

/// The criterion of this id.
pub fn criterion(id: &str) -> Option<&'static Criterion> {
    CRITERIA.iter().copied().find(|criterion| criterion.id == id)
}

/// All criteria, judged, in the order of [`CRITERIA`].
pub fn assess(description: &Description) -> Dossier {
    Dossier { assessments: judge(description, &Workers::default()), remarks: Vec::new() }
}

/// The same, with what is declared beside the description: it stands in for what the document does not say, never against
/// what it says. Places in the declaration are places of the description from now on.
pub fn assess_with(description: &mut Description, declaration: &Declaration) -> Dossier {
    assess_by(description, declaration, &Workers::default())
}

/// The same, by several threads or followed.
pub fn assess_by(
    description: &mut Description,
    declaration: &Declaration,
    workers: &Workers<'_>,
) -> Dossier {
    description.beside.clone_from(&declaration.document);
    let mut assessments = judge(description, workers);
    let remarks = if assessments.is_empty() {
        Vec::new()
    } else {
        declared::apply(description, declaration, &mut assessments)
    };
    done(workers.watching, Step::Declaration);
    Dossier { assessments, remarks }
}

fn judge(description: &Description, workers: &Workers<'_>) -> Vec<Assessment> {
    if description.version == Version::Foreign {
        return Vec::new();
    }
    let inspection = Inspection::of(description);
    let threads = workers.count(description.size(), JUDGED_ALONE);
    if threads > NonZero::<usize>::MIN {
        inspection.judge_all(threads);
    }
    let assess = |criterion: &&'static Criterion| {
        let mut assessment = inspection.judged(criterion).clone();
        if description.is_partial() {
            assessment = hidden::spare(description, assessment);
        }
        done(workers.watching, Step::Criterion(criterion.id));
        assessment
    };
    CRITERIA.iter().map(assess).collect()
}

/// Whether the API may be referenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Readiness {
    /// Every prerequisite is met, declared or not applicable.
    Ready,
    /// Only partial ones, or ones to declare, remain.
    Incomplete,
    /// A prerequisite is missing.
    NotReady,
}

impl Readiness {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Ready, Self::Incomplete, Self::NotReady];

    /// The name in reports: `ready`, `incomplete`, `not-ready`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Incomplete => "incomplete",
            Self::NotReady => "not-ready",
        }
    }

    /// What the prerequisites add up to.
    pub fn of(assessments: &[Assessment]) -> Self {
        let prerequisites =
            assessments.iter().filter(|a| a.criterion.strength == Strength::Prerequisite);
        prerequisites
            .map(|assessment| match assessment.verdict {
                Verdict::Missing => Self::NotReady,
                Verdict::Partial | Verdict::ToDeclare | Verdict::ToProbe | Verdict::Unknown => {
                    Self::Incomplete
                }
                Verdict::Met | Verdict::Declared | Verdict::NotApplicable => Self::Ready,
            })
            .max()
            .unwrap_or(Self::Ready)
    }
}
