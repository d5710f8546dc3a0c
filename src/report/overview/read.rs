//! Reports read back: the JSON report of a run, or the documents of one, a line each (`ndjson`).

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;

use super::{Api, Criterion, Overview, spec};
use crate::diagnostic::{Severity, Text};
use crate::guide::{Readiness, Strength, Verdict};

/// Why a text is not a report of apilint.
#[derive(Debug, thiserror::Error)]
pub enum NoReport {
    /// It is not JSON, or not of that form; with the place.
    #[error(transparent)]
    Form(#[from] serde_json::Error),
    /// It is JSON, of something else.
    #[error("it is neither a report nor a document of one")]
    Other,
    /// A later apilint wrote it.
    #[error("it is of version {0}, which a later apilint writes")]
    Later(u32),
}

/// Reads a report.
pub fn read(report: impl Read) -> Result<Overview, NoReport> {
    let mut overview = Overview::default();
    for piece in serde_json::Deserializer::from_reader(report).into_iter::<Piece>() {
        let piece = piece?;
        match piece {
            Piece { version: Some(version), format: Some(_), .. } if version > VERSION => {
                return Err(NoReport::Later(version));
            }
            Piece { documents: Some(documents), unreadable, .. } => {
                for document in documents {
                    overview.read(document);
                }
                let whole = unreadable.iter().filter(|one| {
                    // What was read in part is told with the rest.
                    !overview.apis.iter().any(|api| api.uri == one.uri)
                });
                overview.unreadable += whole.count();
            }
            Piece { uri: Some(uri), spec: Some(spec), verdict: Some(verdict), .. } => {
                overview.read(Document {
                    uri,
                    spec,
                    verdict,
                    title: piece.title,
                    api_version: piece.api_version,
                    dossier: piece.dossier,
                    diagnostics: piece.diagnostics,
                    left_out: piece.left_out,
                    summary: piece.summary,
                });
            }
            _ => return Err(NoReport::Other),
        }
    }
    if overview.apis.is_empty() && overview.unreadable == 0 {
        return Err(NoReport::Other);
    }
    Ok(overview)
}

/// The version of the report's form that is read.
const VERSION: u32 = 1;

/// A report, or a document of one: what tells them apart is optional.
#[derive(Deserialize)]
struct Piece {
    format: Option<String>,
    version: Option<u32>,
    documents: Option<Vec<Document>>,
    #[serde(default)]
    unreadable: Vec<Unreadable>,
    uri: Option<String>,
    spec: Option<Spec>,
    verdict: Option<String>,
    title: Option<String>,
    api_version: Option<String>,
    #[serde(default)]
    dossier: Vec<Judged>,
    #[serde(default)]
    diagnostics: Vec<Said>,
    #[serde(default)]
    left_out: Vec<LeftOut>,
    #[serde(default)]
    summary: Summary,
}

#[derive(Deserialize)]
struct Document {
    uri: String,
    spec: Spec,
    verdict: String,
    title: Option<String>,
    api_version: Option<String>,
    #[serde(default)]
    dossier: Vec<Judged>,
    #[serde(default)]
    diagnostics: Vec<Said>,
    #[serde(default)]
    left_out: Vec<LeftOut>,
    summary: Summary,
}

#[derive(Deserialize)]
struct Unreadable {
    uri: String,
}

#[derive(Deserialize)]
struct Spec {
    kind: String,
    version: String,
}

#[derive(Deserialize)]
struct Judged {
    criterion: String,
    strength: String,
    title: Words,
    verdict: String,
}

#[derive(Deserialize)]
struct Words {
    en: String,
    fr: String,
}

#[derive(Deserialize)]
struct Said {
    rule: String,
    severity: String,
}

#[derive(Deserialize)]
struct LeftOut {
    rule: String,
    severity: String,
    count: usize,
}

#[derive(Default, Deserialize)]
struct Summary {
    error: usize,
    warning: usize,
    info: usize,
    hint: usize,
}

impl Overview {
    fn read(&mut self, document: Document) {
        let mut api = Api {
            uri: document.uri,
            title: document.title.map(|title| title.trim().to_owned()),
            version: document.api_version,
            spec: match document.spec.kind.as_str() {
                "other" => String::new(),
                kind => spec(kind, &document.spec.version),
            },
            readiness: Readiness::ALL.into_iter().find(|it| it.name() == document.verdict),
            verdicts: BTreeMap::new(),
            rules: BTreeMap::new(),
            counts: {
                let Summary { error, warning, info, hint } = document.summary;
                [error, warning, info, hint]
            },
        };
        api.title = api.title.filter(|title| !title.is_empty());
        let told = document.diagnostics.into_iter().map(|said| (said.rule, said.severity, 1));
        let left_out = document.left_out.into_iter();
        let left_out = left_out.map(|left| (left.rule, left.severity, left.count));
        for (rule, severity, count) in told.chain(left_out) {
            let severity = Severity::ALL.into_iter().find(|it| it.name() == severity);
            api.rules.entry(rule).or_insert((severity.unwrap_or(Severity::Info), 0)).1 += count;
        }
        for judged in document.dossier {
            let verdict = Verdict::ALL.into_iter().find(|it| it.name() == judged.verdict);
            api.verdicts.insert(judged.criterion.clone(), verdict.unwrap_or(Verdict::Unknown));
            let strength = Strength::ALL.into_iter().find(|it| it.name() == judged.strength);
            self.know(Criterion {
                id: judged.criterion,
                strength: strength.unwrap_or(Strength::Recommendation),
                title: Text::new(judged.title.en, judged.title.fr),
            });
        }
        self.apis.push(api);
    }
}

#[cfg(test)]
mod tests {
    use super::{NoReport, read};
    use crate::diagnostic::{Language, Severity};
    use crate::loader::Memory;
    use crate::report::overview::Overview;
    use crate::report::{Ending, Format, Outcome, Run, Style};
    use crate::source::Uri;
    use crate::{Description, Ruleset, guide, lint};

