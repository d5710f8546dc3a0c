//! JSON (RFC 8259) into the arena: strict, without recursion, every fault with its place.

use super::build::{Builder, Words};
use super::{Kind, Notation, Style, SyntaxError, too_deep};
use crate::diagnostic::Text;
use crate::source::{Source, Span};

/// Reads one JSON value and nothing after it.
pub(super) fn read(source: &Source, builder: &mut Builder<'_>) -> Result<(), SyntaxError> {
    let mut reader = Reader {
        text: source.text.as_bytes(),
        at: source.mark_length(),
        builder,
        word: String::new(),
    };
    reader.document()
}

struct Reader<'r, 's> {
    text: &'r [u8],
    at: usize,
    builder: &'r mut Builder<'s>,
    /// The decoded text of the string being read.
    word: String,
}

/// What was read of a string: where its content stands, and whether it had escapes.
struct Quoted {
    start: usize,
    end: usize,
    escaped: bool,
}

impl Quoted {
    /// The text: as it stands in the source, or as it was decoded.
    fn words<'w>(&self, decoded: &'w str) -> Words<'w> {
        if self.escaped {
            Words::Decoded(decoded)
        } else {
            Words::Source(self.start as u32, self.end as u32)
        }
    }
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), SyntaxError> {
        self.skip_space();
        if self.at == self.text.len() {
            return Ok(());
        }
        // `true`: a value comes next; `false`: a comma or the end of the container.
        let mut expects_value = true;
        loop {
            self.skip_space();
            if expects_value {
                expects_value = self.value()?;
            } else if self.builder.depth() == 0 {
                break;
            } else {
                expects_value = self.after_value()?;
            }
        }
        if self.at < self.text.len() {
            return Err(self.fault(self.at, self.at + 1, Fault::AfterEnd));
        }
        Ok(())
    }

    /// Reads a scalar or opens a container. Says whether a value comes next.
    fn value(&mut self) -> Result<bool, SyntaxError> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let quoted = self.string()?;
                let Self { builder, word, .. } = self;
                let words = quoted.words(word);
                builder.scalar(
                    Kind::Text,
                    words,
                    quoted.start as u32 - 1,
                    quoted.end as u32 + 1,
                    Style::Quoted,
                );
                Ok(false)
            }
            Some(b'{') => self.open(Kind::Map, b'}'),
            Some(b'[') => self.open(Kind::List, b']'),
            Some(b'-' | b'0'..=b'9') => {
                let kind = self.number()?;
                let words = Words::Source(start as u32, self.at as u32);
                self.builder.scalar(kind, words, start as u32, self.at as u32, Style::Plain);
                Ok(false)
            }
            Some(b't') => self.literal("true", Kind::Boolean),
            Some(b'f') => self.literal("false", Kind::Boolean),
            Some(b'n') => self.literal("null", Kind::Null),
            Some(b']' | b'}') => Err(self.fault(start, start + 1, Fault::TrailingComma)),
            Some(b'\'') => Err(self.fault(start, start + 1, Fault::SingleQuote)),
            Some(b'/' | b'#') => Err(self.fault(start, start + 1, Fault::Comment)),
            Some(_) => Err(self.fault(start, start + 1, Fault::Value)),
            None => Err(self.fault(start, start, Fault::End)),
        }
    }

    /// Opens a container; an empty one is closed at once. Says whether a value comes next.
    fn open(&mut self, kind: Kind, close: u8) -> Result<bool, SyntaxError> {
        let limit = self.builder.depth_limit();
        if self.builder.depth() >= limit {
            return Err(self.fault(self.at, self.at + 1, Fault::Depth(limit)));
        }
        self.builder.open(kind, Style::Flow, self.at as u32);
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(close) {
            self.at += 1;
            self.builder.close(Some(self.at as u32));
            return Ok(false);
        }
        if kind == Kind::Map {
            self.key()?;
        }
        Ok(true)
    }

    /// After a value: a comma, or the end of the container. Says whether a value comes next.
    fn after_value(&mut self) -> Result<bool, SyntaxError> {
        let in_map = self.builder.in_map();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.skip_space();
                if in_map {
                    self.key()?;
                }
                Ok(true)
            }
            Some(b'}') if in_map => Ok(self.close()),
            Some(b']') if !in_map => Ok(self.close()),
            Some(b'/' | b'#') => Err(self.fault(self.at, self.at + 1, Fault::Comment)),
            Some(_) => Err(self.fault(self.at, self.at + 1, Fault::Separator { in_map })),
            None => Err(self.fault(self.at, self.at, Fault::End)),
        }
    }

    fn close(&mut self) -> bool {
        self.at += 1;
        self.builder.close(Some(self.at as u32));
        false
    }

    fn key(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {}
            Some(b'}') => return Err(self.fault(start, start + 1, Fault::TrailingComma)),
            Some(b'\'') => return Err(self.fault(start, start + 1, Fault::SingleQuote)),
            Some(b'/' | b'#') => return Err(self.fault(start, start + 1, Fault::Comment)),
            Some(_) => return Err(self.fault(start, start + 1, Fault::Key)),
            None => return Err(self.fault(start, start, Fault::End)),
        }
        let quoted = self.string()?;
        let Self { builder, word, .. } = self;
        builder.key(quoted.words(word), start as u32, quoted.end as u32 + 1, Kind::Text);
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.fault(self.at, (self.at + 1).min(self.text.len()), Fault::Colon));
        }
        self.at += 1;
        Ok(())
    }

    /// Reads a string, from quote to quote. Its decoded text is in `self.word` when it has escapes.
    fn string(&mut self) -> Result<Quoted, SyntaxError> {
        let open = self.at;
        let start = open + 1;
        let mut piece = start;
        let mut escaped = false;
        self.word.clear();
        loop {
            let Some(found) = memchr::memchr2(b'"', b'\\', &self.text[piece..]) else {
                return Err(self.fault(open, self.text.len(), Fault::OpenString));
            };
            let stop = piece + found;
            if let Some(control) = self.text[piece..stop].iter().position(|byte| *byte < 0x20) {
                let at = piece + control;
                let fault = if self.text[at] == b'\n' { Fault::OpenString } else { Fault::Control };
                return Err(self.fault(at, at + 1, fault));
            }
            if self.text[stop] == b'"' {
                if escaped {
                    self.push_word(piece, stop);
                }
                self.at = stop + 1;
                return Ok(Quoted { start, end: stop, escaped });
            }
            escaped = true;
            self.push_word(piece, stop);
            piece = self.escape(stop)?;
        }
    }

    fn push_word(&mut self, start: usize, end: usize) {
        // Quotes and backslashes are ASCII: the pieces between them are whole characters.
        self.word.push_str(std::str::from_utf8(&self.text[start..end]).unwrap_or_default());
    }

    /// Decodes the escape at `at` (its backslash) into `self.word`; gives the byte after it.
    fn escape(&mut self, at: usize) -> Result<usize, SyntaxError> {
        let plain = match self.text.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at),
            _ => return Err(self.fault(at, (at + 2).min(self.text.len()), Fault::Escape)),
        };
        self.word.push(plain);
        Ok(at + 2)
    }

    /// `\uXXXX`, or two of them for a character outside the basic plane. A lone surrogate becomes U+FFFD.
    fn unicode_escape(&mut self, at: usize) -> Result<usize, SyntaxError> {
        let Some(first) = self.hex(at + 2) else {
            return Err(self.fault(at, (at + 6).min(self.text.len()), Fault::Escape));
        };
        if let Some(character) = char::from_u32(first) {
            self.word.push(character);
            return Ok(at + 6);
        }
        let pair = first < 0xDC00 && self.text.get(at + 6..at + 8) == Some(b"\\u");
        if let Some(second) =
            self.hex(at + 8).filter(|second| pair && (0xDC00..0xE000).contains(second))
        {
            let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            self.word.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            return Ok(at + 12);
        }
        self.word.push(char::REPLACEMENT_CHARACTER);
        Ok(at + 6)
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits =
            self.text.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }

    fn number(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.at;
        let mut kind = Kind::Integer;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let leading_zero = self.peek() == Some(b'0');
        if self.digits() == 0
            || (leading_zero
                && self.text[start..self.at].iter().filter(|b| **b != b'-').count() > 1)
        {
            return Err(self.fault(start, self.at.max(start + 1), Fault::Number));
        }
        if self.peek() == Some(b'.') {
            kind = Kind::Float;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.fault(start, self.at, Fault::Number));
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            kind = Kind::Float;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.fault(start, self.at, Fault::Number));
            }
        }
        Ok(kind)
    }

    fn digits(&mut self) -> usize {
        let count = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        count
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<bool, SyntaxError> {
        let start = self.at;
        if !self.text[start..].starts_with(word.as_bytes()) {
            return Err(self.fault(start, start + 1, Fault::Value));
        }
        self.at += word.len();
        let (from, to) = (start as u32, self.at as u32);
        self.builder.scalar(kind, Words::Source(from, to), from, to, Style::Plain);
        Ok(false)
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn fault(&self, start: usize, end: usize, fault: Fault) -> SyntaxError {
        // Never inside a character: faults are found on ASCII bytes, or on the first byte of something else.
        let text = std::str::from_utf8(self.text).unwrap_or_default();
        let end = (end..=self.text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(end);
        let at = Span { source: self.builder.id(), start: start as u32, end: end as u32 };
        SyntaxError { message: fault.message(), at, notation: Notation::Json }
    }
}

#[derive(Clone, Copy)]
enum Fault {
    End,
    AfterEnd,
    Value,
    Key,
    Colon,
    Separator { in_map: bool },
    TrailingComma,
    SingleQuote,
    Comment,
    OpenString,
    Control,
    Escape,
    Number,
    Depth(usize),
}

impl Fault {
    fn message(self) -> Text {
        match self {
            Self::End => Text::new(
                "the JSON text stops before its end: a bracket is not closed. Is the file cut short?",
                "le texte JSON s'arrête avant sa fin : une accolade ou un crochet n'est pas refermé. Le fichier est-il tronqué ?",
            ),
            Self::AfterEnd => Text::new(
                "something follows the end of the JSON value: remove it",
                "du texte suit la fin de la valeur JSON : retirez-le",
            ),
            Self::Value => Text::new(
                "a JSON value is expected here: a text between double quotes, a number, true, false, null, { or [",
                "une valeur JSON est attendue ici : un texte entre guillemets doubles, un nombre, true, false, null, { ou [",
            ),
            Self::Key => Text::new(
                "a key between double quotes is expected here",
                "une clé entre guillemets doubles est attendue ici",
            ),
            Self::Colon => Text::new(
                "a colon is expected after the key",
                "deux-points sont attendus après la clé",
            ),
            Self::Separator { in_map: true } => Text::new(
                "a comma or } is expected here: is a comma missing before this?",
                "une virgule ou } est attendue ici : manque-t-il une virgule juste avant ?",
            ),
            Self::Separator { in_map: false } => Text::new(
                "a comma or ] is expected here: is a comma missing before this?",
                "une virgule ou ] est attendue ici : manque-t-il une virgule juste avant ?",
            ),
            Self::TrailingComma => Text::new(
                "JSON has no comma before a closing bracket: remove the comma",
                "JSON n'admet pas de virgule avant une accolade ou un crochet fermant : retirez la virgule",
            ),
            Self::SingleQuote => Text::new(
                "JSON texts stand between double quotes, not single ones",
                "en JSON, un texte s'écrit entre guillemets doubles, pas entre apostrophes",
            ),
            Self::Comment => Text::new(
                "JSON has no comments: remove it, or write the description in YAML",
                "JSON n'admet pas de commentaire : retirez-le, ou écrivez la description en YAML",
            ),
            Self::OpenString => Text::new(
                "the text that starts here is not closed on its line: a double quote is missing",
                "le texte n'est pas refermé sur sa ligne : il manque un guillemet double",
            ),
            Self::Control => Text::new(
                r"a control character stands in a text: write it as an escape (\t, \u0000…)",
                r"un caractère de contrôle se trouve dans un texte : écrivez-le par un échappement (\t, \u0000…)",
            ),
            Self::Escape => Text::new(
                r#"unknown escape: JSON knows \" \\ \/ \b \f \n \r \t and \u with four hexadecimal figures"#,
                r#"échappement inconnu : JSON connaît \" \\ \/ \b \f \n \r \t et \u suivi de quatre chiffres hexadécimaux"#,
            ),
            Self::Number => Text::new(
                "this is not a JSON number: figures, without leading zero, with a point and figures for a fraction",
                "ce n'est pas un nombre JSON : des chiffres, sans zéro devant, un point et des chiffres pour la fraction",
            ),
            Self::Depth(limit) => too_deep(limit),
        }
    }
}
