//! `document`: the technical documentation is an OpenAPI file that can be read (G06, G08).

use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::Description;
use crate::diagnostic::{Label, Text};
use crate::document::{Loss, Notation, SyntaxError};
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

/// Met by a version that has a table; partly by one judged with the nearest, or written with faults that hide nothing. What
/// cannot be read at all never comes here.
fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let field = description.version_field();
    let written = &description.version_text;
    let key = field.key().unwrap_or_default();
    let evidence = vec![Evidence::at(field, format!("{key}: {written}"))];
    if let Some(fault) = description.entry().faults.first() {
        return broken(description, fault, evidence);
    }
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

/// A text that is neither JSON nor YAML: tools that are less patient read nothing of it.
fn broken(description: &Description, fault: &SyntaxError, evidence: Vec<Evidence>) -> Assessment {
    let name = match fault.notation {
        Notation::Json => "JSON",
        Notation::Yaml => "YAML",
    };
    let message = Text::new(
        format!("The file is not valid {name}: most tools read nothing of it"),
        format!(
            "Le fichier n'est pas un {name} valide\u{a0}: la plupart des outils n'en lisent rien"
        ),
    );
    let is_whole = fault.loss == Loss::Nothing && !description.entry().is_partial();
    let verdict = if is_whole { Verdict::Partial } else { Verdict::Missing };
    let pointer = description.entry().node(fault.holder).pointer();
    let at = Label { span: fault.at, pointer, text: None };
    // The rule on syntax tells each fault.
    let gap = Gap { is_partial: is_whole, aspect: Some("syntax"), ..Gap::missing(message, at) };
    DOCUMENT.judged(verdict, evidence, vec![gap])
}
