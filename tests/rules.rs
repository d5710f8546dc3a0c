//! Every example of every rule is a test: a `#^` mark stands under each place the rule must find, and nowhere else.

use apilint::examples::{findings, misfits};
use apilint::loader::Memory;
use apilint::ruleset::{BUILTIN_NAMES, Example, Extent, Rule};
use apilint::source::Uri;
use apilint::{Description, Ruleset};

/// Why an example does not hold, if it does not.
fn fault(rule: &Rule, example: &Example, ruleset: &Ruleset) -> Option<String> {
    let misfits = misfits(rule, example, ruleset);
    if !misfits.is_empty() {
        return Some(format!("{misfits:#?}"));
    }
    let prints_an_object =
        |message: &str| message.contains("Object{}") || message.contains("Array[]");
    // Spectral's own messages are as they are.
    let is_spectrals = ruleset.names == ["all.yaml"];
    let found = findings(rule, example, ruleset).unwrap_or_default();
    let printed = found.iter().find(|found| prints_an_object(&found.message.en));
    printed
        .filter(|_| !is_spectrals)
        .map(|found| format!("`{}` prints an object", found.message.en))
}

/// Every rule of the binary: ours, and Spectral's, those that are off by default included.
fn built_in() -> [Ruleset; 2] {
    let ours = ("ours.yaml", "extends: [[apilint:all, all]]");
    let spectrals = ("all.yaml", "extends: [[spectral:oas, all]]");
    [ours, spectrals].map(|(name, text)| {
        let files = Memory::one(name, text);
        Ruleset::load(&[name.to_owned()], &files).expect("the built-in rules are right")
    })
}

/// The rules that come in files of `rules/`.
fn own_rules(rulesets: &[Ruleset]) -> impl Iterator<Item = (&Ruleset, &Rule)> {
    let rules = rulesets.iter().flat_map(|ruleset| ruleset.rules.iter().map(move |r| (ruleset, r)));
    // What is always on is in both.
    rules.filter(|(of, rule)| of.names != ["all.yaml"] || rule.ruleset == "spectral:oas")
}

