//! What is tried, and what must hold of it whatever the text.

use std::sync::{Arc, LazyLock};

use apilint::description::Unreadable;
use apilint::diagnostic::{Label, Language};
use apilint::document::{Document, Notation};
use apilint::jsonpath::{Path, Plan};
use apilint::loader::Memory;
use apilint::report::{Ending, FORMATS, Outcome, Run, Style, schema::REPORT_SCHEMA};
use apilint::source::{Source, SourceId, Span, Uri};
use apilint::{Description, Ruleset, description, guide, lint};
use fastrand::Rng;

use crate::block;
use crate::mutate::mutated;

/// A way to try the library.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes a text from the seeds.
    pub make: fn(&[String], &mut Rng) -> String,
    /// Says what does not hold.
    pub hold: fn(&str) -> Result<(), String>,
    /// How many of its cases take the time of one whole check, about.
    pub pace: u64,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "yaml", make: any, hold: |text| tree(text, Notation::Yaml), pace: 7 },
    Target { name: "block", make: block::text, hold: block::hold, pace: 20 },
    Target { name: "json", make: json, hold: |text| tree(text, Notation::Json), pace: 8 },
    Target { name: "references", make: several, hold: references, pace: 6 },
    Target { name: "jsonpath", make: expression, hold: select, pace: 100 },
    Target { name: "check", make: any, hold: check, pace: 1 },
];

/// What stands between the files of a case.
const NEXT_FILE: &str = "\n=====\n";

fn any(seeds: &[String], random: &mut Rng) -> String {
    mutated(random.choice(seeds).map_or("", String::as_str), seeds, random)
}

/// A seed that is in JSON, or that is put into it.
fn json(seeds: &[String], random: &mut Rng) -> String {
    let seed = random.choice(seeds).map_or("", String::as_str);
    let text = if seed.starts_with('{') { seed.to_owned() } else { crate::seeds::as_json(seed) };
    mutated(&text, seeds, random)
}

fn several(seeds: &[String], random: &mut Rng) -> String {
    let count = random.usize(1..=3);
    (0..count).map(|_| any(seeds, random)).collect::<Vec<_>>().join(NEXT_FILE)
}

/// An expression, made of pieces of expressions.
fn expression(_: &[String], random: &mut Rng) -> String {
    const PIECES: &[&str] = &[
        "$",
        "..",
        ".",
        "*",
        "[*]",
        "paths",
        "['paths']",
        "[\"get\"]",
        "[0]",
        "[-1:]",
        "[1:3:2]",
        "[:",
        "]",
        "[",
        "^",
        "~",
        "..*",
        "[?(@",
        "[?(@.name",
        ".length",
        ")]",
        " == 'a'",
        " && ",
        " || ",
        "!",
        "!==",
        " > 1",
        "(",
        ")",
        "@property",
        "@parent",
        "@root",
        "@path",
        "=== 'get'",
        ".match(/^a+$/i)",
        "@.in == 'query'",
        "/(a+)+$/",
        ",",
        "'a','b'",
        "é",
        "\\",
        "'",
        "\"",
        " ",
        "null",
        "1e9",
        "[?(@property.match(/^(get|put)$/))]",
        "[?(@.enum && @.enum.length > 1)]",
        "$.paths[*][*].responses[*]",
        "parameters",
        "@string()",
    ];
    let count = random.usize(1..12);
    let start = if random.u8(0..8) == 0 { "" } else { "$" };
    (0..count)
        .fold(start.to_owned(), |text, _| text + random.choice(PIECES).copied().unwrap_or_default())
}

fn tree(text: &str, notation: Notation) -> Result<(), String> {
    let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
    let first = Document::parse_as(notation, SourceId(0), Arc::clone(&source));
    let again = Document::parse_as(notation, SourceId(0), Arc::clone(&source));
    if told(&first) != told(&again) {
        return Err("two readings differ".to_owned());
    }
    let document = first;
    for fault in &document.faults {
        within(fault.at, text).map_err(|told| format!("the fault {told}"))?;
    }
    for node in document.nodes() {
        let spans =
            [Some(node.span()), node.key_span(), Some(node.place()), Some(node.key_place())];
        for span in spans.into_iter().flatten() {
            within(span, text).map_err(|fault| format!("{node:?} {fault}"))?;
        }
        if let Some(parent) = node.parent().filter(|parent| !parent.is_alias()) {
            let (inner, outer) = (node.span(), parent.span());
            if inner.start < outer.start || inner.end > outer.end {
                return Err(format!("{node:?} stands outside its parent: {inner:?}, {outer:?}"));
            }
        }
        let is_unknown = node.scalar().is_none() && !node.is_map() && !node.is_list();
        if is_unknown {
            return Err(format!("{node:?} is a scalar without text"));
        }
    }
    Ok(())
}

/// A reading, in words.
fn told(document: &Document) -> String {
    let nodes = document
        .nodes()
        .map(|node| format!("{node:?} {:?} {:?} {:?}\n", node.key(), node.scalar(), node.span()));
    let faults = document.faults.iter().map(|fault| format!("{fault:?}\n"));
    let notices = document.notices.iter().map(|notice| format!("{notice:?}\n"));
    nodes.chain(faults).chain(notices).collect()
}

