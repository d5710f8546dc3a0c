//! What references would weigh if what they name were written in their place. Nothing copies it, but who judges a description
//! asks at each place what stands there: ten thousand references to a map of a megabyte are ten thousand megabytes.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::DanglingReason;
use crate::document::{Document, Node, NodeId};
use crate::source::SourceId;
use crate::spec::Version;

/// Bytes that references may stand for, however short the description.
const LEAST: u64 = 24 << 20;
/// Bytes that they may stand for, for each byte of the description. Of 526 public descriptions measured, those that need
/// more than [`LEAST`] ask for less than 5, and the others for less than 11.
const TIMES: u64 = 24;

/// How often what stands for the whole of a path or an operation counts, where it does so again. Authors repeat a list of
/// common responses so, of a few lines.
const AS_A_WHOLE: u128 = 16;

/// References inside one another that stand for wholes: a path, its operations, their responses, the media types of these.
const LEVELS: usize = 4;

/// A reference that is followed.
pub(super) struct Followed {
    /// The map that it is.
    pub at: NodeId,
    /// Its text.
    pub name: NodeId,
    /// Where it ends.
    pub end: NodeId,
    /// Whether it stands for a whole.
    pub is_whole: bool,
}

/// The bytes that references may still stand for.
pub(super) struct Weight<'d> {
    documents: &'d [Document],
    /// Where references to wholes stand, in order, and what those before each stand for.
    places: Vec<(SourceId, u32)>,
    sums: Vec<u128>,
    left: u64,
    limit: u64,
    /// The wholes that were named.
    named: HashSet<NodeId, RandomState>,
    /// What was asked before: a schema is named by many.
    known: HashMap<NodeId, u128, RandomState>,
}

impl<'d> Weight<'d> {
    /// With what references to wholes inside one another stand for.
    pub fn of(documents: &'d [Document], wholes: impl Iterator<Item = Followed>) -> Self {
        let written: u64 = documents.iter().map(|it| it.source.text.len() as u64).sum();
        let limit = LEAST.max(written.saturating_mul(TIMES));
        let mut weight = Self {
            documents,
            places: Vec::new(),
            sums: vec![0],
            left: limit,
            limit,
            named: HashSet::default(),
            known: HashMap::default(),
        };
        let mut wholes: Vec<((SourceId, u32), NodeId)> = wholes
            .map(|reference| (weight.node(reference.at).span(), reference.end))
            .map(|(at, end)| ((at.source, at.start), end))
            .collect();
        wholes.sort_unstable();
        weight.places = wholes.iter().map(|(place, _)| *place).collect();
        weight.sums = vec![0; wholes.len() + 1];
        for _ in 0..LEVELS {
            let mut sum = 0;
            let mut sums = vec![sum];
            for (_, end) in &wholes {
                sum += weight.bytes(*end);
                sums.push(sum);
            }
            weight.sums = sums;
            weight.known.clear();
        }
        weight
    }

    fn node(&self, id: NodeId) -> Node<'d> {
        self.documents[id.document.0 as usize].node(id.index)
    }

    /// The bytes of a node, and of the wholes that references in it stand for.
    fn bytes(&mut self, id: NodeId) -> u128 {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let span = self.node(id).target().span();
        let before = |byte| self.places.partition_point(|place| *place < (span.source, byte));
        let inside = self.sums[before(span.end)] - self.sums[before(span.start)];
        let bytes = inside + u128::from(span.end.saturating_sub(span.start));
        self.known.insert(id, bytes);
        bytes
    }

    /// Adds a reference, if it is not one too many. A small one may follow a large one that was.
    pub fn add(&mut self, reference: &Followed) -> Result<(), DanglingReason> {
        let is_repeated = reference.is_whole && !self.named.insert(reference.end);
        let bytes = self.bytes(reference.end) * if is_repeated { AS_A_WHOLE } else { 1 };
        let left = u64::try_from(bytes).ok().and_then(|bytes| self.left.checked_sub(bytes));
        self.left = left.ok_or(DanglingReason::TooMuch(self.limit))?;
        Ok(())
    }
}

/// What a name tells of whether a reference stands for a path, an operation, or all parameters, responses or media types of one.
/// Each question asked of operations goes through what is there, whoever wrote it once for ten thousand; authors write a few
/// words there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Whole {
    /// What has this name is one.
    Itself,
    /// Each entry of what has this name is one.
    Entries,
    /// No entry of what has this name is one.
    NoEntry,
    /// Nothing.
    Not,
}

impl Whole {
    /// The names that are not [`Whole::Not`].
    pub fn words() -> impl Iterator<Item = (&'static str, Self)> {
        let others = [
            ("paths", Self::Entries),
            ("properties", Self::NoEntry),
            ("parameters", Self::Itself),
            ("responses", Self::Itself),
            ("content", Self::Itself),
        ];
        let methods = Version::Oas3_2.table().methods.iter();
        others.into_iter().chain(methods.map(|method| (*method, Self::Itself)))
    }

    /// Whether what has this name is one in what has that name.
    pub fn is_one_in(self, around: Self) -> bool {
        around == Self::Entries || (self == Self::Itself && around != Self::NoEntry)
    }
}
