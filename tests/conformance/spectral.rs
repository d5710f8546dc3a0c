//! A ruleset on a document, as the command runs it, in the words of Spectral's JSON.

use std::fmt::Write as _;

use apilint::description::Limits;
use apilint::diagnostic::Language;
use apilint::guide::Dossier;
use apilint::loader::Memory;
use apilint::report::{self, Ending, Format, Outcome, Style};
use apilint::source::Uri;
use apilint::{Description, Ruleset, lint};
use serde_json::Value;

/// What a case is run with: files by their names, the ruleset and the document among them.
pub struct Run {
    pub files: Memory,
    pub ruleset: String,
    pub document: String,
}

impl Run {
    /// The results, or why the ruleset was refused.
    pub fn results(&self) -> Result<Vec<Value>, String> {
        let ruleset = Ruleset::load(std::slice::from_ref(&self.ruleset), &self.files)
            .map_err(|error| error.to_string())?;
        self.results_with(&ruleset)
    }

    /// The results with a ruleset that is read already.
    pub fn results_with(&self, ruleset: &Ruleset) -> Result<Vec<Value>, String> {
        let uri = Uri::new(self.document.as_str());
        let description = Description::load_any(&self.files, &uri, Limits::default())
            .map_err(|error| error.to_string())?;
        let varied = ruleset.for_document(&uri);
        let ruleset = varied.as_deref().unwrap_or(ruleset);
        let diagnostics = lint::lint_with(&description, ruleset, &Dossier::default());
        let outcome = Outcome {
            ignored: Vec::new(),
            description,
            diagnostics,
            left_out: Vec::new(),
            dossier: Dossier::default(),
        };
        let run = report::Run {
            language: Language::En,
            ruleset,
            fails_on: None,
            style: Style::default(),
        };
        let format = Format::named("spectral-json").expect("it exists");
        let mut bytes = Vec::new();
        let written =
            format.write(&run, [&outcome], &Ending::of([&outcome], Vec::new()), &mut bytes);
        written.map_err(|error| error.to_string())?;
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }
}

/// What of a result is compared.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // Each part is compared or not.
pub struct Compared {
    pub code: bool,
    pub message: bool,
    pub severity: bool,
    pub range: bool,
}

impl Compared {
    /// A result on one line: path, and what else is compared.
    pub fn line(self, result: &Value) -> String {
        let path = result["path"].as_array().map(Vec::as_slice).unwrap_or_default();
        let path = path.iter().map(segment).collect::<Vec<_>>().join(" / ");
        let mut line = String::new();
        if self.code {
            line.push_str(result["code"].as_str().unwrap_or("?"));
        }
        let _ = write!(line, " [{path}]");
        if self.severity {
            let _ = write!(line, " severity {}", result["severity"]);
        }
        if self.range {
            let at = |end: &str| {
                let point = &result["range"][end];
                format!("{}:{}", point["line"], point["character"])
            };
            let _ = write!(line, " {}-{}", at("start"), at("end"));
        }
        if self.message {
            let _ = write!(line, " {}", result["message"].as_str().unwrap_or("?"));
        }
        line
    }

    pub fn lines(self, results: &[Value]) -> Vec<String> {
        results.iter().map(|result| self.line(result)).collect()
    }
}

/// Segments are texts or numbers: both are compared as texts.
fn segment(segment: &Value) -> String {
    segment.as_str().map_or_else(|| segment.to_string(), str::to_owned)
}
