//! Where the time went, for `--timings`: nothing looks at a clock without it.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use apilint::description::Description;
use apilint::diagnostic::{Language, Text};
use apilint::watch::{Step, Watch};

use crate::terminal::Terminal;

/// The least that is shown of a rule or a criterion: what two digits of a millisecond can tell.
const LEAST: Duration = Duration::from_micros(5);

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Start,
    Reading,
    Parsing,
    References,
    Structure,
    Criteria,
    Selection,
    Rules,
    Diagnostics,
    Report,
}

impl Phase {
    /// In the order of a run.
    const ALL: [Self; 10] = [
        Self::Start,
        Self::Reading,
        Self::Parsing,
        Self::References,
        Self::Structure,
        Self::Criteria,
        Self::Selection,
        Self::Rules,
        Self::Diagnostics,
        Self::Report,
    ];

    fn name(self) -> Text {
        match self {
            Self::Start => Text::new("start, settings, rules", "démarrage, réglages, règles"),
            Self::Reading => Text::new("reading the files", "lecture des fichiers"),
            Self::Parsing => Text::new("parsing", "analyse du texte"),
            Self::References => Text::new("references", "références"),
            Self::Structure => Text::new("structure", "structure"),
            Self::Criteria => Text::new("criteria of the guide", "critères du guide"),
            Self::Selection => Text::new("selection", "sélection"),
            Self::Rules => Text::new("rules", "règles"),
            Self::Diagnostics => Text::new("diagnostics in order", "mise en ordre"),
            Self::Report => Text::new("report", "rapport"),
        }
    }
}

/// What a run took, summed over its descriptions.
#[derive(Debug, Default)]
pub struct Timings {
    /// Descriptions, and their bytes.
    count: usize,
    bytes: u64,
    phases: BTreeMap<Phase, Duration>,
    criteria: BTreeMap<String, Duration>,
    rules: BTreeMap<String, Duration>,
}

impl Timings {
    /// Those of a run that is ready to read its first description.
    pub fn of_start(taken: Duration) -> Self {
        Self { phases: BTreeMap::from([(Phase::Start, taken)]), ..Self::default() }
    }

    /// Adds those of a description.
    pub fn add(&mut self, other: Self) {
        self.count += other.count;
        self.bytes += other.bytes;
        other.phases.into_iter().for_each(|(phase, taken)| self.spend(phase, taken));
        other.criteria.iter().for_each(|(id, taken)| spend(&mut self.criteria, id, *taken));
        other.rules.iter().for_each(|(id, taken)| spend(&mut self.rules, id, *taken));
    }

    fn spend(&mut self, phase: Phase, taken: Duration) {
        *self.phases.entry(phase).or_default() += taken;
    }

    /// Writes a line for each phase, then one for each criterion and each rule, the most costly first.
    pub fn show(&self, total: Duration, terminal: Terminal) {
        let language = terminal.language;
        let table = Table { terminal, bytes: self.bytes };
        if self.count > 1 {
            let count = self.count;
            let header = Text::new(
                format!(
                    "{count} descriptions: their phases are added up, whichever thread they ran on; the total is the clock's"
                ),
                format!(
                    "{count} descriptions : leurs phases sont additionnées, tous fils d'exécution confondus ; le total est celui de \
                     l'horloge"
                ),
            );
            terminal.figures(header.in_language(language));
        }
        for phase in Phase::ALL {
            if let Some(taken) = self.phases.get(&phase) {
                table.line(phase.name().in_language(language), *taken, phase != Phase::Start);
            }
        }
        table.line("total", total, true);
        let criteria = Text::new(
            "criteria, the most costly first",
            "critères, du plus coûteux au moins coûteux",
        );
        let rules = Text::new(
            "rules, the most costly first",
            "règles, de la plus coûteuse à la moins coûteuse",
        );
        table.costs(&criteria, &self.criteria);
        table.costs(&rules, &self.rules);
    }
}

