//! What Spectral gives, recorded: our results on the same rulesets and documents, case by case.
//!
//! `cargo test --release --test conformance -- --nocapture` prints a line per suite; the differences of a suite are written
//! below `target/conformance`. Differences that are meant stand in `conformance/divergences.tsv` with their reason; any other
//! fails its test.

#[path = "conformance/core.rs"]
mod core;
#[path = "conformance/ecosystem.rs"]
mod ecosystem;
#[path = "conformance/functions.rs"]
mod functions;
#[path = "conformance/golden.rs"]
mod golden;
#[path = "conformance/jsonpath.rs"]
mod jsonpath;
#[path = "conformance/oas_functions.rs"]
mod oas_functions;
#[path = "conformance/rules.rs"]
mod rules;
#[path = "conformance/rulesets.rs"]
mod rulesets;
#[path = "conformance/scenarios.rs"]
mod scenarios;
#[path = "conformance/spectral.rs"]
mod spectral;
#[path = "conformance/suite.rs"]
mod suite;
