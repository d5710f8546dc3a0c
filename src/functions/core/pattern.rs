//! `pattern`: whether a text looks as it should.

use super::super::json::quoted;
use super::super::words::about_value;
use super::super::{Check, Finding, Options, OptionsError};
use crate::diagnostic::Text;

/// Options `match` and `notMatch`, one at least: `^a$` or `/^a$/i`. Only texts are judged.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    const EXAMPLES: &str = r#"{ "match": "^Stoplight" }, { "notMatch": "Swagger" }, { "match": "Stoplight", "notMatch": "Swagger" }"#;
    options.expect_map(EXAMPLES)?;
    let texts = OptionsError::both(text(options, "match"), text(options, "notMatch"));
    let ((wanted, refused), ()) = OptionsError::both(texts, options.only(&["match", "notMatch"]))?;
    if wanted.is_none() && refused.is_none() {
        return Err(options.invalid(EXAMPLES));
    }
    let (match_regex, not_match_regex) =
        OptionsError::both(options.regex("match"), options.regex("notMatch"))?;
    let wanted = match_regex.zip(wanted);
    let refused = not_match_regex.zip(refused);
    Ok(Check::new(move |target| {
        let Some(text) = target.text() else { return Vec::new() };
        let mut findings = Vec::new();
        // A pattern that gives up says nothing: it is not known.
        let wanted = wanted.as_ref().filter(|(regex, _)| regex.try_match(text) == Ok(false));
        if let Some((_, pattern)) = wanted {
            findings.push(Finding::new(about_value(
                target,
                &format!("must match the pattern {}", quoted(pattern)),
                &format!("doit suivre le motif `{pattern}`"),
            )));
        }
        if let Some((_, pattern)) = refused.as_ref().filter(|(regex, _)| regex.is_match(text)) {
            findings.push(Finding::new(about_value(
                target,
                &format!("must not match the pattern {}", quoted(pattern)),
                &format!("ne doit pas suivre le motif `{pattern}`"),
            )));
        }
        findings
    }))
}

/// A pattern as it is written.
fn text(options: &Options<'_>, name: &str) -> Result<Option<String>, OptionsError> {
    let Some(node) = options.get(name) else { return Ok(None) };
    node.as_str().map(|text| Some(text.to_owned())).ok_or_else(|| {
        let message = Text::new(
            format!("\"pattern\" function and its \"{name}\" option must be string or RegExp instance"),
            format!("l'option «\u{a0}{name}\u{a0}» de la fonction «\u{a0}pattern\u{a0}» doit être un texte"),
        );
        options.fault_at(Some(node), message)
    })
}
