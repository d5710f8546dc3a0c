//! What is wrong in a file that stands beside descriptions, each fault at its place.

use super::value;
use crate::diagnostic::{Label, Text};
use crate::document::{Document, Node, Notice};
use crate::source::{Position, Uri};
use crate::spec::nearest;

/// Faults of one file that are told.
const MOST_FAULTS: usize = 100;

/// A fault of a file that stands beside descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub uri: Uri,
    /// Where it is, as people name it.
    pub position: Position,
    /// The place.
    pub at: Label,
    /// What is wrong and the way out.
    pub message: Text,
}

impl Fault {
    pub(super) fn at(at: Label, document: &Document, message: Text) -> Self {
        let source = &document.source;
        Self { uri: source.uri.clone(), position: source.position(at.span.start), at, message }
    }
}

/// Faults of one file as they are met: those that are told, and how many more there are.
pub(crate) struct Faults<'d> {
    document: &'d Document,
    told: Vec<Fault>,
    /// Past the limit.
    pub(super) left_out: usize,
}

impl<'d> Faults<'d> {
    /// Those of the syntax.
    pub(crate) fn of(document: &'d Document) -> Self {
        let mut faults = Self { document, told: Vec::new(), left_out: 0 };
        faults.syntax();
        faults
    }

    pub(crate) fn say(&mut self, at: Label, message: Text) {
        if self.told.len() < MOST_FAULTS {
            self.told.push(Fault::at(at, self.document, message));
        } else {
            self.left_out += 1;
        }
    }

    /// A key that does not stand among those that are known.
    pub(crate) fn unknown(&mut self, entry: Node<'_>, key: &str, known: &[&str]) {
        self.say(entry.key_label(), unknown(key, known));
    }

    /// In the order of the text.
    pub(crate) fn sorted(mut self) -> Vec<Fault> {
        self.told.sort_by(|a, b| (a.at.span, &a.message).cmp(&(b.at.span, &b.message)));
        self.told
    }

    fn syntax(&mut self) {
        for broken in &self.document.faults {
            let at = Label { span: broken.at, pointer: String::new(), text: None };
            self.say(at, broken.message.clone());
        }
        for notice in &self.document.notices {
            match notice {
                Notice::DuplicateKey { node, .. } => {
                    let node = self.document.node(*node);
                    let key = node.key().unwrap_or_default();
                    let message = Text::new(
                        format!("`{key}` is written twice: the last one counts, the first is lost"),
                        format!(
                            "`{key}` est écrit deux fois\u{a0}: le dernier compte, le premier est perdu"
                        ),
                    );
                    self.say(node.key_label(), message);
                }
                Notice::BrokenAlias { node } => {
                    let message =
                        Text::new("this alias names nothing", "cet alias ne désigne rien");
                    self.say(self.document.node(*node).label(), message);
                }
                Notice::SeveralDocuments { at, .. } => {
                    let at = Label { span: *at, pointer: String::new(), text: None };
                    let message = Text::new(
                        "one document only is read of this file",
                        "un seul document est lu dans ce fichier",
                    );
                    self.say(at, message);
                }
                Notice::KeyNotText { .. } | Notice::LoneSurrogate { .. } => {}
            }
        }
    }
}

pub(super) fn unknown(key: &str, known: &[&str]) -> Text {
    // `cgu` for `cgu_url`.
    let begun = || known.iter().copied().find(|name| key.len() > 2 && name.starts_with(key));
    match nearest(key, known.iter().copied()).or_else(begun) {
        Some(guess) => Text::new(
            format!("`{key}` is not a field that stands here. Did you mean `{guess}`?"),
            format!("`{key}` n'est pas un champ admis ici. Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        None => {
            let known = value::names(known.iter().copied());
            Text::new(
                format!("`{key}` is not a field that stands here: {known}"),
                format!("`{key}` n'est pas un champ admis ici\u{a0}: {known}"),
            )
        }
    }
}
