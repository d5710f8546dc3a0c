//! A description while the criteria judge it: what several of them read of it is read once.

use std::collections::HashMap;
use std::num::NonZero;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use super::access::Requested;
use super::authentication::Signs;
use super::availability::Published;
use super::prose::Prose;
use super::reading::{self, Passage};
use super::{Assessment, CRITERIA, Criterion, Evidence};
use super::{
    access, authentication, examples, how_to_use, openapi_valid, outputs_described, rate_limit,
};
use crate::description::{Description, Operation, Parameter, Response, distinct, operations};
use crate::document::{Node, NodeId};
use crate::work::share;

/// What all operations have of one kind, that of one together, and where that of each stands.
struct OfEach<T> {
    all: Vec<T>,
    places: Vec<Range<usize>>,
}

impl<T> OfEach<T> {
    /// What an operation has, one of [`Inspection::operations`].
    fn of(&self, operation: &Operation<'_>) -> &[T] {
        &self.all[self.places[operation.rank].clone()]
    }
}

/// Texts on an API and on its operations.
struct Texts<'d> {
    passages: Vec<(Node<'d>, Prose<'d>)>,
    /// How many of these are on the API as a whole: the first.
    on_api: usize,
    /// The ranks of these, by the nodes that say so.
    ranks: HashMap<NodeId, usize, RandomState>,
}

impl<'d> Texts<'d> {
    /// Of Microsoft Graph's operations, two in three say what another has said.
    fn of(inspection: &Inspection<'d>) -> Self {
        // A summary and a description of each.
        let passages = Vec::with_capacity(2 * inspection.operations().len());
        let mut texts = Self { passages, on_api: 0, ranks: HashMap::default() };
        let mut said: HashMap<&str, usize, RandomState> = HashMap::default();
        for passage in reading::of_api(inspection.description) {
            let rank = texts.add(&passage);
            said.entry(passage.text).or_insert(rank);
        }
        texts.on_api = texts.passages.len();
        for passage in reading::of_operations(inspection.distinct_operations()) {
            let rank = *said.entry(passage.text).or_insert_with(|| texts.add(&passage));
            texts.ranks.insert(passage.node.id(), rank);
        }
        texts
    }

    /// Adds a text. Its rank.
    fn add(&mut self, passage: &Passage<'d>) -> usize {
        let rank = self.passages.len();
        self.passages.push((passage.node, Prose::of(passage.text)));
        self.ranks.insert(passage.node.id(), rank);
        rank
    }
}

/// What costs most to judge, as far as a text of megabytes shows: half of all, and begun first where several threads judge, so
/// that they end together. The first of them reads the structure.
static COSTLY: &[&Criterion] = &[
    &openapi_valid::CRITERION,
    &access::REQUEST,
    &authentication::CRITERION,
    &rate_limit::CRITERION,
    &outputs_described::CRITERION,
    &examples::CRITERION,
];

/// A description, and what was read of it so far.
pub struct Inspection<'d> {
    /// The description.
    pub description: &'d Description,
    /// One for each of [`CRITERIA`].
    assessments: Vec<OnceLock<Assessment>>,
    operations: OnceLock<Vec<Operation<'d>>>,
    /// The ranks of those that are not of a path item met before.
    distinct: OnceLock<Vec<usize>>,
    parameters: OnceLock<OfEach<Parameter<'d>>>,
    responses: OnceLock<OfEach<Response<'d>>>,
    texts: OnceLock<Texts<'d>>,
    signs: OnceLock<Signs<'d>>,
    call: OnceLock<Option<Evidence>>,
    requested: OnceLock<Option<Requested>>,
    published: OnceLock<Published>,
}

impl<'d> Inspection<'d> {
    /// Nothing is read yet.
    pub fn of(description: &'d Description) -> Self {
        Self {
            description,
            assessments: CRITERIA.iter().map(|_| OnceLock::new()).collect(),
            operations: OnceLock::new(),
            distinct: OnceLock::new(),
            parameters: OnceLock::new(),
            responses: OnceLock::new(),
            texts: OnceLock::new(),
            signs: OnceLock::new(),
            call: OnceLock::new(),
            requested: OnceLock::new(),
            published: OnceLock::new(),
        }
    }

    /// How a criterion is judged. A criterion asks for those that it rests on, never for one that rests on it.
    pub(super) fn judged(&self, criterion: &'static Criterion) -> &Assessment {
        let rank = CRITERIA.iter().position(|known| std::ptr::eq(*known, criterion));
        let assessment = &self.assessments[rank.expect("CRITERIA holds every criterion")];
        assessment.get_or_init(|| (criterion.assess)(self))
    }

    /// Judges every criterion, by several threads: how it is judged does not depend on who does.
    pub(super) fn judge_all(&self, threads: NonZero<usize>) {
        let criteria: Vec<_> = COSTLY.iter().chain(CRITERIA).collect();
        share(threads, criteria.len(), |rank| {
            self.judged(criteria[rank]);
        });
    }

    /// The operations.
    pub(super) fn operations(&self) -> &[Operation<'d>] {
        self.operations.get_or_init(|| operations(self.description))
    }

