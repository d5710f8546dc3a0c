//! The report for data engines and catalogues: the members of `documents` of the JSON report, one a line, each as it is done.

use std::io::{self, Write};

use super::json::Document;
use super::{Outcome, Reporter, Run};

/// The report, written as its descriptions come.
pub(super) struct Ndjson;

impl Reporter for Ndjson {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        mut out: &mut dyn Write,
    ) -> io::Result<()> {
        serde_json::to_writer(&mut out, &Document::of(run, outcome))?;
        out.write_all(b"\n")
    }
}
