//! `apilint check`: reads descriptions, runs the rules, writes the reports.

use std::time::Instant;

use apilint::description::{Description, Unreadable};
use apilint::diagnostic::{Severity, Text};
use apilint::guide::{self, Dossier};
use apilint::lint;
use apilint::report::{Outcome, Report};
use apilint::ruleset::Ruleset;
use apilint::source::Uri;
use rayon::prelude::*;

use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input::{self, Input, Inputs};
use crate::limits::Limits;
use crate::network::Network;
use crate::output;
use crate::rulesets;
use crate::settings::AllSettings;
use crate::terminal::Terminal;
use crate::timings::{Timings, timed};

/// Stack of a thread: descriptions are walked on the heap, this is for the libraries.
const STACK: usize = 16 << 20;

/// Runs the command.
pub fn run(arguments: &Check, terminal: Terminal) -> Result<Exit, Failure> {
    let start = Instant::now();
    let outputs = output::read(&arguments.format)?;
    let limits = Limits::read(&arguments.limit)?;
    let network = Network::new(arguments, &limits);
    let inputs = input::find(&arguments.inputs, arguments.stdin_filename.as_deref(), &limits)?;
    let names = || inputs.list.iter().map(|input| input.name.as_str());
    let settings = AllSettings::of(names(), arguments.declaration.as_deref())?;
    settings.tell(terminal);
    let asked = settings.rulesets(&arguments.ruleset, names(), terminal)?;
    let ruleset = rulesets::load(&asked, &network, terminal)?;
    let has_dossier = ruleset.judges() || outputs.iter().any(|output| output.has_dossier);
    let work =
        Work { ruleset: &ruleset, network: &network, settings: &settings, limits, has_dossier };
    let read = work.all(&inputs.list, arguments.jobs)?;

    let searches = warn_of_searches(&inputs, &read, terminal);
    let mut timings = read.iter().map(|(_, taken)| *taken).fold(Timings::default(), Timings::and);
    let mut report = gather(&inputs.list, read, &ruleset, terminal);
    report.faults = settings.faults();
    let searches = searches.heaviest(settings.exit());
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

/// What every input is read with.
struct Work<'w> {
    ruleset: &'w Ruleset,
    network: &'w Network,
    settings: &'w AllSettings,
    limits: Limits,
    /// Whether a report shows the dossier.
    has_dossier: bool,
}

impl Work<'_> {
    /// Reads and judges every input, several at a time; what comes out is in the order of what went in.
    fn all(&self, inputs: &[Input], jobs: Option<u16>) -> Result<Vec<Read>, Failure> {
        let threads = jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
        let pool = pool.map_err(|error| {
            let what =
                Text::new("threads cannot be started", "les fils d'exécution ne démarrent pas");
            Failure::world(Exit::Usage, &what, &error)
        })?;
        Ok(pool
            .install(|| inputs.par_iter().with_max_len(1).map(|input| self.one(input)).collect()))
    }

    fn one(&self, input: &Input) -> Read {
        let uri = Uri::new(input.name.as_str());
        let limits = self.limits.for_description();
        let start = Instant::now();
        let loader = Anywhere::of(input, self.network.for_input(&uri), limits.size);
        let varied = self.ruleset.for_document(&uri);
        let ruleset = varied.as_deref().unwrap_or(self.ruleset);
        // Rules that a user brings may be for any document; a file of a folder has to show that it is meant.
        let description = if input.is_named && !ruleset.judges() {
            Description::load_any(&loader, &uri, limits)
        } else {
            Description::load_within(&loader, &uri, limits)
        };
        let mut timings = Timings { reading: start.elapsed(), ..Timings::default() };
        let outcome = description.map(|mut description| {
            timings.bytes = description
                .documents
                .iter()
                .map(|document| document.source.text.len() as u64)
                .sum();
            let asked = self.has_dossier || ruleset.judges();
            let declaration = self.settings.declaration(&input.name);
            let (dossier, taken) = timed(|| {
                if asked {
                    guide::assess_with(&mut description, declaration)
                } else {
                    Dossier::default()
                }
            });
            timings.guide = taken;
            let most = self.limits.diagnostics;
            let ignores = self.settings.ignores(&input.name, &description);
            let (told, taken) =
                timed(|| lint::lint_within(&description, ruleset, &dossier, &ignores, most));
            timings.rules = taken;
            let lint::Told { diagnostics, left_out, ignored } = told;
            Outcome { description, diagnostics, left_out, ignored, dossier }
        });
        (outcome, timings)
    }
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
            Ok(outcome) => {
                unreadable.extend(outcome.description.unread());
                outcomes.push(outcome);
            }
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
    Report {
        language: terminal.language,
        ruleset,
        outcomes,
        unreadable,
        faults: Vec::new(),
        style: terminal.style(),
    }
}

/// What the report means for who called.
fn judged(report: &Report<'_>, arguments: &Check) -> Exit {
    let count =
        |severity| -> usize { report.outcomes.iter().map(|outcome| outcome.count(severity)).sum() };
    let is_over = arguments.max_warnings.is_some_and(|most| count(Severity::Warning) > most);
    let fails = arguments.fail_on.severity().is_some_and(|least| {
        Severity::ALL.into_iter().any(|severity| severity >= least && count(severity) > 0)
    });
    let findings = if fails || is_over { Exit::Findings } else { Exit::Clean };
    findings.heaviest(if report.unreadable.is_empty() { Exit::Clean } else { Exit::Unreadable })
}
