//! Texts and the places in them: what is read, where it came from, and how a byte becomes a line.

mod tally;

use std::fmt;

use tally::Tally;

/// Where a text comes from, as the user may know it: a path, `http(s)://…`, or `<stdin>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uri(String);

impl Uri {
    /// Takes the name as written; paths keep the form the user gave.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is reached over the network.
    pub fn is_remote(&self) -> bool {
        has_scheme(&self.0, "http") || has_scheme(&self.0, "https")
    }

    /// The extension in lower case, without dot, query or fragment; empty where there is none.
    pub fn extension(&self) -> String {
        let name = self.0.split(['?', '#']).next().unwrap_or_default();
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        last.rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase())
            .unwrap_or_default()
    }

    /// The document that `reference` (without fragment) names when it stands in this one: RFC 3986 §5.2, with `.` and `..`
    /// folded. A URL stands for itself; an absolute path too, on the host of a document that came from one.
    #[must_use]
    pub fn join(&self, reference: &str) -> Self {
        if reference.is_empty() {
            return self.clone();
        }
        let target = Self::new(reference);
        if target.is_remote() {
            return target;
        }
        let (authority, path) = split_authority(&self.0);
        if let Some(other) = reference.strip_prefix("//").filter(|_| !authority.is_empty()) {
            let scheme = authority.split("//").next().unwrap_or_default();
            return Self::new(format!("{scheme}//{other}"));
        }
        let folder = if reference.starts_with('/') {
            ""
        } else {
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        };
        let is_rooted =
            path.starts_with('/') || reference.starts_with('/') || !authority.is_empty();
        let mut segments: Vec<&str> = Vec::new();
        for segment in folder.split('/').chain(reference.split('/')) {
            match segment {
                "" | "." => {}
                ".." if segments.last().is_some_and(|last| *last != "..") => {
                    segments.pop();
                }
                ".." if is_rooted => {}
                other => segments.push(other),
            }
        }
        let slash = if is_rooted { "/" } else { "" };
        let end = if reference.ends_with('/') && !segments.is_empty() { "/" } else { "" };
        Self::new(format!("{authority}{slash}{}{end}", segments.join("/")))
    }

    /// The name that all names of one file have in common, `.` and `..` folded; a URL is its own.
    #[must_use]
    pub fn folded(&self) -> Self {
        let last = self.0.rsplit('/').next().unwrap_or_default();
        let is_file = !self.is_remote() && !matches!(last, "" | "." | "..");
        if is_file { self.join(last) } else { self.clone() }
    }

    /// The folder it is in; empty for the one this run started in.
    #[must_use]
    pub fn folder(&self) -> Self {
        match self.0.rsplit_once('/') {
            None => Self::new(""),
            Some(("", _)) => Self::new("/"),
            Some((folder, _)) => Self::new(folder),
        }
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn has_scheme(name: &str, scheme: &str) -> bool {
    name.split_once("://").is_some_and(|(before, _)| before.eq_ignore_ascii_case(scheme))
}

/// `https://host/a/b?c` → (`https://host`, `/a/b`); a path has no authority.
fn split_authority(name: &str) -> (&str, &str) {
    match name.find("://") {
        Some(scheme) => {
            let name = name.split(['?', '#']).next().unwrap_or(name);
            let start = scheme + 3;
            let path = name[start..].find('/').map_or(name.len(), |slash| start + slash);
            name.split_at(path)
        }
        None => ("", name),
    }
}

/// Which source of a description, in the order they were read; the entry document is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The file that stands beside a description and is no part of it: the declaration. After all others in order.
    pub const BESIDE: Self = Self(u32::MAX);
}

/// A range of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A place as people and protocols name it. Made only to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in UTF-16 code units (what editors and SARIF count).
    pub column: u32,
}

/// A text and its name.
#[derive(Debug)]
pub struct Source {
    /// Where it comes from.
    pub uri: Uri,
    /// The whole text, a byte order mark included, so that spans are places in the file.
    pub text: String,
    /// Its line feeds.
    feeds: Tally,
    /// Its UTF-16 code units.
    units: Tally,
}

/// The bytes between which the UTF-16 code units of a text are counted once for all, and its line feeds: these are asked for at each
/// place.
const BLOCK: usize = 4096;
const SMALL: usize = 512;
/// The bytes of a line in which units are counted for each place.
const LONG: usize = 2 * BLOCK;

