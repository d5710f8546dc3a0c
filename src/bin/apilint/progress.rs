//! How far a run is, on standard error: a bar on a terminal, a line now and then where nobody sees it move.

use std::time::{Duration, Instant};

use apilint::diagnostic::Language;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::When;
use crate::terminal::{self, Terminal};

/// A run that is over by then shows nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// What is told of a run that goes on.
pub struct Progress {
    terminal: Terminal,
    count: usize,
    done: usize,
    start: Instant,
    shown: Shown,
}

enum Shown {
    Nothing,
    /// Not drawn before its time.
    Bar(ProgressBar),
    Lines,
}

impl Progress {
    /// Of so many descriptions.
    pub fn new(when: When, count: usize, terminal: Terminal) -> Self {
        let is_seen = terminal::is_seen();
        let shown = match when {
            When::Auto if count > 1 && is_seen && !terminal.is_quiet() => {
                Shown::Bar(bar(count, terminal))
            }
            When::Always if is_seen => Shown::Bar(bar(count, terminal)),
            When::Always => Shown::Lines,
            When::Auto | When::Never => Shown::Nothing,
        };
        Self { terminal, count, done: 0, start: Instant::now(), shown }
    }

    /// One more is done, and told by `tell`, which may write over the bar.
    pub fn step<T>(&mut self, name: &str, tell: impl FnOnce() -> T) -> T {
        self.done += 1;
        match &self.shown {
            Shown::Bar(bar) => {
                if bar.is_hidden() && self.start.elapsed() >= PATIENCE {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
                let told = bar.suspend(tell);
                bar.set_message(
                    name.chars().filter(|letter| !letter.is_control()).collect::<String>(),
                );
                bar.inc(1);
                told
            }
            Shown::Lines => {
                let tenths = |done: usize| done * 10 / self.count.max(1);
                if tenths(self.done) > tenths(self.done - 1) {
                    let (done, count) = (self.done, self.count);
                    self.terminal.figures(match self.terminal.language {
                        Language::En => format!("{done} of {count} done"),
                        Language::Fr => format!("{done} sur {count}"),
                    });
                }
                tell()
            }
            Shown::Nothing => tell(),
        }
    }
}

/// A bar that is not drawn yet.
fn bar(count: usize, terminal: Terminal) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    let left = match terminal.language {
        Language::En => "left",
        Language::Fr => "restant",
    };
    let template = format!("{{bar:30}} {{pos}}/{{len}} ({{eta}} {left}) {{wide_msg}}");
    let style = ProgressStyle::with_template(&template).expect("the template is one");
    bar.set_style(style.progress_chars("━╸ "));
    bar
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}
