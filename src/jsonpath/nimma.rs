//! The grammar of Nimma, the engine of Spectral.

use super::lexer::Lexer;
use super::{Filter, Path, PathError, Segment, Selector, Slice};

/// A step, and whether it goes to any depth.
struct Step {
    kind: Kind,
    is_deep: bool,
}

enum Kind {
    Member(String),
    Any,
    Containers,
    Union(Vec<String>),
    Slice(Slice),
    /// Between these bytes.
    Filter(usize, usize),
}

/// Characters that a filter may have outside its texts.
const SIGNS: &str = " \t$@.,_=<>!|&+~%^*/;-[]";

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// Reads an expression, if it is in the grammar and Nimma keeps it for itself.
pub(super) fn parse(text: &str) -> Option<Result<Path, PathError>> {
    let mut scanner = Scanner { text, at: 1 };
    let mut steps = Vec::new();
    let only_deep = text[1..]
        .strip_prefix("..")
        .is_some_and(|rest| rest.chars().all(|character| matches!(character, '~' | '^')));
    if only_deep {
        scanner.at = 3;
        steps.push(Step { kind: Kind::Containers, is_deep: true });
    }
    while let Some(step) = scanner.step() {
        steps.push(step);
    }
    let modifiers = &text[scanner.at..];
    if !modifiers.chars().all(|character| matches!(character, '~' | '^')) {
        return None;
    }
    if is_left_to_the_fallback(&steps, !modifiers.is_empty()) {
        return None;
    }
    Some(build(text, steps, modifiers))
}

fn build(text: &str, steps: Vec<Step>, modifiers: &str) -> Result<Path, PathError> {
    if steps.is_empty() && modifiers.contains('~') {
        return Err(PathError::new(
            1,
            "the root has no key: `~` follows a step, as in `$.paths~`",
            "la racine n'a pas de clé\u{a0}: `~` suit une étape, comme dans `$.paths~`",
        ));
    }
    let is_fixed = steps.iter().all(|step| !step.is_deep && matches!(step.kind, Kind::Member(_)));
    let count = steps.len();
    let mut segments: Vec<Segment> = Vec::with_capacity(count);
    let mut carried = false;
    for (rank, step) in steps.into_iter().enumerate() {
        let is_last = rank + 1 == count;
        let is_deep = step.is_deep || std::mem::take(&mut carried);
        // Nimma reads `..*.a` as `..a`.
        if is_deep && !is_last && matches!(step.kind, Kind::Any) {
            carried = true;
            continue;
        }
        let selector = match step.kind {
            Kind::Member(name) if is_fixed && is_last && count > 1 && name == "length" => {
                Selector::Union(vec![Selector::Name(name), Selector::Length])
            }
            Kind::Member(name) => Selector::Name(name),
            Kind::Any => Selector::Any,
            Kind::Containers => Selector::Containers,
            Kind::Union(names) => Selector::Union(names.into_iter().map(Selector::Name).collect()),
            Kind::Slice(slice) => Selector::Slice(slice),
            Kind::Filter(start, end) => {
                Selector::of(Filter::parse(&mut Lexer::within(text, start, end))?)
            }
        };
        segments.push(if is_deep {
            Segment::Descendant(selector)
        } else {
            Segment::Child(selector)
        });
    }
    // What follows the first `~` changes nothing.
    let parents = modifiers.chars().take_while(|character| *character == '^').count();
    segments.extend(std::iter::repeat_with(|| Segment::Parent).take(parents));
    Ok(Path { text: text.to_owned(), segments, takes_keys: modifiers.contains('~') })
}

