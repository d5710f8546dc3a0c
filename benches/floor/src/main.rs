//! The floor of a check: how long it takes others to read a file, and nothing more.
//!
//! `apilint-floor json FILE` parses it into a `serde_json::Value`; `apilint-floor yaml FILE` has libyaml produce its events.
//! Prints the seconds of the clock, then those of the processor, that this took; the file is in memory already.

use std::hint::black_box;
use std::mem::MaybeUninit;
use std::time::Instant;
use std::{env, fs, process};

use rustix::time::{ClockId, clock_gettime};
use unsafe_libyaml::{
    YAML_STREAM_END_EVENT, yaml_event_delete, yaml_event_t, yaml_parser_delete,
    yaml_parser_initialize, yaml_parser_parse, yaml_parser_set_input_string, yaml_parser_t,
};

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let [notation, file] = words.as_slice() else { fail("apilint-floor json|yaml FILE") };
    let bytes = fs::read(file).unwrap_or_else(|error| fail(&format!("{file}: {error}")));
    let (start, start_of_processor) = (Instant::now(), processor());
    match notation.as_str() {
        "json" => match serde_json::from_slice::<serde_json::Value>(&bytes) {
            // It is not freed: a command that ends has no need to.
            Ok(value) => std::mem::forget(black_box(value)),
            Err(error) => fail(&format!("{file}: {error}")),
        },
        "yaml" => match events(&bytes) {
            Some(count) => drop(black_box(count)),
            None => fail(&format!("{file}: libyaml refuses it")),
        },
        _ => fail("json or yaml"),
    }
    let elapsed = start.elapsed().as_secs_f64();
    let spent = processor() - start_of_processor;
    println!("{elapsed} {spent}");
}

fn fail(why: &str) -> ! {
    eprintln!("{why}");
    process::exit(2)
}

/// Seconds of the processor that this process spent.
fn processor() -> f64 {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

/// How many events a text has; none where it is no YAML.
fn events(bytes: &[u8]) -> Option<usize> {
    let mut parser = MaybeUninit::<yaml_parser_t>::uninit();
    let parser = parser.as_mut_ptr();
    let mut count = 0;
    // SAFETY: `parser` is written by `yaml_parser_initialize` before all else, and `bytes` outlive it; each event is written by a
    // `yaml_parser_parse` that did not fail, read, and deleted once.
    unsafe {
        if yaml_parser_initialize(parser).fail {
            return None;
        }
        yaml_parser_set_input_string(parser, bytes.as_ptr(), bytes.len() as u64);
        loop {
            let mut event = MaybeUninit::<yaml_event_t>::uninit();
            let event = event.as_mut_ptr();
            if yaml_parser_parse(parser, event).fail {
                yaml_parser_delete(parser);
                return None;
            }
            count += 1;
            let is_last = (*event).type_ == YAML_STREAM_END_EVENT;
            yaml_event_delete(event);
            if is_last {
                break;
            }
        }
        yaml_parser_delete(parser);
    }
    Some(count)
}
