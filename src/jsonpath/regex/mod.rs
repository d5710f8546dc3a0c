//! Regular expressions as JavaScript means them: those of filters, and of the functions that rules name.
//!
//! What linear time can decide runs on `regex`; look-around and back-references run on `fancy-regex`, whose work is bounded.

mod class;
mod translate;

use std::fmt;

use crate::diagnostic::Text;
use translate::Flags;

/// Steps after which a pattern with look-around or back-references gives up on a text.
const STEPS: usize = 200_000;
/// Bytes of the longest text that such a pattern is tried on: looking around at every place costs length × length.
const TEXT: usize = 8 << 10;
/// The same, for a pattern that is only tried at the start of the text.
const ANCHORED_TEXT: usize = 32 << 10;
/// Bytes that a compiled pattern may take.
const SIZE: usize = 4 << 20;
/// Bytes that a pattern may be long.
const LENGTH: usize = 20_000;

/// A compiled ECMAScript pattern.
#[derive(Clone, Debug)]
pub struct Regex {
    source: String,
    is_global: bool,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    /// In linear time, whatever the pattern and the text.
    Linear(regex::Regex),
    /// With a bound on the steps, and on the length of the text.
    Bounded(Box<fancy_regex::Regex>, usize),
}

/// The pattern gave up on a text: whether it matches is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Regex {
    /// Compiles a pattern with JavaScript's flags (`d g i m s u v y`).
    ///
    /// ```
    /// use apilint::jsonpath::Regex;
    ///
    /// let regex = Regex::new(r"^(?!\d)[^/]*$", "")?;
    /// assert!(regex.is_match("livres") && !regex.is_match("1/2"));
    /// # Ok::<(), apilint::diagnostic::Text>(())
    /// ```
    pub fn new(pattern: &str, flags: &str) -> Result<Self, Text> {
        let refused = |en: &str, fr: &str| {
            Text::new(
                format!("the regular expression /{pattern}/{flags} is not understood: {en}"),
                format!("l'expression régulière /{pattern}/{flags} n'est pas comprise\u{a0}: {fr}"),
            )
        };
        if pattern.len() > LENGTH {
            return Err(refused("it is too long", "elle est trop longue"));
        }
        let read = Flags::read(flags).ok_or_else(|| {
            refused(
                "its flags are not among d g i m s u v y",
                "ses drapeaux ne sont pas parmi d g i m s u v y",
            )
        })?;
        let translated =
            translate::translate(pattern, read).map_err(|fault| refused(&fault.en, &fault.fr))?;
        let longest = if translated.is_anchored { ANCHORED_TEXT } else { TEXT };
        let engine = if translated.backtracks {
            fancy_regex::RegexBuilder::new(&translated.pattern)
                .backtrack_limit(STEPS)
                .delegate_size_limit(SIZE)
                .build()
                .map(|regex| Engine::Bounded(Box::new(regex), longest))
                .map_err(|error| error.to_string())
        } else {
            regex::RegexBuilder::new(&translated.pattern)
                .size_limit(SIZE)
                .build()
                .map(Engine::Linear)
                .map_err(|error| error.to_string())
        };
        let engine = engine.map_err(|error| {
            let last = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
            refused(last, last)
        })?;
        Ok(Self { source: pattern.to_owned(), is_global: read.global, engine })
    }

    /// Compiles what rulesets write: `^a$`, or `/^a$/i`.
    pub fn from_option(text: &str) -> Result<Self, Text> {
        let slashed = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
        match slashed.filter(|(pattern, _)| !pattern.is_empty()) {
            Some((pattern, flags)) if flags.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                Self::new(pattern, flags)
            }
            _ => Self::new(text, ""),
        }
    }

    /// Whether it is found in a text; not found where it gave up.
    pub fn is_match(&self, text: &str) -> bool {
        self.try_match(text).unwrap_or(false)
    }

    /// Whether it is found in a text, unless it gave up: only patterns with look-around or back-references do.
    pub fn try_match(&self, text: &str) -> Result<bool, Exhausted> {
        match &self.engine {
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::Bounded(_, longest) if text.len() > *longest => Err(Exhausted),
            Engine::Bounded(regex, _) => regex.is_match(text).map_err(|_| Exhausted),
        }
    }

    /// Whether it has the flag `g`.
    pub(super) fn is_global(&self) -> bool {
        self.is_global
    }

    /// The bytes of the first place where it is found.
    pub(super) fn find(&self, text: &str) -> Option<(usize, usize)> {
        self.find_from(text, 0)
    }

    fn find_from(&self, text: &str, start: usize) -> Option<(usize, usize)> {
        match &self.engine {
            Engine::Linear(regex) => {
                regex.find_at(text, start).map(|found| (found.start(), found.end()))
            }
            Engine::Bounded(_, longest) if text.len() > *longest => None,
            Engine::Bounded(regex, _) => regex
                .find_from_pos(text, start)
                .ok()
                .flatten()
                .map(|found| (found.start(), found.end())),
        }
    }

    /// Every place where it is found, none over another.
    fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        let mut at = 0;
        while let Some((start, end)) = self.find_from(text, at) {
            places.push((start, end));
            at = end;
            if start == end {
                let Some(next) = text[end..].chars().next() else { break };
                at += next.len_utf8();
            }
        }
        places
    }

    /// What it finds first: the whole, then its groups.
    pub(super) fn groups(&self, text: &str) -> Option<Vec<Option<String>>> {
        match &self.engine {
            Engine::Linear(regex) => regex.captures(text).map(|groups| {
                groups.iter().map(|group| group.map(|group| group.as_str().to_owned())).collect()
            }),
            Engine::Bounded(_, longest) if text.len() > *longest => None,
            Engine::Bounded(regex, _) => regex.captures(text).ok().flatten().map(|groups| {
                groups.iter().map(|group| group.map(|group| group.as_str().to_owned())).collect()
            }),
        }
    }

    /// All that it finds.
    pub(super) fn all(&self, text: &str) -> Vec<String> {
        self.places(text).into_iter().map(|(start, end)| text[start..end].to_owned()).collect()
    }

    /// What stands between the places where it is found.
    pub(super) fn split(&self, text: &str) -> Vec<String> {
        let mut parts = Vec::new();
        let mut at = 0;
        for (start, end) in self.places(text).into_iter().filter(|(_, end)| *end > 0) {
            if start == end && start == text.len() {
                break;
            }
            parts.push(text[at..start].to_owned());
            at = end;
        }
        parts.push(text[at..].to_owned());
        parts
    }

    /// A text with the first place replaced, all of them with the flag `g`.
    pub(super) fn replace(&self, text: &str, with: &str) -> String {
        let mut replaced = String::new();
        let mut at = 0;
        let places =
            if self.is_global { self.places(text) } else { self.find(text).into_iter().collect() };
        for (start, end) in places {
            replaced.push_str(&text[at..start]);
            replaced.push_str(&with.replace("$&", &text[start..end]));
            at = end;
        }
        replaced.push_str(&text[at..]);
        replaced
    }
}

impl fmt::Display for Regex {
    /// The pattern as it is written, without slashes nor flags.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.source)
    }
}

#[cfg(test)]
mod tests;
