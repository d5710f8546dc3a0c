//! The rules that come with the binary: the folders of `rules/`, one ruleset each.

use crate::guide::Title;

/// Every rule file: folder, id, text.
static FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Rulesets that can be asked for by name.
pub static BUILTIN_NAMES: &[(&str, Title)] = &[
    (
        "apilint:api-gouv-fr",
        Title {
            en: "what the referencing guide of api.gouv.fr asks (the default)",
            fr: "ce que demande le guide de référencement d'api.gouv.fr (par défaut)",
        },
    ),
    (
        "apilint:rest",
        Title {
            en: "REST and HTTP conventions of general practice",
            fr: "conventions REST et HTTP d'usage général",
        },
    ),
    (
        "apilint:openapi",
        Title {
            en: "what the specification says, in the description's own version",
            fr: "ce que dit la spécification, dans la version de la description",
        },
    ),
    (
        "apilint:reading",
        Title {
            en: "how the files are written; part of every ruleset",
            fr: "la façon dont les fichiers sont écrits ; fait partie de tout jeu de règles",
        },
    ),
    ("apilint:all", Title { en: "all of these", fr: "tous ceux-là" }),
];

/// The ruleset that is part of all others: what the reader met is never passed over in silence.
pub(super) const ALWAYS: &str = "apilint:reading";

/// The rule files of a ruleset: id and text. Nothing if there is no such ruleset.
pub(super) fn files(name: &str) -> Option<Vec<(&'static str, &'static str)>> {
    let folder = name.strip_prefix("apilint:")?;
    if !BUILTIN_NAMES.iter().any(|(known, _)| *known == name) {
        return None;
    }
    let wanted = |candidate: &str| folder == "all" || candidate == folder;
    Some(
        FILES
            .iter()
            .filter(|(folder, ..)| wanted(folder))
            .map(|(_, id, text)| (*id, *text))
            .collect(),
    )
}

/// The built-in ruleset that a rule belongs to.
pub(super) fn ruleset_of(id: &str) -> Option<String> {
    FILES.iter().find(|(_, known, _)| *known == id).map(|(folder, ..)| format!("apilint:{folder}"))
}

/// Ids of all built-in rules.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, id, _)| *id)
}
