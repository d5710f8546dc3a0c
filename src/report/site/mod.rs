//! The catalogue as a folder of static pages: an index and a page per rule, in each language.

mod example;
mod frame;
mod index;
mod rule;

use std::collections::BTreeMap;

use maud::Markup;

use super::catalogue::{Entry, entries};
use super::html::{STYLE, plain_id};
use crate::diagnostic::Language;
use crate::ruleset::Ruleset;

/// The file that says that a folder was written by this command, and may be written again.
pub const MARKER: &str = ".apilint-site";

/// Both languages, the reader's own choice on the first page.
const LANGUAGES: [Language; 2] = [Language::Fr, Language::En];

/// Every file of the site, by its path in the folder.
pub fn site(ruleset: &Ruleset) -> BTreeMap<String, String> {
    let site = Site::of(ruleset);
    let mut files = BTreeMap::from([
        (MARKER.to_owned(), format!("apilint {}\n", env!("CARGO_PKG_VERSION"))),
        ("style.css".to_owned(), format!("{STYLE}{}", include_str!("style.css"))),
        ("index.html".to_owned(), page(&index::choice(&site))),
    ]);
    for language in LANGUAGES {
        let code = language.code();
        files.insert(format!("{code}/index.html"), page(&index::index(&site, language)));
        for (rank, _) in site.entries.iter().enumerate() {
            let name = format!("{code}/{}", site.files[rank]);
            files.insert(name, page(&rule::rule(&site, rank, language)));
        }
    }
    files
}

fn page(markup: &Markup) -> String {
    markup.0.clone()
}

/// The rules that the pages are about, and the file of each.
struct Site<'r> {
    ruleset: &'r Ruleset,
    entries: Vec<Entry<'r>>,
    files: Vec<String>,
}

impl<'r> Site<'r> {
    fn of(ruleset: &'r Ruleset) -> Self {
        let entries = entries(ruleset);
        // Users name their rules as they like: two names may differ by what no file name holds.
        let mut taken: BTreeMap<String, usize> = BTreeMap::from([("index".to_owned(), 1)]);
        let files = entries.iter().map(|entry| {
            let name = plain_id(entry.id).to_ascii_lowercase();
            let count = taken.entry(name.clone()).or_default();
            *count += 1;
            if *count == 1 { format!("{name}.html") } else { format!("{name}--{count}.html") }
        });
        let files = files.collect();
        Self { ruleset, entries, files }
    }
}

/// The other language, and its own name.
fn other(language: Language) -> (Language, &'static str) {
    match language {
        Language::En => (Language::Fr, "Français"),
        Language::Fr => (Language::En, "English"),
    }
}

/// One of two words.
fn say(language: Language, en: &'static str, fr: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}
