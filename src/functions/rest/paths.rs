//! How paths are written.

use super::habit::{Habit, PATHS};
use super::words::words;
use crate::description::operations;
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// The parts of a path between slashes that hold no `{name}`, without extension nor `:action`.
pub(super) fn fixed_segments(path: &str) -> impl Iterator<Item = &str> {
    let segments = path.split(['?', '#']).next().unwrap_or_default().split('/');
    segments.filter(|segment| !segment.contains(['{', '}'])).filter_map(|segment| {
        segment.split(['.', ':']).next().filter(|segment| !segment.is_empty())
    })
}

/// On the root: no path ends with a slash.
pub(in crate::functions) fn end_without_slash(
    options: &Options<'_>,
) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut habit = Habit::of(PATHS, target.description);
        for node in paths(target.description.root()) {
            let path = node.key().unwrap_or_default();
            habit.count(path.len() > 1 && path.ends_with('/'), || {
                (path.to_owned(), node.key_label())
            });
        }
        habit.finding().into_iter().collect()
    }))
}

/// On the root: paths name things. Options `verbs`, words that start a name of several words and make it an action;
/// `alone`, those that are actions by themselves.
pub(in crate::functions) fn without_verb(options: &Options<'_>) -> Result<Check, OptionsError> {
    let ((), (verbs, alone)) = OptionsError::both(
        options.only(&["verbs", "alone"]),
        OptionsError::both(options.words("verbs"), options.words("alone")),
    )?;
    Ok(Check::new(move |target| {
        let mut habit = Habit::of(PATHS, target.description);
        for node in paths(target.description.root()) {
            let path = node.key().unwrap_or_default();
            let is_action = fixed_segments(path).any(|segment| {
                let words = words(segment);
                words.first().is_some_and(|first| {
                    alone.contains(first) || (words.len() > 1 && verbs.contains(first))
                })
            });
            habit.count(is_action, || (path.to_owned(), node.key_label()));
        }
        habit.finding().into_iter().collect()
    }))
}

/// On the root: the path of a list ends with a plural. Option `invariant`: words that are their own plural.
pub(in crate::functions) fn plural(options: &Options<'_>) -> Result<Check, OptionsError> {
    let ((), invariant) =
        OptionsError::both(options.only(&["invariant"]), options.words("invariant"))?;
    Ok(Check::new(move |target| {
        let mut habit = Habit::of(PATHS, target.description);
        for operation in operations(target.description) {
            if !super::lists::answers_with_list(&operation) {
                continue;
            }
            let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let Some(name) = fixed_segments(last).next() else { continue };
            let words = words(name);
            let is_plural = words.iter().any(|word| {
                word.ends_with(['s', 'x', 'z']) || invariant.contains(word) || is_acronym(word)
            });
            habit
                .count(!is_plural, || (operation.path.to_owned(), operation.path_node.key_label()));
        }
        habit.finding().into_iter().collect()
    }))
}

/// `rpg`, `aoc`, `bdtn`: what the letters stand for has the plural.
fn is_acronym(word: &str) -> bool {
    word.chars().count() <= 3 || !word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'é', 'è', 'ê', 'œ'])
}

fn paths(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let entries = root.get("paths").map(Node::children).into_iter().flatten();
    entries.filter(|node| node.key().is_some_and(|key| !key.starts_with("x-")))
}

#[cfg(test)]
mod tests {
    use super::fixed_segments;

    #[test]
    fn fixed_segments_are_what_is_not_in_braces() {
        let segments = |path| fixed_segments(path).collect::<Vec<_>>();
        assert_eq!(segments("/v1/communes/{code}/ecoles.json"), ["v1", "communes", "ecoles"]);
        assert_eq!(segments("/a/{id}:publier"), ["a"]);
        assert_eq!(segments("/"), Vec::<&str>::new());
    }
}
