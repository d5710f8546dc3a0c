//! What the reader met that is not right: said once, at its place, while the rest is judged.

use std::collections::BTreeMap;

use super::Description;
use super::refs::{Dangling, DanglingReason, Purpose};
use crate::diagnostic::{Edit, Fix, Label, Safety, Text};
use crate::document::{Document, Kind, Loss, Node, Notice, SyntaxError};
use crate::source::Span;

/// Sorts of problems; each has its rule, of the same name, in `rules/reading/`.
pub const PROBLEM_KINDS: &[&str] = &[
    "duplicate-key",
    "empty-value",
    "integer-status-code",
    "lone-surrogate",
    "non-string-key",
    "number-precision",
    "ref-outside",
    "ref-resolves",
    "several-documents",
    "syntax-error",
    "value-type",
    "yaml-1-1-value",
    "yaml-anchor-cycle",
    "yaml-implicit-typing",
];

/// Those that the readers of the texts met, and who followed the references. The others take a walk with the tables of the
/// specification.
const MET: &[&str] = &[
    "duplicate-key",
    "integer-status-code",
    "lone-surrogate",
    "non-string-key",
    "ref-outside",
    "ref-resolves",
    "several-documents",
    "syntax-error",
    "yaml-anchor-cycle",
];

/// Whether problems of a kind are met without that walk.
pub(super) fn is_met(kind: &str) -> bool {
    MET.contains(&kind)
}

/// Something that is not right in how a description is written.
#[derive(Clone, Debug)]
pub struct Problem {
    /// One of [`PROBLEM_KINDS`].
    pub kind: &'static str,
    /// What is wrong.
    pub message: Text,
    /// The place.
    pub at: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// A change that settles it.
    pub fix: Option<Fix>,
}

impl Problem {
    pub(super) fn new(kind: &'static str, message: Text, at: Label) -> Self {
        Self { kind, message, at, related: Vec::new(), fix: None }
    }

    /// What it is told by the order of.
    pub(super) fn place(&self) -> (Span, &'static str) {
        (self.at.span, self.kind)
    }
}

/// Problems by place, and how many more there are of each kind, past the limit.
#[derive(Debug)]
pub(super) struct Told {
    pub problems: Vec<Problem>,
    pub left_out: BTreeMap<&'static str, usize>,
}

impl Told {
    /// What the readers of the texts met, and who followed the references.
    pub fn met(description: &Description) -> Self {
        let mut problems = Problems::new(description.told);
        from_faults(description, &mut problems);
        from_notices(description, &mut problems);
        from_refs(description, &mut problems);
        problems.told()
    }
}

/// Bytes of the texts of problems that are kept: a key of a megabyte may stand in a million pointers.
const MOST_BYTES: usize = 16 << 20;

/// Problems as they are met: of each kind the first by place, the others counted.
pub(super) struct Problems {
    limit: usize,
    kinds: BTreeMap<&'static str, (Vec<Problem>, usize)>,
    /// Of the texts met.
    bytes: usize,
}

impl Problems {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, kinds: BTreeMap::new(), bytes: 0 }
    }

    pub(super) fn push(&mut self, problem: Problem) {
        let (kept, left_out) = self.kinds.entry(problem.kind).or_default();
        self.bytes += problem.message.en.len() + problem.at.pointer.len();
        if self.bytes > MOST_BYTES {
            *left_out += 1;
            return;
        }
        kept.push(problem);
        if kept.len() >= self.limit.saturating_mul(2).max(16) {
            *left_out += keep_the_first(kept, self.limit);
        }
    }

    /// All of them.
    pub(super) fn told(self) -> Told {
        let (mut problems, mut more) = (Vec::new(), BTreeMap::new());
        for (kind, (mut kept, mut left_out)) in self.kinds {
            left_out += keep_the_first(&mut kept, self.limit);
            if left_out > 0 {
                more.insert(kind, left_out);
            }
            problems.extend(kept);
        }
        problems.sort_by_key(Problem::place);
        Told { problems, left_out: more }
    }
}

/// Keeps the first by place; says how many it dropped.
fn keep_the_first(problems: &mut Vec<Problem>, limit: usize) -> usize {
    problems.sort_by_key(|problem| problem.at.span);
    let over = problems.len().saturating_sub(limit);
    problems.truncate(limit);
    over
}

