//! Mutated descriptions, for a bounded time: no panic, no wrong place, twice the same result, a valid report.
//!
//! `cargo run --release --manifest-path tests/fuzz/Cargo.toml -- --seconds 60` runs every target; `--target check`, one
//! of them; `--seed 7` chooses the numbers. `--thousands 3` stops by work done instead of time, so that two machines run
//! the same cases: three thousand whole checks, and of each other target what takes as long. It stays on the stable
//! toolchain: no instrumentation, but seeds that already say something, and mutations that know where a value starts and
//! ends. A faulty input is written to a file, which `--replay FILE --target NAME` runs again.

mod block;
mod mutate;
mod seeds;
mod targets;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use targets::{TARGETS, Target};

/// A case that takes longer is a fault.
const PATIENCE: Duration = Duration::from_secs(5);

struct Arguments {
    seconds: u64,
    thousands: Option<u64>,
    seed: u64,
    target: Option<String>,
    replay: Option<PathBuf>,
}

fn arguments() -> Result<Arguments, String> {
    let mut read = Arguments { seconds: 60, thousands: None, seed: 1, target: None, replay: None };
    let mut given = std::env::args().skip(1);
    while let Some(flag) = given.next() {
        let value = given.next().ok_or_else(|| format!("{flag} wants a value"))?;
        let number = || value.parse().map_err(|_| format!("{flag} wants a number, not {value}"));
        match flag.as_str() {
            "--seconds" => read.seconds = number()?,
            "--thousands" => read.thousands = Some(number()?),
            "--seed" => read.seed = number()?,
            "--target" => read.target = Some(value),
            "--replay" => read.replay = Some(PathBuf::from(value)),
            _ => return Err(format!("unknown flag {flag}")),
        }
    }
    Ok(read)
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let wanted: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| arguments.target.as_ref().is_none_or(|name| name == target.name))
        .collect();
    if wanted.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!("targets are {}", names.join(", ")));
    }
    if let Some(file) = &arguments.replay {
        let text =
            fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        return wanted.iter().try_for_each(|target| attempt(target, &text));
    }
    let seeds = seeds::all()?;
    let share = Duration::from_secs(arguments.seconds) / wanted.len() as u32;
    for target in wanted {
        let mut random = fastrand::Rng::with_seed(arguments.seed);
        let (start, mut cases) = (Instant::now(), 0_u64);
        let is_over = |cases: u64| match arguments.thousands {
            Some(thousands) => cases >= thousands * 1000 * target.pace,
            None => start.elapsed() >= share,
        };
        while !is_over(cases) {
            let text = (target.make)(&seeds, &mut random);
            if let Err(fault) = attempt(target, &text) {
                let file = std::env::temp_dir().join(format!("apilint-fuzz-{}.txt", target.name));
                fs::write(&file, &text).map_err(|error| format!("{}: {error}", file.display()))?;
                return Err(format!("{}, case {cases}: {fault}\n{}", target.name, file.display()));
            }
            cases += 1;
        }
        println!("{:<12}{cases:>9} cases", target.name);
    }
    Ok(())
}

/// Runs one case; says what is wrong with what came out.
fn attempt(target: &Target, text: &str) -> Result<(), String> {
    let start = Instant::now();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| (target.hold)(text)));
    let result = ended.unwrap_or_else(|_| Err("it panicked".to_owned()));
    let taken = start.elapsed();
    if taken > PATIENCE {
        return Err(format!("it took {} s", taken.as_secs()));
    }
    result
}
