//! What the reader met that is not right: said once, at its place, while the rest is judged.

use super::Description;
use super::refs::{Dangling, DanglingReason};
use crate::diagnostic::{Edit, Fix, Label, Safety, Text};
use crate::document::{Document, Kind, Loss, Node, Notice, SyntaxError, escape};
use crate::spec::nearest;

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
pub(super) fn from_faults(description: &Description) -> Vec<Problem> {
    let of_document = |document: &'_ Document| {
        document.faults.iter().map(|fault| from_fault(document, fault)).collect::<Vec<_>>()
    };
    description.documents.iter().flat_map(of_document).collect()
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

/// References that name nothing.
pub(super) fn from_refs(description: &Description) -> Vec<Problem> {
    let dangling = description.refs.dangling.iter();
    dangling.filter_map(|dangling| from_dangling(description, dangling)).collect()
}

fn from_dangling(description: &Description, dangling: &Dangling) -> Option<Problem> {
    let holder = description.node(dangling.at);
    let node = holder.get("$ref").unwrap_or(holder);
    let reference = node.as_str().unwrap_or_default();
    let (kind, message) = match &dangling.reason {
        DanglingReason::Hidden => return None,
        DanglingReason::NoSuchPlace => {
            let guess = guess(node.document(), reference);
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
                format!("`{reference}` is not followed: {limit} documents are already read"),
                format!("`{reference}` n'est pas suivie\u{a0}: {limit} documents sont déjà lus"),
            ),
        ),
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
    Some(Problem::new(kind, message, node.label()))
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