/// What the readers of the documents noticed.
fn from_notices(description: &Description, problems: &mut Problems) {
    for document in &description.documents {
        for notice in &document.notices {
            problems.push(from_notice(document, notice));
        }
    }
}

fn from_notice(document: &Document, notice: &Notice) -> Problem {
    match notice {
        Notice::DuplicateKey { node, first } => {
            let node = document.node(*node);
            let key = node.key().unwrap_or_default();
            let message = Text::new(
                format!(
                    "The key `{key}` is written twice here: the last one counts, the first is lost"
                ),
                format!(
                    "La clé `{key}` est écrite deux fois ici\u{a0}: la dernière compte, la première est perdue"
                ),
            );
            let text = Some(Text::new("first written here", "déjà écrite ici"));
            let related = vec![Label { span: *first, pointer: node.pointer(), text }];
            Problem { related, ..Problem::new("duplicate-key", message, node.key_label()) }
        }
        Notice::KeyNotText { node, kind } => key_not_text(document.node(*node), *kind),
        Notice::BrokenAlias { node } => {
            let node = document.node(*node);
            let name = document.source.slice(node.span());
            let message = Text::new(
                format!(
                    "The alias `{name}` names no earlier anchor, or the very value that holds it: it is read as empty"
                ),
                format!(
                    "L'alias `{name}` ne désigne aucune ancre placée avant lui, ou désigne la valeur qui le contient\u{a0}: \
                     il est lu comme vide"
                ),
            );
            Problem::new("yaml-anchor-cycle", message, node.label())
        }
        Notice::SeveralDocuments { at, is_read } => {
            let message = if *is_read {
                Text::new(
                    "Of the YAML documents of this file, only the one that starts here is read",
                    "Des documents YAML de ce fichier, seul celui qui commence ici est lu",
                )
            } else {
                Text::new(
                    "A second YAML document starts here: only the first of the file is read",
                    "Un second document YAML commence ici\u{a0}: seul le premier du fichier est lu",
                )
            };
            let at = Label { span: *at, pointer: String::new(), text: None };
            Problem::new("several-documents", message, at)
        }
        Notice::LoneSurrogate { node, at } => {
            let written = document.source.slice(*at);
            let message = Text::new(
                format!("`{written}` is half of a character, without the other half"),
                format!("`{written}` est la moitié d'un caractère, sans l'autre moitié"),
            );
            let node = document.node((*node).min(document.len() as u32 - 1));
            let at = Label { span: *at, pointer: node.pointer(), text: None };
            Problem::new("lone-surrogate", message, at)
        }
    }
}

/// Where the syntax of the documents is broken.
fn from_faults(description: &Description, problems: &mut Problems) {
    for document in &description.documents {
        for fault in &document.faults {
            problems.push(from_fault(document, fault));
        }
    }
}

fn from_fault(document: &Document, fault: &SyntaxError) -> Problem {
    let text = &document.source.text;
    let mut span = fault.at;
    if span.start == span.end {
        // At the end of the text: its last character.
        let before = text[..span.start as usize].trim_end();
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        span.end = before.len() as u32;
        span.start = span.end - last as u32;
    }
    let is_end = text[span.end as usize..].trim().is_empty();
    let lead = |words: &str| {
        let mut chars = words.chars();
        let first = chars.next().map(char::to_uppercase).into_iter().flatten();
        first.chain(chars).collect::<String>()
    };
    let (mut en, mut fr) = (lead(&fault.message.en), lead(&fault.message.fr));
    if fault.loss == Loss::Rest && !is_end && !en.contains("not read") {
        en.push_str(". What follows is not read");
        fr.push_str(". La suite n'est pas lue");
    }
    let pointer = document.node(fault.holder.min(document.len() as u32 - 1)).pointer();
    let related = fault.resumed.map(|span| Label {
        span,
        pointer: pointer.clone(),
        text: Some(Text::new("the reading goes on here", "la lecture reprend ici")),
    });
    let at = Label { span, pointer, text: None };
    let fr = fr.replace("?. ", "? ").replace(" :", "\u{a0}:").replace(" ?", "\u{202f}?");
    let message = Text::new(en.replace("?. ", "? "), fr);
    Problem { related: related.into_iter().collect(), ..Problem::new("syntax-error", message, at) }
}

