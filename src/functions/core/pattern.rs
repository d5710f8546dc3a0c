//! `pattern`: whether a text looks as it should.

use super::super::words::about_value;
use super::super::{Check, Finding, Options, OptionsError};

/// Options `match` and `notMatch`, one at least: `^a$` or `/^a$/i`. Only texts are judged.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["match", "notMatch"])?;
    let wanted = options.regex("match")?;
    let refused = options.regex("notMatch")?;
    if wanted.is_none() && refused.is_none() {
        return Err(options.fault(
            "match",
            "it needs \"match\" or \"notMatch\"",
            "il lui faut «\u{a0}match\u{a0}» ou «\u{a0}notMatch\u{a0}»",
        ));
    }
    Ok(Check::new(move |target| {
        let Some(text) = target.text() else { return Vec::new() };
        let mut findings = Vec::new();
        // A pattern that gives up says nothing: it is not known.
        if let Some(regex) = wanted.as_ref().filter(|regex| regex.try_match(text) == Ok(false)) {
            let en = format!("must match the pattern \"{regex}\"");
            findings.push(Finding::new(about_value(
                target,
                &en,
                &format!("doit suivre le motif /{regex}/"),
            )));
        }
        if let Some(regex) = refused.as_ref().filter(|regex| regex.is_match(text)) {
            let en = format!("must not match the pattern \"{regex}\"");
            findings.push(Finding::new(about_value(
                target,
                &en,
                &format!("ne doit pas suivre le motif /{regex}/"),
            )));
        }
        findings
    }))
}
