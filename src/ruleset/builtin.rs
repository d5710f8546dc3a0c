//! The rules that come with the binary: the folders of `rules/`, one ruleset each.

use super::definition;
use super::docs::Advice;
use super::faults::Faults;
use super::load::Extent;
use super::unit;
use crate::guide::Title;
use crate::source::Uri;

/// Every rule file: folder, id, text.
static FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

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

/// Where the examples of a rule start: they are the last of its keys.
const EXAMPLES: &str = "\n      examples:\n";

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
            .filter(|(folder, _, _)| is_wanted(folder))
            .map(|(folder, id, text)| (uri(folder, id), *text))
            .collect(),
    }
}

/// What a rule says beside its findings.
pub(super) fn advice(id: &str) -> Advice {
    let file = FILES.iter().find(|(_, known, _)| *known == id);
    let before_examples = file.map(|(_, _, text)| text.split(EXAMPLES).next().unwrap_or(text));
    let text = before_examples.unwrap_or_default().to_owned();
    let document = unit::parse(&Uri::new(id), text, &mut Faults::default());
    let rule = document.as_ref().and_then(|document| document.root().get("rules")?.get(id));
    definition::advice(rule.and_then(|rule| rule.get("x-apilint")))
}

/// The two parts of the name of the ruleset that a folder of `rules/` is: `apilint` and `rest`, `spectral` and `oas`.
fn ruleset_of(folder: &str) -> (&str, &str) {
    folder.strip_prefix("spectral-").map_or(("apilint", folder), |name| ("spectral", name))
}

/// Ids of all built-in rules.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, id, _)| *id)
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, FILES};

    #[test]
    fn a_rule_ends_with_its_examples() {
        for (_, id, text) in FILES {
            let (_, examples) = text.split_once(EXAMPLES).expect(id);
            for line in examples.lines() {
                let is_within = line.is_empty() || line.starts_with("       ");
                assert!(is_within || line.trim_start().starts_with('#'), "{id}: {line}");
            }
        }
    }
}
