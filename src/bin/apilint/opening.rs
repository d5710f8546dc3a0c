//! How inputs are opened: the entry document of each is read, by the threads that the other inputs leave.

use std::fs;
use std::num::NonZero;
use std::sync::OnceLock;
use std::thread;

use apilint::description::{Description, Entry, Unreadable};
use apilint::source::Uri;
use apilint::watch::Watching;
use apilint::work::{self, both};

use crate::files::Anywhere;
use crate::input::Input;
use crate::limits::Limits;
use crate::network::Network;

/// What inputs are opened with.
pub struct Opening<'o> {
    /// What may be fetched.
    pub network: &'o Network,
    /// How much of each is read and told.
    pub limits: Limits,
    /// Who works.
    pub threads: Threads,
}

/// An input whose entry document is read.
pub struct Opened {
    entry: Entry,
    loader: Anywhere,
}

impl Opening<'_> {
    /// Reads the entry document of an input.
    pub fn open(&self, input: &Input, watching: Watching<'_>) -> Result<Opened, Unreadable> {
        let uri = Uri::new(input.name.as_str());
        let limits = self.limits.for_description();
        let loader = Anywhere::of(input, self.network.for_judged(&uri), limits.size);
        let entry = Entry::read(&loader, &uri, limits, watching)?;
        Ok(Opened { entry, loader })
    }

    /// Reads what the entry document refers to, of an OpenAPI description or of whatever it is.
    pub fn describe(
        &self,
        Opened { entry, loader }: Opened,
        is_any: bool,
        watching: Watching<'_>,
    ) -> Result<Description, Unreadable> {
        let limits = self.limits.for_description();
        if is_any {
            Ok(Description::of_any(entry, &loader, limits, watching))
        } else {
            Description::of(entry, &loader, limits, watching)
        }
    }

    /// Has another thread do what comes first, and opens meanwhile the one input that there is, where it has more bytes than one thread
    /// works on `alone`. It saves 5 to 10 % of the time in which half a megabyte is checked by rules of others.
    pub fn beside<T: Send>(
        &self,
        inputs: &[Input],
        alone: usize,
        first: impl FnOnce() -> T + Send,
    ) -> (T, Option<Result<Opened, Unreadable>>) {
        let [input] = inputs else { return (first(), None) };
        if length(input).is_none_or(|length| length < alone as u64)
            || self.threads.for_each() == NonZero::<usize>::MIN
        {
            return (first(), None);
        }
        both(first, || Some(self.open(input, None)))
    }
}

/// How many bytes an input has. What is on the network is not known before it is fetched.
fn length(input: &Input) -> Option<u64> {
    match &input.bytes {
        Some(bytes) => Some(bytes.len() as u64),
        None => fs::metadata(&input.name).ok().map(|file| file.len()),
    }
}

/// The threads of a run. How many the machine has is asked only where it counts: the answer takes a dozen files of the system.
pub struct Threads {
    asked: Option<u16>,
    /// How many inputs there are.
    inputs: usize,
    shared: OnceLock<Shared>,
}

/// How threads are shared.
struct Shared {
    all: NonZero<usize>,
    for_each: NonZero<usize>,
}

impl Threads {
    /// For so many inputs, as many as were asked for.
    pub fn of(asked: Option<u16>, inputs: usize) -> Self {
        Self { asked, inputs, shared: OnceLock::new() }
    }

    fn shared(&self) -> &Shared {
        self.shared.get_or_init(|| {
            let asked = self.asked.and_then(|jobs| NonZero::new(usize::from(jobs)));
            let all = asked.or_else(|| thread::available_parallelism().ok());
            let all = all.unwrap_or(NonZero::<usize>::MIN);
            let inputs = self.inputs.max(1);
            // Those that the inputs leave, and this one.
            let left = NonZero::new((all.get() + 1).saturating_sub(inputs));
            let started = left.map_or(NonZero::<usize>::MIN, work::start);
            let for_each = NonZero::new(all.get() / inputs).map_or(started, |it| it.min(started));
            Shared { all, for_each }
        })
    }

    /// How many inputs are judged at once.
    pub fn at_once(&self) -> NonZero<usize> {
        if self.inputs > 1 { self.shared().all } else { NonZero::<usize>::MIN }
    }

    /// How many judge one input: those that the others leave.
    pub fn for_each(&self) -> NonZero<usize> {
        self.shared().for_each
    }
}
