//! The pages for browsers hold what HTML asks for, whatever stands in a description. `tests/browser/run` opens them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use apilint::diagnostic::{Language, Text};
use apilint::loader::{Disk, Memory};
use apilint::report::site::{MARKER, site};
use apilint::report::{Ending, Format, Outcome, Run, Style};
use apilint::source::Uri;
use apilint::{Description, Ruleset, guide, lint};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::corpus::all_rules;
use crate::folder::Folder;

fn outcome(description: Description, ruleset: &Ruleset) -> Outcome {
    let dossier = guide::assess(&description);
    let diagnostics = lint::lint_with(&description, ruleset, &dossier);
    Outcome { description, diagnostics, left_out: Vec::new(), ignored: Vec::new(), dossier }
}

/// The page of these, an input that could not be read beside them.
fn page(outcomes: &[&Outcome], ruleset: &Ruleset) -> String {
    let run = Run { language: Language::Fr, ruleset, fails_on: None, style: Style::default() };
    let unreadable = Description::load(&Memory::one("<a>", b"<html>".to_vec()), &Uri::new("<a>"));
    let unreadable = unreadable.err().into_iter().collect();
    let mut bytes = Vec::new();
    let html = Format::named("html").expect("it exists");
    let ending = Ending::of(outcomes.iter().copied(), unreadable);
    html.write(&run, outcomes.iter().copied(), &ending, &mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("pages are text")
}

fn fixture(name: &str, ruleset: &Ruleset) -> Outcome {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let disk = Disk::below(&Disk::project_root(&path)).expect("the folder is there");
    let description = Description::load(&disk, &Uri::new(path.to_string_lossy()));
    outcome(description.expect("the fixture can be read"), ruleset)
}

/// The tags of a page, in their order: the name, and the rest as it is written.
fn tags(page: &str) -> Vec<(&str, &str)> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        tags.push((name, attributes));
        // What stands in these is no markup.
        rest = match name {
            "script" | "style" => &after[after.find(&format!("</{name}>")).expect("it ends")..],
            _ => after,
        };
    }
    tags
}

fn attribute<'p>(attributes: &'p str, name: &str) -> Option<&'p str> {
    let start = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    attributes[start..].split('"').next()
}

/// The one policy of a page, and the digests of the scripts in it.
fn policy(page: &str) -> (&str, Vec<String>) {
    let metas = tags(page).into_iter().filter(|(name, _)| *name == "meta");
    let policies =
        metas.filter(|(_, rest)| rest.contains("http-equiv=\"Content-Security-Policy\""));
    let policies: Vec<&str> = policies.filter_map(|(_, rest)| attribute(rest, "content")).collect();
    assert_eq!(policies.len(), 1);
    // Before it, nothing is held to it.
    let start = page.find("<head>").expect("there is a head") + "<head>".len();
    let start = page[start..].trim_start_matches("<meta charset=\"utf-8\">");
    assert!(start.starts_with("<meta http-equiv"), "{}", &start[..40]);
    let scripts = page.split("<script>").skip(1).filter_map(|rest| rest.split("</script>").next());
    let digest = |text| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    (policies[0], scripts.map(digest).collect())
}

/// Nothing runs on a page, and nothing dresses it, but what its policy names: its own scripts, by their digests.
#[test]
fn every_page_runs_its_own_scripts_and_no_other() {
    let ruleset = all_rules();
    let outcome = fixture("descriptions/bibliotheque.yaml", &ruleset);
    let run =
        Run { language: Language::Fr, ruleset: &ruleset, fails_on: None, style: Style::default() };
    let mut pages = site(&ruleset);
    for name in ["html", "catalogue"] {
        let mut bytes = Vec::new();
        let ending = Ending::of([&outcome], Vec::new());
        let format = Format::named(name).expect("it exists");
        format.write(&run, [&outcome], &ending, &mut bytes).expect("memory takes all");
        pages.insert(format!("{name}.html"), String::from_utf8(bytes).expect("pages are text"));
    }
    let mut with_scripts = 0;
    for (name, page) in pages.iter().filter(|(_, page)| page.contains("<html")) {
        let (policy, digests) = policy(page);
        let named = policy.split("; ").find_map(|part| part.strip_prefix("script-src "));
        let own = if digests.is_empty() { "'none'".to_owned() } else { digests.join(" ") };
        assert_eq!(named, Some(own.as_str()), "{name}");
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{name}");
        assert!(!page.contains("<script src") && !page.contains(" style=\""), "{name}");
        with_scripts += usize::from(!digests.is_empty());
    }
    assert_eq!(with_scripts, 4, "two lists of rules, a report, a catalogue");
}

/// Every tag is closed by its own, no name is given twice, and every link within the page leads somewhere.
fn assert_well_formed(page: &str) {
    const VOID: &[&str] = &["!DOCTYPE", "meta", "link", "input", "br"];
    let mut open = Vec::new();
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    for (name, attributes) in tags(page) {
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !VOID.contains(&name) {
            open.push(name);
        }
        if let Some(id) = attribute(attributes, "id").filter(|_| !attributes.starts_with("data-")) {
            assert!(ids.insert(id), "two places are named {id}");
        }
        links.extend(attribute(attributes, "href").and_then(|link| link.strip_prefix('#')));
    }
    assert_eq!(open, Vec::<&str>::new());
    let lost: Vec<_> = links.difference(&ids).collect();
    assert!(lost.is_empty(), "links to nowhere: {lost:?}");
}

