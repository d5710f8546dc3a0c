//! What the reader met that is not right: said once, at its place, while the rest is judged.

use std::collections::BTreeMap;

use super::Description;
use super::refs::{Dangling, DanglingReason};
use super::unreadable::size;
use crate::diagnostic::{Edit, Fix, Label, Safety, Text};
use crate::document::{Document, Kind, Node, Notice, escape};
use crate::spec::nearest;

/// Sorts of problems; each has its rule, of the same name, in `rules/reading/`.
pub const PROBLEM_KINDS: &[&str] = &[
    "duplicate-key",
    "empty-value",
    "integer-status-code",
    "non-string-key",
    "ref-outside",
    "ref-resolves",
    "several-documents",
    "value-type",
    "yaml-anchor-cycle",
];

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

    /// All of them by place, and how many more there are of each kind.
    pub(super) fn sorted(self) -> (Vec<Problem>, BTreeMap<&'static str, usize>) {
        let (mut problems, mut more) = (Vec::new(), BTreeMap::new());
        for (kind, (mut kept, mut left_out)) in self.kinds {
            left_out += keep_the_first(&mut kept, self.limit);
            if left_out > 0 {
                more.insert(kind, left_out);
            }
            problems.extend(kept);
        }
        problems.sort_by(|a, b| (a.at.span, a.kind).cmp(&(b.at.span, b.kind)));
        (problems, more)
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
pub(super) fn from_notices(description: &Description, problems: &mut Problems) {
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
        Notice::SecondDocument { at } => Problem::new(
            "several-documents",
            Text::new(
                "A second YAML document starts here: only the first of the file is read",
                "Un second document YAML commence ici\u{a0}: seul le premier du fichier est lu",
            ),
            Label { span: *at, pointer: String::new(), text: None },
        ),
    }
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

/// References for which a guess is made at what was meant: each is compared with every name that is there.
const GUESSES: usize = 200;

/// References that name nothing.
pub(super) fn from_refs(description: &Description, problems: &mut Problems) {
    for (rank, dangling) in description.refs.dangling.iter().enumerate() {
        problems.push(from_dangling(description, dangling, rank < GUESSES));
    }
}

fn from_dangling(description: &Description, dangling: &Dangling, guesses: bool) -> Problem {
    let holder = description.node(dangling.at);
    let node = holder.get("$ref").unwrap_or(holder);
    let reference = node.as_str().unwrap_or_default();
    let (kind, message) = match &dangling.reason {
        DanglingReason::NoSuchPlace => {
            let guess = guesses.then(|| guess(node.document(), reference)).flatten();
            let (en, fr) = match &guess {
                Some(guess) => (
                    format!(". Did you mean `{guess}`?"),
                    format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
                ),
                None => (String::new(), String::new()),
            };
            let message = Text::new(
                format!("`{reference}` names nothing{en}"),
                format!("`{reference}` ne désigne rien{fr}"),
            );
            ("ref-resolves", message)
        }
        DanglingReason::NotAPointer => (
            "ref-resolves",
            Text::new(
                format!(
                    "What follows `#` in `{reference}` must start with `/`: `#/components/schemas/…`"
                ),
                format!(
                    "Ce qui suit `#` dans `{reference}` doit commencer par `/`\u{a0}: `#/components/schemas/…`"
                ),
            ),
        ),
        DanglingReason::NoSuchFile => (
            "ref-resolves",
            Text::new(
                format!("The file of `{reference}` is not there"),
                format!("Le fichier de `{reference}` est introuvable"),
            ),
        ),
        DanglingReason::Unreadable(reason) => (
            "ref-resolves",
            Text::new(
                format!("The file of `{reference}` cannot be read: {}", reason.en),
                format!("Le fichier de `{reference}` ne peut pas être lu\u{a0}: {}", reason.fr),
            ),
        ),
        DanglingReason::Circular => (
            "ref-resolves",
            Text::new(
                format!("`{reference}` leads from reference to reference, and never to a value"),
                format!("`{reference}` mène de référence en référence, jamais à une valeur"),
            ),
        ),
        DanglingReason::TooManyDocuments(limit) => (
            "ref-resolves",
            Text::new(
                format!(
                    "`{reference}` is not followed: the limit on documents is reached ({limit}; --limit documents=N reads more)"
                ),
                format!(
                    "`{reference}` n'est pas suivie\u{a0}: la limite de documents est atteinte ({limit}\u{202f}; --limit documents=N \
                     en lit davantage)"
                ),
            ),
        ),
        DanglingReason::TooManyBytes(limit) => {
            let size = size(*limit);
            (
                "ref-resolves",
                Text::new(
                    format!(
                        "`{reference}` is not followed: with its file, more than {} would be read (--limit size=N reads more)",
                        size.en
                    ),
                    format!(
                        "`{reference}` n'est pas suivie\u{a0}: avec son fichier, plus de {} seraient lus (--limit size=N en lit \
                         davantage)",
                        size.fr
                    ),
                ),
            )
        }
        DanglingReason::Outside => (
            "ref-outside",
            Text::new(
                format!("`{reference}` leads outside the project's folder: it is not followed"),
                format!(
                    "`{reference}` mène hors du dossier du projet\u{a0}: la référence n'est pas suivie"
                ),
            ),
        ),
        DanglingReason::Remote => (
            "ref-outside",
            Text::new(
                format!("`{reference}` is on the network: it is not followed"),
                format!("`{reference}` est sur le réseau\u{a0}: la référence n'est pas suivie"),
            ),
        ),
    };
    Problem::new(kind, message, node.label())
}

/// The existing place nearest to a local reference whose last segment is wrong.
fn guess(document: &Document, reference: &str) -> Option<String> {
    let (file, pointer) = reference.split_once('#')?;
    if !file.is_empty() {
        return None;
    }
    let (parent, last) = pointer.rsplit_once('/')?;
    let names = document.at_pointer(parent)?.children().filter_map(Node::key);
    nearest(last, names).map(|name| format!("#{parent}/{}", escape(name)))
}
