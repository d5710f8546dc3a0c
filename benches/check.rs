//! A whole check against the floor: how long it takes next to a full YAML parser that only reads the events.
//!
//! `cargo bench --bench check -- FILE` measures a description of yours; without FILE, a made-up one of about 2 MB.
//! Each phase is the median of several runs, all in one process.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use apilint::loader::{Disk, Loader, Memory};
use apilint::report::{Ending, Format, Outcome, Run, Style};
use apilint::source::Uri;
use apilint::{Description, Ruleset, diagnostic::Language, guide};

mod made_up;

const RUNS: usize = 15;

/// The median time of a piece of work.
fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn events(text: &str) -> usize {
    granit_parser::Parser::new_from_str(text).take_while(Result::is_ok).count()
}

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let (loader, uri): (Box<dyn Loader>, Uri) = match &file {
        Some(path) => {
            let root = Disk::project_root(Path::new(path));
            (Box::new(Disk::below(&root).expect("the folder is there")), Uri::new(path.clone()))
        }
        None => {
            (Box::new(Memory::one("made-up.yaml", made_up::yaml(2200))), Uri::new("made-up.yaml"))
        }
    };
    let bytes = loader.load(&uri).expect("the file can be read").bytes;
    let text = String::from_utf8(bytes).expect("the file is in UTF-8");
    let ruleset = Ruleset::load(&["apilint:api-gouv-fr".to_owned()], &Memory::default())
        .expect("the rules are right");
    let description = Description::load(&*loader, &uri).expect("it is a description");
    let dossier = guide::assess(&description);
    let whole = || {
        let description = Description::load(&*loader, &uri).expect("it is a description");
        let dossier = guide::assess(&description);
        let diagnostics = apilint::lint::lint_with(&description, &ruleset, &dossier);
        let outcome = Outcome {
            description,
            diagnostics,
            left_out: Vec::new(),
            ignored: Vec::new(),
            dossier,
        };
        let run = Run {
            language: Language::Fr,
            ruleset: &ruleset,
            fails_on: None,
            style: Style::default(),
        };
        let json = Format::named("json").expect("the format exists");
        let mut bytes = Vec::new();
        let written = json.write(&run, [&outcome], &Ending::of([&outcome], Vec::new()), &mut bytes);
        written.expect("memory takes everything");
        bytes.len()
    };
    let floor = median(|| events(&text));
    let lines = [
        ("YAML events, the floor", floor),
        ("read into the tree, references resolved", median(|| Description::load(&*loader, &uri))),
        ("criteria of the guide", median(|| guide::assess(&description))),
        ("rules", median(|| apilint::lint::lint_with(&description, &ruleset, &dossier))),
        ("whole check, JSON report written", median(whole)),
    ];
    println!(
        "{uri}: {} bytes, {} nodes, medians of {RUNS} runs",
        text.len(),
        description.entry().len()
    );
    for (name, time) in lines {
        let ratio = time.as_secs_f64() / floor.as_secs_f64();
        println!("  {name:<42} {:>8.2} ms  {ratio:>5.2} × the floor", time.as_secs_f64() * 1e3);
    }
    let rules = median(|| Ruleset::load(&["apilint:api-gouv-fr".to_owned()], &Memory::default()));
    println!(
        "  {:<42} {:>8.2} ms  once per run",
        "rules read and compiled",
        rules.as_secs_f64() * 1e3
    );
}
