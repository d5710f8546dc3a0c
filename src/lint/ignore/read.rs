//! Reads requests to ignore, with what is wrong in them.

use super::{By, Ignore, MOST};
use crate::declaration::{Date, Ignoring};
use crate::description::Description;
use crate::diagnostic::{Label, Text};
use crate::document::{Comment, Document, Node};
use crate::ruleset::builtin_ids;
use crate::source::Span;
use crate::spec::nearest;

/// The field of an object that asks.
const FIELD: &str = "x-apilint-ignore";

/// The word that starts a comment that asks.
const WORD: &str = "apilint-ignore";

/// What may follow a reason, between brackets: the last day.
const UNTIL: [&str; 2] = ["until ", "jusqu'au "];

type Fault = (Label, Text);

/// All requests, in the order of the texts, then those that stand beside; and their faults.
pub(super) fn all(description: &Description, beside: &[Ignoring]) -> (Vec<Ignore>, Vec<Fault>) {
    let mut reader = Reader::default();
    for document in &description.documents {
        // Most ask nothing, and are not searched further.
        if document.symbol(FIELD).is_some() {
            reader.fields(document);
        }
        let text = document.source.text.as_bytes();
        if document.may_have_comments() && memchr::memmem::find(text, WORD.as_bytes()).is_some() {
            reader.comments(document);
        }
    }
    reader.asked.sort_by_key(|ignore| ignore.at.span);
    let entry = description.entry();
    for asked in beside {
        let Some(node) = entry.at_pointer(&asked.pointer) else { continue };
        reader.asked.push(Ignore {
            rules: asked.rules.clone(),
            reason: asked.reason.clone(),
            until: asked.until,
            by: By::Config,
            at: asked.at.clone(),
            scope: scope(node),
        });
    }
    (reader.asked, reader.faults)
}

/// A node and what stands below it, with its key; the whole text for a root.
fn scope(node: Node<'_>) -> Span {
    let span = node.span();
    if node.parent().is_none() {
        let end = node.document().source.text.len() as u32;
        return Span { start: 0, end, ..span };
    }
    Span { start: node.key_span().map_or(span.start, |key| key.start), ..span }
}

#[derive(Default)]
struct Reader {
    asked: Vec<Ignore>,
    faults: Vec<Fault>,
}

impl Reader {
    fn say(&mut self, at: Label, en: impl Into<String>, fr: impl Into<String>) {
        self.faults.push((at, Text::new(en, fr)));
    }

    /// `x-apilint-ignore: [{rule, reason, until}]`, or one of these alone.
    fn fields(&mut self, document: &Document) {
        let fields = document.root().subtree().filter(|node| node.key() == Some(FIELD));
        for field in fields.take(MOST + 1) {
            let Some(object) = field.parent() else { continue };
            for item in field.one_or_several().take(MOST + 1) {
                self.field(object, item);
            }
        }
    }

    fn field(&mut self, object: Node<'_>, asked: Node<'_>) {
        if !asked.is_map() {
            return self.say(
                asked.label(),
                "A request to ignore is an object: `{rule: …, reason: …}`",
                "Une demande d'ignorer est un objet\u{a0}: `{rule: …, reason: …}`",
            );
        }
        let named = asked.get("rule").or_else(|| asked.get("rules"));
        let named = named.into_iter().flat_map(Node::one_or_several);
        let rules = named.filter_map(|node| Some((node.as_str()?.to_owned(), node.label())));
        let rules: Vec<(String, Label)> = rules.collect();
        let reason = asked.get("reason").and_then(Node::as_str).unwrap_or_default();
        let until =
            asked.get("until").map(|node| (node.scalar().unwrap_or_default(), node.label()));
        self.take(rules, reason, until, By::Document, asked.key_label(), scope(object));
    }

