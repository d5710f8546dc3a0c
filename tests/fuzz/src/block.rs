//! Texts made of pieces of YAML, of which the reader of common block YAML takes about half.

use std::fmt::Write as _;
use std::sync::Arc;

use apilint::document::Readings;
use apilint::source::{Source, Uri};
use fastrand::Rng;

use crate::mutate::mutated;

/// What lines start with, after their indentation.
const STARTS: &[&str] = &[
    "a:", "b:", "c: ", "- ", "- ", "-", "- - ", "- a: ", "\"k\": ", "'k' : ", "1: ", "<<: ", "é: ",
    "- é: ", "a b:", "&x ", "*x ", "? ", ": ", "- &x ", "a: &x ", "a:  ", "-  b: ", "---", "...",
    "%", "{a: 1}: ", "", "", "# ",
];

/// What stands for values.
const VALUES: &[&str] = &[
    "",
    "",
    "a",
    "a b",
    "a # b",
    "a#b",
    "a:b",
    "a: b",
    "a :b",
    "a -b",
    "-1",
    "1.0",
    "~",
    "null",
    "- a",
    "? a",
    ":a",
    "-a",
    "'a'",
    "\"a\"",
    "'a''b'",
    "\"a\\nb\"",
    "\"a\\",
    "\"\\u00e9\\x41\\U0001F600\"",
    "\"\\ud83d\\ude00\"",
    "\"a\\q\"",
    "\"",
    "'",
    "'a",
    "\"a",
    "a\"",
    "'a' # b",
    "\"a\"#b",
    "\"a\" b",
    "'a': b",
    "\"a  ",
    "'a  ",
    "|",
    ">",
    "|-",
    ">-",
    "|+",
    ">+",
    "|2",
    ">1-",
    "|-2",
    "| # c",
    "|x",
    "[]",
    "{}",
    "[a, b]",
    "[a, 'b', \"c\"]",
    "{a: 1, b: c}",
    "{\"a\":1}",
    "{a: [1, {b: c}]}",
    "[a: b]",
    "[a, ]",
    "[,]",
    "{a}",
    "{a: }",
    "{a:1}",
    "[",
    "{",
    "]",
    "}",
    ",",
    "[a",
    "{a: ",
    "{\"a\": ",
    "a]",
    "'b': [",
    "a,",
    "[a # b",
    "[- ]",
    "[-]",
    "[?a]",
    "[a b, c:d]",
    "[http://a/b#c]",
    "&x a",
    "&x",
    "*x",
    "&x [a]",
    "&y |",
    "!t a",
    "@a",
    "`a",
    "%a",
    "a\t",
    "\ta",
    "a\tb",
    "# c",
    " # c",
    "  ",
    "\t",
    "é\u{a0}",
    "\u{2028}a",
    "a\u{85}",
    "\u{feff}",
    "\u{7f}",
    "https://a.fr/b?c=d&e",
    "{a: b}c",
    "[a]#",
    "[a] #",
    "\"a\":b",
    "'a' :b",
    "<<",
    "true",
    "0o7",
    "2024-01-01",
    "word word word",
    "...",
    "---",
    "--- a",
];

/// Keys, to which a figure is added.
const KEYS: &[&str] = &["a", "b", "é", "a b", "/p/{q}", "2", "$ref", "x-y", "<", "-z"];

/// How lines end.
const ENDS: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n  \n",
    "\n    \n",
    " \n",
    "\r\n",
    "\n# c\n",
    "\n  # c\n",
    " # c\n",
    "\n\t\n",
    "\r",
    "",
];

/// A text of a few lines, or a description that was changed.
pub fn text(seeds: &[String], random: &mut Rng) -> String {
    let text = match random.u8(0..4) {
        0 => return mutated(random.choice(seeds).map_or("", String::as_str), seeds, random),
        1 => lines(random),
        _ => tree(random),
    };
    if random.u8(0..4) == 0 { mutated(&text, seeds, random) } else { text }
}

/// Maps and lists that are well indented for the most part.
fn tree(random: &mut Rng) -> String {
    let mut text = String::new();
    collection(&mut text, 0, 0, random);
    text
}

fn collection(text: &mut String, indent: usize, depth: usize, random: &mut Rng) {
    let is_list = random.u8(0..3) == 0;
    let mut is_first = true;
    for rank in 0..random.usize(1..4) {
        // The first entry of a list's item stands beside its dash.
        if !is_first || !text.ends_with("- ") {
            let _ = write!(text, "{:indent$}", "");
        }
        is_first = false;
        if is_list {
            text.push('-');
        } else {
            let key = random.choice(KEYS).copied().unwrap_or_default();
            let _ = match random.u8(0..12) {
                0 => write!(text, "? {key}{rank}\n{:indent$}:", ""),
                _ => write!(text, "{key}{}:", if random.u8(0..20) == 0 { 0 } else { rank }),
            };
        }
        match random.u8(0..8) {
            0 | 1 if depth < 4 && is_list => {
                text.push(' ');
                collection(text, indent + 2, depth + 1, random);
            }
            0..3 if depth < 4 => {
                text.push_str(
                    random.choice(&["\n", "\n", " # c\n", " &x\n", "\n\n"]).unwrap_or(&"\n"),
                );
                let deeper = random.usize(0..=3);
                collection(text, indent + deeper, depth + 1, random);
            }
            3 => {
                let header =
                    random.choice(&["|", ">", "|-", ">-", "|+", ">+", ">2"]).unwrap_or(&"|");
                let _ = writeln!(text, " {header}");
                for _ in 0..random.usize(0..4) {
                    let deeper = indent + random.usize(1..=3);
                    let line = random.choice(&["a", "b c ", "", " d", "# e", "- f: g", "\u{a0}"]);
                    let _ = writeln!(text, "{:deeper$}{}", "", line.unwrap_or(&""));
                }
            }
            4 => {
                let quote = random.choice(&["", "", "'", "\""]).copied().unwrap_or_default();
                let deeper = indent + random.usize(0..=3);
                let lines = random.choice(&["\n", "\n\n", " \n", "\n  \n"]).unwrap_or(&"\n");
                let _ = writeln!(text, " {quote}a b{lines}{:deeper$}c{quote}", "");
            }
            _ => {
                let value = random.choice(VALUES).copied().unwrap_or_default();
                let _ = writeln!(text, " {value}");
            }
        }
    }
}

fn lines(random: &mut Rng) -> String {
    let mut text = String::new();
    let mut indent: usize = 0;
    // Rare pieces in every line would leave no text to the quick reader.
    let is_tame = random.bool();
    let end = if random.u8(0..8) == 0 { "\r\n" } else { "\n" };
    for _ in 0..random.usize(1..12) {
        indent = match random.u8(0..8) {
            0 | 1 => indent + 2,
            2 => indent + 1,
            3 => indent.saturating_sub(2),
            4 => 0,
            _ => indent,
        };
        let start = random
            .choice(if is_tame { &STARTS[..13] } else { STARTS })
            .copied()
            .unwrap_or_default();
        let value = match random.u8(0..6) {
            0..3 if is_tame => "a b",
            _ => random.choice(VALUES).copied().unwrap_or_default(),
        };
        let ending = random.choice(ENDS).copied().filter(|_| random.u8(0..4) == 0).unwrap_or(end);
        let _ = write!(text, "{:indent$}{start}{value}{ending}", "");
    }
    text
}

/// What the quick reader takes, the full parser reads as it does.
pub fn hold(text: &str) -> Result<(), String> {
    let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
    Readings::of(&source).difference().map_or(Ok(()), Err)
}
