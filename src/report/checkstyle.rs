//! The report as Checkstyle writes it: XML that Jenkins, SonarQube and review bots have read for twenty years.
//!
//! | severity | in Checkstyle |
//! |---|---|
//! | error, unreadable input, fault of the settings | `error` |
//! | warning | `warning` |
//! | info, hint | `info` |
//!
//! `source` is `apilint.` and the rule: readers take what follows the last dot for the kind. What is ignored is not listed.

use std::io::{self, Write};

use quick_xml::Writer;

use super::notice::{self, Notice};
use super::{Ending, Outcome, Reporter, Run, xml};
use crate::diagnostic::Severity;

const ROOT: &str = "checkstyle";
/// The version of Checkstyle whose form this is: readers look at it.
const VERSION: &str = "4.3";

/// The report, written as its descriptions come.
pub(super) struct Checkstyle;

impl Reporter for Checkstyle {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        xml::open(ROOT, &[("version", VERSION)], out)
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut notices: Vec<Notice> = Notice::all(run, outcome).collect();
        notices.extend(Notice::left_out(run, outcome));
        if notices.is_empty() {
            // A file that was looked at is listed.
            let name = notice::file(outcome.description.entry().source.uri.as_str());
            return xml::empty(&mut Writer::new(out), "file", &[("name", &name)]);
        }
        // They come by place, so by file already, but for what stands beside.
        notices.sort_by(|a, b| a.file.cmp(&b.file));
        notices.chunk_by(|a, b| a.file == b.file).try_for_each(|notices| file(notices, out))
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let notices: Vec<Notice> = Notice::ending(run, ending).collect();
        notices.chunk_by(|a, b| a.file == b.file).try_for_each(|notices| file(notices, out))?;
        xml::close(ROOT, out)
    }
}

/// What is said of one file: at least one thing.
fn file(notices: &[Notice], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new(out);
    let name = notices.first().map_or("", |notice| &notice.file);
    xml::start(&mut writer, "file", &[("name", name)])?;
    for notice in notices {
        let severity = match notice.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint => "info",
        };
        let attributes = [
            ("line", &*notice.start.line.to_string()),
            ("column", &*notice.start.column.to_string()),
            ("severity", severity),
            ("message", &*notice.message),
            ("source", &*format!("apilint.{}", notice.rule)),
        ];
        xml::empty(&mut writer, "error", &attributes)?;
    }
    xml::end(&mut writer, "file")
}