    const TEXT: &str = "openapi: 3.0.3\ninfo: { title: Bacs, version: '1' }\npaths:\n  /bacs/: { get: { responses: {} } }\n";

    fn outcome(ruleset: &Ruleset) -> Outcome {
        let loader = Memory::one("bacs.yaml", TEXT.to_owned());
        let description = Description::load(&loader, &Uri::new("bacs.yaml")).expect("it is one");
        let dossier = guide::assess(&description);
        let diagnostics = lint::lint_with(&description, ruleset, &dossier);
        Outcome { description, diagnostics, left_out: Vec::new(), ignored: Vec::new(), dossier }
    }

    #[test]
    fn a_report_read_back_says_what_the_run_said() {
        let ruleset = Ruleset::load(&["apilint:all".to_owned()], &Memory::default());
        let ruleset = ruleset.expect("the rules are right");
        let outcome = outcome(&ruleset);
        let run = Run {
            language: Language::En,
            ruleset: &ruleset,
            fails_on: None,
            style: Style::default(),
        };
        let mut bytes = Vec::new();
        let json = Format::named("json").expect("it exists");
        let ending = Ending::of([&outcome], Vec::new());
        json.write(&run, [&outcome], &ending, &mut bytes).expect("memory takes everything");
        let mut direct = Overview::default();
        direct.add(&outcome);
        let back = read(bytes.as_slice()).expect("it is a report");
        assert_eq!(format!("{back:?}"), format!("{direct:?}"));
        assert!(back.count(Severity::Error) > 0 && back.criteria.len() > 30);
        // A document of it, on one line.
        let report: serde_json::Value = serde_json::from_slice(&bytes).expect("it is JSON");
        let line = format!("{}\n", report["documents"][0]);
        let lines = read(line.repeat(2).as_bytes()).expect("they are documents");
        assert_eq!(format!("{:?}", lines.apis[1]), format!("{:?}", direct.apis[0]));
    }

    #[test]
    fn what_is_no_report_is_said_to_be_none() {
        for text in
            ["", "{}", "[]", "{\"uri\": 1}", "{\"documents\": [{}]}", "{\"documents\": []}", "x"]
        {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        let later = r#"{"format": "apilint-report", "version": 2, "documents": []}"#;
        assert!(matches!(read(later.as_bytes()), Err(NoReport::Later(2))));
    }
}