impl Source {
    /// Names a text.
    pub fn new(uri: Uri, text: String) -> Self {
        let (feeds, units) = (Tally::new(line_feeds, SMALL), Tally::new(utf16_units, BLOCK));
        Self { uri, text, feeds, units }
    }

    /// Bytes of the byte order mark at the start: 3 or 0.
    pub fn mark_length(&self) -> usize {
        if self.text.starts_with('\u{feff}') { 3 } else { 0 }
    }

    /// The first byte of a line (from 0), the byte order mark left out; nothing where there is no such line.
    fn line_start(&self, line: u32) -> Option<usize> {
        let Some(feed) = line.checked_sub(1) else { return Some(self.mark_length()) };
        let text = self.text.as_bytes();
        let (block, before) = self.feeds.block_of(feed, text)?;
        let found = memchr::memchr_iter(b'\n', &text[block..]).nth((feed - before) as usize)?;
        Some(block + found + 1)
    }

    /// Line and column of a byte; a byte inside a character is taken as its first.
    pub fn position(&self, byte: u32) -> Position {
        let byte = (byte as usize).min(self.text.len());
        let line = self.feeds.before(byte, self.text.as_bytes());
        let start = self.line_start(line).unwrap_or(byte);
        let column = self.units(start..floor(&self.text, byte.max(start)));
        Position { line: line + 1, column: column + 1 }
    }

    /// The UTF-16 code units before a byte, the byte order mark left out.
    pub(crate) fn units_before(&self, byte: u32) -> u32 {
        let start = self.mark_length();
        self.units(start..(byte as usize).clamp(start, self.text.len()))
    }

    /// The UTF-16 code units of a range of bytes; a character cut at an end counts where it starts.
    fn units(&self, range: std::ops::Range<usize>) -> u32 {
        let bytes = self.text.as_bytes();
        if range.len() <= LONG {
            return utf16_units(&bytes[range]);
        }
        self.units.before(range.end, bytes) - self.units.before(range.start, bytes)
    }

