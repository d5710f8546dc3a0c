//! `oasRefSiblings`: nothing stands beside a `$ref` (`refSiblings` of Spectral; ours has that name).

use crate::diagnostic::Text;
use crate::functions::{Check, Finding, Options, OptionsError};

/// On a `$ref`.
pub(in crate::functions) fn siblings(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|target| {
        let Some(holder) = target.written.parent().filter(|it| it.is_map() || it.is_list()) else {
            return Vec::new();
        };
        let others = holder.children().filter(|entry| entry.key() != Some("$ref"));
        others
            .map(|entry| {
                let message = Text::new(
                    "$ref must not be placed next to any other properties",
                    "$ref ne doit pas être à côté d'autres propriétés",
                );
                Finding::on(entry, message)
            })
            .collect()
    }))
}