fn key_not_text(node: Node<'_>, kind: Kind) -> Problem {
    let key = node.key().unwrap_or_default();
    let under_responses = node.parent().and_then(Node::key) == Some("responses");
    let is_status = kind == Kind::Integer && key.len() == 3 && under_responses;
    let (id, message) = if is_status {
        let message = Text::new(
            format!("The status code {key} is read as a number: OpenAPI wants a text, \"{key}\""),
            format!(
                "Le code de statut {key} est lu comme un nombre\u{a0}: OpenAPI veut un texte, \"{key}\""
            ),
        );
        ("integer-status-code", message)
    } else {
        let (en, fr) = match kind {
            Kind::Boolean => ("true or false", "vrai ou faux"),
            Kind::Null => ("nothing", "rien"),
            Kind::Integer | Kind::Float => ("a number", "un nombre"),
            Kind::Text | Kind::List | Kind::Map | Kind::Alias => {
                ("something else than a text", "autre chose qu'un texte")
            }
        };
        let message = Text::new(
            format!("The key `{key}` is read as {en}: put it between quotes"),
            format!("La clé `{key}` est lue comme {fr}\u{a0}: mettez-la entre guillemets"),
        );
        ("non-string-key", message)
    };
    let fix = node
        .key_span()
        .filter(|_| !matches!(kind, Kind::List | Kind::Map | Kind::Alias))
        .map(|span| Fix {
            title: Text::new("quote the key", "mettre la clé entre guillemets"),
            edits: vec![Edit { span, text: format!("\"{key}\"") }],
            safety: Safety::Safe,
        });
    Problem { fix, ..Problem::new(id, message, node.key_label()) }
}

/// References that name nothing, or name it in a way that does not work everywhere.
fn from_refs(description: &Description, problems: &mut Problems) {
    let refs = &description.refs;
    // A name outside of `$ref` has a rule of its own.
    let is_ours =
        |dangling: &&Dangling| matches!(dangling.purpose, Purpose::Place | Purpose::Beside);
    for dangling in refs.dangling.iter().filter(is_ours) {
        let kind = match dangling.reason {
            DanglingReason::Outside | DanglingReason::ThisMachine | DanglingReason::Remote => {
                "ref-outside"
            }
            DanglingReason::Unknown => continue,
            _ => "ref-resolves",
        };
        let at = description.node(dangling.name).label();
        problems.push(Problem::new(kind, dangling.message(description), at));
    }
    for (name, oddity) in &refs.odd {
        let node = description.node(*name);
        let message = oddity.message(node.as_str().unwrap_or_default());
        problems.push(Problem::new("ref-resolves", message, node.label()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::Memory;
    use crate::source::Uri;

    #[test]
    fn a_problem_is_told_once_whoever_met_it() {
        let text = "openapi: 3.1.0\ninfo: {title: Ponts, title: Ponts, version: 1.0}\npaths:\n  /ponts:\n    get:\n      \
            tags: ponts\n      responses:\n        200: {$ref: '#/nulle-part'}\n        404:\n        default: {$ref: ../../b.yaml}\n\
            components: {schemas: {Pont: {type: string, enum: [oui, non, no]}}}\nx-a: *a\n";
        let files = Memory::one("a.yaml", text);
        let description = Description::load(&files, &Uri::new("a.yaml")).expect("it is read");
        let kinds = |told: &[Problem]| told.iter().map(|problem| problem.kind).collect::<Vec<_>>();
        let met = kinds(&description.met().problems);
        assert!(met.len() >= 5 && met.iter().all(|kind| is_met(kind)), "{met:?}");
        let walked = kinds(&description.structure().told.problems);
        assert!(walked.len() >= 3 && !walked.iter().any(|kind| is_met(kind)), "{walked:?}");
        let of_kinds = PROBLEM_KINDS.iter().map(|kind| description.problems_of(kind).0.count());
        assert_eq!(of_kinds.sum::<usize>(), met.len() + walked.len());
        let places: Vec<_> = description.problems().into_iter().map(Problem::place).collect();
        assert!(places.len() == met.len() + walked.len() && places.is_sorted(), "{places:?}");
    }
}