    /// Each Operation Object of a path item once.
    pub(super) fn distinct_operations(&self) -> impl Iterator<Item = &Operation<'d>> {
        let operations = self.operations();
        let ranks = self.distinct.get_or_init(|| distinct(operations).collect());
        ranks.iter().map(|rank| &operations[*rank])
    }

    /// The parameters of an operation, one of [`Self::operations`].
    pub(super) fn parameters(&self, operation: &Operation<'d>) -> &[Parameter<'d>] {
        self.parameters.get_or_init(|| self.each_parameters()).of(operation)
    }

    /// They are read once for all operations that have the same lists.
    fn each_parameters(&self) -> OfEach<Parameter<'d>> {
        let mut all = Vec::new();
        let mut known: HashMap<_, Range<usize>, RandomState> = HashMap::default();
        let place = |operation: &Operation<'d>| {
            let lists = operation.parameter_lists().map(|list| Some(list?.id()));
            let read = || {
                let start = all.len();
                all.extend(operation.parameters());
                start..all.len()
            };
            known.entry(lists).or_insert_with(read).clone()
        };
        let places = self.operations().iter().map(place).collect();
        OfEach { all, places }
    }

    /// The responses of an operation, one of [`Self::operations`].
    pub(super) fn responses(&self, operation: &Operation<'d>) -> &[Response<'d>] {
        self.each_responses().of(operation)
    }

    /// The responses of all operations, in their order.
    pub(super) fn all_responses(&self) -> &[Response<'d>] {
        &self.each_responses().all
    }

    fn each_responses(&self) -> &OfEach<Response<'d>> {
        self.responses.get_or_init(|| {
            // Most operations have fewer, and room that is not written to costs nothing.
            let mut all = Vec::with_capacity(5 * self.operations().len());
            let place = |operation: &Operation<'d>| {
                let start = all.len();
                all.extend(operation.each_response());
                start..all.len()
            };
            let places = self.operations().iter().map(place).collect();
            OfEach { all, places }
        })
    }

    /// The texts on the API as a whole, then those of its operations, but for what was said before.
    pub(super) fn passages(&self) -> &[(Node<'d>, Prose<'d>)] {
        &self.texts().passages
    }

    /// The texts on the API as a whole, in the order of [`reading::of_api`].
    pub(super) fn passages_on_api(&self) -> &[(Node<'d>, Prose<'d>)] {
        let texts = self.texts();
        &texts.passages[..texts.on_api]
    }

    /// One of these texts, by a node that holds it.
    pub(super) fn prose_of(&self, node: Node<'_>) -> Option<&Prose<'d>> {
        Some(&self.passages()[self.rank_of_text(node)?].1)
    }

    /// Its rank among [`Self::passages`].
    pub(super) fn rank_of_text(&self, node: Node<'_>) -> Option<usize> {
        self.texts().ranks.get(&node.id()).copied()
    }

    fn texts(&self) -> &Texts<'d> {
        self.texts.get_or_init(|| Texts::of(self))
    }

    /// What shows that the API asks who calls.
    pub(super) fn signs(&self) -> &Signs<'d> {
        self.signs.get_or_init(|| Signs::of(self))
    }

    /// The first thing that shows a call.
    pub(super) fn call(&self) -> Option<&Evidence> {
        self.call.get_or_init(|| how_to_use::shown(self)).as_ref()
    }

    /// How access is asked for, by the surest text.
    pub(super) fn requested(&self) -> Option<&Requested> {
        self.requested.get_or_init(|| Requested::of(self)).as_ref()
    }

    /// The availability that the texts publish.
    pub(super) fn published(&self) -> &Published {
        self.published.get_or_init(|| Published::of(self))
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use crate::declaration::Declaration;
    use crate::description::Description;
    use crate::guide::assess_by;
    use crate::loader::Memory;
    use crate::source::Uri;
    use crate::work::{JUDGED_ALONE, Workers};

    #[test]
    fn how_many_judge_changes_nothing() {
        let operation = |rank| {
            format!(
                "  /ponts/{rank}/{{id}}:\n    get:\n      description: Renvoie le pont, 7 appels par seconde au plus.\n      \
                 parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      \
                 responses: {{'200': {{description: Le pont, content: {{a/b: {{schema: {{type: object}}}}}}}}}}\n"
            )
        };
        let paths: String = (0..JUDGED_ALONE / 200).map(operation).collect();
        let text = format!("openapi: 3.1.0\ninfo: {{title: Ponts, version: '1'}}\npaths:\n{paths}");
        assert!(text.len() > JUDGED_ALONE);
        let judged = |threads| {
            let mut description =
                Description::load(&Memory::one("a.yaml", text.as_str()), &Uri::new("a.yaml"))
                    .expect("it is right");
            let workers = Workers { threads: &|| threads, watching: None };
            let dossier = assess_by(&mut description, &Declaration::default(), &workers);
            format!("{:?}", &*dossier)
        };
        let [one, four] = [1, 4].map(|threads| judged(NonZero::new(threads).expect("not zero")));
        assert_eq!(one, four);
    }
}
