//! Keys and tokens written in a description.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Label, Text};
use crate::functions::{Check, Finding, Options, OptionsError};

/// What a secret looks like, and what it is called in English and French. Each has a form that nothing else has.
const FORMS: &[(&str, &str, &str)] = &[
    (
        r"eyJ[A-Za-z0-9_-]{14,}\.eyJ[A-Za-z0-9_-]{14,}\.[A-Za-z0-9_-]{20,}",
        "a token (JWT)",
        "un jeton (JWT)",
    ),
    (r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----", "a private key", "une clé privée"),
    (
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        "an access key of Amazon Web Services",
        "une clé d'accès Amazon Web Services",
    ),
    (r"\bgh[pousr]_[A-Za-z0-9]{36}\b", "a GitHub token", "un jeton GitHub"),
    (r"\bglpat-[A-Za-z0-9_-]{20}\b", "a GitLab token", "un jeton GitLab"),
];

/// Payloads that every document about tokens shows: that of the page that explains them.
const SAMPLES: &[&str] = &["eyJzdWIiOiIxMjM0NTY3ODkwI"];

static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| FORMS.iter().filter_map(|(form, ..)| Regex::new(form).ok()).collect());

/// On the root: no text holds a key or a token.
pub(in crate::functions) fn written(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        // What an alias names is searched where it stands.
        for node in target.description.root().subtree().filter(|node| !node.is_alias()) {
            let Some(text) = node.as_str().filter(|text| text.len() >= 20) else { continue };
            let mut places = node.places();
            for (pattern, (_, en, fr)) in PATTERNS.iter().zip(FORMS) {
                for found in pattern.find_iter(text) {
                    if SAMPLES.iter().any(|sample| found.as_str().contains(sample)) {
                        continue;
                    }
                    let span = places.of(found.range());
                    if !findings.wants(span) {
                        continue;
                    }
                    findings.push(Finding {
                        at: Some(Label { span, ..node.label() }),
                        ..Finding::new(Text::new(
                            format!("This looks like {en}"),
                            format!("Ceci ressemble à {fr}"),
                        ))
                    });
                }
            }
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::{FORMS, PATTERNS};

    #[test]
    fn every_form_is_read() {
        assert_eq!(PATTERNS.len(), FORMS.len());
    }
}
