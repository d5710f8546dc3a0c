//! Properties that hold a date.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::habit::{DATES, Habit};
use super::words::words;
use crate::description::{Object, objects};
use crate::diagnostic::Label;
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// What says how a date is written.
const SAYING: &[&str] = &["format", "pattern", "enum", "const", "x-format"];

/// A way of writing dates, in prose.
static WRITTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)iso.?8601|rfc.?3339|timestamp|epoch|\b[aydmj]{2,4}[-/. ]?m{2,4}\b|ann[ée]e|year|trimest|quarter").ok()
});

/// On the root: a property whose name says that it is a date says how the date is written.
pub(in crate::functions) fn have_format(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        // Of each name, the first place that does not say it: a schema may stand in many places.
        let mut names: Vec<(&str, Option<Label>)> = Vec::new();
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        let mut read = HashSet::new();
        for object in objects(description).filter(is_schema) {
            let properties = description.get(object.node, "properties");
            // References may lead to the same properties from everywhere.
            let properties = properties.filter(|map| read.insert(map.target().id()));
            for written in properties.map(Node::children).into_iter().flatten() {
                let Some(name) = written.key().filter(|name| is_date(name)) else { continue };
                let Some(schema) = description.follow(written).filter(|schema| schema.is_map())
                else {
                    continue;
                };
                if schema != written || !is_text(schema) {
                    continue;
                }
                let is_said = SAYING.iter().any(|field| schema.get(field).is_some())
                    || ["description", "title"].iter().any(|field| {
                        let text = schema.get(field).and_then(Node::as_str).unwrap_or_default();
                        WRITTEN.as_ref().is_some_and(|way| way.is_match(text))
                    });
                let rank = *ranks.entry(name).or_insert_with(|| {
                    names.push((name, None));
                    names.len() - 1
                });
                if !is_said && names[rank].1.is_none() {
                    names[rank].1 = Some(written.key_label());
                }
            }
        }
        let mut habit = Habit::of(DATES, description);
        for (name, place) in names {
            let is_silent = place.is_some();
            let told =
                || (format!("`{name}`"), place.unwrap_or_else(|| description.root().label()));
            habit.count(is_silent, told);
        }
        habit.finding().into_iter().collect()
    }))
}

fn is_schema(object: &Object<'_>) -> bool {
    object.kind.field("properties").is_some()
}

fn is_text(schema: Node<'_>) -> bool {
    schema.get("type").is_some_and(|kind| {
        kind.as_str() == Some("string")
            || kind.children().filter_map(Node::as_str).any(|name| name == "string")
    })
}

/// Words that make a date the name of something about it.
const ABOUT: &[&str] = &[
    "type",
    "format",
    "field",
    "champ",
    "facet",
    "order",
    "tri",
    "mode",
    "precision",
    "range",
    "source",
];

/// `date_naissance`, `dateDeCreation`, `creation_date`, `updatedDate`: the first word or the last.
fn is_date(name: &str) -> bool {
    let words = words(name);
    let is_word = |word: Option<&String>| word.is_some_and(|word| word == "date");
    (is_word(words.first()) || is_word(words.last()))
        && !words.iter().any(|word| ABOUT.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_date_is_named_so() {
        assert!(
            ["date", "dateNaissance", "date_creation", "birth_date", "updatedDate"]
                .iter()
                .all(|name| is_date(name))
        );
        assert!(
            !["candidate", "update", "date_type", "validateur", "dated_by"]
                .iter()
                .any(|name| is_date(name))
        );
    }
}
