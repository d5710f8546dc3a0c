//! Comments, found when they are asked for: they stand between the keys and values of the tree, and cost the reading
//! nothing.

use super::{Document, Node, Notation, Notice, Style};
use crate::source::Span;

/// A comment of YAML (`# …`), or one that JSON does not allow and has all the same (`// …`, `/* … */`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its bytes, its sign included, the line end not.
    pub span: Span,
    /// Whether it has its line to itself.
    pub is_alone: bool,
}

/// The comments of a document, in the order of the text.
pub type Comments = Vec<Comment>;

impl Document {
    /// Its comments, in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        self.comments.get_or_init(|| Scan { document: self, found: Vec::new() }.run())
    }

    /// Whether there may be one: in JSON, which allows none, each is a fault.
    pub(crate) fn may_have_comments(&self) -> bool {
        self.notation != Notation::Json || !self.faults.is_empty()
    }

    /// The words of a comment, without its sign.
    pub fn words_of(&self, comment: Comment) -> &str {
        let text = self.source.slice(comment.span);
        let text = text.strip_suffix("*/").unwrap_or(text);
        let text = text.strip_prefix("/*").or_else(|| text.strip_prefix("//")).unwrap_or(text);
        text.trim_start_matches('#').trim()
    }
}

impl<'d> Node<'d> {
    /// The comments on the lines just above it: a blank line ends them.
    pub fn comments_before(self) -> &'d [Comment] {
        let document = self.document();
        let text = &document.source.text;
        let comments = document.comments();
        let mut start = self.first_byte() as usize;
        let end = comments.partition_point(|comment| (comment.span.start as usize) < start);
        let mut first = end;
        while let Some(comment) = first.checked_sub(1).map(|rank| comments[rank]) {
            let between = text.get(comment.span.end as usize..start).unwrap_or("x");
            // Signs that announce the entry: the dash of an item, a bracket, a comma.
            let is_near = between.matches('\n').count() <= 1
                && between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '{' | '[' | ','));
            if !comment.is_alone || !is_near {
                break;
            }
            start = comment.span.start as usize;
            first -= 1;
        }
        &comments[first..end]
    }

    /// The comment at the end of its line: after a scalar, or after the key of a map or list.
    pub fn comment_after(self) -> Option<Comment> {
        let document = self.document();
        let text = &document.source.text;
        let comments = document.comments();
        let start = match self.key_span() {
            Some(key) if self.span().start > self.end_of_line(key.end) => key.end,
            _ if self.is_alias() || !(self.is_map() || self.is_list()) => match self.style() {
                Style::Block => self.span().start,
                _ => self.span().end,
            },
            Some(key) => key.end,
            None => self.span().start,
        };
        let rank = comments.partition_point(|comment| comment.span.start < start);
        let is_same_line = |comment: &&Comment| {
            let between = text.get(start as usize..comment.span.start as usize);
            !comment.is_alone && between.is_some_and(|between| !between.contains('\n'))
        };
        comments.get(rank).filter(is_same_line).copied()
    }

    fn first_byte(self) -> u32 {
        self.key_span().map_or(self.span().start, |key| key.start)
    }

    fn end_of_line(self, byte: u32) -> u32 {
        let rest = self.document().source.text.get(byte as usize..).unwrap_or_default();
        byte + memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()) as u32
    }
}

struct Scan<'d> {
    document: &'d Document,
    found: Comments,
}