/// Whether a place can be shown.
fn within(span: Span, text: &str) -> Result<(), String> {
    match text.get(span.start as usize..span.end as usize) {
        Some(_) => Ok(()),
        None => Err(format!("has no place in a text of {} bytes: {span:?}", text.len())),
    }
}

fn loader(text: &str) -> Memory {
    let names = ["a.yaml", "b.yaml", "c.json"];
    names
        .iter()
        .zip(text.split(NEXT_FILE))
        .fold(Memory::default(), |memory, (name, text)| memory.and(name, text))
}

fn references(text: &str) -> Result<(), String> {
    let Ok(description) = Description::load(&loader(text), &Uri::new("a.yaml")) else {
        return Ok(());
    };
    for problem in description.problems() {
        shown(&description, &problem.at)?;
        problem.related.iter().try_for_each(|label| shown(&description, label))?;
    }
    let reached = description::places(&description).count();
    let written: usize = description.documents.iter().map(Document::len).sum();
    // Each map is entered once as each object that it can be.
    if reached > written * 64 + 64 {
        return Err(format!("{reached} places in {written} nodes"));
    }
    Ok(())
}

fn shown(description: &Description, label: &Label) -> Result<(), String> {
    within(label.span, &description.source(label.span.source).text)
        .map_err(|fault| format!("{label:?} {fault}"))
}

fn select(text: &str) -> Result<(), String> {
    static SMALL: LazyLock<Description> = LazyLock::new(|| {
        let text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n  /a/{b}:\n    get: &a\n      parameters: [{name: b, in: path}, {$ref: '#/components/parameters/c'}]\n      responses: {'200': {description: é, content: {a/b: {schema: {enum: [1, 2], x: [a, null, true, 1.5]}}}}}\n    put: *a\ncomponents:\n  parameters:\n    c: {name: c, in: query, schema: {$ref: '#/components/schemas/d'}}\n  schemas:\n    d: {properties: {e: {$ref: '#/components/schemas/d'}}}\n";
        Description::load(&Memory::one("a.yaml", text), &Uri::new("a.yaml")).expect("it is right")
    });
    let path = match Path::parse(text) {
        Ok(path) => path,
        Err(error) => {
            return if error.message.en.is_empty() {
                Err("a fault without words".to_owned())
            } else {
                Ok(())
            };
        }
    };
    for view in [description::View::AsWritten, description::View::ThroughRefs] {
        let once = Plan::new(vec![&path], view).select(&SMALL);
        let together = Plan::new(vec![&path, &path], view).select(&SMALL);
        if once[0] != together[0] || once[0] != together[1] {
            return Err("alone and together, it selects different nodes".to_owned());
        }
    }
    Ok(())
}

fn check(text: &str) -> Result<(), String> {
    static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
        Ruleset::load(&["apilint:all".to_owned()], &Memory::default()).expect("built in")
    });
    static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let schema = serde_json::from_str(REPORT_SCHEMA).expect("it is JSON");
        jsonschema::validator_for(&schema).expect("it is a JSON Schema")
    });
    let judged = || {
        Description::load(&loader(text), &Uri::new("a.yaml")).map(|description| {
            let dossier = guide::assess(&description);
            let ignores = lint::Ignores::of(&description, &[], None);
            let told = lint::lint_within(&description, &RULES, &dossier, &ignores, 10_000);
            let lint::Told { diagnostics, left_out, ignored } = told;
            Outcome { description, diagnostics, left_out, ignored, dossier }
        })
    };
    let written = |judged: Result<Outcome, Unreadable>| {
        let run = Run {
            language: Language::Fr,
            ruleset: &RULES,
            fails_on: None,
            style: Style::default(),
        };
        let (outcome, unreadable) = match judged {
            Ok(outcome) => (Some(outcome), Vec::new()),
            Err(unreadable) => (None, vec![unreadable]),
        };
        let ending = Ending::of(&outcome, unreadable);
        FORMATS
            .iter()
            .map(|format| {
                let mut bytes = Vec::new();
                let written = format.write(&run, &outcome, &ending, &mut bytes);
                written.expect("memory takes everything");
                (format.name, bytes)
            })
            .collect::<Vec<_>>()
    };
    let first = judged();
    if let Ok(outcome) = &first {
        for said in &outcome.diagnostics {
            shown(&outcome.description, &said.at)
                .map_err(|fault| format!("{}: {fault}", said.rule))?;
            said.related.iter().try_for_each(|label| shown(&outcome.description, label))?;
            let edits = said.fixes.iter().flat_map(|fix| &fix.edits);
            for edit in edits {
                within(edit.span, &outcome.description.source(edit.span.source).text)?;
            }
            if said.message.en.trim().is_empty() || said.message.fr.trim().is_empty() {
                return Err(format!("{} says nothing", said.rule));
            }
        }
        for evidence in outcome.dossier.iter().flat_map(|judged| &judged.evidence) {
            if let Some(at) = &evidence.at {
                shown(&outcome.description, at)?;
            }
        }
    }
    let bytes = written(first);
    if bytes != written(judged()) {
        return Err("two reports differ".to_owned());
    }
    let json = bytes.iter().find(|(name, _)| *name == "json").expect("it exists");
    let value = serde_json::from_slice(&json.1)
        .map_err(|error| format!("the report is no JSON: {error}"))?;
    SCHEMA
        .validate(&value)
        .map_err(|error| format!("the report: {}: {error}", error.instance_path()))
}
