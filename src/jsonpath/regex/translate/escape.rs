//! What a backslash means.

use std::fmt::Write as _;

use super::super::class::Class;
use super::{Translator, WORD, fault, named};
use crate::diagnostic::Text;

impl Translator<'_> {
    pub(super) fn escape(&mut self) -> Result<(), Text> {
        let start = self.out.len();
        let Some(character) = self.bump() else {
            return Err(fault("it ends in a backslash", "elle finit par une barre inverse"));
        };
        match character {
            'b' | 'B' => {
                self.boundary(character == 'b');
                self.atom = None;
                return Ok(());
            }
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                let mut class = Class::default();
                named(&mut class, character);
                class.write(false, &mut self.out);
            }
            'p' | 'P' if self.flags.unicode => {
                let property = self.property(character)?;
                self.out.push_str(&property);
            }
            'k' if self.groups.iter().any(Option::is_some) => {
                let name = self.rest().strip_prefix('<').and_then(|rest| rest.split_once('>'));
                let rank = name.and_then(|(name, _)| {
                    self.groups.iter().position(|group| *group == Some(name))
                });
                let (Some((name, _)), Some(rank)) = (name, rank) else {
                    return Err(fault(r"`\k` names no group", r"`\k` ne nomme aucun groupe"));
                };
                self.at += name.len() + 2;
                self.back_reference(rank + 1);
            }
            '1'..='9' => {
                let before = self.at - 1;
                let digits: String =
                    self.text[before..].chars().take_while(char::is_ascii_digit).collect();
                match digits.parse::<usize>() {
                    Ok(rank) if rank <= self.groups.len() => {
                        self.at = before + digits.len();
                        self.back_reference(rank);
                    }
                    _ => {
                        let code = self.character(character)?;
                        self.code(code);
                    }
                }
            }
            other
                if self.flags.unicode
                    && other.is_ascii_punctuation()
                    && !r"^$\.*+?()[]{}|/".contains(other) =>
            {
                return Err(fault(
                    format!(r"`\{other}` means nothing with the flag u"),
                    format!(r"`\{other}` ne veut rien dire avec le drapeau u"),
                ));
            }
            other => {
                let code = self.character(other)?;
                self.code(code);
            }
        }
        self.atom = Some(start);
        Ok(())
    }

    fn code(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(character) => self.literal(character),
            // Half of a character: no text has it.
            None => Class::default().write(false, &mut self.out),
        }
    }

    /// Between a character of a word and one that is none, in ASCII.
    fn boundary(&mut self, is_boundary: bool) {
        if is_boundary && !self.is_bounded {
            self.out.push_str(r"(?-u:\b)");
            return;
        }
        self.backtracks = true;
        let (after, before) = if is_boundary { ("(?!", "(?=") } else { ("(?=", "(?!") };
        let _ = write!(self.out, "(?:(?<={WORD}){after}{WORD})|(?<!{WORD}){before}{WORD}))");
    }

    /// A group that took no part matches nothing, and that succeeds.
    fn back_reference(&mut self, rank: usize) {
        self.backtracks = true;
        let case = if self.flags.ignore_case { "(?i:" } else { "(?:" };
        let _ = write!(self.out, r"(?({rank}){case}\{rank})|)");
    }

    /// `\p{L}`, the backslash and the letter read already.
    pub(super) fn property(&mut self, letter: char) -> Result<String, Text> {
        let inner = self.rest().strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((name, _)) = inner else {
            return Err(fault(r"`\p` names no property", r"`\p` ne nomme aucune propriété"));
        };
        self.at += name.len() + 2;
        Ok(format!(r"\{letter}{{{name}}}"))
    }

    /// The code of an escaped character, the backslash and the character read already.
    pub(super) fn character(&mut self, character: char) -> Result<u32, Text> {
        Ok(match character {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            'c' => match self.rest().chars().next().filter(char::is_ascii_alphabetic) {
                Some(letter) => {
                    self.at += 1;
                    letter as u32 % 32
                }
                None => {
                    self.at -= 1;
                    0x5C
                }
            },
            'x' => self.hexadecimal(2).unwrap_or(0x78),
            'u' => self.unicode_escape()?,
            '0'..='7' if !self.flags.unicode => {
                let mut code = character as u32 - 0x30;
                while let Some(digit) = self.rest().chars().next().and_then(|c| c.to_digit(8)) {
                    if code * 8 + digit > 0o377 {
                        break;
                    }
                    code = code * 8 + digit;
                    self.at += 1;
                }
                code
            }
            '0' => 0,
            other if self.flags.unicode && other.is_ascii_alphanumeric() => {
                return Err(fault(
                    format!(r"`\{other}` means nothing with the flag u"),
                    format!(r"`\{other}` ne veut rien dire avec le drapeau u"),
                ));
            }
            other => other as u32,
        })
    }

    fn hexadecimal(&mut self, length: usize) -> Option<u32> {
        let digits = self.rest().get(..length)?;
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        self.at += length;
        Some(code)
    }

    /// `\u0041`, `\u{1F600}` with the flag u, two surrogates.
    fn unicode_escape(&mut self) -> Result<u32, Text> {
        if self.flags.unicode && self.take("{") {
            let Some((digits, _)) = self.rest().split_once('}') else {
                return Err(fault(r"`\u{` is not closed", r"`\u{` n'est pas refermé"));
            };
            self.at += digits.len() + 1;
            return u32::from_str_radix(digits, 16)
                .ok()
                .filter(|code| *code <= 0x0010_FFFF)
                .ok_or_else(|| {
                    fault(r"`\u{…}` is no character", r"`\u{…}` n'est pas un caractère")
                });
        }
        let Some(high) = self.hexadecimal(4) else { return Ok(0x75) };
        let before = self.at;
        if (0xD800..0xDC00).contains(&high) && self.take(r"\u") {
            match self.hexadecimal(4).filter(|low| (0xDC00..0xE000).contains(low)) {
                Some(low) => return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)),
                None => self.at = before,
            }
        }
        Ok(high)
    }
}