/// Lines of names and figures.
struct Table {
    terminal: Terminal,
    /// What speeds are told of.
    bytes: u64,
}

impl Table {
    fn line(&self, name: &str, taken: Duration, has_speed: bool) {
        let mut figures = format!("{:>10.2} ms", taken.as_secs_f64() * 1e3);
        if has_speed && taken >= LEAST && self.bytes > 0 {
            let megabytes = self.bytes as f64 / 1e6;
            let unit = Text::new("MB/s", "Mo/s");
            let unit = unit.in_language(self.terminal.language);
            let _ = write!(figures, "{:>11.1} {unit}", megabytes / taken.as_secs_f64());
        }
        let figures = match self.terminal.language {
            Language::En => figures,
            Language::Fr => figures.replace('.', ","),
        };
        self.terminal.figures(format!("{name:<36}{figures}"));
    }

    /// Those that took least share a line.
    fn costs(&self, heading: &Text, of: &BTreeMap<String, Duration>) {
        if of.is_empty() {
            return;
        }
        let language = self.terminal.language;
        self.terminal.figures(heading.in_language(language));
        let mut all: Vec<(&String, Duration)> = of.iter().map(|(id, taken)| (id, *taken)).collect();
        all.sort_by_key(|(_, taken)| Reverse(*taken));
        let (shown, others) = all.split_at(all.partition_point(|(_, taken)| *taken >= LEAST));
        for (id, taken) in shown {
            self.line(&format!("  {id}"), *taken, false);
        }
        if !others.is_empty() {
            let count = others.len();
            let name = Text::new(format!("  {count} others"), format!("  {count} autres"));
            let taken = others.iter().map(|(_, taken)| *taken).sum();
            self.line(name.in_language(language), taken, false);
        }
    }
}

fn spend(on: &mut BTreeMap<String, Duration>, id: &str, taken: Duration) {
    match on.get_mut(id) {
        Some(so_far) => *so_far += taken,
        None => drop(on.insert(id.to_owned(), taken)),
    }
}

/// Follows the work on one description, on one thread: what lies between two steps is the time of the second.
pub struct Clock {
    last: Cell<Instant>,
    timings: RefCell<Timings>,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self { last: Cell::new(Instant::now()), timings: RefCell::default() }
    }

    /// What was measured of the work on a description; on none, where there was nothing to judge.
    pub fn stop(self, description: Option<&Description>) -> Timings {
        let documents = description.iter().flat_map(|description| &description.documents);
        let bytes = documents.map(|document| document.source.text.len() as u64).sum();
        let count = usize::from(description.is_some());
        Timings { count, bytes, ..self.timings.into_inner() }
    }
}

impl Watch for Clock {
    fn done(&self, step: Step<'_>) {
        let now = Instant::now();
        let taken = now - self.last.replace(now);
        let timings = &mut *self.timings.borrow_mut();
        let phase = match step {
            Step::Reading => Phase::Reading,
            Step::Parsing => Phase::Parsing,
            Step::References => Phase::References,
            Step::Structure => Phase::Structure,
            Step::Declaration => Phase::Criteria,
            Step::Selection => Phase::Selection,
            Step::Ignores | Step::Diagnostics => Phase::Diagnostics,
            Step::Criterion(id) => {
                spend(&mut timings.criteria, id, taken);
                Phase::Criteria
            }
            Step::Rule(id) => {
                spend(&mut timings.rules, id, taken);
                Phase::Rules
            }
        };
        timings.spend(phase, taken);
    }
}

/// Adds what writing a report takes, where somebody wants to know.
pub fn reporting<T>(timings: Option<&mut Timings>, write: impl FnOnce() -> T) -> T {
    let Some(timings) = timings else { return write() };
    let start = Instant::now();
    let written = write();
    timings.spend(Phase::Report, start.elapsed());
    written
}