    /// The bytes of a line (from 1) that stand before `limit`, its end of line left out; of the last one, where there are not as many.
    pub fn line_until(&self, limit: usize, line: u32) -> std::ops::Range<usize> {
        let text = self.text.as_bytes();
        let last = || memchr::memrchr(b'\n', text).map_or(self.mark_length(), |feed| feed + 1);
        let start = self.line_start(line.saturating_sub(1)).unwrap_or_else(last);
        let limit = floor(&self.text, limit.clamp(start, self.text.len()));
        let rest = &self.text[start..limit];
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |feed| &rest[..feed]);
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// The UTF-16 code units of a text: one for each character, two for those of four bytes.
pub(crate) fn utf16_length(text: &str) -> u32 {
    utf16_units(text.as_bytes())
}

/// The start of the character that a byte of a text belongs to.
pub(crate) fn floor(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn line_feeds(bytes: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', bytes).count() as u32
}

/// Those of the characters that start in these bytes. Counted by bytes, sixteen and more at a time: lines of several megabytes
/// are common in JSON.
fn utf16_units(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    let of_byte = |byte: &u8| u8::from(byte & 0xc0 != 0x80) + u8::from(*byte >= 0xf0);
    // Of so few bytes the sum fits in one.
    let of_chunk = |chunk: &[u8]| u32::from(chunk.iter().map(of_byte).sum::<u8>());
    bytes.chunks(127).map(of_chunk).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_and_skip_the_mark() {
        let source = Source::new(Uri::new("a"), "\u{feff}é𝄞x\r\nsecond".to_owned());
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        let x = source.text.find('x').map_or(0, |byte| byte as u32);
        assert_eq!(source.position(x), Position { line: 1, column: 4 });
        assert_eq!(&source.text[source.line_until(usize::MAX, 1)], "é𝄞x");
        let second = source.text.find("second").map_or(0, |byte| byte as u32);
        assert_eq!(source.position(second), Position { line: 2, column: 1 });
        assert_eq!(&source.text[source.line_until(usize::MAX, 2)], "second");
        assert_eq!(&source.text[source.line_until(6, 1)], "é");
    }

    #[test]
    fn characters_before_a_line_leave_the_mark_out() {
        let source = Source::new(Uri::new("a"), "\u{feff}é𝄞\r\n\nx".to_owned());
        let before =
            (0..3).filter_map(|line| Some(source.units_before(source.line_start(line)? as u32)));
        assert_eq!(before.collect::<Vec<_>>(), [0, 5, 6]);
        assert_eq!(source.units_before(source.text.len() as u32), 7);
    }

    #[test]
    fn places_are_right_in_any_order() {
        for text in ["{\"é𝄞\": 1}\r\n\nlast", "\u{feff}a\nbé\n", "", "\n\n"] {
            let source = Source::new(Uri::new("a"), text.to_owned());
            for step in [1, 3, text.len().max(1)] {
                let bytes = (0..=text.len()).map(|byte| byte * step % (text.len() + 1));
                for byte in bytes.filter(|byte| text.is_char_boundary(*byte)) {
                    let before = text[..byte].trim_start_matches('\u{feff}');
                    let last = before.rsplit('\n').next().unwrap_or_default();
                    let line = before.matches('\n').count() as u32 + 1;
                    let column = last.encode_utf16().count() as u32 + 1;
                    assert_eq!(
                        source.position(byte as u32),
                        Position { line, column },
                        "{byte} of {text:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn lines_are_found_in_all_blocks() {
        for text in ["a\n".repeat(SMALL), "é𝄞\r\n\n ".repeat(SMALL / 2), "\n".repeat(2 * SMALL)]
        {
            let source = Source::new(Uri::new("a"), text.clone());
            let mut start = 0;
            for (rank, line) in text.split('\n').enumerate() {
                let rank = rank as u32;
                let range = start..start + line.trim_end_matches('\r').len();
                assert_eq!(source.line_until(usize::MAX, rank + 1), range);
                let place = Position { line: rank + 1, column: 1 };
                assert_eq!(source.position(start as u32), place);
                start += line.len() + 1;
            }
            assert_eq!(source.line_until(usize::MAX, u32::MAX).end, text.len());
        }
    }

    #[test]
    fn a_long_line_is_counted_by_blocks() {
        let source = Source::new(Uri::new("a"), "é𝄞 \u{a0}x".repeat(3 * BLOCK / 10));
        for (byte, _) in source.text.char_indices() {
            let plainly = source.text[..byte].encode_utf16().count() as u32;
            assert_eq!(source.position(byte as u32).column, plainly + 1, "byte {byte}");
        }
    }

    #[test]
    fn names_of_one_file_are_folded_together() {
        for (name, folded, folder) in [
            ("./api/a.yaml", "api/a.yaml", "./api"),
            ("api/../a.yaml", "a.yaml", "api/.."),
            ("/srv/./a.yaml", "/srv/a.yaml", "/srv/."),
            ("/a.yaml", "/a.yaml", "/"),
            ("../a.yaml", "../a.yaml", ".."),
            ("a.yaml", "a.yaml", ""),
            (
                "https://a.fr/./a.yaml?q=/..",
                "https://a.fr/./a.yaml?q=/..",
                "https://a.fr/./a.yaml?q=",
            ),
        ] {
            let uri = Uri::new(name);
            assert_eq!((uri.folded().as_str(), uri.folder().as_str()), (folded, folder), "{name}");
        }
    }

    #[test]
    fn references_are_joined_to_the_document_they_stand_in() {
        for (base, reference, expected) in [
            ("spec.yaml", "schemas.yaml", "schemas.yaml"),
            ("api/spec.yaml", "./common/a.yaml", "api/common/a.yaml"),
            ("api/v1/spec.yaml", "../common/a.yaml", "api/common/a.yaml"),
            ("spec.yaml", "../a.yaml", "../a.yaml"),
            ("/srv/api/spec.yaml", "../../../a.yaml", "/a.yaml"),
            ("https://a.fr/x/y.json", "z.json", "https://a.fr/x/z.json"),
            ("spec.yaml", "https://a.fr/z.json", "https://a.fr/z.json"),
            ("https://a.fr/x/y.json?f=a/b", "z.json", "https://a.fr/x/z.json"),
            ("https://a.fr/x/y.json", "/z.json", "https://a.fr/z.json"),
            ("https://a.fr/x/y.json", "//b.fr/z.json", "https://b.fr/z.json"),
            ("https://a.fr", "z.json", "https://a.fr/z.json"),
            ("https://a.fr/x/y.json", "../../../z.json", "https://a.fr/z.json"),
            ("api/spec.yaml", "/srv/a.yaml", "/srv/a.yaml"),
            ("../api/spec.yaml", "a.yaml", "../api/a.yaml"),
            ("https://a.fr/x/", "y.json", "https://a.fr/x/y.json"),
            ("https://a.fr/x/y.json", "schemas/", "https://a.fr/x/schemas/"),
        ] {
            assert_eq!(Uri::new(base).join(reference).as_str(), expected, "{base} + {reference}");
        }
    }
}