#[test]
fn every_example_holds() {
    let rulesets = built_in();
    let (mut examples, mut faults) = (0, Vec::new());
    for (ruleset, rule) in own_rules(&rulesets) {
        for (rank, example) in rule.docs.examples.iter().enumerate() {
            examples += 1;
            if let Some(fault) = fault(rule, example, ruleset) {
                let kind = if example.is_bad { "bad" } else { "good" };
                faults.push(format!(
                    "{} example {} ({kind}): {fault}\n{}",
                    rule.id,
                    rank + 1,
                    example.text
                ));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {examples} examples do not hold:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// What an example of a few lines cannot show: see [`a_file_of_more_than_3_mib_is_not_searched_whole`].
const TOO_LARGE_TO_SHOW: &str = "catalog-size";

/// What only the answer of a server shows: see `catalogue` in `tests/network`.
const IN_AN_ANSWER: &str = "catalog-live";

#[test]
fn every_rule_shows_itself_at_work() {
    let rulesets = built_in();
    for (_, rule) in own_rules(&rulesets) {
        assert!(rule.docs.faulty_examples.is_empty(), "{:?}", rule.docs.faulty_examples);
        for is_bad in [true, false] {
            let shown = rule.docs.examples.iter().any(|example| example.is_bad == is_bad);
            let shown =
                shown || (is_bad && [TOO_LARGE_TO_SHOW, IN_AN_ANSWER].contains(&rule.id.as_str()));
            assert!(shown, "{} has no example that is bad: {is_bad}", rule.id);
        }
    }
}

/// The false alarms that real descriptions taught: each is a good example of its rule.
#[test]
fn every_false_alarm_that_is_known_is_shown() {
    let rulesets = built_in();
    let table = include_str!("false-alarms.tsv");
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [id, alarm, words] = cells[..] else { panic!("three cells are wanted: {row}") };
        let mut rules = own_rules(&rulesets).map(|(_, rule)| rule);
        let rule = rules.find(|rule| rule.id == id).unwrap_or_else(|| panic!("no rule {id}"));
        let mut examples = rule.docs.examples.iter();
        let is_shown = examples.any(|example| !example.is_bad && example.text.contains(words));
        assert!(is_shown, "{id} has no good example of this: {alarm} (`{words}`)");
    }
}

/// A check has its rules from tables, or from a text without the words for people.
#[test]
fn what_runs_is_what_is_written() {
    for (name, _) in BUILTIN_NAMES {
        let load = |extent| {
            Ruleset::load_as_far_as(extent, &[(*name).to_owned()], &Memory::default())
                .expect("the built-in rules are right")
        };
        let (run, mut written) = (load(Extent::ToRun), load(Extent::Whole));
        let ids = |ruleset: &Ruleset| {
            let off = ruleset.disabled.keys().cloned();
            ruleset.rules.iter().map(|rule| rule.id.clone()).chain(off).collect::<Vec<_>>()
        };
        assert_eq!(ids(&run), ids(&written));
        for (run, written) in run.rules.iter().zip(&mut written.rules) {
            assert_eq!(format!("{:?}", run.docs.words()), format!("{:?}", written.docs.words()));
            written.docs.examples.clear();
            assert_eq!(format!("{run:?}"), format!("{written:?}"));
        }
    }
}

#[test]
fn every_rule_speaks_both_languages_well() {
    let rulesets = built_in();
    for (_, rule) in own_rules(&rulesets) {
        let docs = &rule.docs;
        let words = docs.words();
        let why = words.why.as_ref().unwrap_or_else(|| panic!("{} does not say why", rule.id));
        let fix =
            words.fix.as_ref().unwrap_or_else(|| panic!("{} does not say what to do", rule.id));
        for text in [&words.description, why, fix] {
            assert_ne!(text.en, text.fr, "{}: the same words in both languages", rule.id);
            assert!(
                !text.en.is_empty() && !text.fr.is_empty(),
                "{} is silent in one language",
                rule.id
            );
            // An ordinary space before a high sign may leave it alone at the start of a line. Code is left out.
            let prose: String = text.fr.split('`').step_by(2).collect();
            for sign in [" :", " ;", " !", " ?", "« ", " »"] {
                assert!(
                    !prose.contains(sign),
                    "{}: `{sign}` needs a no-break space in « {prose} »",
                    rule.id
                );
            }
        }
    }
}

/// A rule made of core functions is one file: the one that `rules/README.md` shows holds its own examples, uncompiled.
#[test]
fn a_rule_is_one_file() {
    let readme = include_str!("../rules/README.md");
    let block = readme
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a rule is shown");
    let files = Memory::one("team.yaml", block);
    let ruleset = Ruleset::load(&["team.yaml".to_owned()], &files).expect("the rule is right");
    let rule =
        ruleset.rules.iter().find(|rule| rule.ruleset == "team.yaml").expect("the file has a rule");
    assert!(rule.docs.examples.len() > 1, "the rule has examples");
    for example in &rule.docs.examples {
        assert_eq!(fault(rule, example, &ruleset), None, "{}", example.text);
    }
}

/// The folder is the list: every file in it is in the binary, under its own name.
#[test]
fn the_folder_is_the_list() {
    let folders = std::fs::read_dir("rules").expect("the folder is there").filter_map(Result::ok);
    let mut files: Vec<String> = folders
        .filter(|folder| folder.path().is_dir())
        .flat_map(|folder| {
            std::fs::read_dir(folder.path()).expect("the folder is there").filter_map(Result::ok)
        })
        .filter_map(|file| {
            file.file_name().to_str().and_then(|name| name.strip_suffix(".yaml")).map(str::to_owned)
        })
        .collect();
    files.sort();
    let rulesets = built_in();
    let mut rules: Vec<String> = own_rules(&rulesets).map(|(_, rule)| rule.id.clone()).collect();
    rules.sort();
    assert_eq!(files, rules);
}

#[test]
fn a_file_of_more_than_3_mib_is_not_searched_whole() {
    let rules = Ruleset::load(&["apilint:data-gouv".to_owned()], &Memory::default());
    let rules = rules.expect("the built-in rules are right");
    let is_told = |size: usize| {
        let text = format!("openapi: 3.1.0\n# {}\ninfo:\n  title: API", "x".repeat(size));
        let read = Description::load(&Memory::one("api.yaml", text), &Uri::new("api.yaml"));
        let description = read.expect("it can be read");
        apilint::lint(&description, &rules).iter().any(|said| said.rule == TOO_LARGE_TO_SHOW)
    };
    assert!(!is_told(3 << 19));
    assert!(is_told(3 << 20));
}