    /// `# apilint-ignore RULE, RULE: reason (until 2027-01-31)`: above an entry, or at the end of its line.
    fn comments(&mut self, document: &Document) {
        let starts = Starts::of(document);
        let asking = document
            .comments()
            .iter()
            .filter_map(|comment| Some((comment, document.words_of(*comment).strip_prefix(WORD)?)));
        for (comment, rest) in asking.take(MOST + 1) {
            let Some(node) = starts.subject(document, *comment) else { continue };
            let pointer = node.pointer();
            let label = |text: &str| Label {
                span: within(document, *comment, text),
                pointer: pointer.clone(),
                text: None,
            };
            let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let names = names.split([',', ' ', '\u{a0}', '\t']).filter(|name| !name.is_empty());
            let rules = names.map(|name| (name.to_owned(), label(name))).collect();
            let (reason, until) = dated(reason.trim());
            let until = until.map(|text| (text, label(text)));
            let at = Label { span: comment.span, pointer: pointer.clone(), text: None };
            self.take(rules, reason, until, By::Comment, at, scope(node));
        }
    }

    fn take(
        &mut self,
        rules: Vec<(String, Label)>,
        reason: &str,
        until: Option<(&str, Label)>,
        by: By,
        at: Label,
        scope: Span,
    ) {
        if rules.is_empty() {
            return self.say(
                at,
                "This request names no rule to ignore",
                "Cette demande ne nomme aucune règle à ignorer",
            );
        }
        let ids: Vec<String> = rules.iter().map(|(id, _)| id.clone()).collect();
        for (id, label) in rules {
            // Rules of one's own are not known here; a name one letter away from one of ours is a slip.
            let is_known = builtin_ids().any(|known| known == id);
            if let Some(guess) = nearest(&id, builtin_ids()).filter(|_| !is_known) {
                self.say(
                    label,
                    format!("No rule is named `{id}`. Did you mean `{guess}`?"),
                    format!(
                        "Aucune règle ne s'appelle `{id}`. Vouliez-vous dire `{guess}`\u{202f}?"
                    ),
                );
            }
        }
        let names = ids.join(", ");
        if reason.trim().is_empty() {
            return self.say(
                at,
                format!("{names} is not ignored: say why"),
                format!("{names} n'est pas ignorée\u{a0}: dites pourquoi"),
            );
        }
        let until = match until {
            None => None,
            Some((text, label)) => match Date::read(text.trim()) {
                Some(day) => Some(day),
                None => {
                    return self.say(
                        label,
                        format!("`{text}` is not a day, and {names} is not ignored: write it as 2027-01-31"),
                        format!("`{text}` n'est pas une date, et {names} n'est pas ignorée\u{a0}: écrivez-la comme 2027-01-31"),
                    );
                }
            },
        };
        self.asked.push(Ignore {
            rules: ids,
            reason: reason.trim().to_owned(),
            until,
            by,
            at,
            scope,
        });
    }
}

/// A reason, and the day that follows it between brackets.
fn dated(reason: &str) -> (&str, Option<&str>) {
    let Some((before, day)) = reason.strip_suffix(')').and_then(|text| text.rsplit_once('('))
    else {
        return (reason, None);
    };
    let found = UNTIL.iter().find_map(|word| day.strip_prefix(word));
    found.map_or((reason, None), |day| (before.trim_end(), Some(day)))
}

/// The bytes of a part of a comment.
fn within(document: &Document, comment: Comment, part: &str) -> Span {
    let whole = document.source.slice(comment.span);
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    let start = comment.span.start + start as u32;
    Span { start, end: start + part.len() as u32, ..comment.span }
}

/// Where each thing of a document starts, its key first: in the order of the text, what holds another before it.
struct Starts<'d> {
    nodes: Vec<(u32, Node<'d>)>,
}

impl<'d> Starts<'d> {
    fn of(document: &'d Document) -> Self {
        let first_byte =
            |node: Node<'_>| node.key_span().map_or(node.span().start, |key| key.start);
        Self { nodes: document.root().subtree().map(|node| (first_byte(node), node)).collect() }
    }

    /// What a comment is about: the entry or item below it, or that of its line.
    fn subject(&self, document: &Document, comment: Comment) -> Option<Node<'d>> {
        let from = |byte: u32| self.nodes.partition_point(|(start, _)| *start < byte);
        if comment.is_alone {
            return self.nodes.get(from(comment.span.end)).map(|(_, node)| *node);
        }
        let before = document.source.text.get(..comment.span.start as usize)?;
        let line = before.rfind('\n').map_or(0, |end| end + 1) as u32;
        let first = self.nodes.get(from(line)).filter(|(start, _)| *start < comment.span.start);
        first.map(|(_, node)| *node)
    }
}
