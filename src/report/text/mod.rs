//! The report for people: each description with what the rules say of it, its dossier, its verdict; then the whole run.

mod dossier;
mod findings;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::page::{Ink, Page};
use super::wording::{self, Noun};
use super::{Ending, Outcome, Reporter, Run, Total};
use crate::document::Node;
use crate::guide::{Readiness, Title};
use crate::spec::Version;

/// The report, written as its descriptions come.
#[derive(Default)]
pub(super) struct Text {
    documents: usize,
    /// The rules whose advice was given: it is said once.
    told: BTreeSet<String>,
}

impl Reporter for Text {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut page = Page::new(run.language, run.style);
        if self.documents > 0 {
            page.line(0, "");
            page.line(0, "");
        }
        self.documents += 1;
        heading(&mut page, outcome);
        findings::write(&mut page, run, outcome, &mut self.told);
        if run.judges() {
            dossier::write(&mut page, run, outcome);
        }
        conclusion(&mut page, run, outcome);
        out.write_all(page.into_text().as_bytes())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page::new(run.language, run.style);
        // What was read in part is shown with the rest.
        let unread = || ending.unreadable.iter().filter(|unreadable| !unreadable.is_partial);
        for (rank, unreadable) in unread().enumerate() {
            if rank > 0 || self.documents > 0 {
                page.line(0, "");
                page.line(0, "");
            }
            unread::write(&mut page, unreadable);
        }
        if self.documents + unread().count() > 1 {
            total(&mut page, run, &ending.total, unread().count());
        }
        out.write_all(page.into_text().as_bytes())
    }
}

/// The file, and what API it describes.
fn heading(page: &mut Page, outcome: &Outcome) {
    let description = &outcome.description;
    let name = page.clean(description.entry().source.uri.as_str());
    page.heading(&name);
    let info = description.root().get("info");
    let text = |field: &str| {
        let text = info
            .and_then(|info| description.get(info, field))
            .and_then(Node::scalar)
            .unwrap_or_default();
        page.cut(&page.clean(text), 0)
    };
    let untitled = wording::say(Title { en: "untitled", fr: "sans titre" }, page.language);
    let (title, version) = (text("title"), text("version"));
    let title = if title.is_empty() { untitled } else { &title };
    if description.version == Version::Foreign {
        let words = Title {
            en: "not an OpenAPI description: the rules that apply to any document are run",
            fr: "pas une description OpenAPI : les règles valables pour tout document sont exécutées",
        };
        page.paragraph(0, Ink::Plain, wording::say(words, page.language));
        return;
    }
    let kind = description
        .version_field()
        .key()
        .map_or("OpenAPI", |key| if key == "swagger" { "Swagger" } else { "OpenAPI" });
    let version =
        if version.is_empty() { String::new() } else { format!(", version\u{a0}{version}") };
    let line = format!("{title}{version} ({kind}\u{a0}{})", page.clean(&description.version_text));
    page.paragraph(0, Ink::Plain, &line);
    if description.is_partial() {
        page.paragraph(0, Ink::Bad, &page.clean(wording::read_in_part(page.language)));
    }
}

/// The verdict and the counts: the last lines on a document, where eyes fall first.
fn conclusion(page: &mut Page, run: &Run<'_>, outcome: &Outcome) {
    let language = page.language;
    page.blank();
    if let Some(readiness) = outcome.readiness().filter(|_| run.judges()) {
        let lead = format!(
            "{}{}",
            wording::readiness(readiness, language),
            wording::colon(language).trim_end()
        );
        let sentence = format!("{}.", wording::prerequisites(&outcome.dossier, language));
        page.led(0, (&lead, readiness.into()), 2, Ink::Plain, &sentence);
    }
    let tally = wording::tally(|severity| outcome.count(severity), language);
    let nothing = Title { en: "Nothing to report.", fr: "Rien à signaler." };
    let tally = if tally.is_empty() {
        wording::say(nothing, language).to_owned()
    } else {
        format!("{tally}.")
    };
    page.paragraph(0, Ink::Plain, &tally);
    ignored(page, outcome);
    let left_out = outcome.left_out(None);
    if left_out > 0 {
        let all = left_out + outcome.diagnostics.len();
        page.paragraph(0, Ink::Notable, &wording::left_out(left_out, all, language));
    }
}

/// What is not told, and why: a line for each reason.
fn ignored(page: &mut Page, outcome: &Outcome) {
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for ignored in outcome.ignored.iter().filter(|ignored| !ignored.is_only_known()) {
        *reasons.entry((&ignored.diagnostic.rule, &ignored.reason)).or_default() += 1;
    }
    for ((rule, reason), count) in reasons {
        let line = wording::ignored(count, rule, &page.clean(reason), page.language);
        page.paragraph(0, Ink::Faint, &line);
    }
    let known = outcome.ignored.iter().filter(|ignored| ignored.is_only_known()).count();
    if known > 0 {
        page.paragraph(0, Ink::Faint, &wording::known(known, page.language));
    }
}

/// One line on the whole run.
fn total(page: &mut Page, run: &Run<'_>, total: &Total, unread: usize) {
    let language = page.language;
    page.line(0, "");
    page.line(0, "");
    let mut parts = Vec::new();
    if run.judges() {
        for (readiness, noun) in [
            (Readiness::Ready, Noun::Ready),
            (Readiness::Incomplete, Noun::Incomplete),
            (Readiness::NotReady, Noun::NotReady),
        ] {
            let count = total.are(readiness);
            parts.extend((count > 0).then(|| wording::counted(count, noun, language)));
        }
    }
    if unread > 0 {
        parts.push(wording::counted(unread, Noun::Unreadable, language));
    }
    let tally = wording::tally(|severity| total.count(severity), language);
    let parts: Vec<String> =
        [parts.join(", "), tally].into_iter().filter(|part| !part.is_empty()).collect();
    let all = total.documents + unread;
    let colon = if parts.is_empty() { "." } else { wording::colon(language).trim_end() };
    let lead = format!("{}{colon}", wording::counted(all, Noun::Input, language));
    let parts = if parts.is_empty() { String::new() } else { format!("{}.", parts.join(" ; ")) };
    let parts = if language == crate::diagnostic::Language::En {
        parts.replace(" ;", ";")
    } else {
        page.clean(&parts)
    };
    page.led(0, (&lead, Ink::Strong), 2, Ink::Plain, &parts);
}
