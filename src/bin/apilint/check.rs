//! `apilint check`: reads descriptions, runs the rules, writes the reports.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use apilint::description::Unreadable;
use apilint::diagnostic::Text;
use apilint::guide::{self, Dossier};
use apilint::lint;
use apilint::report::{Ending, Outcome, Run};
use apilint::ruleset::{self, Ruleset};
use apilint::source::Uri;
use apilint::watch::{Step, Watch, Watching};
use apilint::work::{JUDGED_ALONE, LINTED_ALONE, Workers};

use crate::args::Check;
use crate::checking;
use crate::exit::{Exit, Failure};
use crate::gate::{self, Gate, Known, Since, Use};
use crate::in_order::in_order;
use crate::input::{self, Input, Inputs};
use crate::limits::Limits;
use crate::network::Network;
use crate::opening::{Opened, Opening, Threads};
use crate::output::{self, Writing};
use crate::progress::Progress;
use crate::rulesets;
use crate::settings::{self, AllSettings};
use crate::terminal::Terminal;
use crate::timings::{Clock, Timings, reporting};

/// Runs the command.
pub fn run(arguments: &Check, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let start = Instant::now();
    let step_summary = || std::env::var_os(output::STEP_SUMMARY_FILE);
    let outputs = output::read(&arguments.format, step_summary())?;
    let limits = Limits::read(&arguments.limit)?;
    let inputs = input::find(&arguments.inputs, arguments.stdin_filename.as_deref(), &limits)?;
    let names = || inputs.list.iter().map(|input| input.name.as_str());
    let (declaration, config) = (arguments.declaration.as_deref(), arguments.config.as_deref());
    let settings = AllSettings::of(names(), declaration, config)?;
    terminal.follow(&settings)?;
    let terminal = *terminal;
    settings.tell(terminal);
    let outputs = match arguments.format.as_slice() {
        [] => output::read(&checking::formats(&settings)?, step_summary())?,
        _ => outputs,
    };
    let limits = checking::limits(arguments, &settings)?;
    let network = Network::new(arguments, checking::hosts(&settings), &limits);
    let asked = settings.rulesets(&arguments.ruleset, names(), terminal)?;
    let threads = Threads::of(arguments.jobs, inputs.list.len());
    let opening = Opening { network: &network, limits, threads };
    let load = || rulesets::to_run(&asked, &network, terminal);
    let alone =
        if asked.iter().all(|name| ruleset::is_ours(name)) { JUDGED_ALONE } else { LINTED_ALONE };
    let (ruleset, early) =
        if arguments.timings { (load(), None) } else { opening.beside(&inputs.list, alone, load) };
    // To take it apart at the end takes as long as to judge a small description.
    let ruleset: &Ruleset = Box::leak(Box::new(ruleset?));
    let bounds = checking::bounds(arguments, &settings)?;
    gate::know_rules(bounds.budgets.keys(), ruleset)?;
    let gate = Gate::new(bounds, ruleset)?;
    let known = known(arguments, &inputs, &settings)?;
    let faults = known.as_ref().map_or_else(Vec::new, |known| known.faults().to_vec());
    settings::tell_faults(&faults, terminal);
    let since = arguments.gate.since.as_ref();
    let since = since.map(|revision| Since::open(revision, &inputs.list)).transpose()?;
    let has_dossier = ruleset.judges() || outputs.iter().any(|output| output.format.has_dossier);
    let work = Work {
        opening,
        early: Mutex::new(early),
        ruleset,
        settings: &settings,
        has_dossier,
        is_timed: arguments.timings,
    };
    let run = Run {
        language: terminal.language,
        ruleset,
        fails_on: gate.fails_on(),
        style: terminal.style(),
    };
    let writings = outputs.iter().map(|output| output.open(run)).collect::<Result<_, _>>()?;
    let has_unreadable = outputs.iter().any(|output| output.format.has_unreadable);
    let timings = arguments.timings.then(|| Timings::of_start(start.elapsed()));
    let mut told = Told::new(&inputs, ruleset, writings, (gate, known, since), timings);

    let mut progress = Progress::new(arguments.progress, inputs.list.len(), terminal);
    let mut names = names();
    let done = in_order(
        &inputs.list,
        work.opening.threads.at_once(),
        |input| work.one(input),
        |read| progress.step(names.next().unwrap_or_default(), || told.add(read)),
    );
    drop(progress);
    done?;

    let searches = told.warn_of_searches(terminal).heaviest(settings.exit());
    let searches = searches.heaviest(if faults.is_empty() { Exit::Clean } else { Exit::Usage });
    told.ending.faults = [settings.faults(), faults].concat();
    if !has_unreadable {
        tell_unreadable(&told.ending, terminal);
    }
    let Some((judged, timings)) = told.end(terminal)? else { return Ok(searches) };
    if let Some(timings) = timings {
        timings.show(start.elapsed(), terminal);
    }
    Ok(searches.heaviest(judged))
}

