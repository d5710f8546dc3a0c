//! Where the time went, for `--timings`.

use std::time::{Duration, Instant};

use apilint::diagnostic::{Language, Text};

use crate::terminal::Terminal;

/// What the work on descriptions took, summed over them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Bytes of the descriptions.
    pub bytes: u64,
    /// Loading, parsing, references.
    pub reading: Duration,
    /// Judging the criteria.
    pub guide: Duration,
    /// Running the rules.
    pub rules: Duration,
    /// Writing the reports.
    pub report: Duration,
}

/// What a piece of work gives, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

impl Timings {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            bytes: self.bytes + other.bytes,
            reading: self.reading + other.reading,
            guide: self.guide + other.guide,
            rules: self.rules + other.rules,
            report: self.report + other.report,
        }
    }

    /// Writes a line for each phase. The phases are summed over threads, the total is the time of the clock.
    pub fn show(self, total: Duration, terminal: Terminal) {
        let rows = [
            (Text::new("reading", "lecture"), self.reading),
            (Text::new("guide", "guide"), self.guide),
            (Text::new("rules", "règles"), self.rules),
            (Text::new("report", "rapport"), self.report),
            (Text::new("total", "total"), total),
        ];
        let speed = match terminal.language {
            Language::En => "MB/s",
            Language::Fr => "Mo/s",
        };
        for (name, taken) in rows {
            let name = name.in_language(terminal.language);
            let milliseconds = taken.as_secs_f64() * 1e3;
            let rate = self.bytes as f64 / 1e6 / taken.as_secs_f64().max(1e-9);
            let rate =
                if taken.is_zero() { String::new() } else { format!("{rate:>10.1} {speed}") };
            let line = format!("{name:<8}{milliseconds:>10.2} ms{rate}");
            terminal.figures(match terminal.language {
                Language::En => line,
                Language::Fr => line.replace('.', ","),
            });
        }
    }
}
