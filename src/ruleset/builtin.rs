//! The rules that come with the binary: the folders of `rules/`, one ruleset each.

use super::docs::{Source, Words};
use super::load::Extent;
use super::ready::{Ready, Step};
use crate::diagnostic::Text;
use crate::guide::Title;
use crate::source::Uri;

/// A rule file.
struct File {
    folder: &'static str,
    /// The id of the rule, which is the name of the file.
    id: &'static str,
    text: &'static str,
    words: Kept,
}

/// The [`Words`] of a rule, each text in English and in French.
struct Kept {
    description: (&'static str, &'static str),
    guide: &'static [&'static str],
    since: Option<&'static str>,
    why: Option<(&'static str, &'static str)>,
    /// The document, the section and the quote.
    source: Option<(&'static str, Option<&'static str>, Option<&'static str>)>,
    fix: Option<(&'static str, &'static str)>,
    snippet: Option<&'static str>,
}

static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What running the rules of a folder takes.
pub(super) struct Folder {
    /// `rest`, `spectral-oas`.
    pub name: &'static str,
    /// In JSON, for those who tune them: a twelfth of their text.
    text: &'static str,
    /// In a table, for those who do not; of rules that were written for Spectral, there is none.
    pub ready: &'static [Ready],
    /// The options of their functions, in their order, in JSON.
    pub options: &'static str,
}

pub(super) static TO_RUN: &[Folder] = &include!(concat!(env!("OUT_DIR"), "/to_run.rs"));

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

/// Whether this is the name of one of apilint's own rulesets: not of one written for Spectral, and not of a file.
pub fn is_ours(name: &str) -> bool {
    name.starts_with("apilint:")
}

/// Whether a ruleset of the binary has this name.
pub(super) fn has(name: &str) -> bool {
    BUILTIN_NAMES.iter().any(|(known, _)| *known == name)
}

/// Whether the rules of a folder are those of a ruleset.
pub(super) fn holds(name: &str, folder: &str) -> bool {
    let (owner, ruleset) = ruleset_of(folder);
    name.split_once(':') == Some((owner, ruleset)) || (name == ALL && owner == "apilint")
}

/// The files of a ruleset: where each is, and its text. To run its rules, one holds those of a folder.
pub(super) fn files(name: &str, extent: Extent) -> Vec<(Uri, &'static str)> {
    let is_wanted = |folder| holds(name, folder);
    let uri = |folder: &str, file: &str| {
        let (owner, ruleset) = ruleset_of(folder);
        Uri::new(format!("{owner}:{ruleset}/{file}.yaml"))
    };
    match extent {
        Extent::ToRun => TO_RUN
            .iter()
            .filter(|folder| is_wanted(folder.name))
            .map(|folder| (uri(folder.name, "rules"), folder.text))
            .collect(),
        Extent::Whole => FILES
            .iter()
            .filter(|file| is_wanted(file.folder))
            .map(|file| (uri(file.folder, file.id), file.text))
            .collect(),
    }
}

/// The words of a rule.
pub(super) fn words(id: &str) -> Words {
    let Some(file) = FILES.iter().find(|file| file.id == id) else { return Words::default() };
    let Kept { description, guide, since, why, source, fix, snippet } = &file.words;
    let both = |text: &Option<(&str, &str)>| text.map(|(en, fr)| Text::new(en, fr));
    let source = source.map(|(document, section, quote)| Source {
        document: document.to_owned(),
        section: section.map(str::to_owned),
        quote: quote.map(str::to_owned),
    });
    Words {
        description: Text::new(description.0, description.1),
        guide: guide.iter().map(|requirement| (*requirement).to_owned()).collect(),
        since: since.map(str::to_owned),
        why: both(why),
        source,
        fix: both(fix),
        snippet: snippet.map(str::to_owned),
    }
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
    use super::{FILES, Folder, TO_RUN, words};
    use crate::document::{Document, Kind, Node};
    use crate::ruleset::faults::Faults;
    use crate::ruleset::{definition, unit};
    use crate::source::Uri;

    fn read(text: &str) -> Document {
        unit::parse(&Uri::new("a"), text.to_owned(), &mut Faults::default()).expect("it is right")
    }

    #[test]
    fn the_words_of_a_rule_are_what_its_file_says() {
        for file in FILES {
            let document = read(file.text);
            let rules = document.root().get("rules").expect(file.id);
            let rule = rules.get(file.id).expect(file.id);
            let english = rule.get("description").and_then(Node::as_str).expect(file.id);
            let written =
                definition::written_words(english.trim().to_owned(), rule.get("x-apilint"));
            assert!(written.why.is_some() && written.fix.is_some(), "{}", file.id);
            assert_eq!(format!("{:?}", words(file.id)), format!("{written:?}"), "{}", file.id);
        }
    }

    #[test]
    fn what_runs_is_what_the_files_say() {
        /// What stands in a node, whatever its order and notation, but for what does not run.
        fn told(node: Node<'_>) -> String {
            const WORDS: [&str; 7] =
                ["examples", "guide", "since", "why", "source", "fix", "snippet"];
            let left_out: &[&str] = match node.key() {
                Some("x-apilint") => &WORDS,
                Some("then" | "functionOptions") => &[],
                _ => &["description"],
            };
            let runs = |child: &Node<'_>| !left_out.contains(&child.key().unwrap_or_default());
            let entry = |child: Node<'_>| format!("{:?}: {}", child.key(), told(child));
            let mut inside: Vec<String> = node.children().filter(runs).map(entry).collect();
            if node.kind() == Kind::Map {
                inside.sort();
            }
            format!("{:?} {:?} {inside:?}", node.kind(), node.scalar())
        }
        for Folder { name: folder, text, .. } in TO_RUN {
            let document = read(text);
            let rules = document.root().get("rules").expect(folder);
            let files: Vec<_> = FILES.iter().filter(|file| file.folder == *folder).collect();
            assert_eq!(rules.len(), files.len(), "{folder}");
            for file in files {
                let written = read(file.text);
                let written = written.root().get("rules").expect(file.id);
                assert_eq!(written.len(), 1, "{}", file.id);
                let [written, runs] =
                    [written, rules].map(|rules| rules.get(file.id).expect(file.id));
                assert_eq!(told(runs), told(written), "{}", file.id);
            }
        }
    }
}
