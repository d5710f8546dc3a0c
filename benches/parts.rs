//! The parts of a check, one by one, on a description that is made up (about 500 KB).
//!
//! `cargo bench --bench parts` runs all, `cargo bench --bench parts -- reading` those of a name; a rule or a criterion goes by its id.

use std::sync::{Arc, LazyLock};

use apilint::description::View;
use apilint::diagnostic::Language;
use apilint::document::{Document, Notation};
use apilint::guide::{self, CRITERIA, Dossier, Inspection};
use apilint::jsonpath::{Path, Plan};
use apilint::loader::Memory;
use apilint::report::{Ending, FORMATS, Format, Outcome, Run, Style};
use apilint::source::{Source, SourceId, Uri};
use apilint::{Description, Ruleset, lint};
use divan::Bencher;
use divan::counter::BytesCount;

mod made_up;

/// Operations that make about 500 KB.
const OPERATIONS: usize = 420;
/// The rulesets whose rules are measured.
const RULESETS: [&str; 2] = ["apilint:all", "spectral:oas"];

static YAML: LazyLock<String> = LazyLock::new(|| made_up::yaml(OPERATIONS));
static JSON: LazyLock<String> = LazyLock::new(|| made_up::json(OPERATIONS));
static DESCRIPTION: LazyLock<Description> = LazyLock::new(|| load("made-up.yaml", &YAML));
static DOSSIER: LazyLock<Dossier> = LazyLock::new(|| guide::assess(&DESCRIPTION));

fn main() {
    divan::main();
}

fn load(name: &str, text: &str) -> Description {
    Description::load(&Memory::one(name, text), &Uri::new(name)).expect("it is a description")
}

fn rules(names: &[&str]) -> Ruleset {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    Ruleset::load(&names, &Memory::default()).expect("the rules are right")
}

fn reading(bencher: Bencher<'_, '_>, notation: Notation, name: &str, text: &str) {
    let source = Arc::new(Source::new(Uri::new(name), text.to_owned()));
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| Document::parse_as(notation, SourceId(0), Arc::clone(&source)));
}

/// The text of a YAML file made a tree.
#[divan::bench]
fn reading_yaml(bencher: Bencher<'_, '_>) {
    reading(bencher, Notation::Yaml, "made-up.yaml", &YAML);
}

/// The text of a JSON file made a tree.
#[divan::bench]
fn reading_json(bencher: Bencher<'_, '_>) {
    reading(bencher, Notation::Json, "made-up.json", &JSON);
}

/// A file read, its references followed, its objects found: less `reading_json`, what the last two take.
#[divan::bench]
fn references(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&*JSON)).bench(|| load("made-up.json", &JSON));
}

/// The `given` of every rule, in one walk.
#[divan::bench(args = RULESETS)]
fn selection(bencher: Bencher<'_, '_>, name: &str) {
    let ruleset = rules(&[name]);
    let given = ruleset.rules.iter().flat_map(|rule| &rule.given);
    let paths: Vec<&Path> = given.map(|given| &given.path).collect();
    let description = &*DESCRIPTION;
    bencher.bench(|| Plan::new(paths.clone(), View::ThroughRefs).select(description));
}

/// One rule: its selection, its function, what it says.
#[divan::bench(args = ids_of_rules(), sample_count = 20)]
fn rule(bencher: Bencher<'_, '_>, id: &str) {
    let mut ruleset = rules(&RULESETS);
    ruleset.rules.retain(|rule| rule.id == id);
    let (description, dossier) = (&*DESCRIPTION, &*DOSSIER);
    bencher.bench(|| lint::lint_with(description, &ruleset, dossier));
}

fn ids_of_rules() -> Vec<String> {
    rules(&RULESETS).rules.into_iter().map(|rule| rule.id).collect()
}

/// One criterion of the guide.
#[divan::bench(args = CRITERIA.iter().map(|criterion| criterion.id), sample_count = 20)]
fn criterion(bencher: Bencher<'_, '_>, id: &str) {
    let criterion = guide::criterion(id).expect("it is one of them");
    let description = &*DESCRIPTION;
    bencher.bench(|| (criterion.assess)(&Inspection::of(description)));
}

/// The report of one description, all that the rules say in it.
#[divan::bench(args = FORMATS.iter().map(|format| format.name), sample_count = 20)]
fn report(bencher: Bencher<'_, '_>, name: &str) {
    let ruleset = rules(&["apilint:all"]);
    let description = load("made-up.yaml", &YAML);
    let dossier = guide::assess(&description);
    let diagnostics = lint::lint_with(&description, &ruleset, &dossier);
    let (left_out, ignored) = (Vec::new(), Vec::new());
    let outcome = Outcome { description, diagnostics, left_out, ignored, dossier };
    let language = Language::Fr;
    let run = Run { language, ruleset: &ruleset, fails_on: None, style: Style::default() };
    let format = Format::named(name).expect("it is one of them");
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        let ending = Ending::of([&outcome], Vec::new());
        format.write(&run, [&outcome], &ending, &mut bytes).expect("memory takes everything");
        bytes
    });
}

/// The built-in rules read and compiled: once in a run.
#[divan::bench(args = ["apilint:api-gouv-fr", "apilint:all", "spectral:oas"])]
fn start(bencher: Bencher<'_, '_>, name: &str) {
    bencher.bench(|| rules(&[name]));
}
