//! What a run of the command takes of the machine: time of the processor and memory, what the machine does for others allowed for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// After this by the clock, a run is ended.
const PATIENCE: Duration = Duration::from_secs(60);
/// What [`work`] takes of a machine that does nothing else.
const WORK: Duration = Duration::from_micros(10_500);
/// How often a file that takes too long is tried: the least counts.
const TRIES: usize = 3;

/// What a run took.
pub struct Taken {
    /// Of the processor, where the system tells: the clock also counts what the machine does for others.
    pub time: Duration,
    /// The most memory it held, in KiB, where the system tells.
    pub memory: u64,
    pub code: Option<i32>,
}

/// The command to try: the one built with the tests, unless another is named.
fn binary() -> PathBuf {
    std::env::var_os("APILINT_BINARY")
        .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_apilint")), PathBuf::from)
}

/// Runs a check to its end, or to the end of our patience.
fn run(file: &Path, arguments: &[&str]) -> Taken {
    let start = Instant::now();
    let mut child = Command::new(binary())
        .args(["check", "--quiet", "--jobs", "1"])
        .args(arguments)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let (mut memory, mut worked) = (0, None);
    loop {
        // So far: the last reading before the end is near enough, the report being written by then.
        memory = peak(&process).unwrap_or_default().max(memory);
        worked = processor_time(&process).max(worked);
        let code = match child.try_wait().expect("the child can be waited for") {
            Some(ended) => ended.code(),
            None if start.elapsed() > PATIENCE => {
                child.kill().expect("the child can be ended");
                child.wait().expect("the child ends").code()
            }
            None => {
                std::thread::sleep(Duration::from_millis(1));
                continue;
            }
        };
        return Taken { time: worked.unwrap_or(start.elapsed()), memory, code };
    }
}

/// The most memory a process has held, in KiB.
fn peak(process: &Path) -> Option<u64> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// What it has worked, in its own code and in the system's: fields 14 and 15, in hundredths of a second.
fn processor_time(process: &Path) -> Option<Duration> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((next()? + next()?) * 10))
}

/// A piece of work that is always the same, and what it takes of the processor.
fn work() -> Option<Duration> {
    let text = "Données d'un livre ÉTÉ ".repeat(100_000);
    let worked = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
    };
    let before = worked()?;
    std::hint::black_box(text.to_lowercase());
    worked()?.checked_sub(before)
}

/// How many times more than [`WORK`] says this machine takes, just now, for the same work: one that works for others too, as
/// those of CI do, counts two or three times as much of its processor.
fn slowness() -> f64 {
    const TIMES: u32 = 10;
    let works: Option<Duration> = (0..TIMES).map(|_| work()).sum();
    works.map_or(3., |works| (works / TIMES).div_duration_f64(WORK)).clamp(1., 4.)
}

/// Runs a check, again if it takes too long. Whether it was quick, once what the machine does for others is allowed for.
pub fn run_within(most: Duration, file: &Path, arguments: &[&str]) -> (Taken, bool) {
    let mut taken = run(file, arguments);
    for _ in 1..TRIES {
        if taken.time < most || taken.time < most.mul_f64(slowness()) {
            return (taken, true);
        }
        let again = run(file, arguments);
        taken = Taken { time: taken.time.min(again.time), ..again };
    }
    let is_quick = taken.time < most || taken.time < most.mul_f64(slowness());
    (taken, is_quick)
}
