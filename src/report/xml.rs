//! XML 1.0, written by quick-xml: what the two formats in it share.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes the declaration and opens the root.
pub(super) fn open(name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new(out);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Text(BytesText::new("\n")))?;
    start(&mut writer, name, attributes)
}

/// Closes the root.
pub(super) fn close(name: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new(&mut *out);
    end(&mut writer, name)
}

/// An element that is opened, on a line of its own.
pub(super) fn start<W: Write>(
    writer: &mut Writer<W>,
    name: &str,
    attributes: &[(&str, &str)],
) -> io::Result<()> {
    writer.write_event(Event::Start(tag(name, attributes)))?;
    line_end(writer)
}

/// The end of an element, on a line of its own.
pub(super) fn end<W: Write>(writer: &mut Writer<W>, name: &str) -> io::Result<()> {
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    line_end(writer)
}

/// An element with nothing in it, on a line of its own.
pub(super) fn empty<W: Write>(
    writer: &mut Writer<W>,
    name: &str,
    attributes: &[(&str, &str)],
) -> io::Result<()> {
    writer.write_event(Event::Empty(tag(name, attributes)))?;
    line_end(writer)
}

/// An element with a text in it, on lines of its own.
pub(super) fn text<W: Write>(
    writer: &mut Writer<W>,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    writer.write_event(Event::Start(tag(name, attributes)))?;
    writer.write_event(Event::Text(BytesText::new(&allowed(text))))?;
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    line_end(writer)
}

fn line_end<W: Write>(writer: &mut Writer<W>) -> io::Result<()> {
    writer.write_event(Event::Text(BytesText::new("\n")))
}

fn tag<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, &*allowed(value)));
    }
    tag
}

/// A text without the characters that XML 1.0 has no way to write, not even escaped (§2.2).
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    };
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|letter| is_allowed(*letter)).collect())
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::Writer;

    #[test]
    fn a_strangers_text_is_text() {
        let mut written = Vec::new();
        let said = "a\0\u{b}<b> ]]> & \"'\u{fffe}𝄞";
        super::text(&mut Writer::new(&mut written), "e", &[("m", said)], said)
            .expect("a Vec takes everything");
        assert_eq!(
            String::from_utf8_lossy(&written),
            "<e m=\"a&lt;b&gt; ]]&gt; &amp; &quot;&apos;𝄞\">a&lt;b&gt; ]]&gt; &amp; &quot;&apos;𝄞</e>\n"
        );
    }
}
