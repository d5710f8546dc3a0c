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
        "apilint:security",
        Title {
            en: "what a description should not tell the public",
            fr: "ce qu'une description ne devrait pas dire au public",
        },
    ),
    (
        "apilint:data-gouv",
        Title {
            en: "what data.gouv.fr shows of a description",
            fr: "ce que data.gouv.fr montre d'une description",
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
    (
        "spectral:oas",
        Title {
            en: "Spectral's own rules for OpenAPI: same ids, severities and messages",
            fr: "les règles de Spectral pour OpenAPI : mêmes identifiants, sévérités et messages",
        },
    ),
];

/// Rulesets of Spectral that are known by name, and have no rules here.
pub(super) const NOT_RUN: [&str; 2] = ["spectral:asyncapi", "spectral:arazzo"];

const ALL: &str = "apilint:all";

/// The ruleset that is part of all others: what the reader met is never passed over in silence.
pub(super) const ALWAYS: &str = "apilint:reading";

/// The rule files of a ruleset: its name for each, the id and the text. Nothing if there is no such ruleset.
pub(super) fn files(name: &str) -> Option<Vec<(String, &'static str, &'static str)>> {
    BUILTIN_NAMES.iter().find(|(known, _)| *known == name)?;
    let files = FILES.iter().map(|(folder, id, text)| (ruleset_of(folder), *id, *text));
    let is_wanted =
        |ruleset: &str| ruleset == name || (name == ALL && ruleset.starts_with("apilint:"));
    Some(files.filter(|(ruleset, _, _)| is_wanted(ruleset)).collect())
}

/// The ruleset that a folder of `rules/` is.
fn ruleset_of(folder: &str) -> String {
    match folder.strip_prefix("spectral-") {
        Some(name) => format!("spectral:{name}"),
        None => format!("apilint:{folder}"),
    }
}

/// Ids of all built-in rules.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, id, _)| *id)
}
