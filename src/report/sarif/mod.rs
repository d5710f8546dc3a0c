//! The report as SARIF 2.1.0, the OASIS standard that code scanning, IDEs and dashboards read.
//!
//! | severity | `level` |
//! |---|---|
//! | error, unreadable input, fault of the settings | `error` |
//! | warning | `warning` |
//! | info, hint | `note` |
//!
//! The rules stand first and the results follow as their descriptions come; what is known at the end only (the files, how
//! the run went) is kept until then: a name for each file, and no result. Section numbers are those of the standard.

mod place;
mod result;
mod rule;

use std::io::{self, Write};

use serde::Serialize;

use super::json::List;
use super::notice::{Notice, UNREADABLE};
use super::{Ending, Outcome, Reporter, Run};
use crate::diagnostic::Severity;
use place::{Artifacts, Location, Regions};
use result::Finding;
use rule::Descriptor;

/// Where the standard publishes its schema.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report, written as its descriptions come.
pub(super) struct Sarif {
    results: List,
    artifacts: Artifacts,
    /// Descriptions of which not everything is told.
    left_out: Vec<Notification>,
}

impl Default for Sarif {
    fn default() -> Self {
        Self { results: List::of_lines(), artifacts: Artifacts::default(), left_out: Vec::new() }
    }
}

impl Reporter for Sarif {
    fn start(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[")?;
        let head = serde_json::to_string(&Head::of(run))?;
        // The run stays open.
        out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
        out.write_all(b",\n\"results\":")
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let regions = Regions::of(&outcome.description);
        self.artifacts.target(&outcome.description.entry().source);
        let artifacts = &mut self.artifacts;
        for said in &outcome.diagnostics {
            let finding = Finding::of(run, artifacts, &regions, said, None);
            self.results.item(&finding, out)?;
        }
        for ignored in &outcome.ignored {
            let said = &ignored.diagnostic;
            let finding = Finding::of(run, artifacts, &regions, said, Some(ignored));
            self.results.item(&finding, out)?;
        }
        if let Some(notice) = Notice::left_out(run, outcome) {
            let file = self.artifacts.location(&notice.file);
            self.left_out.push(Notification {
                level: "warning",
                message: Message::of(&notice.message),
                locations: vec![Location::whole(file)],
            });
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        self.results.end(out)?;
        let mut execution = std::mem::take(&mut self.left_out);
        let mut configuration = rule::not_run(run);
        for notice in Notice::ending(run, ending) {
            let (told, place) = if notice.rule == UNREADABLE {
                (&mut execution, self.artifacts.unread(&notice.file))
            } else {
                (&mut configuration, self.artifacts.location(&notice.file))
            };
            told.push(Notification {
                level: level(notice.severity),
                message: Message::of(&notice.message),
                locations: vec![Location::at(place, notice.start)],
            });
        }
        let invocation = Invocation {
            execution_successful: ending.unreadable.is_empty() && ending.faults.is_empty(),
            tool_execution_notifications: execution,
            tool_configuration_notifications: configuration,
        };
        out.write_all(b",\n\"artifacts\":")?;
        serde_json::to_writer(&mut *out, self.artifacts.list())?;
        out.write_all(b",\n\"invocations\":")?;
        serde_json::to_writer(&mut *out, &[invocation])?;
        out.write_all(b"}]}\n")
    }
}

/// What comes before the results (§3.14).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    language: &'static str,
    /// §3.14.17: what columns and offsets of characters count.
    column_kind: &'static str,
    tool: Tool,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

/// §3.19
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

impl Head {
    fn of(run: &Run<'_>) -> Self {
        let language = run.language.code();
        Self {
            language,
            column_kind: "utf16CodeUnits",
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    language,
                    rules: run.ruleset.rules.iter().map(|rule| Descriptor::of(run, rule)).collect(),
                },
            },
        }
    }
}

/// How the run went (§3.20).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_configuration_notifications: Vec<Notification>,
}

/// §3.58
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

/// A plain text (§3.11).
#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    /// A text that may quote a stranger's file: `[…](…)` would be a link (§3.11.6). Braces are left as they are: they
    /// would stand for arguments where there are some, and `/livres/{{id}}` is what every reader would show.
    fn of(text: &str) -> Self {
        let text = if text.contains("](") {
            text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
        } else {
            text.to_owned()
        };
        Self { text }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}
