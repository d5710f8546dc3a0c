//! `document`: the technical documentation is an OpenAPI file that can be read (G06, G08).

use super::{Assessment, Criterion, Evidence, Gap, Strength, Title, Verdict};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::spec::{Recognised, Version};

pub(super) static DOCUMENT: Criterion = Criterion {
    id: "document",
    guide: &["G06", "G08"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "The technical documentation is a readable OpenAPI file",
        fr: "La documentation technique est un fichier OpenAPI lisible",
    },
    assess,
};

/// Met by a version that has a table; partly by one judged with the nearest. What cannot be read never comes here.
fn assess(description: &Description) -> Assessment {
    let field = description.version_field();
    let written = &description.version_text;
    let key = field.key().unwrap_or_default();
    let evidence = vec![Evidence::at(field, format!("{key}: {written}"))];
    match Version::recognise(key, written.trim()) {
        Recognised::Known(_) => DOCUMENT.met(evidence),
        Recognised::UnknownMinor { .. } | Recognised::Unknown => {
            let table = description.version.table().name;
            let message = Text::new(
                format!("The version {written} is not known: the description is judged as {table}"),
                format!(
                    "La version {written} n'est pas connue\u{a0}: la description est jugée comme {table}"
                ),
            );
            DOCUMENT.judged(Verdict::Partial, evidence, vec![Gap::partial(message, field.label())])
        }
    }
}
