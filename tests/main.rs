//! The tests that are not examples of rules, in one binary.

mod architecture;
mod broken;
mod cli_cases;
mod corpus;
mod declaration;
mod evaluation;
mod fingerprints;
mod folder;
mod formats;
mod gate;
mod hostile;
mod journey;
#[cfg(feature = "http")]
mod network;
mod notations;
#[cfg(feature = "html")]
mod pages;
mod readings;
mod references;
mod suites;
mod taken;
mod timings;
