//! `overrides` and `except`: other rules, or other severities, for some files and some places of them.

use globset::{GlobBuilder, GlobMatcher};

use super::definition::{self, Level};
use super::origin::Spot;
use super::unit;
use crate::document::Node;
use crate::source::Uri;

/// Patterns of files, with what is different there.
pub(super) struct Override<'f> {
    /// The object that holds `files` and `rules`; of `except`, the list of rules.
    pub node: Node<'f>,
    patterns: Vec<Pattern<'f>>,
    is_except: bool,
}

struct Pattern<'f> {
    glob: &'f str,
    pointer: Option<&'f str>,
}

/// A severity that a rule has at a place of a document and below.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub rule: String,
    /// A JSON Pointer, empty for the whole document.
    pub pointer: String,
    pub level: Level,
    pub said: Spot,
}

/// The overrides of a ruleset, in their order.
pub(super) fn read(root: Node<'_>) -> Vec<Override<'_>> {
    let written = root.get("overrides").map(Node::children).into_iter().flatten();
    let overrides = written.map(|node| {
        let files = node.get("files").map(Node::children).into_iter().flatten();
        let patterns = files.filter_map(Node::as_str).map(Pattern::new).collect();
        Override { node, patterns, is_except: false }
    });
    let exceptions = root.get("except").map(Node::children).into_iter().flatten();
    let exceptions = exceptions.map(|node| {
        let patterns = node.key().into_iter().map(Pattern::new).collect();
        Override { node, patterns, is_except: true }
    });
    overrides.chain(exceptions).collect()
}

impl<'f> Pattern<'f> {
    fn new(text: &'f str) -> Self {
        match text.split_once('#') {
            Some((glob, pointer)) if unit::is_pointer(text) || !pointer.is_empty() => {
                Self { glob: if glob.is_empty() { "**" } else { glob }, pointer: Some(pointer) }
            }
            _ => Self { glob: text, pointer: None },
        }
    }

    fn matches(&self, path: &str) -> bool {
        // As minimatch with `matchBase`: without a slash, a pattern is for the name of the file, in any folder.
        let (glob, path) = if self.glob.contains('/') {
            (self.glob.trim_start_matches("./"), path)
        } else {
            (self.glob, path.rsplit('/').next().unwrap_or(path))
        };
        matcher(glob).is_some_and(|matcher| matcher.is_match(path))
    }
}

fn matcher(glob: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(glob).literal_separator(true).build().ok().map(|glob| glob.compile_matcher())
}

impl<'f> Override<'f> {
    /// Whether it is for the whole of a file, named from the ruleset's folder.
    pub(super) fn is_for(&self, path: &str) -> bool {
        !self.is_except
            && self
                .patterns
                .iter()
                .any(|pattern| pattern.pointer.is_none() && pattern.matches(path))
    }

    /// What it says of places of that file.
    pub(super) fn places(&self, path: &str) -> Vec<Placed> {
        let pointers = self.patterns.iter().filter(|pattern| pattern.matches(path));
        let pointers = pointers.filter_map(|pattern| match pattern.pointer {
            Some(pointer) => Some(pointer),
            None => self.is_except.then_some(""),
        });
        let levels = self.levels();
        pointers
            .flat_map(|pointer| {
                levels.iter().map(|(rule, level, node)| Placed {
                    rule: (*rule).to_owned(),
                    pointer: pointer.to_owned(),
                    level: *level,
                    said: Spot::of(*node, node.key_place()),
                })
            })
            .collect()
    }

    fn levels(&self) -> Vec<(&'f str, Level, Node<'f>)> {
        if self.is_except {
            let rules = self.node.children();
            return rules.filter_map(|rule| Some((rule.as_str()?, Level::Off, rule))).collect();
        }
        let rules = self.node.get("rules").map(Node::children).into_iter().flatten();
        let levels = rules.filter_map(|rule| {
            let level = definition::level(rule.as_str()?)?;
            Some((rule.key()?, level, rule))
        });
        levels.collect()
    }
}

/// The name of a document from the folder of a ruleset: what the patterns of its overrides are held against.
pub(super) fn relative(ruleset: &Uri, document: &Uri) -> String {
    let plain = |uri: &Uri| Uri::new("").join(uri.as_str()).as_str().to_owned();
    let (ruleset, document) = (plain(ruleset), plain(document));
    let mut from: Vec<&str> = ruleset.split('/').collect();
    from.pop();
    let to: Vec<&str> = document.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_held_against_the_way_from_the_ruleset() {
        for (ruleset, document, expected) in [
            (".spectral.yaml", "specs/a.yaml", "specs/a.yaml"),
            ("team/.spectral.yaml", "specs/a.yaml", "../specs/a.yaml"),
            ("./team/r.yaml", "team/a.yaml", "a.yaml"),
            ("/p/r.yaml", "/p/specs/a.yaml", "specs/a.yaml"),
        ] {
            assert_eq!(relative(&Uri::new(ruleset), &Uri::new(document)), expected);
        }
        for (pattern, path, expected) in [
            ("*.yaml", "specs/a.yaml", true),
            ("specs/*.yaml", "specs/a.yaml", true),
            ("specs/*.yaml", "specs/b/a.yaml", false),
            ("**/*.yaml", "a.yaml", true),
            ("legacy/**/*.{json,yaml}", "legacy/v1/a.json", true),
            ("**/*.yaml#/paths", "a.yaml", true),
            ("./a.yaml", "a.yaml", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(path), expected, "{pattern} {path}");
        }
    }
}
