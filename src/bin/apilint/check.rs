//! `apilint check`: reads descriptions, runs the rules, writes the reports.

use std::time::Instant;

use apilint::description::{Description, Unreadable};
use apilint::diagnostic::Text;
use apilint::report::{Outcome, Report};
use apilint::ruleset::Ruleset;
use apilint::source::Uri;
use apilint::{guide, lint};
use rayon::prelude::*;

use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input::{self, Input, Inputs};
use crate::network::Network;
use crate::output;
use crate::rulesets;
use crate::terminal::Terminal;
use crate::timings::{Timings, timed};

/// Stack of a thread: descriptions are walked on the heap, this is for the libraries.
const STACK: usize = 16 << 20;

/// Runs the command.
pub fn run(arguments: &Check, terminal: Terminal) -> Result<Exit, Failure> {
    let start = Instant::now();
    let outputs = output::read(&arguments.format)?;
    let ruleset = rulesets::load(&arguments.ruleset, terminal)?;
    let inputs = input::find(&arguments.inputs, arguments.stdin_filename.as_deref())?;
    let network = Network::new(arguments);
    let read = read_all(&inputs.list, &ruleset, &network, arguments.jobs)?;

    let searches = warn_of_searches(&inputs, &read, terminal);
    let mut timings = read.iter().map(|(_, taken)| *taken).fold(Timings::default(), Timings::and);
    let report = gather(&inputs.list, read, &ruleset, terminal);
    if !report.outcomes.is_empty() || !report.unreadable.is_empty() {
        let (written, taken) = timed(|| output::write(report, &outputs, terminal));
        timings.report = taken;
        let judged = judged(&written?, arguments);
        if arguments.timings {
            timings.show(start.elapsed(), terminal);
        }
        return Ok(searches.heaviest(judged));
    }
    Ok(searches)
}

/// What one input gave, and how long it took.
type Read = (Result<Outcome, Unreadable>, Timings);

/// Reads and judges every input, several at a time; what comes out is in the order of what went in.
fn read_all(
    inputs: &[Input],
    ruleset: &Ruleset,
    network: &Network,
    jobs: Option<u16>,
) -> Result<Vec<Read>, Failure> {
    let threads = jobs.map_or(0, usize::from);
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(
            |error| {
                let what =
                    Text::new("threads cannot be started", "les fils d'exécution ne démarrent pas");
                Failure::world(Exit::Usage, &what, &error)
            },
        )?;
    Ok(pool.install(|| {
        inputs.par_iter().with_max_len(1).map(|input| read(input, ruleset, network)).collect()
    }))
}

fn read(input: &Input, ruleset: &Ruleset, network: &Network) -> Read {
    let uri = Uri::new(input.name.as_str());
    let start = Instant::now();
    let description = Description::load(&Anywhere::of(input, network.for_input(&uri)), &uri);
    let mut timings = Timings { reading: start.elapsed(), ..Timings::default() };
    let outcome = description.map(|description| {
        timings.bytes =
            description.documents.iter().map(|document| document.source.text.len() as u64).sum();
        let (dossier, taken) = timed(|| guide::assess(&description));
        timings.guide = taken;
        let (diagnostics, taken) = timed(|| lint::lint_with(&description, ruleset, &dossier));
        timings.rules = taken;
        Outcome { description, diagnostics, dossier }
    });
    (outcome, timings)
}

/// Says what folders and globs did not give.
fn warn_of_searches(inputs: &Inputs, read: &[Read], terminal: Terminal) -> Exit {
    let mut exit = Exit::Clean;
    for refusal in &inputs.refusals {
        terminal.failure(refusal);
        exit = exit.heaviest(Exit::Unreadable);
    }
    for (rank, search) in inputs.searches.iter().enumerate() {
        let mut found =
            inputs.list.iter().zip(read).filter(|(input, _)| input.found_by.contains(&rank));
        if !found.any(|(_, (read, _))| !matches!(read, Err(unreadable) if unreadable.is_foreign)) {
            terminal.failure(&Text::new(
                format!(
                    "no OpenAPI description in `{search}` (hidden files and those that Git ignores are left out)"
                ),
                format!(
                    "aucune description OpenAPI dans `{search}` (fichiers cachés ou ignorés par Git non regardés)"
                ),
            ));
            exit = exit.heaviest(Exit::Usage);
        }
    }
    exit
}

/// Sorts what was read; files of a folder that are no descriptions are counted and passed over.
fn gather<'r>(
    inputs: &[Input],
    read: Vec<Read>,
    ruleset: &'r Ruleset,
    terminal: Terminal,
) -> Report<'r> {
    let (mut outcomes, mut unreadable) = (Vec::new(), Vec::new());
    let mut passed_over = 0;
    for (input, (read, _)) in inputs.iter().zip(read) {
        match read {
            Ok(outcome) => outcomes.push(outcome),
            Err(reason) if input.is_passed_over(&reason) => passed_over += 1,
            Err(reason) => unreadable.push(reason),
        }
    }
    match passed_over {
        0 => {}
        1 => terminal.note(&Text::new(
            "1 file passed over: it is not an OpenAPI description",
            "1 fichier laissé de côté : ce n'est pas une description OpenAPI",
        )),
        count => terminal.note(&Text::new(
            format!("{count} files passed over: they are not OpenAPI descriptions"),
            format!("{count} fichiers laissés de côté : ce ne sont pas des descriptions OpenAPI"),
        )),
    }
    Report { language: terminal.language, ruleset, outcomes, unreadable, style: terminal.style() }
}

/// What the report means for who called.
fn judged(report: &Report<'_>, arguments: &Check) -> Exit {
    let mut severities =
        report.outcomes.iter().flat_map(|outcome| &outcome.diagnostics).map(|said| said.severity);
    let warnings = severities
        .clone()
        .filter(|severity| *severity == apilint::diagnostic::Severity::Warning)
        .count();
    let is_over = arguments.max_warnings.is_some_and(|most| warnings > most);
    let fails = arguments
        .fail_on
        .severity()
        .is_some_and(|least| severities.any(|severity| severity >= least));
    let findings = if fails || is_over { Exit::Findings } else { Exit::Clean };
    findings.heaviest(if report.unreadable.is_empty() { Exit::Clean } else { Exit::Unreadable })
}