/// What one input gave, and how long it took where that was asked.
type Read = (Result<Outcome, Unreadable>, Option<Timings>);

/// What every input is read with.
struct Work<'w> {
    opening: Opening<'w>,
    /// The one input that was opened before its turn.
    early: Mutex<Option<Result<Opened, Unreadable>>>,
    ruleset: &'w Ruleset,
    settings: &'w AllSettings,
    /// Whether a report shows the dossier.
    has_dossier: bool,
    /// Whether somebody asks how long it takes.
    is_timed: bool,
}

impl Work<'_> {
    /// Reads and judges one input.
    fn one(&self, input: &Input) -> Read {
        let clock = self.is_timed.then(Clock::start);
        let outcome = self.judge(input, clock.as_ref().map(|clock| clock as &dyn Watch));
        let description = outcome.as_ref().ok().map(|outcome| &outcome.description);
        let timings = clock.map(|clock| clock.stop(description));
        (outcome, timings)
    }

    fn judge(&self, input: &Input, watching: Watching<'_>) -> Result<Outcome, Unreadable> {
        let varied = self.ruleset.for_document(&Uri::new(input.name.as_str()));
        let ruleset = varied.as_deref().unwrap_or(self.ruleset);
        let early = self.early.lock().unwrap_or_else(PoisonError::into_inner).take();
        let opened = early.unwrap_or_else(|| self.opening.open(input, watching))?;
        // Rules that a user brings may be for any document; a file of a folder has to show that it is meant.
        let is_any = input.is_named && !ruleset.judges();
        let mut description = self.opening.describe(opened, is_any, watching)?;
        let workers = Workers { threads: &|| self.opening.threads.for_each(), watching };
        let dossier = if self.has_dossier || ruleset.judges() {
            let declaration = self.settings.declaration(&input.name);
            guide::assess_by(&mut description, &declaration, &workers)
        } else {
            Dossier::default()
        };
        let ignores = self.settings.ignores(&input.name, &description);
        if let Some(watch) = watching {
            watch.done(Step::Ignores);
        }
        let most = self.opening.limits.diagnostics;
        let lint::Told { diagnostics, left_out, ignored } =
            lint::lint_by(&description, ruleset, &dossier, &ignores, most, &workers);
        Ok(Outcome { description, diagnostics, left_out, ignored, dossier })
    }
}

/// The baseline that was asked for.
fn known(
    arguments: &Check,
    inputs: &Inputs,
    settings: &AllSettings,
) -> Result<Option<Known>, Failure> {
    let asked = &arguments.gate;
    let what = match (asked.update_baseline, asked.accept_new) {
        (false, _) => Use::Read,
        (true, false) => Use::Update,
        (true, true) => Use::AcceptNew,
    };
    match checking::baseline(arguments, settings)? {
        Some(file) => Known::open(&file, what, &inputs.list, settings.today()).map(Some),
        None if what == Use::Read => Ok(None),
        None => Err(Failure::usage(
            "--update-baseline: say which file with --baseline FILE, or `baseline:` in apilint.yaml",
            "--update-baseline : dites quel fichier avec --baseline FICHIER, ou `baseline:` dans apilint.yaml",
        )),
    }
}

/// What was told so far.
struct Told<'t> {
    inputs: &'t Inputs,
    ruleset: &'t Ruleset,
    gate: Gate,
    known: Option<Known>,
    since: Option<Since>,
    writings: Vec<Writing<'t>>,
    ending: Ending,
    timings: Option<Timings>,
    /// Whether each search found a description.
    has_found: Vec<bool>,
    /// Inputs that came, told or not.
    count: usize,
    /// Files of folders that are no descriptions.
    passed_over: usize,
}

