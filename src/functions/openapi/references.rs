//! What stands beside a reference.

use super::words::{code, listed};
use crate::description::places;
use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{Entry, ObjectName, Value};

/// On the root: nothing that the version ignores stands beside a `$ref`.
pub(in crate::functions) fn siblings(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let table = target.description.version.table();
        // Where `$ref` is a field among others, in a Path Item or since 3.1 in a schema, nothing is ignored.
        let references = places(target.description)
            .filter(|place| matches!(place.fitting, Some(Value::Referable(_))))
            .filter(|place| target.description.refs.target(place.written.target().id()).is_some());
        let find = |written: Node<'_>| {
            let is_ignored = |name: &str| {
                table.entry(ObjectName::Reference, name) == Entry::Ignored
                    && !name.starts_with("x-")
            };
            let ignored: Vec<Node<'_>> =
                written.children().filter(|node| node.key().is_some_and(is_ignored)).collect();
            let first = ignored.first()?;
            let names = code(ignored.iter().filter_map(|node| node.key()));
            let names = listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), "and", "et");
            let version = table.name;
            let (is, est) =
                if ignored.len() > 1 { ("are", "sont ignorés") } else { ("is", "est ignoré") };
            Some(Finding {
                at: Some(first.key_label()),
                ..Finding::new(Text::new(
                    format!("{} beside `$ref` {is} ignored in {version}", names.en),
                    format!("{} à côté de `$ref` {est} dans {version}", names.fr),
                ))
            })
        };
        references.filter_map(|place| find(place.written)).collect()
    }))
}
