//! `casing`: whether a name is written in one style.

use regex::Regex;

use super::super::{Check, Options, OptionsError};
use crate::diagnostic::Text;
use crate::document::{Kind, Node};

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
    options.expect_map(r#"{ "type": "camel" }, { "type": "pascal", "disallowDigits": true }"#)?;
    let known = options.only(&["type", "disallowDigits", "separator"]);
    let read = OptionsError::both(style(options), separator(options));
    let read = OptionsError::both(read, options.flag("disallowDigits"));
    let (((style, separator), disallows_digits), ()) = OptionsError::both(read, known)?;
    let (_, english, french, word) = style;
    let word = word.replace("{d}", if disallows_digits { "" } else { "0-9" });
    let (character, leading) = separator;
    let pattern = if character.is_empty() {
        format!("^{word}$")
    } else {
        let escaped = regex::escape(&character);
        let optional = if leading { format!("(?:{escaped})?") } else { String::new() };
        format!("^{optional}{word}(?:{escaped}{word})*$")
    };
    let regex = Regex::new(&pattern)
        .map_err(|_| options.fault("separator", "bad separator", "séparateur incorrect"))?;
    let message = Text::new(format!("must be {english}"), format!("doit être en {french}"));
    Ok(Check::one(move |target| {
        let text = target.text().filter(|text| !text.is_empty())?;
        let is_lone_separator = leading && text == character;
        (!is_lone_separator && !regex.is_match(text)).then(|| message.clone())
    }))
}

type Style = (&'static str, &'static str, &'static str, &'static str);

fn style(options: &Options<'_>) -> Result<&'static Style, OptionsError> {
    let Some(written) = options.get("type") else { return Err(options.missing("type")) };
    let named = STYLES.iter().find(|(name, ..)| written.as_str() == Some(*name));
    named.ok_or_else(|| {
        let styles = STYLES.map(|(name, ..)| name).join(", ");
        let message = Text::new(
            format!("\"casing\" function and its \"type\" option accept the following values: {styles}"),
            format!(
                "l'option «\u{a0}type\u{a0}» de la fonction «\u{a0}casing\u{a0}» est l'un de {styles}"
            ),
        );
        options.fault_at(Some(written), message)
    })
}

/// `separator`: the character, and whether it may come first.
fn separator(options: &Options<'_>) -> Result<(String, bool), OptionsError> {
    let Some(written) = options.get("separator") else { return Ok((String::new(), false)) };
    if !written.is_map() {
        return Err(options.wrong_type(written, "separator", "object"));
    }
    let known = options.only_in(Some(written), "separator.", &["char", "allowLeading"]);
    let character = match written.get("char") {
        None => Err(options.missing_in(Some(written), "separator.char")),
        Some(node) => match node.as_str() {
            Some(text) if text.chars().count() <= 1 => Ok(text.to_owned()),
            _ => {
                let message = Text::new(
                    "\"casing\" function and its \"separator.char\" option accepts only char, i.e. \"I\" or \"/\"",
                    "l'option «\u{a0}separator.char\u{a0}» de la fonction «\u{a0}casing\u{a0}» est un seul caractère, par exemple «\u{a0}/\u{a0}»",
                );
                Err(options.fault_at(Some(node), message))
            }
        },
    };
    let leading = match written.get("allowLeading") {
        Some(node) if node.kind() != Kind::Boolean => {
            Err(options.wrong_type(node, "separator.allowLeading", "boolean"))
        }
        node => Ok(node.and_then(Node::as_bool) == Some(true)),
    };
    let read = OptionsError::both(character, leading);
    OptionsError::both(read, known).map(|(separator, ())| separator)
}
