//! The report for GitLab's Code Quality widget: a JSON list of findings, a subset of what Code Climate wrote.
//!
//! | severity | in GitLab |
//! |---|---|
//! | unreadable input, fault of the settings | `blocker` |
//! | error | `critical` |
//! | warning | `major` |
//! | info | `minor` |
//! | hint | `info` |
//!
//! What is ignored is not listed: GitLab has no word for it.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::json::{List, hexadecimal};
use super::notice::{self, Notice};
use super::{Ending, Outcome, Reporter, Run};
use crate::diagnostic::Severity;

/// The list, written as its descriptions come.
pub(super) struct GitLab {
    findings: List,
}

impl Default for GitLab {
    fn default() -> Self {
        Self { findings: List::within(0) }
    }
}

impl Reporter for GitLab {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let entry = notice::file(outcome.description.entry().source.uri.as_str());
        let mut told = HashMap::new();
        for (said, notice) in outcome.diagnostics.iter().zip(Notice::all(run, outcome)) {
            // The same words at one pointer, twice: GitLab shows one of two findings of one fingerprint.
            let own = said.fingerprint.to_string();
            let rank = told.entry((own.clone(), notice.file.clone())).or_insert(0_usize);
            *rank += 1;
            let fingerprint = digest(&[&entry, &notice.file, &own, &rank.to_string()]);
            let severity = match said.severity {
                Severity::Error => "critical",
                Severity::Warning => "major",
                Severity::Info => "minor",
                Severity::Hint => "info",
            };
            self.findings.item(&Finding::of(&notice, severity, fingerprint), out)?;
        }
        if let Some(notice) = Notice::left_out(run, outcome) {
            let fingerprint = digest(&[&notice.rule, &entry]);
            self.findings.item(&Finding::of(&notice, "info", fingerprint), out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        for (rank, notice) in Notice::ending(run, ending).enumerate() {
            // The words of the system may change; the file and the order do not.
            let fingerprint = digest(&[&notice.rule, &notice.file, &rank.to_string()]);
            self.findings.item(&Finding::of(&notice, "blocker", fingerprint), out)?;
        }
        self.findings.end(out)?;
        out.write_all(b"\n")
    }
}

/// Parts, none of which holds a line feed that matters, as one short name: 32 hexadecimal figures.
fn digest(parts: &[&str]) -> String {
    hexadecimal(&Sha256::digest(parts.join("\n").as_bytes())[..16])
}

#[derive(Serialize)]
struct Finding<'r> {
    description: &'r str,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'r> Finding<'r> {
    fn of(notice: &'r Notice, severity: &'static str, fingerprint: String) -> Self {
        let lines = Lines { begin: notice.start.line, end: notice.end.line };
        Self {
            description: &notice.message,
            check_name: &notice.rule,
            fingerprint,
            severity,
            location: Location { path: &notice.file, lines },
        }
    }
}