/// Whether Nimma finds the expression too hard: several `..`, but for runs of plain names.
fn is_left_to_the_fallback(steps: &[Step], has_modifiers: bool) -> bool {
    let is_member = |step: &Step| matches!(step.kind, Kind::Member(_));
    let is_plain = |step: &Step| matches!(step.kind, Kind::Member(_) | Kind::Any);
    // A bare `..` is a kind of its own there.
    let is_deep = |step: &Step| step.is_deep && !matches!(step.kind, Kind::Containers);
    let Some(first) = steps.iter().position(is_deep) else { return false };
    if !is_member(&steps[first]) {
        return steps[first + 1..].iter().any(is_deep);
    }
    let after = &steps[first + 1..];
    let middle = if has_modifiers { after } else { &after[..after.len().saturating_sub(1)] };
    let (mut had_flat, mut deep) = (false, 1);
    for step in middle {
        if !is_deep(step) {
            had_flat |= is_plain(step);
        } else if !is_plain(step) || had_flat {
            return true;
        } else {
            deep += 1;
        }
    }
    match steps.last() {
        Some(last) if !has_modifiers && is_deep(last) => {
            !after.is_empty() && (had_flat || matches!(last.kind, Kind::Any))
        }
        _ => deep > 1,
    }
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn while_in(&mut self, is_in: impl Fn(char) -> bool) -> Option<&str> {
        let length = self.rest().find(|c| !is_in(c)).unwrap_or(self.rest().len());
        let start = self.at;
        self.at += length;
        (length > 0).then(|| &self.text[start..start + length])
    }

    /// Tries a reading, and goes back where it fails.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn step(&mut self) -> Option<Step> {
        self.attempt(|scanner| {
            let is_deep = if scanner.take("..") {
                true
            } else if scanner.take(".") {
                // `.[` goes to any depth: Nimma's own invention.
                scanner.rest().starts_with('[')
            } else if scanner.rest().starts_with(['@', '[']) {
                false
            } else {
                return None;
            };
            Some(Step { kind: scanner.kind()?, is_deep })
        })
    }

    fn kind(&mut self) -> Option<Kind> {
        if let Some(name) = self.while_in(is_name) {
            return Some(Kind::Member(name.to_owned()));
        }
        if self.take("*") {
            return Some(Kind::Any);
        }
        if self.rest().starts_with('@') {
            let start = self.at;
            return self.attempt(|scanner| {
                scanner.take("@");
                scanner.while_in(|c| c.is_ascii_lowercase())?;
                scanner.take("()").then_some(Kind::Filter(start, scanner.at))
            });
        }
        self.attempt(|scanner| {
            scanner.take("[").then_some(())?;
            if scanner.take("*]") {
                return Some(Kind::Any);
            }
            scanner
                .attempt(Self::last)
                .or_else(|| scanner.attempt(Self::filter))
                .or_else(|| scanner.attempt(Self::names))
                .or_else(|| scanner.attempt(Self::slice))
        })
    }

    /// `(@.length-1)`: all items from there on.
    fn last(&mut self) -> Option<Kind> {
        self.take("(@.length").then_some(())?;
        self.while_in(is_space);
        self.take("-").then_some(())?;
        self.while_in(is_space);
        let rank: i64 = self.while_in(|c| c.is_ascii_digit())?.parse().ok()?;
        // -0 is 0: the whole list.
        let slice = Slice { start: Some(-rank), end: None, step: 1, is_forward: true };
        self.take(")]").then_some(Kind::Slice(slice))
    }

    /// `?(…)]`
    fn filter(&mut self) -> Option<Kind> {
        self.take("?(").then_some(())?;
        let start = self.at;
        let mut depth = 0;
        loop {
            let character = self.rest().chars().next()?;
            match character {
                ')' if depth == 0 => break,
                '(' => depth += 1,
                ')' => depth -= 1,
                '\'' | '"' => {
                    let length = self.rest()[1..].find(character)?;
                    self.at += length + 1;
                }
                _ if character.is_ascii_alphanumeric() || SIGNS.contains(character) => {}
                _ => return None,
            }
            self.at += 1;
        }
        let end = self.at;
        (end > start && self.take(")]")).then_some(Kind::Filter(start, end))
    }

    /// `name]`, `'a name']`, `get,put]`, without spaces; commas may be left out between quotes.
    fn names(&mut self) -> Option<Kind> {
        let mut names: Vec<String> = Vec::new();
        while !self.take("]") {
            let name = self.name()?;
            if !names.contains(&name) {
                names.push(name);
            }
            self.take(",");
        }
        match names.len() {
            0 => None,
            1 => names.pop().map(Kind::Member),
            _ => Some(Kind::Union(names)),
        }
    }

    fn name(&mut self) -> Option<String> {
        for quote in ["'", "\""] {
            if self.take(quote) {
                let length = self.rest().find(quote)?;
                let name = self.rest()[..length].to_owned();
                self.at += length + 1;
                return Some(name);
            }
        }
        let name = self.while_in(is_name)?;
        // A rank is a number: `[007]` is `[7]`.
        let number = name.parse::<i64>().ok().filter(|number| number.abs() < 1 << 53);
        Some(number.map_or_else(|| name.to_owned(), |number| number.to_string()))
    }

    /// `1:3]`, `:-1]`, `::2]`
    fn slice(&mut self) -> Option<Kind> {
        let start = self.number();
        self.take(":").then_some(())?;
        let end = self.number();
        let step = if self.take(":") { Some(self.number()?) } else { None };
        self.take("]").then_some(())?;
        // A step of 0 leaves the first rank.
        let slice = match step.unwrap_or(1) {
            0 => Slice::item(start.unwrap_or(0)),
            step => Slice { start, end, step, is_forward: true },
        };
        Some(Kind::Slice(slice))
    }

    fn number(&mut self) -> Option<i64> {
        self.attempt(|scanner| {
            let start = scanner.at;
            scanner.take("-");
            scanner.while_in(|c| c.is_ascii_digit())?;
            scanner.text[start..scanner.at].parse().ok()
        })
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '$' | '_' | '-')
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t')
}
