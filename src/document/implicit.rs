//! Values that mean something else to another reader than to the eye: `1.10`, `no`, `012`, `2024-01-31` without quotes.

use super::{DECODED, Document, Kind, Node, NodeData, Notation, Style};

/// What a value without quotes is to some readers of YAML, where it is not what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number, to every reader, that is not written as it is spelt: `1.10` is 1.1, `01000` is 1000. Holds the number.
    Number(String),
    /// True or false to readers of YAML 1.1, a text to readers of YAML 1.2: `no`, `yes`, `on`, `off`.
    OldBoolean(bool),
    /// A date or time to readers that know timestamps (YAML 1.1), a text to others: `2024-01-31`.
    OldDate,
}

impl Document {
    /// The values of which [`Node::implicit`] has something to say.
    pub fn implicit_nodes(&self) -> impl Iterator<Item = Node<'_>> {
        let is_yaml = self.notation == Notation::Yaml;
        let may_be = move |node: &&NodeData| {
            // Words of three letters at the most, or what starts with a figure or a sign.
            let text = || self.source.text.as_bytes().get(node.a as usize).copied();
            is_yaml
                && node.style == Style::Plain
                && match node.kind {
                    Kind::Integer | Kind::Float => true,
                    Kind::Text => {
                        node.flags & DECODED == 0
                            && (node.b <= 3
                                || node.b >= 10 && text().is_some_and(|b| b.is_ascii_digit()))
                    }
                    _ => false,
                }
        };
        let nodes = (0..).zip(self.nodes.iter()).filter(move |(_, node)| may_be(node));
        let nodes = nodes.map(|(index, _)| self.node(index));
        nodes.filter(|node| node.implicit().is_some())
    }
}

impl Node<'_> {
    /// How a value without quotes may be read otherwise than it is written; nothing when it may not, nor in JSON.
    pub fn implicit(self) -> Option<Reading> {
        let node = self.target();
        if node.style() != Style::Plain || node.document().notation != Notation::Yaml {
            return None;
        }
        let text = node.scalar()?;
        match node.kind() {
            Kind::Integer | Kind::Float => {
                let shown = shown(text, node.as_number())?;
                (shown != text).then_some(Reading::Number(shown))
            }
            Kind::Text => old_boolean(text)
                .map(Reading::OldBoolean)
                .or_else(|| is_old_date(text).then_some(Reading::OldDate)),
            Kind::Null | Kind::Boolean | Kind::List | Kind::Map | Kind::Alias => None,
        }
    }
}

/// A number as JavaScript and most readers print it.
fn shown(text: &str, number: Option<f64>) -> Option<String> {
    let whole = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        // Figures alone: exact whatever their count.
        let figures = whole.trim_start_matches('0');
        let figures = if figures.is_empty() { "0" } else { figures };
        let sign = if text.starts_with('-') && figures != "0" { "-" } else { "" };
        return Some(format!("{sign}{figures}"));
    }
    let number = number?;
    if number.is_infinite() {
        return Some(if number > 0.0 { "∞" } else { "-∞" }.to_owned());
    }
    if number.is_nan() {
        return Some("NaN".to_owned());
    }
    if number != 0.0 && !(1e-6..1e21).contains(&number.abs()) {
        return Some(format!("{number:e}"));
    }
    Some(format!("{number}"))
}

/// `bool` of YAML 1.1, without the one-letter words that hardly any reader takes.
fn old_boolean(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// `timestamp` of YAML 1.1: a day, or a day and a time.
fn is_old_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let is_day = bytes.len() >= 10
        && is(0..4)
        && is(5..7)
        && is(8..10)
        && bytes[4] == b'-'
        && bytes[7] == b'-';
    match bytes.get(10) {
        None => is_day,
        Some(b'T' | b't' | b' ') => {
            is_day && is(11..13) && bytes.get(13) == Some(&b':') && is(14..16) && is(17..19)
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Reading;
    use crate::document::Document;
    use crate::source::{Source, SourceId, Uri};

    #[test]
    fn what_is_read_otherwise_is_known() {
        let number = |text: &str| Some(Reading::Number(text.to_owned()));
        for (text, reading) in [
            ("1.10", number("1.1")),
            ("1.0", number("1")),
            ("01000", number("1000")),
            ("+33612345678", number("33612345678")),
            ("1e3", number("1000")),
            ("0x1F", number("31")),
            ("12345678901234567890", None),
            ("1.1", None),
            ("75001", None),
            ("-2", None),
            ("no", Some(Reading::OldBoolean(false))),
            ("On", Some(Reading::OldBoolean(true))),
            ("y", None),
            ("true", None),
            ("2024-01-31", Some(Reading::OldDate)),
            ("2024-01-31T10:00:00Z", Some(Reading::OldDate)),
            ("2024-01-31, à midi", None),
            ("2024-01", None),
            ("'1.10'", None),
        ] {
            let source = Source::new(Uri::new("a.yaml"), format!("a: {text}"));
            let document = Document::parse(SourceId(0), Arc::new(source));
            let node = document.root().get("a").expect("an entry");
            assert_eq!(node.implicit(), reading, "{text}");
        }
    }
}
