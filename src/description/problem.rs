//! What the reader met that is not right: said once, at its place, while the rest is judged.

use super::Description;
use super::refs::{Dangling, DanglingReason, Purpose};
use crate::diagnostic::{Edit, Fix, Label, Safety, Text};
use crate::document::{Document, Kind, Node, Notice};

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

/// What the readers of the documents noticed.
pub(super) fn from_notices(description: &Description) -> Vec<Problem> {
    let of_document = |document: &'_ Document| {
        document.notices.iter().map(move |notice| from_notice(document, notice)).collect::<Vec<_>>()
    };
    description.documents.iter().flat_map(of_document).collect()
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

/// References that name nothing, or name it in a way that does not work everywhere.
pub(super) fn from_refs(description: &Description) -> Vec<Problem> {
    let refs = &description.refs;
    // A name outside of `$ref` has a rule of its own.
    let is_ours =
        |dangling: &&Dangling| matches!(dangling.purpose, Purpose::Place | Purpose::Beside);
    let dangling = refs.dangling.iter().filter(is_ours).filter_map(|dangling| {
        let kind = match dangling.reason {
            DanglingReason::Outside | DanglingReason::ThisMachine | DanglingReason::Remote => {
                "ref-outside"
            }
            DanglingReason::Unknown => return None,
            _ => "ref-resolves",
        };
        let at = description.node(dangling.name).label();
        Some(Problem::new(kind, dangling.message(description), at))
    });
    let odd = refs.odd.iter().map(|(name, oddity)| {
        let node = description.node(*name);
        Problem::new(
            "ref-resolves",
            oddity.message(node.as_str().unwrap_or_default()),
            node.label(),
        )
    });
    dangling.chain(odd).collect()
}