impl<'t> Told<'t> {
    fn new(
        inputs: &'t Inputs,
        ruleset: &'t Ruleset,
        writings: Vec<Writing<'t>>,
        (gate, known, since): (Gate, Option<Known>, Option<Since>),
        timings: Option<Timings>,
    ) -> Self {
        Self {
            inputs,
            ruleset,
            gate,
            known,
            since,
            writings,
            ending: Ending::default(),
            timings,
            has_found: vec![false; inputs.searches.len()],
            count: 0,
            passed_over: 0,
        }
    }

    /// Tells what the next input gave.
    fn add(&mut self, (read, timings): Read) -> Result<(), Failure> {
        let input = &self.inputs.list[self.count];
        self.count += 1;
        if let (Some(all), Some(timings)) = (&mut self.timings, timings) {
            all.add(timings);
        }
        if !matches!(&read, Err(unreadable) if unreadable.is_foreign) {
            input.found_by.iter().for_each(|search| self.has_found[*search] = true);
        }
        match read {
            Ok(mut outcome) => {
                if let Some(known) = &mut self.known {
                    let varied = self.ruleset.for_document(&outcome.description.entry().source.uri);
                    let ruleset = varied.as_deref().unwrap_or(self.ruleset);
                    known.set_apart(input, &mut outcome, ruleset);
                }
                if let Some(since) = &mut self.since {
                    since.keep_changed(&mut outcome)?;
                }
                self.gate.add(&outcome);
                self.ending.total.add(&outcome);
                self.ending.unreadable.extend(outcome.description.unread());
                let writings = &mut self.writings;
                reporting(self.timings.as_mut(), || {
                    writings.iter_mut().try_for_each(|writing| writing.document(&outcome))
                })?;
                if self.count == self.inputs.list.len() {
                    // Nothing comes after it: what it holds goes with the process.
                    std::mem::forget(outcome);
                }
            }
            Err(reason) if input.is_passed_over(&reason) => self.passed_over += 1,
            Err(reason) => self.ending.unreadable.push(reason),
        }
        Ok(())
    }

    /// Writes the end of the reports; says what all means for who called, and how long it took where that was asked. Where nothing was read,
    /// there is no report.
    fn end(self, terminal: Terminal) -> Result<Option<(Exit, Option<Timings>)>, Failure> {
        let Self { writings, ending, mut timings, passed_over, gate, known, since, .. } = self;
        match passed_over {
            0 => {}
            1 => terminal.note(&Text::new(
                "1 file passed over: it is not an OpenAPI description",
                "1 fichier laissé de côté : ce n'est pas une description OpenAPI",
            )),
            count => terminal.note(&Text::new(
                format!("{count} files passed over: they are not OpenAPI descriptions"),
                format!(
                    "{count} fichiers laissés de côté : ce ne sont pas des descriptions OpenAPI"
                ),
            )),
        }
        if ending.total.documents == 0 && ending.unreadable.is_empty() {
            return Ok(None);
        }
        reporting(timings.as_mut(), || {
            writings.into_iter().try_for_each(|writing| writing.end(&ending))
        })?;
        known.map_or(Ok(()), |known| known.close(terminal))?;
        since.inspect(|since| since.close(terminal));
        let judged = gate.close(&ending.total, terminal);
        let is_read = ending.unreadable.is_empty();
        let judged = judged.heaviest(if is_read { Exit::Clean } else { Exit::Unreadable });
        Ok(Some((judged, timings)))
    }

    /// Says what folders and globs did not give.
    fn warn_of_searches(&self, terminal: Terminal) -> Exit {
        let mut exit = Exit::Clean;
        for refusal in &self.inputs.refusals {
            terminal.failure(refusal);
            exit = exit.heaviest(Exit::Unreadable);
        }
        for (search, _) in
            self.inputs.searches.iter().zip(&self.has_found).filter(|(_, has_found)| !**has_found)
        {
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
        exit
    }
}

/// Says on standard error what no report says.
fn tell_unreadable(ending: &Ending, terminal: Terminal) {
    for unread in ending.unreadable.iter().filter(|unread| !unread.is_partial) {
        let Unreadable { uri, reason, .. } = unread;
        terminal.failure(&Text::new(
            format!("{uri}: {}", reason.en),
            format!("{uri}\u{a0}: {}", reason.fr),
        ));
    }
}
