//! From ECMAScript's syntax and meaning (ECMA-262, 22.2 and annex B) to that of `regex` and `fancy-regex`.

mod escape;

use std::fmt::Write as _;

use super::class::{self, Class};
use crate::diagnostic::Text;

/// JavaScript's flags, as far as they change what matches.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of JavaScript.
pub(super) struct Flags {
    pub global: bool,
    ignore_case: bool,
    multi_line: bool,
    dot_all: bool,
    unicode: bool,
    sticky: bool,
}

impl Flags {
    /// None where a flag is unknown or stands twice.
    pub(super) fn read(flags: &str) -> Option<Self> {
        let mut read = Self::default();
        for (rank, flag) in flags.char_indices() {
            match flag {
                'd' => {}
                'g' => read.global = true,
                'i' => read.ignore_case = true,
                'm' => read.multi_line = true,
                's' => read.dot_all = true,
                'u' | 'v' => read.unicode = true,
                'y' => read.sticky = true,
                _ => return None,
            }
            if flags[..rank].contains(flag) {
                return None;
            }
        }
        Some(read)
    }
}

/// A pattern in the syntax of `regex`, or of `fancy-regex` where it backtracks.
#[derive(Debug)]
pub(super) struct Translated {
    pub pattern: String,
    pub backtracks: bool,
    /// Whether it can only be found at the start of a text.
    pub is_anchored: bool,
}

const LINE_ENDS: &str = r"\n\r\x{2028}\x{2029}";
const WORD: &str = "[0-9A-Za-z_]";
/// Groups inside one another that are read.
const DEPTH: usize = 60;

struct Translator<'p> {
    text: &'p str,
    at: usize,
    flags: Flags,
    /// Names of the groups, by rank from 1.
    groups: Vec<Option<&'p str>>,
    out: String,
    backtracks: bool,
    /// Whether it is known from the start that it backtracks.
    is_bounded: bool,
    /// Where in `out` the last atom starts, if a quantifier may follow it.
    atom: Option<usize>,
    /// Where each open group starts in `out`, and whether it may be repeated.
    open: Vec<(usize, bool)>,
    /// Whether a `|` stands outside groups.
    has_alternatives: bool,
}

fn fault(en: impl Into<String>, fr: impl Into<String>) -> Text {
    Text::new(en, fr)
}

pub(super) fn translate(pattern: &str, flags: Flags) -> Result<Translated, Text> {
    let translated = translate_for(pattern, flags, false)?;
    if translated.backtracks { translate_for(pattern, flags, true) } else { Ok(translated) }
}

fn translate_for(pattern: &str, flags: Flags, is_bounded: bool) -> Result<Translated, Text> {
    let mut translator = Translator {
        text: pattern,
        at: 0,
        flags,
        groups: groups(pattern),
        out: String::with_capacity(pattern.len() + 16),
        backtracks: is_bounded,
        is_bounded,
        atom: None,
        open: Vec::new(),
        has_alternatives: false,
    };
    if flags.sticky {
        translator.out.push_str(r"\A(?:");
    }
    while let Some(character) = translator.bump() {
        translator.term(character)?;
    }
    if !translator.open.is_empty() {
        return Err(fault("a parenthesis is not closed", "une parenthèse n'est pas refermée"));
    }
    if flags.sticky {
        translator.out.push(')');
    }
    let is_anchored =
        flags.sticky || translator.out.starts_with(r"\A") && !translator.has_alternatives;
    let (pattern, backtracks) = (translator.out, translator.backtracks);
    Ok(Translated { pattern, backtracks, is_anchored })
}

