//! Regular expressions of ECMA-262, as `pattern` holds them: what JavaScript refuses or reads otherwise than it was meant,
//! and the same expression for the crate `regex`, whose time is linear.
//!
//! Leniency is that of browsers without the flag `u` (ECMA-262, Annex B), plus `\p{…}` and `\u{…}`: JSON Schema asks for
//! Unicode, and writers escape more than Unicode mode allows.

mod class;
#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::str::Chars;

use regex::{Regex, RegexBuilder};

use crate::diagnostic::Text;

/// An expression that JavaScript understands.
pub(super) struct Pattern {
    /// It in the syntax of `regex`; nothing where it looks around or back.
    rust: Option<String>,
}

impl Pattern {
    /// Reads an expression. An error says what JavaScript does not understand in it.
    pub(super) fn read(text: &str) -> Result<Self, Text> {
        let mut reader = Reader {
            rest: text.chars().peekable(),
            rust: String::with_capacity(text.len() + 8),
            is_translatable: true,
            groups: 0,
        };
        reader.read()?;
        Ok(Self { rust: reader.is_translatable.then_some(reader.rust) })
    }

    /// The expression, ready; nothing where it cannot be had in linear time or is too large.
    pub(super) fn compile(&self) -> Option<Regex> {
        RegexBuilder::new(self.rust.as_deref()?).size_limit(1 << 20).build().ok()
    }
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    rust: String,
    is_translatable: bool,
    groups: usize,
}

