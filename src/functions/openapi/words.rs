//! Words that the messages about OpenAPI share.

use crate::description::Object;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::spec::{ObjectName, Version, nearest};

/// Candidates for what was meant: where an author has more, each question would cost too much.
pub(super) const CANDIDATES: usize = 200;

/// `. Did you mean …?`, or nothing.
pub(super) fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Text {
    nearest(word, candidates.take(CANDIDATES)).map_or_else(Text::default, meant)
}

/// `. Did you mean …?`
pub(super) fn meant(guess: &str) -> Text {
    Text::new(
        format!(". Did you mean `{guess}`?"),
        format!(". Vouliez-vous dire `{guess}`\u{202f}?"),
    )
}

/// `Swagger 2.0, OpenAPI 3.0 and OpenAPI 3.1`.
pub(super) fn versions(versions: &[Version]) -> Text {
    let names: Vec<&str> = versions.iter().map(|version| version.table().name).collect();
    listed(&names, "and", "et")
}

/// `a, b or c`, with another word for `or`.
pub(super) fn listed(names: &[&str], en: &str, fr: &str) -> Text {
    match names {
        [] => Text::default(),
        [only] => Text::same(*only),
        [most @ .., last] => {
            let most = most.join(", ");
            Text::new(format!("{most} {en} {last}"), format!("{most} {fr} {last}"))
        }
    }
}

/// `a Schema Object`, `an Operation Object`.
pub(super) fn an_object(name: ObjectName) -> Text {
    let article = if name.name().starts_with(['A', 'E', 'I', 'O', 'X']) { "an" } else { "a" };
    Text::new(format!("{article} {name} Object"), format!("un objet {name}"))
}

/// The words, as a sentence starts with them.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Names as code: `` `a` ``.
pub(super) fn code<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(|name| format!("`{name}`")).collect()
}

/// `The Parameter Object`, with its name where the author gave it one.
pub(super) fn the_object(object: &Object<'_>) -> Text {
    let kind = object.kind.name.name();
    let own = || object.node.get("name").and_then(Node::as_str);
    let key = object.node.key().filter(|key| !key.eq_ignore_ascii_case(kind));
    match key.or_else(own).filter(|name| !name.is_empty()) {
        Some(name) => {
            Text::new(format!("The {kind} Object `{name}`"), format!("L'objet {kind} `{name}`"))
        }
        None => Text::new(format!("The {kind} Object"), format!("L'objet {kind}")),
    }
}

/// Two pieces of a sentence, in both languages.
pub(super) fn join(start: &Text, end: &Text) -> Text {
    Text::new(format!("{}{}", start.en, end.en), format!("{}{}", start.fr, end.fr))
}