/// The names of the groups that capture.
fn groups(pattern: &str) -> Vec<Option<&str>> {
    let mut groups = Vec::new();
    let (mut escaped, mut in_class) = (false, false);
    for (at, character) in pattern.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let rest = &pattern[at + 1..];
                match rest.strip_prefix("?<") {
                    Some(name) if !name.starts_with(['=', '!']) => {
                        groups.push(name.split('>').next());
                    }
                    None if !rest.starts_with('?') => groups.push(None),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    groups
}

impl<'p> Translator<'p> {
    fn rest(&self) -> &'p str {
        &self.text[self.at..]
    }

    fn bump(&mut self) -> Option<char> {
        let character = self.rest().chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn term(&mut self, character: char) -> Result<(), Text> {
        let start = self.out.len();
        match character {
            '|' => {
                self.out.push('|');
                self.has_alternatives |= self.open.is_empty();
                self.atom = None;
                return Ok(());
            }
            '(' => return self.open(),
            ')' => return self.close(),
            '*' | '+' | '?' => return self.quantify(&character.to_string()),
            '{' => {
                if let Some(quantifier) = self.braces() {
                    return self.quantify(&quantifier);
                }
                if self.flags.unicode {
                    return Err(fault("`{` stands alone", "`{` est seul"));
                }
                self.literal('{');
            }
            '^' => {
                self.start_of_text();
                self.atom = None;
                return Ok(());
            }
            '$' => {
                self.end_of_text();
                self.atom = None;
                return Ok(());
            }
            '.' if self.flags.dot_all => self.out.push_str(r"[\s\S]"),
            '.' => {
                let _ = write!(self.out, "[^{LINE_ENDS}]");
            }
            '[' => self.class()?,
            '\\' => return self.escape(),
            other => self.literal(other),
        }
        self.atom = Some(start);
        Ok(())
    }

    fn start_of_text(&mut self) {
        if self.flags.multi_line {
            self.backtracks = true;
            let _ = write!(self.out, r"(?:\A|(?<=[{LINE_ENDS}]))");
        } else {
            self.out.push_str(r"\A");
        }
    }

    fn end_of_text(&mut self) {
        if self.flags.multi_line {
            self.backtracks = true;
            let _ = write!(self.out, r"(?:\z|(?=[{LINE_ENDS}]))");
        } else {
            self.out.push_str(r"\z");
        }
    }

    fn open(&mut self) -> Result<(), Text> {
        let start = self.out.len();
        let mut repeats = true;
        if self.take("?:") {
            self.out.push_str("(?:");
        } else if self.take("?=") || self.take("?!") {
            self.backtracks = true;
            repeats = !self.flags.unicode;
            self.out.push_str(if self.text[..self.at].ends_with('=') { "(?=" } else { "(?!" });
        } else if self.take("?<=") || self.take("?<!") {
            self.backtracks = true;
            repeats = false;
            self.out.push_str(if self.text[..self.at].ends_with('=') { "(?<=" } else { "(?<!" });
        } else if self.take("?<") {
            let rest = self.rest();
            let is_start = |c: char| c.is_alphabetic() || matches!(c, '_' | '$');
            let Some(end) = rest.find('>').filter(|_| rest.starts_with(is_start)) else {
                return Err(fault("the name of a group is wrong", "le nom d'un groupe est faux"));
            };
            self.at += end + 1;
            self.out.push('(');
        } else if self.rest().starts_with('?') {
            return Err(fault(
                "`(?` is followed by neither `:`, `=`, `!`, `<=`, `<!` nor `<name>`",
                "`(?` n'est suivi ni de `:`, `=`, `!`, `<=`, `<!` ni de `<nom>`",
            ));
        } else {
            self.out.push('(');
        }
        if self.open.len() >= DEPTH {
            return Err(fault(
                "its groups are nested too deeply",
                "ses groupes sont trop imbriqués",
            ));
        }
        self.open.push((start, repeats));
        self.atom = None;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Text> {
        let Some((start, repeats)) = self.open.pop() else {
            return Err(fault(
                "a parenthesis is closed that was not opened",
                "une parenthèse est refermée sans avoir été ouverte",
            ));
        };
        self.out.push(')');
        self.atom = repeats.then_some(start);
        Ok(())
    }

    /// `{2}`, `{2,}`, `{2,5}`, the opening brace read already.
    fn braces(&mut self) -> Option<String> {
        let inner = &self.rest()[..self.rest().find('}')?];
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(least) || !(most.is_empty() || is_number(most)) {
            return None;
        }
        self.at += inner.len() + 1;
        Some(format!("{{{inner}}}"))
    }

    fn quantify(&mut self, quantifier: &str) -> Result<(), Text> {
        let Some(start) = self.atom.take() else {
            return Err(fault(
                format!("there is nothing for `{quantifier}` to repeat"),
                format!("`{quantifier}` n'a rien à répéter"),
            ));
        };
        // A look-ahead that is repeated holds once, or need not.
        if self.out[start..].starts_with("(?=") || self.out[start..].starts_with("(?!") {
            if quantifier.starts_with(['*', '?']) || quantifier.starts_with("{0") {
                self.out.insert_str(start, "(?:");
                self.out.push_str("|)");
            }
            self.take("?");
            return Ok(());
        }
        self.out.push_str(quantifier);
        if self.take("?") {
            self.out.push('?');
        }
        Ok(())
    }

    fn literal(&mut self, character: char) {
        let mut class = Class::default();
        if self.flags.ignore_case {
            class.add(character as u32, character as u32);
            class.fold(self.flags.unicode);
            if class::cases(character, self.flags.unicode).any(|other| other != character) {
                class.write(false, &mut self.out);
                return;
            }
        }
        if character.is_ascii_alphanumeric() || !character.is_ascii() {
            self.out.push(character);
        } else {
            let _ = write!(self.out, r"\x{{{:X}}}", character as u32);
        }
    }

    /// `[…]`, the opening bracket read already.
    fn class(&mut self) -> Result<(), Text> {
        let negated = self.take("^");
        let mut class = Class::default();
        loop {
            if self.take("]") {
                break;
            }
            let Some(first) = self.class_atom(&mut class)? else { continue };
            let rest = self.rest();
            if !rest.starts_with('-') || rest.starts_with("-]") {
                class.add(first, first);
                continue;
            }
            self.at += 1;
            match self.class_atom(&mut class)? {
                Some(last) if last >= first => class.add(first, last),
                Some(_) => {
                    return Err(fault(
                        "a range in brackets goes backwards",
                        "un intervalle entre crochets est à l'envers",
                    ));
                }
                // `[a-\d]`: three things, not a range.
                None => {
                    class.add(first, first);
                    class.add(0x2D, 0x2D);
                }
            }
        }
        if self.flags.ignore_case {
            class.fold(self.flags.unicode);
        }
        class.write(negated, &mut self.out);
        Ok(())
    }

    /// A character of a class; nothing where it was a set, which is added.
    fn class_atom(&mut self, class: &mut Class) -> Result<Option<u32>, Text> {
        let Some(character) = self.bump() else {
            return Err(fault("a bracket is not closed", "un crochet n'est pas refermé"));
        };
        if character != '\\' {
            return Ok(Some(character as u32));
        }
        let Some(escaped) = self.bump() else {
            return Err(fault("it ends in a backslash", "elle finit par une barre inverse"));
        };
        Ok(match escaped {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                named(class, escaped);
                // `[\w-.]`: the hyphen is itself.
                if self.rest().starts_with('-') && !self.rest().starts_with("-]") {
                    self.at += 1;
                    class.add(0x2D, 0x2D);
                }
                None
            }
            'p' | 'P' if self.flags.unicode => {
                let property = self.property(escaped)?;
                class.add_property(property);
                None
            }
            'b' => Some(0x08),
            other => Some(self.character(other)?),
        })
    }
}

/// `\d` and the like: ASCII, but for the white space.
fn named(class: &mut Class, letter: char) {
    let ranges = match letter.to_ascii_lowercase() {
        'd' => class::DIGITS,
        'w' => class::WORD,
        _ => class::SPACE,
    };
    if letter.is_ascii_lowercase() {
        class.add_all(ranges);
    } else {
        class.add_all_but(ranges);
    }
}