impl Scan<'_> {
    fn run(mut self) -> Comments {
        let document = self.document;
        let text = &document.source.text;
        let mut at = document.source.mark_length() as u32;
        let mut end = text.len() as u32;
        for notice in &document.notices {
            if let Notice::SeveralDocuments { at: start, is_read } = notice {
                if *is_read { at = start.start } else { end = start.start }
            }
        }
        for node in document.nodes() {
            if let Some(key) = node.key_span().filter(|key| key.start >= at) {
                self.gap(at, key.start);
                at = key.end;
            }
            let (data, place) = (node.data(), node.written_at());
            if data.is_container() || place.start < at {
                continue;
            }
            self.gap(at, place.start);
            at = place.end;
            if data.style == Style::Block {
                // `| # comment`: the header is part of the value.
                let header = node.end_of_line(place.start).min(place.end);
                self.gap(place.start, header);
            }
        }
        self.gap(at, end.max(at));
        self.found
    }

    /// Comments between two values.
    fn gap(&mut self, start: u32, end: u32) {
        let text = &self.document.source.text;
        let bytes = text.as_bytes();
        let (mut at, end) = (start as usize, (end as usize).min(text.len()));
        while at < end {
            let Some(sign) = memchr::memchr2(b'#', b'/', &bytes[at..end]) else { return };
            let sign = at + sign;
            let before = sign.checked_sub(1).map(|before| bytes[before]);
            let is_free =
                before.is_none_or(|before| matches!(before, b' ' | b'\t' | b'\n' | b'\r'));
            let rest = &bytes[sign..];
            let line = sign + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let stop = match rest {
                [b'#', ..] if is_free || sign == self.document.source.mark_length() => line,
                [b'/', b'/', ..] => line,
                [b'/', b'*', ..] => {
                    memchr::memmem::find(rest, b"*/").map_or(text.len(), |end| sign + end + 2)
                }
                _ => {
                    at = sign + 1;
                    continue;
                }
            };
            let head = text[..sign].rsplit('\n').next().unwrap_or_default();
            let span = Span {
                source: self.document.id,
                start: sign as u32,
                end: (sign + text[sign..stop].trim_end().len()) as u32,
            };
            let is_alone = head.trim_start_matches('\u{feff}').trim().is_empty();
            self.found.push(Comment { span, is_alone });
            at = stop;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::document::Document;
    use crate::source::{Source, SourceId, Uri};

    fn read(name: &str, text: &str) -> Document {
        Document::parse(SourceId(0), Arc::new(Source::new(Uri::new(name), text.to_owned())))
    }

    fn all(document: &Document) -> Vec<&str> {
        document.comments().iter().map(|comment| document.words_of(*comment)).collect()
    }

    #[test]
    fn comments_stand_beside_their_nodes() {
        let document = read(
            "a.yaml",
            "# head\n\n# one\n# two\na: x # after a\nb: # after b\n  # on c\n  c: 'no # comment'\n  d: | # after d\n    # text\n\
             e:\n  # on item\n  - f: 1\n# end\n",
        );
        assert_eq!(
            all(&document),
            ["head", "one", "two", "after a", "after b", "on c", "after d", "on item", "end"]
        );
        let node = |pointer: &str| document.at_pointer(pointer).expect(pointer);
        let before = |pointer: &str| {
            let comments = node(pointer).comments_before().iter();
            comments.map(|comment| document.words_of(*comment)).collect::<Vec<_>>()
        };
        let after = |pointer: &str| {
            node(pointer).comment_after().map(|comment| document.words_of(comment).to_owned())
        };
        assert_eq!(before("/a"), ["one", "two"]);
        assert_eq!(before("/b/c"), ["on c"]);
        assert_eq!(before("/e/0"), ["on item"]);
        assert!(before("/b").is_empty() && before("/e").is_empty());
        assert_eq!(after("/a").as_deref(), Some("after a"));
        assert_eq!(after("/b").as_deref(), Some("after b"));
        assert_eq!(after("/b/d").as_deref(), Some("after d"));
        assert_eq!(after("/b/c"), None);
        assert_eq!(after("/e"), None);
    }

    #[test]
    fn json_that_has_comments_keeps_them() {
        let document = read(
            "a.json",
            "{ // one\n  /* two */ \"a\": \"http://no\", // three\n  \"b\": [1] # four\n}",
        );
        assert_eq!(all(&document), ["one", "two", "three", "four"]);
        let a = document.at_pointer("/a").expect("an entry");
        let after = a.comment_after().map(|comment| document.words_of(comment));
        assert_eq!(after, Some("three"));
    }
}