/// What a quantifier would apply to.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing: the start of the expression, of a group or of an alternative.
    Nothing,
    /// Something that can be repeated.
    Atom,
    /// A quantifier, its `?` included.
    Quantifier,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Text> {
        let mut before = Before::Nothing;
        while let Some(sign) = self.rest.next() {
            before = match sign {
                '\\' => {
                    self.escape(false)?;
                    Before::Atom
                }
                '[' => {
                    self.class()?;
                    Before::Atom
                }
                '(' => {
                    self.open_group()?;
                    Before::Nothing
                }
                ')' => {
                    if self.groups == 0 {
                        return Err(unmatched(")", "("));
                    }
                    self.groups -= 1;
                    self.rust.push(')');
                    Before::Atom
                }
                '*' | '+' | '?' => {
                    self.quantifier(before, &sign.to_string())?;
                    Before::Quantifier
                }
                '{' => self.braces(before)?,
                '|' => {
                    self.rust.push('|');
                    Before::Nothing
                }
                // An anchor repeated is useless, and allowed.
                '^' | '$' => {
                    self.rust.push(sign);
                    Before::Atom
                }
                '.' => {
                    self.rust.push_str(r"[^\n\r\x{2028}\x{2029}]");
                    Before::Atom
                }
                _ => {
                    self.literal(sign);
                    Before::Atom
                }
            };
        }
        if self.groups > 0 {
            return Err(unmatched("(", ")"));
        }
        Ok(())
    }

    fn literal(&mut self, sign: char) {
        self.rust.push_str(&regex::escape(sign.encode_utf8(&mut [0; 4])));
    }

    fn open_group(&mut self) -> Result<(), Text> {
        self.groups += 1;
        self.rust.push('(');
        if self.rest.peek() != Some(&'?') {
            return Ok(());
        }
        self.rest.next();
        let sign = self.rest.next();
        match sign {
            Some(':') => self.rust.push_str("?:"),
            Some('=' | '!') => self.is_translatable = false,
            Some('<') => {
                if self.rest.next_if(|next| matches!(next, '=' | '!')).is_some() {
                    self.is_translatable = false;
                    return Ok(());
                }
                let mut name = String::new();
                while let Some(letter) = self.rest.next_if(|next| *next != '>') {
                    name.push(letter);
                }
                self.rest.next();
                self.rust.push_str("?:");
                let is_name = !name.is_empty()
                    && name.chars().all(|letter| letter.is_alphanumeric() || "_$".contains(letter));
                if !is_name {
                    return Err(unknown(&format!("(?<{name}"), None));
                }
            }
            Some('P') => return Err(unknown("(?P<…>", Some("(?<…>"))),
            Some('>') => return Err(unknown("(?>…)", Some("(?:…)"))),
            Some(flag @ ('i' | 'm' | 's' | 'x' | 'u' | 'U' | '-')) => {
                let mut flags = String::from(flag);
                while let Some(next) =
                    self.rest.next_if(|next| next.is_ascii_alphabetic() || *next == '-')
                {
                    flags.push(next);
                }
                // `(?i:…)` came with ES2025; `(?i)` never did.
                if self.rest.next() != Some(':') || flags.contains(['x', 'u', 'U']) {
                    return Err(unknown(&format!("(?{flags})"), None));
                }
                self.rust.push('?');
                self.rust.push_str(&flags);
                self.rust.push(':');
            }
            Some(other) => return Err(unknown(&format!("(?{other}"), None)),
            None => return Err(unmatched("(", ")")),
        }
        Ok(())
    }

    fn quantifier(&mut self, before: Before, sign: &str) -> Result<(), Text> {
        match before {
            Before::Quantifier if sign == "?" && !self.rust.ends_with("??") => {
                self.rust.push('?');
                Ok(())
            }
            Before::Quantifier if sign == "+" => Err(Text::new(
                "the possessive `++`, `*+`, `?+` or `{n}+` is not JavaScript",
                "le possessif `++`, `*+`, `?+` ou `{n}+` n'est pas du JavaScript",
            )),
            Before::Nothing | Before::Quantifier => Err(nothing_to_repeat(sign)),
            Before::Atom => {
                self.rust.push_str(sign);
                Ok(())
            }
        }
    }

    /// `{2}`, `{2,}`, `{2,3}`; any other brace is a literal one.
    fn braces(&mut self, before: Before) -> Result<Before, Text> {
        let ahead: String = self.rest.clone().take_while(|next| *next != '}').take(24).collect();
        let (least, most) = ahead.split_once(',').unwrap_or((&ahead, &ahead));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_closed = self.rest.clone().nth(ahead.chars().count()) == Some('}');
        if is_closed && least.is_empty() && is_number(most) {
            return Err(Text::new(
                format!(
                    "JavaScript reads `{{,{most}}}` as those very characters: write `{{0,{most}}}`"
                ),
                format!(
                    "JavaScript lit `{{,{most}}}` comme ces caractères mêmes\u{a0}: écrivez `{{0,{most}}}`"
                ),
            ));
        }
        if !is_closed || !is_number(least) || !(most.is_empty() || is_number(most)) {
            self.rust.push_str(r"\{");
            return Ok(Before::Atom);
        }
        if let (Ok(low), Ok(high)) = (least.parse::<u64>(), most.parse::<u64>())
            && low > high
        {
            return Err(Text::new(
                format!("`{{{ahead}}}` goes from more to less"),
                format!("`{{{ahead}}}` va du plus au moins"),
            ));
        }
        self.rest.by_ref().take(ahead.chars().count() + 1).for_each(drop);
        self.quantifier(before, &format!("{{{ahead}}}"))?;
        Ok(Before::Quantifier)
    }

    /// What follows a backslash.
    fn escape(&mut self, in_class: bool) -> Result<(), Text> {
        let Some(sign) = self.rest.next() else {
            return Err(Text::new(
                "the last `\\` has nothing to escape",
                "le dernier `\\` n'a rien à échapper",
            ));
        };
        match sign {
            'd' => self.rust.push_str(if in_class { "0-9" } else { "[0-9]" }),
            'w' => self.rust.push_str(if in_class { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" }),
            'D' => self.rust.push_str("[^0-9]"),
            'W' => self.rust.push_str("[^0-9A-Za-z_]"),
            's' | 'S' | 't' | 'n' | 'r' | 'v' | 'f' => {
                self.rust.push('\\');
                self.rust.push(sign);
            }
            'b' if in_class => self.rust.push_str(r"\x08"),
            'b' | 'B' => {
                self.rust.push_str(r"(?-u:\");
                self.rust.push(sign);
                self.rust.push(')');
                self.is_translatable &= sign == 'b';
            }
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => {
                self.rust.push_str(r"\x00");
            }
            // A backreference, or an octal number of Annex B.
            '0'..='9' | 'k' | 'c' => self.is_translatable = false,
            'x' => self.code_point(2),
            'u' => self.code_point(4),
            'p' | 'P' => self.property(sign)?,
            _ if sign.is_ascii_alphabetic() => {
                return Err(unknown(
                    &format!("\\{sign}"),
                    match sign {
                        'A' => Some("^"),
                        'Z' | 'z' => Some("$"),
                        'h' => Some("[ \\t]"),
                        _ => None,
                    },
                ));
            }
            _ => self.literal(sign),
        }
        Ok(())
    }

    /// `\x41`, `\u0041`, `\u{41}`; short of digits, the letter itself.
    fn code_point(&mut self, digits: usize) {
        let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
        let braced: String =
            self.rest.clone().skip(1).take_while(|next| *next != '}').take(7).collect();
        let plain: String = self.rest.clone().take(digits).collect();
        let (hex, length) = if digits == 4 && self.rest.peek() == Some(&'{') && is_hex(&braced) {
            (braced.clone(), braced.len() + 2)
        } else if plain.len() == digits && is_hex(&plain) {
            (plain, digits)
        } else {
            self.rust.push(if digits == 4 { 'u' } else { 'x' });
            return;
        };
        self.rest.by_ref().take(length).for_each(drop);
        match u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32) {
            Some(sign) => self.literal(sign),
            // One half of a pair.
            None => self.is_translatable = false,
        }
    }

    /// `\p{L}`, and not `\pL`.
    fn property(&mut self, sign: char) -> Result<(), Text> {
        if self.rest.peek() != Some(&'{') {
            let name: String =
                self.rest.peek().filter(|next| next.is_alphabetic()).into_iter().collect();
            let better = format!("\\{sign}{{{name}}}");
            return Err(unknown(
                &format!("\\{sign}{name}"),
                Some(&better).filter(|_| !name.is_empty()).map(String::as_str),
            ));
        }
        let name: String = self.rest.clone().skip(1).take_while(|next| *next != '}').collect();
        self.rest.by_ref().take(name.chars().count() + 2).for_each(drop);
        // Java's blocks and classes.
        if name.starts_with("Is")
            || name.starts_with("java")
            || (name.starts_with("In") && !name.contains('='))
        {
            return Err(unknown(&format!("\\{sign}{{{name}}}"), None));
        }
        self.rust.push('\\');
        self.rust.push(sign);
        self.rust.push('{');
        self.rust.push_str(&name);
        self.rust.push('}');
        Ok(())
    }
}

/// What is said of a slash around the expression, where `/^…$/` is meant as in JavaScript.
pub(super) fn delimited(text: &str) -> Option<Text> {
    let inner = text.strip_prefix('/')?;
    let (inner, flags) = inner.rsplit_once('/')?;
    let is_flags = flags.bytes().all(|flag| b"dgimsuvy".contains(&flag));
    // Anything else may be a path that is looked for.
    let is_anchored = inner.starts_with('^') || inner.ends_with('$');
    (is_flags && is_anchored).then(|| {
        Text::new(
            format!("The slashes around `{text}` are matched as characters: write `{inner}`"),
            format!("Les barres obliques autour de `{text}` sont cherchées comme des caractères\u{a0}: écrivez `{inner}`"),
        )
    })
}

/// What is said of `\\d`, a backslash and a `d`, where `\d` is meant: nobody asks for a backslash many times.
pub(super) fn escaped_twice(text: &str) -> Option<Text> {
    let (rank, _) = text.match_indices(r"\\").find(|(rank, _)| {
        let mut after = text[rank + 2..].chars();
        let is_set = after.next().is_some_and(|sign| "dws".contains(sign));
        is_set && after.next().is_none_or(|sign| "{+*?$)]".contains(sign))
    })?;
    let sign = text[rank + 2..].chars().next()?;
    Some(Text::new(
        format!("`\\\\{sign}` matches a backslash and `{sign}`: write `\\{sign}`"),
        format!(
            "`\\\\{sign}` cherche une barre oblique inverse et `{sign}`\u{a0}: écrivez `\\{sign}`"
        ),
    ))
}

fn unknown(what: &str, better: Option<&str>) -> Text {
    let (en, fr) = match better {
        Some(better) => (format!(": write `{better}`"), format!("\u{a0}: écrivez `{better}`")),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!("`{what}` is not JavaScript{en}"),
        format!("`{what}` n'est pas du JavaScript{fr}"),
    )
}

fn unmatched(sign: &str, other: &str) -> Text {
    Text::new(format!("`{sign}` has no `{other}`"), format!("`{sign}` n'a pas de `{other}`"))
}

fn nothing_to_repeat(sign: &str) -> Text {
    Text::new(format!("`{sign}` has nothing to repeat"), format!("`{sign}` n'a rien à répéter"))
}
