//! `casing`: whether a name is written in one style.

use regex::Regex;

use super::super::{Check, Options, OptionsError};
use crate::diagnostic::Text;
use crate::document::Node;

/// The styles: name in rulesets, name in English and French messages, pattern of a word without and with figures.
const STYLES: [(&str, &str, &str, &str); 7] = [
    ("flat", "flat case", "minuscules collées", "[a-z][a-z{d}]*"),
    ("camel", "camel case", "camelCase", "[a-z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*"),
    ("pascal", "pascal case", "PascalCase", "[A-Z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*"),
    ("kebab", "kebab case", "kebab-case", "[a-z][a-z{d}]*(?:-[a-z{d}]+)*"),
    ("cobol", "cobol case", "COBOL-CASE", "[A-Z][A-Z{d}]*(?:-[A-Z{d}]+)*"),
    ("snake", "snake case", "snake_case", "[a-z][a-z{d}]*(?:_[a-z{d}]+)*"),
    ("macro", "macro case", "MACRO_CASE", "[A-Z][A-Z{d}]*(?:_[A-Z{d}]+)*"),
];

/// Options `type` (a style), `disallowDigits`, `separator: {char, allowLeading}`. Only texts that are not empty are judged.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["type", "disallowDigits", "separator"])?;
    let wanted = options.required_text("type")?;
    let Some((_, english, french, word)) = STYLES.iter().find(|(name, ..)| *name == wanted) else {
        let names = STYLES.map(|(name, ..)| name).join(", ");
        return Err(options.fault(
            "type",
            &format!("\"type\" is one of {names}"),
            &format!("«\u{a0}type\u{a0}» est l'un de {names}"),
        ));
    };
    let digits = if options.get("disallowDigits").and_then(Node::as_bool) == Some(true) {
        ""
    } else {
        "0-9"
    };
    let word = word.replace("{d}", digits);
    let separator = options.get("separator");
    let character =
        separator.and_then(|s| s.get("char")).and_then(Node::as_str).unwrap_or_default();
    let leading =
        separator.and_then(|s| s.get("allowLeading")).and_then(Node::as_bool) == Some(true);
    let pattern = if character.is_empty() {
        format!("^{word}$")
    } else {
        let escaped = regex::escape(character);
        let optional = if leading { format!("(?:{escaped})?") } else { String::new() };
        format!("^{optional}{word}(?:{escaped}{word})*$")
    };
    let regex = Regex::new(&pattern)
        .map_err(|_| options.fault("separator", "bad separator", "séparateur incorrect"))?;
    let message = Text::new(format!("must be {english}"), format!("doit être en {french}"));
    let character = character.to_owned();
    Ok(Check::one(move |target| {
        let text = target.text().filter(|text| !text.is_empty())?;
        let is_lone_separator = leading && text == character;
        (!is_lone_separator && !regex.is_match(text)).then(|| message.clone())
    }))
}