#[test]
fn a_report_is_one_well_formed_page() {
    let ruleset = all_rules();
    let names =
        ["descriptions/bibliotheque.yaml", "projects/ignored/api.yaml", "broken/syntax-error.yaml"];
    let outcomes = names.map(|name| fixture(name, &ruleset));
    let outcomes: Vec<&Outcome> = outcomes.iter().collect();
    assert_well_formed(&page(&outcomes[..1], &ruleset));
    assert_well_formed(&page(&outcomes, &ruleset));
    // Long enough for its last descriptions to be kept as text.
    let many: Vec<&Outcome> = outcomes.iter().copied().cycle().take(120).collect();
    let page = page(&many, &ruleset);
    assert!(page.contains("<noscript>"));
    assert_well_formed(&page);
}

#[test]
fn nothing_of_a_page_comes_from_elsewhere() {
    let ruleset = all_rules();
    let outcome = fixture("descriptions/bibliotheque.yaml", &ruleset);
    for (name, attributes) in tags(&page(&[&outcome], &ruleset)) {
        assert!(!["link", "img", "iframe", "base", "object"].contains(&name), "{name}");
        assert!(attribute(attributes, "src").is_none(), "{attributes}");
    }
}

#[test]
fn words_of_a_description_are_no_markup() {
    let attack = "</noscript></script></style></pre><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'&";
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: \"{attack}\", version: \"{attack}\", description: \"{attack}\" }}\npaths:\n  \
         \"/{attack}\":\n    get:\n      operationId: \"{attack}\"\n      \"{attack}\": 1\n"
    );
    let ruleset = all_rules();
    let description =
        Description::load(&Memory::one("<b>.yaml", text.into_bytes()), &Uri::new("<b>.yaml"));
    let outcome = outcome(description.expect("it can be read"), &ruleset);
    assert!(!outcome.diagnostics.is_empty());
    let page = page(&[&outcome], &ruleset);
    assert_well_formed(&page);
    assert!(!page.contains("<img"));
    assert!(!page.contains("<script>alert"));
    assert_eq!(page.matches("<script").count(), 2, "ours");
}

#[test]
fn both_languages_are_in_the_page() {
    let ruleset = all_rules();
    let outcome = fixture("descriptions/bibliotheque.yaml", &ruleset);
    let page = page(&[&outcome], &ruleset);
    let said: Vec<&Text> = outcome.diagnostics.iter().map(|said| &said.message).collect();
    let plain =
        said.iter().find(|text| !text.en.contains(['`', '"', '<', '&']) && text.en != text.fr);
    let plain = plain.expect("a message without code in it");
    assert!(page.contains(&plain.en), "{plain:?}");
}

#[test]
fn the_site_has_a_page_for_every_rule_in_both_languages() {
    let ruleset = all_rules();
    let files: BTreeMap<String, String> = site(&ruleset);
    assert_eq!(
        files.keys().filter(|name| name.starts_with("fr/")).count(),
        ruleset.rules.len() + ruleset.disabled.len() + 1
    );
    for (name, text) in files
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "html"))
    {
        assert_well_formed(text);
        for (_, attributes) in tags(text) {
            let Some(link) = attribute(attributes, "href").or(attribute(attributes, "src")) else {
                continue;
            };
            if !link.starts_with(['#']) && !link.starts_with("https://") {
                let target = Uri::new(name.as_str()).join(link);
                assert!(files.contains_key(target.as_str()), "{name} leads to {link}");
            }
        }
    }
}

fn rules(folder: &Path) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apilint"));
    let format = format!("site={}", folder.display());
    let output = command.args(["rules", "apilint:data-gouv", "--format", &format]).output();
    output.expect("the command starts").status.code()
}

/// What stands in a folder, and nothing hidden beside what was written.
fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is there").filter_map(Result::ok);
    let mut names: Vec<PathBuf> = entries.map(|entry| PathBuf::from(entry.file_name())).collect();
    names.sort();
    names
}

#[test]
fn a_site_replaces_a_site_and_no_other_folder() {
    let around = Folder::new("pages");
    let (own, other) = (around.file("site"), around.file("other"));
    around.write("other/notes.txt", "mine");
    assert_eq!(rules(&own), Some(0));
    around.write("site/fr/old.html", "an old page");
    assert_eq!(rules(&own), Some(0));
    assert!(own.join(MARKER).is_file() && !own.join("fr/old.html").exists());
    assert_eq!(rules(&other), Some(2));
    assert_eq!(names(&other), [Path::new("notes.txt")]);
    assert_eq!(names(around.path()), [Path::new("other"), Path::new("site")]);
}

/// `spectral:oas` judges no API against the guide: the total of its report says nothing of who is ready.
#[test]
fn a_ruleset_that_does_not_judge_says_nothing_of_readiness() {
    let total = |ruleset: &str| {
        let ruleset = Ruleset::load(&[ruleset.to_owned()], &Memory::default()).expect("it is ours");
        let outcome = fixture("descriptions/prete.yaml", &ruleset);
        page(&[&outcome, &outcome], &ruleset)
    };
    let counted = "2\u{a0}incomplètes";
    assert!(total("apilint:api-gouv-fr").contains(counted));
    assert!(!total("spectral:oas").contains(counted));
}
