//! One way of joining words in all names of a kind.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::habit::{Habit, Noun, PATHS};
use super::paths::fixed_segments;
use crate::description::{Description, operations};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};

const PARAMETERS: Noun = Noun { en: "parameters", fr: "paramètres" };

/// A way of joining words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Kebab,
    Snake,
    Camel,
    Pascal,
}

impl Style {
    /// The style of a name of several words; nothing for one word, or for a mixture.
    fn of(name: &str) -> Option<Self> {
        let has = |letter| name.contains(letter);
        let humps = name.as_bytes().windows(2);
        let has_humps = humps
            .into_iter()
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        match (has('-'), has('_'), has_humps) {
            (true, false, false) => Some(Self::Kebab),
            (false, true, false) => Some(Self::Snake),
            (false, false, true) if name.starts_with(|letter: char| letter.is_uppercase()) => {
                Some(Self::Pascal)
            }
            (false, false, true) => Some(Self::Camel),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kebab => "kebab-case",
            Self::Snake => "snake_case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
        }
    }
}

/// Names of several words, each once, in the order they are met.
#[derive(Default)]
struct Styles<'d> {
    seen: HashSet<&'d str>,
    names: Vec<(&'d str, Style, Label)>,
}

impl<'d> Styles<'d> {
    fn add(&mut self, name: &'d str, at: impl FnOnce() -> Label) {
        if let Some(style) = Style::of(name).filter(|_| self.seen.insert(name)) {
            self.names.push((name, style, at()));
        }
    }

    /// The names that are not in the style of most.
    fn finding(self, noun: Noun, description: &Description) -> Option<Finding> {
        let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
        for (_, style, _) in &self.names {
            *counts.entry(*style).or_default() += 1;
        }
        // Of two that are as frequent, kebab-case, then snake_case.
        let usual = counts.iter().max_by_key(|(style, count)| (**count, Reverse(**style)));
        let usual = usual.map(|(style, _)| *style).filter(|_| counts.len() > 1)?;
        let others: Vec<_> =
            self.names.into_iter().filter(|(_, style, _)| *style != usual).collect();
        let (name, style, _) = others.first()?;
        let (usual, style, count) = (usual.name(), style.name(), others.len());
        let message = if count == 1 {
            Text::new(
                format!("The {} are in {usual}, and `{name}` is in {style}", noun.en),
                format!("Les {} sont en {usual}, et `{name}` est en {style}", noun.fr),
            )
        } else {
            Text::new(
                format!("The {} are in {usual}, and {count} are not, such as `{name}`", noun.en),
                format!(
                    "Les {} sont en {usual}, et {count} ne le sont pas, comme `{name}`",
                    noun.fr
                ),
            )
        };
        let mut habit = Habit::of(noun, description);
        for (_, _, label) in others {
            habit.count(true, || (String::new(), label));
        }
        habit.saying(message)
    }
}

/// On the root: the fixed parts of all paths join words in one way.
pub(in crate::functions) fn of_paths(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut styles = Styles::default();
        for operation in operations(target.description) {
            for segment in fixed_segments(operation.path) {
                styles.add(segment, || operation.path_node.key_label());
            }
        }
        styles.finding(PATHS, target.description).into_iter().collect()
    }))
}

/// On the root: the names of all query parameters join words in one way.
pub(in crate::functions) fn of_parameters(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut styles = Styles::default();
        for operation in operations(target.description) {
            for parameter in operation.parameters() {
                let (Some(name), Some(node)) = (parameter.name, parameter.node) else { continue };
                // `filter[name]` and `$top` have forms of their own.
                if parameter.location == Some("query")
                    && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
                {
                    let name = name.trim_matches(['-', '_']);
                    styles.add(name, || node.get("name").map_or_else(|| node.label(), Node::label));
                }
            }
        }
        styles.finding(PARAMETERS, target.description).into_iter().collect()
    }))
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn only_names_of_several_words_have_a_style() {
        let style = |name| Style::of(name).map(Style::name);
        assert_eq!(style("limites-administratives"), Some("kebab-case"));
        assert_eq!(style("code_insee"), Some("snake_case"));
        assert_eq!(style("codeInsee"), Some("camelCase"));
        assert_eq!(style("CodeInsee"), Some("PascalCase"));
        for name in ["communes", "SIRET", "v1", "code_insee-2"] {
            assert_eq!(style(name), None, "{name}");
        }
    }
}
