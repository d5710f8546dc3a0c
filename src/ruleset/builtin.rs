//! The rules that come with the binary: the folders of `rules/`, one ruleset each.

use super::definition;
use super::docs::Advice;
use super::faults::Faults;
use super::load::Extent;
use super::unit;
use crate::document::Document;
use crate::guide::Title;
use crate::source::Uri;

/// A rule file.
struct File {
    folder: &'static str,
    /// The id of the rule, which is the name of the file.
    id: &'static str,
    text: &'static str,
    /// Those of its lines that are advice.
    advice: &'static str,
}

static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What running the rules of each folder takes, an eighth of their text.
static TO_RUN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/to_run.rs"));

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

/// Whether a ruleset of the binary has this name.
pub(super) fn has(name: &str) -> bool {
    BUILTIN_NAMES.iter().any(|(known, _)| *known == name)
}

/// The files of a ruleset: where each is, and its text. To run its rules, one holds those of a folder.
pub(super) fn files(name: &str, extent: Extent) -> Vec<(Uri, &'static str)> {
    let wanted = name.split_once(':');
    let is_wanted = |folder: &str| {
        let (owner, ruleset) = ruleset_of(folder);
        wanted == Some((owner, ruleset)) || (name == ALL && owner == "apilint")
    };
    let uri = |folder: &str, file: &str| {
        let (owner, ruleset) = ruleset_of(folder);
        Uri::new(format!("{owner}:{ruleset}/{file}.yaml"))
    };
    match extent {
        Extent::ToRun => TO_RUN
            .iter()
            .filter(|(folder, _)| is_wanted(folder))
            .map(|(folder, text)| (uri(folder, "rules"), *text))
            .collect(),
        Extent::Whole => FILES
            .iter()
            .filter(|file| is_wanted(file.folder))
            .map(|file| (uri(file.folder, file.id), file.text))
            .collect(),
    }
}

/// What a rule says beside its findings.
pub(super) fn advice(id: &str) -> Advice {
    let Some(file) = FILES.iter().find(|file| file.id == id) else { return Advice::default() };
    let document = unit::parse(&Uri::new(id), file.advice.to_owned(), &mut Faults::default());
    definition::advice(document.as_ref().map(Document::root))
}

/// The two parts of the name of the ruleset that a folder of `rules/` is: `apilint` and `rest`, `spectral` and `oas`.
fn ruleset_of(folder: &str) -> (&str, &str) {
    folder.strip_prefix("spectral-").map_or(("apilint", folder), |name| ("spectral", name))
}

/// Ids of all built-in rules.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.id)
}

#[cfg(test)]
mod tests {
    use super::{FILES, advice};
    use crate::ruleset::faults::Faults;
    use crate::ruleset::{definition, unit};
    use crate::source::Uri;

    #[test]
    fn the_advice_of_a_rule_is_what_its_file_says() {
        for file in FILES {
            let document =
                unit::parse(&Uri::new(file.id), file.text.to_owned(), &mut Faults::default());
            let root = document.as_ref().expect(file.id).root();
            let extra = root.get("rules").and_then(|rules| rules.get(file.id)?.get("x-apilint"));
            let written = definition::advice(extra);
            assert!(written.why.is_some() && written.fix.is_some(), "{}", file.id);
            assert_eq!(format!("{:?}", advice(file.id)), format!("{written:?}"), "{}", file.id);
        }
    }
}
